"""One indicator file, read and checked key by key."""

from __future__ import annotations

import re
from pathlib import Path

from data_sources.errors import CatalogueError
from data_sources.formats.toml_table import TomlTable
from data_sources.indicators.groups import parse_group
from data_sources.indicators.sample_levels import sample_levels
from data_sources.indicators.series import groups_of_series, read_series, series_tables
from data_sources.model import Direction, Indicator, PopulationGroup, SampleLevels, SeriesBreak, SourceSeries, Unit


def read_indicator(table: TomlTable, path: Path, *, needs_sample: bool = False) -> Indicator:
    """Return the indicator of a file; `CatalogueError` names file, key and what was expected.

    An installation's own indicators may have no levels for a sample, and are then empty without observations.
    """
    _check_tables(table)
    if table.text("id") != path.stem or not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", path.stem):
        raise table.error("id", f"the name of the file, {path.stem!r}, in small letters, digits and hyphens")
    series = read_series(table)
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
        sample=_sample(table, series, unit) if needs_sample or table.has("sample") else SampleLevels(country=()),
        smallest_total=smallest_total,
        smallest_group=_smallest(published, "smallest_group", smallest_total),
        breaks=tuple(_break(entry) for entry in table.tables("break")),
        counts=table.choice("counts", ["register", "respondents"]) if table.has("counts") else None,
        base=_base(table.table("base")) if table.has("base") else None,
        closed=table.take("closed", bool, "true or false", default=False),
        projection=table.take("projection", bool, "true or false", default=False),
        largest=table.number("largest", 0, 1e9) if table.has("largest") else None,
        tags=table.texts("tags") if table.has("tags") else (),
        rounds=_rounds(table) if table.has("rounds") else (),
        keywords=_keywords(table.table("keywords", {})),
    )
    published.finish()
    table.finish()
    return indicator


def _check_tables(table: TomlTable) -> None:
    """Raise the error that names a table which nobody knows: a misspelt source would else look like a lacking one."""
    known = ["name", "explanation", "keywords", *series_tables(), "published", "break", "sample", "base"]
    for key, value in table.data.items():
        if key not in known and (isinstance(value, dict) or (isinstance(value, list) and value and isinstance(value[0], dict))):
            heading = f"[{key}]" if isinstance(value, dict) else f"[[{key}]]"
            raise CatalogueError(f"{table.file}: {heading} is not a known table; expected one of {', '.join(known)}")


def _sample(table: TomlTable, series: tuple[SourceSeries, ...], unit: Unit) -> SampleLevels:
    return sample_levels(table.table("sample"), groups_of_series(series), 100 if unit is Unit.PERCENT else 1e9)


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


def _rounds(table: TomlTable) -> tuple[int, ...]:
    expected = "a list of years in order, such as [2017, 2021, 2025]"
    years = table.take("rounds", list, expected)
    if not all(type(year) is int and 1900 <= year <= 2100 for year in years) or years != sorted(set(years)) or not years:
        raise table.error("rounds", expected)
    return tuple(years)


def _keywords(table: TomlTable) -> dict[str, tuple[str, ...]]:
    words = {language: table.texts(language) for language in table.languages()}
    table.finish()
    return words


def _base(table: TomlTable) -> tuple[str, PopulationGroup]:
    group = table.text("group") if table.has("group") else "total"
    try:
        result = table.text("indicator"), parse_group(group)
    except ValueError as error:
        raise table.error("group", f"a population group such as age=20-64 ({error})") from None
    table.finish()
    return result
