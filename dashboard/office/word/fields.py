"""Fields that Word computes, written with their expected results: page numbers, numbers of captions, the table of contents."""

from __future__ import annotations

from collections.abc import Sequence

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph


def add_field(paragraph: Paragraph, code: str, result: str) -> None:
    """Add a field such as `SEQ Figure` with the result that shows until it is computed anew."""
    for part in field(code, [run(result)]):
        paragraph._p.append(part)  # noqa: SLF001  # python-docx has no fields


def field(code: str, result: Sequence[BaseOxmlElement]) -> list[BaseOxmlElement]:
    """Return the runs of a field around those of its result."""
    return [_mark("begin"), _instruction(code), _mark("separate"), *result, _mark("end")]


def run(text: str) -> BaseOxmlElement:
    """Return a run of text."""
    made = OxmlElement("w:r")
    made.append(_text("w:t", text))
    return made


def add_bookmark(paragraph: Paragraph, name: str, number: int) -> None:
    """Put a bookmark around what a paragraph holds."""
    begin, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for part in (begin, end):
        part.set(qn("w:id"), str(number))
    begin.set(qn("w:name"), name)
    element = paragraph._p  # noqa: SLF001  # python-docx has no bookmarks
    element.insert(1 if element.pPr is not None else 0, begin)
    element.append(end)


def contents(title: BaseOxmlElement, entries: Sequence[tuple[str, str]], style: str) -> BaseOxmlElement:
    """Return a table of contents of the headings of level 1 below the paragraph `title`.

    It is filled with `entries` (text, bookmark), without the numbers of their pages: only who lays out the pages knows those.
    """
    lines = [_entry(text, bookmark, style) for text, bookmark in entries]
    for place, part in enumerate((_mark("begin"), _instruction(r'TOC \o "1-1" \h \z \u'), _mark("separate"))):
        lines[0].insert(1 + place, part)
    lines[-1].append(_mark("end"))
    gallery, unique = OxmlElement("w:docPartGallery"), OxmlElement("w:docPartUnique")
    gallery.set(qn("w:val"), "Table of Contents")
    part, properties, content = OxmlElement("w:docPartObj"), OxmlElement("w:sdtPr"), OxmlElement("w:sdtContent")
    part.extend([gallery, unique])
    properties.append(part)
    content.extend([title, *lines])
    return _control(properties, content)


def place_to_write(name: str, tag: str, paragraph: BaseOxmlElement) -> BaseOxmlElement:
    """Return a content control around a paragraph whose text vanishes when one begins to write there."""
    alias, tagged, properties = OxmlElement("w:alias"), OxmlElement("w:tag"), OxmlElement("w:sdtPr")
    alias.set(qn("w:val"), name[:64])  # the longest that Word takes
    tagged.set(qn("w:val"), tag[:64])
    properties.extend([alias, tagged, OxmlElement("w:showingPlcHdr")])
    content = OxmlElement("w:sdtContent")
    content.append(paragraph)
    return _control(properties, content)


def _control(properties: BaseOxmlElement, content: BaseOxmlElement) -> BaseOxmlElement:
    control = OxmlElement("w:sdt")
    control.extend([properties, content])
    return control


def _entry(text: str, bookmark: str, style: str) -> BaseOxmlElement:
    line, properties, named, link = (OxmlElement(f"w:{name}") for name in ("p", "pPr", "pStyle", "hyperlink"))
    named.set(qn("w:val"), style)
    properties.append(named)
    link.set(qn("w:anchor"), bookmark)
    link.set(qn("w:history"), "1")
    link.append(run(text))
    line.extend([properties, link])
    return line


def _mark(kind: str) -> BaseOxmlElement:
    made, mark = OxmlElement("w:r"), OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    made.append(mark)
    return made


def _instruction(code: str) -> BaseOxmlElement:
    made = OxmlElement("w:r")
    made.append(_text("w:instrText", f" {code} "))
    return made


def _text(tag: str, text: str) -> BaseOxmlElement:
    made = OxmlElement(tag)
    made.text = text
    made.set(qn("xml:space"), "preserve")
    return made
