"""Indicators of one table that tell each other: "yes" and "no" to one question, or all answers to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from data_sources.disclosure.cells import Cell, Key, Minimums, Protection
from data_sources.disclosure.suppression import protect
from data_sources.model import ObservationStatus

_MOST_ROUNDS = 6


def protect_together(
    tables: Mapping[str, Sequence[Cell]], limits: Minimums, before: Mapping[str, Mapping[Key, Cell]]
) -> dict[str, Protection]:
    """Return each indicator's cells as they may be published; see `protect`.

    Of indicators whose numerators add up to their common denominators, what is hidden in one is hidden in all. Of two such
    (yes and no) the complement of each is the other's number, so it is protected as such.
    """
    families = _families(tables)
    paired = {id_ for family in families if len(family) == 2 for id_ in family}
    own = {id_: replace(limits, complements=limits.complements or id_ in paired) for id_ in tables}
    found = {id_: protect(cells, own[id_], before.get(id_)) for id_, cells in tables.items()}
    for _ in range(_MOST_ROUNDS):
        missing = {
            id_: hidden - _hidden(found[id_])
            for family in families
            for id_ in family
            if (hidden := set().union(*(_hidden(found[other]) for other in family)) & {cell.key for cell in tables[id_]})
            - _hidden(found[id_])
        }
        if not missing:
            break
        for id_, keys in missing.items():
            found[id_] = protect(tables[id_], own[id_], before.get(id_), keys | _hidden(found[id_]))
    return found


def _hidden(protection: Protection) -> set[Key]:
    return {cell.key for cell in protection.cells if cell.status is ObservationStatus.SUPPRESSED}


def _families(tables: Mapping[str, Sequence[Cell]]) -> list[tuple[str, ...]]:
    """Return the pairs that add up, and the larger sets of all indicators with the same denominators that do."""
    counts = {
        id_: {cell.key: (cell.numerator, cell.denominator) for cell in cells if cell.numerator is not None and cell.denominator}
        for id_, cells in tables.items()
    }
    alike: dict[frozenset[tuple[Key, float]], list[str]] = defaultdict(list)
    for id_, mine in counts.items():
        alike[frozenset((key, denominator) for key, (_, denominator) in mine.items())].append(id_)
    families = [pair for pair in combinations(counts, 2) if _add_up([counts[id_] for id_ in pair])]
    return families + [tuple(ids) for ids in alike.values() if len(ids) > 2 and _add_up([counts[id_] for id_ in ids])]


def _add_up(counts: Sequence[Mapping[Key, tuple[float, float]]]) -> bool:
    common = set(counts[0]).intersection(*counts[1:])
    return bool(common) and all(
        len({one[key][1] for one in counts}) == 1 and abs(sum(one[key][0] for one in counts) - counts[0][key][1]) < 1e-6
        for key in common
    )
