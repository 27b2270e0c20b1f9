"""A renderer turns a Chart into one form; every module of this folder is one form, listed in `RENDERERS`.

It is a pure function of the chart, its size and its colours, and shows what the chart says and no more: the same numbers,
intervals and statuses, the same notes, source and sample words; a suppressed figure as its word and a missing one as its
sign. Words around the numbers come from `text_for(chart.language)`. It knows kinds of axes, not kinds of charts. A
module whose name begins with an underscore is shared by the forms. One contract test compares all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dashboard.charts.chart import Chart
from dashboard.renderers import csv, json, plotly, png, pptx, svg, table, xlsx

RENDERERS: Mapping[str, Callable[[Chart], object]] = {
    "csv": csv.csv,
    "json": json.json,
    "plotly": plotly.figure,
    "png": png.png,
    "pptx": pptx.pptx,
    "svg": svg.svg,
    "table": table.table,
    "xlsx": xlsx.xlsx,
}
"""Every form by its name; each function takes further options of its own with defaults."""
