"""The code that a web editor pastes: a frame with title, skip link and heights, with the height script or without any.

Publishing systems cut codes: where the style goes, width and height are attributes; where the frame goes, a link with the
title is left. Codes are plain texts, no `Markup`: a page that shows one must escape it once more.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from hashlib import sha256

from dashboard.addresses.embeds import embed_path
from dashboard.charts.chart import Chart
from dashboard.embed.request import EmbedRequest, with_query
from dashboard.embed.static_files import HOST_SCRIPT
from dashboard.renderers import svg
from dashboard.text import text_for
from dashboard.web.documents import render

NARROWEST, USUAL, WIDEST = 280, 720, 1000
"""Column widths in CSS pixels: the narrowest that counts, the usual one, and the one from which nothing grows any more."""
NARROW = 496
"""Column width in CSS pixels below which the narrow drawing is shown, and the frame is higher."""
PAPER = 680
"""Column width in CSS pixels of a page printed on A4."""
LETTER = 0.5
"""Width of a letter in ems, an upper bound of the average of common typefaces."""
ROW = 34
"""Height in CSS pixels of a row of the table."""


@dataclass(frozen=True, slots=True)
class FrameSize:
    """Attributes and style of a frame: `width` as in HTML, `height` in CSS pixels where the style does not count."""

    width: str
    height: int
    style: str


def code(chart: Chart, asked: EmbedRequest, base: str) -> str:
    """Return the frame whose height is adjusted to its chart by this server's script."""
    return _frame(chart, asked, base, flowing(chart, asked), script=base + HOST_SCRIPT)


def code_without_script(chart: Chart, asked: EmbedRequest, base: str, size: FrameSize | None = None) -> str:
    """Return a frame that needs no script: as high as the chart needs at any width, or of a `size`, its table behind a link."""
    linked = without_table(asked)
    return _frame(chart, linked, base, size or flowing(chart, linked), script="")


def without_table(asked: EmbedRequest) -> EmbedRequest:
    """Return the request of the embed whose table is behind a link."""
    return replace(asked, options=replace(asked.options, table="link"))


def flowing(chart: Chart, asked: EmbedRequest) -> FrameSize:
    """Return the size of a frame as wide as its column: of two heights, for a phone's column and for wider ones.

    `cqw` is a hundredth of the width of the element around the frame; where its style is cut, of the window.
    """
    narrow, wide = heights(chart, asked)
    step = f"height:clamp({wide}px,(({NARROW}px - 100cqw)*9999),{max(narrow, wide)}px)"
    return FrameSize("100%", wide, f"border:0;width:100%;height:{wide}px;{step}")


def heights(chart: Chart, asked: EmbedRequest) -> tuple[int, int]:
    """Return the heights in CSS pixels that suffice below and from the width NARROW."""
    column = _EmbedColumn.of(chart, asked)
    return (
        max(column.height(width) for width in range(NARROWEST, NARROW, 24)),
        max(column.height(width) for width in range(NARROW, WIDEST + 1, 24)),
    )


def picture_code(chart: Chart, asked: EmbedRequest, base: str) -> str:
    """Return a picture that links to the full view; its alternative text is the chart's sentence."""
    return str(
        render(
            "embed/templates/picture.html",
            page=base + asked.view.url,
            picture=picture_address(asked, base),
            alternative=f"{chart.title}. {chart.sentence}",
        )
    )


def picture_address(asked: EmbedRequest, base: str) -> str:
    """Return the address of the chart as a PNG picture."""
    return with_query(base + embed_path(asked.view, asked.kind, "png"), asked.options.query("theme"))


def page_address(asked: EmbedRequest, base: str) -> str:
    """Return the address of the embed with its options."""
    return with_query(base + embed_path(asked.view, asked.kind), asked.options.query("theme", "table", "title", "height"))


def height_at(chart: Chart, asked: EmbedRequest, width: float) -> int:
    """Return the height in CSS pixels that the embed needs in a column, rather too large than too small."""
    return _EmbedColumn.of(chart, asked).height(width)


@dataclass(frozen=True, slots=True)
class _EmbedColumn:
    """What is in an embed: heights of the drawings by their widths, texts with their sizes, and the height of the rest."""

    drawings: dict[int, int]
    texts: tuple[tuple[str, float], ...]
    rest: int

    @classmethod
    def of(cls, chart: Chart, asked: EmbedRequest) -> _EmbedColumn:
        drawn = {width: re.search(r' height="(\d+)"', svg.svg(chart, width, asked.options.height)) for width in (314, 500, 740)}
        rows = len({(point.x, point.label) for series in chart.series for point in series.points})
        table = {"folded": 50, "open": 150 + ROW * rows, "link": 40}[asked.options.table]
        title = chart.title if asked.options.title == "on" else ""
        notes = ((note, 14.0) for note in chart.notes)
        texts = ((title, 20.0), (chart.subtitle, 15.0), (chart.sentence, 16.0), *notes, (chart.source, 14.0))
        return cls({width: int(found[1]) if found else 0 for width, found in drawn.items()}, texts, table + 90)

    def height(self, width: float) -> int:
        """Return the height in a column of a width, both in CSS pixels."""
        inner = width - 16
        drawn, most = next(
            (drawn, most) for drawn, most, below in ((314, 432, 480), (500, 704, 720), (740, 976, math.inf)) if inner < below
        )
        lines = sum(_height(text, size, inner) for text, size in self.texts)
        return math.ceil((self.drawings[drawn] * min(inner, most) / drawn + lines + self.rest) / 10) * 10


def _height(text: str, size: float, room: float) -> float:
    return (math.ceil(len(text) * size * LETTER / min(room, 736)) * size + 8) * 1.45 if text else 0


def _frame(chart: Chart, asked: EmbedRequest, base: str, size: FrameSize, script: str) -> str:
    subject = asked.view.indicator.id if asked.view.indicator else asked.view.page
    address = page_address(asked, base)
    frame = render(
        "embed/templates/frame.html",
        # two embeds of one chart on a page differ in their addresses; the script tells apart those that do not
        anchor=f"after-hytetaulu-{asked.view.area.slug}-{subject}-{asked.kind}-{sha256(address.encode()).hexdigest()[:6]}",
        skip=text_for(chart.language).t("Skip embed"),
        address=address,
        title=chart.title,
        page=base + asked.view.url,
        size=size,
        flows=size.width == "100%",
        script=script,
    )
    return str(frame).rstrip()
