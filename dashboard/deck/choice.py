"""The choice of a deck's content: read from an address, checked against the plan, or the default one."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from dashboard.addresses.errors import AddressError
from dashboard.analysis.progress import Status
from dashboard.charts.kinds import IN_DECKS, groups, target, trend
from dashboard.deck.material import DeckMaterial
from dashboard.deck.slide import Choice
from dashboard.differences.leading import findings
from dashboard.monitoring.status import IndicatorStatus, PriorityStatus
from dashboard.monitoring.tally import State, state_of

KINDS = tuple(kind.name for kind in IN_DECKS)
"""Charts that a slide may show, in their order."""
MOST_SLIDES = 100
"""Parts of a choice: far more than a meeting has time for, and few enough to compute while one waits."""
MOST_BY_DEFAULT = 3
"""Charts of a priority area in the default choice: ten minutes a topic leave time for these."""

_Item = tuple[str, str, str]

_TELLING = (State.BEHIND, State.GOOD, State.UNCERTAIN, State.OPEN)
"""States by what a meeting should see first; what is not certain never leads."""


def read_choice(text: str) -> Choice:
    """Read the `slides` parameter; `AddressError` (400) names a part that is no `priority.indicator.chart`."""
    parts = [part for part in text.split(",") if part]
    if len(parts) > MOST_SLIDES:
        raise AddressError(400, "A presentation has at most {value} charts.", str(MOST_SLIDES))
    items = [_item(part) for part in parts]
    twice = next((item for number, item in enumerate(items) if item in items[:number]), None)
    if twice:
        raise AddressError(400, "The address says this twice: {value}.", ".".join(filter(None, twice)))
    return Choice(tuple(items))


def _item(part: str) -> _Item:
    priority, *rest = part.split(".")
    if not priority or (rest and (len(rest) != 2 or not rest[0] or rest[1] not in KINDS)):
        raise AddressError(400, "A slide is written priority.indicator.chart, not {value}.", part)
    return (priority, rest[0], rest[1]) if rest else (priority, "", "")


def check_choice(choice: Choice, priorities: Iterable[PriorityStatus], language: str) -> None:
    """Raise `AddressError` (404) where the plan has no such priority area, or that has no such indicator."""
    known = {each.priority.id: {one.indicator.id for one in each.indicator_statuses} for each in priorities}
    for priority, indicator, _ in choice.items:
        if priority not in known:
            raise AddressError(404, "The plan has no priority area called {value}.", priority, language)
        if indicator and indicator not in known[priority]:
            raise AddressError(404, "The priority area has no indicator called {value}.", indicator, language)


def default_choice(material: DeckMaterial) -> Choice:
    """Return every priority area with its most telling charts, in the order of the plan.

    They are two targets, those that are behind first, then those that go well, then uncertain ones; the gap between groups that
    matters most of those that may lead; then further targets and gaps, and trends of what has neither. But for that gap an
    indicator has one chart, and one that an earlier priority area shows comes after the others.
    """
    items: list[_Item] = []
    used: set[str] = set()
    for priority in material.priorities:
        found = _telling(priority, material, used)
        used |= {indicator for _, indicator, _ in found}
        items += found or [(priority.priority.id, "", "")]
    return Choice(tuple(items))


def _telling(priority: PriorityStatus, material: DeckMaterial, used: set[str]) -> list[_Item]:
    with_target = [each for each in priority.indicator_statuses if each.progress and each.progress.status is not Status.NO_DATA]
    targets = sorted(with_target, key=_weight)
    gaps = _leading_gaps(priority, material)
    foremost = (gaps[0], groups.KIND.name) if gaps else None
    trends = [each for each in priority.indicator_statuses if each.newest and each not in with_target]
    ranked = [
        *((each.indicator.id, target.KIND.name) for each in targets[:2]),
        *([foremost] if foremost else []),
        *((each.indicator.id, target.KIND.name) for each in targets[2:]),
        *((name, groups.KIND.name) for name in gaps[1:]),
        *((each.indicator.id, trend.KIND.name) for each in trends),
    ]
    chosen: list[tuple[str, str]] = []
    for name, kind in sorted(ranked, key=lambda pair: pair[0] in used):
        again = any(name == other for other, _ in chosen) and (name, kind) != foremost
        if len(chosen) < MOST_BY_DEFAULT and not again:
            chosen.append((name, kind))
    order = list(dict.fromkeys(each.indicator.id for each in priority.indicator_statuses))
    chosen.sort(key=lambda pair: (order.index(pair[0]), KINDS.index(pair[1])))
    return [(priority.priority.id, name, kind) for name, kind in chosen]


def _weight(indicator_status: IndicatorStatus) -> int:
    """Return a key that puts what a meeting should see first first."""
    progress = indicator_status.progress
    return _TELLING.index(state_of(progress)) if progress else len(_TELLING)


def _leading_gaps(priority: PriorityStatus, material: DeckMaterial) -> list[str]:
    """Return the ids of indicators with a gap of the area's own groups that may lead, in the one order."""
    found = chain.from_iterable(material.breakdowns(each) for each in priority.indicator_statuses)
    return [each.indicator.id for each in findings(list(found), material.context.today.year, None)]
