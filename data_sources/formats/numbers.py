"""Numbers as people write them: which sign is before decimals, and which numbers may be read in two ways."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal, TypeAlias

from data_sources.formats.delimited import Value

DecimalSign: TypeAlias = Literal[",", ".", ""]

_GROUPED = re.compile(r"-?[1-9]\d{0,2}([.,])\d{3}", re.ASCII)
_WITH_DECIMALS = re.compile(r"-?\d+([.,])\d+", re.ASCII)
_NUMBER = {sign: re.compile(rf"-?\d{{1,12}}([{re.escape(sign or ',.')}]\d{{1,12}})?", re.ASCII) for sign in (",", ".", "")}


def number(value: Value, decimal: DecimalSign = "") -> float | None:
    """Return the number that a cell holds: spaces between thousands, a percent sign; None where it is none.

    Without a decimal sign both are taken.
    """
    if isinstance(value, float):
        return value
    text = _bare(value or "")
    return float(text.replace(",", ".")) if _NUMBER[decimal].fullmatch(text) else None


def is_ambiguous(value: Value, decimal: DecimalSign = "") -> bool:
    """Tell whether the point or comma of a text may stand before decimals or between thousands, as in 1.234.

    `decimal` is the sign that the table's other numbers have before their decimals. A number of a spreadsheet with three
    decimals may have been a text with thousands before the program took it for a number.
    """
    if isinstance(value, float):
        return _GROUPED.fullmatch(repr(value)) is not None
    match = _GROUPED.fullmatch(_bare(value or ""))
    return match is not None and match[1] != decimal


def decimal_sign(values: Iterable[Value]) -> DecimalSign:
    """Return the sign that most numbers have before their decimals, of those that can be read in one way only."""
    found: Counter[DecimalSign] = Counter()
    for value in values:
        text = _bare(value) if isinstance(value, str) else ""
        match = _WITH_DECIMALS.fullmatch(text)
        if match and not _GROUPED.fullmatch(text):
            found["," if match[1] == "," else "."] += 1
    return found.most_common(1)[0][0] if found else ""


@lru_cache(100_000)
def _bare(text: str) -> str:
    """Return a text without spaces and percent sign, with a plain minus."""
    return "".join(text.split()).replace("\N{MINUS SIGN}", "-").removesuffix("%")
