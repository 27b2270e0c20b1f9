"""How sets add up: which of several overlapping sets are sums of others, and what is left that none of them names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from data_sources.model import DIMENSIONS

OLDEST = 150
"""An age beyond every span, so that "65+" is 65 to 149."""


@dataclass(frozen=True, slots=True)
class Cover:
    """Set number `total` is the sum of the sets `parts` and of `gaps`: numbers of pieces that no set is equal to."""

    total: int
    parts: tuple[int, ...]
    gaps: tuple[int, ...]


def covers(sets: Sequence[frozenset[Hashable]]) -> list[Cover]:
    """Return the sums among sets, enough of them that every other one follows.

    Each set that others are within is the sum of the largest ones of them that do not overlap, and of pieces. Pieces are what
    is in the same sets: those that lie in two sets bear the same number. Equal sets are sums of each other.
    """
    holding: dict[Hashable, list[int]] = defaultdict(list)
    for number, one in enumerate(sets):
        for element in one:
            holding[element].append(number)
    pieces: dict[tuple[int, ...], int] = {}
    for numbers in holding.values():
        pieces.setdefault(tuple(numbers), len(pieces))
    of_element = {element: pieces[tuple(numbers)] for element, numbers in holding.items()}
    by_size = sorted(range(len(sets)), key=lambda number: (-len(sets[number]), number))
    found, seen = [], dict[frozenset[Hashable], int]()
    for number in by_size:
        one = sets[number]
        if one in seen:
            found.append(Cover(number, (seen[one],), ()))
            continue
        seen[one] = number
        parts, left = [], set(one)
        for other in by_size:
            if sets[other] < one and sets[other] <= left and sets[other]:
                parts.append(other)
                left -= sets[other]
        gaps = sorted({of_element[element] for element in left})
        if parts or len(gaps) > 1:
            found.append(Cover(number, tuple(parts), tuple(gaps)))
    return found


def categories_within(dimension: str, category: str | None) -> frozenset[Hashable]:
    """Return what a category of a dimension holds; None: everybody. Ages are years of life."""
    if dimension == "age":
        first, last = age_span(category) if category else (0, OLDEST)
        return frozenset(range(first, last))
    return frozenset(DIMENSIONS[dimension].categories) if category is None else frozenset((category,))


def age_span(category: str) -> tuple[int, int]:
    """Return the first age and the one after the last: 20-64 is 20 to 65."""
    first, _, last = category.rstrip("+").partition("-")
    return int(first), int(last) + 1 if last else OLDEST


def adjoining(spans: Mapping[str, tuple[int, int]]) -> list[str]:
    """Return at least two ages that fill everything from the first to the last without gap or overlap; none where none do."""
    if len(spans) < 2:
        return []
    first, last = min(start for start, _ in spans.values()), max(end for _, end in spans.values())
    chains: dict[int, list[str]] = {first: []}
    for category, (start, end) in sorted(spans.items(), key=lambda item: item[1]):
        if start in chains and (start, end) != (first, last):
            chains.setdefault(end, [*chains[start], category])
    return chains.get(last, [])
