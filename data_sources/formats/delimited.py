"""Tables of text with separators: encoding, separator and decimal sign are found out, so that they can be shown."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from data_sources.errors import CatalogueError

LARGEST = 20 * 2**20
"""Bytes of the largest table that is read."""
SEPARATORS = (";", "\t", ",")
"""In the order in which they are preferred: a comma may be the decimal sign as well."""

DecimalSign: TypeAlias = Literal[",", ".", ""]
Value: TypeAlias = str | float | None
"""The content of a cell: a text, a number of a spreadsheet, or nothing."""


@dataclass(frozen=True, slots=True)
class DelimitedRow:
    """A row that is not empty, with its number as programs show it (from 1)."""

    number: int
    cells: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Delimited:
    """A table and how it was written; no decimal sign where no number has decimals."""

    rows: list[DelimitedRow]
    encoding: str
    separator: str
    decimal: DecimalSign


def read_delimited(content: bytes, name: str) -> Delimited:
    """Read a table; `CatalogueError` says why it is none: binary, empty, unbalanced quotes, both decimal signs."""
    text, encoding = _decoded(content, name)
    separator = _separator(text)
    try:
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
        rows = [
            DelimitedRow(lines.line_num, tuple(cell.strip() or None for cell in cells))
            for cells in lines
            if any(map(str.strip, cells))
        ]
    except csv.Error as error:
        raise CatalogueError(f"{name}: cannot be read as a table ({error}); save it as CSV in UTF-8 or as .xlsx") from None
    if not rows:
        raise CatalogueError(f"{name}: is empty; expected a table with headings")
    return Delimited(rows, encoding, separator, _decimal(rows, name))


def number(value: Value, decimal: DecimalSign = "") -> float | None:
    """Return the number that a cell holds: spaces between thousands, a percent sign; None where it is none.

    Without a decimal sign, as in a spreadsheet, both are taken.
    """
    if isinstance(value, float):
        return value
    text = re.sub(r"\s", "", value or "").replace("\N{MINUS SIGN}", "-").removesuffix("%")
    signs = re.escape(decimal) if decimal else ",."
    if not re.fullmatch(rf"-?\d{{1,12}}([{signs}]\d{{1,12}})?", text, re.ASCII):
        return None
    return float(text.replace(",", "."))


def _decoded(content: bytes, name: str) -> tuple[str, str]:
    """Return the text and its encoding.

    What is not UTF-8 is read as Windows-1252, which has every letter of Latin-1: guessing by frequencies, as libraries do,
    takes the few ä and ö of a short Finnish table for letters of other alphabets.
    """
    if len(content) > LARGEST:
        raise CatalogueError(f"{name}: is {len(content) / 2**20:.0f} MB large; the largest table is {LARGEST // 2**20} MB")
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            candidates: tuple[str, ...] = (encoding,)
            break
    else:
        candidates = ("utf-8", "cp1252")
    for encoding in candidates:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if re.search(r"[\x00-\x08\x0e-\x1f]", text):
            break
        return text, {"utf-8-sig": "UTF-8 with BOM", "cp1252": "Latin-1 (Windows-1252)"}.get(encoding, encoding.upper())
    raise CatalogueError(f"{name}: is no text in UTF-8 or Latin-1; expected a table saved as CSV or .xlsx")


def _separator(text: str) -> str:
    """Return the separator that divides most of the first lines into the same number of cells."""
    lines = [line for line in text.splitlines() if line.strip()][:50]

    def fitness(separator: str) -> tuple[int, int]:
        widths: Counter[int] = Counter()
        for line in lines:
            try:
                widths[len(next(csv.reader([line], delimiter=separator), []))] += 1
            except csv.Error:
                continue
        width, times = max(
            ((width, times) for width, times in widths.items() if width > 1), key=lambda one: one[1], default=(1, 0)
        )
        return times, width

    best = max(map(fitness, SEPARATORS), default=(0, 0))
    preferred = [one for one in SEPARATORS if fitness(one)[0] == best[0]]
    return preferred[0]


def _decimal(rows: Sequence[DelimitedRow], name: str) -> DecimalSign:
    found: dict[DecimalSign, list[tuple[int, str]]] = {",": [], ".": []}
    for row in rows:
        for cell in row.cells:
            if not isinstance(cell, str):
                continue
            match = re.fullmatch(r"-?\d[\d\s]*([.,])\d+\s*%?", cell)
            if match:
                found["," if match[1] == "," else "."].append((row.number, cell))
    if all(found.values()):
        rare = min(found.values(), key=len)[0]
        raise CatalogueError(
            f"{name}, row {rare[0]}: {rare[1]!r} has another decimal sign than most numbers of the file; use one of them only"
        )
    return "," if found[","] else "." if found["."] else ""
