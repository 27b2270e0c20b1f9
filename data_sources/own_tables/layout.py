"""The columns of own tables and the labels in them, in every language of texts.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from data_sources.indicators import read_themes
from data_sources.model import DIMENSIONS, Direction, Unit, in_language

TEXTS = Path(__file__).with_name("texts.toml")
NAMED = ("name", "explanation")
"""Columns of an indicator that there is one of in each language."""
REQUIRED = {
    "indicators": frozenset({"indicator", "name", "theme", "unit", "direction", "publisher", "licence"}),
    "figures": frozenset({"indicator", "area", "period"}),
}


@cache
def table_texts() -> Mapping[str, Any]:
    """Return the content of texts.toml."""
    return MappingProxyType(tomllib.loads(TEXTS.read_text(encoding="utf-8")))


def form_languages() -> tuple[str, ...]:
    """Return the languages of texts.toml, in its order: those of the forms and of the names to be filled in."""
    return tuple(table_texts()["language"])


@lru_cache(100_000)  # the cells of a table are repeated a thousandfold
def plain(text: object) -> str:
    """Return a text as it is compared: without capitals, asterisks, extra blanks and kinds of dashes."""
    one_dash = str(text).replace("\N{EN DASH}", "-").replace("\N{EM DASH}", "-").replace("\N{NO-BREAK SPACE}", " ")
    return " ".join(one_dash.removesuffix("*").split()).casefold()


def hint_hidden() -> str:
    """Return how a number is written that has been suppressed already."""
    word: str = table_texts()["hidden"]["words"][0]
    return word


def is_like_hidden(text: str) -> bool:
    """Tell whether a text is what people write instead of a small or a missing number: a dash, `x`, `<10`, `1-4`."""
    return plain(text) in _like_hidden() or re.fullmatch(r"[<>≤]\s*\d+|\d\s*-\s*\d|[-.x:]+", plain(text)) is not None


@cache
def _like_hidden() -> frozenset[str]:
    return frozenset(plain(text) for text in table_texts()["hidden"]["like"])


def is_total(text: str) -> bool:
    """Tell whether a text says that the whole is meant, in one language or in several: Yhteensä / Totalt."""
    parts = [plain(part) for part in re.split(r"[/,()]", text) if part.strip()]
    return bool(parts) and all(part in _totals() for part in parts)


def without_total(text: str) -> str:
    """Return a text without words for the whole at its end: of `Kajaani, koko kunta yhteensä` the name."""
    for word in sorted(_totals(), key=len):
        if plain(text).endswith(f" {word}"):
            return without_total(" ".join(text.removesuffix("*").split())[: -len(word) - 1].rstrip(" ,:-("))
    return text


@cache
def _totals() -> frozenset[str]:
    return frozenset(plain(text) for texts in table_texts()["total"].values() for text in texts)


def columns(sheet: str) -> tuple[str, ...]:
    """Return the keys of a sheet's columns ("indicators" or "figures") in the template's order."""
    keys: list[str] = []
    for key in table_texts()["heading"][sheet]:
        keys += [f"{key}.{language}" for language in form_languages()] if key in NAMED else [key]
    return tuple(keys)


def heading(sheet: str, key: str, language: str) -> str:
    """Return what the template writes above a column; a text is required in one language only."""
    base, _, part = key.partition(".")
    text: str = table_texts()["heading"][sheet][base][language][0]
    in_that = f" {table_texts()['language'][part][language]}" if part else ""
    return f"{text}{in_that}{' *' if base in REQUIRED[sheet] and part in ('', language) else ''}"


@cache
def headings() -> Mapping[str, str]:
    """Return the key of a column by every heading it may have; one table may have columns of both sheets."""
    found: dict[str, str] = {}
    for sheet in ("figures", "indicators"):
        for key in columns(sheet):
            found.setdefault(plain(key), key)
            base, _, part = key.partition(".")
            for language in form_languages():
                found.setdefault(plain(heading(sheet, key, language)), key)
                # A name without a language is in that of its heading.
                for text in table_texts()["heading"][sheet][base][language] if part in ("", language) else ():
                    found.setdefault(plain(text), key)
    return MappingProxyType(found)


def _by_text(table: Mapping[str, Mapping[str, list[str]]]) -> Iterator[tuple[str, str]]:
    for code, by_language in table.items():
        yield plain(code), code
        for texts in by_language.values():
            yield from ((plain(text), code) for text in texts)


@cache
def choices(kind: str) -> Mapping[str, str]:
    """Return what the column `kind` (a dimension, "unit", "direction" or "theme") may hold, as code by text."""
    if kind == "theme":
        themes = read_themes()
        return MappingProxyType({plain(text): theme for theme in themes for text in (theme, *themes[theme].values())})
    if kind in ("unit", "direction"):
        return MappingProxyType(dict(_by_text(table_texts()[kind])))
    everybody = {plain(text): "" for texts in table_texts()["everybody"].values() for text in texts}
    return MappingProxyType(everybody | dict(_by_text(table_texts()["category"].get(kind, {}))))


def category(dimension: str, text: str) -> str | None:
    """Return the category of a label, in one language or in several (Naiset / Kvinnor), an empty text for everybody.

    None where it is no label.
    """
    found = {_category(dimension, part) for part in ([text] if plain(text) in choices(dimension) else text.split("/"))}
    return found.pop() if len(found) == 1 else None


def _category(dimension: str, text: str) -> str | None:
    code = choices(dimension).get(plain(text))
    return _age(plain(text)) if code is None and dimension == "age" else code


def _age(text: str) -> str | None:
    match = re.fullmatch(r"(\d{1,3})(?:\s*-\s*(\d{1,3})|\s*(\+))?\s*(.*)", text, re.ASCII)
    if not match:
        return None
    years, older = ({plain(label) for label in table_texts()["age"][kind]} for kind in ("years", "older"))
    first, last, plus, rest = match.groups()
    if last and (rest in years or not rest):
        return f"{int(first)}-{int(last)}" if int(first) <= int(last) else None
    if not last and (rest in older or (plus and (rest in years or not rest))):
        return f"{int(first)}+"
    return None


def label(kind: str, code: str, language: str) -> str:
    """Return the template's label for a code of a dimension, unit, direction or theme."""
    if kind == "theme":
        return in_language(read_themes()[code], language)
    table = table_texts()[kind] if kind in ("unit", "direction") else table_texts()["category"][kind]
    text: str = table[code][language][0]
    return text


def labels(kind: str, language: str) -> list[str]:
    """Return the labels that a cell of the template offers."""
    codes: dict[str, Iterable[str]] = {"theme": read_themes(), "unit": Unit, "direction": Direction}
    return [label(kind, str(code), language) for code in codes.get(kind) or DIMENSIONS[kind].categories]
