"""An area's own values in words: beside a status that is another area's, and against a larger area's values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from dashboard.monitoring.own_values import OwnComparison, Standing
from dashboard.monitoring.status import IndicatorStatus
from dashboard.text import Text
from dashboard.text.labels import _
from data_sources.model import Area

STANDINGS: Mapping[Standing, str] = {
    Standing.BETTER: _("better"),
    Standing.SAME: _("at the same level"),
    Standing.WORSE: _("worse"),
}
"""Names of standings, in the order in which they are counted."""


def own_value_text(indicator_status: IndicatorStatus, text: Text) -> str:
    """Return the area's own newest value, "Sotkamo: 12.0% (2024)", or that it has none or that it is suppressed."""
    newest, indicator = indicator_status.newest, indicator_status.indicator
    if not indicator_status.own or newest is None or newest.value is None:
        return absent_text(indicator_status, text)
    value = text.value(newest.value, indicator.unit, indicator.decimals)
    return f"{text.name(indicator_status.area.name)}: {value} ({text.period(newest.period)})"


def absent_text(indicator_status: IndicatorStatus, text: Text) -> str:
    """Return why the area has no value of its own: "no value for Sotkamo", "the values for Sotkamo are suppressed"."""
    area = text.area(indicator_status.area)
    if indicator_status.hidden is not None:
        return text.t("the values for {area} are suppressed", area=area)
    return text.t("no value for {area}", area=area)


def beside_status(indicator_status: IndicatorStatus, text: Text) -> str:
    """Return the area's own newest value where the status is another area's; empty where it is its own."""
    owner = indicator_status.status_area
    return "" if owner is None or owner.code == indicator_status.area.code else own_value_text(indicator_status, text)


def standing_counts(compared: Sequence[OwnComparison], other: Area, text: Text) -> str:
    """Return "Compared with Kainuu's values: 5 better, 3 at the same level, 2 worse"."""
    counts = Counter(each.standing for each in compared)
    said = text.t(
        "Compared with {area.genitive} values: {better}, {same}, {worse}",
        area=text.area(other),
        better=text.n("{count} better", "{count} better", counts[Standing.BETTER]),
        same=text.n("{count} at the same level", "{count} at the same level", counts[Standing.SAME]),
        worse=text.n("{count} worse", "{count} worse", counts[Standing.WORSE]),
    )
    return text.capitalise(said)
