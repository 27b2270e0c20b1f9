"""An address of the presentation -> the view, the choice of content, and how it looks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from dashboard.addresses.errors import AddressError, MovedError
from dashboard.addresses.pages import read_pages
from dashboard.addresses.presentations import CHOOSE, OPTIONS, present_path
from dashboard.addresses.reading import (
    check_length,
    follow,
    language_of,
    match_page,
    query_pairs,
    read_query,
    read_value,
    tidy,
    view_of,
)
from dashboard.addresses.view import View
from dashboard.deck import KINDS, Choice, read_choice

AUTO = "auto"
"""Colours of a presentation unless others are asked for: those of the device."""
_BOX, _PLACE = "slide", "place."
"""Fields of the form: a box for each chart, and the number of the place of each priority area and indicator."""
_FORM = _SENT, _NOTHING = "sent", "nothing"
"""Parameters of the form itself: that it was sent, and that nothing was ticked."""


class _Boxes(NamedTuple):
    """What the form chooses: boxes `priority.indicator.chart`, and numbers of places by `priority` or `priority.indicator`."""

    ticked: list[str]
    places: dict[str, str]


@dataclass(frozen=True, slots=True)
class PresentRequest:
    """What is asked for: `view` is that of the overview; `nothing`: a choice of nothing was sent before."""

    view: View
    choice: Choice
    theme: str = AUTO
    nothing: bool = False

    def address(self, part: str = "") -> str:
        """Return the canonical address of the slides, or of a part."""
        theme = {} if self.theme == AUTO else {"theme": self.theme}
        return present_path(self.view, self.choice.query, part, **theme)


def read_present(language: str, area: str, search: str, default_area: str) -> PresentRequest:
    """Read the parts of an address. `AddressError` as of `read_view` and `read_choice`; `MovedError` for a form's address."""
    given = f"/{language}/{area}"
    path, language = tidy(given), language_of(given)
    boxes, pairs = _sorted_out(query_pairs(search))
    page, values = match_page(path)
    query = read_query(pairs, {*OPTIONS, *_FORM, *read_pages()[page].parameters})
    of_view = {name: text for name, text in query.items() if name not in {*OPTIONS, *_FORM}}
    check_length(len(path) + sum(len(name) + len(text) for name, text in of_view.items()), language)
    theme = read_value("theme", query, language) if query.get("theme") else AUTO
    choice = _choice(read_value("slides", query, language), language)
    view, moved = _view(page, values, of_view, default_area)
    asked = PresentRequest(view, choice, theme, nothing=_NOTHING in query)
    if _SENT in query:
        choice = _choice(",".join(_in_order(boxes)), language)
        raise MovedError(replace(asked, choice=choice).address() if choice.items else _again(asked))
    if moved or path != given:
        raise MovedError(asked.address())
    return asked


def _again(asked: PresentRequest) -> str:
    """Return the address of the form with the message that nothing was chosen."""
    return present_path(asked.view, "", CHOOSE, **{_NOTHING: "1"})


def _sorted_out(pairs: Iterable[tuple[str, str]]) -> tuple[_Boxes, list[tuple[str, str]]]:
    """Return the choice by the boxes and numbers of the form, and the other parts of the query."""
    boxes, others = _Boxes([], {}), []
    for name, value in pairs:
        if name == _BOX:
            boxes.ticked.append(value)
        elif name.startswith(_PLACE):
            boxes.places[name.removeprefix(_PLACE)] = value
        else:
            others.append((name, value))
    return boxes, others


def _choice(text: str, language: str) -> Choice:
    try:
        return read_choice(text)
    except AddressError as error:
        raise error.in_language(language) from None


def _view(page: str, values: Mapping[str, str], query: Mapping[str, str], default_area: str) -> tuple[View, bool]:
    """Return the view, and whether it has another address than was asked for."""
    try:
        return view_of(page, values, query, default_area), False
    except MovedError as moved:
        return follow(moved, default_area), True


def _in_order(boxes: _Boxes) -> list[str]:
    """Return the boxes that were ticked, by the numbers of their priority areas and indicators; a tie keeps its order.

    The box of a priority area alone counts where none of its charts is ticked.
    """
    with_charts = {each.partition(".")[0] for each in boxes.ticked if "." in each}
    kept = [each for each in dict.fromkeys(boxes.ticked) if "." in each or each not in with_charts]

    def place(item: str) -> tuple[int, int, int]:
        priority, _, rest = item.partition(".")
        indicator, _, kind = rest.rpartition(".")
        return (
            _number(boxes.places.get(priority)),
            _number(boxes.places.get(f"{priority}.{indicator}")),
            KINDS.index(kind) if kind in KINDS else 0,
        )

    return sorted(kept, key=place)


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) <= 4 else 9999
