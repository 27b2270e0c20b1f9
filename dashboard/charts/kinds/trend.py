"""An indicator over time in an area and those it is compared with, with intervals, survey years, gaps and breaks."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.charts.chart import Axis, Chart, Role, Series
from dashboard.charts.lines import TimeLine, lines, marks, suppressed_since, time_notes
from dashboard.charts.request import ChartRequest, Need, compared, within_years
from dashboard.charts.scale import ticks
from dashboard.charts.text import (
    absence,
    closing_notes,
    direction_clause,
    drawn,
    main_sentence,
    margin_notes,
    parent_notes,
    sample_words,
    source_line,
    status_notes,
    title,
)
from dashboard.monitoring.coverage import focus_area
from dashboard.monitoring.recent_trend import RecentTrend, recent_trend_of
from dashboard.text import Text
from data_sources.model import Area, Indicator, ObservationStatus, Period, Unit

KIND = "trend"
PLACE = 1
NEEDS: tuple[Need, ...] = ()


def build(request: ChartRequest) -> Chart | None:
    """Return the trend of the request's group; None where neither the area nor a parent has a figure in the years asked for."""
    text, indicator = request.text, request.indicator
    of_group = [each for each in request.observations if each.group == request.group]
    focus = focus_area(request.area, request.parents, of_group, request.group)
    if focus is None:
        return None
    all_lines = lines([focus] if indicator.projection else compared(request, focus), within_years(of_group, request), indicator)
    shown = [line for line in all_lines if line.valued or line.has_suppressed]
    if not all_lines[0].valued:
        return None
    series = _series(shown, text)
    reason = absence(request, focus, [request.group])
    found = marks(shown, text)
    trend = recent_trend_of(shown[0].valued, indicator)
    axis = Axis("value", text.unit(indicator.unit), ticks=ticks(drawn(series), indicator.decimals))
    return Chart(
        kind=KIND,
        language=text.language,
        title=title(request, text.name(indicator.name), request.group, focus, reason),
        subtitle=_subtitle(shown, indicator, text),
        sentence=_sentence(request, shown, reason, trend),
        x=Axis("time", text.t("Year")),
        y=axis,
        series=series,
        unit=indicator.unit,
        decimals=indicator.decimals,
        source=source_line(request, [request.group]),
        marks=found,
        notes=(
            *parent_notes(reason, focus, text),
            *_absent_notes([line.area for line in all_lines if line not in shown], text),
            *_projection_notes(indicator, text),
            *time_notes(shown, indicator, found, text),
            *status_notes(series, text),
            *margin_notes(series, text, calculated=request.calculated),
            *([] if trend.assessable or indicator.projection else [trend.words(text)]),
            *closing_notes(indicator, axis.ticks, text),
        ),
        sample=sample_words(request.origins, text),
        sparse=indicator.interval > 1,
    )


def _series(shown: Sequence[TimeLine], text: Text) -> tuple[Series, ...]:
    focus, *others = shown
    role = Role.PROJECTION if focus.projection else Role.FOCUS
    return (focus.series(role, text), *(line.series(Role.COMPARISON, text) for line in others))


def _subtitle(shown: Sequence[TimeLine], indicator: Indicator, text: Text) -> str:
    years = [each.period.last for line in shown for each in line.valued]
    first, last = min(years), max(years)
    return f"{text.capitalise(text.unit(indicator.unit))}, {text.period(Period(first, last))}"


def _sentence(request: ChartRequest, shown: Sequence[TimeLine], reason: str, trend: RecentTrend) -> str:
    text, indicator, focus = request.text, request.indicator, shown[0]
    parts = [
        main_sentence(request, focus.area, focus.valued[-1], reason),
        text.t("This is a projection, not an observed figure.") if indicator.projection else "",
        suppressed_since(focus, text),
        _comparison(shown, indicator, text),
        _change(focus, indicator, text),
        trend.words(text) if trend.assessable and not indicator.projection else "",
    ]
    return " ".join(part for part in parts if part)


def _comparison(shown: Sequence[TimeLine], indicator: Indicator, text: Text) -> str:
    """Return the comparisons' figures of the same period as the focus's newest."""
    focus, *others = shown
    period = focus.valued[-1].period
    items = [
        text.t(
            "{value} {area.locative}",
            value=text.figure(each.value, indicator.unit, indicator.decimals, each.status),
            area=text.area(line.area),
        )
        for line in others
        for each in line.observations
        if each.period == period and each.status is not ObservationStatus.MISSING
    ]
    return text.t("At the same time the figure was {figures}.", figures=text.listing(items)) if items else ""


def _change(focus: TimeLine, indicator: Indicator, text: Text) -> str:
    """Return how the newest figure differs from the first one that it can be compared with."""
    first, newest = focus.comparable[0], focus.comparable[-1]
    if first is newest or first.value is None or newest.value is None:
        return ""
    shown = [round(value, indicator.decimals) for value in (first.value, newest.value)]  # so that readers can check it
    change, when = round(shown[1] - shown[0], indicator.decimals), text.when(first.period)
    if not change:
        return text.t("The figure is the same as {when}.", when=when)
    amount = _amount(change, first.value, indicator, text)
    if change < 0:
        sentence = text.t("The figure is {amount} smaller than {when}", amount=amount, when=when)
    else:
        sentence = text.t("The figure is {amount} larger than {when}", amount=amount, when=when)
    return f"{sentence}{direction_clause(indicator, text)}."


def _amount(change: float, first: float, indicator: Indicator, text: Text) -> str:
    """Return the size of a change; of counts, rates and euros the share of the first value beside it."""
    amount = text.difference(change, indicator.unit, indicator.decimals, signed=False)
    if indicator.unit in (Unit.PERCENT, Unit.YEARS, Unit.INDEX, Unit.RATIO) or first <= 0:
        return amount
    return f"{amount} ({text.value(abs(change) / first * 100, Unit.PERCENT, 1)})"


def _projection_notes(indicator: Indicator, text: Text) -> list[str]:
    words = text.t("All figures are projected: no status and no comparison is based on them.")
    return [words] if indicator.projection else []


def _absent_notes(areas: Sequence[Area], text: Text) -> list[str]:
    return [text.capitalise(text.t("no figure for {area}", area=text.area(area))) + "." for area in areas]
