"""Differences between the population groups of an indicator: size, certainty, change over time, and the number of persons."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

from dashboard.analysis import Reason
from dashboard.differences.breakdown import Advanced, Breakdown, Gap, GapCourse, GroupComparison, GroupPosition
from dashboard.differences.costs import advanced_of, fewer_of, slope_of
from dashboard.differences.gap import NO_GROWTH, compare_groups, find_pair, gap_of, growth_of
from dashboard.differences.values import BreakdownValues, Series, find_breakdown_values, has_suppressed, series_of
from data_sources.model import DIMENSIONS, TOTAL, Area, Indicator, Observation, PopulationGroup

__all__ = ["Advanced", "Breakdown", "Gap", "GapCourse", "GroupComparison", "GroupPosition", "breakdowns", "findings"]

RANKED = ("sex", "education", "income", "language")
"""Dimensions whose gaps may be findings."""


def breakdowns(
    indicator: Indicator,
    area: Area,
    parents: Sequence[Area],
    observations: Sequence[Observation],
    base: Sequence[Observation] = (),
    whole: PopulationGroup | None = None,
) -> tuple[Breakdown, ...]:
    """Return every breakdown of an indicator in an area, dimensions in their order; none for counts of persons or cases.

    `observations` are those of the area and its parents (nearest first), of all years and groups; `base` the newest
    populations of the groups (`Indicator.base_of`) in the same areas. Without `whole`, the total is broken down, and the
    indicator's default group by dimensions that the total lacks. A suppressed value is never used.
    """
    if indicator.unit.is_count:
        return ()
    series, found = series_of(observations), dict[str, BreakdownValues]()
    for each in dict.fromkeys((TOTAL, indicator.default_group)) if whole is None else (whole,):
        for data in find_breakdown_values(indicator, (area, *parents), series, base, each):
            found.setdefault(data.dimension.id, data)
    return tuple(_breakdown(found[dimension], area, series) for dimension in DIMENSIONS if dimension in found)


def _breakdown(data: BreakdownValues, asked: Area, series: Series) -> Breakdown:
    groups, pair = compare_groups(data), find_pair(data)
    growth = growth_of(pair, data.indicator) if pair else NO_GROWTH
    slope, slope_reason = slope_of(data)
    return Breakdown(
        indicator=data.indicator,
        asked=asked,
        area=data.area,
        dimension=data.dimension.id,
        whole=data.whole,
        profile=data.dimension.profile,
        period=data.period,
        groups=groups,
        gap=gap_of(pair, data, groups) if pair else None,
        slope=slope,
        slope_reason=slope_reason,
        fewer=fewer_of(data),
        course=growth.course,
        change=growth.change,
        since=growth.since,
        advanced=advanced_of(data),
        turned=growth.turned,
        hidden_since=data.hidden_since,
        asked_hidden=has_suppressed(asked, data, series),
        population=data.sizes.get(data.whole),
    )


def findings(found: Sequence[Breakdown], most: int = 3) -> tuple[Breakdown, ...]:
    """Return the most important breakdowns: certain before uncertain, then by persons, then by ratio.

    Only gaps by sex, education, income and language in the asked area's own values, with a direction; at most the first
    of each indicator. Where certainty is not assessable, it counts as uncertain. Source of the order: METHODS of the project.
    """
    ranked = sorted((each for each in found if _is_ranked(each)), key=_weight, reverse=True)
    first = {each.indicator.id: each for each in reversed(ranked)}
    return tuple(each for each in ranked if first[each.indicator.id] is each)[:most]


def _is_ranked(breakdown: Breakdown) -> bool:
    return breakdown.dimension in RANKED and breakdown.own and breakdown.gap is not None and breakdown.gap.worse is not None


def _weight(breakdown: Breakdown) -> tuple[bool, float, float]:
    gap = breakdown.gap
    if gap is None:
        return False, 0, 0
    ratio = inf if gap.relative.reason == Reason.ZERO_COMPARISON else gap.relative.value or 0
    return gap.certain is True, breakdown.fewer.value or 0, ratio
