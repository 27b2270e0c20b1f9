"""The sheet of sources and methods: what each indicator means, who publishes it under which licence, and how it was computed."""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.styles import Font

from dashboard.office.material import Material
from dashboard.office.methods import method_lines
from dashboard.office.sources import source_rows
from dashboard.office.workbook.sheets import FONT, add_row, add_sheet, cell, close_table, write_heads
from dashboard.renderers.xlsx import write_text
from dashboard.text import Text
from data_sources.model import Indicator


def write_sources(book: Workbook, material: Material, top: list[str]) -> None:
    """Write a row for each series of each indicator, and the methods below."""
    text = material.text
    sheet = add_sheet(book, text.t("Sources and methods"), text.t("Sources and methods"), top)
    heads = _heads(text)
    write_heads(sheet, heads, frozen=1)
    for row in source_rows(material):
        origin = row.origin
        updated = text.date(origin.updated) if origin.updated else ""
        sample = text.t("sample data, not real figures") if origin.sample else ""
        names = (
            text.name(row.indicator.name),
            text.name(origin.publisher),
            origin.series,
            origin.licence,
            updated,
            origin.address,
        )
        add_row(sheet, (*names, sample, _notes(row.indicator, text)), ("",) * len(heads))
    close_table(sheet, len(heads))
    first = sheet.max_row + 2
    write_text(cell(sheet, first, 1), text.t("How the values were computed")).font = Font(name=FONT, bold=True)
    for place, line in enumerate(method_lines(text), start=first + 1):
        write_text(cell(sheet, place, 1), line)


def _heads(text: Text) -> list[tuple[str, float]]:
    return [
        (text.t("Indicator"), 40),
        (text.t("Publisher"), 34),
        (text.t("Series"), 24),
        (text.t("Licence"), 14),
        (text.t("Updated"), 14),
        (text.t("Address"), 34),
        (text.t("Sample"), 22),
        (text.t("What it means"), 90),
    ]


def _notes(indicator: Indicator, text: Text) -> str:
    breaks = (f"{each.year}: {text.name(each.reason)}" for each in indicator.breaks)
    return " ".join(
        filter(None, (text.name(indicator.explanation), f"{text.capitalise(text.direction(indicator.direction))}.", *breaks))
    )
