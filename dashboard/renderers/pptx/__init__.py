"""Chart -> PowerPoint file of one slide: a native chart with the workbook behind it, its sentence as the speaker's note."""

from __future__ import annotations

from pathlib import Path

from dashboard.charts.chart import Chart
from dashboard.renderers import Renderer
from dashboard.renderers.pptx.slides import SlideWriter, sample_and_source


def pptx(chart: Chart, template: Path | None = None) -> bytes:
    """Return a presentation whose chart can be edited; values that are missing or suppressed are empty cells.

    Made from the layouts of `template`, where given; `CatalogueError` where that cannot be used.
    """
    slides = SlideWriter(chart.language, template)
    foot = sample_and_source(chart.sample, chart.source, chart.language)
    slides.add_chart(chart.title, ("", chart.subtitle), chart, (chart.sentence, *chart.notes, chart.source), foot)
    return slides.save(title=chart.title, subject=chart.subtitle)


RENDERER = Renderer("pptx", pptx)
