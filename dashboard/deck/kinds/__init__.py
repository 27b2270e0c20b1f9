"""The texts of a deck on each kind of chart: every other module here is one, and its `KIND` has its own parts (`DeckKind`).

Kinds come to decks by their row of the table of charts; one without a module here has its title as headline.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules

from dashboard.charts.chart import Chart
from dashboard.charts.kinds import IN_DECKS
from dashboard.deck.headline import fitting
from dashboard.deck.material import DeckMaterial
from dashboard.monitoring.status import IndicatorStatus
from dashboard.text.labels import _

NO_VALUES = _("{indicator}: no values {area.locative}")


def _title(_status: IndicatorStatus, chart: Chart, _material: DeckMaterial) -> str:
    return fitting(chart.title, [lambda name: name])


def _nothing(_status: IndicatorStatus, _material: DeckMaterial) -> list[str]:
    return []


@dataclass(frozen=True, slots=True, kw_only=True)
class DeckKind:
    """The texts of a deck on one kind of chart, the id of which is `chart`.

    `headline` is the conclusion of a chart. `absent` is the message, with `{indicator}` and `{area}`, where there is none.
    `notes` are more sentences for the speaker. `offers` tells whether there is anything to draw, where that can be told without
    the chart.
    """

    chart: str
    headline: Callable[[IndicatorStatus, Chart, DeckMaterial], str] = _title
    absent: str = NO_VALUES
    notes: Callable[[IndicatorStatus, DeckMaterial], list[str]] = _nothing
    offers: Callable[[IndicatorStatus, DeckMaterial], bool] | None = None

    def is_offered(self, indicator_status: IndicatorStatus, material: DeckMaterial) -> bool:
        """Tell whether there is anything to draw of an indicator."""
        if self.offers is None:
            return material.chart(indicator_status, self.chart) is not None
        return self.offers(indicator_status, material)


def _kinds() -> dict[str, DeckKind]:
    modules = [import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__)]
    own = {module.KIND.chart: module.KIND for module in modules}
    return {kind.name: own.get(kind.name, DeckKind(chart=kind.name)) for kind in IN_DECKS}


DECK_KINDS: Mapping[str, DeckKind] = _kinds()
"""Every kind that slides may show, in their order; last in the file, since the modules import the definitions above."""
