"""Margins of error of a difference of two observations: whether it may be nothing."""

from __future__ import annotations

from math import hypot

from data_sources.model import Observation


def is_within_margin(one: Observation, other: Observation) -> bool | None:
    """Tell whether the interval of the difference of two observations includes 0; None where neither has an interval.

    An observation without an interval beside one that has it adds nothing to the margin.
    """
    margins = [(each.high - each.low) / 2 for each in (one, other) if each.low is not None and each.high is not None]
    if not margins or one.value is None or other.value is None:
        return None
    return abs(one.value - other.value) <= hypot(*margins)
