"""When the next value of an indicator should be published, and which statuses it can change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dashboard.monitoring.release_calendar import council_day, release_calendar
from data_sources.model import Origin
from tests import builders
from tests.dashboard.monitoring.test_status import TODAY, indicator_status, observed, target

OBSERVED = observed("KU205", {2020: 14.0, 2022: 13.0, 2024: 12.0})


def origin(updated: date | None) -> Origin:
    return builders.origin("smoking", updated=updated)


def next_releases(updated: date | None, today: date = TODAY, **changes):
    one = indicator_status(OBSERVED, target())
    one = replace(one, indicator=replace(one.indicator, **changes))
    return release_calendar([one], {"smoking": [origin(updated)]}, today)


def test_the_next_value_has_the_lag_of_the_newest() -> None:
    [one] = next_releases(date(2025, 6, 12))
    assert (str(one.period), one.expected, one.overdue) == ("2026", date(2027, 6, 12), False)
    assert [each.target.id for each in one.changing if each.target] == ["t"]


def test_a_day_that_has_passed_is_overdue() -> None:
    [one] = next_releases(date(2025, 6, 12), today=date(2027, 6, 13))
    assert one.overdue


@pytest.mark.parametrize("updated", [None, date(2024, 11, 1), date(2028, 3, 1)])
def test_a_day_that_tells_nothing_of_the_lag_is_not_used(updated: date | None) -> None:
    """None, before the newest year had ended, or years after it: a correction of older values."""
    [one] = next_releases(updated)
    assert (one.expected, one.overdue) == (None, False)


def test_a_closed_series_has_no_next_value() -> None:
    assert next_releases(date(2025, 6, 12), closed=True) == ()


def test_a_judged_target_does_not_change() -> None:
    one = indicator_status(observed("KU205", {2020: 14.0, 2029: 9.0}), target())
    assert one.progress is not None
    assert one.progress.status == "met"
    [found] = release_calendar([one], {}, TODAY)
    assert found.indicator_statuses == (one,)
    assert found.changing == ()


def test_known_days_come_first() -> None:
    known, unknown = indicator_status(OBSERVED, target()), indicator_status(OBSERVED, None)
    unknown = replace(unknown, indicator=replace(unknown.indicator, id="a-first-by-name"))
    found = release_calendar([unknown, known], {"smoking": [origin(date(2025, 6, 12))]}, TODAY)
    assert [each.indicator.id for each in found] == ["smoking", "a-first-by-name"]


def test_the_council_handles_the_report_by_the_end_of_june() -> None:
    assert council_day(date(2026, 6, 30)) == date(2026, 6, 30)
    assert council_day(date(2026, 11, 21)) == date(2027, 6, 30)
