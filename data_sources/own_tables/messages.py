"""What people are told of a file in its own language: English sentences are the keys, as in gettext.

Sentences come with their names and numbers in them, from many places, so each is found by its pattern.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path

from data_sources.areas import read_areas
from data_sources.model import DEFAULT_LANGUAGE, Area, in_language
from data_sources.own_tables import Fault

FILE = Path(__file__).with_name("messages.toml")
_OF_NUMBERS = ("row", "rows", "first", "second", "last", "many", "year")
_NUMBERS = "[0-9, .-]+"
_OF_AREAS = ("name", "other", "today", "same")
SPANS = 12
"""Rows, or rows that follow each other, that one line names."""


@lru_cache(4096)
def said(text: str, language: str) -> str:
    """Return an English sentence in a language of the forms; as it is where it has no translation."""
    for pattern, by_language in _patterns():
        if (match := pattern.fullmatch(text)) and language in by_language:
            return by_language[language].format(
                **{name: _inner(name, text, language) for name, text in match.groupdict().items()}
            )
    return "; ".join(said(part, language) for part in text.split("; ")) if "; " in text else text


def _inner(field: str, text: str, language: str) -> str:
    """Return what a field of a sentence holds in a language: a sentence of its own, or the name of an area."""
    if field == "sentence":
        return said(text, language)
    area = _areas().get(text) if field in _OF_AREAS else None
    return in_language(area.name, language) if area else text


@cache
def _areas() -> Mapping[str, Area]:
    return {area.name[DEFAULT_LANGUAGE]: area for area in read_areas()}


@cache
def _patterns() -> Sequence[tuple[re.Pattern[str], Mapping[str, str]]]:
    """Return patterns and translations, those with most words of their own first: a shorter one may fit the same sentence."""
    messages = tomllib.loads(FILE.read_text(encoding="utf-8"))["message"]
    messages.sort(key=lambda one: -len(re.sub(r"\{\w+\}", "", one["en"])))
    return [(_pattern(one["en"]), {language: text for language, text in one.items() if language != "en"}) for one in messages]


def _pattern(text: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", text)
    return re.compile(
        "".join(
            f"(?P<{part}>{_NUMBERS if part in _OF_NUMBERS else '.+?'})" if odd else re.escape(part)
            for odd, part in _alternating(parts)
        ),
        re.DOTALL,
    )


def _alternating(parts: Sequence[str]) -> Iterable[tuple[bool, str]]:
    return ((bool(place % 2), part) for place, part in enumerate(parts))


def noted(kind: str, sentence: str, language: str) -> str:
    """Return a sentence after what it is, "note" or "question"."""
    return f"{said(kind, language)}: {said(sentence, language)}"


def grouped(faults: Iterable[Fault], language: str, most: int = SPANS) -> list[str]:
    """Return one line for each reason and column, with its rows: `rows 3-7, 9, column H (Alue): there is no area 'Kajani'`.

    Of more than `most` spans of rows the first ones are named, and how many rows there are.
    """
    rows: dict[tuple[str, str, str], list[int]] = {}
    for fault in faults:
        rows.setdefault((fault.sheet, fault.column, fault.reason), []).append(fault.row)
    return [
        f"{_place(sheet, column, numbers, language, most)}: {said(reason, language)}"
        for (sheet, column, reason), numbers in rows.items()
    ]


def _place(sheet: str, column: str, rows: Sequence[int], language: str, most: int) -> str:
    parts = [said(f"sheet {sheet!r}", language)] if sheet else []
    numbers = ranges(rows, most)
    parts.append(said(f"row {numbers}" if numbers.isdigit() else f"rows {numbers}", language))
    if numbers.endswith("..."):
        parts[-1] += f" ({len(set(rows))})"
    if column:
        parts.append(said(f"column {column}", language))
    return ", ".join(parts)


def ranges(rows: Iterable[int], most: int = SPANS) -> str:
    """Return the numbers of rows as a text: 3-7, 9; of more than `most` spans the first ones."""
    spans: list[list[int]] = []
    for row in sorted(set(rows)):
        if spans and row == spans[-1][1] + 1:
            spans[-1][1] = row
        else:
            spans.append([row, row])
    shown = [str(first) if first == last else f"{first}-{last}" for first, last in spans[:most]]
    return ", ".join([*shown, *(["..."] if len(spans) > most else [])])
