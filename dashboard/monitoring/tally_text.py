"""The tally of targets in words: the one sentence of pages, slides, report and workbook, and the names of states."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dashboard.analysis.progress import Flag, Progress, Status
from dashboard.monitoring.progress_text import status_text
from dashboard.monitoring.status import ObjectiveStatus
from dashboard.monitoring.tally import State, progresses_by_area, state_of, tally
from dashboard.text import Text
from dashboard.text.labels import _
from data_sources.areas import read_areas
from data_sources.model import Area

STATES: Mapping[State, str] = {
    State.GOOD: _("going well"),
    State.BEHIND: _("behind"),
    State.UNCERTAIN: _("uncertain"),
    State.OPEN: _("open"),
}
"""Names of states, in the order in which they are counted."""


def tally_sentence(objectives: Iterable[ObjectiveStatus], area: Area, text: Text) -> str:
    """Return "7 targets: 3 going well, 2 behind, 1 uncertain, 1 open", without a full stop, or that there are no targets.

    Targets of another area than the one looked at are counted under that area's name only: "Kainuu's 7 targets: …". A state
    that no target is in is left out. Where every target was met or not, the sentence says so.
    """
    by_area = progresses_by_area(objectives)
    areas = sorted(by_area, key=lambda code: code != area.code)
    sentences = [_of_one_area(by_area[code], None if code == area.code else read_areas().by_code[code], text) for code in areas]
    return "; ".join(sentences) or text.t("Followed without targets")


def counts_in_words(progresses: Sequence[Progress], text: Text) -> str:
    """Return "3 going well, 2 behind, 1 uncertain, 1 open"; empty for none."""
    counted = tally(progresses)
    if all(each.status in {Status.MET, Status.NOT_MET} and not each.uncertain for each in progresses):
        parts = [
            (counted.good, text.n("{count} was met", "{count} were met", counted.good)),
            (counted.behind, text.n("{count} was not met", "{count} were not met", counted.behind)),
        ]
    else:
        parts = [
            (counted.good, text.n("{count} going well", "{count} going well", counted.good)),
            (counted.behind, text.n("{count} behind", "{count} behind", counted.behind)),
            (counted.uncertain, _uncertain(counted.uncertain, text)),
            (counted.open, text.n("{count} open", "{count} open", counted.open)),
        ]
    return ", ".join(part for count, part in parts if count)


def margin_sentence(objectives: Iterable[ObjectiveStatus], text: Text) -> str:
    """Return how many of the targets that go well or are behind were judged without a margin of error; empty for none."""
    progresses = [each for objective in objectives for each in objective.progresses]
    judged = [each for each in progresses if state_of(each) in {State.GOOD, State.BEHIND}]
    unknown = sum(bool({Flag.NO_MARGIN, Flag.OWN_VARIATION}.intersection(each.flags)) for each in judged)
    return text.n("{count} has no margin of error.", "{count} have no margin of error.", unknown) if unknown else ""


def followed_text(objectives: Iterable[ObjectiveStatus], text: Text) -> str:
    """Return how many indicators are followed without a target, which are no part of the tally; empty for none."""
    count = sum(each.target is None for objective in objectives for each in objective.indicator_statuses)
    return text.n("{count} indicator without a target", "{count} indicators without a target", count) if count else ""


def status_label(status: Status, text: Text, *, uncertain: bool) -> str:
    """Return the label of a status, marked where it is uncertain: "too slow, uncertain"."""
    return status_text(Progress(status, uncertain=uncertain), text)


def _uncertain(count: int, text: Text) -> str:
    """Return "2 uncertain" of targets; `{count} uncertain` is of differences, whose gender is another."""
    return text.n("{targets} uncertain", "{targets} uncertain", count, targets=text.number(count, 0))


def _of_one_area(progresses: Sequence[Progress], owner: Area | None, text: Text) -> str:
    count = len(progresses)
    if owner is None:
        targets = text.n("{count} target", "{count} targets", count)
    else:
        targets = text.n("{area.genitive} {count} target", "{area.genitive} {count} targets", count, area=text.area(owner))
    return text.t("{targets}: {counts}", targets=text.capitalise(targets), counts=counts_in_words(progresses, text))
