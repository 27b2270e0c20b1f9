"""All indicator files together: ids and series that none has twice, populations that are there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from pathlib import Path
from types import MappingProxyType

from data_sources.errors import CatalogueError
from data_sources.formats.toml_table import TomlTable
from data_sources.indicators.groups import group_text
from data_sources.indicators.reading import read_indicator
from data_sources.indicators.series import series_tables
from data_sources.model import Indicator, Unit

FOLDER = Path(__file__).parent


def read_catalogue(folders: Sequence[Path], themes: Sequence[str]) -> Mapping[str, Indicator]:
    """Return the indicators of some folders by id, in order of themes and ids; `CatalogueError` names what is wrong."""
    found: dict[str, tuple[Indicator, TomlTable]] = {}
    series_in: dict[str, str] = {}
    alone = {name for name, keys in series_tables().items() if keys.one_indicator}
    for indicator, table, theme in chain.from_iterable(_shipped() if each == FOLDER else _read(each) for each in folders):
        if theme not in themes:
            raise CatalogueError(f"{table.file}: its folder is unknown; expected one of themes.toml: {', '.join(themes)}")
        if indicator.id in found:
            raise table.error("id", f"an id of its own, which {found[indicator.id][1].file} does not have")
        for series in indicator.series:
            if series.source in alone and series_in.setdefault(str(series), table.file) != table.file:
                raise table.error(series.source, f"series of its own, but {series} is in {series_in[str(series)]} too")
        found[indicator.id] = indicator, table
    for indicator, table in found.values():
        _check_base(indicator, table, {id_: other for id_, (other, _) in found.items()})
    in_order = sorted(found.values(), key=lambda pair: (themes.index(pair[0].theme), pair[0].id))
    return MappingProxyType({indicator.id: indicator for indicator, _ in in_order})


@cache  # they change with the program only, and reading them takes most of a start
def _shipped() -> tuple[tuple[Indicator, TomlTable, str], ...]:
    return tuple(_read(FOLDER))


def _read(root: Path) -> Iterator[tuple[Indicator, TomlTable, str]]:
    """Yield each indicator of a folder, its file, and the name of the theme's folder that holds it."""
    for path in sorted(root.glob("*/*.toml")):
        table = TomlTable.read(path, root)
        yield read_indicator(table, path, needs_sample=root == FOLDER), table, path.parent.name


def _check_base(indicator: Indicator, table: TomlTable, indicators: Mapping[str, Indicator]) -> None:
    if indicator.base is None:
        return
    base = table.table("base")
    population = indicators.get(indicator.base[0])
    if population is None or population.unit is not Unit.PERSONS or population.projection:
        counts = [other.id for other in indicators.values() if other.unit is Unit.PERSONS and not other.projection]
        raise base.error("indicator", f"an indicator with unit persons: {', '.join(counts) or 'there is none'}")
    if indicator.base[1] not in population.groups:
        raise base.error("group", f"a group of {population.id}: {', '.join(map(group_text, population.groups))}")
