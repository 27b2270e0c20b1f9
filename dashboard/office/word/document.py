"""A Word document written from the top to the end, whose headings, captions, tables and pictures are what they look like."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time

from docx import Document
from docx.shared import Cm
from docx.text.paragraph import Paragraph

from dashboard.office.word import styles
from dashboard.office.word.fields import add_bookmark, add_field, contents, place_to_write
from dashboard.office.word.tables import add_table
from dashboard.text import Text
from dashboard.text.languages import find_language

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that no XML may hold."""


class Word:
    """A document in one language; `sample` is the text at the top of every page, or nothing."""

    def __init__(self, title: str, text: Text, made: date, sample: str) -> None:
        self.text = text
        self._document = Document()
        self._chapters: list[tuple[str, str]] = []
        self._captions = {"Table": 0, "Figure": 0}
        self._contents: Paragraph | None = None
        styles.set_up(self._document, text.language)
        self._styles = {str(style.name): style.style_id for style in self._document.styles}
        styles.write_margins(self._document, " \N{EN DASH} ".join(filter(None, (_plain(title), sample))), text.t("Page"))
        properties = self._document.core_properties
        properties.title, properties.author = _plain(title)[:255], "Hytetaulu"
        properties.language = find_language(text.language).office
        properties.comments, properties.subject = "", sample
        properties.created = properties.modified = datetime.combine(made, time(), UTC)

    def paragraph(self, text: str, style: str = "Normal", *, keep: bool = False) -> None:
        """Write a paragraph, on the same page as what follows where it is to `keep`; nothing where there is no text."""
        if text:
            made = self._paragraph(text, style)
            made.paragraph_format.keep_with_next = keep or None

    def heading(self, text: str, level: int) -> None:
        """Write a heading of level 1 to 3; each of level 1 begins a page and is listed in the table of contents."""
        heading = self._paragraph(text, f"Heading {level}")
        if level == 1:
            bookmark = f"_Toc{len(self._chapters) + 1:08}"
            add_bookmark(heading, bookmark, len(self._chapters) + 1)
            self._chapters.append((_plain(text), bookmark))

    def bullets(self, lines: Iterable[str]) -> None:
        """Write a list."""
        for line in lines:
            self.paragraph(line, "List Bullet")

    def contents(self) -> None:
        """Leave the place of the table of contents, which is filled when the document is complete."""
        self._contents = self._paragraph(self.text.t("Contents"), "TOC Heading")
        self._contents.paragraph_format.page_break_before = True

    def table(self, caption: str, heads: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float]) -> None:
        """Write a table under its numbered caption; `widths` are shares of the page's width."""
        above = self._caption("Table", self.text.t("Table"), caption)
        above.paragraph_format.keep_with_next = True
        cells = [[_plain(cell) for cell in row] for row in rows]
        add_table(self._document, _plain(caption), [_plain(head) for head in heads], cells, widths, styles.WIDTH)
        self._paragraph("", styles.SMALL)  # without it two tables in a row would be one

    def picture(self, picture: bytes, caption: str, text: str) -> None:
        """Write a PNG picture over its numbered caption; `text` is its alternative text."""
        paragraph = self._document.add_paragraph()
        paragraph.paragraph_format.keep_with_next = True
        drawn = paragraph.add_run().add_picture(io.BytesIO(picture), width=Cm(14.5))
        properties = drawn._inline.docPr  # noqa: SLF001  # python-docx has no alternative texts
        properties.set("descr", _plain(text))
        self._caption("Figure", self.text.t("Chart"), caption)

    def place(self, text: str, name: str, tag: str) -> None:
        """Leave a marked place to write in, whose `text` describes what belongs there."""
        paragraph = self._paragraph(text, styles.PLACE)._p  # noqa: SLF001  # it moves into the control
        at = paragraph.getprevious()
        control = place_to_write(_plain(name), tag, paragraph)
        at.addnext(control)

    def saved(self) -> bytes:
        """Return the document as a file."""
        if self._contents is not None and self._chapters:
            title = self._contents._p  # noqa: SLF001  # it moves into the table
            at = title.getprevious()
            at.addnext(contents(title, self._chapters, self._styles[styles.TOC]))
        stream = io.BytesIO()
        self._document.save(stream)
        return stream.getvalue()

    def _paragraph(self, text: str, style: str) -> Paragraph:
        paragraph = self._document.add_paragraph(_plain(text))
        paragraph._p.style = self._styles[style]  # noqa: SLF001  # python-docx looks through all styles for each paragraph
        return paragraph

    def _caption(self, kind: str, label: str, text: str) -> Paragraph:
        self._captions[kind] += 1
        paragraph = self._paragraph(f"{label} ", "Caption")
        add_field(paragraph, rf"SEQ {kind} \* ARABIC", str(self._captions[kind]))
        paragraph.add_run(f". {_plain(text)}")
        return paragraph


def _plain(text: str) -> str:
    return _FORBIDDEN.sub("", text)
