"""Which words are taken for the one that was typed."""

import pytest

from dashboard.search.vocabulary import LIKE, Vocabulary
from dashboard.search.words import folded, words_of

WORDS = Vocabulary(("tupakka", "tupakointi", "nuorisotyottomyys", "koyhyys", "mobbning", "uni", "15", "2015"))


def test_words_are_small_letters_without_marks() -> None:
    assert folded("Åbo ÄÖ é") == "abo ao e"
    assert words_of("Gini-kerroin, 15–24-vuotiaat!") == ("gini", "kerroin", "15", "24", "vuotiaat")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("tupakka", "tupakka"),
        ("tupa", "tupakka"),
        ("tupakointia", "tupakointi"),
        ("tyottomyys", "nuorisotyottomyys"),
        ("koyhat", "koyhyys"),
        ("mobbad", "mobbning"),
        ("mobning", "mobbning"),
        ("mbobning", "mobbning"),
        ("unta", ""),
        ("unen", ""),
        ("unia", "uni"),
        ("15", "15"),
        ("1", ""),
        ("kissa", ""),
    ],
)
def test_forms_beginnings_parts_and_slips_are_alike(typed: str, meant: str) -> None:
    found = WORDS.like(typed)
    assert max(found, key=lambda word: found[word], default="") == meant


def test_nothing_is_more_alike_than_the_word_itself() -> None:
    found = WORDS.like("tupakka")
    assert found.pop("tupakka") == 1
    assert all(LIKE < likeness < 1 for likeness in found.values())
