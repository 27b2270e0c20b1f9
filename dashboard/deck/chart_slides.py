"""The slides with a chart: headline, drawing, and speaker notes."""

from __future__ import annotations

from dataclasses import replace

from dashboard.deck.headline import absent_headline
from dashboard.deck.kinds import DECK_KINDS
from dashboard.deck.material import DeckMaterial
from dashboard.deck.slide import Slide, SlideLine
from dashboard.monitoring.status import IndicatorStatus, PriorityStatus
from dashboard.queries.sources import plan_source


def chart_slide(priority: PriorityStatus, indicator: str, kind: str, material: DeckMaterial) -> Slide:
    """Return the slide of one chart of the first group in which the priority area follows an indicator.

    Where there is nothing to draw, the slide has a message and no chart.
    """
    text, deck_kind, indicator_status = material.context.text, DECK_KINDS[kind], followed(priority, indicator)
    slide = Slide(id=f"{indicator}-{kind}", kind="chart", title="", eyebrow=text.name(priority.priority.name))
    chart = material.chart(indicator_status, kind)
    if chart is None:
        hidden = indicator_status.hidden is not None and indicator_status.newest is None
        missing = text.t("There are no values for this chart.")
        nothing = text.t("The values are suppressed to protect privacy.") if hidden else missing
        return replace(
            slide,
            title=absent_headline(indicator_status, deck_kind.absent, text),
            lines=(SlideLine(nothing),),
            notes=(nothing,),
            source=plan_source([indicator_status], material.context),
        )
    return replace(
        slide,
        title=deck_kind.headline(indicator_status, chart, material),
        subtitle=f"{chart.title}. {chart.subtitle}",
        chart=chart,
        notes=tuple(dict.fromkeys((chart.sentence, *deck_kind.notes(indicator_status, material), *chart.notes))),
        source=chart.source,
    )


def followed(priority: PriorityStatus, indicator: str) -> IndicatorStatus:
    """Return the first status of an indicator in a priority area: the one with a target, where there is one."""
    return next(each for each in priority.indicator_statuses if each.indicator.id == indicator)
