"""A time series of one area as a line of a chart: which values are joined, where it breaks and where it has gaps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from dashboard.charts.chart import Role, Series
from dashboard.charts.points import point_of
from dashboard.text import Text
from data_sources.model import Area, Indicator, Observation, ObservationStatus, Rhythm, SeriesBreak, is_shown


@dataclass(frozen=True)
class TimeLine:
    """One area's observations of one group in the order of time; `rhythm` says how often they come."""

    area: Area
    observations: tuple[Observation, ...]
    rhythm: Rhythm
    declared: tuple[SeriesBreak, ...] = ()
    projection: bool = False

    @cached_property
    def valued(self) -> tuple[Observation, ...]:
        """Observations that have a value to show."""
        return tuple(each for each in self.observations if is_shown(each))

    @cached_property
    def break_years(self) -> frozenset[int]:
        """Years from which values are not comparable with earlier ones of this line, as declared and as published."""
        published = {each.period.last for each in self.observations if each.status is ObservationStatus.BREAK}
        return frozenset(published | {each.year for each in self.declared})

    def breaks_between(self, earlier: Observation, later: Observation) -> list[int]:
        """Return the years of breaks after one observation and no later than another."""
        return sorted(year for year in self.break_years if earlier.period.last < year <= later.period.last)

    def joined(self, earlier: Observation, later: Observation) -> bool:
        """Tell whether a line runs between two neighbouring observations."""
        near = self.rhythm.adjoin(earlier.period, later.period)
        return near and is_shown(earlier) and is_shown(later) and not self.breaks_between(earlier, later)

    @property
    def shown(self) -> bool:
        """Tell whether there is anything to show: a value, or that one is suppressed."""
        return bool(self.valued) or self.has_suppressed

    @property
    def has_suppressed(self) -> bool:
        """Tell whether any value is suppressed."""
        return any(each.status is ObservationStatus.SUPPRESSED for each in self.observations)

    @property
    def comparable(self) -> tuple[Observation, ...]:
        """Values that can be compared with the newest: those since the last break."""
        newest = self.valued[-1]
        return tuple(each for each in self.valued if not self.breaks_between(each, newest))

    @property
    def gaps(self) -> list[tuple[int, int]]:
        """Pairs of years with a value between which values are missing, and not because they are suppressed."""
        found = []
        for earlier, later in pairwise(self.valued):
            first, last = earlier.period.last, later.period.last
            between = {each.status for each in self.observations if first < each.period.last < last}
            if (between or not self.rhythm.adjoin(earlier.period, later.period)) and ObservationStatus.SUPPRESSED not in between:
                found.append((first, last))
        return found

    def series(self, role: Role, text: Text, name: str = "") -> Series:
        """Return the line as a series, named after its area unless otherwise; what may not be shown holds no number."""
        befores = (None, *self.observations)
        points = tuple(
            point_of(
                each, each.period.last, text.period(each.period), text, joined=before is not None and self.joined(before, each)
            )
            for before, each in zip(befores, self.observations, strict=False)
        )
        return Series(name or text.area(self.area).name, role, points)


def lines(areas: Sequence[Area], observations: Sequence[Observation], indicator: Indicator) -> list[TimeLine]:
    """Return the line of every area, in their order; one without observations is empty."""
    found: dict[str, list[Observation]] = {area.code: [] for area in areas}
    for each in observations:
        if each.area in found:
            found[each.area].append(each)
    return [
        TimeLine(
            area=area,
            observations=tuple(sorted(found[area.code], key=lambda each: (each.period.last, each.period.first))),
            rhythm=indicator.rhythm,
            declared=indicator.breaks,
            projection=indicator.projection,
        )
        for area in areas
    ]
