"""The code that a web editor pastes: a frame with title, skip link and a first height, with the height script or without any.

Codes are plain texts, no `Markup`: a page that shows one must escape it once more.
"""

from __future__ import annotations

import math
import re
from dataclasses import replace

from dashboard.addresses.embeds import embed_path
from dashboard.charts.chart import Chart
from dashboard.embed.request import EmbedRequest, with_query
from dashboard.embed.static_files import HOST_SCRIPT
from dashboard.renderers import svg
from dashboard.text import text_for
from dashboard.web.documents import render

NARROWEST, USUAL = 320, 720
"""Column widths in CSS pixels for which the code gives heights."""
LETTER = 0.5
"""Width of a letter in ems, an upper bound of the average of common typefaces."""
ROW = 34
"""Height in CSS pixels of a row of the table."""


def code(chart: Chart, asked: EmbedRequest, base: str) -> str:
    """Return the frame whose height is adjusted to its chart by this server's script."""
    return _frame(chart, asked, base, script=base + HOST_SCRIPT, height=height_at(chart, asked, USUAL))


def code_without_script(chart: Chart, asked: EmbedRequest, base: str) -> str:
    """Return a frame that needs no script: as high as the chart needs at any width, its table behind a link."""
    linked = replace(asked, options=replace(asked.options, table="link"))
    least, usual = height_at(chart, linked, NARROWEST), height_at(chart, linked, USUAL)
    return _frame(chart, linked, base, script="", ratio=f"{USUAL}/{usual}", least=least)


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
    inner = width - 16
    drawn, most = next(
        (drawn, most) for drawn, most, below in ((314, 432, 480), (500, 704, 720), (740, 976, math.inf)) if inner < below
    )
    found = re.search(r' height="(\d+)"', svg.svg(chart, drawn, asked.options.height))
    drawing = int(found[1]) * min(inner, most) / drawn if found else 0
    written = [(chart.title, 20.0), (chart.subtitle, 15.0), (chart.sentence, 16.0), *((note, 14.0) for note in chart.notes)]
    lines = sum(_height(text, size, inner) for text, size in (*written, (chart.source, 14.0)))
    rows = len({(point.x, point.label) for series in chart.series for point in series.points})
    table = {"folded": 50, "open": 150 + ROW * rows, "link": 40}[asked.options.table]
    return math.ceil((drawing + lines + table + 90) / 10) * 10


def _height(text: str, size: float, room: float) -> float:
    return (math.ceil(len(text) * size * LETTER / min(room, 736)) * size + 8) * 1.45 if text else 0


def _frame(chart: Chart, asked: EmbedRequest, base: str, **size: str | int) -> str:
    subject = asked.view.indicator.id if asked.view.indicator else asked.view.page
    frame = render(
        "embed/templates/frame.html",
        anchor=f"after-hytetaulu-{asked.view.area.slug}-{subject}-{asked.kind}",
        skip=text_for(chart.language).t("Skip embed"),
        address=page_address(asked, base),
        title=chart.title,
        **size,
    )
    return str(frame).rstrip()
