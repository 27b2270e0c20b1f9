"""What a difference rests on, and which ones without any margin of error are large enough to be told, as of unknown certainty."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.analysis import Reason
from dashboard.analysis.inequality import persons
from dashboard.analysis.intervals import Estimate
from data_sources.model import Area, AreaLevel, Indicator, Unit

FEWEST_EVENTS = 5
"""Fewest expected events (base times rate) of a value that may lead."""
SMALLEST_BASE = 30
"""Smallest base of a value that may lead, in persons or respondents."""
SMALLEST_AREA = 2000
"""Residents below which an area's value leads only where its base is known."""
RATIO = 1.2
"""Smallest ratio, larger by smaller value, of a difference that is told although nothing is known of its certainty."""

POINTS = 5.0
"""Smallest difference of two percentages, in percentage points, that is told likewise."""

SLACK = 1e-9
"""What subtracting and dividing floats may cost."""


def is_noticeable(difference: Estimate, ratio: Estimate, unit: Unit) -> bool:
    """Tell whether two values without margins of error lie at least 5 percentage points apart, or the ratio is at least 1.2.

    `ratio` is that of the larger to the smaller value; a smaller value of 0 makes it as large as can be.
    """
    if unit is Unit.PERCENT and abs(difference.value or 0) >= POINTS - SLACK:
        return True
    if ratio.value is None:
        return ratio.reason == Reason.ZERO_COMPARISON and bool(difference.value)
    return ratio.value >= RATIO - SLACK


@dataclass(frozen=True, slots=True)
class Footing:
    """What a value of an area rests on: `base` is the persons or respondents that it is of, where known."""

    value: float
    base: float | None
    area: Area

    def is_firm(self, indicator: Indicator) -> bool:
        """Tell whether the value rests on enough persons and cases: 30 persons, five expected events, 2,000 residents.

        Without a known base the residents, who are at least as many, stand in for it. A district whose residents are not known
        counts as a small area.
        """
        residents = self.area.population
        if self.base is None:
            small = self.area.level is AreaLevel.DISTRICT if residents is None else residents < SMALLEST_AREA
        else:
            small = self.base < SMALLEST_BASE
        most = residents if self.base is None else self.base
        events = None if most is None else persons(abs(self.value), most, indicator.unit)
        return not small and (events is None or events >= FEWEST_EVENTS)
