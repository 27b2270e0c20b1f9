"""What an indicator file asks of a cube: rows and columns of every request, and the nodes that narrow it to a group."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from data_sources.adapters.thl_cubes.tree import Tree
from data_sources.errors import SeriesAwaitedError, SeriesGoneError
from data_sources.model import DIMENSIONS, Period, PopulationGroup, SeriesPart, SourceSeries

NEEDED = ("rows", "columns", "levels")
KEYS = (*NEEDED, "awaiting", "filters", "nodes", "sexes")


@dataclass(frozen=True, slots=True)
class Asked:
    """The keys of an indicator file for one cube; `levels` gives the prefix of our area codes by level of the cube."""

    series: SourceSeries
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    filters: tuple[str, ...]
    levels: Mapping[str, str]

    @property
    def references(self) -> tuple[str, ...]:
        """Everything that must be in the cube."""
        of_groups = (each for _, filters in self.groups() for each in filters)
        return tuple(dict.fromkeys((*self.rows, *self.columns, *of_groups)))

    def groups(self) -> Iterator[tuple[PopulationGroup, tuple[str, ...]]]:
        """Yield every group, its sexes too, with what narrows the cube to it."""
        for part in self.series.parts:
            nodes = _of(part, "nodes")
            yield part.group, (*self.filters, *nodes)
            if part.with_sex:
                for sex, node in zip(DIMENSIONS["sex"].categories, _of(part, "sexes"), strict=True):
                    yield part.group.with_category("sex", sex), (*self.filters, *nodes, node)

    def periods(self, tree: Tree) -> dict[str, Period]:
        """Return the periods of the columns' dimension by node."""
        return tree.periods(tree.dimension(self.columns[0]))


def read_asked(series: SourceSeries) -> Asked:
    """Return the keys of a series.

    `SeriesGoneError` names one that is missing or wrong, `SeriesAwaitedError` says what the file awaits.
    """
    for part in series.parts:
        unknown = sorted(key for key, _ in part.query if key not in KEYS)
        if unknown:
            raise _wrong(series, f"{unknown[0]!r} is no key; keys are {', '.join(sorted(KEYS))}")
        if part.with_sex and len(_of(part, "sexes")) != 2:
            raise _wrong(series, "sex = true needs sexes, the nodes of women and of men")
    first = series.parts[0]
    if _of(first, "awaiting"):
        raise SeriesAwaitedError(f"{series} is not asked for: its indicator file awaits {_of(first, 'awaiting')[0]}")
    if not all(_of(first, key) for key in NEEDED):
        raise _wrong(series, f"the keys {', '.join(NEEDED)} are needed")
    if any(_of(part, key) != _of(first, key) for part in series.parts for key in (*NEEDED, "filters")):
        raise _wrong(series, f"{', '.join(NEEDED)} and filters must be the same for all groups of a cube")
    levels = _levels(_of(first, "levels"))
    if not set(levels.values()) <= {"SSS", "MK", "HVA", "KU"}:
        raise _wrong(series, 'levels are such as ["kunta = KU", "hva = HVA", "maa = SSS"]')
    return Asked(series, _of(first, "rows"), _of(first, "columns"), _of(first, "filters"), levels)


def _of(part: SeriesPart, key: str) -> tuple[str, ...]:
    return dict(part.query).get(key, ())


def _wrong(series: SourceSeries, what: str) -> SeriesGoneError:
    return SeriesGoneError(f"the indicator file's [thl-cubes] of {series.id}: {what}")


def _levels(entries: Iterable[str]) -> dict[str, str]:
    """Return the prefix of our codes by level of the cube, from entries such as `kunta = KU`."""
    pairs = (entry.partition("=") for entry in entries)
    return {level.strip(): prefix.strip() for level, _, prefix in pairs}
