"""The sentence of attributable persons: how many fewer or more if every group did as well as the best."""

from __future__ import annotations

from math import floor, log10

from dashboard.text import Text
from data_sources.model import Direction, Indicator, Unit


def persons_sentence(number: float, indicator: Indicator, text: Text) -> str:
    """Return the sentence: fewer of an adverse indicator, more of a favourable one; a number instead of persons for a rate.

    A rate may count cases, and one person may have several.
    """
    if number < 1:
        return text.t("If every group did as well as the best, the number would change by less than one.")
    more, count = indicator.direction is Direction.HIGHER, rounded_persons(number)
    if indicator.unit is not Unit.PERCENT:
        return _number(text.number(count, 0), text, more=more)
    if more:
        return text.n(
            "If every group did as well as the best, this would apply to about {count} more person.",
            "If every group did as well as the best, this would apply to about {count} more people.",
            count,
        )
    return text.n(
        "If every group did as well as the best, this would apply to about {count} fewer person.",
        "If every group did as well as the best, this would apply to about {count} fewer people.",
        count,
    )


def _number(number: str, text: Text, *, more: bool) -> str:
    if more:
        return text.t("If every group did as well as the best, the number would be about {number} higher.", number=number)
    return text.t("If every group did as well as the best, the number would be about {number} lower.", number=number)


def rounded_persons(number: float) -> int:
    """Return a number of persons rounded to its precision: to two digits, 1 428 as 1 400 and 23 as 23."""
    digits = floor(log10(number)) if number >= 1 else 0
    return int(round(number, min(0, 1 - digits)))
