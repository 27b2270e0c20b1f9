"""Alternative texts of a workbook's charts, which openpyxl cannot write."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from zipfile import ZIP_DEFLATED, ZipFile

from markupsafe import escape

from dashboard.renderers.xlsx import plain_text

_DRAWING = re.compile(r"xl/drawings/drawing(\d+)\.xml")
_NAME = re.compile(r'(<(?:\w+:)?cNvPr id="\d+" name="Chart \d+")')


def with_chart_words(book: bytes, sentences: Sequence[Sequence[str]]) -> bytes:
    """Return the workbook with a text for each chart: `sentences` by sheet with charts, then by chart."""
    made = io.BytesIO()
    with ZipFile(io.BytesIO(book)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            if number := _DRAWING.fullmatch(entry.filename):
                content = _described(content.decode(), list(sentences[int(number[1]) - 1])).encode()
            new.writestr(entry, content)
    return made.getvalue()


def _described(drawing: str, sentences: list[str]) -> str:
    return _NAME.sub(lambda found: f'{found[1]} descr="{escape(plain_text(sentences.pop(0)))}"', drawing)
