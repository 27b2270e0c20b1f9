"""Statistics as pure functions of plain numbers; a number that cannot be computed is None with a `Reason`, never 0 or NaN.

A broken argument (NaN, a negative count, a year twice) raises `ValueError` that names it; insufficient data never raise
where the result has room for a reason. Values are in the indicator's own unit unless a docstring says otherwise.
"""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """Why a number or a result is missing: stable codes, whose texts are those of the views."""

    MISSING_COUNT = "missing count"
    """A numerator or denominator is not given, so neither value nor interval."""
    NO_MARGIN = "no margin of error"
    """The values come without standard error or interval (and without counts)."""
    NO_POPULATION = "population missing"
    """A group's population is not given; equal shares are never assumed instead."""
    ZERO_COMPARISON = "comparison is zero"
    """The denominator (the better group or the mean) is 0."""
    ZERO_VALUE = "value is zero"
    """The worse group of a ratio is 0, which has no logarithm: a value without interval."""
    NEGATIVE_VALUE = "value is negative"
    """Ratios and shares of negative values are undefined."""
    OUTSIDE_SCALE = "value outside the scale"
    """A value of 0 or less has no logarithm, one outside 0..1 no logit."""
    SLOPE_END = "end of the slope is not above zero"
    """The regression line falls to 0 or below at an end, so its ends have no ratio."""
    UNBOUNDED = "interval without an end"
    """So uncertain that the interval has no finite limit."""
    TOO_FEW_GROUPS = "too few groups"
    """The method needs more groups than there are."""
    NO_VALUE = "group without a value"
    """A group's value is missing or suppressed, so the groups do not add up to the whole population."""
    NO_ORDER = "groups are not ordered"
    PROFILE = "profile, not a gap"
    """Groups such as ages are stages of life, may overlap, and are not compared with each other."""
    NO_DIRECTION = "neither direction is better"
    NOT_A_SHARE = "unit is no share of persons"
    """Years, euros and indices cannot be converted into a number of persons."""
    TOO_FEW_POINTS = "too few points"
    """The series is too short for the method."""
    ZERO_OR_FULL_COUNT = "count is zero or full"
    """A year's numerator is 0 or equals its denominator, so the test of counts does not hold."""
    ZERO_WIDTH = "interval without width"
    """A year's interval is rounded to nothing, so the year has no weight."""
    NO_BASELINE_VALUE = "no figure near the baseline year"
    """No baseline is given and no observation lies within two years of its year."""
    TARGET_YEAR = "target year is not after the baseline"
    TARGET_EQUALS_BASELINE = "target equals the baseline"
    TARGET_WRONG_SIDE = "target is on the wrong side of the baseline"
    NO_TOLERANCE = "no tolerance"
    """A level is to be kept, but its tolerance is missing or negative."""
    OLD_VALUE = "newest figure is too old"
    """The newest observation is older than twice the publication interval."""
    NO_VALUE_YET = "no figure after the baseline"
    WITHIN_OWN_VARIATION = "change within the series' own variation"
    """The change since the baseline is not larger than what the series does by itself."""
    OWN_VARIATION_UNKNOWN = "own variation unknown"
    """No margin of error, one value since the baseline, and too few before it to tell what the series does by itself."""
