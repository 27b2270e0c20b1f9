"""Rows of a slide in columns, and boxes to write in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR
from pptx.slide import Slide
from pptx.util import Emu, Inches, Pt

from dashboard.drawing.labels import wrapped
from dashboard.renderers.pptx.layouts import content_of
from dashboard.renderers.pptx.native.drawing_ml import colour
from dashboard.renderers.pptx.native.frame import NARROWER
from dashboard.renderers.pptx.rows import Rectangle, SlideRow, fill, text_box


def content_placeholder(slide: Slide) -> Any:
    """Return the placeholder of a slide that holds its content, or None."""
    found = content_of(slide.slide_layout)
    return next((each for each in slide.placeholders if found and each.placeholder_format.idx == found[0]), None)


def fill_columns(slide: Slide, area: Rectangle, columns: Sequence[Sequence[SlideRow]]) -> None:
    """Write columns of rows side by side, the first into the content placeholder."""
    left, top, width, height = area
    gap = Inches(0.35)
    each = (width - gap * (len(columns) - 1)) // max(1, len(columns))
    size = _row_size(columns, each / Pt(1), height / Pt(1))
    for number, rows in enumerate(columns):
        place = (left + number * (each + gap), top, each, height)
        empties = sum(not row.text for row in rows)
        written = [row for row in rows if row.text]
        placeholder = content_placeholder(slide) if number == 0 else None
        if placeholder is None:
            frame = text_box(slide, place, written, size)
        else:
            placeholder.left, placeholder.top, placeholder.width, placeholder.height = (Emu(part) for part in place)
            frame = placeholder.text_frame
            fill(frame, written, size)
        for paragraph in frame.paragraphs:
            paragraph.space_after = Pt(size * 0.35)
        if empties:
            _place_to_write(slide, place, len(written), size)


def _row_size(columns: Sequence[Sequence[SlideRow]], wide: float, high: float) -> float:
    """Return the largest size of type at which every column stays within its place."""
    for size in (22, 20, 18, 16, 15, 14, 13, 12, 11, 10):
        room = (wide - size * 1.5) / NARROWER
        heights = [
            sum(len(wrapped(f"{row.lead}  {row.text}", room, size, bold=row.bold)) * 1.2 * size + 0.35 * size for row in rows)
            for rows in columns
        ]
        if max(heights, default=0) <= high:
            return size
    return 10


def _place_to_write(slide: Slide, place: Rectangle, lines: int, size: float) -> None:
    left, top, width, height = place
    used = round(lines * 1.55 * size * Pt(1)) + Inches(0.1)
    box = slide.shapes.add_shape(
        MSO_SHAPE.RECTANGLE, Emu(left), Emu(top + used), Emu(width), Emu(max(Inches(0.6), height - used))
    )
    box.fill.background()
    box.line.color.rgb, box.line.width = RGBColor.from_string(colour("edge")), Pt(1)
    box.shadow.inherit = False
    box.text_frame.word_wrap, box.text_frame.vertical_anchor = True, MSO_ANCHOR.TOP
    paragraph = box.text_frame.paragraphs[0]
    paragraph.font.size, paragraph.font.color.rgb = Pt(size), RGBColor.from_string(colour("ink"))
