"""The slides without a chart: title, overview, and the summary of a priority area."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.deck.counts import conclusion, reservation, short_conclusion, status_lines
from dashboard.deck.headline import fitting
from dashboard.deck.material import DeckMaterial, once
from dashboard.deck.slide import Slide, SlideLine
from dashboard.monitoring.progress_text import arithmetic_lines, status_text
from dashboard.monitoring.status import IndicatorStatus, PriorityStatus
from dashboard.queries.sources import plan_source
from dashboard.text import Text


def title_slide(material: DeckMaterial, sample: str) -> Slide:
    """Return area, plan with its years, day, and the sample text."""
    context, text = material.context, material.context.text
    name, plan = text.name(context.view.area.name), text.name(material.plan_view.plan.name)
    lines = [SlideLine(text.t("Values as of {date}", date=text.date(context.today)))]
    lines += [SlideLine(text.capitalise(sample))] if sample else []
    lines += [SlideLine(material.plan_view.retirement)] if material.plan_view.retired else []
    goal = text.name(material.plan_view.plan.goal)
    return Slide(
        id="start",
        kind="title",
        title=fitting(name, [lambda name: name]),
        subtitle=plan,
        lines=tuple(lines),
        notes=tuple(filter(None, (f"{name}: {plan}.", goal))),
    )


def overview_slide(material: DeckMaterial) -> Slide:
    """Return the counts of the whole plan, each indicator and group counted once."""
    text, indicator_statuses = material.context.text, material.indicator_statuses
    return Slide(
        id="overview",
        kind="overview",
        title=conclusion(indicator_statuses, text),
        eyebrow=text.t("The whole plan"),
        subtitle=reservation(indicator_statuses, text),
        lines=status_lines(indicator_statuses, text),
        notes=(*_counted(indicator_statuses, text), *_by_priority(material.priorities, text)),
        source=plan_source(indicator_statuses, material.context),
    )


def priority_slide(priority: PriorityStatus, material: DeckMaterial) -> Slide:
    """Return the summary of a priority area: its counts, and in the notes each status with its arithmetic."""
    text, indicator_statuses = material.context.text, once(priority.indicator_statuses)
    name, found = text.name(priority.priority.name), conclusion(indicator_statuses, text)
    brief = short_conclusion(indicator_statuses, text) or _lowered(found)
    return Slide(
        id=priority.priority.id,
        kind="priority",
        title=fitting(name, [lambda name: f"{name}: {_lowered(found)}", lambda name: f"{name}: {brief}"]),
        eyebrow=name,
        subtitle=reservation(indicator_statuses, text),
        lines=status_lines(indicator_statuses, text),
        notes=(*_counted(indicator_statuses, text), *(line for each in indicator_statuses for line in status_notes(each, text))),
        source=plan_source(indicator_statuses, material.context),
    )


def status_notes(indicator_status: IndicatorStatus, text: Text) -> list[str]:
    """Return an indicator's status and the arithmetic that leads to it, as sentences; nothing where it has none."""
    progress = indicator_status.progress
    if progress is None:
        return []
    name = text.name(indicator_status.indicator.name)
    if indicator_status.group.pairs:
        name = f"{name} ({text.group_text(indicator_status.group)})"
    example = indicator_status.target is not None and indicator_status.target.example
    return [
        f"{name}: {status_text(progress, text)}.",
        *([text.t("The target is an example: the public plan gives no number.")] if example else []),
        *arithmetic_lines(progress, indicator_status.indicator, text),
    ]


def _counted(indicator_statuses: Sequence[IndicatorStatus], text: Text) -> list[str]:
    reserved = reservation(indicator_statuses, text)
    return [f"{conclusion(indicator_statuses, text)}.", *([reserved] if reserved else [])]


def _by_priority(priorities: Sequence[PriorityStatus], text: Text) -> list[str]:
    return [
        f"{text.name(each.priority.name)}: {_lowered(conclusion(once(each.indicator_statuses), text))}." for each in priorities
    ]


def _lowered(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
