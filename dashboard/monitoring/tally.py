"""The tally of targets: every status is in exactly one of four states, which add up to the number of targets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from dashboard.analysis.progress import Progress, Status
from dashboard.monitoring.status import ObjectiveStatus


class State(StrEnum):
    """What the status of a target comes to, in the order in which states are counted."""

    GOOD = "going well"
    BEHIND = "behind"
    UNCERTAIN = "uncertain"
    OPEN = "open"


_GOOD = (Status.ACHIEVED, Status.MET, Status.KEPT, Status.LEFT_FOR_BETTER, Status.ON_TRACK, Status.MOVING_RIGHT)
_BEHIND = (
    Status.TOO_SLOW,
    Status.FAR_BEHIND,
    Status.WRONG_DIRECTION,
    Status.MOVING_WRONG,
    Status.LEFT_FOR_WORSE,
    Status.ACHIEVED_AND_LOST,
    Status.NOT_MET,
)
_UNCERTAIN = (Status.ACHIEVED_UNCERTAIN, Status.NOT_YET_CERTAIN)
_ORDER = tuple(dict.fromkeys([*_GOOD, *_BEHIND, *_UNCERTAIN, *Status]))
"""Statuses in the order in which they are counted within a state."""


def state_of(progress: Progress) -> State:
    """Return the state of a target: whatever is neither good, behind nor uncertain is open."""
    if progress.status in _UNCERTAIN or (progress.uncertain and progress.status in {*_GOOD, *_BEHIND}):
        return State.UNCERTAIN
    if progress.status in _GOOD:
        return State.GOOD
    return State.BEHIND if progress.status in _BEHIND else State.OPEN


@dataclass(frozen=True, slots=True)
class Tally:
    """The numbers of targets that go well, are behind, are uncertain and are open."""

    good: int = 0
    behind: int = 0
    uncertain: int = 0
    open: int = 0

    @property
    def total(self) -> int:
        """The number of targets."""
        return self.good + self.behind + self.uncertain + self.open


def tally(progresses: Iterable[Progress]) -> Tally:
    """Return how many targets are in each state."""
    counts = Counter(map(state_of, progresses))
    return Tally(counts[State.GOOD], counts[State.BEHIND], counts[State.UNCERTAIN], counts[State.OPEN])


@dataclass(frozen=True, slots=True)
class StatusCount:
    """The number of targets of one status, uncertain or not; `count` is above 0."""

    state: State
    status: Status
    uncertain: bool
    count: int


def count_statuses(progresses: Iterable[Progress]) -> tuple[StatusCount, ...]:
    """Return how many targets have each status that occurs, by state; the counts add up to the number of targets."""
    states, order = list(State), _ORDER.index
    counts = Counter((state_of(each), each.status, each.uncertain) for each in progresses)
    found = sorted(counts.items(), key=lambda item: (states.index(item[0][0]), order(item[0][1]), item[0][2]))
    return tuple(StatusCount(*key, count) for key, count in found)


def progresses_by_area(objectives: Iterable[ObjectiveStatus]) -> Mapping[str, tuple[Progress, ...]]:
    """Return the progress of every target by the area (code) whose target it is, as the plan's order has them.

    A municipality that follows its county's plan sees the county's targets, which are never counted as its own.
    """
    found: dict[str, list[Progress]] = {}
    for objective in objectives:
        for each in objective.indicator_statuses:
            if each.progress is not None and each.status_area is not None:
                found.setdefault(each.status_area.code, []).append(each.progress)
        for stated in objective.stated:
            found.setdefault(stated.target.area, []).append(stated.progress)
    return {area: tuple(progresses) for area, progresses in found.items()}
