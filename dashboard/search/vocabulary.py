"""Every word that an index knows, and how alike one of them is to a word that somebody typed.

No language's grammar is needed: Finnish, Swedish and English inflect words at their end and join them, so a beginning in
common is a stem, and a word within another is a part of a compound.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

LIKE = 0.5
"""From this likeness on a word is taken for the one that was meant."""
SURE = 0.8
"""Where a word as alike as this is known, nothing was misspelt."""
LONGEST_ENDING = 4
"""Letters that an inflected word may have after what it has in common with another form of it."""
SHORTEST_STEM = 4
LONG_STEM = 6
"""Letters in common by which words are akin, whatever comes after them."""
SHORTEST_PART = 4
SHORTEST_MISSPELT = 5


class Vocabulary:
    """Some folded words, to be asked for those that are like another."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted(set(words))
        self._known = frozenset(self._words)
        self._joined = "\n".join(("", *self._words, ""))
        self._misspellings: dict[str, list[str]] = {}
        for word in self._words:
            if len(word) >= SHORTEST_MISSPELT and word.isalpha():
                for form in _without_a_letter(word):
                    self._misspellings.setdefault(form, []).append(word)

    def like(self, typed: str) -> dict[str, float]:
        """Return the words that may have been meant, with their likeness from LIKE to 1 (the same word)."""
        found: dict[str, float] = {typed: 1.0} if typed in self._known else {}
        if typed.isdecimal() or len(typed) == 1:
            return found
        for word, likeness in self._candidates(typed):
            if likeness > found.get(word, LIKE):
                found[word] = likeness
        if max(found.values(), default=0) < SURE and len(typed) >= SHORTEST_MISSPELT:
            for word in self._misspelt(typed):
                found[word] = max(found.get(word, 0), 0.6 + 0.01 * min(len(word), 12))
        return found

    def _candidates(self, typed: str) -> Iterator[tuple[str, float]]:
        yield from self._begun(typed)
        yield from self._inflected(typed)
        yield from self._parts(typed)
        yield from self._compounds(typed, 0.5)
        if len(typed) >= 2 * SHORTEST_PART:
            yield from self._compounds(typed[:-3], 0.45)

    def _beginning_with(self, start: str) -> Iterator[str]:
        for place in range(bisect_left(self._words, start), len(self._words)):
            if not self._words[place].startswith(start):
                return
            yield self._words[place]

    def _begun(self, typed: str) -> Iterator[tuple[str, float]]:
        """Yield the words that begin with what was typed."""
        for word in self._beginning_with(typed):
            yield word, 0.72 + 0.22 * len(typed) / len(word)

    def _inflected(self, typed: str) -> Iterator[tuple[str, float]]:
        """Yield other forms of the word, which have a long beginning in common, and compounds of it."""
        if len(typed) < SHORTEST_STEM:
            return
        for word in self._beginning_with(typed[:SHORTEST_STEM]):
            common, longer = _common(typed, word), max(len(typed), len(word))
            if longer - common <= LONGEST_ENDING:
                yield word, 0.4 + 0.5 * common / longer
            elif common >= LONG_STEM:
                yield word, 0.5 + 0.1 * common / longer

    def _parts(self, typed: str) -> Iterator[tuple[str, float]]:
        """Yield the words that what was typed begins or ends with: a compound whose parts are known."""
        for length in range(SHORTEST_PART - 1, len(typed)):
            ending = len(typed) - length
            if typed[:length] in self._known and (ending <= LONGEST_ENDING or length > SHORTEST_PART):
                yield typed[:length], 0.75 if ending <= LONGEST_ENDING - 1 else 0.52
            if length > SHORTEST_PART and typed[-length:] in self._known:
                yield typed[-length:], 0.55 + 0.2 * length / len(typed)

    def _compounds(self, part: str, least: float) -> Iterator[tuple[str, float]]:
        """Yield the words that hold a part within them or at their end."""
        place = self._joined.find(part) if len(part) >= SHORTEST_PART else -1
        while place >= 0:
            start, end = self._joined.rfind("\n", 0, place) + 1, self._joined.find("\n", place)
            if start < place:
                yield self._joined[start:end], least + 0.25 * len(part) / (end - start)
            place = self._joined.find(part, end)

    def _misspelt(self, typed: str) -> Iterator[str]:
        """Yield the words that differ by a letter, too much, too little, another one or in another place."""
        for form in _without_a_letter(typed):
            yield from (word for word in self._misspellings.get(form, ()) if word[0] == typed[0])


def _common(one: str, other: str) -> int:
    """Return the number of letters that two words have in common at their beginning."""
    return next(
        (place for place, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), min(len(one), len(other))
    )


def _without_a_letter(word: str) -> set[str]:
    """Return a word and what remains of it when a letter is left out."""
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}
