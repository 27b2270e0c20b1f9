"""Why a view of an indicator has nothing to show: suppressed values, values of other years only, or none at all."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.queries.context import Context
from dashboard.queries.series import read_series
from data_sources.areas import read_areas
from data_sources.model import ObservationStatus, Period, is_shown


@dataclass(frozen=True, slots=True)
class Absence:
    """What there is instead of values: `suppressed` ones, or those of `other_years` than the view asks for."""

    suppressed: bool
    other_years: Period | None


def read_absence(context: Context) -> Absence:
    """Return what the store has of the view's indicator and group in its area and the larger ones around."""
    view = context.view
    if view.indicator is None:
        raise ValueError("only a view with an indicator lacks values")
    areas = {area.code for area in (view.area, *read_areas().parents(view.area))}
    found = [each for each in read_series(context, view.indicator.id)[0] if each.area in areas and each.group == view.group]
    years = [each.period.last for each in found if is_shown(each)]
    first, last = view.years or (0, 9999)
    within = [each for each in found if first <= each.period.last <= last]
    return Absence(
        suppressed=any(each.status is ObservationStatus.SUPPRESSED for each in within),
        other_years=Period(min(years), max(years)) if years and view.years else None,
    )
