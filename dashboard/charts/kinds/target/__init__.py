"""A target of a plan with its baseline, the values so far, the course it requires and the projection at the present pace."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.charts.frame import Draft, OwnNotes
from dashboard.charts.kind import ChartKind
from dashboard.charts.kinds.target.course import TargetCourse
from dashboard.charts.kinds.target.distance import distance_to_target
from dashboard.charts.lines.line import TimeLine, lines
from dashboard.charts.lines.notes import suppressed_since
from dashboard.charts.lines.over_time import OverTime
from dashboard.charts.notes import Margins
from dashboard.charts.request import ChartRequest, within_years
from dashboard.charts.text import value_sentence
from dashboard.monitoring.measured import measured_series
from dashboard.monitoring.progress import DIFFERENCES, progress_of
from dashboard.monitoring.progress_text import status_text
from dashboard.monitoring.recent_trend import recent_trend_of
from dashboard.text.labels import _
from data_sources.areas import read_areas
from data_sources.model import Area, Observation, Period
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
    drawn = _observations(target, request)
    line, *others = lines(_areas(target, area), within_years(drawn, request), indicator)
    if not line.valued:
        return None
    course = _course(target, line, lines([area], drawn, indicator)[0], request)
    constructed = course.series()
    years = [each.period.last for each in line.observations]
    years += [round(point.x) for each in constructed for point in each.points]
    name = text.name(indicator.name)
    gap = text.t("{indicator}: the gap against the target", indicator=name)
    return Draft(
        name=gap if target.gap else text.t("{indicator} against the target", indicator=name),
        focus=area,
        period=Period(min(years), max(years)),
        x=OverTime([line, *others], name=text.t("Difference") if target.gap else ""),
        sentences=[*_newest(target, area, line, request), suppressed_since(line, text), *course.sentences()],
        group=target.group,
        groups=target.gap or [target.group],
        margins=Margins.OF_DIFFERENCE if target.gap else Margins.OF_FIRST,
        reason="" if area == request.area else text.t("no target of its own for {area}", area=text.area(request.area)),
        verdict=status_text(course.progress, text) if course.progress else "",
        constructed=constructed,
        notes=OwnNotes(first=course.notes()),
    )


KIND = ChartKind(name="target", place=3, draft=draft, label=_("Target"), deck=1, sheet=1, needs=("targets", "base"))


def _areas(target: PlanTarget, area: Area) -> list[Area]:
    """Return the target's area and, where the target says so, the one it is compared with."""
    reference = read_areas().by_code[target.reference_area] if target.reference_area else area
    return [area] if reference == area else [area, reference]


def _observations(target: PlanTarget, request: ChartRequest) -> Sequence[Observation]:
    """Return what is drawn: the values of the target's group, or the gap between its groups."""
    if target.gap:
        return measured_series(target, request.observations)
    return [each for each in request.observations if each.group == target.group]


def _newest(target: PlanTarget, area: Area, line: TimeLine, request: ChartRequest) -> list[str]:
    """Return the newest value, or the newest gap, as a sentence."""
    newest, indicator, text = line.valued[-1], request.indicator, request.text
    if not target.gap or newest.value is None:
        return [value_sentence(request, area, newest)]
    gap = text.difference(newest.value, indicator.unit, indicator.decimals, signed=False)
    groups = text.listing(text.group_text(group) for group in target.gap)
    return [text.t("The gap between {groups} was {gap} {when}.", groups=groups, gap=gap, when=text.when(newest.period))]


def _course(target: PlanTarget, line: TimeLine, whole: TimeLine, request: ChartRequest) -> TargetCourse:
    """Return the target of the line, assessed by the whole line, whichever years are shown."""
    indicator = request.indicator
    progress = progress_of(target, indicator, request.observations, request.today) if request.today else None
    judged_as_drawn = target.kind not in DIFFERENCES
    distance = distance_to_target(target, progress, request) if progress and judged_as_drawn else None
    trend = None if target.gap else recent_trend_of(whole.valued, indicator)  # which way a gap is better is another matter
    return TargetCourse(target, indicator, line, progress, request.text, distance, trend)


def _chosen(request: ChartRequest) -> tuple[PlanTarget, Area] | None:
    """Return the target that the request names, or else its first, with its area; None without targets."""
    found = targets_of(request)
    target = next((each for each in found if each.id == request.target), found[0] if found else None)
    area = next((area for area in (request.area, *request.parents) if target and area.code == target.area), None)
    return (target, area) if target and area else None


def targets_of(request: ChartRequest) -> tuple[PlanTarget, ...]:
    """Return the targets for the request's group, of the area itself or else of its nearest parent that has any."""
    for area in (request.area, *request.parents):
        found = tuple(each for each in request.targets if each.group == request.group and each.area == area.code)
        if found:
            return found
    return ()
