"""Tables of text with separators: encoding and separator are found out, so that they can be shown."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TypeAlias

from data_sources.errors import CatalogueError

LARGEST = 40 * 2**20
"""Bytes of the largest table that is read."""
SEPARATORS = (";", "\t", ",")
"""In the order in which they are preferred: a comma may be the decimal sign as well."""
OLD_ENCODINGS = {"cp1252": "Latin-1 (Windows-1252)", "mac_roman": "Mac Roman", "cp850": "DOS (code page 850)"}
"""What a table that is no UTF-8 may be in."""
_LETTERS = "åäöÅÄÖé\N{EN DASH}"
_UNSEEN = str.maketrans("", "", "\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NO-BREAK SPACE}\N{WORD JOINER}\N{SOFT HYPHEN}")
_SAMPLE = 200_000
"""Bytes by which an old encoding is told."""

Value: TypeAlias = str | float | None
"""The content of a cell: a text, a number of a spreadsheet, or nothing."""


@dataclass(frozen=True, slots=True)
class DelimitedRow:
    """A row that is not empty, with its number as programs show it (from 1)."""

    number: int
    cells: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Delimited:
    """A table and how it was written."""

    rows: list[DelimitedRow]
    encoding: str
    separator: str


def read_delimited(content: bytes, name: str) -> Delimited:
    """Read a table; `CatalogueError` says why it is none: binary, a letter in no encoding, empty, unbalanced quotes."""
    text, encoding = _decoded(content, name)
    text, before, separator = _with_hint(text)
    separator = separator or _separator(text)
    rows = list(_rows(text, separator, name, before))
    if not rows:
        raise CatalogueError(f"{name}: is empty; expected a table with headings")
    return Delimited(rows, encoding, separator)


@lru_cache(100_000)  # most cells of a table are repeated: one text for all of them, cleaned once
def clean_text(text: str) -> str | None:
    """Return a cell's text composed (NFC) and without blanks around it and letters that are not seen; None where none is left."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).translate(_UNSEEN)
    return text.strip() or None


def _rows(text: str, separator: str, name: str, before: int) -> Iterator[DelimitedRow]:
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    done = 0
    try:
        for cells in lines:
            done = lines.line_num
            cleaned = tuple(map(clean_text, cells))
            if any(cleaned):
                yield DelimitedRow(before + done, cleaned)
    except csv.Error as error:
        row = before + done + 1
        why = "a quotation mark is not closed" if "unexpected end" in str(error) else str(error)
        raise CatalogueError(
            f"{name}, row {row}: cannot be read as a table ({why}); save it as CSV in UTF-8 or as .xlsx"
        ) from None


def _with_hint(text: str) -> tuple[str, int, str]:
    """Return the text without Excel's line `sep=;`, the rows left out, and the separator that it names."""
    match = re.match(r"sep=([;,\t])\r?\n?", text, re.IGNORECASE)
    return (text[match.end() :], 1, match[1]) if match else (text, 0, "")


def _decoded(content: bytes, name: str) -> tuple[str, str]:
    """Return the text and its encoding."""
    if len(content) > LARGEST:
        raise CatalogueError(f"{name}: is {len(content) / 2**20:.0f} MB large; the largest table is {LARGEST // 2**20} MB")
    content = content.removesuffix(b"\x1a")  # programs of DOS end a text with it
    encoding = _unicode_form(content)
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding != "utf-8" or _is_nearly_utf8(content):
            raise CatalogueError(_bad_byte(content, encoding, name, error)) from None
        encoding = _old_encoding(content)
        text = content.decode(encoding, "replace")
    if re.search(r"[\x00-\x08\x0e-\x1f]", text):
        raise CatalogueError(f"{name}: is no text in UTF-8 or Latin-1; expected a table saved as CSV or .xlsx")
    said = {"utf-8-sig": "UTF-8 with BOM", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16", **OLD_ENCODINGS}
    return text, said.get(encoding, encoding.upper())


def _unicode_form(content: bytes) -> str:
    """Return which form of Unicode the content has by its mark, or by the empty halves of its letters."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return encoding
    start = content[:2000]
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if len(start) >= 8 and start[first::2].count(0) > 0.8 * len(start) / 2 and not start[1 - first :: 2].count(0):
            return encoding
    return "utf-8"


def _is_nearly_utf8(content: bytes) -> bool:
    """Tell whether more letters beyond ASCII are UTF-8 than are not."""
    text = content.decode("utf-8", "replace")
    bad = text.count("\N{REPLACEMENT CHARACTER}")
    return sum(not letter.isascii() for letter in text) - bad > bad


def _bad_byte(content: bytes, encoding: str, name: str, error: UnicodeDecodeError) -> str:
    if encoding not in ("utf-8", "utf-8-sig"):
        return f"{name}: is no text in {encoding.upper()}; expected a table saved as CSV or .xlsx"
    row = len(re.findall(rb"\r\n|\r|\n", content[: error.start])) + 1
    byte = content[error.start]
    return (
        f"{name}, row {row}: a letter (byte {byte:02X}) is no UTF-8, which the rest of the file is; write it again and save "
        "the file as UTF-8"
    )


def _old_encoding(content: bytes) -> str:
    """Return the old encoding that gives most of the letters of Finnish and Swedish beyond ASCII.

    Libraries that guess by frequencies take the few ä and ö of a short table for letters of other alphabets.
    """
    sample = content[:_SAMPLE]
    letters = {encoding: sum(map(sample.decode(encoding, "replace").count, _LETTERS)) for encoding in OLD_ENCODINGS}
    return max(OLD_ENCODINGS, key=lambda encoding: letters[encoding])


def _separator(text: str) -> str:
    """Return the separator that divides most of the first lines into the same number of cells."""
    lines = [line for line in islice(io.StringIO(text, newline=None), 60) if line.strip()][:50]

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
