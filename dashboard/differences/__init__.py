"""Differences between the population groups of an indicator: size, certainty, change over time, and the number of persons."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.analysis import Reason
from dashboard.analysis.intervals import Estimate
from dashboard.charts.growth import NO_GROWTH, GapCourse, Growth, growth_of
from dashboard.differences.breakdown import Advanced, Breakdown, Gap, GroupComparison, GroupPosition
from dashboard.differences.costs import advanced_of, fewer_of, slope_of
from dashboard.differences.gap import compare_groups, find_pair, gap_of
from dashboard.differences.values import BreakdownValues, Series, find_breakdown_values, has_suppressed, series_of
from data_sources.model import DIMENSIONS, TOTAL, Area, Indicator, Observation, PopulationGroup

__all__ = ["Advanced", "Breakdown", "Gap", "GapCourse", "GroupComparison", "GroupPosition", "Growth", "breakdowns"]


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
    gap = gap_of(pair, data, groups) if pair else None
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
        gap=gap,
        slope=slope,
        slope_reason=slope_reason,
        fewer=_fewer(gap, data),
        growth=growth_of(pair, data.indicator) if pair else NO_GROWTH,
        advanced=advanced_of(data),
        hidden_since=data.hidden_since,
        asked_hidden=has_suppressed(asked, data, series),
        population=data.sizes.get(data.whole),
    )


def _fewer(gap: Gap | None, data: BreakdownValues) -> Estimate:
    """Return the gap in persons, unless it is not certain or, without margins of error, rests on too few persons or cases."""
    if gap is not None and gap.certain is False:
        return Estimate(None, reason=Reason.NOT_CERTAIN)
    if gap is not None and gap.certain is None and not gap.firm:
        return Estimate(None, reason=Reason.TOO_FEW_CASES)
    return fewer_of(data)
