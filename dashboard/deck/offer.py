"""What a choice of content is made from: the plan's priority areas and indicators, with the charts that have figures."""

from __future__ import annotations

from dataclasses import dataclass
from operator import itemgetter

from dashboard.context import Context
from dashboard.deck._choice import check_choice, default_choice
from dashboard.deck._figures import Figures
from dashboard.deck._types import Choice
from dashboard.standing import PriorityStanding, Standing


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
    figures = Figures(context)
    check_choice(asked, figures.standing, context.view.language)
    choice = asked if asked.items else default_choice(figures)
    return choice, _offered(figures, choice)


def _offered(figures: Figures, choice: Choice) -> tuple[Offered, ...]:
    text, order = figures.context.text, [item[:2] for item in choice.items]

    def place(*names: str) -> int:
        return next((number for number, item in enumerate(order) if item[: len(names)] == names), len(order))

    found = []
    for each in sorted(figures.standing, key=lambda each: place(each.priority.id)):
        name = each.priority.id
        rows = [(place(name, row.id), number, row) for number, row in enumerate(_indicators(each, figures))]
        found.append(Offered(name, text.name(each.priority.name), tuple(row for *_, row in sorted(rows, key=itemgetter(0, 1)))))
    return tuple(found)


def _indicators(priority: PriorityStanding, figures: Figures) -> list[Offered]:
    """Return the indicators of a priority area, each once, with the charts of its first standing."""
    first: dict[str, Standing] = {}
    for each in priority.standings:
        first.setdefault(each.indicator.id, each)
    text = figures.context.text
    return [Offered(name, text.name(each.indicator.name), kinds=_kinds(each, figures)) for name, each in first.items()]


def _kinds(standing: Standing, figures: Figures) -> tuple[str, ...]:
    having = {
        "target": standing.progress is not None and not standing.indicator.closed,
        "groups": bool(figures.divisions(standing)),
        "trend": standing.newest is not None,
    }
    return tuple(kind for kind, has in having.items() if has)
