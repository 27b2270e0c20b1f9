"""An address of the presentation -> the view, the choice of content, and how it looks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, quote, urlencode

from dashboard.addresses.errors import AddressError, MovedError
from dashboard.addresses.presentations import CHOOSE, present_path
from dashboard.addresses.reading import read_view
from dashboard.addresses.view import View
from dashboard.deck import KINDS, Choice, read_choice
from dashboard.text.languages import LANGUAGES

THEMES = ("auto", "light", "dark")
LONGEST_QUERY = 20_000
"""Characters of a query: a form sent without JavaScript names every indicator of a plan."""
_CHOSEN, _PLACE, _NOTHING = "slide", "place.", "nothing"


@dataclass(frozen=True, slots=True)
class PresentRequest:
    """What is asked for: `view` is that of the overview; `nothing`: a choice of nothing was sent before."""

    view: View
    choice: Choice
    theme: str = THEMES[0]
    nothing: bool = False

    def address(self, part: str = "") -> str:
        """Return the canonical address of the slides, or of a part."""
        theme = {} if self.theme == THEMES[0] else {"theme": self.theme}
        return present_path(self.view, self.choice.query, part, **theme)


def read_present(language: str, area: str, search: str, default_area: str) -> PresentRequest:
    """Read the parts of an address. `AddressError` as of `read_view` and `read_choice`; `MovedError` for a form's address."""
    known = language if language in LANGUAGES else LANGUAGES[0]
    if len(search) > LONGEST_QUERY:
        raise AddressError(400, "The address is longer than {value} characters.", str(LONGEST_QUERY), known)
    pairs = parse_qsl(search, keep_blank_values=True)
    own, chosen, places, rest = _sorted_out(pairs, known)
    choice = _choice(own.get("slides", ""), known)
    view, moved = _view(f"/{language}/{area}", urlencode(rest, quote_via=quote), default_area)
    asked = PresentRequest(view, choice, _theme(own, known), nothing=_NOTHING in own)
    if "sent" in own:
        choice = _choice(",".join(_in_order(chosen, places)), known)
        there = replace(asked, choice=choice).address() if choice.items else _again(asked)
        raise MovedError(there)
    if moved:
        raise MovedError(asked.address())
    return asked


def _again(asked: PresentRequest) -> str:
    """Return the address of the form that says that nothing was chosen."""
    return present_path(asked.view, "", CHOOSE, **{_NOTHING: "1"})


def _sorted_out(
    pairs: Sequence[tuple[str, str]], language: str
) -> tuple[dict[str, str], list[str], dict[str, str], list[tuple[str, str]]]:
    """Return own parameters, the form's boxes and its numbers of places, and what is left for the view."""
    own: dict[str, str] = {}
    chosen: list[str] = []
    places: dict[str, str] = {}
    rest: list[tuple[str, str]] = []
    for name, value in pairs:
        if name == _CHOSEN:
            chosen.append(value)
        elif name.startswith(_PLACE):
            places[name.removeprefix(_PLACE)] = value
        elif name in {"slides", "theme", "sent", _NOTHING}:
            if name in own:
                raise AddressError(400, "The address says this twice: {value}.", name, language)
            own[name] = value
        else:
            rest.append((name, value))
    return own, chosen, places, rest


def _choice(text: str, language: str) -> Choice:
    try:
        return read_choice(text)
    except AddressError as error:
        raise AddressError(error.status, error.message, error.value, language) from None


def _view(path: str, search: str, default_area: str) -> tuple[View, bool]:
    try:
        return read_view(path, search, default_area), False
    except MovedError as moved:
        path, _, search = moved.url.partition("?")
        return read_view(path, search, default_area), True


def _theme(own: Mapping[str, str], language: str) -> str:
    theme = own.get("theme") or THEMES[0]
    if theme not in THEMES:
        message = "The address has a part that this page does not know: {value}."
        raise AddressError(400, message, f"theme={theme}", language)
    return theme


def _in_order(chosen: Sequence[str], places: Mapping[str, str]) -> list[str]:
    """Return the boxes that were ticked, by the numbers of their priority areas and indicators; a tie keeps its order.

    The box of a priority area alone counts where none of its charts is ticked.
    """
    with_charts = {each.partition(".")[0] for each in chosen if "." in each}
    kept = [each for each in dict.fromkeys(chosen) if "." in each or each not in with_charts]

    def place(item: str) -> tuple[int, int, int]:
        priority, _, rest = item.partition(".")
        indicator, _, kind = rest.rpartition(".")
        return (
            _number(places.get(priority)),
            _number(places.get(f"{priority}.{indicator}")),
            KINDS.index(kind) if kind in KINDS else 0,
        )

    return sorted(kept, key=place)


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) <= 4 else 9999
