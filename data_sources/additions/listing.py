"""Sotkanet's list of all its indicators, kept compressed in the store's folder so that it can be searched without network."""

from __future__ import annotations

import gzip
import re
import unicodedata
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import orjson

from data_sources.errors import SourceError
from data_sources.formats.html import LONGEST_TITLE, plain_text
from data_sources.http.client import HttpService
from data_sources.model import Names, is_language
from data_sources.settings import Settings

_STEM: Final = 5
"""Letters of a word that its other forms begin with, at least."""

KEPT_FOR: Final = timedelta(days=30)
"""How long a kept list is used before it is asked for again."""


@dataclass(frozen=True, slots=True)
class Listed:
    """An indicator of the list; `sexes` is False where it has none and None where the list does not say.

    `only_sex` is the one sex that it is of, empty where it is of everybody.
    """

    id: int
    title: Names
    sexes: bool | None
    only_sex: str = ""

    def matches(self, terms: Sequence[str], *, stems: bool = False) -> bool:
        """Tell whether every term is in its title in one language, or is its id; of `stems` the beginning of a word is enough.

        Terms are as `searchable` makes them: capitals, diacritics and how compounds are written do not count.
        """
        return any(
            all(term == str(self.id) or _found(term, title, stems=stems) for term in terms)
            for title in map(searchable, self.title.values())
        )


def searchable(text: str) -> str:
    """Return a text in small letters without diacritics."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def _found(term: str, title: str, *, stems: bool) -> bool:
    if stems:  # Finnish words change at their end: tupakointi, tupakoivien
        stem = term[: max(_STEM, len(term) * 2 // 3)]
        return stem in title
    return term in title or term.replace("-", "") in re.sub(r"[\s-]+", "", title)


def read_listing(settings: Settings, http: HttpService, now: datetime, *, update: bool = False) -> Mapping[int, Listed]:
    """Return the list by id, in order of ids: the kept one, or one asked for where that is older than 30 days or missing.

    Without network an old list is better than none. `SourceError` where there is none and none can be had.
    """
    path = settings.data_dir / "sotkanet-indicators.json.gz"
    kept = _read(path)
    if kept and not update and now - _moment(path) < KEPT_FOR:
        return kept
    try:
        answer = http.get_json("indicators")
        listing = _parsed(answer)
    except SourceError:
        if kept and not update:
            return kept
        raise
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    part.write_bytes(gzip.compress(orjson.dumps(answer), mtime=0))
    part.replace(path)
    return listing


def search(listing: Mapping[int, Listed], terms: Sequence[str]) -> list[Listed]:
    """Return the indicators with every term in their title in one language, in order of ids.

    Where none has, those with words that begin alike: capitals, diacritics, compounds and endings do not count.
    """
    wanted = [searchable(term) for text in terms for term in text.split()]
    found = [listed for listed in listing.values() if listed.matches(wanted)]
    return found or [listed for listed in listing.values() if listed.matches(wanted, stems=True)]


def names_of(texts: object, most: int = LONGEST_TITLE) -> dict[str, str]:
    """Return a service's texts by language as plain text of at most so many characters, without the languages that have none."""
    if not isinstance(texts, Mapping):
        return {}
    known = ((language, text) for language, text in texts.items() if is_language(language) and isinstance(text, str))
    plain = {language: plain_text(text, most) for language, text in known}
    return {language: text for language, text in plain.items() if text}


def _read(path: Path) -> Mapping[int, Listed]:
    """Return the kept list; an empty one where there is none or where it is spoilt."""
    try:
        return _parsed(orjson.loads(gzip.decompress(path.read_bytes())))
    except (OSError, EOFError, zlib.error, ValueError, SourceError):
        return {}


def _parsed(answer: Any) -> Mapping[int, Listed]:
    try:
        found = {
            int(each["id"]): Listed(int(each["id"]), names_of(each["title"]), _sexes(each), _only_sex(each)) for each in answer
        }
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise SourceError(f"Sotkanet: its list of indicators is malformed ({error!r}); the kept list is as it was") from error
    if not found:
        raise SourceError("Sotkanet: its list of indicators is empty; the kept list is as it was")
    return dict(sorted(found.items()))


def _sexes(each: Mapping[str, Any]) -> bool | None:
    classes = each.get("classifications")
    if not isinstance(classes, Mapping) or "sex" not in classes:
        return None
    return {"male", "female"} <= set(classes["sex"]["values"])


def _only_sex(each: Mapping[str, Any]) -> str:
    classes = each.get("classifications")
    known: list[str] = list(classes["sex"]["values"]) if isinstance(classes, Mapping) and "sex" in classes else []
    return known[0] if known in (["female"], ["male"]) else ""


def _moment(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)
