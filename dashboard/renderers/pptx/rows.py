"""Text on slides: rows with signs, sizes at which they fit, languages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml.ns import qn
from pptx.slide import Slide, SlideLayout
from pptx.text.text import TextFrame
from pptx.util import Emu, Pt

from dashboard.drawing.labels import wrapped
from dashboard.renderers.pptx.native.drawing_ml import A, clean, rgb
from dashboard.renderers.pptx.native.frame import NARROWER

Rectangle = tuple[int, int, int, int]
"""Left, top, width and height in English metric units."""
TITLE_SIZES = (40, 36, 32, 28, 26, 24, 22, 20, 18, 16)
TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
NOTE_SIZE, NOTE_LINES = 11, 3


@dataclass(frozen=True, slots=True)
class SlideRow:
    """A line of a slide: text, a lead before it in bold, and the sign (with its colour) that is its bullet."""

    text: str
    lead: str = ""
    sign: str = ""
    colour: str = "ink"
    bold: bool = False


def fit_title(shape: Any, title: str, layout: SlideLayout) -> None:
    """Set a smaller size of type than the layout's own where the text would not fit in the title's place."""
    number = shape.placeholder_format.idx
    drawn = [each._element for each in layout.placeholders if each.placeholder_format.idx == number]  # noqa: SLF001  # sizes are in XML only
    sizes = [size for each in drawn for size in each.xpath(".//a:lstStyle/a:lvl1pPr/a:defRPr/@sz")]
    sizes += layout.slide_master._element.xpath("p:txStyles/p:titleStyle/a:lvl1pPr/a:defRPr/@sz")  # noqa: SLF001  # as above
    fit(shape, title, int(sizes[0]) / 100 if sizes else TITLE_SIZES[0], TITLE_SIZES)


def fit(shape: Any, text: str, own: float, smaller: Sequence[float]) -> None:
    """Set the largest size of type, the shape's own or a smaller one, at which the text fits in it."""
    wide, high = shape.width / Pt(1) / NARROWER, shape.height / Pt(1)
    sizes = [own, *(size for size in smaller if size < own)]
    bold = shape.placeholder_format.type in TITLES
    fits = next((size for size in sizes if len(wrapped(text, wide, size, bold=bold)) * 1.2 * size <= high), sizes[-1])
    if fits < own:
        for paragraph in shape.text_frame.paragraphs:
            for run in paragraph.runs:
                run.font.size = Pt(fits)


def fill(frame: TextFrame, rows: Sequence[SlideRow], size: float | None = None) -> None:
    """Write rows as paragraphs of a text frame."""
    for number, row in enumerate(rows):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        _set_bullet(paragraph, row, size or 20)
        for text, bold in ((f"{row.lead}\N{NO-BREAK SPACE} " if row.lead else "", True), (row.text, row.bold)):
            if text:
                run = paragraph.add_run()
                run.text = clean(text)
                run.font.size = Pt(size) if size else None
                run.font.bold = True if bold else None


def _set_bullet(paragraph: Any, row: SlideRow, size: float) -> None:
    """Make the sign of a status the bullet of its row, whose shape and colour repeat the text; else no bullet."""
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001  # python-pptx does not write bullets
    indent = round(size * 1.5 * Pt(1)) if row.sign else 0
    properties.set("marL", str(indent))
    properties.set("indent", str(-indent))
    if not row.sign:
        properties.append(A.buNone())
        return
    properties.extend([A.buClr(rgb(row.colour)), A.buFont(typeface="Segoe UI Symbol"), A.buChar(char=row.sign)])


def text_box(slide: Slide, place: Rectangle, rows: Sequence[SlideRow], size: float) -> TextFrame:
    """Add a box of rows without margins to a slide; return its frame."""
    left, top, width, height = (Emu(each) for each in place)
    frame = slide.shapes.add_textbox(left, top, width, height).text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    fill(frame, rows, size)
    return frame


def fitting(sentences: Sequence[str], room: float, lines: int) -> list[str]:
    """Return as many sentences, as one paragraph, as fit; the speaker's notes hold all of them."""
    kept = ""
    for sentence in sentences:
        longer = f"{kept} {sentence}".strip()
        if len(wrapped(longer, room, NOTE_SIZE)) <= lines:
            kept = longer
    return [kept] if kept else []


def set_language(element: Any, language: str) -> None:
    """Set the language of every run, field and paragraph end."""
    for run in [*element.iter(qn("a:r")), *element.iter(qn("a:fld"))]:
        if run.find(qn("a:rPr")) is None:
            run.insert(0, run.makeelement(qn("a:rPr"), {}))
    for tag in ("a:rPr", "a:endParaRPr"):
        for each in element.iter(qn(tag)):
            each.set("lang", language)
