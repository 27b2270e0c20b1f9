"""Kinds of charts: every other module or folder here is one, named as in its address, and keeps the contract `Kind`.

`CHARTS` finds it by itself. What several kinds share stands in `dashboard.charts`.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol, cast

from dashboard.charts.chart import Chart
from dashboard.charts.request import ChartRequest, Need


class Kind(Protocol):
    """What every module of a kind has; `PLACE` orders the charts of a page, `NEEDS` are the costly fields it reads."""

    KIND: str
    PLACE: int
    NEEDS: tuple[Need, ...]

    def build(self, request: ChartRequest) -> Chart | None:
        """Return the chart, or None where there are no figures to show."""


def _kinds() -> dict[str, Kind]:
    names = [module.name for module in iter_modules(__path__) if not module.name.startswith("_")]
    kinds = [cast("Kind", import_module(f"{__name__}.{name}")) for name in names]
    return {kind.KIND: kind for kind in sorted(kinds, key=lambda kind: kind.PLACE)}


CHARTS: Mapping[str, Kind] = _kinds()
"""Every kind of chart by its name, in the order of pages; last in the file, since the kinds import what stands above."""
