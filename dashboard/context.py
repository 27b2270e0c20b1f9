"""What a page is computed from: the view, one snapshot of the store, the words of its language, and the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dashboard.text import Text
from dashboard.view import View
from data_sources.store import Snapshot


@dataclass(frozen=True, slots=True)
class Context:
    """Everything a page may look at; `shown` names the charts that Plotly draws already."""

    view: View
    snapshot: Snapshot
    text: Text
    today: date
    shown: frozenset[str] = frozenset()
