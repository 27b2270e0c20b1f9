"""What is said of values over time: breaks, gaps, how often they come, and a newest one that is suppressed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from dashboard.charts.chart import Mark
from dashboard.charts.lines.line import TimeLine
from dashboard.text import Text
from data_sources.model import Indicator, ObservationStatus


def marks(shown: Sequence[TimeLine], text: Text) -> tuple[Mark, ...]:
    """Return a mark for every break that has values on both sides in a line, with its reason where one is declared."""
    broken: dict[int, list[TimeLine]] = {}
    for line in shown:
        for earlier, later in pairwise(line.valued):
            for year in line.breaks_between(earlier, later):
                broken.setdefault(year, []).append(line)
    return tuple(
        Mark(year, text.t("Break in {year}", year=year), _reason(year, broken[year], shown, text)) for year in sorted(broken)
    )


def _reason(year: int, broken: Sequence[TimeLine], shown: Sequence[TimeLine], text: Text) -> str:
    """Return why values are not comparable; else in which areas, where it is not in all."""
    declared = next((each for each in shown[0].declared if each.year == year), None)
    if declared:
        return text.name(declared.reason).rstrip(".")
    return "" if len(broken) == len(shown) else text.listing(text.area(line.area).name for line in broken)


def suppressed_since(focus: TimeLine, text: Text) -> str:
    """Return the sentence that the newest value is suppressed, or nothing."""
    newest = focus.observations[-1]
    suppressed = newest.status is ObservationStatus.SUPPRESSED
    return text.t("The value {when} is suppressed.", when=text.when(newest.period)) if suppressed else ""


def time_notes(shown: Sequence[TimeLine], indicator: Indicator, found: Sequence[Mark], text: Text) -> list[str]:
    """Return notes on how often values come, pooled periods, breaks and gaps."""
    notes = []
    if indicator.interval > 1:
        notes.append(text.n("Values come every year.", "Values come every {count} years.", indicator.interval))
    if any(each.period.first < each.period.last for line in shown for each in line.valued):
        notes.append(text.t("A value that covers several years stands at the last of them."))
    if found:
        breaks = "; ".join(mark.text for mark in found)
        notes.append(text.t("{breaks}. Values before and after a break are not comparable.", breaks=breaks))
    gaps: dict[tuple[int, int], list[str]] = {}
    for line in shown:
        for gap in line.gaps:
            gaps.setdefault(gap, []).append(text.area(line.area).name)
    for (first, last), areas in gaps.items():
        note = text.t("no values between {first} and {last}", first=first, last=last)
        notes.append(f"{text.capitalise(note) if len(areas) == len(shown) else f'{text.listing(areas)}: {note}'}.")
    return notes
