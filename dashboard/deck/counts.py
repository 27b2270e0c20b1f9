"""The counts of targets by status: the lines of an overview's or a priority area's slide."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.deck.slide import SlideLine
from dashboard.monitoring.status import ObjectiveStatus
from dashboard.monitoring.tally import count_statuses
from dashboard.monitoring.tally_text import followed_text, status_label
from dashboard.text import Text


def status_lines(objectives: Sequence[ObjectiveStatus], text: Text) -> tuple[SlideLine, ...]:
    """Return a line for each status that occurs, by state and in the order of pages, then the indicators without a target.

    The numbers of the lines add up to the number of targets.
    """
    counts = count_statuses(each for one in objectives for each in one.progresses)
    lines = [
        SlideLine(status_label(each.status, text, uncertain=each.uncertain), str(each.status), each.count, each.uncertain)
        for each in counts
    ]
    followed = followed_text(objectives, text)
    return (*lines, *([SlideLine(followed)] if followed else [])) or (SlideLine(text.t("No indicators.")),)
