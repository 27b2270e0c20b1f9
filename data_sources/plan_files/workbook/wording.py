"""What officials write of a target in one cell, read and written back by the patterns of wordings.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeAlias

from data_sources.areas import read_areas
from data_sources.model import Area, AreaLevel, Unit
from data_sources.plan_files.workbook.layout import form_languages
from data_sources.plans import PlanTarget, StatedTarget

FILE = Path(__file__).with_name("wordings.toml")
NUMBERS = ("target", "low", "high", "percent", "tolerance", "fall", "rise", "change")
"""What a pattern may call a number."""
DASHES = dict.fromkeys(map(ord, "\N{MINUS SIGN}\N{EN DASH}\N{EM DASH}\N{NON-BREAKING HYPHEN}\N{HYPHEN}\N{FIGURE DASH}"), "-")
POINTS = "points"
"""Percentage points, in which only differences of percentages are."""

Field: TypeAlias = str | float | bool


@dataclass(frozen=True, slots=True)
class Wording:
    """A wording by its name in wordings.toml, and the keys of a plan file that it says.

    `units` are those it names (`Unit`, or POINTS), `area` is an area as it is called in `language`, `division` the dimension
    whose groups are compared.
    """

    name: str
    language: str
    fields: Mapping[str, Field] = field(default_factory=dict)
    units: frozenset[str] = frozenset()
    area: str | None = None
    division: str | None = None

    @property
    def is_stated(self) -> bool:
        """Tell whether it is of a target that no indicator measures."""
        return "planned" in self.fields

    def fits(self, unit: Unit) -> bool:
        """Tell whether the units it names, if any, are an indicator's."""
        return all(one == unit or (one == POINTS and unit is Unit.PERCENT) for one in self.units)


@cache
def wordings() -> Mapping[str, Any]:
    """Return the content of wordings.toml."""
    return MappingProxyType(tomllib.loads(FILE.read_text(encoding="utf-8")))


def read_wording(text: str, language: str) -> Wording | None:
    """Return what a text says in a language or, if it says nothing there, in another one; None where it says nothing."""
    plain = _normal(text)
    for each in dict.fromkeys((language, *form_languages())):
        for name, pattern in _patterns(each):
            if match := pattern.fullmatch(plain):
                return _said(name, each, match)
    return None


def _said(name: str, language: str, match: re.Match[str]) -> Wording:
    parts = {key: text for key, text in match.groupdict().items() if text is not None}
    numbers = {key: _number(parts[key], language) for key in NUMBERS if key in parts}
    fields: dict[str, Field] = {**wordings()["wording"][name].get("says", {}), **numbers}
    for key, sign in (("fall", -1), ("rise", 1)):
        if key in numbers:
            fields["change"] = sign * numbers[key]
            del fields[key]
    units = {unit for text in (parts.get("unit1"), parts.get("unit2")) if text for unit in _units(text, language)}
    divisions = wordings()["division"]
    division = next((key for key in divisions if _is(parts.get("division"), divisions[key]["read"][language])), None)
    return Wording(name, language, fields, frozenset(units), parts.get("area"), division)


def _units(text: str, language: str) -> Iterator[str]:
    if _is(text, wordings()["points"][language]):
        yield POINTS
    yield from (unit for unit, names in wordings()["unit"].items() if _is(text, names[language]))


def _is(text: str | None, pattern: str) -> bool:
    return text is not None and re.fullmatch(pattern, text) is not None


def division_named(text: str, language: str) -> str | None:
    """Return the dimension that a text names as its groups ("education groups") or by its id."""
    plain = _normal(text)
    for dimension, said in wordings()["division"].items():
        for each in dict.fromkeys((language, *form_languages())):
            if plain in (dimension, said["name"][each]) or _is(plain, said["read"][each]):
                return str(dimension)
    return None


def area_named(text: str, language: str, own: Area | None) -> Area | None:
    """Return the area that a wording names in a language; the county or the region without a name is that of `own`."""
    name = _area_key(text, language)
    levels = {level: {_area_key(one, language) for one in said[language]} for level, said in wordings()["area"].items()}
    if name in levels["country"]:
        return next(area for area in read_areas() if area.level is AreaLevel.COUNTRY)
    above = read_areas().parents(own) if own else ()
    for level in (AreaLevel.COUNTY, AreaLevel.REGION):
        if name in levels[level]:
            return next((area for area in above if area.level is level), None)
    forms = (name, *(re.sub(pattern, instead, name, count=1) for pattern, instead in wordings()["inflected"][language]))
    return next((area for form in forms if (area := _areas(language).get(form))), None)


@cache
def _areas(language: str) -> Mapping[str, Area]:
    """Return areas by their names and slugs, and by names without the word for a county or, failing that, a region."""
    found: dict[str, Area] = {}
    short: dict[str, Area] = {}
    for area in read_areas():
        for text in (area.slug, *(names.get(language, area.slug) for names in (area.name, area.genitive, area.locative))):
            name = _area_key(text, language)
            found.setdefault(name, area)
            if area.level in (AreaLevel.COUNTY, AreaLevel.REGION):
                short.setdefault(re.sub(wordings()["short"][language], "", name), area)
    return MappingProxyType(short | found)


def _area_key(text: str, language: str) -> str:
    return re.sub(wordings()["around"][language], "", _normal(text))


def wording_of(target: PlanTarget | StatedTarget) -> str:
    """Return the name of the wording that says what a target aims at."""
    if isinstance(target, StatedTarget):
        return "planned" if target.planned else "yes"
    by_kind = {
        "gap": "gap" if target.target is None else "gap-to",
        "relative": target.relation or "",
        "range": "at-most" if target.low is None else "at-least" if target.high is None else "range",
        "direction": target.direction or "better",
    }
    return by_kind.get(target.kind, target.kind)


def write_wording(target: PlanTarget | StatedTarget, language: str) -> str | float | None:
    """Return the cell that says what a target aims at: a wording of the language, or a number."""
    name = wording_of(target)
    if isinstance(target, StatedTarget) or name != "value":
        values = {} if isinstance(target, StatedTarget) else _values(target, language)
        return str(wordings()["wording"][name]["write"][language]).format(**values)
    return target.target


def _values(target: PlanTarget, language: str) -> dict[str, str]:
    numbers = {key: getattr(target, key) for key in ("target", "low", "high", "percent")}
    values = {key: number_text(number, language) for key, number in numbers.items() if number is not None}
    if target.change is not None:
        values["change"] = f"{'+' if target.change > 0 else ''}{number_text(target.change, language)}"
    if target.reference_area is not None:
        values["area"] = _area_text(read_areas().by_code[target.reference_area], language)
    return values


def _area_text(area: Area, language: str) -> str:
    """Return an area as a wording of the language calls it, which is read as that area whatever the target's own one is."""
    name = area.genitive.get(language, area.slug)
    return name if area_named(name, language, None) == area else area.slug


def number_text(number: float, language: str) -> str:
    """Return a number with all its decimals, as the language writes it."""
    text = format(Decimal(repr(number)), "f").removesuffix(".0")
    return text.replace("-", "\N{MINUS SIGN}").replace(".", wordings()["decimal"][language])


def ways_of_writing(language: str) -> Iterator[tuple[str, str]]:
    """Yield an example of each wording in a language, and what it means."""
    for said in wordings()["wording"].values():
        yield said["example"][language], said["meaning"][language]


def _number(text: str, language: str) -> float:
    thousands = wordings()["thousands"][language]
    if re.fullmatch(_grouped(thousands), text):
        text = re.sub(f"[{thousands}]", "", text)
    return float(text.replace(" ", "").replace(",", "."))


def _grouped(thousands: str) -> str:
    return rf"[-+]? ?\d{{1,3}}(?:[{thousands}]\d{{3}})+(?:[.,]\d+)?"


def _normal(text: str) -> str:
    """Return a text in small letters with single blanks, one kind of dash and apostrophe, and without a full stop at its end."""
    signs = text.translate(DASHES).replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    return " ".join(re.sub(r"\+ ?/ ?-|\+-", "±", signs).split()).casefold().rstrip(".")


@cache
def _patterns(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the patterns of a language, each with the name of its wording."""
    every = wordings()["wording"].items()
    return tuple((name, re.compile(_expanded(read, language))) for name, said in every for read in said["read"][language])


def _expanded(pattern: str, language: str) -> str:
    """Return a pattern with regular expressions in place of what stands in braces."""
    said = wordings()
    unit = "|".join(names[language] for names in said["unit"].values())
    number = rf"{_grouped(said['thousands'][language])}|-?\d+(?:[.,]\d+)?"
    divisions = "|".join(one["read"][language] for one in said["division"].values())
    known = {
        **{key: f"(?P<{key}>{number})" for key in NUMBERS},
        "change": rf"(?P<change>[-+] ?(?:{number}))",
        "unit": f"(?: ?(?P<unit>{unit}))?",
        "points": f"(?P<unit1>{said['points'][language]})",
        "area": r"(?P<area>(?![\d-])\D+?)",
        "division": f"(?P<division>{divisions})",
        "level": said["level"][language],
    }
    counted = iter(("unit2", "unit1") if "{points}" in pattern else ("unit1", "unit2"))
    expanded = re.sub(r"\{([a-z]+)\}", lambda match: known[match[1]], pattern)
    return re.sub(r"\?P<unit>", lambda _: f"?P<{next(counted)}>", expanded)
