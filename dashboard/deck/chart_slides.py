"""The slides with a chart: headline, drawing, and what the speaker says of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from dashboard.charts.chart import Chart
from dashboard.deck.headlines import absent_headline, groups_headline, target_headline, trend_headline
from dashboard.deck.material import DeckMaterial
from dashboard.deck.slide import Slide, SlideLine
from dashboard.deck.text_slides import status_notes
from dashboard.differences.sentences import BreakdownText
from dashboard.monitoring.status import IndicatorStatus, PriorityStatus
from dashboard.queries.sources import plan_source

_HEADLINES: Mapping[str, Callable[[IndicatorStatus, DeckMaterial], str]] = {
    "target": lambda indicator_status, figures: target_headline(indicator_status, figures.context.text),
    "groups": lambda indicator_status, figures: groups_headline(
        indicator_status, figures.finding(indicator_status), figures.context.text
    ),
    "trend": lambda indicator_status, figures: trend_headline(indicator_status, figures.context.text),
}


def chart_slide(priority: PriorityStatus, indicator: str, kind: str, figures: DeckMaterial) -> Slide:
    """Return the slide of one chart of the first group in which the priority area follows an indicator.

    Where there is nothing to draw, the slide says so and has no chart.
    """
    text, indicator_status = figures.context.text, followed(priority, indicator)
    chart = figures.chart(indicator_status, kind)
    slide = Slide(
        id=f"{indicator}-{kind}",
        kind="chart",
        title=_HEADLINES[kind](indicator_status, figures) if chart else absent_headline(indicator_status, kind, text),
        eyebrow=text.name(priority.priority.name),
    )
    if chart is None:
        words = text.t("There are no figures for this chart.")
        return replace(slide, lines=(SlideLine(words),), notes=(words,), source=plan_source([indicator_status], figures.context))
    return replace(
        slide,
        subtitle=f"{chart.title}. {chart.subtitle}",
        chart=chart,
        notes=_notes(indicator_status, chart, figures),
        source=chart.source,
    )


def followed(priority: PriorityStatus, indicator: str) -> IndicatorStatus:
    """Return the first standing of an indicator in a priority area: the one with a target, where there is one."""
    return next(each for each in priority.indicator_statuses if each.indicator.id == indicator)


def _notes(indicator_status: IndicatorStatus, chart: Chart, figures: DeckMaterial) -> tuple[str, ...]:
    """Return the full sentences, the arithmetic of the status, and the notes of the chart."""
    text = figures.context.text
    more: list[str] = []
    if chart.kind == "groups" and (breakdown := figures.finding(indicator_status)):
        more = BreakdownText(breakdown, text).sentences()
    elif chart.kind == "target":
        more = status_notes(indicator_status, text)
    return tuple(dict.fromkeys((chart.sentence, *more, *chart.notes)))
