"""The chapter of a priority area: the plan, values and statuses, differences, changes, places to write in."""

from __future__ import annotations

from dataclasses import replace

from dashboard.deck import Slide
from dashboard.deck.material import once
from dashboard.deck.text_slides import counted, stated_note, status_notes
from dashboard.differences import Breakdown
from dashboard.differences.sentences import BreakdownText
from dashboard.monitoring.status import IndicatorStatus, PriorityStatus
from dashboard.office.material import Material
from dashboard.office.plan_rows import DASH, plan_row, stated_status
from dashboard.office.report.changes import write_changes
from dashboard.office.word.document import Word
from dashboard.office.word.styles import SMALL
from dashboard.renderers.png import png
from dashboard.text import Text
from data_sources.plans import Objective

WIDTH = 600
"""Width of a picture in CSS pixels; it has twice as many dots."""


def write_priority(word: Word, priority: PriorityStatus, material: Material) -> None:
    """Write the chapter of one priority area."""
    text, name, indicator_statuses = material.text, material.text.name(priority.priority.name), priority.indicator_statuses
    word.heading(name, 1)
    word.paragraph(" ".join(counted(priority.objectives, material.area, text)))
    word.heading(text.t("What was planned"), 2)
    for each in priority.objectives:
        _write_objective(word, each.objective, material)
    if not priority.objectives:
        word.paragraph(text.t("This priority area has no objectives."))
    _write_values(word, name, priority, material)
    for slide in material.slides[priority.priority.id]:
        _write_chart(word, slide)
    _write_statuses(word, priority, material)
    _write_differences(word, once(indicator_statuses), material)
    write_changes(word, once(indicator_statuses), material)
    _write_places(word, priority.priority.id, name, material)


def _write_objective(word: Word, objective: Objective, material: Material) -> None:
    text, name = material.text, material.text.name(objective.name)
    word.heading(name, 3)
    if not objective.measures:
        word.paragraph(text.t("No measures are recorded for this objective."))
        return
    rows = [(text.name(each.name), text.name(each.responsible), text.name(each.schedule)) for each in objective.measures]
    heads = (text.t("Measure"), text.t("Responsible"), text.t("Schedule"))
    word.table(text.t("Measures: {objective}", objective=name), heads, rows, (5, 3, 2))


def _write_values(word: Word, name: str, priority: PriorityStatus, material: Material) -> None:
    """Write a row for every target, and for every indicator that is followed without one."""
    text, stated = material.text, [each for objective in priority.objectives for each in objective.stated]
    word.heading(text.t("Values"), 2)
    if not priority.indicator_statuses and not stated:
        word.paragraph(text.t("This priority area has no indicators."))
        return
    heads = ("Indicator", "Baseline", "Newest value", "Target", "Status", "Change")
    rows = []
    for row in (plan_row(each) for each in priority.indicator_statuses):
        subject = "\n".join(filter(None, (row.name(text), row.whose(text))))
        cells = (row.baseline_text(text), row.newest_text(text), row.target_text(text), row.status(text))
        rows.append((subject, *cells, row.change_text(text)))
    for each in stated:
        year = str(each.target.years.last)
        rows.append((text.name(each.target.name), DASH, DASH, year, stated_status(each, material.area, text), DASH))
    word.table(
        text.t("Indicators: {priority}", priority=name), [text.t(head) for head in heads], rows, (3.5, 2.3, 2.6, 3.7, 3.2, 3.3)
    )


def _write_chart(word: Word, slide: Slide) -> None:
    """Write a chosen chart with its conclusion above; without values, a sentence instead."""
    word.heading(slide.title, 3)
    chart = slide.chart
    if chart is None:
        word.paragraph(" ".join(each.text for each in slide.lines))
        return
    word.paragraph(chart.sentence, keep=True)
    sample = f" ({chart.sample})" if chart.sample else ""
    picture = png(replace(chart, notes=()), WIDTH)  # the notes stand below it as text
    word.picture(picture, f"{chart.title}{sample}", chart.sentence)
    word.paragraph(" ".join((*chart.notes, chart.source)), SMALL)


def _write_statuses(word: Word, priority: PriorityStatus, material: Material) -> None:
    text = material.text
    judged = [lines for each in priority.indicator_statuses if (lines := status_notes(each, text))]
    judged += [[stated_note(each, text)] for objective in priority.objectives for each in objective.stated]
    word.heading(text.t("How the statuses are calculated"), 2)
    word.bullets(" ".join(f"{line.rstrip('.')}." for line in lines) for lines in judged)
    if not judged:
        word.paragraph(text.t("No target can be judged."))


def _write_differences(word: Word, indicator_statuses: tuple[IndicatorStatus, ...], material: Material) -> None:
    text = material.text
    found = {each.indicator.id: breakdown for each in indicator_statuses if (breakdown := material.deck.finding(each))}
    word.heading(text.t("Differences between population groups"), 2)
    word.bullets(_difference(each, text) for each in found.values())
    if not found:
        word.paragraph(text.t("There are no values by population group."))


def _difference(breakdown: Breakdown, text: Text) -> str:
    """Return the gap, the persons it means where they are known, and what has become of it."""
    written = BreakdownText(breakdown, text)
    persons = written.persons() if breakdown.fewer.value is not None else ""
    return " ".join(filter(None, (written.headline(), persons, written.growth())))


def _write_places(word: Word, id_: str, name: str, material: Material) -> None:
    text = material.text
    word.heading(text.t("Our interpretation"), 2)
    written = text.t("Write here what the values tell of {priority}: what explains them, and what they leave out.", priority=name)
    word.place(written, text.t("Our interpretation"), f"interpretation-{id_}")
    word.heading(text.t("Measures for next year"), 2)
    written = text.t("Write here what is done next year, who is responsible, and by when.")
    word.place(written, text.t("Measures for next year"), f"measures-{id_}")
