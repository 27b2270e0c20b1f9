"""A target of a plan with its baseline, the values so far, the course it requires and the projection at the present pace."""

from __future__ import annotations

from dashboard.charts.frame import Draft, OwnNotes
from dashboard.charts.kind import ChartKind
from dashboard.charts.kinds.target.course import TargetCourse
from dashboard.charts.kinds.target.distance import distance_to_target
from dashboard.charts.lines.line import TimeLine, lines
from dashboard.charts.lines.notes import suppressed_since
from dashboard.charts.lines.over_time import OverTime
from dashboard.charts.request import ChartRequest, within_years
from dashboard.charts.text import value_sentence
from dashboard.monitoring.progress import progress_of
from dashboard.monitoring.progress_text import status_text
from dashboard.monitoring.recent_trend import recent_trend_of
from dashboard.text.labels import _
from data_sources.model import Area, Period
from data_sources.plans import PlanTarget


def draft(request: ChartRequest) -> Draft | None:
    """Return the target of the request's group in the area, else in its nearest parent that has one; None without values.

    A series that has ended is never shown as a target.
    """
    text, indicator = request.text, request.indicator
    chosen = _chosen(request)
    if chosen is None or indicator.closed:
        return None
    target, area = chosen
    of_group = [each for each in request.observations if each.group == target.group]
    line = lines([area], within_years(of_group, request), indicator)[0]
    if not line.valued:
        return None
    course = _course(target, line, lines([area], of_group, indicator)[0], request)
    constructed = course.series()
    years = [each.period.last for each in line.observations]
    years += [round(point.x) for each in constructed for point in each.points]
    return Draft(
        name=text.t("{indicator} against the target", indicator=text.name(indicator.name)),
        focus=area,
        period=Period(min(years), max(years)),
        x=OverTime([line]),
        sentences=[value_sentence(request, area, line.valued[-1]), suppressed_since(line, text), *course.sentences()],
        group=target.group,
        groups=[target.group],
        reason="" if area == request.area else text.t("no target of its own for {area}", area=text.area(request.area)),
        verdict=status_text(course.progress, text) if course.progress else "",
        constructed=constructed,
        notes=OwnNotes(first=course.notes()),
    )


KIND = ChartKind(name="target", place=3, draft=draft, label=_("Target"), deck=1, sheet=1, needs=("targets", "base"))


def _course(target: PlanTarget, line: TimeLine, whole: TimeLine, request: ChartRequest) -> TargetCourse:
    """Return the target of the line, assessed by the whole line, whichever years are shown."""
    indicator = request.indicator
    progress = progress_of(target, indicator, whole.valued, request.today) if request.today else None
    distance = distance_to_target(target, progress, request) if progress else None
    return TargetCourse(target, indicator, line, progress, request.text, distance, recent_trend_of(whole.valued, indicator))


def _chosen(request: ChartRequest) -> tuple[PlanTarget, Area] | None:
    """Return the target for the request's group, of the area itself or else of its nearest parent that has one."""
    of_group = {each.area: each for each in request.targets if each.group == request.group}
    areas = (area for area in (request.area, *request.parents) if area.code in of_group)
    return next(((of_group[area.code], area) for area in areas), None)
