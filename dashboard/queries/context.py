"""The input of a response: the view, one snapshot of the store, the text of its language, and the day."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from dashboard.addresses.view import View
from dashboard.statement import NOTHING_TOLD, Statement
from dashboard.text import Text
from data_sources.model import Origin
from data_sources.store import Snapshot

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True)
class Context:
    """The input of a page; `shown` names the charts that Plotly draws already.

    `results` keeps the results of readings marked `read_once`: a context belongs to one response.
    """

    view: View
    snapshot: Snapshot
    text: Text
    today: date
    shown: frozenset[str] = frozenset()
    statement: Statement = NOTHING_TOLD
    results: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    @cached_property
    def sampled(self) -> frozenset[str]:
        """Indicators whose values are sample data and must be marked one by one, since others among them are real."""
        found = {name for name, origins in self.origins.items() if any(origin.sample for origin in origins)}
        return frozenset(found) if len(found) < len(self.origins) else frozenset()

    @cached_property
    def origins(self) -> Mapping[str, Sequence[Origin]]:
        """Origins of every indicator, by indicator."""
        found: dict[str, list[Origin]] = {}
        for origin in self.snapshot.origins():
            found.setdefault(origin.indicator, []).append(origin)
        return found


def read_once(read: Callable[Concatenate[Context, P], T]) -> Callable[Concatenate[Context, P], T]:
    """Let a function read once a context, however many parts of the response ask for it; its arguments are hashable."""

    @wraps(read)
    def reading(context: Context, /, *args: P.args, **kwargs: P.kwargs) -> T:
        key = (read, args, tuple(kwargs.items()))
        if key not in context.results:
            context.results[key] = read(context, *args, **kwargs)
        return cast("T", context.results[key])

    return reading
