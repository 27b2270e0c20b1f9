"""An index of what can be found: the phrases of each thing, and the words that lead to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

from dashboard.search.vocabulary import Vocabulary
from dashboard.search.words import words_of


class Kind(StrEnum):
    """Kinds of things that are found, in the order in which equally good ones are shown."""

    INDICATOR = "indicator"
    AREA = "area"
    PLAN = "plan"
    PAGE = "page"


@dataclass(frozen=True, slots=True, eq=False)
class Findable:
    """One thing that can be found; `phrases` are (weight, text), a weight of 1 being that of the thing's own name.

    `key` is unique among those of its kind, and `thing` is what a page makes its link from.
    """

    kind: Kind
    key: str
    thing: Any
    phrases: tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True, eq=False)  # told apart by what they are, not by their words
class IndexedPhrase:
    """A phrase of the thing at `place` in the index, as words."""

    place: int
    weight: float
    words: tuple[str, ...]


class Index:
    """Things that can be found; made once, asked often."""

    def __init__(self, things: Sequence[Findable]) -> None:
        self.things = tuple(things)
        self.phrases = tuple(
            IndexedPhrase(place, weight, words)
            for place, thing in enumerate(self.things)
            for weight, text in thing.phrases
            if (words := words_of(text))
        )
        self.holding: Mapping[str, Sequence[IndexedPhrase]] = self._holding()
        self.vocabulary = Vocabulary(self.holding)

    def _holding(self) -> dict[str, list[IndexedPhrase]]:
        found: dict[str, list[IndexedPhrase]] = defaultdict(list)
        for phrase in self.phrases:
            for word in dict.fromkeys(phrase.words):
                found[word].append(phrase)
        return dict(found)

    @cached_property
    def areas_named(self) -> Mapping[tuple[str, ...], Findable]:
        """The areas by each of their names in full, as words."""
        found: dict[tuple[str, ...], Findable] = {}
        for phrase in sorted(self.phrases, key=lambda phrase: -phrase.weight):
            if self.things[phrase.place].kind is Kind.AREA:
                found.setdefault(phrase.words, self.things[phrase.place])
        return found
