"""What a page is computed from: the view, one snapshot of the store, the words of its language, and the day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from dashboard.addresses.view import View
from dashboard.charts.chart import Chart
from dashboard.statement import NOTHING_TOLD, Statement
from dashboard.text import Text
from data_sources.model import Origin
from data_sources.store import Snapshot


@dataclass(frozen=True)
class Context:
    """Everything a page may look at: `charts` are those of the view's indicator, `shown` names those that Plotly draws."""

    view: View
    snapshot: Snapshot
    text: Text
    today: date
    shown: frozenset[str] = frozenset()
    statement: Statement = NOTHING_TOLD
    charts: tuple[Chart, ...] = ()

    @cached_property
    def sampled(self) -> frozenset[str]:
        """Indicators whose figures are sample data and must be marked one by one, since others beside them are real."""
        found = {name for name, origins in self.origins.items() if any(origin.sample for origin in origins)}
        return frozenset(found) if len(found) < len(self.origins) else frozenset()

    @cached_property
    def origins(self) -> Mapping[str, Sequence[Origin]]:
        """Origins by indicator."""
        found: dict[str, list[Origin]] = {}
        for origin in self.snapshot.origins():
            found.setdefault(origin.indicator, []).append(origin)
        return found
