"""The page cache: the parts of a page, computed once for each revision of the store."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from dashboard import BRAND
from dashboard.addresses.pages import read_pages
from dashboard.addresses.view import View
from dashboard.charts.chart import Chart
from dashboard.charts.kinds import CHARTS
from dashboard.charts.notes import crowd_text
from dashboard.components import html
from dashboard.components.controls import Control, controls
from dashboard.components.shell import navigation
from dashboard.pages import page_modules
from dashboard.queries.charts import groups_with_values, read_charts
from dashboard.queries.context import Context
from dashboard.queries.reader import Reader
from dashboard.queries.sources import read_runs
from dashboard.web.cache import Cache

MOST_KEPT = 48
"""Pages kept in memory; one is some 500 kB of components, and its document as much again."""


@dataclass(frozen=True, slots=True, eq=False)
class RenderedPage:
    """The parts of a page, the same object while nothing has changed.

    `announcement` is read by a screen reader when a control has changed the page; `chart` is its first one, which
    represents it on other sites; `sample` and `real` tell whether the store holds sample data and real data.
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


class PageCache:
    """Pages of one store, kept until its revision changes: what is shown is a function of revision and view."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._cache: Cache[tuple[Any, ...], RenderedPage] = Cache(MOST_KEPT)

    def page(self, view: View, shown: Collection[str] = ()) -> RenderedPage:
        """Return the page of a view; `shown` names the charts that are already interactive. May raise `AddressError`."""
        with self._reader.context(view, CHARTS.keys() & shown) as context:  # what else a client names is not kept
            if read_pages()[view.page].transient:
                return _rendered(context)
            # Refresh runs are not part of the revision: one that changed nothing must not invalidate every page.
            runs = read_runs(context)[:1] if read_pages()[view.page].refreshes else ()
            key = (
                context.snapshot.revision,
                context.today,
                view.url,
                view.left_out,
                *sorted(context.shown),
                *((run.id, run.outcome) for run in runs),
            )
            return self._cache.get(key, lambda: _rendered(context))


def _rendered(context: Context) -> RenderedPage:
    view, text = context.view, context.text
    page, charts = page_modules()[view.page], read_charts(context) if view.indicator else ()
    content = page.content(context)
    if view.left_out and "compare" in read_pages()[view.page].parameters:
        content = [html.P(crowd_text(view.left_out, text), className="sample-banner", role="note"), *content]
    return RenderedPage(
        view=view,
        title=page.title(context),
        navigation=navigation(view, text),
        controls=controls(view, groups_with_values(context), text),
        content=content,
        announcement=charts[0].sentence if charts else page.title(context),
        chart=charts[0] if charts else None,
        sample=context.snapshot.has_sample(),
        real=context.snapshot.has_real(),
        revision=context.snapshot.revision,
    )


def is_kept(page: RenderedPage) -> bool:
    """Tell whether a page is worth keeping: one that answers a single reader's question is not."""
    return not read_pages()[page.view.page].transient


def document_title(page: RenderedPage) -> str:
    """Return the title of the browser's tab."""
    return f"{page.title} \u2013 {BRAND}"
