"""An area's own values against its county's and the whole country's: what leads where the plan is not its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.components import html
from dashboard.components.outlook import status_link
from dashboard.monitoring.own_values import OwnComparison, Standing, compare_own
from dashboard.monitoring.status import IndicatorStatus
from dashboard.queries.context import Context
from dashboard.queries.series import read_series
from dashboard.text import Text
from dashboard.text.labels import _
from data_sources.areas import read_areas
from data_sources.model import Area, AreaLevel

STANDINGS: Mapping[Standing, str] = {
    Standing.BETTER: _("better"),
    Standing.SAME: _("at the same level"),
    Standing.WORSE: _("worse"),
}
"""Names of standings."""


def own_values(indicator_statuses: Sequence[IndicatorStatus], context: Context) -> html.Section | None:
    """Return how the area's own newest values stand against those of every larger area; None for the whole country."""
    text, area = context.text, context.view.area
    larger = [each for each in read_areas().parents(area) if each.level in {AreaLevel.COUNTY, AreaLevel.COUNTRY}]
    if not larger:
        return None
    found = [(one, compare_own(indicator_statuses, one, lambda name: read_series(context, name)[0])) for one in larger]
    notes = [text.t("Only values of the same years are compared.")]
    notes.append(text.t("At the same level: the difference is within the margin of error or rounds to zero."))
    unknown = sum(each.certain is None and each.standing is not Standing.SAME for _, compared in found for each in compared)
    if unknown:
        notes.append(
            text.n("{count} comparison has no margin of error.", "{count} comparisons have no margin of error.", unknown)
        )
    without = len({(each.indicator.id, each.group) for each in indicator_statuses if not each.own})
    if without:
        notes.append(
            text.n(
                "{count} indicator has no value for {area}.",
                "{count} indicators have no values for {area}.",
                without,
                area=text.area(area),
            )
        )
    return html.Section(
        [
            html.H2(text.capitalise(text.t("{area.genitive} own values", area=text.area(area)))),
            *(_against(one, compared, context) for one, compared in found),
            html.P(" ".join(notes), className="source"),
        ],
        className="reach",
    )


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


def _against(other: Area, compared: Sequence[OwnComparison], context: Context) -> html.Details | html.P:
    text = context.text
    if not compared:
        return html.P(text.t("There are no values of the same years to compare with for {area}.", area=text.area(other)))
    lines = [html.Li(_line(each, other, context)) for each in compared]
    return html.Details([html.Summary(standing_counts(compared, other, text)), html.Ul(lines)])


def _line(compared: OwnComparison, other: Area, context: Context) -> list[Any]:
    text, indicator = context.text, compared.indicator_status.indicator
    if compared.own.value is None or compared.other.value is None:
        raise ValueError("only values are compared")
    values = text.t(
        "{own}, {area} {other} ({period})",
        own=text.value(compared.own.value, indicator.unit, indicator.decimals),
        area=text.name(other.name),
        other=text.value(compared.other.value, indicator.unit, indicator.decimals),
        period=text.period(compared.own.period),
    )
    standing = html.Span(text.t(STANDINGS[compared.standing]))
    return [html.Span([status_link(compared.indicator_status, context), f": {values}"]), standing]
