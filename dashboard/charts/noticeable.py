"""Which differences without any margin of error are large enough to be told, as of unknown certainty."""

from __future__ import annotations

from dashboard.analysis import Reason
from dashboard.analysis.intervals import Estimate
from data_sources.model import Unit

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
