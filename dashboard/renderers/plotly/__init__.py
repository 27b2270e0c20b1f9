"""Chart -> Plotly figure as a plain dict, with direct labels, intervals, gaps, marks and text in the page's language."""

from __future__ import annotations

from typing import Any

from dashboard import theme
from dashboard.charts.chart import Chart
from dashboard.renderers import Renderer
from dashboard.renderers.plotly import category, time
from dashboard.renderers.plotly import map as map_
from dashboard.text import text_for

CONFIG: dict[str, Any] = {
    "displayModeBar": False,
    "displaylogo": False,
    "responsive": True,
    "scrollZoom": False,
    "showSendToCloud": False,
    "showTips": False,
}
"""Options with which the page shows every figure; no button sends a chart anywhere."""

FIGURES = {"time": time.figure, "category": category.figure, "map": map_.figure}


def figure(chart: Chart, scheme: theme.Scheme = "light") -> dict[str, Any]:
    """Return `data` and `layout`, as high as `layout.height` and as wide as its place.

    `layout.meta` holds sentence, notes, source and sample text; a trace's `customdata` holds value, low, high, status
    and label of every point (None: an empty place that keeps a gap open).
    """
    return FIGURES["map" if chart.places else chart.x.kind](chart, theme.COLOURS[scheme], text_for(chart.language))


RENDERER = Renderer("plotly", figure)
