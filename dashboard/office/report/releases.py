"""The chapter of the release calendar: when each value is expected, and which statuses it can change."""

from __future__ import annotations

from dashboard.monitoring.release_calendar import Release, release_calendar
from dashboard.office.material import Material
from dashboard.office.word.document import Word
from dashboard.text import Text


def write_releases(word: Word, material: Material) -> None:
    """Write the release calendar of the report's indicators."""
    text, context = material.text, material.context
    word.heading(text.t("Coming values"), 1)
    releases = release_calendar(material.indicator_statuses, context.origins, context.today)
    if not releases:
        word.paragraph(text.t("No indicator has values, so none is awaited."))
        return
    word.paragraph(text.t("The days are estimates: as long after the year's end as the previous value came."))
    heads = (text.t("Indicator"), text.t("Value of"), text.t("Expected"), text.t("Statuses it can change"))
    word.table(text.t("Coming values"), heads, [_row(each, text) for each in releases], (5, 2, 3, 2))


def _row(each: Release, text: Text) -> tuple[str, str, str, str]:
    if each.expected is None:
        when = text.t("day not known")
    else:
        month = text.month(each.expected)
        when = text.t("was expected in {month}", month=month) if each.overdue else text.t("about {month}", month=month)
    return text.name(each.indicator.name), text.period(each.period), when, text.number(len(each.changing), 0)
