"""The slides without a chart: title, overview, and the summary of a priority area."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.charts._progress_words import arithmetic_lines, status_words
from dashboard.deck._counts import conclusion, reservation, short_conclusion, status_lines
from dashboard.deck._figures import Figures, once
from dashboard.deck._headlines import fitting
from dashboard.deck._types import Line, Slide
from dashboard.plan_source import plan_source
from dashboard.standing import PriorityStanding, Standing
from dashboard.text import Text


def title_slide(figures: Figures, sample: str) -> Slide:
    """Return area, plan with its years, day, and the sample words."""
    context, text = figures.context, figures.context.text
    name, plan = text.name(context.view.area.name), text.name(figures.plan_view.plan.name)
    lines = [Line(text.t("Figures as of {date}", date=text.date(context.today)))]
    lines += [Line(text.capitalise(sample))] if sample else []
    goal = text.name(figures.plan_view.plan.goal)
    return Slide(
        id="start",
        kind="title",
        title=fitting(name, [lambda name: name]),
        subtitle=plan,
        lines=tuple(lines),
        notes=tuple(filter(None, (f"{name}: {plan}.", goal))),
    )


def overview_slide(figures: Figures) -> Slide:
    """Return the counts of the whole plan, each indicator and group counted once."""
    text, standings = figures.context.text, figures.standings
    return Slide(
        id="overview",
        kind="overview",
        title=conclusion(standings, text),
        eyebrow=text.t("The whole plan"),
        subtitle=reservation(standings, text),
        lines=status_lines(standings, text),
        notes=(*_counted(standings, text), *_by_priority(figures.standing, text)),
        source=plan_source(standings, figures.context),
    )


def priority_slide(priority: PriorityStanding, figures: Figures) -> Slide:
    """Return how a priority area stands: its counts, and in the notes each status with its arithmetic."""
    text, standings = figures.context.text, once(priority.standings)
    name, found = text.name(priority.priority.name), conclusion(standings, text)
    brief = short_conclusion(standings, text) or _lowered(found)
    return Slide(
        id=priority.priority.id,
        kind="priority",
        title=fitting(name, [lambda name: f"{name}: {_lowered(found)}", lambda name: f"{name}: {brief}"]),
        eyebrow=name,
        subtitle=reservation(standings, text),
        lines=status_lines(standings, text),
        notes=(*_counted(standings, text), *(line for each in standings for line in status_notes(each, text))),
        source=plan_source(standings, figures.context),
    )


def status_notes(standing: Standing, text: Text) -> list[str]:
    """Return a standing's status and the arithmetic that leads to it, as sentences; nothing where it has none."""
    progress = standing.progress
    if progress is None:
        return []
    name = text.name(standing.indicator.name)
    if standing.group.pairs:
        name = f"{name} ({text.group_words(standing.group)})"
    example = standing.target is not None and standing.target.example
    return [
        f"{name}: {status_words(progress, text)}.",
        *([text.t("The target is an example: the public plan gives no number.")] if example else []),
        *arithmetic_lines(progress, standing.indicator, text),
    ]


def _counted(standings: Sequence[Standing], text: Text) -> list[str]:
    reserved = reservation(standings, text)
    return [f"{conclusion(standings, text)}.", *([reserved] if reserved else [])]


def _by_priority(standing: Sequence[PriorityStanding], text: Text) -> list[str]:
    return [f"{text.name(each.priority.name)}: {_lowered(conclusion(once(each.standings), text))}." for each in standing]


def _lowered(words: str) -> str:
    return words[:1].lower() + words[1:]
