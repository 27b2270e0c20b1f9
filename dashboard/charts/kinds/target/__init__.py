"""A target of a plan with its baseline, the figures so far, the course it requires and where the present pace leads."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.charts.chart import Axis, Chart, Role, Series
from dashboard.charts.kinds.target.course import TargetCourse
from dashboard.charts.kinds.target.distance import distance_to_target
from dashboard.charts.lines import lines, marks, suppressed_since, time_notes
from dashboard.charts.request import ChartRequest, Need, within_years
from dashboard.charts.scale import ticks
from dashboard.charts.text import (
    closing_notes,
    drawn,
    main_sentence,
    margin_notes,
    parent_notes,
    sample_words,
    source_line,
    status_notes,
    title,
)
from dashboard.monitoring.progress import progress_of
from dashboard.monitoring.progress_text import status_words
from dashboard.monitoring.recent_trend import recent_trend_of
from dashboard.text import Text
from data_sources.model import Area, Indicator, Period
from data_sources.plans import PlanTarget

KIND = "target"
PLACE = 3
NEEDS: tuple[Need, ...] = ("targets", "base")


def build(request: ChartRequest) -> Chart | None:
    """Return the target of the request's group in the area, else in its nearest parent that has one; None without figures.

    A series that has ended is never shown as a target.
    """
    text, indicator = request.text, request.indicator
    chosen = _chosen(request)
    if chosen is None or indicator.closed:
        return None
    target, area = chosen
    of_group = [each for each in request.observations if each.group == target.group]
    whole = lines([area], of_group, indicator)[0]
    line = lines([area], within_years(of_group, request), indicator)[0]
    if not line.valued:
        return None
    progress = progress_of(target, indicator, whole.valued, request.today) if request.today else None
    lacking = distance_to_target(target, progress, request) if progress else None
    seen = TargetCourse(target, indicator, line, progress, text, lacking, recent_trend_of(whole.valued, indicator))
    series = (line.series(Role.FOCUS, text), *seen.series())
    found = marks([line], text)
    reason = "" if area == request.area else text.t("no target of its own for {area}", area=text.area(request.area))
    axis = Axis("value", text.unit(indicator.unit), ticks=ticks(drawn(series), indicator.decimals))
    name = text.t("{indicator} against the target", indicator=text.name(indicator.name))
    status = f": {status_words(progress, text)}" if progress else ""
    return Chart(
        kind=KIND,
        language=text.language,
        title=title(request, name, target.group, area, reason) + status,
        subtitle=_subtitle(series, indicator, text),
        sentence=" ".join(
            filter(
                None,
                (
                    main_sentence(request, area, line.valued[-1], reason),
                    suppressed_since(line, text),
                    *seen.sentences(),
                ),
            ),
        ),
        x=Axis("time", text.t("Year")),
        y=axis,
        series=series,
        unit=indicator.unit,
        decimals=indicator.decimals,
        source=source_line(request, [target.group]),
        marks=found,
        notes=(
            *parent_notes(reason, area, text),
            *seen.notes(),
            *time_notes([line], indicator, found, text),
            *status_notes(series[:1], text),
            *margin_notes(series[:1], text, calculated=request.calculated),
            *closing_notes(indicator, axis.ticks, text),
        ),
        sample=sample_words(request.origins, text),
        sparse=indicator.interval > 1,
    )


def _chosen(request: ChartRequest) -> tuple[PlanTarget, Area] | None:
    """Return the target for the request's group, of the area itself or else of its nearest parent that has one."""
    of_group = {each.area: each for each in request.targets if each.group == request.group}
    areas = (area for area in (request.area, *request.parents) if area.code in of_group)
    return next(((of_group[area.code], area) for area in areas), None)


def _subtitle(series: Sequence[Series], indicator: Indicator, text: Text) -> str:
    years = [round(point.x) for each in series for point in each.points]
    return f"{text.capitalise(text.unit(indicator.unit))}, {text.period(Period(min(years), max(years)))}"
