"""What a choice of content is made from: the plan's priority areas and indicators, with the charts that have values."""

from __future__ import annotations

from dataclasses import dataclass
from operator import itemgetter

from dashboard.deck.choice import check_choice, default_choice
from dashboard.deck.kinds import DECK_KINDS
from dashboard.deck.material import DeckMaterial
from dashboard.deck.slide import Choice
from dashboard.monitoring.status import IndicatorStatus, PriorityStatus
from dashboard.queries.context import Context


@dataclass(frozen=True, slots=True)
class Offered:
    """A priority area with its `indicators`, or an indicator with the `kinds` of chart that it has."""

    id: str
    name: str
    indicators: tuple[Offered, ...] = ()
    kinds: tuple[str, ...] = ()


def read_offer(context: Context, asked: Choice) -> tuple[Choice, tuple[Offered, ...]]:
    """Return the choice that is shown, the default one where none is asked for, and everything that can be chosen.

    What is chosen comes first and in its order, then the rest as in the plan. `AddressError` as of `read_deck`.
    """
    material = DeckMaterial(context)
    check_choice(asked, material.priorities, context.view.language)
    choice = asked if asked.items else default_choice(material)
    return choice, _offered(material, choice)


def _offered(material: DeckMaterial, choice: Choice) -> tuple[Offered, ...]:
    text, order = material.context.text, [item[:2] for item in choice.items]

    def place(*names: str) -> int:
        return next((number for number, item in enumerate(order) if item[: len(names)] == names), len(order))

    found = []
    for each in sorted(material.priorities, key=lambda each: place(each.priority.id)):
        name = each.priority.id
        rows = [(place(name, row.id), number, row) for number, row in enumerate(_indicators(each, material))]
        found.append(Offered(name, text.name(each.priority.name), tuple(row for *_, row in sorted(rows, key=itemgetter(0, 1)))))
    return tuple(found)


def _indicators(priority: PriorityStatus, material: DeckMaterial) -> list[Offered]:
    """Return the indicators of a priority area, each once, with the charts of its first status."""
    first: dict[str, IndicatorStatus] = {}
    for each in priority.indicator_statuses:
        first.setdefault(each.indicator.id, each)
    text = material.context.text
    return [Offered(name, text.name(each.indicator.name), kinds=_kinds(each, material)) for name, each in first.items()]


def _kinds(indicator_status: IndicatorStatus, material: DeckMaterial) -> tuple[str, ...]:
    return tuple(name for name, kind in DECK_KINDS.items() if kind.is_offered(indicator_status, material))
