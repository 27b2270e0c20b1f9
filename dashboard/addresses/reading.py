"""Address -> view; an invalid address is an error in the reader's language.

Addresses are shared, and come back changed: with parameters of others, in other case, with the full stop or bracket of the
sentence around them, with `&` written as in HTML. All of that is understood; only the API is strict (`dashboard.api.query`).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any
from urllib.parse import parse_qsl, quote

from werkzeug.exceptions import NotFound
from werkzeug.routing import Map, RequestRedirect, Rule

from dashboard.addresses.errors import AddressError, MovedError
from dashboard.addresses.pages import read_pages
from dashboard.addresses.parameters import MOST_COMPARISONS, PARAMETERS
from dashboard.addresses.view import View
from dashboard.text.languages import languages
from data_sources.model import DEFAULT_LANGUAGE

LONGEST_ADDRESS = 2000
"""Characters of the parts of an address that are ours."""
LONGEST_QUERY = 20_000
"""Characters of a whole query: trackers add long ones to ours, and a form without JavaScript names every indicator of a plan."""
SEVERAL = ("compare",)
"""Parameters that hold a list, which one that is given again continues; any other is what is given last."""


def read_view(path: str, search: str, default_area: str) -> View:
    """Read the address `path` + `search` (with or without question mark).

    `default_area` is the slug of an address without one. `AddressError` names what does not exist; `MovedError` where the
    canonical address is another one (`/`, former slugs, forms sent without JavaScript, another case, an end that is not ours).
    """
    given, path = path, tidy(path)
    language = language_of(path)
    check_length(len(path), language)
    if not path.strip("/") or path.strip("/") in languages():
        raise MovedError(f"/{language}/{quote(default_area)}")
    page, values = match_page(path)
    query = read_query(query_pairs(search), read_pages()[page].parameters)
    check_length(len(path) + sum(len(name) + len(text) for name, text in query.items()), language)
    return view_of(page, values, query, default_area, moved=path != given)


def tidy(path: str) -> str:
    """Return a path in our case, without slashes that are too many and without what a sentence put after it.

    Parts that are not ours, such as the priority areas of a plan, keep their case; `view_of` reads areas and indicators in any.
    """
    whole = "/" + re.sub("/{2,}", "/", without_sentence(path)).strip("/")
    first, slash, rest = whole.lstrip("/").partition("/")
    if first.casefold() in languages():
        whole = f"/{first.casefold()}{slash}{rest}"
    folded = whole.casefold()
    return folded if _page_at(folded) not in {None, _page_at(whole)} else whole


def without_sentence(text: str) -> str:
    """Return a text without the full stop, quotation mark or closing bracket of the sentence that it stood in."""
    text = text.rstrip()
    while text and (text[-1] in _ENDS or (text[-1] in _BRACKETS and _BRACKETS[text[-1]] not in text)):
        text = text[:-1].rstrip()
    return text


_ENDS = (
    ".,;:!'\"\N{HORIZONTAL ELLIPSIS}\N{RIGHT DOUBLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"
    "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}"
)
_BRACKETS = {")": "(", "]": "[", "}": "{", ">": "<"}


def follow(moved: MovedError, default_area: str) -> View:
    """Return the view of the address that another one has moved to."""
    path, _, search = moved.url.partition("?")
    return read_view(path, search, default_area)


def language_of(path: str) -> str:
    """Return the language that a path begins with, or the default one."""
    first = path.strip("/").split("/")[0].casefold()
    return first if first in languages() else DEFAULT_LANGUAGE


def check_length(characters: int, language: str, most: int = LONGEST_ADDRESS) -> None:
    """Raise `AddressError` (400) for an address of too many characters."""
    if characters > most:
        raise AddressError(400, "The address is longer than {value} characters.", str(most), language)


@cache
def addresses() -> Map:
    """Return the paths of all pages, to be matched."""
    return Map([Rule(page.path, endpoint=name) for name, page in read_pages().items()], strict_slashes=False)


def _page_at(path: str) -> str | None:
    """Return the name of the page whose addresses have the form of a path."""
    try:
        page: str = addresses().bind("").match(path)[0]
    except (NotFound, RequestRedirect):
        return None
    return page


def match_page(path: str) -> tuple[str, Mapping[str, str]]:
    """Return the page of a path and the values of its variables; `AddressError` (404) where there is none."""
    try:
        page, values = addresses().bind("").match(path)
    except (NotFound, RequestRedirect):
        raise AddressError(404, "There is no page at {value}.", path, language_of(path)) from None
    if values["language"] not in languages():
        raise AddressError(404, "There is no page at {value}.", path, language_of(path))
    return page, values


def query_pairs(search: str) -> list[tuple[str, str]]:
    """Return the names and values of a query, with or without its question mark.

    `&` may be written as in HTML, even twice, and a question mark may stand in its place; what a sentence put after the last
    value is left away. `AddressError` (400) where it is longer than LONGEST_QUERY.
    """
    check_length(len(search), DEFAULT_LANGUAGE, LONGEST_QUERY)
    pairs = parse_qsl(re.sub("&(amp;|#0*38;)+", "&", search.strip("?")).replace("?", "&"), keep_blank_values=True)
    pairs = [(re.sub("^(amp;)+", "", name), value) for name, value in pairs]
    return [*pairs[:-1], *((name, without_sentence(value)) for name, value in pairs[-1:])]


def read_query(pairs: Iterable[tuple[str, str]], known: Collection[str]) -> dict[str, str]:
    """Return the values of a query by their names; those not `known` are of others, who track or arrange what is shared."""
    query: dict[str, str] = {}
    for name, value in pairs:
        if name in known:
            query[name] = f"{query[name]},{value}" if name in SEVERAL and name in query else value
    return query


def read_value(name: str, query: Mapping[str, str], language: str) -> Any:
    """Return the value of a parameter in a query, or its default; `AddressError` in the language where it is wrong."""
    parameter = PARAMETERS[name]
    if name not in query:
        return parameter.default
    try:
        return parameter.read(query[name])
    except AddressError as error:
        raise error.in_language(language) from None


def view_of(page: str, values: Mapping[str, str], query: Mapping[str, str], default_area: str, *, moved: bool = False) -> View:
    """Return the view of a page, the values in its path and its query; `moved` where the path was another one.

    Raises as `read_view`.
    """
    language, path_area = values["language"], values.get("area", query.get("area") or default_area)
    area = read_value("area", {"area": path_area}, language)
    moved = moved or path_area != area.slug
    if "area" in values and "area" in query:
        chosen, moved = read_value("area", query, language), True
        if chosen != area:  # another area has another plan, with other priority areas
            query = {name: value for name, value in query.items() if name not in {"plan", "priority", "target"}}
        area = chosen
    comparisons = read_value("compare", query, language)
    if comparisons and area in comparisons:
        comparisons, moved = tuple(other for other in comparisons if other != area), True
    view = View(
        language,
        page,
        area,
        indicator=read_value("indicator", {**values, **query}, language) if "indicator" in values else None,
        comparisons=comparisons and comparisons[:MOST_COMPARISONS],
        left_out=max(0, len(comparisons or ()) - MOST_COMPARISONS),
        priority=values.get("priority", read_value("priority", query, language)),
        **{
            name: read_value(name, query, language)
            for name in ("years", "plan", "target", "tag", "council", "dimension", "sort", "q")
        },
    )
    view = _with_group(view, query, language)
    moved = moved or (view.indicator is not None and values["indicator"] != view.indicator.id)
    if moved or "indicator" in query:
        raise MovedError(replace(view, comparisons=comparisons).url)  # with those left out, so that they are told there
    return view


def _with_group(view: View, query: Mapping[str, str], language: str) -> View:
    """Return the view of the group that is asked for, or else of the indicator's own."""
    group = read_value("group", query, language)
    if view.indicator is None:
        return view
    if group is None:
        return replace(view, group=view.indicator.default_group)
    if group not in view.indicator.groups:
        raise AddressError(400, "This indicator has no values for the population group {value}.", query["group"], language)
    return replace(view, group=group)
