"""Marks of an .ods workbook: one pass over its content."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, field
from xml.parsers import expat  # refuses entities by itself; a tree of a million cells would take gigabytes

from data_sources.formats._marks import ERROR, FORMULA, MERGED, MOST_REPEATED, Marks, raised_left_out


def read_marks(parts: zipfile.ZipFile) -> dict[str, Marks]:
    """Return the marks of each sheet by its title."""
    reading = _ContentReading()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = reading.start, reading.end
    parser.CharacterDataHandler = reading.text
    with parts.open("content.xml") as stream:
        while content := stream.read(2**18):
            parser.Parse(content, False)
        parser.Parse(b"", True)
    return reading.found


@dataclass
class _ContentReading:
    """What is known while the content is read; elements go by their usual prefixes, which every program writes."""

    found: dict[str, Marks] = field(default_factory=dict)
    marks: Marks = field(default_factory=Marks)
    raised: set[str] = field(default_factory=set)
    style: str = ""
    row: int = 0
    rows: int = 0
    column: int = 0
    width: int = 0
    columns: int = 0
    cell: dict[str, str] = field(default_factory=dict)
    runs: list[tuple[str, bool]] = field(default_factory=list)
    spans: list[bool] = field(default_factory=list)
    in_cell: bool = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name.startswith("table:"):
            self.start_table(name, attributes)
        elif name == "style:style":
            self.style = attributes.get("style:name", "")
        elif name == "style:text-properties" and attributes.get("style:text-position", "").startswith(("super", "33%")):
            self.raised.add(self.style)
        elif name == "text:span" and self.in_cell:
            self.spans.append(attributes.get("text:style-name", "") in self.raised)

    def start_table(self, name: str, attributes: dict[str, str]) -> None:
        match name:
            case "table:table":
                self.marks = self.found[attributes.get("table:name", "")] = Marks()
                self.row = self.rows = self.columns = 0
            case "table:table-column":
                many = int(attributes.get("table:number-columns-repeated", "1"))
                if attributes.get("table:visibility", "visible") != "visible":
                    self.marks.hidden_columns |= set(range(self.columns + 1, self.columns + 1 + min(many, 1000)))
                self.columns += many
            case "table:table-row":
                self.row += self.rows or 1
                self.rows, self.column, self.width = int(attributes.get("table:number-rows-repeated", "1")), 0, 0
                if attributes.get("table:visibility", "visible") != "visible":
                    self.marks.hidden_rows |= set(range(self.row, self.row + min(self.rows, 100_000)))
            case "table:table-cell" | "table:covered-table-cell":
                self.column += self.width or 1
                self.width = int(attributes.get("table:number-columns-repeated", "1"))
                self.cell, self.in_cell = attributes, True
                self.runs.clear()
                if name == "table:covered-table-cell" and self.row > 1:
                    self.cell = attributes | {"covered": "1"}

    def text(self, text: str) -> None:
        if self.in_cell:
            self.runs.append((text, any(self.spans)))

    def end(self, name: str) -> None:
        if name == "text:span" and self.spans:
            self.spans.pop()
        elif name in ("table:table-cell", "table:covered-table-cell"):
            self.in_cell = False
            self.spans.clear()
            self.end_cell()

    def end_cell(self) -> None:
        cell, marks = self.cell, self.marks
        kind = cell.get("calcext:value-type") or cell.get("office:value-type", "")
        formula = "table:formula" in cell
        if not (kind or formula or "covered" in cell):
            return
        if self.width * self.rows > MOST_REPEATED:
            marks.hold(self.row + self.rows - 1, self.column + self.width - 1)  # which is refused as too large
            return
        for column in range(self.column, self.column + self.width):
            if "covered" in cell:
                # covered from the left in the first row of a title; what is covered from above is refused below headings
                marks.refuse(self.row, column, MERGED)
                continue
            marks.hold(self.row + self.rows - 1, column)
            if kind == "error":
                marks.refuse(self.row, column, ERROR)
            elif formula and not cell.get("office:value-type"):
                marks.refuse(self.row, column, FORMULA)
            if kind == "percentage":
                marks.percents |= {(row, column) for row in range(self.row, self.row + self.rows)}
            text = raised_left_out(self.runs)
            if text is not None:
                marks.texts[self.row, column] = text
