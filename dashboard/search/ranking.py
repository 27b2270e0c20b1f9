"""What a query finds in an index, the best first. Pure: an index and a text in, a list out."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dashboard.search.index import Findable, Index, IndexedPhrase, Kind
from dashboard.search.words import words_of
from data_sources.model import Area

MOST_WORDS = 8
"""Words of a query that are looked for; the rest of a longer one is left out."""
LEAST_SCORE = 0.3
LEAST_SHARE = 0.55
"""Share of the best score of its kind below which a thing is left out."""
MOST_OF_A_KIND = 12
WHOLE_PHRASE = 0.2
"""What the score gains where the query is a whole name or keyword."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that a query found, and how well: from LEAST_SCORE up."""

    thing: Findable
    score: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query found, by kinds, the kind with the best first; `area` is the area that a part of the query names."""

    groups: tuple[tuple[Kind, tuple[Hit, ...]], ...]
    area: Area | None = None

    @property
    def first(self) -> Findable | None:
        """The best of all."""
        return self.groups[0][1][0].thing if self.groups else None


def find(query: str, index: Index, *others: Index) -> Answer:
    """Return what a query finds in some indices.

    Where a part of the query is an area's whole name, the rest is looked for too: "unemployment Kajaani" is the
    unemployment of Kajaani.
    """
    words = words_of(query)[:MOST_WORDS]
    rest, named = _without_area(words, index)
    # A word that nothing is like, such as one of small talk, must not hide what the others find.
    known = [word for word in rest if any(each.vocabulary.like(word) for each in (index, *others))]
    found = [one for each in (index, *others) for one in rank(known, each)]
    if named:
        found = [one for one in found if one.thing.kind is not Kind.AREA]
        found += [one for one in rank(words, index) if one.thing.kind is Kind.AREA]
    groups = [(kind, _best(one for one in found if one.thing.kind is kind)) for kind in Kind]
    groups.sort(key=lambda group: -group[1][0].score if group[1] else 0)
    return Answer(tuple(group for group in groups if group[1]), named.thing if named else None)


def _without_area(words: tuple[str, ...], index: Index) -> tuple[tuple[str, ...], Findable | None]:
    """Return the words without those that name an area, where others remain, and the area."""
    for length in range(len(words) - 1, 0, -1):
        for start in range(len(words) - length + 1):
            if area := index.areas_named.get(words[start : start + length]):
                return words[:start] + words[start + length :], area
    return words, None


def _best(found: Iterable[Hit]) -> tuple[Hit, ...]:
    best = sorted(found, key=lambda one: -one.score)[:MOST_OF_A_KIND]
    return tuple(one for one in best if one.score >= max(LEAST_SCORE, LEAST_SHARE * best[0].score))


def rank(words: Sequence[str], index: Index) -> list[Hit]:
    """Return what some folded words find in an index, in its order; rare words count more than common ones."""
    likeness = [_likeness(word, index) for word in dict.fromkeys(words)]
    rarity = [math.log(1 + len(index.things) / max(1, len({phrase.place for phrase in each}))) for each in likeness]
    best: dict[int, list[float]] = defaultdict(lambda: [0.0] * len(likeness))
    together: dict[IndexedPhrase, list[float]] = defaultdict(list)
    for number, each in enumerate(likeness):
        for phrase, like in each.items():
            scores = best[phrase.place]
            scores[number] = max(scores[number], like * phrase.weight)
            together[phrase].append(like)
    whole: dict[int, float] = defaultdict(float)
    for phrase, likes in together.items():
        share = min(1.0, len(likes) / len(phrase.words))
        whole[phrase.place] = max(whole[phrase.place], phrase.weight * share * sum(likes) / len(likeness))
    total = sum(rarity)
    return [
        Hit(index.things[place], sum(map(math.prod, zip(scores, rarity, strict=True))) / total + WHOLE_PHRASE * whole[place])
        for place, scores in sorted(best.items())
    ]


def _likeness(word: str, index: Index) -> dict[IndexedPhrase, float]:
    """Return the phrases that hold something like a word, with the likeness of what is most like it."""
    found: dict[IndexedPhrase, float] = {}
    for known, like in index.vocabulary.like(word).items():
        for phrase in index.holding[known]:
            found[phrase] = max(found.get(phrase, 0.0), like)
    return found
