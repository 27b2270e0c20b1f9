"""Differences between the population groups of an indicator: how wide, how certain, growing or not, and how many persons."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

from dashboard.analysis import Reason
from dashboard.differences.breakdown import Advanced, Breakdown, Gap, GapCourse, GroupStand, Stand
from dashboard.differences.costs import advanced_of, fewer_of, slope_of
from dashboard.differences.gap import NO_GROWTH, find_pair, gap_of, group_stands, growth_of
from dashboard.differences.values import BreakdownValues, Series, find_figures, has_suppressed, series_of
from data_sources.model import DIMENSIONS, TOTAL, Area, Indicator, Observation, PopulationGroup

__all__ = ["Advanced", "Breakdown", "Gap", "GapCourse", "GroupStand", "Stand", "breakdowns", "findings"]

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
    """Return every division of an indicator in an area, dimensions in their order; none for counts of persons or cases.

    `observations` are those of the area and its parents (nearest first), of all years and groups; `base` the newest
    populations of the groups (`Indicator.base_of`) in the same areas. Without `whole`, everybody is divided, and by
    dimensions that do not divide everybody the indicator's default group. A suppressed figure enters nothing.
    """
    if indicator.unit.is_count:
        return ()
    series, found = series_of(observations), dict[str, BreakdownValues]()
    for each in dict.fromkeys((TOTAL, indicator.default_group)) if whole is None else (whole,):
        for figures in find_figures(indicator, (area, *parents), series, base, each):
            found.setdefault(figures.dimension.id, figures)
    return tuple(_breakdown(found[dimension], area, series) for dimension in DIMENSIONS if dimension in found)


def _breakdown(figures: BreakdownValues, asked: Area, series: Series) -> Breakdown:
    stands, pair = group_stands(figures), find_pair(figures)
    growth = growth_of(pair, figures.indicator) if pair else NO_GROWTH
    slope, slope_reason = slope_of(figures)
    return Breakdown(
        indicator=figures.indicator,
        asked=asked,
        area=figures.area,
        dimension=figures.dimension.id,
        whole=figures.whole,
        profile=figures.dimension.profile,
        period=figures.period,
        groups=stands,
        gap=gap_of(pair, figures, stands) if pair else None,
        slope=slope,
        slope_reason=slope_reason,
        fewer=fewer_of(figures),
        course=growth.course,
        change=growth.change,
        since=growth.since,
        advanced=advanced_of(figures),
        turned=growth.turned,
        hidden_since=figures.hidden_since,
        asked_hidden=has_suppressed(asked, figures, series),
        population=figures.sizes.get(figures.whole),
    )


def findings(found: Sequence[Breakdown], most: int = 3) -> tuple[Breakdown, ...]:
    """Return the divisions that matter most: certain before uncertain, then by persons, then by ratio.

    Only gaps by sex, education, income and language of the asked area's own figures, with a direction; of every indicator at
    most its first. Where certainty is not assessable, it counts as uncertain. Source of the order: METHODS of the project.
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
