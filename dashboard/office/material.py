"""What the report and the workbook are made from: the plan's statuses and the charts chosen, each read once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from dashboard.deck import Choice, Slide, read_deck
from dashboard.deck.material import DeckMaterial, once
from dashboard.monitoring.status import IndicatorStatus, ObjectiveStatus, PriorityStatus
from dashboard.queries.context import Context
from dashboard.text import Text
from data_sources.model import Area, Indicator

Watch = Callable[[Sequence[PriorityStatus]], Iterable[PriorityStatus]]
"""What sees each priority area as its turn comes, such as a bar of progress."""


@dataclass(frozen=True)
class Material:
    """A plan in an area: `priorities` are those chosen in their order, `slides` the chosen charts by priority area."""

    context: Context
    deck: DeckMaterial
    priorities: tuple[PriorityStatus, ...]
    slides: dict[str, list[Slide]]
    sample: str

    @property
    def text(self) -> Text:
        """The text of the context's language."""
        return self.context.text

    @property
    def area(self) -> Area:
        """The area of the view."""
        return self.context.view.area

    @property
    def objectives(self) -> tuple[ObjectiveStatus, ...]:
        """Every objective of the chosen priority areas, whose targets are what is counted."""
        return tuple(objective for priority in self.priorities for objective in priority.objectives)

    @property
    def owner(self) -> Area | None:
        """The area whose plan and statuses these are, where they are not those of the view's area."""
        return self.deck.plan_view.owner

    @property
    def indicator_statuses(self) -> tuple[IndicatorStatus, ...]:
        """Every indicator and group of the chosen priority areas once."""
        return once(each for priority in self.priorities for each in priority.indicator_statuses)

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """Every indicator of the chosen priority areas once."""
        return tuple({each.indicator.id: each.indicator for each in self.indicator_statuses}.values())

    @property
    def plan(self) -> str:
        """The plan's name, which says its years."""
        return self.text.name(self.deck.plan_view.plan.name)


def read_material(context: Context, choice: Choice) -> Material:
    """Return the material of the view's area and plan; an empty choice is the whole plan.

    `AddressError` where the plan has no such priority area or indicator.
    """
    material = DeckMaterial(context)
    deck = read_deck(context, choice, material)
    by_id = {each.priority.id: each for each in material.priorities}
    names = dict.fromkeys(name for name, _, _ in deck.choice.items)
    slides: dict[str, list[Slide]] = {name: [] for name in names}
    charts = [name for name, indicator, _ in deck.choice.items if indicator]
    for name, slide in zip(charts, (each for each in deck.slides if each.kind == "chart"), strict=True):
        slides[name].append(slide)
    return Material(context, material, tuple(by_id[name] for name in names), slides, deck.sample)
