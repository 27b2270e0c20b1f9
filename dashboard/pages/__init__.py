"""Pages: what stands below the controls of an address.

Every other module of this folder is one page, named as in `dashboard.view.PATHS`, and has

- `title(view, text) -> str`: the heading and document title,
- `charts(view, snapshot, text) -> list[Chart]`: the charts of the page (empty where it has none), also for downloads,
- `content(view, snapshot, text, shown) -> list`: components; `shown` names the charts that Plotly draws already.

A page reads only through the snapshot it is given and has neither ids of its own nor callbacks.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Protocol

from dashboard.charts import Chart
from dashboard.pages import area, indicator, sources
from dashboard.text import Text
from dashboard.view import View
from data_sources.store import Snapshot


class Page(Protocol):
    """The contract of a page module."""

    def title(self, view: View, text: Text) -> str:
        """Return the heading of the page, also its document title."""

    def charts(self, view: View, snapshot: Snapshot, text: Text) -> list[Chart]:
        """Return the charts of the page."""

    def content(self, view: View, snapshot: Snapshot, text: Text, shown: Collection[str]) -> list[Any]:
        """Return the components below the controls."""


PAGES: dict[str, Page] = {"area": area, "indicator": indicator, "sources": sources}
