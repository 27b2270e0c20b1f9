"""The yearly report as Word: what its XML says of headings, tables, pictures, captions and languages, and its numbers."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from shutil import copy

import pytest
from docx import Document
from docx.oxml.ns import qn

from dashboard.addresses.errors import AddressError
from dashboard.addresses.reading import read_view
from dashboard.deck import read_choice, read_deck
from dashboard.office.material import read_material
from dashboard.office.report import report
from dashboard.office.report.changes import previous_report
from dashboard.office.report.priority import WIDTH
from dashboard.queries.context import Context
from dashboard.renderers.png import png
from dashboard.text import text_for
from data_sources.indicators import read_indicators
from data_sources.plans import Followed, Objective, PriorityArea
from data_sources.store import Store, open_store
from tests.dashboard.meeting import NOW, PLAN, TODAY, fill


@pytest.fixture(scope="module")
def filled(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("report") / "store.sqlite"
    copy(sqlite_template, path)
    with open_store(f"sqlite:///{path}") as store:
        yield fill(store)


def written(store: Store, slides: str = "", language: str = "en", search: str = "plan=meeting", area: str = "kajaani"):
    with store.snapshot() as snapshot:
        context = Context(read_view(f"/{language}/{area}", search, area), snapshot, text_for(language), TODAY)
        return Document(io.BytesIO(report(context, read_choice(slides))))


@pytest.fixture(scope="module")
def english(filled: Store):
    return written(filled)


def rows_of(document, first_head: str) -> list[list[str]]:
    """Return the rows of the first table whose first head is this one."""
    table = next(each for each in document.tables if each.rows[0].cells[0].text == first_head)
    return [[cell.text for cell in row.cells] for row in table.rows]


def headings(document, level: int) -> list[str]:
    return [each.text for each in document.paragraphs if each.style.name == f"Heading {level}"]


def test_chapters_are_headings_in_the_order_of_the_plan(english) -> None:
    chapters = ["Summary", "Health", "Work", "Empty", "Coming values", "How the values were computed"]
    assert headings(english, 1) == [*chapters, "Annex 1. All values", "Annex 2. Sources"]
    assert headings(english, 2)[1:9] == [
        "What was planned",
        "Values",
        "How the statuses are calculated",
        "Differences between population groups",
        "What has changed since the previous report",
        "Our interpretation",
        "Measures for next year",
        "What was planned",
    ]


def test_no_level_of_headings_is_skipped(english) -> None:
    levels = [int(each.style.name[-1]) for each in english.paragraphs if each.style.name.startswith("Heading")]
    assert levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


def test_values_in_the_table_are_those_of_the_store(english) -> None:
    table = rows_of(english, "Indicator")
    assert table[0] == ["Indicator", "Baseline", "Newest value", "Target", "Status", "Change"]
    assert table[1][:4] == ["Daily smokers", "12.0% (2022)", "11.0% (2024)", "8.0% (2029)\nexample target"]
    assert table[1][5] == "−1.0 percentage points since 2022"
    assert table[2][3] == "5.0% (2029)"
    assert table[2][5].endswith("not certain")


def test_a_suppressed_value_has_its_label(english) -> None:
    work = [row for table in english.tables for row in ([cell.text for cell in row.cells] for row in table.rows)]
    newest = next(row[2] for row in work if row[0] == "Unemployed people" and len(row) == 6)
    assert newest == "14.0% (2024)\nsuppressed (2025)"
    annex = [row for row in work if row[0] == "All"]
    assert ["All", "suppressed (2025)"] in annex


def test_every_table_repeats_its_head_and_merges_nothing(english) -> None:
    assert len(english.tables) > 8
    for table in english.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:tblHeader")) is None for row in list(table.rows)[1:])
        assert not table._tbl.xpath(".//w:gridSpan | .//w:vMerge")
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
        assert all(cell.text for row in table.rows for cell in row.cells[:1])


def test_every_picture_has_the_sentence_of_its_chart(english) -> None:
    descriptions = [each.get("descr") for each in english.element.body.iter(qn("wp:docPr"))]
    assert len(descriptions) == 4
    assert descriptions[0].startswith("Daily smokers in Kajaani in 2024: 11.0%")
    assert all(text in {paragraph.text for paragraph in english.paragraphs} for text in descriptions)


def test_captions_are_numbered_by_fields(english) -> None:
    captions = [each for each in english.paragraphs if each.style.name == "Caption"]
    codes = [text.text.strip() for each in captions for text in each._p.iter(qn("w:instrText"))]
    assert codes.count(r"SEQ Figure \* ARABIC") == 4
    assert codes.count(r"SEQ Table \* ARABIC") == len(english.tables)
    assert captions[0].text == "Table 1. Targets by status"


def test_the_table_of_contents_is_a_field_that_is_filled_and_updated(english) -> None:
    codes = [text.text.strip() for text in english.element.body.iter(qn("w:instrText"))]
    assert r'TOC \o "1-1" \h \z \u' in codes
    assert english.settings.element.find(qn("w:updateFields")).get(qn("w:val")) == "true"
    links = {
        link.get(qn("w:anchor")): "".join(each.text for each in link.iter(qn("w:t")))
        for link in english.element.body.iter(qn("w:hyperlink"))
    }
    bookmarks = {each.get(qn("w:name")) for each in english.element.body.iter(qn("w:bookmarkStart"))}
    assert set(links) == bookmarks
    assert list(links.values()) == headings(english, 1)
    begun = [each.get(qn("w:fldCharType")) for each in english.element.body.iter(qn("w:fldChar"))]
    assert begun.count("begin") == begun.count("separate") == begun.count("end")


@pytest.mark.parametrize(("language", "locale"), [("fi", "fi-FI"), ("sv", "sv-FI"), ("en", "en-GB")])
def test_every_style_has_its_language(filled: Store, language: str, locale: str) -> None:
    document = written(filled, slides="empty", language=language)
    assert document.core_properties.language == locale
    found = {each.get(qn("w:val")) for each in document.styles.element.iter(qn("w:lang"))}
    assert found == {locale}
    for style in ("Normal", "Heading 1", "Caption"):
        assert document.styles[style].element.rPr.find(qn("w:lang")).get(qn("w:val")) == locale


def test_title_page_header_and_page_number(english) -> None:
    assert english.core_properties.title == "Wellbeing report 2026, Kajaani"
    assert english.paragraphs[0].style.name == "Title"
    assert english.sections[0].header.paragraphs[0].text == "Wellbeing report 2026, Kajaani"
    footer = english.sections[0].footer.paragraphs[0]._p
    assert [each.text.strip() for each in footer.iter(qn("w:instrText"))] == ["PAGE", "NUMPAGES"]


def test_places_to_write_in_are_content_controls(english) -> None:
    tags = [each.get(qn("w:val")) for each in english.element.body.iter(qn("w:tag"))]
    assert tags == [f"{kind}-{name}" for name in ("health", "work", "empty") for kind in ("interpretation", "measures")]


def test_differences_and_arithmetic_are_told(english) -> None:
    lines = [each.text for each in english.paragraphs if each.style.name == "List Bullet"]
    assert any("The difference is 15.0 percentage points" in line for line in lines)
    assert any(line.startswith("Daily smokers: too slow") and "11.0 − 12.0 = −1.0" in line for line in lines)


def test_a_change_says_what_is_known_of_its_certainty(english) -> None:
    lines = {each.text for each in english.paragraphs if each.style.name == "List Bullet"}
    assert "Daily smokers: −1.0 percentage points since 2022." in lines
    assert "Unemployed people: +1.0 percentage points since 2023 (no margin of error)." in lines


def test_an_indicator_without_data_says_so(english) -> None:
    row = next(row for row in rows_of_all(english) if row[0].startswith("Obes") and len(row) == 6)
    assert row[1:3] == ["–", ".."]


def rows_of_all(document) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]


def test_the_choice_limits_priority_areas_and_charts(filled: Store) -> None:
    document = written(filled, slides="work.unemployment.trend")
    assert headings(document, 1)[:2] == ["Summary", "Work"]
    assert "Health" not in headings(document, 1)
    assert len(document.inline_shapes) == 1


def test_a_choice_that_the_plan_does_not_have_is_refused(filled: Store) -> None:
    with pytest.raises(AddressError, match="no priority area called nothing"):
        written(filled, slides="nothing")


def test_a_municipality_without_a_plan_says_whose_plan_it_shows(filled: Store) -> None:
    document = written(filled, search="", area="sotkamo", slides="participation")
    assert any("no plan of its own here" in each.text for each in document.paragraphs)


def test_a_plan_without_priority_areas_gives_a_report_that_says_so(filled: Store) -> None:
    filled.save_plan(replace(PLAN, key="nothing", areas=()), NOW)
    document = written(filled, search="plan=nothing")
    assert headings(document, 1)[:2] == ["Summary", "Coming values"]
    assert "No indicator has values, so none is awaited." in [each.text for each in document.paragraphs]


def test_long_names_and_thirty_indicators_in_one_priority_area(filled: Store) -> None:
    names = [name for name, each in read_indicators().items() if not each.projection][:30]
    objective = Objective("all", {"fi": "Pitkä " * 40}, followed=tuple(Followed(name) for name in names))
    filled.save_plan(replace(PLAN, key="thirty", areas=(PriorityArea("all", {"fi": "Ä" * 120}, (objective,)),)), NOW)
    document = written(filled, search="plan=thirty")
    assert "Ä" * 120 in headings(document, 1)
    assert len(rows_of(document, "Indicator")) == 31


def test_the_previous_report_is_a_year_before_the_next_one(filled: Store) -> None:
    with filled.snapshot() as snapshot:
        view = read_view("/en/kajaani", "plan=meeting&council=2028-02-29", "kajaani")
        material = read_material(Context(view, snapshot, text_for("en"), TODAY), read_choice(""))
        assert previous_report(material) == date(2027, 2, 28)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("lowriter") is None, reason="LibreOffice Writer is not installed")
def test_libreoffice_makes_a_tagged_pdf_of_it(filled: Store, tmp_path: Path) -> None:
    with filled.snapshot() as snapshot:
        context = Context(read_view("/fi/kajaani", "plan=meeting", "kajaani"), snapshot, text_for("fi"), TODAY)
        (tmp_path / "report.docx").write_bytes(report(context, read_choice("")))
    tagged = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", tagged]
    subprocess.run([*command, "--outdir", tmp_path, tmp_path / "report.docx"], check=True, capture_output=True, timeout=180)
    pdf = (tmp_path / "report.pdf").read_bytes()
    assert b"/StructTreeRoot" in pdf
    assert b"/Lang(fi-FI)" in pdf
    kinds = set(re.findall(rb"/S\s*/(H1|H2|TH|Figure|Caption|L|TOC)\b", pdf))
    assert {b"H1", b"H2", b"TH", b"Figure"} <= kinds


def test_no_text_holds_what_was_not_filled(english) -> None:
    text = "\n".join(each.text for each in english.paragraphs)
    assert not re.search(r"\{\w*\}|\bNone\b|\bnan\b", text)


@pytest.mark.parametrize("language", ["fi", "en"])
def test_every_picture_is_drawn_from_its_chart_and_says_its_sentence(filled: Store, language: str) -> None:
    with filled.snapshot() as snapshot:
        view = read_view(f"/{language}/kajaani", "plan=meeting", "kajaani")
        context = Context(view, snapshot, text_for(language), TODAY)
        document = Document(io.BytesIO(report(context, read_choice(""))))
        charts = [slide.chart for slide in read_deck(context, read_choice("")).slides if slide.chart]
    pictures = {part.blob for part in document.part.package.iter_parts() if part.content_type == "image/png"}
    assert pictures == {png(replace(chart, notes=()), WIDTH) for chart in charts}
    described = " ".join(each.get("descr", "") for each in document.element.iter(qn("wp:docPr")))
    assert charts
    assert all(chart.sentence in described for chart in charts)
