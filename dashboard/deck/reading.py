"""A deck read from a context and a choice of content."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from dashboard.deck.chart_slides import chart_slide
from dashboard.deck.choice import check_choice, default_choice
from dashboard.deck.closing import closing_slide
from dashboard.deck.material import DeckMaterial
from dashboard.deck.slide import LONGEST_TITLE, Choice, Deck, Slide
from dashboard.deck.text_slides import overview_slide, priority_slide, title_slide
from dashboard.queries.context import Context
from dashboard.text import Text


def read_deck(context: Context, choice: Choice, material: DeckMaterial | None = None) -> Deck:
    """Return the deck of the view's area and plan; `AddressError` where the plan has no such priority area or indicator.

    `material` is that of the context, where it is needed for more than the deck.
    """
    material, text = material or DeckMaterial(context), context.text
    check_choice(choice, material.priorities, context.view.language)
    chosen = choice if choice.items else default_choice(material)
    sample = _sample_text(material, text)
    slides = [
        title_slide(material, sample),
        overview_slide(material),
        *_of_priorities(chosen, material),
        closing_slide(material),
    ]
    return Deck(
        area=material.subject,
        plan=text.name(material.plan_view.plan.name),
        language=text.language,
        made=context.today,
        slides=tuple(_told_apart(slides)),
        choice=chosen,
        sample=sample,
    )


def _of_priorities(choice: Choice, material: DeckMaterial) -> Iterator[Slide]:
    """Yield a summary before each run of charts of one priority area."""
    by_id = {each.priority.id: each for each in material.priorities}
    for name, items in groupby(choice.items, key=lambda item: item[0]):
        yield priority_slide(by_id[name], material)
        for _, indicator, kind in items:
            if indicator:
                yield chart_slide(by_id[name], indicator, kind, material)


def _told_apart(slides: Sequence[Slide]) -> Iterator[Slide]:
    """Yield the slides with a number behind an id or a title that an earlier one has."""
    ids: set[str] = set()
    titles: set[str] = set()
    for slide in slides:
        name, title, number = slide.id, slide.title, 2
        while name in ids:
            name, number = f"{slide.id}-{number}", number + 1
        number = 2
        while title in titles:
            end = f" ({number})"
            title, number = slide.title[: LONGEST_TITLE - len(end)] + end, number + 1
        ids.add(name)
        titles.add(title)
        yield replace(slide, id=name, title=title)


def _sample_text(material: DeckMaterial, text: Text) -> str:
    """Return the text that marks sample data where all values of the plan are, others where some are, else nothing."""
    shown = {each.indicator.id for each in material.indicator_statuses}
    kinds = {any(origin.sample for origin in origins) for name, origins in material.context.origins.items() if name in shown}
    if True not in kinds:
        return ""
    if False in kinds:
        return text.t("Some of the values are sample data, not real ones; their charts say so.")
    return text.t("sample data, not real figures")
