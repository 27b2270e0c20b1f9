"""The rows of a chart by population group: the observation and period of each group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.charts.selection import by_end, newest_until
from data_sources.model import DIMENSIONS, Observation, Period, PopulationGroup, is_shown


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group's observation in the focus area; `dimension` is what narrows it below the group asked for (None: that group)."""

    group: PopulationGroup
    dimension: str | None
    category: str | None
    observation: Observation

    @property
    def narrowing(self) -> PopulationGroup:
        """The group that names the row: what narrows it alone, else the whole group."""
        if self.dimension is None or self.category is None:
            return self.group
        return PopulationGroup(((self.dimension, self.category),))


def rows_of(own: Sequence[Observation], whole: PopulationGroup, parts: Sequence[PopulationGroup]) -> list[GroupRow]:
    """Return the rows from the top; none where no part has a value.

    All rows are of the newest period in which two parts of one dimension have a value, as the breakdown of a dimension is (with
    no such period, the newest in which a part has one); one without an observation then is of the newest before.
    """
    by_group: dict[PopulationGroup, list[Observation]] = {}
    for each in own:
        by_group.setdefault(each.group, []).append(each)
    period = _compared(by_group, whole, parts)
    rows = []
    for group in (whole, *parts) if period else ():
        observation = _newest(by_group.get(group, ()), period) if period else None
        if observation:
            dimension, category = next(iter(set(group.pairs) - set(whole.pairs)), (None, None))
            rows.append(GroupRow(group, dimension, category, observation))
    return sorted(rows, key=_order)


def _compared(
    by_group: Mapping[PopulationGroup, Sequence[Observation]], whole: PopulationGroup, parts: Sequence[PopulationGroup]
) -> Period | None:
    """Return the newest period in which two parts of one dimension have a value, else in which any has one."""
    shown = Counter(
        (each.period, dimension)
        for group in parts
        for dimension in set(group.dimensions) - set(whole.dimensions)
        for each in by_group.get(group, ())
        if is_shown(each)
    )
    together = [period for (period, _), count in shown.items() if count > 1]
    return max(together or [period for period, _ in shown], key=by_end, default=None)


def _order(row: GroupRow) -> tuple[object, ...]:
    if row.dimension is None or row.category is None:
        return (-1,)
    return (list(DIMENSIONS).index(row.dimension), DIMENSIONS[row.dimension].rank(row.category))


def _newest(observations: Sequence[Observation], period: Period) -> Observation | None:
    """Return the observation of the period; else the newest earlier one that is published or suppressed, else a missing one."""
    until = sorted((each for each in observations if by_end(each.period) <= by_end(period)), key=lambda each: by_end(each.period))
    return next(reversed(newest_until(observations, period) or until), None)
