"""The orders of the table of differences: by width, by growth, by persons, or as in the plan."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from dashboard.differences import Breakdown, GapCourse
from dashboard.differences.leading import bar_of
from dashboard.differences.reading import PlacedBreakdown

Key: TypeAlias = tuple[float, ...]

COURSES = (GapCourse.WIDENING, GapCourse.UNKNOWN, GapCourse.UNCERTAIN, GapCourse.UNCHANGED, GapCourse.NARROWING)
"""Courses of a gap, the most important first."""


def ordered(rows: Sequence[PlacedBreakdown], sort: str, this_year: int) -> list[Breakdown]:
    """Return the breakdowns in an order of `SORTS` of addresses; those without a key are last, in the order of the plan.

    But in that of the plan, differences that may not lead (`leading`) come after the others.
    """

    def key(each: PlacedBreakdown) -> Key:
        after = sort != "plan" and bar_of(each.breakdown, this_year) is not None
        return (after, *_KEYS[sort](each.breakdown), each.place)

    return [each.breakdown for each in sorted(rows, key=key)]


def _width(breakdown: Breakdown) -> Key:
    """Return a key of the ratio of the values, the only width that unlike units share. Its logarithm has the same order."""
    ratio = breakdown.gap.relative.value if breakdown.gap else None
    return (ratio is None, -(ratio or 0))


def _growth(breakdown: Breakdown) -> Key:
    """Return a key of the course of the gap, then of its change relative to the smaller value."""
    gap, change = breakdown.gap, breakdown.growth.change.value
    if gap is None or change is None:
        return (len(COURSES), 0)
    smaller = gap.smaller.observation.value if gap.smaller.observation else None
    return (COURSES.index(breakdown.growth.course), -(change / smaller if smaller else 0))


def _persons(breakdown: Breakdown) -> Key:
    number = breakdown.fewer.value if breakdown.gap else None
    return (number is None, -(number or 0))


_KEYS: Mapping[str, Callable[[Breakdown], Key]] = {
    "width": _width,
    "growth": _growth,
    "persons": _persons,
    "plan": lambda _: (),
}
