"""A time series of one area as a line of a chart: which figures are joined, where it breaks and where it has gaps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from dashboard.charts.chart import ChartPoint, Mark, Role, Series
from dashboard.text import Text
from data_sources.model import ABSENT, Area, Indicator, Observation, ObservationStatus, SeriesBreak, is_shown


@dataclass(frozen=True)
class TimeLine:
    """One area's observations of one group in the order of time; `interval` is the usual number of years between them."""

    area: Area
    observations: tuple[Observation, ...]
    interval: int
    declared: tuple[SeriesBreak, ...] = ()
    projection: bool = False

    @cached_property
    def valued(self) -> tuple[Observation, ...]:
        """Observations that have a figure to show."""
        return tuple(each for each in self.observations if is_shown(each))

    @cached_property
    def break_years(self) -> frozenset[int]:
        """Years from which figures are not comparable with earlier ones of this line, as declared and as published."""
        published = {each.period.last for each in self.observations if each.status is ObservationStatus.BREAK}
        return frozenset(published | {each.year for each in self.declared})

    def breaks_between(self, earlier: Observation, later: Observation) -> list[int]:
        """Return the years of breaks after one observation and no later than another."""
        return sorted(year for year in self.break_years if earlier.period.last < year <= later.period.last)

    def joined(self, earlier: Observation, later: Observation) -> bool:
        """Tell whether a line runs between two neighbouring observations."""
        near = later.period.last - earlier.period.last <= self.interval
        return near and is_shown(earlier) and is_shown(later) and not self.breaks_between(earlier, later)

    @property
    def has_suppressed(self) -> bool:
        """Tell whether any figure is suppressed."""
        return any(each.status is ObservationStatus.SUPPRESSED for each in self.observations)

    @property
    def comparable(self) -> tuple[Observation, ...]:
        """Figures that can be compared with the newest: those since the last break."""
        newest = self.valued[-1]
        return tuple(each for each in self.valued if not self.breaks_between(each, newest))

    @property
    def gaps(self) -> list[tuple[int, int]]:
        """Pairs of years with a figure between which figures are missing, and not because they are suppressed."""
        found = []
        for earlier, later in pairwise(self.valued):
            first, last = earlier.period.last, later.period.last
            between = {each.status for each in self.observations if first < each.period.last < last}
            if (between or last - first > self.interval) and ObservationStatus.SUPPRESSED not in between:
                found.append((first, last))
        return found

    def series(self, role: Role, text: Text) -> Series:
        """Return the line as a series of a chart; a figure without value holds no number."""
        befores = (None, *self.observations)
        points = tuple(
            ChartPoint(
                x=each.period.last,
                label=text.period(each.period),
                value=each.value if is_shown(each) else None,
                low=each.low if is_shown(each) else None,
                high=each.high if is_shown(each) else None,
                status=each.status if is_shown(each) or each.status in ABSENT else ObservationStatus.MISSING,
                joined=before is not None and self.joined(before, each),
                period=text.period(each.period),
            )
            for before, each in zip(befores, self.observations, strict=False)
        )
        return Series(text.area(self.area).name, role, points)


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
            interval=indicator.interval,
            declared=indicator.breaks,
            projection=indicator.projection,
        )
        for area in areas
    ]


def marks(shown: Sequence[TimeLine], text: Text) -> tuple[Mark, ...]:
    """Return a mark for every break that has figures on both sides in a line, with its reason where one is declared."""
    broken: dict[int, list[TimeLine]] = {}
    for line in shown:
        for earlier, later in pairwise(line.valued):
            for year in line.breaks_between(earlier, later):
                broken.setdefault(year, []).append(line)
    return tuple(
        Mark(year, text.t("Break in {year}", year=year), _reason(year, broken[year], shown, text)) for year in sorted(broken)
    )


def _reason(year: int, broken: Sequence[TimeLine], shown: Sequence[TimeLine], text: Text) -> str:
    """Return why figures are not comparable; else in which areas, where it is not in all."""
    declared = next((each for each in shown[0].declared if each.year == year), None)
    if declared:
        return text.name(declared.reason).rstrip(".")
    return "" if len(broken) == len(shown) else text.listing(text.area(line.area).name for line in broken)


def suppressed_since(focus: TimeLine, text: Text) -> str:
    """Return the sentence that the newest figure is suppressed, or nothing."""
    newest = focus.observations[-1]
    suppressed = newest.status is ObservationStatus.SUPPRESSED
    return text.t("The figure {when} is suppressed.", when=text.when(newest.period)) if suppressed else ""


def time_notes(shown: Sequence[TimeLine], indicator: Indicator, found: Sequence[Mark], text: Text) -> list[str]:
    """Return notes on how often figures come, pooled periods, breaks and gaps."""
    notes = []
    if indicator.interval > 1:
        notes.append(text.n("Figures come every year.", "Figures come every {count} years.", indicator.interval))
    if any(each.period.first < each.period.last for line in shown for each in line.valued):
        notes.append(text.t("A figure that covers several years stands at the last of them."))
    if found:
        breaks = "; ".join(mark.words for mark in found)
        notes.append(text.t("{breaks}. Figures before and after a break are not comparable.", breaks=breaks))
    gaps: dict[tuple[int, int], list[str]] = {}
    for line in shown:
        for gap in line.gaps:
            gaps.setdefault(gap, []).append(text.area(line.area).name)
    for (first, last), areas in gaps.items():
        note = text.t("no figures between {first} and {last}", first=first, last=last)
        notes.append(f"{text.capitalise(note) if len(areas) == len(shown) else f'{text.listing(areas)}: {note}'}.")
    return notes
