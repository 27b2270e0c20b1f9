"""The tables of an indicator file that name its series: those of the sources, and that of a municipality's own tables."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from types import MappingProxyType

from data_sources.adapters import SeriesTable, sources
from data_sources.formats.toml_table import TomlTable
from data_sources.indicators.groups import group_of, group_text
from data_sources.model import OWN_TABLE, PopulationGroup, SeriesPart, SourceSeries


def series_tables() -> Mapping[str, SeriesTable]:
    """Return how series are named in each table, by its name; that of own tables is the last."""
    return MappingProxyType({**{key: source.series for key, source in sources().items()}, OWN_TABLE: SeriesTable("table")})


def read_series(table: TomlTable) -> tuple[SourceSeries, ...]:
    """Return the series of an indicator file, each with the groups that it holds."""
    found: list[SourceSeries] = []
    for name, keys in series_tables().items():
        entries = table.table(name, {})
        # Keys of the source's table itself apply to each of its groups.
        common = {key: value for key, value in entries.data.items() if not isinstance(value, dict)}
        for key in (key for key in entries.data if key not in common):
            series = _one_series(name, keys, entries, key, common)
            twice = groups_of_series(found) & series.groups
            if twice:
                raise entries.error(key, f"one source a group; {group_text(min(twice))} has one already")
            same = next((place for place, other in enumerate(found) if str(other) == str(series)), None)
            if same is None:
                found.append(series)
            elif keys.one_indicator:
                raise entries.error(key, f"a series of its own; {series} holds another group already")
            else:
                found[same] = replace(found[same], parts=(*found[same].parts, *series.parts))
        if common and not found:
            raise table.error(name, "a table of series by group, such as total = {}")
    if not found:
        raise table.error(
            next(name for name, keys in series_tables().items() if keys.one_indicator),
            'a table of series by group, such as total = { id = 4404, title = "…" }',
        )
    return tuple(found)


def _one_series(source: str, keys: SeriesTable, entries: TomlTable, key: str, common: Mapping[str, object]) -> SourceSeries:
    entry = TomlTable(entries.file, {**common, **entries.take(key, dict, "a table")}, f"{entries.place_of(key)}.")
    group = group_of(entries, key)
    with_sex = entry.take("sex", bool, "true or false", default=keys.with_sex) and "sex=" not in key
    id_ = str(entry.whole(keys.key, 1, 10**9)) if keys.numbered else entry.text(keys.key)
    titles = entry.texts("title") if keys.one_indicator or entry.has("title") else ()
    asked = () if keys.one_indicator else sorted(each for each in entry.data if each not in {keys.key, "title", "sex"})
    part = SeriesPart(group, tuple((each, entry.texts(each)) for each in asked), with_sex)
    entry.finish()
    return SourceSeries(source, id_, (part,), titles)


def groups_of_series(series: Collection[SourceSeries]) -> set[PopulationGroup]:
    """Return every group that some series hold."""
    return {group for one in series for group in one.groups}
