"""The draft of the yearly wellbeing report as a Word document (.docx), from which an accessible PDF can be made."""

from __future__ import annotations

from dashboard.components.plan import plan_notes
from dashboard.context import Context
from dashboard.deck import Choice
from dashboard.deck._counts import conclusion, reservation, status_lines
from dashboard.deck._figures import once
from dashboard.differences import findings
from dashboard.differences.words import DivisionWords
from dashboard.office._material import Material, Watch, read_material
from dashboard.office._method_words import method_lines
from dashboard.office._report_annex import write_annex
from dashboard.office._report_coming import write_coming
from dashboard.office._report_priority import write_priority
from dashboard.office._word import Word
from dashboard.office._word_styles import STRONG

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
    write_coming(word, material)
    word.heading(text.t("How the figures were computed"), 1)
    word.bullets(method_lines(text))
    write_annex(word, material)
    return word.saved()


def _title(material: Material) -> str:
    text, area = material.text, material.text.area(material.area)
    return text.t("Wellbeing report {year}, {area}", year=material.context.today.year, area=area)


def _write_cover(word: Word, material: Material) -> None:
    text, today = material.text, material.context.today
    word.paragraph(_title(material), "Title")
    word.paragraph(material.plan, "Subtitle")
    word.paragraph(text.t("Draft, figures as of {date}", date=text.date(today)))
    word.paragraph(text.t("To be completed: the places with a dashed border wait for the words of the wellbeing group."))
    word.paragraph(text.capitalise(material.sample), STRONG)


def _write_summary(word: Word, material: Material) -> None:
    text, standings = material.text, material.standings
    word.heading(text.t("Summary"), 1)
    word.paragraph(text.name(material.figures.plan_view.plan.goal))
    for note in plan_notes(material.figures.plan_view, text):
        word.paragraph(str(note.children))
    word.paragraph(" ".join(filter(None, (f"{conclusion(standings, text)}.", reservation(standings, text)))))
    lines = status_lines(standings, text)
    counted = [(text.capitalise(each.words), str(each.count)) for each in lines if each.count is not None]
    if counted:
        word.table(text.t("Targets by status"), (text.t("Status"), text.t("Number")), counted, (5, 1))
    word.bullets(f"{text.capitalise(each.words)}." for each in lines if each.count is None)
    _write_by_priority(word, material)
    _write_findings(word, material)


def _write_by_priority(word: Word, material: Material) -> None:
    text = material.text
    rows = []
    for each in material.priorities:
        of_one = once(each.standings)
        said = " ".join(filter(None, (f"{conclusion(of_one, text)}.", reservation(of_one, text))))
        rows.append((text.name(each.priority.name), said))
    word.table(text.t("Priority areas of the plan"), (text.t("Priority area"), text.t("How it stands")), rows, (2, 4))


def _write_findings(word: Word, material: Material) -> None:
    text = material.text
    divisions = [each for standing in material.standings for each in material.figures.divisions(standing)]
    found = findings(divisions)
    word.heading(text.t("Differences that matter most"), 2)
    word.bullets(DivisionWords(each, text).headline() for each in found)
    if not found:
        word.paragraph(text.t("There are no differences between population groups to tell of in the area's own figures."))
