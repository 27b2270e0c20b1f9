"""The newest value by population group in an area, with intervals, and in the areas it is compared with."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.charts.categories import Categories, CategoryRow
from dashboard.charts.frame import Draft
from dashboard.charts.kind import ChartKind
from dashboard.charts.kinds.groups.rows import GroupRow, rows_of
from dashboard.charts.kinds.groups.sentences import sentences
from dashboard.charts.request import ChartRequest, compared, within_years
from dashboard.charts.selection import by_end, narrows
from dashboard.charts.text import absence
from dashboard.monitoring.coverage import focus_area
from dashboard.text import Text
from dashboard.text.labels import _
from data_sources.model import TOTAL, Area, Observation, Period, PopulationGroup, groups_of, is_shown

OLDER = _("Some groups have no value {when}: their newest one before it is shown with its year.")


def draft(request: ChartRequest) -> Draft | None:
    """Return the groups that divide the request's group, or everybody; None where no area has values by group.

    Where everybody is asked for and only one group divides it, the groups that divide that one are shown, if any do.
    """
    group = request.group
    if group not in {TOTAL, request.indicator.default_group}:
        return _draft(request, group) or _draft(request, TOTAL)
    everybody = _draft(request, TOTAL)
    alone = everybody is not None and not [each for each in everybody.groups if each not in (TOTAL, group)]
    return (_draft(request, group) if alone else None) or everybody


KIND = ChartKind(name="groups", place=2, draft=draft, label=_("Population groups"), deck=2)


def _draft(request: ChartRequest, whole: PopulationGroup) -> Draft | None:
    text = request.text
    parts = [group for group in groups_of(request.observations) if narrows(group, whole)]
    focus = focus_area(request.area, request.parents, request.observations, *parts)
    observations = within_years(request.observations, request)
    rows = rows_of([each for each in observations if focus and each.area == focus.code], whole, parts)
    if focus is None or not rows:
        return None
    newest = max((row.observation.period for row in rows if row.dimension and is_shown(row.observation)), key=by_end)
    return Draft(
        name=text.t("{indicator} by population group", indicator=text.name(request.indicator.name)),
        focus=focus,
        period=newest,
        x=_axis(rows, newest, compared(request, focus), observations, text),
        sentences=sentences(request, focus, rows, newest),
        group=whole,
        groups=[row.group for row in rows],
        reason=absence(request, focus, parts),
    )


def _axis(
    rows: Sequence[GroupRow], newest: Period, areas: Sequence[Area], observations: Sequence[Observation], text: Text
) -> Categories:
    """Return the axis of groups; the comparisons hold the same periods as the rows."""
    focus, *others = areas
    found = {(each.area, each.group, each.period): each for each in observations}
    return Categories(
        title=text.t("Population group"),
        name=text.area(focus).name,
        rows=[
            CategoryRow(
                text.group(row.narrowing, row.group), row.observation, text.dimension(row.dimension) if row.dimension else ""
            )
            for row in rows
        ],
        period=newest,
        older=OLDER,
        compared=[
            (text.area(area).name, [found.get((area.code, row.group, row.observation.period)) for row in rows]) for area in others
        ],
    )
