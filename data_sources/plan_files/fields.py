"""The fields of a plan's tree: each is taken from its table and checked; `CatalogueError` names place and expectation."""

from __future__ import annotations

import re
import unicodedata

from data_sources.areas import read_areas
from data_sources.errors import CatalogueError
from data_sources.formats.toml_table import TomlTable
from data_sources.indicators import find_indicator, read_indicators
from data_sources.model import Area, Direction, Indicator, PopulationGroup, Unit
from data_sources.plan_files.tags import read_tags
from data_sources.plans import PlanTarget, TargetDirection

DIRECTIONS: tuple[TargetDirection, ...] = ("lower", "higher", "keep")
FIRST_YEAR, LAST_YEAR = 1990, 2100
LONGEST = 300
"""Characters of the longest text: what is longer was pasted into the wrong place."""
NO_SIGNS = ("Cc", "Cn", "Co", "Cs")
"""Unicode categories of what no page can show and no workbook can hold."""
LONGEST_ID = 80
ID = r"[a-z0-9]+(-[a-z0-9]+)*"


def id_of(table: TomlTable, key: str) -> str:
    """Return an id."""
    expected = "an id of small letters a-z, digits and single hyphens, such as healthy-eating"
    text = table.text(key, expected)
    if not re.fullmatch(ID, text) or len(text) > LONGEST_ID:
        raise table.error(key, f"{expected}, of at most {LONGEST_ID} characters")
    return text


def text_of(table: TomlTable, language: str) -> str:
    """Return the text of a language; it may be empty."""
    text = table.take(language, str, f"a text in {language}, or none so that another language stands in for it")
    if text != one_line(text) or len(text) > LONGEST or any(unicodedata.category(sign) in NO_SIGNS for sign in text):
        raise table.error(
            language, f"a text of one line, at most {LONGEST} characters, without extra blanks and control characters"
        )
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


def area_of(table: TomlTable) -> Area:
    """Return the area that a slug or a code names."""
    expected = "the slug of an area, such as kajaani"
    try:
        return read_areas().find(table.text("area", expected))
    except CatalogueError as error:
        hint = f" ({error})" if table.data.get("area") else ""
        raise table.error("area", f"{expected}{hint}") from None


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
        groups = ", ".join(str(one) or "everybody (left out)" for one in indicator.groups)
        raise table.error("group", f"a group that {indicator.id} has: {groups}")
    return group


def number_of(table: TomlTable, key: str, indicator: Indicator | None) -> float | None:
    """Return a number in the indicator's unit; none where it is left out."""
    low, high = (0, 100) if indicator and indicator.unit is Unit.PERCENT else (-1e9, 1e9)
    return table.number(key, low, high) if table.has(key) else None


def tolerance_of(table: TomlTable) -> float | None:
    """Return the tolerance of a target to keep the values as they are; none where it is left out."""
    return table.number("tolerance", 0, 1e9) if table.has("tolerance") else None


def direction_of(table: TomlTable, indicator: Indicator | None) -> TargetDirection | None:
    """Return the direction, which does not contradict the indicator's; none where it is left out."""
    chosen = table.choice("direction", DIRECTIONS) if table.has("direction") else None
    if indicator is None:
        return None
    if indicator.direction is Direction.NEITHER and chosen is None:
        raise table.error("direction", f"one of {', '.join(DIRECTIONS)}, since {indicator.id} itself has no better direction")
    if indicator.direction is not Direction.NEITHER and chosen not in (None, "keep", indicator.direction):
        raise table.error("direction", f"{indicator.direction} or keep, as {indicator.direction} is better in {indicator.id}")
    return next((known for known in DIRECTIONS if known == chosen), None)


def check_aim(table: TomlTable, target: PlanTarget, direction: TargetDirection | None) -> None:
    """Raise what is wrong with the values of a target that should move in the direction."""
    if direction == "keep":
        _check_keeping(table, target)
    elif target.tolerance is not None:
        raise table.error("tolerance", "nothing unless direction is keep")
    elif direction and target.baseline is not None and target.target is not None:
        right_side = target.target < target.baseline if direction == "lower" else target.target > target.baseline
        if not right_side:
            side = "below" if direction == "lower" else "above"
            raise table.error("target", f"a value {side} the baseline, {target.baseline:g}, as {direction} is better")


def _check_keeping(table: TomlTable, target: PlanTarget) -> None:
    if target.target is not None:
        raise table.error("target", "nothing where direction is keep: the values stay within tolerance of the baseline")
    if not target.tolerance:
        raise table.error("tolerance", "a number above 0 where direction is keep")
