"""The slides without a chart: title, overview, and the summary of a priority area."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.deck.counts import status_lines
from dashboard.deck.headline import fitting, name_of
from dashboard.deck.material import DeckMaterial
from dashboard.deck.slide import Slide, SlideLine
from dashboard.monitoring.own_values_text import beside_status
from dashboard.monitoring.progress_text import arithmetic_lines, status_text
from dashboard.monitoring.status import IndicatorStatus, ObjectiveStatus, PriorityStatus, StatedStatus
from dashboard.monitoring.tally_text import counts_in_words, margin_sentence, tally_sentence
from dashboard.queries.sources import plan_source
from dashboard.text import Text
from data_sources.model import Area


def title_slide(material: DeckMaterial, sample: str) -> Slide:
    """Return area, plan with its years, day, and the sample text."""
    context, text = material.context, material.context.text
    name, plan = material.subject, text.name(material.plan_view.plan.name)
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
    """Return the counts of the whole plan: those of its priority areas together."""
    context, text = material.context, material.context.text
    said, owner = tally_sentence(material.objectives, context.view.area, text), material.plan_view.owner
    progresses = [each for objective in material.objectives for each in objective.progresses]
    return Slide(
        id="overview",
        kind="overview",
        title=fitting(said, [lambda said: said, lambda _said: counts_in_words(progresses, text)]),
        eyebrow=text.name(owner.name) if owner else text.t("The whole plan"),
        subtitle=margin_sentence(material.objectives, text),
        lines=status_lines(material.objectives, text),
        notes=(*counted(material.objectives, context.view.area, text), *_by_priority(material, text)),
        source=plan_source(material.indicator_statuses, context),
    )


def priority_slide(priority: PriorityStatus, material: DeckMaterial) -> Slide:
    """Return the summary of a priority area: its counts, and in the notes each status with its arithmetic."""
    context, text, objectives = material.context, material.context.text, priority.objectives
    name, brief = text.name(priority.priority.name), counts_in_words(priority.progresses, text)
    notes = [line for each in priority.indicator_statuses for line in status_notes(each, text)]
    notes += [stated_note(each, text) for objective in objectives for each in objective.stated]
    owner = f" ({text.name(material.plan_view.owner.name)})" if material.plan_view.owner else ""
    return Slide(
        id=priority.priority.id,
        kind="priority",
        title=fitting(
            name,
            [lambda name: summary_of(name, objectives, context.view.area, text), lambda name: f"{name}{owner}: {brief}"],
        ),
        eyebrow=name,
        subtitle=margin_sentence(objectives, text),
        lines=status_lines(objectives, text),
        notes=(*counted(objectives, context.view.area, text), *notes),
        source=plan_source(priority.indicator_statuses, context),
    )


def counted(objectives: Sequence[ObjectiveStatus], area: Area, text: Text) -> list[str]:
    """Return the tally as a sentence and, where some have none, how many targets have no margin of error."""
    said = margin_sentence(objectives, text)
    return [f"{tally_sentence(objectives, area, text)}.", *([said] if said else [])]


def summary_of(name: str, objectives: Sequence[ObjectiveStatus], area: Area, text: Text) -> str:
    """Return "Health, 7 targets: 3 going well, 4 open", or "Health: followed without targets"."""
    said = tally_sentence(objectives, area, text)
    if not any(objective.progresses for objective in objectives):
        return f"{name}: {said[:1].lower()}{said[1:]}"
    return f"{name}, {said}"


def status_notes(indicator_status: IndicatorStatus, text: Text) -> list[str]:
    """Return an indicator's status and the arithmetic that leads to it, as sentences; nothing where it has none."""
    progress = indicator_status.progress
    if progress is None:
        return []
    name = name_of(indicator_status, indicator_status.status_area, text)
    example = indicator_status.target is not None and indicator_status.target.example
    beside = beside_status(indicator_status, text)
    return [
        f"{name}: {status_text(progress, text)}.",
        *([f"{text.capitalise(beside)}."] if beside else []),
        *([text.t("The target is an example: the public plan gives no number.")] if example else []),
        *arithmetic_lines(progress, indicator_status.indicator, text, indicator_status.target),
    ]


def stated_note(stated: StatedStatus, text: Text) -> str:
    """Return a target that no indicator measures, with its status."""
    return f"{text.name(stated.target.name)}: {status_text(stated.progress, text)}."


def _by_priority(material: DeckMaterial, text: Text) -> list[str]:
    area = material.context.view.area
    return [f"{summary_of(text.name(each.priority.name), each.objectives, area, text)}." for each in material.priorities]
