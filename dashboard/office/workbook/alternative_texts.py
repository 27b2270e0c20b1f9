"""Alternative texts of a workbook's charts, which openpyxl cannot write."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree

from dashboard.renderers.xlsx import plain_text

_DRAWING = re.compile(r"xl/drawings/drawing(\d+)\.xml")
_NAME = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}cNvPr"


def with_alternative_texts(book: bytes, sentences: Sequence[Sequence[str]]) -> bytes:
    """Return the workbook with a text for each chart: `sentences` by sheet with charts, then by chart."""
    made = io.BytesIO()
    with ZipFile(io.BytesIO(book)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            if number := _DRAWING.fullmatch(entry.filename):
                content = _described(content, iter(sentences[int(number[1]) - 1]))
            new.writestr(entry, content)
    return made.getvalue()


def _described(drawing: bytes, sentences: Iterator[str]) -> bytes:
    root = etree.fromstring(drawing)
    for chart, sentence in zip(root.iter(_NAME), sentences, strict=True):
        chart.set("descr", plain_text(sentence))
    described: bytes = etree.tostring(root)
    return described
