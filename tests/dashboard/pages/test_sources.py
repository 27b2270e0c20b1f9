"""The latest refreshes as the page of sources tells them."""

from datetime import UTC, datetime, timedelta

import pytest

from dashboard.components.refreshes import duration, refreshes
from dashboard.text import text_for
from data_sources.store import Run, RunResult

STARTED = datetime(2026, 11, 21, 1, 15, tzinfo=UTC)
DOWN = "Sotkanet: cannot be reached"


def run_of(seconds, *results, outcome="complete"):
    return Run(1, STARTED, STARTED + timedelta(seconds=seconds), outcome, results)


def texts(component):
    """The texts of a component and its descendants, in order."""
    if component is None:
        return []
    if isinstance(component, str):
        return [component]
    if isinstance(component, list | tuple):
        return [text for each in component for text in texts(each)]
    return texts(getattr(component, "children", None))


def results(*outcomes, reason=""):
    return [RunResult("unemployment", f"sotkanet:{number}", outcome, reason) for number, outcome in enumerate(outcomes)]


def test_a_run_is_told_by_its_start_end_length_and_counts():
    section = refreshes([run_of(61, *results("updated", "updated", "unchanged"))], text_for("fi"))
    told = texts(section)
    assert told[-4:] == ["21.11.2026 klo 3.15", "valmis", "61 sekuntia", "2 päivitetty, 1 ennallaan"]


def test_each_reason_is_told_once_the_gravest_first():
    bad = [
        *results("left out", reason="gone"),
        *results("kept back", reason="ten times"),
        *results("failed", "failed", reason=DOWN),
    ]
    section = refreshes([run_of(1, *bad, outcome="with failures")], text_for("en"))
    told = texts(section)
    assert "1 left out, 1 kept back, 2 failed" in told
    assert told[told.index("Not updated: 4 series") + 1 :] == [
        "Failed",
        ": Unemployed people (sotkanet:0, sotkanet:1)",
        DOWN,
        "Kept back",
        ": Unemployed people (sotkanet:0)",
        "ten times",
        "Left out",
        ": Unemployed people (sotkanet:0)",
        "gone",
    ]


def test_without_runs_it_says_so():
    assert texts(refreshes([], text_for("sv"))) == ["Senaste uppdateringar", "Ingen uppdatering har gjorts ännu."]


@pytest.mark.parametrize(
    ("seconds", "said"), [(0, "0 seconds"), (1, "1 second"), (119, "119 seconds"), (120, "2 minutes"), (3600, "60 minutes")]
)
def test_long_runs_are_told_in_minutes(seconds, said):
    assert duration(run_of(seconds), text_for("en")) == said


def test_a_run_without_an_end_has_no_length():
    assert duration(Run(1, STARTED, None, "running"), text_for("en")) == ".."
