"""The notes on data quality below a chart: values of a parent area, suppressed values, margins of error, the scale."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

from dashboard.addresses.parameters import MOST_COMPARISONS
from dashboard.charts.chart import Role, Series
from dashboard.text import Text
from dashboard.text.labels import _
from data_sources.model import Area, Indicator, ObservationStatus


class Margins(StrEnum):
    """How a chart shows margins of error: the message where there are any."""

    OF_FIRST = _("The picture shows the 95% confidence intervals of {area}.")
    OF_ALL = _("The picture shows the 95% confidence intervals.")
    IN_TABLE = _("The 95% confidence intervals are in the table; areas of different classes need not differ certainly.")
    OF_DIFFERENCE = _("The picture shows the 95% confidence intervals of the difference.")
    UNKNOWN_OF_DIFFERENCE = _("The areas share residents or may do so: the certainty of the difference cannot be assessed.")


DIFFERENCES = (Margins.OF_DIFFERENCE, Margins.UNKNOWN_OF_DIFFERENCE)
"""Margins of charts whose values are differences of two values."""


def parent_notes(reason: str, focus: Area, text: Text) -> list[str]:
    """Return the note that a parent's values are shown instead of the area's own."""
    if not reason:
        return []
    note = text.t("{reason}; the values shown are {area.genitive}.", reason=reason, area=text.area(focus))
    return [text.capitalise(note)]


def crowd_notes(series: Sequence[Series], left_out: int, text: Text) -> list[str]:
    """Return the note that more areas were to be compared with than can be told apart, where a chart compares any."""
    shown = sum(each.role is Role.COMPARISON for each in series)
    return [crowd_text(left_out, text)] if left_out and shown else []


def crowd_text(left_out: int, text: Text) -> str:
    """Return that only the first areas of an address are compared with, and that `left_out` further ones are not."""
    return text.n(
        "Only the first {most} areas are compared with; {count} area of the address is left out.",
        "Only the first {most} areas are compared with; {count} areas of the address are left out.",
        left_out,
        most=MOST_COMPARISONS,
    )


def projection_notes(indicator: Indicator, text: Text) -> list[str]:
    """Return the note that nothing was observed."""
    note = text.t("All values are projected: no status and no comparison is based on them.")
    return [note] if indicator.projection else []


def status_notes(series: Iterable[Series], text: Text) -> list[str]:
    """Return notes on suppressed and provisional values."""
    statuses = [point.status for each in series for point in each.points]
    suppressed = statuses.count(ObservationStatus.SUPPRESSED)
    notes = []
    if suppressed:
        notes.append(
            text.n(
                "{count} value is suppressed to protect privacy.",
                "{count} values are suppressed to protect privacy.",
                suppressed,
            ),
        )
    if ObservationStatus.PROVISIONAL in statuses:
        notes.append(text.t("Some of the values are provisional."))
    return notes


def margin_notes(series: Sequence[Series], margins: Margins, text: Text, *, calculated: bool) -> list[str]:
    """Return the notes on margins of error: none, some or all, where they are shown, and whether they were calculated here."""
    if margins is Margins.UNKNOWN_OF_DIFFERENCE:
        return [text.t(margins.value)]
    shown = [point for each in series for point in each.points if point.value is not None]
    having = [point for point in shown if point.low is not None]
    if not having:
        return [text.t("No margin of error available.")]
    first, *others = series
    notes = []
    if any(point.low is not None for point in first.points):
        notes.append(text.t(margins.value, area=first.name))
    if any(point.low is not None for each in others for point in each.points):
        notes.append(text.t("The other confidence intervals are in the table."))
    if len(having) < len(shown):
        notes.append(text.t("Some of the values have no margin of error."))
    if calculated:
        notes.append(text.t("The confidence intervals are calculated from the counts that the source gives."))
    return notes


def closing_notes(indicator: Indicator, text: Text, *, above_zero: bool, difference: bool) -> list[str]:
    """Return how the scale is read: where it starts, what is a wide gap, whether the series ended, which way is better."""
    notes = []
    if above_zero:
        notes.append(text.t("The scale does not start at zero."))
    if difference:
        notes.append(text.t("The larger the value, the wider the gap."))
    if indicator.closed:
        notes.append(text.t("The series has ended: no new values are published."))
    direction = text.direction(indicator.direction)
    if difference:
        return [*notes, text.t("In the values compared, {direction}.", direction=direction)]
    return [*notes, f"{text.capitalise(direction)}."]
