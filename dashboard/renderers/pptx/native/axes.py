"""The two axes of a native chart: of categories, which may be years, and of values."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from dashboard.charts.chart import Chart
from dashboard.renderers.pptx.native.cells import number_format
from dashboard.renderers.pptx.native.drawing_ml import A, C, Element, line, rich, typed
from dashboard.renderers.pptx.native.frame import TICK
from dashboard.text import Text


def category_axis(
    letters: Element, *, orientation: str, side: str, ticks: str, offset: int, skip: int, marked: bool = False
) -> Element:
    """Return the axis of categories at a side; every `skip`th has its name, and with `marked` every one its tick."""
    return C.catAx(
        C.axId(val="1"),
        C.scaling(C.orientation(val=orientation)),
        C.delete(val="0"),
        C.axPos(val=side),
        C.numFmt(formatCode="General", sourceLinked="0"),
        C.majorTickMark(val=ticks),
        C.minorTickMark(val="none"),
        C.tickLblPos(val="low"),
        C.spPr(line("edge", 1)),
        letters,
        C.crossAx(val="2"),
        C.crosses(val="autoZero"),
        C.auto(val="0"),
        C.lblAlgn(val="ctr"),
        C.lblOffset(val=offset),
        C.tickLblSkip(val=skip),
        *([C.tickMarkSkip(val="1")] if marked else []),
        C.noMultiLvlLbl(val="1"),
    )


def value_axis(
    chart: Chart,
    text: Text,
    ticks: Sequence[float],
    decimals: int,
    *,
    side: str,
    labels: str,
    crosses: str,
    between: str,
    title_place: Sequence[Element] = (),
) -> Element:
    """Return the axis of values with the unit as its title, from the first of its ticks to the last."""
    step = _tick_step(ticks)
    return C.valAx(
        C.axId(val="2"),
        C.scaling(C.orientation(val="minMax"), C.max(val=ticks[-1]), C.min(val=ticks[0])),
        C.delete(val="0"),
        C.axPos(val=side),
        C.majorGridlines(C.spPr(line("line", 1))),
        C.title(rich(chart.language, chart.y.title, TICK, "muted"), *title_place, C.overlay(val="0")),
        number_format(chart, text, decimals, unit=False),
        C.majorTickMark(val="none"),
        C.minorTickMark(val="none"),
        C.tickLblPos(val=labels),
        C.spPr(A.ln(A.noFill())),
        typed(chart.language, TICK, "muted"),
        C.crossAx(val="1"),
        C.crosses(val=crosses),
        C.crossBetween(val=between),
        *([C.majorUnit(val=step)] if step else []),
    )


def _tick_step(ticks: Sequence[float]) -> float | None:
    """Return the distance of ticks where all are as far apart, else None."""
    steps = {round(later - earlier, 9) for earlier, later in pairwise(ticks)}
    return steps.pop() if len(steps) == 1 else None
