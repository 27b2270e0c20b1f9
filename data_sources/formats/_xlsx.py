"""Marks of an .xlsx workbook: one pass over the XML of its sheets, of which nothing is kept but what is marked."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat  # refuses entities by itself; a tree of a million cells would take gigabytes

from lxml import etree

from data_sources.formats._marks import ERROR, FORMULA, Marks, raised_left_out
from data_sources.formats.workbook import is_percent, is_year

_BUILT_IN_PERCENT = (9, 10)
_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_EMPTY_CELL = re.compile(rb'<c r="[A-Z]+\d+"[^<>]*/>')
_EMPTY_ROW = re.compile(rb'<row r="\d+"[^<>]*(?:/>|>\s*</row>)')
"""Cells and rows that only have a format, of which a sheet may have a million; they are left out before the XML is read."""


def read_marks(parts: zipfile.ZipFile) -> dict[str, Marks]:
    """Return the marks of each worksheet by its title."""
    names = set(parts.namelist())
    styles = _Styles.of(parts.read("xl/styles.xml")) if "xl/styles.xml" in names else _Styles()
    texts = _raised_texts(parts.read("xl/sharedStrings.xml")) if "xl/sharedStrings.xml" in names else {}
    found = {}
    for title, part in _sheets(parts).items():
        if part in names:
            reading = _SheetReading(styles, texts)
            with parts.open(part) as stream:
                reading.parse(stream.read)
            found[title] = reading.marks
    return found


def _tree(content: bytes) -> etree._Element:
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))


def _sheets(parts: zipfile.ZipFile) -> dict[str, str]:
    targets = {one.get("Id"): one.get("Target", "") for one in _tree(parts.read("xl/_rels/workbook.xml.rels"))}
    found = {}
    for sheet in _tree(parts.read("xl/workbook.xml")).iterfind(".//{*}sheet"):
        id_ = next((value for key, value in sheet.items() if key.endswith("}id")), "")
        target = targets.get(id_, "")
        found[str(sheet.get("name"))] = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
    return found


@dataclass(frozen=True)
class _Styles:
    """Numbers of the cell styles that show per cent, only the year of a date, or text struck out."""

    percent: frozenset[str] = frozenset()
    year: frozenset[str] = frozenset()
    struck: frozenset[str] = frozenset()

    @classmethod
    def of(cls, content: bytes) -> _Styles:
        tree = _tree(content)
        formats = {one.get("numFmtId"): one.get("formatCode", "") for one in tree.iterfind("{*}numFmts/{*}numFmt")}
        fonts = tree.findall("{*}fonts/{*}font")
        struck = {str(place) for place, font in enumerate(fonts) if _is_on(font.find("{*}strike"))}
        styles = list(enumerate(tree.iterfind("{*}cellXfs/{*}xf")))
        percents = {id_ for id_, code in formats.items() if is_percent(code)} | set(map(str, _BUILT_IN_PERCENT))
        years = {id_ for id_, code in formats.items() if is_year(code)}
        return cls(
            frozenset(str(place) for place, one in styles if one.get("numFmtId") in percents),
            frozenset(str(place) for place, one in styles if one.get("numFmtId") in years),
            frozenset(str(place) for place, one in styles if one.get("fontId") in struck),
        )


def _is_on(element: etree._Element | None) -> bool:
    return element is not None and element.get("val", "1") not in ("0", "false")


def _raised_texts(content: bytes) -> dict[str, str]:
    """Return the shared texts that have raised parts, without them, by number."""
    if b"superscript" not in content:
        return {}
    found = {}
    for place, item in enumerate(_tree(content).iterfind("{*}si")):
        runs = [("".join(run.itertext("{*}t")), _is_raised(run)) for run in item.iterfind("{*}r")]
        text = raised_left_out(runs)
        if text is not None:
            found[str(place)] = text
    return found


def _is_raised(run: etree._Element) -> bool:
    mark = run.find("{*}rPr/{*}vertAlign")
    return mark is not None and mark.get("val") == "superscript"


@dataclass
class _SheetReading:
    """One pass over a sheet. Of a cell is known where it is, its style, its type, and whether a formula and a value are there."""

    styles: _Styles
    shared: Mapping[str, str]
    marks: Marks = field(default_factory=Marks)
    row: int = 0
    column: int = 0
    style: str = ""
    type: str = ""
    formula: bool = False
    value: bool = False
    said: list[str] = field(default_factory=list)
    runs: list[tuple[str, bool]] = field(default_factory=list)
    _kinds: dict[str, Callable[[dict[str, str]], None] | None] = field(default_factory=dict)

    def parse(self, read: Callable[[int], bytes]) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self.start
        self.parser = parser
        rest = b""
        while content := read(2**20):
            whole, closed, rest = (rest + content).rpartition(b">")
            parser.Parse(_EMPTY_ROW.sub(b"", _EMPTY_CELL.sub(b"", whole + closed)), False)
        parser.Parse(rest, True)
        self.end_cell()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        try:
            handle = self._kinds[name]
        except KeyError:
            handle = self._kinds[name] = getattr(self, f"on_{name.rpartition(' ')[2]}", None)
        if handle:
            handle(attributes)

    def on_row(self, attributes: dict[str, str]) -> None:
        self.end_cell()
        number = attributes.get("r")
        self.row, self.column = int(number) if number else self.row + 1, 0
        if attributes.get("hidden") in ("1", "true"):
            self.marks.hidden_rows.add(self.row)

    def on_c(self, attributes: dict[str, str]) -> None:
        if self.value or self.formula:
            self.end_cell()
        place = attributes.get("r")
        self.column = _column(place) if place else self.column + 1
        self.style = attributes.get("s", "")
        self.type = attributes.get("t", "")

    def on_f(self, _: dict[str, str]) -> None:
        self.formula = True

    def on_v(self, _: dict[str, str]) -> None:
        self.value = True
        if self.formula or (self.type == "s" and self.shared):
            self.parser.CharacterDataHandler = self.said.append

    def on_is(self, _: dict[str, str]) -> None:
        self.value = True

    def on_r(self, _: dict[str, str]) -> None:
        self.end_run()
        self.runs.append(("", False))
        self.parser.CharacterDataHandler = self.said.append

    def on_rPr(self, _: dict[str, str]) -> None:  # noqa: N802  # named by the element
        self.said.clear()

    def on_vertAlign(self, attributes: dict[str, str]) -> None:  # noqa: N802  # named by the element
        if self.runs and attributes.get("val") == "superscript":
            self.runs[-1] = ("", True)

    def end_run(self) -> None:
        if self.runs and not self.runs[-1][0]:
            self.runs[-1] = ("".join(self.said), self.runs[-1][1])
        self.said.clear()

    def end_cell(self) -> None:
        """Note what is to be known of the cell that has been read."""
        if not (self.value or self.formula):
            return
        place = (self.row, self.column)
        self.marks.hold(*place)
        text = self.without_raised()
        if text is not None:
            self.marks.texts[place] = text
        if self.type == "e":
            self.marks.refuse(*place, ERROR)
        elif self.formula and not self.said and self.type != "str":
            self.marks.refuse(*place, FORMULA)
        self.mark_style(place)
        self.formula = self.value = False
        if self.said or self.runs or self.parser.CharacterDataHandler:
            self.said.clear()
            self.runs.clear()
            self.parser.CharacterDataHandler = None

    def without_raised(self) -> str | None:
        """Return the cell's text without its raised parts, None where it has none."""
        if self.runs:
            self.end_run()
            return raised_left_out(self.runs)
        return self.shared.get("".join(self.said)) if self.type == "s" and self.said else None

    def mark_style(self, place: tuple[int, int]) -> None:
        """Note what the cell's style shows."""
        if self.style in self.styles.percent:
            self.marks.percents.add(place)
        elif self.style in self.styles.year:
            self.marks.years.add(place)
        if self.style in self.styles.struck:
            self.marks.struck_rows.add(self.row)

    def on_col(self, attributes: dict[str, str]) -> None:
        if attributes.get("hidden") in ("1", "true"):
            self.marks.hidden_columns |= set(range(int(attributes["min"]), min(int(attributes["max"]), 1000) + 1))

    def on_mergeCell(self, attributes: dict[str, str]) -> None:  # noqa: N802  # named by the element
        self.end_cell()
        corners = _CELL.findall(attributes.get("ref", ""))
        if len(corners) == 2:
            first, last = ((int(row), _column(letters)) for letters, row in corners)
            self.marks.merge(first, last)


_COLUMNS: dict[str, int] = {}


def _column(place: str) -> int:
    letters = place.rstrip("0123456789")
    if letters not in _COLUMNS:
        number = 0
        for letter in letters:
            number = number * 26 + ord(letter) - 64
        _COLUMNS[letters] = number
    return _COLUMNS[letters]
