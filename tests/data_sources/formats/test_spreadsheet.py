"""Spreadsheets as people save them: what is read, what is refused by cell, and what is told of them."""

import io
import random
import subprocess
import sys
import zipfile
from contextlib import suppress
from datetime import date
from itertools import islice, product

import pytest
import xlwt
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from data_sources.areas import read_areas
from data_sources.errors import CatalogueError
from data_sources.formats.spreadsheet import read_spreadsheet
from data_sources.formats.workbook import is_percent, is_year


@pytest.fixture
def saved(tmp_path):
    """Save a workbook whose only sheet is filled by a function, and read it."""

    def save(fill, name="own.xlsx"):
        book = Workbook()
        fill(book.active)
        book.save(tmp_path / name)
        return read_spreadsheet(tmp_path / name)[0]

    return save


def cells(spread):
    return [(row.number, row.cells) for row in spread.rows]


@pytest.mark.parametrize(
    ("number_format", "percent"),
    [
        ("0%", True),
        ("0.00%", True),
        ("[Red]0.0%;-0.0%", True),
        ('0.0" %"', False),
        (r"0.0\ \%", False),
        (r"0.0_%", False),
        ("General", False),
    ],
)
def test_only_a_format_that_shows_a_fraction_in_per_cent_is_one(saved, number_format, percent):
    def fill(sheet):
        sheet["A1"] = 0.9
        sheet["A1"].number_format = number_format

    assert is_percent(number_format) is percent
    assert saved(fill).rows[0].cells == (90.0 if percent else 0.9,)


def test_a_formula_that_was_never_calculated_is_refused_by_its_cell(saved):
    def fill(sheet):
        sheet.append(["x", "=10+2.5", 1])

    spread = saved(fill)
    assert list(spread.unread) == [1]
    assert list(spread.unread[1]) == [2]
    assert "never calculated" in spread.unread[1][2]


def test_a_row_that_holds_such_a_formula_only_is_not_lost(saved):
    assert [row.number for row in saved(lambda sheet: sheet.append(["=1+1"])).rows] == [1]


def test_errors_and_dates_are_refused_by_their_cells_and_years_of_dates_read(saved):
    def fill(sheet):
        sheet.append(["#DIV/0!", date(2025, 5, 12), date(2026, 1, 1), date(2026, 1, 1)])
        sheet["A1"].data_type = "e"
        sheet["C1"].number_format = "yyyy"
        sheet["D1"].number_format = "mmm yyyy"

    spread = saved(fill)
    assert spread.rows[0].cells[2] == 2026.0
    assert {column: reason.split(";")[0].split(",")[0] for column, reason in spread.unread[1].items()} == {
        1: "is an error of the spreadsheet",
        2: "is a date",
        4: "is a date",
    }
    assert is_year("yyyy")
    assert not is_year("d.m.yyyy")


def test_raised_note_marks_are_left_out_of_texts(saved):
    raised = InlineFont(vertAlign="superscript")

    def fill(sheet):
        sheet["A1"] = CellRichText("12,5", TextBlock(raised, "2"))
        sheet["B2"] = CellRichText("m", TextBlock(InlineFont(b=True), "2"))
        sheet["A3"] = CellRichText(TextBlock(InlineFont(i=True), "31"), TextBlock(raised, "1)"), "2")

    spread = saved(fill)
    assert cells(spread) == [(1, ("12,5", None)), (2, (None, "m2")), (3, ("312", None))]
    assert list(spread.superscripts) == [1, 3]


def shared_texts(path):
    """Move the inline texts of a workbook to its shared ones, as Excel saves them."""
    with zipfile.ZipFile(path) as parts:
        content = {name: parts.read(name) for name in parts.namelist()}
    sheet = content["xl/worksheets/sheet1.xml"].decode()
    start, end = sheet.index("<is>") + 4, sheet.index("</is>")
    content["xl/sharedStrings.xml"] = (
        f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="1"><si>{sheet[start:end]}</si></sst>'
    ).encode()
    sheet = sheet.replace(sheet[start - 4 : end + 5], "<v>0</v>").replace('t="inlineStr"', 't="s"')
    content["xl/worksheets/sheet1.xml"] = sheet.encode()
    with zipfile.ZipFile(path, "w") as parts:
        for name, one in content.items():
            parts.writestr(name, one)


def test_raised_note_marks_are_left_out_of_shared_texts(saved, tmp_path):
    def fill(sheet):
        sheet["A1"] = CellRichText("312", TextBlock(InlineFont(vertAlign="superscript"), "1"))

    saved(fill)
    shared_texts(tmp_path / "own.xlsx")
    (spread,) = read_spreadsheet(tmp_path / "own.xlsx")
    assert (cells(spread), list(spread.superscripts)) == ([(1, ("312",))], [1])


def test_what_is_hidden_struck_out_or_merged_is_told(saved):
    def fill(sheet):
        for row in (["Alue", "Arvo"], ["Kajaani", 1], [None, 2], ["Kuhmo", 3]):
            sheet.append(row)
        sheet.merge_cells("A2:A3")
        sheet.row_dimensions[4].hidden = True
        sheet.row_dimensions[9].hidden = True
        sheet.column_dimensions["B"].hidden = True
        sheet["B2"].font = Font(strike=True)

    spread = saved(fill)
    assert (list(spread.hidden), list(spread.struck), list(spread.hidden_columns)) == ([4], [2], [2])
    assert {row: list(reasons) for row, reasons in spread.unread.items()} == {3: [1]}


def test_a_title_merged_over_columns_hides_nothing(saved):
    def fill(sheet):
        sheet["A1"] = "Kysely"
        sheet.merge_cells("A1:D1")

    assert saved(fill).unread == {}


def test_rows_and_columns_keep_their_places_below_empty_ones(saved):
    def fill(sheet):
        sheet["C4"] = "a"
        sheet["D6"] = 2

    assert cells(saved(fill)) == [(4, (None, None, "a", None)), (6, (None, None, None, 2.0))]


def test_cells_far_apart_are_refused_before_memory_is_taken_for_what_is_between(saved):
    def fill(sheet):
        sheet["A1"] = 1
        sheet["XFD1048576"] = 1

    with pytest.raises(CatalogueError, match="has cells far apart on sheet 'Sheet': row 1048576, column 16384"):
        saved(fill)


def test_empty_cells_with_a_format_are_passed_over(saved):
    def fill(sheet):
        sheet.append(["Alue", 1])
        for row in range(2, 3000):
            sheet.cell(row, 1).font = Font(bold=True)

    assert cells(saved(fill)) == [(1, ("Alue", 1.0))]


def test_letters_of_two_parts_are_put_together(saved):
    assert saved(lambda sheet: sheet.append(["A\N{COMBINING DIAERESIS}hta\N{COMBINING DIAERESIS}ri"])).rows[0].cells == (
        "Ähtäri",
    )


def test_an_old_workbook_is_read_with_its_formats(tmp_path):
    book = xlwt.Workbook()
    sheet = book.add_sheet("Luvut")
    sheet.write(0, 0, "Alue")
    sheet.write(1, 0, 0.125, xlwt.easyxf(num_format_str="0.0%"))
    sheet.write(1, 1, 0.9, xlwt.easyxf(num_format_str='0.0" %"'))
    sheet.write(2, 0, date(2025, 5, 12), xlwt.easyxf(num_format_str="d.m.yyyy"))
    raised = xlwt.easyfont("")
    raised.escapement = xlwt.Font.ESCAPEMENT_SUPERSCRIPT
    sheet.write_rich_text(3, 0, [("12,5", xlwt.easyfont("")), ("1", raised)])
    sheet.row(3).hidden = True
    book.save(str(tmp_path / "own.xls"))
    for name in ("own.xls", "renamed.xlsx"):
        (tmp_path / name).write_bytes((tmp_path / "own.xls").read_bytes())
        (spread,) = read_spreadsheet(tmp_path / name)
        assert [row.cells[:2] for row in spread.rows][:2] == [("Alue", None), (12.5, 0.9)]
        assert list(spread.unread) == [3]
        assert spread.rows[3].cells[0] == "12,5"
        assert (list(spread.hidden), list(spread.superscripts)) == ([4], [4])


ODS = """<?xml version="1.0" encoding="UTF-8"?><office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">
<office:automatic-styles><style:style style:name="T1" style:family="text">
<style:text-properties style:text-position="super 58%"/></style:style></office:automatic-styles>
<office:body><office:spreadsheet><table:table table:name="Luvut">
<table:table-column table:visibility="collapse"/><table:table-column table:number-columns-repeated="3"/>
<table:table-row><table:table-cell office:value-type="string"><text:p>Alue</text:p></table:table-cell>
<table:table-cell office:value-type="percentage" office:value="0.125"><text:p>12,5 %</text:p></table:table-cell></table:table-row>
<table:table-row table:visibility="filter"><table:table-cell office:value-type="string"><text:p>12,5<text:span
 text:style-name="T1">1</text:span></text:p></table:table-cell>
<table:table-cell table:formula="of:=1+1"/></table:table-row>
<table:table-row table:number-rows-repeated="1048574"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
</table:table></office:spreadsheet></office:body></office:document-content>"""


def open_document(path, content):
    with zipfile.ZipFile(path, "w") as parts:
        parts.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        parts.writestr("content.xml", content.replace(">\n<", "><"))
        parts.writestr("META-INF/manifest.xml", "<manifest/>")
    return path


def test_an_open_document_is_read_with_its_formats(tmp_path):
    (spread,) = read_spreadsheet(open_document(tmp_path / "own.ods", ODS))
    assert cells(spread)[0] == (1, ("Alue", 12.5))
    assert spread.rows[1].cells[0] == "12,5"
    assert (list(spread.hidden), list(spread.superscripts), list(spread.hidden_columns)) == ([2], [2], [1])
    assert {row: list(reasons) for row, reasons in spread.unread.items()} == {2: [2]}


def test_a_cell_that_is_repeated_a_million_times_is_refused(tmp_path):
    content = ODS.replace(
        'office:value-type="percentage"', 'office:value-type="percentage" table:number-columns-repeated="16000"'
    )
    content = content.replace("<table:table-row>", '<table:table-row table:number-rows-repeated="1000000">')
    with pytest.raises(CatalogueError, match="has cells far apart on sheet 'Luvut'"):
        read_spreadsheet(open_document(tmp_path / "own.ods", content))


def numbers_file():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as parts:
        parts.writestr("Index/Document.iwa", b"")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"<html><table><tr><td>1</td></tr></table></html>", "is a web page"),
        (numbers_file(), "is a file of Apple Numbers"),
        (b"PK\x03\x04broken", "is broken"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"), "is protected by a password"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"broken", "is broken"),
    ],
)
def test_other_forms_are_named_whatever_the_name_says(tmp_path, content, reason):
    (tmp_path / "own.xls").write_bytes(content)
    with pytest.raises(CatalogueError, match=f"own.xls: {reason}"):
        read_spreadsheet(tmp_path / "own.xls")


def test_a_text_is_no_workbook_whatever_its_name_says(tmp_path):
    (tmp_path / "own.xlsx").write_text("a;b\n1;2\n", encoding="utf-8")
    assert read_spreadsheet(tmp_path / "own.xlsx") == []


def old_workbook(path):
    book = xlwt.Workbook()
    sheet = book.add_sheet("Luvut")
    for row in range(5):
        sheet.write(row, 0, f"Alue {row}")
        sheet.write(row, 1, row / 8, xlwt.easyxf(num_format_str="0.0%"))
    book.save(str(path))
    return path


def workbook_of_today(path):
    book = Workbook()
    for row in range(5):
        book.active.append([f"Alue {row}", row / 8])
    book.save(path)
    return path


@pytest.mark.parametrize("make", [old_workbook, workbook_of_today, lambda path: open_document(path, ODS)])
def test_mangled_bytes_give_sheets_or_an_error_of_the_project(tmp_path, make):
    source = random.Random(7)  # noqa: S311  # chance for a test
    good = make(tmp_path / "good").read_bytes()
    for _ in range(120):
        content = bytearray(good)
        for _ in range(source.randint(1, 6)):
            place = source.randrange(len(content))
            content[place : place + source.randint(0, 3)] = source.randbytes(source.randint(0, 3)) or b"<"
        (tmp_path / "own.xlsx").write_bytes(bytes(content))
        with suppress(CatalogueError):
            read_spreadsheet(tmp_path / "own.xlsx")
    assert read_spreadsheet(tmp_path / "good")


MEASURED = """
import re, sys, time
from pathlib import Path
from data_sources.own_tables.reading import read_table
start = time.process_time()
table = read_table(Path(sys.argv[1]), [])
seconds = time.process_time() - start
most = re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1]
print(sum(len(one.cells) for one in table.indicators), seconds, most)
"""


def measured(path):
    """Read a table in a process of its own; give its values, seconds of the processor and megabytes."""
    done = subprocess.run([sys.executable, "-c", MEASURED, path], capture_output=True, text=True, check=True)
    values, seconds, kilobytes = done.stdout.split()
    return int(values), float(seconds), int(kilobytes) / 1024


HEAD = "Tunnus;Nimi;Aihe;Yksikkö;Suunta;Lähde;Lisenssi;Alue;Sukupuoli;Ikä;Vuosi;Vastaukset;Vastaajat"


@pytest.mark.slow
def test_three_hundred_thousand_rows_take_less_than_300_megabytes(tmp_path):
    areas = [area.name["fi"] for area in read_areas() if area.code.startswith("KU")]
    ages = ["", "0-19", "20-64", "65+"]
    keys = product(range(9), areas, range(2015, 2025), ("", "naiset", "miehet"), ages)
    lines = [HEAD]
    for place, (number, area, year, sex, age) in enumerate(islice(keys, 300_000)):
        said = f"Liikkuu {number};Elintavat;prosenttia;suurempi;Kaupunki;CC BY 4.0" if place % 36_960 == 0 else ";;;;;"
        lines.append(f"oma-{number};{said};{area};{sex};{age};{year};{50 + place % 350};{500 + place % 4500}")
    (tmp_path / "own.csv").write_text("\n".join(lines), encoding="utf-8")
    values, seconds, megabytes = measured(tmp_path / "own.csv")
    assert values == 300_000
    assert seconds < 60  # 16 on two busy cores
    assert megabytes < 300


@pytest.mark.slow
def test_a_million_formatted_empty_rows_are_passed_over_fast(tmp_path):
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Luvut")
    sheet.append(["Tunnus", "Nimi", "Aihe", "Yksikkö", "Suunta", "Lähde", "Lisenssi", "Alue", "Vuosi", "Arvo"])
    sheet.append(["oma", "Liikkuu", "Elintavat", "prosenttia", "suurempi", "Kaupunki", "CC BY 4.0", "Kajaani", 2025, 12.5])
    book.save(tmp_path / "small.xlsx")
    empty = "".join(f'<row r="{row}"><c r="A{row}" s="0"/><c r="B{row}" s="0"/></row>' for row in range(3, 1_048_577)).encode()
    with (
        zipfile.ZipFile(tmp_path / "small.xlsx") as parts,
        zipfile.ZipFile(tmp_path / "own.xlsx", "w", zipfile.ZIP_DEFLATED) as own,
    ):
        for name in parts.namelist():
            own.writestr(name, parts.read(name).replace(b"</sheetData>", empty + b"</sheetData>"))
    values, seconds, megabytes = measured(tmp_path / "own.xlsx")
    assert values == 1
    assert seconds < 15  # 2.3 on two busy cores
    assert megabytes < 200
