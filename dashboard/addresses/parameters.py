"""The parameters of queries, one row each: of pages, of embeds and of presentations."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboard.addresses.errors import AddressError
from data_sources.areas import read_areas
from data_sources.indicators import read_indicators
from data_sources.model import DIMENSIONS, Area, Indicator, PopulationGroup

SORTS = ("width", "growth", "persons", "plan")
"""Orders of the page of differences: widest gap first (the default), fastest growing, most persons, or as in the plan."""
MOST_COMPARISONS = 6
LONGEST_SEARCH = 100
"""Characters of a search; the rest of a longer one is left out."""
YEARS = range(1900, 2101)
OPEN = (YEARS[0], YEARS[-1])
"""First and last year of a range that has no beginning or no end of its own."""
HEIGHTS = range(200, 1201)
"""Heights in CSS pixels that an embed's drawing may have."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a query.

    `read` parses the value and raises `AddressError`; `write` formats it. `default` is the value of a missing parameter, and is
    not written. `choices` are all values where they can be listed. `help` and `example` are for those who write addresses.
    """

    name: str
    help: str
    example: str
    read: Callable[[str], Any] = str
    write: Callable[[Any], str] = str
    default: Any = None
    choices: tuple[str, ...] = ()


def _(message: str) -> str:
    """Mark a message for the catalogues; the page of the API translates it."""
    return message


def read_area(text: str) -> Area:
    """Return the area of a slug, a former slug, a code or a name in any language."""
    areas = read_areas()
    wanted = text.strip().casefold()
    found = areas.by_slug.get(wanted) or areas.former.get(wanted)
    if found:
        return found
    for area in areas:
        if wanted in {area.slug, area.code.casefold(), *(name.casefold() for name in area.name.values())}:
            return area
    raise AddressError(404, "There is no area called {value}.", text)


def _read_indicator(text: str) -> Indicator:
    found = read_indicators().get(text) or read_indicators().get(text.strip().casefold())
    if found is None:
        raise AddressError(404, "There is no indicator called {value}.", text)
    return found


def _read_areas(text: str) -> tuple[Area, ...]:
    """Return every area that is named, each once: `view_of` keeps as many as can be told apart."""
    return tuple({area.code: area for area in (read_area(slug) for slug in text.split(",") if slug.strip())}.values())


def _write_areas(areas: tuple[Area, ...]) -> str:
    return ",".join(area.slug for area in areas)


def _read_group(text: str) -> PopulationGroup:
    try:
        return PopulationGroup.parse(text)
    except ValueError:
        raise AddressError(400, "There is no population group called {value}.", text) from None


def _read_years(text: str) -> tuple[int, int]:
    """Return first and last year of `2015-2024`, `2015` or a range open at one end, with any dash and spaces around it."""
    match = re.fullmatch(rf"(\d{{4}})?\s*(?:([{_DASHES}])\s*(\d{{4}})?)?", text.strip(), re.ASCII)
    if not match or not (match[1] or match[3]):
        raise _wrong_years(text)
    first = int(match[1] or OPEN[0])
    last = int(match[3] or OPEN[1]) if match[2] else first
    if first > last or first not in YEARS or last not in YEARS:
        raise _wrong_years(text)
    return first, last


_DASHES = "".join(("\\-", *"\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{FIGURE DASH}\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}"))


def _wrong_years(text: str) -> AddressError:
    return AddressError(400, "Years are written 2010-2024, not {value}.", text)


def _write_years(years: tuple[int, int]) -> str:
    """Return `2015-2024`, or `2015-` where the range goes on to the newest year."""
    first, last = (str(year) if year != end else "" for year, end in zip(years, OPEN, strict=True))
    return f"{first}-{last}" if first or last else f"{years[0]}-{years[1]}"


def _read_day(text: str) -> date:
    try:
        day = date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) else None
    except ValueError:
        day = None
    if day is None or day.year not in YEARS:
        raise AddressError(400, "A day is written 2027-05-31, not {value}.", text)
    return day


def _read_height(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 4 and int(text) in HEIGHTS):
        raise AddressError(400, "A height is a number of pixels from 200 to 1200, not {value}.", text)
    return int(text)


def _read_search(text: str) -> str | None:
    return " ".join(text.split())[:LONGEST_SEARCH].strip() or None


def _optional(read: Callable[[str], Any], default: Any = None) -> Callable[[str], Any]:
    """Return a reader of a text that may be empty, as a form sends it where nothing is chosen."""
    return lambda text: read(text) if text else default


def _one_of(name: str, choices: tuple[str, ...]) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in choices:
            raise AddressError(400, "The address has a part that this page does not know: {value}.", f"{name}={text}")
        return text

    return read


def _choice(name: str, meaning: str, choices: tuple[str, ...]) -> Parameter:
    """Return a parameter with fixed choices, the first of them by default."""
    return Parameter(name, meaning, choices[-1], _one_of(name, choices), default=choices[0], choices=choices)


EXCEL_HELP = _(
    "1 writes the CSV so that Excel opens it in columns: byte order mark, and the language's decimal sign and separator."
)
_DIMENSIONS = tuple(DIMENSIONS)
_ROWS = (
    Parameter("area", "The area in focus: a slug, a code or a name.", "kajaani", read_area, write=lambda area: str(area.slug)),
    Parameter(
        "compare", _("Areas to compare with, separated by commas; none if empty."), "suomi", _read_areas, write=_write_areas
    ),
    Parameter("group", _("A population group; everybody if omitted."), "sex=female", _optional(_read_group)),
    Parameter(
        "years",
        "First and last year; 2015- goes on to the newest, and 2015 is that year alone.",
        "2015-2024",
        _read_years,
        write=_write_years,
    ),
    Parameter(
        "sort",
        "Order of the differences.",
        "growth",
        _optional(_one_of("sort", SORTS), SORTS[0]),
        default=SORTS[0],
        choices=SORTS,
    ),
    Parameter("plan", _("Plan whose targets are used; the current one if omitted."), "kajaani-2026-2029", _optional(str)),
    Parameter(
        "target", _("Target of the plan, by its id; the first one of the indicator if omitted."), "smoking", _optional(str)
    ),
    Parameter("tag", "Theme or stage of life whose objectives are shown; all if omitted.", "theme:safety", _optional(str)),
    Parameter(
        "dimension",
        "Dimension of the groups; all if omitted.",
        "education",
        _optional(_one_of("dimension", _DIMENSIONS)),
        choices=_DIMENSIONS,
    ),
    Parameter("q", "What is searched for.", "smoking", _read_search),
    Parameter("council", "Day of the council's meeting, for the release calendar.", "2027-05-31", _optional(_read_day)),
    Parameter("priority", "Priority area of the plan; all if omitted.", "lifestyle", _optional(str)),
    Parameter("indicator", "The indicator, as the form of its page sends it.", "daily-smoking", _read_indicator),
    _choice(
        "theme",
        "Colours of an embed: light if omitted, dark, or auto, those of the reader's device; a presentation is auto if omitted.",
        ("light", "dark", "auto"),
    ),
    _choice("table", "The table below an embedded chart: folded, open, or a link to it.", ("folded", "open", "link")),
    _choice("title", "Whether an embed has the chart's title.", ("on", "off")),
    _choice("excel", EXCEL_HELP, ("0", "1")),
    _choice("bom", "1 puts a byte order mark at the start of the CSV, so that Excel reads its characters correctly.", ("0", "1")),
    _choice("width", "Width in pixels of the preview on the page that gives an embed's code.", ("600", "320", "1000")),
    Parameter("height", "Height in pixels of a drawing, 200 to 1200; chosen to suit it if omitted.", "400", _read_height),
    Parameter(
        "slides",
        "Content of a presentation in order: priority areas, or priority.indicator.chart, separated by commas.",
        "lifestyle.daily-smoking.trend",
        default="",
    ),
)

PARAMETERS: Mapping[str, Parameter] = {each.name: each for each in _ROWS}
"""Every parameter by name, in the order in which addresses have them."""
