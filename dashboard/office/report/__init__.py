"""The draft of the yearly wellbeing report as a Word document (.docx), from which an accessible PDF can be made."""

from __future__ import annotations

from dashboard.components.plan import plan_notes
from dashboard.deck import Choice
from dashboard.deck.counts import status_lines
from dashboard.deck.text_slides import counted
from dashboard.differences.reading import read_differences
from dashboard.differences.sentences import BreakdownText
from dashboard.office.material import Material, Watch, read_material
from dashboard.office.methods import method_lines
from dashboard.office.report.annex import write_annex
from dashboard.office.report.priority import write_priority
from dashboard.office.report.releases import write_releases
from dashboard.office.word.document import Word
from dashboard.office.word.styles import STRONG
from dashboard.queries.context import Context

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def report(context: Context, choice: Choice, watch: Watch = iter) -> bytes:
    """Return the draft; `choice` is which priority areas and charts it holds, empty for the whole plan.

    `AddressError` where the plan has no such priority area or indicator.
    """
    material = read_material(context, choice)
    text = material.text
    word = Word(_title(material), text, context.today, text.capitalise(material.sample))
    _write_cover(word, material)
    word.contents()
    _write_summary(word, material)
    for priority in watch(material.priorities):
        write_priority(word, priority, material)
    write_releases(word, material)
    word.heading(text.t("How the values were computed"), 1)
    word.bullets(method_lines(text))
    write_annex(word, material)
    return word.saved()


def _title(material: Material) -> str:
    """Return the title; a report on another area's plan is not called the area's own."""
    text, year, area = material.text, material.context.today.year, material.text.area(material.area)
    if material.owner is None:
        return text.t("Wellbeing report {year}, {area}", year=year, area=area)
    return text.t(
        "Follow-up of {owner.genitive} plan {year}, values for {area}", owner=text.area(material.owner), year=year, area=area
    )


def _write_cover(word: Word, material: Material) -> None:
    text, today = material.text, material.context.today
    word.paragraph(_title(material), "Title")
    word.paragraph(material.plan, "Subtitle")
    word.paragraph(text.t("Draft, values as of {date}", date=text.date(today)))
    word.paragraph(text.t("To be completed: the places with a dashed border wait for the words of the wellbeing group."))
    word.paragraph(text.capitalise(material.sample), STRONG)


def _write_summary(word: Word, material: Material) -> None:
    text = material.text
    word.heading(text.t("Summary"), 1)
    word.paragraph(text.name(material.deck.plan_view.plan.goal))
    for note in plan_notes(material.deck.plan_view, text):
        word.paragraph(str(note.children))
    word.paragraph(" ".join(counted(material.objectives, material.area, text)))
    lines = status_lines(material.objectives, text)
    rows = [(text.capitalise(each.text), str(each.count)) for each in lines if each.count is not None]
    if rows:
        word.table(_counts_title(material), (text.t("Status"), text.t("Number")), rows, (5, 1))
    word.bullets(f"{text.capitalise(each.text)}." for each in lines if each.count is None)
    _write_by_priority(word, material)
    _write_findings(word, material)


def _counts_title(material: Material) -> str:
    text = material.text
    if material.owner is None:
        return text.t("Targets by status")
    return text.capitalise(text.t("{area.genitive} targets by status", area=text.area(material.owner)))


def _write_by_priority(word: Word, material: Material) -> None:
    text = material.text
    rows = [
        (text.name(each.priority.name), " ".join(counted(each.objectives, material.area, text))) for each in material.priorities
    ]
    word.table(text.t("Priority areas of the plan"), (text.t("Priority area"), text.t("Status")), rows, (2, 4))


def _write_findings(word: Word, material: Material) -> None:
    text = material.text
    chosen = {each.priority.id for each in material.priorities}
    everything = chosen == {each.priority.id for each in material.deck.priorities}
    found = read_differences(material.context).findings(None if everything else chosen)
    word.heading(text.t("Differences that matter most"), 2)
    word.bullets(BreakdownText(each, text).headline() for each in found)
    if not found:
        word.paragraph(text.t("No difference between groups is certain, or large enough to be told without a margin of error."))
