"""An address -> the view that it asks for; an address that names nothing is refused in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from urllib.parse import parse_qsl, quote

from werkzeug.exceptions import NotFound
from werkzeug.routing import Map, RequestRedirect, Rule

from dashboard.addresses.errors import AddressError, MovedError
from dashboard.addresses.view import MOST_COMPARISONS, PARAMETERS, PATHS, SORTS, View
from dashboard.text.languages import LANGUAGES
from data_sources.areas import read_areas
from data_sources.indicators import read_indicators
from data_sources.model import DIMENSIONS, Area, Indicator, PopulationGroup

LONGEST_ADDRESS = 2000
YEARS = range(1900, 2101)

_ADDRESSES = Map([Rule(path, endpoint=page) for page, path in PATHS.items()], strict_slashes=False)


def read_view(path: str, search: str, default_area: str) -> View:
    """Read the address `path` + `search` (with or without question mark).

    `default_area` is the slug meant where the address has none. `AddressError` says what the address names that does
    not exist; `MovedError` where it is known by another address (`/`, former slugs, forms sent without JavaScript).
    """
    language = _language_of(path)
    if len(path) + len(search) > LONGEST_ADDRESS:
        raise AddressError(400, "The address is longer than {value} characters.", str(LONGEST_ADDRESS), language)
    if path in {"", "/"} or path.strip("/") in LANGUAGES:
        raise MovedError(f"/{language}/{quote(default_area)}")
    page, values = _match(path, language)
    query = _read_query(search, page, language)
    moved = False
    area, moved_area = _area(values.get("area", query.get("area", default_area)), language)
    if "area" in values and "area" in query:
        chosen, moved = _area(query["area"], language)[0], True
        if chosen != area:  # another area has another plan, with other priority areas
            query = {name: value for name, value in query.items() if name not in {"plan", "priority"}}
        area = chosen
    comparisons = _comparisons(query["compare"], language) if "compare" in query else None
    if comparisons and area in comparisons:
        comparisons, moved = tuple(other for other in comparisons if other != area), True
    name = query.get("indicator", values.get("indicator", ""))
    view = View(
        language,
        page,
        area,
        indicator=_indicator(name, language) if "indicator" in values else None,
        comparisons=comparisons,
        years=_years(query["years"], language) if "years" in query else None,
        plan=query.get("plan") or None,
        priority=values.get("priority", query.get("priority") or None),
        tag=query.get("tag") or None,
        council=_day(query["council"], language) if query.get("council") else None,
        dimension=_choice("dimension", query["dimension"], tuple(DIMENSIONS), language) if query.get("dimension") else None,
        sort=_choice("sort", query["sort"], SORTS, language) if query.get("sort") else SORTS[0],
    )
    if view.indicator:
        view = replace(view, group=view.indicator.default_group)
    if query.get("group"):
        view = replace(view, group=_group(query["group"], view, language))
    if moved or moved_area or "indicator" in query:
        raise MovedError(view.url)
    return view


def _language_of(path: str) -> str:
    first = path.strip("/").split("/")[0]
    return first if first in LANGUAGES else LANGUAGES[0]


def _match(path: str, language: str) -> tuple[str, Mapping[str, str]]:
    try:
        page, values = _ADDRESSES.bind("").match(path)
    except (NotFound, RequestRedirect):
        raise AddressError(404, "There is no page at {value}.", path, language) from None
    if values["language"] not in LANGUAGES:
        raise AddressError(404, "There is no page at {value}.", path, language)
    return page, values


def _read_query(search: str, page: str, language: str) -> dict[str, str]:
    query: dict[str, str] = {}
    for name, value in parse_qsl(search.lstrip("?"), keep_blank_values=True):
        if name not in PARAMETERS[page]:
            raise AddressError(400, "The address has a part that this page does not know: {value}.", name, language)
        if name in query:
            raise AddressError(400, "The address says this twice: {value}.", name, language)
        query[name] = value
    return query


def _area(text: str, language: str) -> tuple[Area, bool]:
    """Return the area and whether `text` is another name for it than its slug."""
    areas = read_areas()
    if text in areas.by_slug:
        return areas.by_slug[text], False
    if text in areas.former:
        return areas.former[text], True
    wanted = text.strip().casefold()
    for area in areas:
        if wanted in {area.slug, area.code.casefold(), *(name.casefold() for name in area.name.values())}:
            return area, True
    raise AddressError(404, "There is no area called {value}.", text, language)


def _indicator(text: str, language: str) -> Indicator:
    try:
        return read_indicators()[text]
    except KeyError:
        raise AddressError(404, "There is no indicator called {value}.", text, language) from None


def _comparisons(text: str, language: str) -> tuple[Area, ...]:
    chosen = [_area(slug, language)[0] for slug in text.split(",") if slug]
    if len(chosen) > MOST_COMPARISONS:
        message = "The address compares more areas than can be told apart; the most is {value}."
        raise AddressError(400, message, str(MOST_COMPARISONS), language)
    return tuple({area.code: area for area in chosen}.values())


def _choice(name: str, text: str, choices: tuple[str, ...], language: str) -> str:
    if text not in choices:
        raise AddressError(400, "The address has a part that this page does not know: {value}.", f"{name}={text}", language)
    return text


def _day(text: str, language: str) -> date:
    try:
        day = date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) else None
    except ValueError:
        day = None
    if day is None or day.year not in YEARS:
        raise AddressError(400, "A day is written 2027-05-31, not {value}.", text, language)
    return day


def _years(text: str, language: str) -> tuple[int, int]:
    match = re.fullmatch(r"(\d{4})-(\d{4})", text)
    if not match or int(match[1]) > int(match[2]) or int(match[1]) not in YEARS or int(match[2]) not in YEARS:
        raise AddressError(400, "Years are written 2010-2024, not {value}.", text, language)
    return int(match[1]), int(match[2])


def _group(text: str, view: View, language: str) -> PopulationGroup:
    try:
        group = PopulationGroup.parse(text)
    except ValueError:
        raise AddressError(400, "There is no population group called {value}.", text, language) from None
    if view.indicator and group not in view.indicator.groups:
        raise AddressError(400, "This indicator has no figures for the population group {value}.", text, language)
    return group
