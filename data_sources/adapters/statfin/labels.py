"""Statistics Finland's labels of the variables and values that are looked for in its tables, read from labels.toml."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from data_sources.model import Names


@dataclass(frozen=True, slots=True)
class ServiceLabels:
    """The content of labels.toml."""

    publisher: Names
    variables: Mapping[str, tuple[str, ...]]
    total_codes: frozenset[str]
    total_texts: frozenset[str]
    open_ages: tuple[str, ...]
    education: Mapping[str, tuple[str, ...]]
    secret_words: tuple[str, ...]
    nil_words: tuple[str, ...]


def folded(text: str) -> str:
    """Return the letters and digits of a text, small: spelling apart and signs come and go without a change of meaning."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))


@cache
def service_labels() -> ServiceLabels:
    """Return the content of labels.toml."""
    data = tomllib.loads(Path(__file__).with_name("labels.toml").read_text(encoding="utf-8"))
    return ServiceLabels(
        publisher=data["publisher"],
        variables={key: tuple(names) for key, names in data["variables"].items()},
        total_codes=frozenset(code.casefold() for code in data["totals"]["codes"]),
        total_texts=frozenset(folded(text) for text in data["totals"]["texts"]),
        open_ages=tuple(data["open_ages"]["words"]),
        education={level: tuple(codes) for level, codes in data["education"].items()},
        secret_words=tuple(data["signs"]["secret"]),
        nil_words=tuple(data["signs"]["nil"]),
    )
