"""The slides with a chart: headline, drawing, and what the speaker says of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from dashboard.charts import Chart
from dashboard.deck._figures import Figures
from dashboard.deck._headlines import absent_headline, groups_headline, target_headline, trend_headline
from dashboard.deck._slides import status_notes
from dashboard.deck._types import Line, Slide
from dashboard.differences.words import DivisionWords
from dashboard.plan_source import plan_source
from dashboard.standing import PriorityStanding, Standing

_HEADLINES: Mapping[str, Callable[[Standing, Figures], str]] = {
    "target": lambda standing, figures: target_headline(standing, figures.context.text),
    "groups": lambda standing, figures: groups_headline(standing, figures.finding(standing), figures.context.text),
    "trend": lambda standing, figures: trend_headline(standing, figures.context.text),
}


def chart_slide(priority: PriorityStanding, indicator: str, kind: str, figures: Figures) -> Slide:
    """Return the slide of one chart of the first group in which the priority area follows an indicator.

    Where there is nothing to draw, the slide says so and has no chart.
    """
    text, standing = figures.context.text, followed(priority, indicator)
    chart = figures.chart(standing, kind)
    slide = Slide(
        id=f"{indicator}-{kind}",
        kind="chart",
        title=_HEADLINES[kind](standing, figures) if chart else absent_headline(standing, kind, text),
        eyebrow=text.name(priority.priority.name),
    )
    if chart is None:
        words = text.t("There are no figures for this chart.")
        return replace(slide, lines=(Line(words),), notes=(words,), source=plan_source([standing], figures.context))
    return replace(
        slide,
        subtitle=f"{chart.title}. {chart.subtitle}",
        chart=chart,
        notes=_notes(standing, chart, figures),
        source=chart.source,
    )


def followed(priority: PriorityStanding, indicator: str) -> Standing:
    """Return the first standing of an indicator in a priority area: the one with a target, where there is one."""
    return next(each for each in priority.standings if each.indicator.id == indicator)


def _notes(standing: Standing, chart: Chart, figures: Figures) -> tuple[str, ...]:
    """Return the full sentences, the arithmetic of the status, and the notes of the chart."""
    text = figures.context.text
    more: list[str] = []
    if chart.kind == "groups" and (division := figures.finding(standing)):
        more = DivisionWords(division, text).sentences()
    elif chart.kind == "target":
        more = status_notes(standing, text)
    return tuple(dict.fromkeys((chart.sentence, *more, *chart.notes)))
