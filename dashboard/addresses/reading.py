"""Address -> view; an invalid address is an error in the reader's language."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any
from urllib.parse import parse_qsl, quote

from werkzeug.exceptions import NotFound
from werkzeug.routing import Map, RequestRedirect, Rule

from dashboard.addresses.errors import AddressError, MovedError
from dashboard.addresses.pages import read_pages
from dashboard.addresses.parameters import PARAMETERS
from dashboard.addresses.view import View
from dashboard.text.languages import languages
from data_sources.model import DEFAULT_LANGUAGE

LONGEST_ADDRESS = 2000


def read_view(path: str, search: str, default_area: str) -> View:
    """Read the address `path` + `search` (with or without question mark).

    `default_area` is the slug of an address without one. `AddressError` names what does not exist; `MovedError` where the
    canonical address is another one (`/`, former slugs, forms sent without JavaScript).
    """
    language = language_of(path)
    check_length(len(path) + len(search), language)
    if path in {"", "/"} or path.strip("/") in languages():
        raise MovedError(f"/{language}/{quote(default_area)}")
    page, values = match_page(path)
    query = read_query(query_pairs(search), read_pages()[page].parameters, language)
    return view_of(page, values, query, default_area)


def follow(moved: MovedError, default_area: str) -> View:
    """Return the view of the address that another one has moved to."""
    path, _, search = moved.url.partition("?")
    return read_view(path, search, default_area)


def language_of(path: str) -> str:
    """Return the language that a path begins with, or the default one."""
    first = path.strip("/").split("/")[0]
    return first if first in languages() else DEFAULT_LANGUAGE


def check_length(characters: int, language: str, most: int = LONGEST_ADDRESS) -> None:
    """Raise `AddressError` (400) for an address of too many characters."""
    if characters > most:
        raise AddressError(400, "The address is longer than {value} characters.", str(most), language)


@cache
def addresses() -> Map:
    """Return the paths of all pages, to be matched."""
    return Map([Rule(page.path, endpoint=name) for name, page in read_pages().items()], strict_slashes=False)


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
    """Return the names and values of a query, with or without its question mark."""
    return parse_qsl(search.lstrip("?"), keep_blank_values=True)


def read_query(pairs: Iterable[tuple[str, str]], known: Collection[str], language: str) -> dict[str, str]:
    """Return the values of a query by their names; `AddressError` (400) for a name not `known`, or given twice."""
    query: dict[str, str] = {}
    for name, value in pairs:
        if name not in known:
            raise AddressError(400, "The address has a part that this page does not know: {value}.", name, language)
        if name in query:
            raise AddressError(400, "The address says this twice: {value}.", name, language)
        query[name] = value
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


def view_of(page: str, values: Mapping[str, str], query: Mapping[str, str], default_area: str) -> View:
    """Return the view of a page, the values in its path and its query. Raises as `read_view`."""
    language, path_area = values["language"], values.get("area", query.get("area", default_area))
    area = read_value("area", {"area": path_area}, language)
    moved = path_area != area.slug
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
        comparisons=comparisons,
        priority=values.get("priority", read_value("priority", query, language)),
        **{
            name: read_value(name, query, language)
            for name in ("years", "plan", "target", "tag", "council", "dimension", "sort", "q")
        },
    )
    view = _with_group(view, query, language)
    if moved or "indicator" in query:
        raise MovedError(view.url)
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
