"""Indicators: one TOML file each in a folder by theme, read and checked here.

To add an indicator, copy a file of this folder to `<theme>/<id>.toml` and change it; nothing else is touched. The keys:

    id = "daily-smoking"       the file's name; kebab-case English
    unit = "%"                 %, per 1000, per 10000, per 100000, persons, cases, years, euros, index or ratio
    decimals = 1               0..3, as the source publishes
    direction = "lower"        lower or higher is better, or neither
    interval = 2               usual number of years between figures
    largest = 400              figures above it are kept back; left out: 105 of %, and what `plausibility` says of other units
    closed = true              the series has ended (left out: false)
    projection = true          every figure is projected, not observed (left out: false)
    counts = "register"        whose counts the source gives: register or respondents. Only where its absolute value truly is
                               the numerator of the proportion or rate, since intervals are calculated from it
    base = { indicator = "population", group = "age=20-64" }
                               the population series and its group that the figure speaks of; group left out: everybody
    tags = ["hyte-coefficient"]

    [name]                     fi, sv, en: heading of pages and charts
    [explanation]              fi, sv, en: one sentence a resident understands, which says of whom the share is taken
    [sotkanet]                 one entry a group, each a series of that service. `total` is everybody, the others are
                               `"dimension=category"` of data_sources.model.DIMENSIONS; several are joined by `;`
    total = { id = 4404, title = "Päivittäin tupakoivien osuus (%)" }
    "age=20-64" = { id = 4405, title = ["one known title", "another"], sex = false }
                               title: the Finnish title, or titles, that the id bears; case, blanks and punctuation do not
                               count. sex = false where the id has no figures by sex
    [statfin], [thl-cubes], [own-table]
                               other services: `table` (or `cube`) names the series, and what their adapters ask is said in
                               their own keys. Keys of the section hold for each of its groups, such as
                               table = "vaerak/11re"
                               total = {}
                               "age=65+" = { age = "65+", sex = true }
    [statfin]                  Statistics Finland. Names of variables and values may be codes, ends of codes after - or _,
                               or Finnish texts; what is not asked for is everybody. Keys of a group:
    contents = "vaesto"        what the table counts; of several names the first that it knows
    age = "20-64"              made exactly from the table's categories, or an error; "75+", "total"
    education = "low"          low, middle, high, or codes of the national classification
    select = ["rikos = 1 | 2"] values of other variables, which are summed up
    per = ["contents = b"]     the figure is divided by the same cells with these values instead, times 100 in %, ratio,
                               1000 in per 1000 …; with counts = "register" both are kept as counts
                               and keys that are the same for all groups of a table:
    per_table = "vaerak/11re"  the denominators stand in another table, where `per` says all that is asked
    first_year = "2010"        left out: 1990
    yearly = "mean"            months or quarters become years: mean, sum or last; years that are not over are left out
    larger_areas = "sum"       areas that the table lacks are summed up from municipalities: counts and shares of counts only
    split = "year"             one time a query, for slow tables
    area = "alue_asuin"        the area variable, where several could be it
    [thl-cubes]                THL: `cube` is subject/hydra/fact_name; references are dimension-node. or dimension-levelL
    rows = ["alue-hvaL"]       levels of areas, one request each; columns = ["vuosi-vL"] are the years
    filters = ["measure-70"]   what holds for all groups; nodes = ["koulutus-51"] narrows to a group
    sexes = ["sex-2", "sex-1"] nodes of women and men, where sex = true
    levels = ["hva = HVA"]     our codes' beginning (SSS, MK, HVA, KU) by level of the cube
    awaiting = "the real id"   the series is left out of every refresh, for this reason
    [published]                smallest population of a municipality that gets its own figure: 0 is every one, false none
    smallest_total = 20000     for everybody (left out: 0)
    smallest_group = 20000     for a subgroup (left out: as for everybody)
    [[break]]                  a change of method: figures from `year` on do not compare with those before
    year = 2022                fi, sv, en: the reason in a sentence
    [sample]                   real levels of the country, from which the sample data are made; may be left out of the
                               installation's own files
    spread = 0.15              relative standard deviation between municipalities
    share = 0.78               share of the population that the figure speaks of (left out: 1)
    strain = 0.5               correlation with the strain of the region, -1..1 (high in the east and north; left out: 0)
    rural = 0.2                correlation with rurality, -1..1 (left out: 0)
    respondents = 30000        country's respondents of a survey with intervals; left out for registers
    [sample.country]           value by year. Interval 1: straight lines between the years; longer: figures in these years only
    2012 = 16.5
    [sample.ratios]            level of a group relative to everybody; sexes apply within the other groups too
    "sex=male" = 1.17
    [sample.suppressed]        groups whose newest figure an area does not get, to show suppression; never one of a division alone
    KU205 = ["education=low", "education=middle"]
    [sample.areas]             level of a municipality relative to the country, where it is known
    KU205 = 0.96

`themes.toml` names the folders, in the order in which views list them.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

from data_sources.errors import CatalogueError
from data_sources.formats.toml_table import TomlTable
from data_sources.indicators.groups import group_of, group_words, parse_group
from data_sources.indicators.sample_levels import sample_levels
from data_sources.model import (
    OWN_TABLE,
    Direction,
    Indicator,
    Names,
    PopulationGroup,
    SampleLevels,
    SeriesBreak,
    SeriesPart,
    SourceSeries,
    Unit,
)
from data_sources.settings import read_settings

FOLDER = Path(__file__).parent
Signature: TypeAlias = tuple[tuple[str, int], ...]
SERVICES: Mapping[str, str] = MappingProxyType({"sotkanet": "id", "statfin": "table", "thl-cubes": "cube", OWN_TABLE: "table"})
"""Services whose series an indicator file may name, each in a table of its own, and the key that names the series."""


def read_indicators(folder: Path | None = None) -> Mapping[str, Indicator]:
    """Return the indicators by id, in order of themes and ids; `CatalogueError` names file, key and what was expected.

    Without `folder` they are the shipped ones and those of the installation, which `local_folder` holds.
    """
    if folder is not None:
        return _read([folder], list(read_themes(folder)))
    return _known(local_folder(), _signature(local_folder()))


def local_folder() -> Path:
    """Return the folder of the installation's own indicator files, in the same folders by theme; it need not exist."""
    return read_settings().data_dir / "indicators"


def read_themes(folder: Path | None = None) -> Mapping[str, Names]:
    """Return the names of the themes by folder, in the order of views; `CatalogueError` as for the indicators."""
    folder = folder or FOLDER
    table = TomlTable.read(folder / "themes.toml", folder)
    return MappingProxyType({theme: table.names(theme) for theme in table.data})


@lru_cache(maxsize=4)
def _known(local: Path, _signature: Signature) -> Mapping[str, Indicator]:
    return _read([FOLDER, local], list(read_themes()))


def _signature(folder: Path) -> Signature:
    """Return what changes whenever a file of the folder does: a running server sees a new indicator without a restart."""
    if not folder.is_dir():
        return ()
    return tuple(sorted((str(path), path.stat().st_mtime_ns) for path in folder.glob("*/*.toml")))


def find_indicator(text: str) -> Indicator:
    """Return the indicator with this id, or with this series (`sotkanet:181`); `CatalogueError` names an unknown one.

    A table or cube that several indicators come from is no name of one.
    """
    indicators = read_indicators()
    wanted = text.strip().lower()
    if wanted in indicators:
        return indicators[wanted]
    holding = [indicator for indicator in indicators.values() if wanted in map(str, indicator.series)]
    if len(holding) == 1:
        return holding[0]
    if holding:
        raise CatalogueError(f"several indicators come from {wanted}; name one of {', '.join(each.id for each in holding)}")
    near = difflib.get_close_matches(wanted, indicators, n=3)
    hint = "expected an id such as unemployment, or a series such as sotkanet:181"
    if re.fullmatch(r"sotkanet:\d+", wanted):
        hint = f"`./run add {wanted}` adds it"
    elif near:
        hint = f"did you mean {' or '.join(near)}?"
    raise CatalogueError(f"there is no indicator {text!r}; {hint}")


def _read(folders: Sequence[Path], themes: Sequence[str]) -> Mapping[str, Indicator]:
    found: dict[str, tuple[Indicator, TomlTable]] = {}
    series_in: dict[str, str] = {}
    for path, root in ((path, each) for each in folders for path in sorted(each.glob("*/*.toml"))):
        table = TomlTable.read(path, root)
        if path.parent.name not in themes:
            raise CatalogueError(f"{table.file}: its folder is unknown; expected one of themes.toml: {', '.join(themes)}")
        indicator = _indicator(table, path)
        if indicator.id in found:
            raise table.error("id", f"an id of its own, which {found[indicator.id][1].file} does not have")
        for series in indicator.series:
            # A table or cube holds many indicators; an id of Sotkanet is one.
            if series.source == "sotkanet" and series_in.setdefault(str(series), table.file) != table.file:
                raise table.error(series.source, f"series of its own, but {series} is in {series_in[str(series)]} too")
        found[indicator.id] = indicator, table
    for indicator, table in found.values():
        _check_base(indicator, table, {id_: other for id_, (other, _) in found.items()})
    in_order = sorted(found.values(), key=lambda pair: (themes.index(pair[0].theme), pair[0].id))
    return MappingProxyType({indicator.id: indicator for indicator, _ in in_order})


def _indicator(table: TomlTable, path: Path) -> Indicator:
    if table.text("id") != path.stem or not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", path.stem):
        raise table.error("id", f"the name of the file, {path.stem!r}, in small letters, digits and hyphens")
    series = _series(table)
    unit = Unit(table.choice("unit", list(Unit)))
    published = table.table("published", {})
    smallest_total = _smallest(published, "smallest_total", 0)
    indicator = Indicator(
        id=path.stem,
        theme=path.parent.name,
        name=table.names("name"),
        explanation=table.names("explanation"),
        unit=unit,
        decimals=table.whole("decimals", 0, 3),
        direction=Direction(table.choice("direction", list(Direction))),
        interval=table.whole("interval", 1, 20),
        series=series,
        sample=_sample_of(table, path, series, 100 if unit is Unit.PERCENT else 1e9),
        smallest_total=smallest_total,
        smallest_group=_smallest(published, "smallest_group", smallest_total),
        breaks=tuple(_break(entry) for entry in table.tables("break")),
        counts=table.choice("counts", ["register", "respondents"]) if table.has("counts") else None,
        base=_base(table.table("base")) if table.has("base") else None,
        closed=table.take("closed", bool, "true or false", default=False),
        projection=table.take("projection", bool, "true or false", default=False),
        largest=table.number("largest", 0, 1e9) if table.has("largest") else None,
        tags=table.texts("tags") if table.has("tags") else (),
    )
    published.finish()
    table.finish()
    return indicator


def _series(table: TomlTable) -> tuple[SourceSeries, ...]:
    found: list[SourceSeries] = []
    for service in SERVICES:
        entries = table.table(service, {})
        # What stands in the service's table itself holds for each of its groups.
        common = {key: value for key, value in entries.data.items() if not isinstance(value, dict)}
        for key in (key for key in entries.data if key not in common):
            series = _one_series(service, entries, key, common)
            twice = _groups(found) & series.groups
            if twice:
                raise entries.error(key, f"one source a group; {group_words(min(twice))} has one already")
            same = next((place for place, other in enumerate(found) if str(other) == str(series)), None)
            if same is None:
                found.append(series)
            elif service == "sotkanet":
                raise entries.error(key, f"a series of its own; {series} holds another group already")
            else:
                found[same] = replace(found[same], parts=(*found[same].parts, *series.parts))
        if common and not found:
            raise table.error(service, "a table of series by group, such as total = {}")
    if not found:
        raise table.error("sotkanet", 'a table of series by group, such as total = { id = 4404, title = "…" }')
    return tuple(found)


def _one_series(service: str, entries: TomlTable, key: str, common: Mapping[str, object]) -> SourceSeries:
    entry = TomlTable(entries.file, {**common, **entries.take(key, dict, "a table")}, f"{entries.place_of(key)}.")
    group, name = group_of(entries, key), SERVICES[service]
    with_sex = entry.take("sex", bool, "true or false", default=service == "sotkanet") and "sex=" not in key
    if service == "sotkanet":
        series = SourceSeries.of(service, str(entry.whole(name, 1, 10**9)), group, entry.texts("title"), with_sex=with_sex)
    else:
        titles = entry.texts("title") if entry.has("title") else ()
        id_ = entry.text(name)
        query = tuple(sorted((each, entry.texts(each)) for each in entry.data if each not in {name, "title", "sex"}))
        series = SourceSeries(service, id_, (SeriesPart(group, query, with_sex),), titles)
    entry.finish()
    return series


def _groups(series: Collection[SourceSeries]) -> set[PopulationGroup]:
    return {group for one in series for group in one.groups}


def _sample_of(table: TomlTable, path: Path, series: Collection[SourceSeries], highest: float) -> SampleLevels:
    """Read the levels of the sample; an installation's own indicators may have none, and are then empty without figures."""
    if FOLDER not in path.parents and not table.has("sample"):
        return SampleLevels(country=())
    return sample_levels(table.table("sample"), _groups(series), highest)


def _smallest(table: TomlTable, key: str, default: int | None) -> int | None:
    if not table.has(key):
        return default
    if table.data[key] is False:
        return None
    return table.whole(key, 0, 10**7, also=" or false")


def _break(table: TomlTable) -> SeriesBreak:
    result = SeriesBreak(table.whole("year", 1900, 2100), table.by_language())
    table.finish()
    return result


def _base(table: TomlTable) -> tuple[str, PopulationGroup]:
    group = table.text("group") if table.has("group") else "total"
    try:
        result = table.text("indicator"), parse_group(group)
    except ValueError as error:
        raise table.error("group", f"a population group such as age=20-64 ({error})") from None
    table.finish()
    return result


def _check_base(indicator: Indicator, table: TomlTable, indicators: Mapping[str, Indicator]) -> None:
    if indicator.base is None:
        return
    base = table.table("base")
    population = indicators.get(indicator.base[0])
    if population is None or population.unit is not Unit.PERSONS or population.projection:
        counts = [other.id for other in indicators.values() if other.unit is Unit.PERSONS and not other.projection]
        raise base.error("indicator", f"an indicator with unit persons: {', '.join(counts) or 'there is none'}")
    if indicator.base[1] not in population.groups:
        raise base.error("group", f"a group of {population.id}: {', '.join(map(group_words, population.groups))}")
