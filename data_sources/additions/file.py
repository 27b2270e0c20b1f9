"""An indicator file written from the service's metadata of an indicator."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import tomlkit

from data_sources.adapters.sotkanet import SOURCE
from data_sources.additions.family import Member
from data_sources.additions.listing import names_of
from data_sources.additions.titles import facts_of
from data_sources.formats.html import LONGEST_TEXT
from data_sources.model import DEFAULT_LANGUAGE, TOTAL, Direction, Names, PopulationGroup, Unit, in_language

_UNITS: Final = {
    "PROS": Unit.PERCENT,
    "PER1000": Unit.PER_1000,
    "PER10000": Unit.PER_10000,
    "PER100000": Unit.PER_100000,
    "INDEKSI": Unit.INDEX,
}
"""Units by code of Sotkanet's primaryValueType."""

_LITTLE_WORDS: Final = frozenset(
    ("a", "an", "and", "as", "at", "by", "during", "for", "from", "in", "of", "on", "per", "persons", "same", "the", "to", "with")
)
_ID_WORDS: Final = 6
_NOT_IN_IDS: Final = r"\(.*?\)|%|'s\b|\bon 31\.? ?dec\b|\bon 3[01]\.1[12]\.?|\bper \d[\d ]*"


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known from the values themselves: years between them, whether there are sexes, whether municipalities have any."""

    interval: int = 1
    sexes: bool = True
    municipalities: bool = True


def seen_in(rows: Any, municipalities: Collection[int]) -> Seen:
    """Return what rows of `/json` tell; the usual interval is the commonest number of years from one value to the next."""
    good = [row for row in rows if isinstance(row, dict) and (row.get("value"), row.get("absValue")) != (None, None)]
    years = sorted({int(row["year"]) for row in good})
    steps = [later - earlier for earlier, later in pairwise(years)] or [1]
    interval = max(sorted(set(steps)), key=steps.count)
    genders = {row.get("gender") for row in good}
    return Seen(min(interval, 20), {"male", "female"} <= genders, any(row.get("region") in municipalities for row in good))


def unit_of(metadata: Mapping[str, Any]) -> Unit | None:
    """Return the unit that the Finnish title shows or else the service names; None where neither tells one of ours."""
    facts = facts_of(names_of(metadata.get("title")).get(DEFAULT_LANGUAGE, ""))
    if facts.unit or facts.foreign_unit:
        return facts.unit
    kind = metadata.get("primaryValueType")
    code = kind.get("code") if isinstance(kind, Mapping) else None
    return _UNITS.get(str(code))


def id_of(titles: Names, number: int, taken: Collection[str]) -> str:
    """Return an id for the file from the English title, else from the number, that is not taken yet."""
    plain = unicodedata.normalize("NFKD", titles.get("en", "")).encode("ascii", "ignore").decode().lower()
    words = [word for word in re.findall(r"[a-z0-9]+", re.sub(_NOT_IN_IDS, " ", plain)) if word not in _LITTLE_WORDS]
    ages = [word for word in words[_ID_WORDS:] if word.isdecimal() and int(word) <= 120]  # what tells its neighbours apart
    id_ = "-".join((*words[:_ID_WORDS], *ages[:2])) or f"{SOURCE.key}-{number}"
    return id_ if id_ not in taken else f"{id_}-{number}"


def file_of(
    id_: str,
    metadata: Mapping[str, Any],
    unit: Unit,
    direction: Direction,
    members: Sequence[Member],
    seen: Seen,
    base: tuple[str, PopulationGroup] | None = None,
) -> str:
    """Return the indicator file as TOML; `base` is the population that everybody of the indicator is."""
    titles = names_of(metadata.get("title"))
    names = {language: _name(title) for language, title in titles.items()}
    sentences = {
        language: _first_sentence(text) for language, text in names_of(metadata.get("description"), LONGEST_TEXT).items()
    }
    document = tomlkit.document()
    document.add(tomlkit.comment("Written by `./run add` from what the service says; change what reads badly."))
    document.add("id", tomlkit.item(id_))
    document.add("unit", tomlkit.item(unit.value))
    document.add("decimals", tomlkit.item(_decimals(metadata, unit)))
    document.add("direction", tomlkit.item(direction.value))
    document.add("interval", tomlkit.item(seen.interval))
    facts = facts_of(titles.get(DEFAULT_LANGUAGE, ""))
    if facts.ended:
        document.add("closed", tomlkit.item(True))
    if facts.projected:
        document.add("projection", tomlkit.item(True))
    if base is not None:
        document.add("base", tomlkit.item({"indicator": base[0], "group": str(base[1])}))
    document.add("name", _by_language(names))
    document.add("explanation", _by_language(sentences or names))
    document.add(SOURCE.key, _series(members, seen))
    if not seen.municipalities:
        document.add("published", tomlkit.item({"smallest_total": False}))
    return tomlkit.dumps(document)


def _series(members: Sequence[Member], seen: Seen) -> tomlkit.items.Table:
    table = tomlkit.table()
    for member in members:
        series: dict[str, object] = {"id": member.listed.id, "title": member.listed.title.get(DEFAULT_LANGUAGE, "")}
        by_sex = "sex" in member.group.dimensions
        if not by_sex and not (seen.sexes if member.listed.sexes is None or member.group == TOTAL else member.listed.sexes):
            series["sex"] = False
        entry = tomlkit.inline_table()
        entry.update(series)
        table.add(str(member.group) or "total", entry)
    return table


def _by_language(texts: Mapping[str, str]) -> tomlkit.items.Table:
    """Return a table with the texts of the service; the default language, which is needed, has another's text if it must."""
    table = tomlkit.table()
    for language in dict.fromkeys((DEFAULT_LANGUAGE, *texts)):
        table.add(language, in_language(texts, language))
        if language not in texts:
            table[language].comment("the service has no text in this language")
    return table


def _decimals(metadata: Mapping[str, Any], unit: Unit) -> int:
    decimals = metadata.get("decimals")
    return min(max(decimals, 0), 3) if isinstance(decimals, int) else 0 if unit.is_count else 1


def _name(title: str) -> str:
    """Return a title without a unit at its end, which charts write by themselves."""
    return re.sub(r"\s*(\(%\)|, ?%)$", "", title) or title


def _first_sentence(text: str) -> str:
    """Return the first sentence of the first paragraph; a point after a digit or one letter ends none."""
    paragraph = text.partition("\n")[0].strip()
    found = re.match(r".*?(?<![\d\s.])(?<!\b\w)[.!?](?=\s|$)", paragraph)
    return found[0] if found else paragraph
