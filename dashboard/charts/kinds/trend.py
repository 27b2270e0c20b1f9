"""An indicator over time in an area and those it is compared with, with intervals, survey years, gaps and breaks."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.charts.frame import Draft, OwnNotes
from dashboard.charts.kind import ChartKind
from dashboard.charts.lines.line import TimeLine, lines
from dashboard.charts.lines.notes import suppressed_since
from dashboard.charts.lines.over_time import OverTime
from dashboard.charts.request import ChartRequest, compared, within_years
from dashboard.charts.text import direction_clause, value_sentence
from dashboard.monitoring.coverage import focus_area
from dashboard.monitoring.margins import is_within_margin
from dashboard.monitoring.recent_trend import RecentTrend, recent_trend_of
from dashboard.text import Text
from dashboard.text.labels import _
from data_sources.model import Indicator, ObservationStatus, Period, Unit


def draft(request: ChartRequest) -> Draft | None:
    """Return the trend of the request's group; None where neither the area nor a parent has a value in the years asked for."""
    text, indicator = request.text, request.indicator
    of_group = [each for each in request.observations if each.group == request.group]
    focus = focus_area(request.area, request.parents, of_group, request.group)
    if focus is None:
        return None
    x = OverTime(lines([focus] if indicator.projection else compared(request, focus), within_years(of_group, request), indicator))
    if not x.lines[0].valued:
        return None
    trend = recent_trend_of(x.lines[0].valued, indicator)
    unknown = not trend.assessable and not indicator.projection and not indicator.closed
    years = [each.period.last for line in x.shown for each in line.valued]
    return Draft(
        name=text.name(indicator.name),
        focus=focus,
        period=Period(min(years), max(years)),
        x=x,
        sentences=_sentences(request, x.shown, trend),
        notes=OwnNotes(certainty=[trend.sentence(text)] if unknown else ()),
    )


KIND = ChartKind(name="trend", place=1, draft=draft, label=_("Trend"), deck=3, sheet=2, of_projections=True)


def _sentences(request: ChartRequest, shown: Sequence[TimeLine], trend: RecentTrend) -> list[str]:
    text, indicator, focus = request.text, request.indicator, shown[0]
    return [
        value_sentence(request, focus.area, focus.valued[-1]),
        text.t("This is a projection, not an observed value.") if indicator.projection else "",
        suppressed_since(focus, text),
        _comparison(shown, indicator, text),
        _change(focus, indicator, text),
        trend.sentence(text) if trend.assessable and not indicator.projection else "",
    ]


def _comparison(shown: Sequence[TimeLine], indicator: Indicator, text: Text) -> str:
    """Return the comparisons' values of the same period as the focus's newest."""
    focus, *others = shown
    period = focus.valued[-1].period
    items = [
        text.t(
            "{value} {area.locative}",
            value=text.value_or_sign(each.value, indicator.unit, indicator.decimals, each.status),
            area=text.area(line.area),
        )
        for line in others
        for each in line.observations
        if each.period == period and each.status is not ObservationStatus.MISSING
    ]
    return text.t("At the same time the value was {figures}.", figures=text.listing(items)) if items else ""


def _change(focus: TimeLine, indicator: Indicator, text: Text) -> str:
    """Return how the newest value differs from the first one that it can be compared with."""
    first, newest = focus.comparable[0], focus.comparable[-1]
    if first is newest or first.value is None or newest.value is None:
        return ""
    shown = [round(value, indicator.decimals) for value in (first.value, newest.value)]  # so that readers can check it
    change, when = round(shown[1] - shown[0], indicator.decimals), text.when(first.period)
    if not change:
        return text.t("The value is the same as {when}.", when=when)
    amount = _amount(change, first.value, indicator, text)
    if is_within_margin(first, newest):
        signed = text.difference(change, indicator.unit, indicator.decimals)
        return text.t(
            "The change since {period} ({change}) is within the margin of error.", period=text.period(first.period), change=signed
        )
    if change < 0:
        sentence = text.t("The value is {amount} lower than {when}", amount=amount, when=when)
    else:
        sentence = text.t("The value is {amount} higher than {when}", amount=amount, when=when)
    return f"{sentence}{direction_clause(indicator, text)}."


def _amount(change: float, first: float, indicator: Indicator, text: Text) -> str:
    """Return the size of a change; for counts, rates and euros with its share of the first value."""
    amount = text.difference(change, indicator.unit, indicator.decimals, signed=False)
    if indicator.unit in (Unit.PERCENT, Unit.YEARS, Unit.INDEX, Unit.RATIO) or first <= 0:
        return amount
    return f"{amount} ({text.value(abs(change) / first * 100, Unit.PERCENT, 1)})"
