"""Kinds of charts: every other module or folder here is one, and its `KIND` is its row of the table (`ChartKind`).

`CHARTS` finds it by itself. A kind drafts what is its own; `dashboard.charts.frame` supplies language, unit, source, sample and
every note of honesty. What several kinds share is in `dashboard.charts`.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pkgutil import iter_modules

from dashboard.charts.kind import ChartKind


def find_kinds() -> dict[str, ChartKind]:
    """Return the kinds by name in the order of pages. `ValueError` where two have one name."""
    names = [module.name for module in iter_modules(__path__)]
    kinds: list[ChartKind] = [import_module(f"{__name__}.{name}").KIND for name in names]
    found = {kind.name: kind for kind in sorted(kinds, key=lambda kind: kind.place)}
    if len(found) < len(kinds):
        raise ValueError(f"two kinds of chart have one name: {sorted(kind.name for kind in kinds)}")
    return found


CHARTS: Mapping[str, ChartKind] = find_kinds()
"""Every kind of chart by its name, in the order of pages."""
STANDARD = next(iter(CHARTS))
"""The kind of chart that is shown where none is named."""
IN_DECKS: tuple[ChartKind, ...] = tuple(sorted((kind for kind in CHARTS.values() if kind.deck), key=lambda kind: kind.deck or 0))
"""Kinds that slides may show, in their order there."""
IN_SHEETS: tuple[ChartKind, ...] = tuple(
    sorted((kind for kind in CHARTS.values() if kind.sheet), key=lambda kind: kind.sheet or 0)
)
"""Kinds that the workbook draws, the one that is tried first first."""
