"""The groups of an indicator among the neighbouring ids: Sotkanet gives age and education ids of their own, in a run."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from data_sources.additions.listing import Listed
from data_sources.formats.toml_table import TomlTable
from data_sources.model import DEFAULT_LANGUAGE, TOTAL, PopulationGroup

_FARTHEST = 12
"""How many ids a run may be long; the longest that are known have eight."""


@dataclass(frozen=True, slots=True)
class Member:
    """An id of a family and the group it is of."""

    listed: Listed
    group: PopulationGroup


def family_of(listing: Mapping[int, Listed], number: int) -> list[Member]:
    """Return the id with the groups of the neighbouring ids, everybody first; an id of one group brings its whole family.

    Neighbours are consecutive ids whose Finnish titles are that of everybody with a known suffix after a comma.
    """
    base = _base(listing, number)
    members = [Member(listing[base], TOTAL)]
    for listed in _run_after(listing, base):
        group = _group_after(listed.title.get(DEFAULT_LANGUAGE, ""), listing[base].title.get(DEFAULT_LANGUAGE, ""))
        if group is None or group in {member.group for member in members}:
            break
        members.append(Member(listed, group))
    return members if any(member.listed.id == number for member in members) else [Member(listing[number], TOTAL)]


def _base(listing: Mapping[int, Listed], number: int) -> int:
    """Return the id of everybody that an id of one group belongs to, or the id itself."""
    title = listing[number].title.get(DEFAULT_LANGUAGE, "")
    for before in range(number - 1, number - _FARTHEST, -1):
        if before not in listing:
            break
        if _group_after(title, listing[before].title.get(DEFAULT_LANGUAGE, "")) is not None:
            return before
    return number


def _run_after(listing: Mapping[int, Listed], base: int) -> Iterator[Listed]:
    for number in range(base + 1, base + _FARTHEST):
        if number not in listing:
            return
        yield listing[number]


def _group_after(title: str, base: str) -> PopulationGroup | None:
    """Return the group that a title adds to that of everybody; None where it is not such a title."""
    if not base or not title.startswith(f"{base}, "):
        return None
    suffix = title[len(base) + 2 :].strip()
    for pattern, group in _suffixes().items():
        found = re.fullmatch(pattern, suffix)
        if found:
            return PopulationGroup.parse(group.format(*found.groups()))
    return None


@cache
def _suffixes() -> Mapping[str, str]:
    """Return the group, still with places for numbers, by the pattern of its suffix."""
    folder = Path(__file__).parent
    table = TomlTable.read(folder / "suffixes.toml", folder)
    return {pattern: table.table(pattern).text("group") for pattern in table.data}
