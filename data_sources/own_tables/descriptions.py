"""A table's descriptions of its indicators, checked, and the indicator files made from them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

import tomlkit

from data_sources.indicators import read_indicators
from data_sources.model import DEFAULT_LANGUAGE, OWN_TABLE, Direction, Indicator, Origin, PopulationGroup, Unit, in_language
from data_sources.own_tables import Description
from data_sources.own_tables.layout import choices, columns, form_languages, labels, plain, table_texts
from data_sources.own_tables.records import Record

_LONGEST = 1000
"""Characters of a text."""


class Descriptions:
    """The indicators of a file by id and name, and those imported before."""

    def __init__(self, origins: Iterable[Origin]) -> None:
        self._by_text: dict[str, Description] = {}
        self._refused: set[str] = set()
        origin_of = {origin.indicator: origin for origin in origins if origin.is_own}
        for indicator in read_indicators().values():
            if is_own(indicator) and indicator.id in origin_of:
                self._add(_described(indicator, origin_of[indicator.id]))

    def read(self, rows: Sequence[Record]) -> None:
        """Add what the rows describe; one indicator may be described by several rows that agree."""
        described = [row for row in rows if any(key in row.values for key in columns("indicators") if key != "indicator")]
        by_id: dict[str, list[Record]] = {}
        for row in described:
            by_id.setdefault(row.text("indicator").lower(), []).append(row)
        for id_, its in by_id.items():
            merged = _merged(its)
            found = _description(id_, merged) if merged.is_good else None
            if found:
                self._add(found)
            else:
                self._refused.add(id_)
                self._refused |= {plain(merged.text(f"name.{language}")) for language in form_languages()}

    def _add(self, found: Description) -> None:
        self._by_text |= {plain(text): found for text in (found.id, *found.name.values())}

    def find(self, row: Record) -> Description | None:
        """Return the indicator that a row is of; what it is not is noted."""
        text = row.text("indicator")
        found = self._by_text.get(plain(text))
        if found is None:
            row.refuse("indicator", self._why_not(text))
        return found

    def _why_not(self, text: str) -> str:
        if not text:
            return "is empty; expected the identifier of an indicator"
        if plain(text) in self._refused:
            return f"the description of {text!r} is refused, and so are its values"
        national = read_indicators().get(text.lower())
        if national and not is_own(national):
            return f"{text!r} is a national indicator, which keeps its own values; give the table's indicator an id of its own"
        return f"{text!r} is described nowhere; expected an identifier or name of the sheet of indicators"


def is_signed(described: Description) -> bool:
    """Tell whether an indicator's name says that it is a balance or a change, which may be below 0."""
    words: list[str] = table_texts()["signed"]["words"]
    return any(word in f" {plain(name)} " for name in described.name.values() for word in words)


def is_own(indicator: Indicator) -> bool:
    """Tell whether an indicator came from an own table."""
    return all(series.source == OWN_TABLE for series in indicator.series)


def _merged(rows: Sequence[Record]) -> Record:
    """Return the first of the rows with what the others add to it; what they say otherwise is noted."""
    values = dict(rows[0].values)
    for row in rows[1:]:
        for key in columns("indicators"):
            if key in row.values and values.setdefault(key, row.values[key]) != row.values[key]:
                row.refuse(
                    key, f"{row.text(key)!r} differs from {str(values[key])!r}, which an earlier row says of the indicator"
                )
    return Record(rows[0].spot, values, rows[0].decimal)


def _description(id_: str, row: Record) -> Description | None:
    national = read_indicators().get(id_)
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", id_) or len(id_) > 60:
        row.refuse(
            "indicator", f"{id_!r} is no identifier; expected small letters a-z, digits and hyphens, such as survey-loneliness"
        )
    elif national and not is_own(national):
        row.refuse("indicator", f"{id_!r} is a national indicator; give the table's indicator an id of its own")
    names = _texts(row, "name")
    if not names:
        row.refuse("name.fi", "the indicator has no name in any language")
    unit, direction, theme = (_choice(row, kind) for kind in ("unit", "direction", "theme"))
    decimals, interval = _whole(row, "decimals", 0, 3), _whole(row, "interval", 1, 20)
    for key in ("publisher", "licence"):
        if not _one_line(row.text(key)):
            row.refuse(key, "is empty; every chart names it")
    if not row.is_good:
        return None
    return Description(
        id=id_,
        name=names,
        explanation=_texts(row, "explanation") or names,
        theme=theme,
        unit=Unit(unit),
        decimals=decimals,
        direction=Direction(direction),
        interval=interval,
        publisher=_one_line(row.text("publisher")),
        licence=_one_line(row.text("licence")),
        sample=plain(row.text("sample")) in ("x", "true"),
    )


def _texts(row: Record, key: str) -> dict[str, str]:
    given = {language: _one_line(row.text(f"{key}.{language}")) for language in form_languages()}
    if not any(given.values()):
        return {}
    return {language: in_language(given, language) for language in form_languages()}


def _one_line(text: str) -> str:
    return " ".join("".join(letter for letter in text if letter.isprintable() or letter.isspace()).split())[:_LONGEST]


def _choice(row: Record, kind: str) -> str:
    code = choices(kind).get(plain(row.text(kind)))
    if code is None:
        found = repr(row.text(kind)) if row.text(kind) else "is empty"
        row.refuse(kind, f"{found}; expected one of {', '.join(labels(kind, 'en'))}")
    return code or ""


def _whole(row: Record, key: str, low: int, high: int) -> int:
    value = row.number(key)
    if value is not None and not (value.is_integer() and low <= value <= high):
        row.refuse(key, f"{row.text(key)!r}; expected a whole number from {low} to {high}")
        return 1
    return 1 if value is None else int(value)


def _described(indicator: Indicator, origin: Origin) -> Description:
    return Description(
        *(indicator.id, indicator.name, indicator.explanation, indicator.theme, indicator.unit, indicator.decimals),
        *(
            indicator.direction,
            indicator.interval,
            in_language(origin.publisher, DEFAULT_LANGUAGE),
            origin.licence,
            origin.sample,
        ),
    )


def file_of(found: Description, groups: Iterable[PopulationGroup], counts: str | None) -> str:
    """Return the indicator's file as TOML."""
    series: dict[str, dict[str, str]] = {str(group) or "total": {} for group in sorted(groups, key=lambda group: group.sort_key)}
    document: Mapping[str, object] = {
        "id": found.id,
        "unit": found.unit.value,
        "decimals": found.decimals,
        "direction": found.direction.value,
        "interval": found.interval,
        **({"counts": counts} if counts else {}),
        "name": dict(found.name),
        "explanation": dict(found.explanation),
        OWN_TABLE: {"table": found.id, **(series or {"total": {}})},
    }
    return f"# Written by `./run import-table`; an import writes it anew.\n{tomlkit.dumps(document)}"
