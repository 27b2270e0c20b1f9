"""A deck: the slides of a meeting in plan order, computed once for the screen, PowerPoint and print.

`read_deck` makes it from a context and a choice of content; what is in it, its conclusions and its notes are the same in every
format. A slide holds the `Chart`, never a picture of it.
"""

from __future__ import annotations

from dashboard.deck.choice import KINDS, MOST_SLIDES, read_choice
from dashboard.deck.reading import read_deck
from dashboard.deck.slide import LONGEST_TITLE, Choice, Deck, Slide, SlideKind, SlideLine

__all__ = [
    "KINDS",
    "LONGEST_TITLE",
    "MOST_SLIDES",
    "Choice",
    "Deck",
    "Slide",
    "SlideKind",
    "SlideLine",
    "read_choice",
    "read_deck",
]
