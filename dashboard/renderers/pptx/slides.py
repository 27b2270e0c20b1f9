"""A presentation that grows slide by slide: text in placeholders, native charts, notes, language, alternative texts."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_CONNECTOR, PP_PLACEHOLDER
from pptx.shapes.placeholder import ChartPlaceholder
from pptx.slide import Slide, SlideLayout
from pptx.util import Emu, Inches, Pt

from dashboard.charts.chart import Chart
from dashboard.renderers.pptx.columns import content_placeholder, fill_columns
from dashboard.renderers.pptx.footers import copy_footers, put_title_first, room_of_notes
from dashboard.renderers.pptx.layouts import content_of, new_presentation
from dashboard.renderers.pptx.native.chart import absent_values, mark_places, native_chart
from dashboard.renderers.pptx.native.drawing_ml import clean, colour
from dashboard.renderers.pptx.native.frame import NativeFrame
from dashboard.renderers.pptx.rows import (
    NOTE_LINES,
    NOTE_SIZE,
    Rectangle,
    SlideRow,
    fill,
    fit,
    fit_title,
    fitting,
    set_language,
    text_box,
)
from dashboard.renderers.pptx.template import EYEBROW, NOTE, SUBTITLE
from dashboard.text import text_for
from dashboard.text.languages import find_language

if TYPE_CHECKING:
    from pptx.chart.data import ChartData

HEAD, FOOT = Inches(0.45), Inches(0.7)
"""Heights taken from the content of a template whose layouts have no places of their own for subtitle and notes."""
MARK_SIZE = 12


class SlideWriter:
    """Writes slides of one language into a new presentation, made from a template file where one is given."""

    def __init__(self, language: str, template: Path | None = None) -> None:
        self._language = language
        self._presentation, self._layouts = new_presentation(template)

    def add_title(self, title: str, lines: Sequence[str], notes: Iterable[str], foot: Sequence[str]) -> None:
        """Add a title slide."""
        slide = self._new(self._layouts.title, title)
        content = _of_kind(slide, PP_PLACEHOLDER.SUBTITLE) or content_placeholder(slide)
        if content is not None:
            fill(content.text_frame, [SlideRow(line) for line in lines])
        self._finish(slide, (), foot, notes)

    def add_text(
        self, title: str, head: tuple[str, str], columns: Sequence[Sequence[SlideRow]], notes: Iterable[str], foot: Sequence[str]
    ) -> None:
        """Add a slide of lines in columns; a column that ends in a row without text has a box to write in below it."""
        slide = self._new(self._layouts.text, title)
        area = self._set_head(slide, head)
        fill_columns(slide, area, columns)
        self._finish(slide, (), foot, notes)

    def add_chart(self, title: str, head: tuple[str, str], chart: Chart, notes: Iterable[str], foot: Sequence[str]) -> None:
        """Add a slide with a native chart, the signs of breaks over it, and its notes below."""
        slide = self._new(self._layouts.chart, title)
        area = self._set_head(slide, head)
        placeholder = content_placeholder(slide)
        if placeholder is None:
            raise ValueError("a layout of charts has a content placeholder")
        native = native_chart(chart, (area[2] / Pt(1), area[3] / Pt(1)))
        frame = ChartPlaceholder(placeholder._element, placeholder._parent).insert_chart(  # noqa: SLF001  # so that an object placeholder takes one too
            XL_CHART_TYPE.LINE,
            cast("ChartData", native),  # python-pptx asks no more of it than what a NativeChart has
        )
        frame.left, frame.top, frame.width, frame.height = (Emu(each) for each in area)
        properties = frame._element.xpath(".//p:cNvPr")[0]  # noqa: SLF001  # python-pptx does not write alternative texts
        properties.set("descr", clean(f"{chart.title}. {chart.sentence}"))
        _draw_marks(slide, chart, native.frame, area)
        self._finish(slide, [*absent_values(chart), *chart.notes], foot, notes)

    def save(self, *, title: str, subject: str, made: date | None = None) -> bytes:
        """Return the file; its properties name title, subject, language and no person."""
        own = self._presentation.core_properties
        own.title, own.subject, own.author, own.last_modified_by = title[:255], subject[:255], "Hytetaulu", "Hytetaulu"
        own.language, own.keywords, own.comments, own.revision = find_language(self._language).office, "", "", 1
        if made:
            own.created = own.modified = datetime(made.year, made.month, made.day, tzinfo=UTC).replace(tzinfo=None)
        stream = io.BytesIO()
        self._presentation.save(stream)
        return stream.getvalue()

    def _new(self, layout: SlideLayout, title: str) -> Slide:
        slide = self._presentation.slides.add_slide(layout)
        shape = slide.shapes.title
        if shape is not None:
            shape.text_frame.text = clean(title)
            fit_title(shape, title, layout)
        return slide

    def _set_head(self, slide: Slide, head: tuple[str, str]) -> Rectangle:
        """Write eyebrow and subtitle; return where the content of the slide goes."""
        eyebrow, subtitle = head
        found = content_of(slide.slide_layout)
        area = found[1] if found else (Inches(0.5), Inches(2), Inches(9), Inches(4))
        places = {each.placeholder_format.idx: each for each in slide.placeholders}
        if EYEBROW in places and SUBTITLE in places:
            fill(places[EYEBROW].text_frame, [SlideRow(eyebrow)] if eyebrow else [])
            fill(places[SUBTITLE].text_frame, [SlideRow(subtitle)] if subtitle else [])
            fit(places[SUBTITLE], subtitle, 14, (13, 12, 11, 10))
            return area
        left, top, width, height = area
        text = " \N{MIDDLE DOT} ".join(filter(None, head))
        if text:
            text_box(slide, (left, top, width, HEAD), [SlideRow(text)], 14)
        return left, top + HEAD, width, height - HEAD - FOOT

    def _finish(self, slide: Slide, below: Sequence[str], foot: Sequence[str], notes: Iterable[str]) -> None:
        """Write notes, source and number of a slide, remove what is empty, and set order and language."""
        placed = copy_footers(slide, foot)
        rows = [*(() if placed or not foot else [" ".join(foot)])]
        places = {each.placeholder_format.idx: each for each in slide.placeholders}
        room = room_of_notes(slide, places.get(NOTE))
        rows = [*fitting(below, room, NOTE_LINES - len(rows)), *rows]
        if NOTE in places:
            fill(places[NOTE].text_frame, [SlideRow(row) for row in rows])
        elif rows:
            found = content_of(slide.slide_layout)
            left, top, width, height = found[1] if found else (Inches(0.5), Inches(6), Inches(9), Inches(1))
            text_box(slide, (left, top + height - FOOT, width, FOOT), [SlideRow(row) for row in rows], NOTE_SIZE)
        for each in list(slide.placeholders):
            if each.has_text_frame and not each.text_frame.text.strip():
                each._element.getparent().remove(each._element)  # noqa: SLF001  # an empty one asks the audience to click
        text = slide.notes_slide.notes_text_frame
        if text is not None:
            text.text = clean("\n".join(notes))
        put_title_first(slide)
        for part in (slide._element, slide.notes_slide._element):  # noqa: SLF001  # python-pptx does not write languages
            set_language(part, find_language(self._language).office)


def _of_kind(slide: Slide, kind: PP_PLACEHOLDER) -> Any:
    return next((each for each in slide.placeholders if each.placeholder_format.type == kind), None)


def _draw_marks(slide: Slide, chart: Chart, frame: NativeFrame, area: Rectangle) -> None:
    """Draw a dashed line with its label at each break, which native charts have no place for."""
    left, top = area[0], area[1]
    for number, (mark, across) in enumerate(mark_places(chart, frame)):
        x = left + round(across * Pt(1))
        ends = (top + round(frame.top * Pt(1)), top + round(frame.bottom * Pt(1)))
        line = slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, Emu(x), Emu(ends[0]), Emu(x), Emu(ends[1]))
        line.line.color.rgb, line.line.width = RGBColor.from_string(colour("muted")), Pt(1.25)
        line.line.dash_style = MSO_LINE.DASH
        line._element.xpath(".//p:cNvPr")[0].set("descr", clean(mark.text))  # noqa: SLF001  # as for charts
        row = (x + Pt(4), ends[0] - Pt(16) + Pt(15) * number, Inches(3), Pt(16))
        text_box(slide, row, [SlideRow(mark.label)], MARK_SIZE)


def sample_and_source(chart_sample: str, source: str, language: str) -> tuple[str, str]:
    """Return the foot of a slide: the sample text, which is bold, and the source."""
    return text_for(language).capitalise(chart_sample) and f"{text_for(language).capitalise(chart_sample)}.", source
