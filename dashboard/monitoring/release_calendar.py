"""The release calendar: when each indicator's next value should be published, and which statuses it can change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dashboard.analysis.progress import Status
from dashboard.monitoring.status import IndicatorStatus
from data_sources.model import Indicator, Origin, Period

FINAL = (Status.MET, Status.NOT_MET, Status.CHECK_TARGET)
"""Statuses that no new value changes: the target year has been assessed, or the target itself is faulty."""

LONGEST_LAG = timedelta(days=3 * 365)
"""A series updated later than this after its newest year was updated for another reason than a new value."""


@dataclass(frozen=True)
class Release:
    """The next value of an indicator in an area.

    `period` is its reference period. `expected` is the approximate day of publication: as long after its period as the
    newest value was published after its own; None where the source gives no date. `overdue`: that day has passed.
    `indicator_statuses` are the plan's statuses of the indicator, `changing` those that the value can change.
    """

    indicator: Indicator
    period: Period
    expected: date | None
    overdue: bool
    indicator_statuses: tuple[IndicatorStatus, ...]

    @property
    def changing(self) -> tuple[IndicatorStatus, ...]:
        """Statuses that the value can change."""
        return tuple(each for each in self.indicator_statuses if each.progress and each.progress.status not in FINAL)


def council_day(today: date) -> date:
    """Return the next 30 June: the deadline for a council to approve the financial statements and the annual report.

    Source: Local Government Act (410/2015), section 121.
    """
    this_year = date(today.year, 6, 30)
    return this_year if today <= this_year else date(today.year + 1, 6, 30)


def release_calendar(
    indicator_statuses: Iterable[IndicatorStatus], origins: Mapping[str, Sequence[Origin]], today: date
) -> tuple[Release, ...]:
    """Return the next value of every indicator that has values and is not closed, the soonest first, unknown days last."""
    by_indicator: dict[str, list[IndicatorStatus]] = {}
    for indicator_status in indicator_statuses:
        if indicator_status.newest is not None and not indicator_status.indicator.closed:
            by_indicator.setdefault(indicator_status.indicator.id, []).append(indicator_status)
    found = [_next_release(tuple(group), origins.get(name, ()), today) for name, group in by_indicator.items()]
    return tuple(sorted(found, key=lambda each: (each.expected is None, each.expected or date.max, each.indicator.id)))


def _next_release(indicator_statuses: tuple[IndicatorStatus, ...], origins: Sequence[Origin], today: date) -> Release:
    indicator = indicator_statuses[0].indicator
    newest = max((each.newest.period for each in indicator_statuses if each.newest), key=lambda period: period.last)
    period = indicator.rhythm.next_period(newest)
    expected = _expected(newest, period, [origin.updated for origin in origins if origin.updated])
    return Release(indicator, period, expected, expected is not None and expected < today, indicator_statuses)


def _expected(newest: Period, coming: Period, updates: Sequence[date]) -> date | None:
    """Return the end of the next period plus the lag of the newest value; a later correction makes it slightly late."""
    end = date(newest.last, 12, 31)
    lags = [updated - end for updated in updates if timedelta() <= updated - end <= LONGEST_LAG]
    return date(coming.last, 12, 31) + min(lags) if lags else None
