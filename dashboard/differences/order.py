"""The orders of the table of differences: by width, by growth, by persons, or as in the plan."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from dashboard.differences import Course, Division
from dashboard.differences.reading import PlacedDivision

Key: TypeAlias = tuple[float, ...]

COURSES = (Course.WIDENING, Course.UNKNOWN, Course.UNCERTAIN, Course.UNCHANGED, Course.NARROWING)
"""What has become of a gap, what matters most first."""


def ordered(rows: Sequence[PlacedDivision], sort: str) -> list[Division]:
    """Return the divisions in an order of `dashboard.view.SORTS`; those that it does not apply to are last, as in the plan."""
    return [each.division for each in sorted(rows, key=lambda each: (*_KEYS[sort](each.division), each.place))]


def _width(division: Division) -> Key:
    """Return a key of the ratio of the figures: unlike units have no other width in common. Its logarithm has the same order."""
    ratio = division.gap.relative.value if division.gap else None
    return (ratio is None, -(ratio or 0))


def _growth(division: Division) -> Key:
    """Return a key of the course of the gap, then of its change relative to the smaller figure."""
    gap, change = division.gap, division.change.value
    if gap is None or change is None:
        return (len(COURSES), 0)
    smaller = gap.smaller.observation.value if gap.smaller.observation else None
    return (COURSES.index(division.course), -(change / smaller if smaller else 0))


def _persons(division: Division) -> Key:
    number = division.fewer.value if division.gap else None
    return (number is None, -(number or 0))


_KEYS: Mapping[str, Callable[[Division], Key]] = {
    "width": _width,
    "growth": _growth,
    "persons": _persons,
    "plan": lambda _: (),
}
