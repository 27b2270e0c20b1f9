"""An area's own values against its county's and the whole country's: what leads where the plan is not its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dashboard.components import html
from dashboard.components.outlook import status_link
from dashboard.monitoring.own_values import OwnComparison, compare_own
from dashboard.monitoring.own_values_text import STANDINGS, standing_counts
from dashboard.monitoring.status import IndicatorStatus
from dashboard.queries.context import Context
from dashboard.queries.series import read_series
from data_sources.areas import read_areas
from data_sources.model import Area, AreaLevel


def own_values(indicator_statuses: Sequence[IndicatorStatus], context: Context) -> html.Section | None:
    """Return how the area's own newest values stand against those of every larger area; None for the whole country."""
    text, area = context.text, context.view.area
    larger = [each for each in read_areas().parents(area) if each.level in {AreaLevel.COUNTY, AreaLevel.COUNTRY}]
    if not larger:
        return None
    found = [(one, compare_own(indicator_statuses, one, lambda name: read_series(context, name)[0])) for one in larger]
    return html.Section(
        [
            html.H2(text.capitalise(text.t("{area.genitive} own values", area=text.area(area)))),
            *(_against(one, compared, context) for one, compared in found),
            html.P(
                " ".join(_notes(indicator_statuses, [each for _, compared in found for each in compared], context)),
                className="source",
            ),
        ],
        className="own-values",
    )


def _notes(indicator_statuses: Sequence[IndicatorStatus], compared: Sequence[OwnComparison], context: Context) -> list[str]:
    """Return what is compared, and how many comparisons are of unknown certainty or cannot be made."""
    text, area = context.text, context.text.area(context.view.area)
    notes = [
        text.t("Only values of the same years are compared."),
        text.t(
            "At the same level: the difference is within the margin of error, rounds to zero or, without a margin, is slight "
            "or rests on few cases."
        ),
    ]
    unknown = sum(each.certain is None for each in compared)
    if unknown:
        notes.append(
            text.n("{count} comparison has no margin of error.", "{count} comparisons have no margin of error.", unknown)
        )
    absent = {(each.indicator.id, each.group): each.hidden is not None for each in indicator_statuses if not each.own}
    hidden = sum(absent.values())
    without = len(absent) - hidden
    if without:
        notes.append(
            text.n(
                "{count} indicator has no value for {area}.", "{count} indicators have no values for {area}.", without, area=area
            )
        )
    if hidden:
        notes.append(
            text.n("The value of {count} indicator is suppressed.", "The values of {count} indicators are suppressed.", hidden)
        )
    return notes


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
