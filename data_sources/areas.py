"""The codelist of areas: municipalities, wellbeing services counties, regions and the country, read from areas.csv."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, cached_property
from pathlib import Path

from data_sources.errors import CatalogueError
from data_sources.model import DEFAULT_LANGUAGE, Area, AreaLevel, Names

FILE = Path(__file__).with_name("areas.csv")
FORMER = Path(__file__).with_name("former_areas.csv")
"""Municipalities that merged since 2006: code, names, year, and today's municipality (empty where it was divided)."""
NAMED = 5
"""Areas that a message names before it says how many more there are."""
FORMS = ("name", "genitive", "locative")
"""Columns of an area's name, one of each in each language, such as genitive_fi."""
FIRST_COLUMNS = ("code", "level", "slug")
LAST_COLUMNS = (
    *("parents", "population", "population_year", "urban_rural", "language_status", "latitude", "longitude", "former_slugs"),
)
LEVELS = {
    "municipality": (r"KU\d{3}", "a code such as KU205", ("county", "region", "country")),
    "county": (r"HVA\d{2}", "a code such as HVA20", ("country",)),
    "region": (r"MK\d{2}", "a code such as MK18", ("country",)),
    "country": ("SSS", "the code SSS", ()),
}
"""The pattern of a level's codes, its description, and the levels of its parents, nearest first."""
URBAN_RURAL = ("urban", "semi-urban", "rural")
"""Statistics Finland's grouping of municipalities."""
LANGUAGE_STATUS = ("finnish", "swedish", "bilingual-finnish-majority", "bilingual-swedish-majority")
SLUG = r"[a-z0-9]+(-[a-z0-9]+)*"


@dataclass(frozen=True, slots=True)
class FormerArea:
    """A municipality that is part of today's municipality `today` (a code) since `year`; None where several have parts of it."""

    code: str
    names: tuple[str, ...]
    year: int
    today: str | None


@dataclass(frozen=True, eq=False)  # what is worked out from a codelist is kept by the list itself
class Areas:
    """The areas in the order of the file: the country, counties, regions, municipalities, each by code."""

    items: tuple[Area, ...]

    def __iter__(self) -> Iterator[Area]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    @cached_property
    def by_code(self) -> Mapping[str, Area]:
        """Areas by code (KU205, HVA20, MK18, SSS)."""
        return {area.code: area for area in self.items}

    @cached_property
    def by_slug(self) -> Mapping[str, Area]:
        """Areas by the slug used in addresses today."""
        return {area.slug: area for area in self.items}

    @cached_property
    def former(self) -> Mapping[str, Area]:
        """Today's areas by former slug, such as that of a municipality merged into them."""
        return {slug: area for area in self.items for slug in area.former_slugs}

    def find(self, text: str) -> Area:
        """Return the area with this slug, code or bare three-digit municipality code.

        `CatalogueError` names the text and a similar slug; former slugs are not found, they are in `former`.
        """
        area = self.by_slug.get(text) or self.by_code.get(text) or self.by_code.get(f"KU{text}")
        if area is None:
            near = get_close_matches(text.lower(), self.by_slug, n=1)
            hint = f"did you mean {near[0]}?" if near else "expected a slug such as kajaani or a code such as KU205"
            raise CatalogueError(f"there is no area {text!r}; {hint}")
        return area

    @cached_property
    def _by_name(self) -> Mapping[str, Area]:
        """Areas by every name, code (also the three digits of a municipality) and slug; a town before a county of its name."""
        found: dict[str, Area] = {}
        for area in sorted(self.items, key=lambda area: area.level is not AreaLevel.MUNICIPALITY):
            digits = [area.code.removeprefix("KU")] if area.code.startswith("KU") else []
            for text in (area.code, area.slug, *digits, *area.name.values()):
                found.setdefault(_plain(text), area)
        return found

    def today(self, text: str) -> Area:
        """Return today's area of a code, name or slug, or that which holds a former municipality (`former_area` tells which).

        `CatalogueError` names the text, and why it is no area of today.
        """
        if area := self._by_name.get(_plain(text)):
            return area
        former = former_area(text)
        if former and former.today:
            return self.by_code[former.today]
        if former:
            raise CatalogueError(f"{text!r} was divided between several municipalities in {former.year}; it has no area today")
        near = get_close_matches(_plain(text), self._by_name, n=1)
        hint = (
            f"did you mean {self._by_name[near[0]].name[DEFAULT_LANGUAGE]}?"
            if near
            else "expected a name such as Kajaani or KU205"
        )
        raise CatalogueError(f"there is no area {text!r}; {hint}")

    def former_area(self, text: str) -> FormerArea | None:
        """Return the former municipality that a text names, if it is no area of today."""
        return None if _plain(text) in self._by_name else former_area(text)

    @cached_property
    def former_names(self) -> Mapping[str, tuple[str, ...]]:
        """Names of the former municipalities that are part of an area of today, by its code."""
        names: dict[str, dict[str, None]] = {}
        for former in _former_areas().values():
            if former.today:
                names.setdefault(former.today, {}).update(dict.fromkeys(former.names))
        return {code: tuple(found) for code, found in names.items()}

    def parents(self, area: Area) -> tuple[Area, ...]:
        """Return the areas that `area` is in, nearest first: county, region, country."""
        return tuple(self.by_code[code] for code in area.parents)

    def municipalities(self, area: Area) -> tuple[Area, ...]:
        """Return the municipalities of a county, a region or the country, by code; a municipality has none."""
        return tuple(item for item in self.items if item.level is AreaLevel.MUNICIPALITY and area.code in item.parents)


def outside_today(codes: Iterable[str]) -> str:
    """Return a text of the first codes that are no areas of today: "KU588 Pertunmaa (Mäntyharju since 2025), KU999"."""
    named = list(dict.fromkeys(codes))
    more = f" and {len(named) - NAMED} more" if len(named) > NAMED else ""
    return ", ".join(_outside(code) for code in named[:NAMED]) + more


def _outside(code: str) -> str:
    former = former_area(code)
    if former is None:
        return code
    today = read_areas().by_code[former.today].name[DEFAULT_LANGUAGE] if former.today else "divided"
    return f"{code} {former.names[0]} ({today} since {former.year})"


def former_area(text: str) -> FormerArea | None:
    """Return the former municipality with this name or code (KU588 or 588)."""
    return _former_areas().get(_plain(text))


@cache
def former_parts(code: str) -> tuple[FormerArea, ...]:
    """Return the former municipalities that today's municipality of this code holds, the latest merger last."""
    found = {former.code: former for former in _former_areas().values() if former.today == code}
    return tuple(sorted(found.values(), key=lambda former: (former.year, former.code)))


@cache
def _former_areas() -> Mapping[str, FormerArea]:
    found: dict[str, FormerArea] = {}
    with FORMER.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            names = tuple(filter(None, (row["name_fi"], row["name_sv"])))
            former = FormerArea(row["code"], names, int(row["year"]), row["today"] or None)
            found |= {_plain(text): former for text in (former.code, former.code.removeprefix("KU"), *names)}
    return found


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


@cache
def read_areas(file: Path = FILE) -> Areas:
    """Read the codelist once; `CatalogueError` names file, line and column where it is wrong, and what was expected."""
    try:
        with file.open(encoding="utf-8", newline="") as stream:
            lines = csv.reader(stream, strict=True)
            heading = tuple(next(lines, ()))
            languages = _languages(heading)
            rows = [_Row(f"{file.name}, line {lines.line_num}", heading, languages, cells) for cells in lines]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise CatalogueError(f"{file}: cannot be read as CSV in UTF-8: {error}") from error
    expected = (*FIRST_COLUMNS, *(f"{form}_{language}" for language in languages for form in FORMS), *LAST_COLUMNS)
    if heading != expected:
        raise CatalogueError(f"{file.name}, line 1: {','.join(heading)!r}; expected the columns {','.join(expected)}")
    areas = Areas(tuple(row.area() for row in rows))
    _check_unique(rows)
    _check_parents(rows, areas)
    return areas


def _languages(heading: Sequence[str]) -> tuple[str, ...]:
    """Return the languages in which the file names areas, the default one first: it is needed."""
    named = [column.removeprefix("name_") for column in heading if column.startswith("name_")]
    return tuple(dict.fromkeys((DEFAULT_LANGUAGE, *named)))


class _Row:
    """One line of the file, which knows its place and says it when a cell is wrong."""

    def __init__(self, place: str, heading: Sequence[str], languages: Sequence[str], cells: list[str]) -> None:
        self.place, self.languages = place, languages
        self.cells = dict(zip(heading, cells, strict=False))
        self.columns, self.complete = len(heading), len(cells) == len(heading)

    def area(self) -> Area:
        if not self.complete:
            raise CatalogueError(f"{self.place}: has not the {self.columns} columns of the first line")
        level = self._choice("level", tuple(LEVELS))
        pattern, expected, _ = LEVELS[level]
        of_municipality = level == AreaLevel.MUNICIPALITY
        return Area(
            code=self._matching("code", pattern, expected),
            level=AreaLevel(level),
            slug=self._matching("slug", SLUG, "lower-case letters a-z, digits and single hyphens"),
            name=self._texts("name"),
            genitive=self._texts("genitive"),
            locative=self._texts("locative"),
            parents=tuple(self.cells["parents"].split()),
            population=int(self._matching("population", r"[1-9]\d*", "a number of persons")),
            population_year=int(self._matching("population_year", r"20\d\d", "a year such as 2022")),
            urban_rural=self._choice("urban_rural", URBAN_RURAL if of_municipality else ("",)) or None,
            language_status=self._choice("language_status", LANGUAGE_STATUS if of_municipality else ("",)) or None,
            latitude=self._degrees("latitude", 59, 71),
            longitude=self._degrees("longitude", 19, 32),
            former_slugs=tuple(self._matching("former_slugs", f"({SLUG}( {SLUG})*)?", "slugs with a space between").split()),
        )

    def wrong(self, column: str, expected: str) -> CatalogueError:
        return CatalogueError(f"{self.place}, column {column}: {self.cells[column]!r}; expected {expected}")

    def _matching(self, column: str, pattern: str, expected: str) -> str:
        if not re.fullmatch(pattern, self.cells[column], re.ASCII):
            raise self.wrong(column, expected)
        return self.cells[column]

    def _choice(self, column: str, choices: tuple[str, ...]) -> str:
        if self.cells[column] not in choices:
            raise self.wrong(column, " or ".join(choices) or "nothing")
        return self.cells[column]

    def _texts(self, form: str) -> Names:
        texts = {}
        for language in self.languages:
            text = self.cells[f"{form}_{language}"]
            if text != text.strip() or (not text and language == DEFAULT_LANGUAGE):
                raise self.wrong(f"{form}_{language}", "a text without spaces around it")
            if text:
                texts[language] = text
        return texts

    def _degrees(self, column: str, low: int, high: int) -> float:
        degrees = float(self._matching(column, r"\d\d\.\d+", "decimal degrees (WGS84)"))
        if not low <= degrees <= high:
            raise self.wrong(column, f"degrees in Finland, {low} to {high}")
        return degrees


def _check_unique(rows: list[_Row]) -> None:
    seen: dict[str, str] = {}
    for column in ("code", "slug", "former_slugs"):
        for row in rows:
            for text in row.cells[column].split():
                if text in seen:
                    raise row.wrong(column, f"something else than on {seen[text]}")
                seen[text] = row.place


def _check_parents(rows: list[_Row], areas: Areas) -> None:
    for row, area in zip(rows, areas, strict=True):
        levels = LEVELS[area.level][2]
        if tuple(areas.by_code[code].level for code in area.parents if code in areas.by_code) != levels:
            raise row.wrong("parents", f"codes of this file: {' '.join(levels) or 'none'}")
