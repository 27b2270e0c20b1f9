"""Readings of one store: a context for a view, and the charts of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import date

from dashboard.addresses.view import View
from dashboard.charts.chart import Chart
from dashboard.queries.charts import read_chart
from dashboard.queries.context import Context
from dashboard.statement import NOTHING_TOLD, Statement
from dashboard.text import text_for
from data_sources.store import Store


class Reader:
    """Reads one store for many views; `today` returns the day on which targets are assessed."""

    def __init__(self, store: Store, today: Callable[[], date], statement: Statement = NOTHING_TOLD) -> None:
        self._store = store
        self._today = today
        self._statement = statement

    @contextmanager
    def context(self, view: View, shown: Collection[str] = ()) -> Iterator[Context]:
        """Begin a reading of the store for a view; `shown` names the charts that Plotly draws already."""
        with self._store.snapshot() as snapshot:
            yield Context(view, snapshot, text_for(view.language), self._today(), frozenset(shown), self._statement)

    def chart(self, view: View, kind: str) -> Chart | None:
        """Return one chart of a view's indicator; None where there is none. May raise `AddressError`."""
        with self.context(view) as context:
            return read_chart(context, kind) if view.indicator else None
