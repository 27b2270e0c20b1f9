"""The fields of a plan's tree: each is taken from its table and checked; `CatalogueError` names place and expectation."""

from __future__ import annotations

import re
import unicodedata

from data_sources.areas import read_areas
from data_sources.errors import CatalogueError
from data_sources.formats.toml_table import TomlTable
from data_sources.indicators import find_indicator, read_indicators
from data_sources.model import Area, Indicator, PopulationGroup, Unit
from data_sources.plan_files.tags import read_tags

FIRST_YEAR, LAST_YEAR = 1990, 2100
LONGEST = 300
"""Characters of the longest text: what is longer was pasted into the wrong place."""
NO_SIGNS = ("Cc", "Cn", "Co", "Cs")
"""Unicode categories of what no page can show and no workbook can hold."""
LONGEST_ID = 80
ID = r"[a-z0-9]+(-[a-z0-9]+)*"


def id_of(table: TomlTable, key: str) -> str:
    """Return an id."""
    expected = "an id of at most {longest} small letters a-z, digits and single hyphens, such as healthy-eating"
    text = table.take(key, str, "an id such as healthy-eating")
    if not re.fullmatch(ID, text) or len(text) > LONGEST_ID:
        raise table.error(key, expected, longest=LONGEST_ID)
    return text


def text_of(table: TomlTable, language: str) -> str:
    """Return the text of a language; it may be empty."""
    text = table.take(language, str, f"a text in {language}, or none so that another language stands in for it")
    if text != one_line(text) or len(text) > LONGEST or any(unicodedata.category(sign) in NO_SIGNS for sign in text):
        expected = "a text of one line, at most {longest} characters, without extra blanks and control characters"
        raise table.error(language, expected, longest=LONGEST)
    return text


def one_line(text: str) -> str:
    """Return a text with single blanks in place of line ends, tabs and several blanks; no-break spaces stay."""
    return re.sub(r"[ \t\r\n]+", " ", text).strip(" ")


def year_of(table: TomlTable, key: str) -> int:
    """Return a year."""
    return table.whole(key, FIRST_YEAR, LAST_YEAR)


def tags_of(table: TomlTable) -> tuple[str, ...]:
    """Return the tags in the order of tags.toml; none where they are left out."""
    if not table.has("tags"):
        return ()
    known = read_tags()
    expected = f"a list of tags, each once, out of {', '.join(known)}"
    tags = table.take("tags", list, expected)
    if not all(isinstance(tag, str) and tag in known for tag in tags) or len(set(tags)) < len(tags):
        raise table.error("tags", expected)
    return tuple(tag for tag in known if tag in tags)


def area_of(table: TomlTable, key: str = "area") -> Area:
    """Return the area that a slug or a code names."""
    expected = "the slug of an area, such as kajaani"
    text = table.text(key, expected)
    try:
        return read_areas().find(text)
    except CatalogueError as error:
        raise table.error(key, f"{expected} ({error})") from None


def indicator_of(table: TomlTable) -> Indicator:
    """Return an indicator of the catalogue that is still published."""
    text = table.text("indicator", "the id of an indicator, such as daily-smoking")
    indicator = read_indicators().get(text)
    if indicator is None:
        raise table.error("indicator", f"the id of an indicator{_hint(text)}")
    if indicator.closed:
        raise table.error("indicator", "an indicator whose values go on; this series has ended")
    return indicator


def _hint(text: str) -> str:
    try:
        return f", {find_indicator(text).id} perhaps"
    except CatalogueError as error:
        _, found, near = str(error).partition("did you mean ")
        return f", {near.rstrip('?')} perhaps" if found else " in data_sources/indicators"


def group_of(table: TomlTable, indicator: Indicator | None) -> PopulationGroup:
    """Return a group that the indicator has, where it is known; everybody where the group is left out."""
    text = table.text("group", "a population group such as age=75+") if table.has("group") else ""
    try:
        group = PopulationGroup.parse(text)
    except ValueError as error:
        raise table.error("group", f"a population group such as age=75+ ({error})") from None
    if indicator and group not in indicator.groups:
        raise table.error("group", "a group that {indicator} has: {groups}", indicator=indicator, groups=indicator.groups)
    return group


def number_of(table: TomlTable, key: str, indicator: Indicator | None) -> float | None:
    """Return a number in the indicator's unit; none where it is left out."""
    low, high = (0, 100) if indicator and indicator.unit is Unit.PERCENT else (-1e9, 1e9)
    return table.number(key, low, high) if table.has(key) else None
