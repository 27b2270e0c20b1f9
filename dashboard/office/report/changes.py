"""Changes since the previous report: values compared with the previous ones, and the series updated since."""

from __future__ import annotations

from datetime import date

from dashboard.components.values import change_text
from dashboard.monitoring.release_calendar import council_day
from dashboard.monitoring.status import IndicatorStatus
from dashboard.office.material import Material
from dashboard.office.plan_rows import plan_row
from dashboard.office.word.document import Word
from dashboard.text import Text


def previous_report(material: Material) -> date:
    """Return the day by which the council handled the previous report."""
    meeting = material.context.view.council or council_day(material.context.today)
    return date(meeting.year - 1, meeting.month, min(meeting.day, 28) if meeting.month == 2 else meeting.day)


def write_changes(word: Word, indicator_statuses: tuple[IndicatorStatus, ...], material: Material) -> None:
    """Write which series the source has updated since the previous report, and every change from the previous value."""
    text, day = material.text, previous_report(material)
    word.heading(text.t("What has changed since the previous report"), 2)
    updated = _updated_since(indicator_statuses, day, material)
    if updated:
        updates = text.t(
            "The source has updated these since {date}: {indicators}.", date=text.date(day), indicators=text.listing(updated)
        )
    else:
        updates = text.t("The source has updated none of these since {date}.", date=text.date(day))
    word.paragraph(updates)
    changed = [each for each in indicator_statuses if each.change is not None]
    for heading, found in _sorted(changed, text):
        if found:
            word.paragraph(heading)
            word.bullets(f"{plan_row(each).name(text)}: {_change(each, text)}." for each in found)
    if not changed:
        word.paragraph(text.t("No indicator has an earlier value to compare with."))


def _change(indicator_status: IndicatorStatus, text: Text) -> str:
    """Return the change, marked where its certainty is unknown because the values have no margins of error."""
    change = change_text(indicator_status, text)
    return text.t("{status} (no margin of error)", status=change) if indicator_status.certain_change is None else change


def _updated_since(indicator_statuses: tuple[IndicatorStatus, ...], day: date, material: Material) -> list[str]:
    found: dict[str, str] = {}
    for each in indicator_statuses:
        origins = material.context.origins.get(each.indicator.id, ())
        if any(origin.updated and origin.updated > day for origin in origins):
            found[each.indicator.id] = material.text.name(each.indicator.name)
    return list(found.values())


def _sorted(indicator_statuses: list[IndicatorStatus], text: Text) -> list[tuple[str, list[IndicatorStatus]]]:
    """Return the changes by direction; one within its margin of error is neither better nor worse."""
    better: list[IndicatorStatus] = []
    worse: list[IndicatorStatus] = []
    others: list[IndicatorStatus] = []
    for each in indicator_statuses:
        unchanged = not round(each.change or 0, each.indicator.decimals)
        direction = None if unchanged or each.certain_change is False else each.is_better(each.change or 0)
        {True: better, False: worse, None: others}[direction].append(each)
    return [
        (text.t("Improved since the previous value:"), better),
        (text.t("Deteriorated since the previous value:"), worse),
        (text.t("Unchanged, changed within the margin of error, or neither direction is better:"), others),
    ]
