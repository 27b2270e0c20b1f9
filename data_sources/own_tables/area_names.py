"""Areas by the names that people write: with and without the word for a town or county, inflected, bilingual, with a number."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from types import MappingProxyType

from data_sources.areas import FormerArea, former_area, read_areas
from data_sources.model import DEFAULT_LANGUAGE, Area, AreaLevel
from data_sources.own_tables.layout import is_total, plain, table_texts, without_total

_BETWEEN_NAMES = re.compile(r"\s*[/()]\s*|\s+-\s+|,\s+")
_STEM = 3
"""First letters that a name and its hint share."""
_NEAR = 0.75
"""Likeness of a name and its hint, of at most 1."""


@dataclass(frozen=True, slots=True)
class Named:
    """The area that a text names, the former municipality where it is one, and what is to be told of it."""

    area: Area
    former: FormerArea | None = None
    remark: str = ""


def find_area(text: str) -> Named | str:
    """Return the area of today that a text names, or why it is none, in words for a row's fault."""
    if is_total(text):
        return f"{text!r} is a total; of which area? write its name"
    text = without_total(text)
    if match := re.fullmatch(r"(\d{1,3})(?:[.,]0+)?", text.strip(), re.ASCII):
        return _numbered(match[1])
    named = _unambiguous(text)
    if named is None and (parts := _parts(text)):
        areas = {found.area.code for part in parts if isinstance(found := _unambiguous(part), Named) and not found.former}
        numbers = {area.code for part in parts if (area := read_areas().by_code.get(f"KU{part}"))}
        if len(areas | numbers) == 1 and all(isinstance(_unambiguous(part), Named) or part.isdigit() for part in parts):
            return Named(read_areas().by_code[next(iter(areas | numbers))])
    if named is None and (match := re.fullmatch(rf"(?:{'|'.join(table_texts()['whole']['words'])})\s+(.+)", text, re.IGNORECASE)):
        return find_area(match[1])
    return named or _nowhere(text)


def is_bilingual(text: str) -> bool:
    """Tell whether the parts of a text with a slash are names of one area of today, not of an area and its district."""
    parts = _parts(text)
    found = [_unambiguous(part) for part in parts]
    codes = {one.area.code for one in found if isinstance(one, Named) and not one.former}
    return len(parts) > 1 and len(codes) == 1 and all(isinstance(one, Named) and not one.former for one in found)


def _parts(text: str) -> list[str]:
    one_dash = text.replace("\N{EN DASH}", "-").replace("\N{EM DASH}", "-")
    return [part for part in _BETWEEN_NAMES.split(one_dash) if part]


def _unambiguous(text: str) -> Named | str | None:
    """Return the one area that a text names, why it may be several, None where it names none."""
    codes = _names().get(plain(text), frozenset())
    former = former_area(" ".join(text.split()))
    if former and not any(area.level is AreaLevel.MUNICIPALITY for area in map(read_areas().by_code.__getitem__, codes)):
        if codes:
            return _which(text, codes, former)
        return _former(text, former)
    if not codes:
        return None
    areas = [read_areas().by_code[code] for code in sorted(codes)]
    towns = [area for area in areas if area.level is AreaLevel.MUNICIPALITY]
    if len(towns or areas) == 1:
        return Named((towns or areas)[0])
    by_level = {area.level: area for area in areas}
    county, region = by_level.get(AreaLevel.COUNTY), by_level.get(AreaLevel.REGION)
    if len(areas) == 2 and county and region and _towns(county) == _towns(region):
        said = (region.name[DEFAULT_LANGUAGE], county.name[DEFAULT_LANGUAGE])
        return Named(region, None, f"{text!r} is taken for {said[0]}; if {said[1]} is meant, write that")
    return _which(text, codes, None)


def _towns(area: Area) -> set[str]:
    return {town.code for town in read_areas().municipalities(area)}


def _which(text: str, codes: Iterable[str], former: FormerArea | None) -> str:
    said = [read_areas().by_code[code].name[DEFAULT_LANGUAGE] for code in sorted(codes)]
    if former and former.today:
        said.append(f"{former.names[0]} ({read_areas().by_code[former.today].name[DEFAULT_LANGUAGE]}, {former.year})")
    return f"{text!r} may be several areas: {', '.join(said)}; write which"


def _former(text: str, former: FormerArea) -> Named | str:
    if former.today:
        return Named(read_areas().by_code[former.today], former)
    return f"{text!r} was divided between several municipalities in {former.year}; it has no area today"


def _numbered(digits: str) -> Named | str:
    """Return the municipality of a number, whose zeros a spreadsheet drops; one or two digits may be a county's as well."""
    areas = read_areas().by_code
    town = areas.get(f"KU{digits.zfill(3)}")
    others = (
        [areas[code] for code in (f"HVA{digits.zfill(2)}", f"MK{digits.zfill(2)}") if code in areas] if len(digits) < 3 else []
    )
    if town and not others:
        return Named(town)
    if former := former_area(digits.zfill(3)) if not others else None:
        return _former(digits, former)
    found = [town, *others] if town else others
    if not found:
        return f"there is no area {digits!r}; expected a name such as Kajaani or KU205"
    said = ", ".join(f"{area.name[DEFAULT_LANGUAGE]} ({area.code})" for area in found)
    return f"{digits!r} may be several areas: {said}; write which"


def _nowhere(text: str) -> str:
    start = plain(text)[:_STEM]
    near = get_close_matches(plain(text), [name for name in _by_start().get(start, ()) if name != plain(text)], n=1, cutoff=_NEAR)
    if not near:
        return f"there is no area {text!r}; expected a name such as Kajaani or KU205"
    codes = _names()[near[0]]
    area = read_areas().by_code[min(codes, key=lambda code: not code.startswith("KU"))]
    return f"there is no area {text!r}; did you mean {area.name[DEFAULT_LANGUAGE]}?"


@cache
def _by_start() -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for name in _names():
        found[name[:_STEM]].append(name)
    return MappingProxyType(found)


@cache
def _names() -> Mapping[str, frozenset[str]]:
    """Return the codes of the areas that a plain text may name."""
    found: dict[str, set[str]] = defaultdict(set)
    for area in read_areas():
        for text in _forms(area):
            found[plain(text)].add(area.code)
    for code, texts in table_texts()["bare"].items():
        for text in texts:
            found[plain(text)].add(code)
    return MappingProxyType({text: frozenset(codes) for text, codes in found.items()})


def _forms(area: Area) -> Iterator[str]:
    number = re.sub(r"\D", "", area.code)
    yield from (area.code, area.slug, *area.name.values(), *area.locative.values())
    for language, name in area.name.items():
        stem = " ".join(name.split()[:-1])
        for form in table_texts()["area-form"][str(area.level)]:
            if "{stem}" in form and not stem:
                continue
            yield form.format(name=name, genitive=area.genitive.get(language, name), stem=stem, code=area.code, number=number)
