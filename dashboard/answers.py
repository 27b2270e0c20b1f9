"""What the server answers to a view: the parts of a page, computed once for each revision of the store."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from threading import Lock
from typing import Any

from dashboard.chart_reading import read_chart, read_charts
from dashboard.charts import Chart
from dashboard.components.shell import BRAND, Control, controls, navigation
from dashboard.context import Context
from dashboard.pages import PAGES
from dashboard.statement import NOTHING_TOLD, Statement
from dashboard.text import text_for
from dashboard.view import View
from data_sources.areas import read_areas
from data_sources.model import PopulationGroup
from data_sources.store import Store

MOST_KEPT = 48
"""Answers kept in memory; one is some 500 kB of components, and its document as much again."""


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """The parts of a page, the same object while nothing has changed.

    `announcement` is what a screen reader hears when a control has changed the page; `chart` is its first one, which
    stands for it on other sites; `sample` and `real` tell what kinds of figures the store holds.
    """

    view: View
    title: str
    navigation: list[Any]
    controls: tuple[Control, ...]
    content: list[Any]
    announcement: str
    chart: Chart | None
    sample: bool
    real: bool
    revision: int


class Answers:
    """Answers of one store, kept while its revision stands: what is shown is a function of revision and view."""

    def __init__(self, store: Store, today: Callable[[], date], statement: Statement = NOTHING_TOLD) -> None:
        self._store = store
        self._today = today
        self._statement = statement
        self._kept: OrderedDict[tuple[Any, ...], Answer] = OrderedDict()
        self._lock = Lock()

    def answer(self, view: View, shown: Collection[str] = ()) -> Answer:
        """Return the answer to a view; `shown` names the charts that Plotly draws already. May raise `AddressError`."""
        with self.context(view, shown) as context:
            # Refresh runs are no part of the revision: one without news must not make every page new.
            runs = context.snapshot.runs(limit=1) if view.page == "sources" else ()
            key = (context.snapshot.revision, context.today, view.url, *sorted(shown), *((run.id, run.outcome) for run in runs))
            with self._lock:
                if key in self._kept:
                    self._kept.move_to_end(key)
                    return self._kept[key]
            answer = _answer(context)
        with self._lock:
            self._kept[key] = answer
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return answer

    def charts(self, view: View) -> list[Chart]:
        """Return the charts of a view. May raise `AddressError`."""
        with self.context(view) as context:
            return read_charts(context) if view.indicator else []

    def chart(self, view: View, kind: str) -> Chart | None:
        """Return one chart of a view's indicator; None where there is none. May raise `AddressError`."""
        with self.context(view) as context:
            return read_chart(context, kind)

    @contextmanager
    def context(self, view: View, shown: Collection[str] = ()) -> Iterator[Context]:
        """Begin a reading of the store for a view."""
        with self._store.snapshot() as snapshot:
            yield Context(view, snapshot, text_for(view.language), self._today(), frozenset(shown), self._statement)


def _answer(context: Context) -> Answer:
    view, text = context.view, context.text
    page, charts = PAGES[view.page], tuple(read_charts(context)) if view.indicator else ()
    content = page.content(replace(context, charts=charts))
    return Answer(
        view=view,
        title=page.title(context),
        navigation=navigation(view, text),
        controls=controls(view, _groups(context), text),
        content=content,
        announcement=charts[0].sentence if charts else page.title(context),
        chart=charts[0] if charts else None,
        sample=context.snapshot.has_sample(),
        real=context.snapshot.has_real(),
        revision=context.snapshot.revision,
    )


def _groups(context: Context) -> list[PopulationGroup]:
    view = context.view
    if view.indicator is None:
        return []
    areas = [area.code for area in (view.area, *read_areas().parents(view.area))]
    return context.snapshot.groups(view.indicator.id, areas)


def document_title(answer: Answer) -> str:
    """Return the title of the browser's tab."""
    return f"{answer.title} \u2013 {BRAND}"
