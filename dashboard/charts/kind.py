"""A row of the table of chart kinds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dashboard.charts.chart import Chart
from dashboard.charts.frame import Draft, frame
from dashboard.charts.request import ChartRequest, Need
from data_sources.model import Indicator


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartKind:
    """A kind of chart: its `name` in addresses, its places, and how it drafts a chart.

    `place` orders the charts of a page; the first is the default of an indicator. With `deck`, its place there, slides
    may show it, and `label` is what the choice of a presentation's content calls it. With `sheet`, its place there, the workbook
    draws it over years: the first that has something to draw. `of_projections`: it is drawn of an indicator without
    observed values. `needs` are the fields of a request that are read from the store for it. `draft` returns None where there is
    nothing to show.
    """

    name: str
    place: int
    draft: Callable[[ChartRequest], Draft | None]
    label: str = ""
    deck: int | None = None
    sheet: int | None = None
    of_projections: bool = False
    needs: tuple[Need, ...] = ()

    def __post_init__(self) -> None:
        if self.deck is not None and not self.label:
            raise ValueError(f"chart kind {self.name!r} is shown in decks and needs a label")

    def is_drawn(self, indicator: Indicator) -> bool:
        """Tell whether the kind is drawn of an indicator: of a projection only where it needs no observed values."""
        return self.of_projections or not indicator.projection

    def build(self, request: ChartRequest) -> Chart | None:
        """Return the chart, framed; None where there is nothing to show, as of a projection whose kind needs observed values."""
        if not self.is_drawn(request.indicator):
            return None
        draft = self.draft(request)
        return frame(self.name, draft, request) if draft else None
