"""The counts of targets by status: the conclusion of an overview or a priority area, and its lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dashboard.analysis.progress import Flag, Status
from dashboard.deck.slide import SlideLine
from dashboard.monitoring.reach import BEHIND, REACHED, WITHIN_REACH
from dashboard.monitoring.status import IndicatorStatus
from dashboard.text import Text
from dashboard.theme.statuses import LOOKS

GOOD = (*REACHED, *WITHIN_REACH)
BAD = (*BEHIND, Status.NOT_MET)
"""As pages count them; a mere direction, right or wrong, is neither."""
OPEN = (Status.WAITING, Status.OUT_OF_DATE, Status.NO_BASELINE, Status.CHECK_TARGET)


def conclusion(indicator_statuses: Sequence[IndicatorStatus], text: Text) -> str:
    """Return "12 of 31 targets are on track or achieved, 14 are not reached at the present pace", or why there are none."""
    good, bad, count = _tally(indicator_statuses)
    if not count:
        return (
            text.t("No target can be judged")
            if any(each.target for each in indicator_statuses)
            else text.t("Followed without targets")
        )
    if all(each.progress.status in {Status.MET, Status.NOT_MET} for each in indicator_statuses if each.progress):
        missed = text.n("{count} was not met", "{count} were not met", bad)
        return f"{_met(good, count, text)}, {missed}"
    behind = text.n("{count} is not reached at the present pace", "{count} are not reached at the present pace", bad)
    ahead = _ahead(good, count, text)
    return f"{ahead}, {behind}" if bad else ahead


def _met(good: int, count: int, text: Text) -> str:
    """Return "1 of 3 targets was met": the verb agrees with the targets met, the noun with all of them."""
    total = text.number(count, 0)
    if count == 1:
        return text.t("{met} of {total} target was met", met=text.number(good, 0), total=total)
    return text.n("{count} of {total} targets was met", "{count} of {total} targets were met", good, total=total)


def _ahead(good: int, count: int, text: Text) -> str:
    """Return "1 of 3 targets is on track or achieved", with the same agreement."""
    total = text.number(count, 0)
    if count == 1:
        return text.t("{good} of {total} target is on track or achieved", good=text.number(good, 0), total=total)
    return text.n(
        "{count} of {total} targets is on track or achieved",
        "{count} of {total} targets are on track or achieved",
        good,
        total=total,
    )


def short_conclusion(indicator_statuses: Sequence[IndicatorStatus], text: Text) -> str:
    """Return "on track or achieved 12 / 31"; empty where no target can be judged."""
    good, _, count = _tally(indicator_statuses)
    return text.t("on track or achieved {good} / {count}", good=good, count=count) if count else ""


def _tally(indicator_statuses: Sequence[IndicatorStatus]) -> tuple[int, int, int]:
    """Return how many targets are on track or reached, how many fall behind, and how many are judged at all."""
    statuses = [each.progress.status for each in indicator_statuses if each.progress]
    return sum(each in GOOD for each in statuses), sum(each in BAD for each in statuses), len(statuses)


def reservation(indicator_statuses: Sequence[IndicatorStatus], text: Text) -> str:
    """Return how many of the statuses are uncertain, of unknown certainty, or not to be judged yet; empty where none is."""
    judged = [each.progress for each in indicator_statuses if each.progress]
    uncertain = sum(each.uncertain for each in judged)
    unknown = sum(Flag.NO_MARGIN in each.flags and not each.uncertain for each in judged)
    waiting = sum(each.status in OPEN for each in judged)
    parts = [
        text.n("{count} status is uncertain.", "{count} statuses are uncertain.", uncertain) if uncertain else "",
        text.n("{count} has no margin of error.", "{count} have no margin of error.", unknown) if unknown else "",
        text.n("{count} is still open.", "{count} are still open.", waiting) if waiting else "",
    ]
    return " ".join(filter(None, parts))


def status_lines(indicator_statuses: Sequence[IndicatorStatus], text: Text) -> tuple[SlideLine, ...]:
    """Return a line for each status that occurs, in the order of pages, then targets without values and the followed ones."""
    counts = Counter(str(each.progress.status) for each in indicator_statuses if each.progress)
    followed = sum(each.target is None for each in indicator_statuses)
    without = sum(each.progress is None for each in indicator_statuses) - followed
    lines = [SlideLine(text.progress_status(status), status, counts[status]) for status in LOOKS if counts[status]]
    if without:
        label = text.n("{count} target without values of its own", "{count} targets without values of their own", without)
        lines.append(SlideLine(label))
    if followed:
        lines.append(SlideLine(text.n("{count} indicator without a target", "{count} indicators without a target", followed)))
    return tuple(lines) or (SlideLine(text.t("No indicators.")),)
