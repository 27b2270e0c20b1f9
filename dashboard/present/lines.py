"""The lines of a slide without a chart as HTML: icon, number and text; headings; places to write on."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from markupsafe import Markup

from dashboard.deck import SlideLine
from dashboard.theme.statuses import SHAPES, look_of
from dashboard.web.documents import render, written


def lines_markup(lines: Iterable[SlideLine]) -> Markup:
    """Return a list for each run of lines, below its heading where it has one."""
    runs = [(are_headings, list(run)) for are_headings, run in groupby(lines, key=lambda line: line.heading)]
    shapes = {name: written(strokes) for name, strokes in SHAPES.items()}
    return render("present/templates/lines.html", runs=runs, look_of=look_of, shapes=shapes)
