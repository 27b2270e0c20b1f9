"""Age groups made from the age categories of a table, exactly or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from data_sources.adapters.statfin.labels import folded, service_labels

ENDLESS = 999
"""The last age of a group without end."""
OLDEST = 95
"""Where the categories of a table go on to this age or further, their last one is the end of life."""


class AgeCategory(NamedTuple):
    """A category of a table: its code, first and last age in years (`ENDLESS`: without end)."""

    code: str
    first: int
    last: int


def age_category(code: str, text: str) -> AgeCategory | None:
    """Return the ages of a category, as its text says or else its code; None for a total or what holds no ages."""
    for said in (text, code):
        ages = _ages(said)
        if ages:
            return AgeCategory(code, *ages)
    return None


def _ages(text: str) -> tuple[int, int] | None:
    cleaned = text.strip().casefold().replace("\N{EN DASH}", "-")
    if match := re.match(r"(\d{1,3})\s*-\s*(\d{1,3})(?!\d)", cleaned):
        first, last = int(match[1]), int(match[2])
        return (first, last) if first <= last else None
    if match := re.fullmatch(r"(\d{1,3})\s*(?:-|\+)\D*", cleaned):
        # "75-", "75 -", "75+"; but "15-vuotiaat" is a single year of age.
        rest = cleaned[len(match[1]) :].strip()
        return (int(match[1]), int(match[1]) if len(rest) > 1 and rest[0] == "-" else ENDLESS)
    if match := re.fullmatch(r"(\d{1,3})\s+(\D+)", cleaned):
        endless = any(folded(text) in folded(match[2]) for text in service_labels().open_ages)
        return (int(match[1]), ENDLESS) if endless else None
    return (int(cleaned), int(cleaned)) if re.fullmatch(r"\d{1,3}", cleaned, re.ASCII) else None


def wanted_ages(text: str) -> tuple[int, int] | None:
    """Return first and last age of `20-64` or `75+`; None where it is neither."""
    match = re.fullmatch(r"(\d{1,3})(?:-(\d{1,3})|\+)", text)
    if not match:
        return None
    return int(match[1]), int(match[2]) if match[2] else ENDLESS


def made_of(categories: Iterable[AgeCategory], first: int, last: int) -> tuple[str, ...]:
    """Return the codes of the fewest categories that together are exactly the ages first..last; none where that cannot be."""
    of_age: dict[int, list[AgeCategory]] = {}
    known = list(categories)
    for category in known:
        of_age.setdefault(category.first, []).append(category)
    oldest = max((category.last for category in known), default=0)
    end = oldest if last == ENDLESS and oldest >= OLDEST else last

    fewest: dict[int, tuple[str, ...]] = {}
    for age in sorted(of_age, reverse=True):
        ways = [
            (each.code, *fewest.get(each.last + 1, ())) for each in of_age[age] if each.last == end or each.last + 1 in fewest
        ]
        if ways:
            fewest[age] = min(ways, key=len)
    return fewest.get(first, ())
