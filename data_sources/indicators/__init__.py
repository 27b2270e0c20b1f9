"""Indicators: one TOML file each in a folder by theme.

To add an indicator, copy a file of this folder to `<theme>/<id>.toml` and change it; nothing else is touched. The keys:

    id = "daily-smoking"       the file's name; kebab-case English
    unit = "%"                 %, per 1000, per 10000, per 100000, persons, cases, years, euros, index or ratio
    decimals = 1               0..3, as the source publishes
    direction = "lower"        lower or higher is better, or neither
    interval = 2               usual number of years between values
    largest = 400              values above it are kept back; left out: 105 of %, and the limits of `plausibility` for other units
    closed = true              the series has ended (left out: false)
    projection = true          every value is projected, not observed (left out: false)
    counts = "register"        whose counts the source gives: register or respondents. Only where its absolute value truly is
                               the numerator of the proportion or rate, since intervals are calculated from it
    base = { indicator = "population", group = "age=20-64" }
                               the population series and group that the value covers; group left out: everybody
    tags = ["hyte-coefficient"]

    [name]                     fi, and sv, en … (two or three letters), which fall back to it: heading of pages and charts
    [explanation]              as the name: one sentence a resident understands, which names the population of the share
    [keywords]                 everyday words by which it is also found, in any language, the most telling first; may be left out
    fi = ["tupakka", "savuke"] a word may be several: "lasten terveys"
    [sotkanet]                 one entry a group, each a series of that service. `total` is everybody, the others are
                               `"dimension=category"` of data_sources.model.DIMENSIONS; several are joined by `;`
    total = { id = 4404, title = "Päivittäin tupakoivien osuus (%)" }
    "age=20-64" = { id = 4405, title = ["one known title", "another"], sex = false }
                               title: the Finnish title, or titles, of the id; case, blanks and punctuation do not
                               count. sex = false where the id has no values by sex
    [statfin], [thl-cubes], [own-table]
                               other services: `table` (or `cube`) names the series, and what their adapters ask is said in
                               their own keys. Keys of the section hold for each of its groups, such as
                               table = "vaerak/11re"
                               total = {}
                               "age=65+" = { age = "65+", sex = true }
    [statfin]                  Statistics Finland. Names of variables and values may be codes, ends of codes after - or _,
                               or Finnish texts, without the number before them; small and large letters are the same.
                               What is not asked for is everybody, and a group that the table has not is left out alone.
                               `table` is one of StatFin, or begins with its database: "Kuntien_avainluvut/2025/…".
                               Keys of a group:
    contents = "vaesto"        what the table counts; of several names the first that it knows
    age = "20-64"              made exactly from the table's categories, or an error; "75+", "total"
    education = "low"          low, middle, high, or codes of the national classification
    select = ["rikos = 1 | 2"] values of other variables, which are summed up
    per = ["contents = b"]     the value is divided by the same cells with these values instead, times 100 in %, ratio,
                               1000 in per 1000 …; with counts = "register" both are kept as counts
                               and keys that are the same for all groups of a table. Former municipalities are added to
                               those of today where values are counts or quotients of counts; others have no value:
    per_table = "vaerak/11re"  the denominators are in another table, where `per` says all that is asked
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
    [published]                smallest population of a municipality that gets its own value: 0 is every one, false none
    smallest_total = 20000     for everybody (left out: 0)
    smallest_group = 20000     for a subgroup (left out: as for everybody)
    [[break]]                  a change of method: values from `year` on do not compare with those before
    year = 2022                fi, sv, en …: the reason in a sentence
    [sample]                   real levels of the country, from which the sample data are made; may be left out of the
                               installation's own files
    spread = 0.15              relative standard deviation between municipalities
    share = 0.78               share of the population that the value covers (left out: 1)
    strain = 0.5               correlation with the strain of the region, -1..1 (high in the east and north; left out: 0)
    rural = 0.2                correlation with rurality, -1..1 (left out: 0)
    respondents = 30000        country's respondents of a survey with intervals; left out for registers
    [sample.country]           value by year. Interval 1: straight lines between the years; longer: values in these years only
    2012 = 16.5
    [sample.ratios]            level of a group relative to everybody; sexes apply within the other groups too
    "sex=male" = 1.17
    [sample.suppressed]        groups whose newest value an area does not get, to show suppression; never one of a breakdown alone
    KU205 = ["education=low", "education=middle"]
    [sample.areas]             level of a municipality relative to the country, where it is known
    KU205 = 0.96

`themes.toml` names the folders, in the order in which views list them.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

from data_sources.adapters import Source, sources
from data_sources.errors import CatalogueError
from data_sources.formats.toml_table import TomlTable
from data_sources.indicators.catalogue import FOLDER, read_catalogue
from data_sources.model import Indicator, Names
from data_sources.settings import read_settings

__all__ = ["FOLDER", "find_indicator", "local_folder", "read_indicators", "read_themes"]

Signature: TypeAlias = tuple[tuple[str, int], ...]


def read_indicators(folder: Path | None = None) -> Mapping[str, Indicator]:
    """Return the indicators by id, in order of themes and ids; `CatalogueError` names file, key and what was expected.

    Without `folder` they are the shipped ones and those of the installation, which `local_folder` holds.
    """
    if folder is not None:
        return read_catalogue([folder], list(read_themes(folder)))
    local = local_folder()
    signature = _signature(local)
    return _known(local if signature else None, signature)


def local_folder() -> Path:
    """Return the folder of the installation's own indicator files, in the same folders by theme; it need not exist."""
    return read_settings().data_dir / "indicators"


def read_themes(folder: Path | None = None) -> Mapping[str, Names]:
    """Return the names of the themes by folder, in the order of views; `CatalogueError` as for the indicators."""
    folder = folder or FOLDER
    table = TomlTable.read(folder / "themes.toml", folder)
    return MappingProxyType({theme: table.names(theme) for theme in table.data})


@lru_cache(maxsize=4)
def _known(local: Path | None, _signature: Signature) -> Mapping[str, Indicator]:
    return read_catalogue([FOLDER, local] if local else [FOLDER], list(read_themes()))


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
    hint = f"expected an id such as unemployment, or a series such as {_example()}"
    if any(_can_add(source, wanted) for source in sources().values()):
        hint = f"`./run add {wanted}` adds it"
    elif near:
        hint = f"did you mean {' or '.join(near)}?"
    raise CatalogueError(f"there is no indicator {text!r}; {hint}")


def _example() -> str:
    """Return the name of a series, such as `sotkanet:181`."""
    return next(source.series_name(source.example) for source in sources().values() if source.can_add)


def _can_add(source: Source, series: str) -> bool:
    """Tell whether an indicator file can be made of a series."""
    return source.can_add and re.fullmatch(rf"{source.key}:\d+", series) is not None
