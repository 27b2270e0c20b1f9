"""What an operation has found, written as JSON, CSV or JSON-stat."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import orjson

from dashboard.renderers.csv import BYTE_ORDER_MARK, FORMULA_STARTS

SAMPLE = "Sample data, not real figures."

Record: TypeAlias = dict[str, Any]


@dataclass(frozen=True)
class Found:
    """What an operation answers: `records` under `name`, and beside them the facts that hold for all.

    `sample`: some of what is answered is sample data. `columns` are those of CSV where there are no records to tell them.
    `next_url` is where the answer goes on. `cube` makes the answer JSON-stat, where it can be that.
    """

    name: str
    records: Sequence[Record]
    columns: Sequence[str]
    sample: bool
    facts: Mapping[str, Any] = field(default_factory=dict)
    next_url: str | None = None
    cube: Callable[[], Mapping[str, Any]] | None = None


def as_json(found: Found) -> bytes:
    """Return the records with their facts; every answer tells whether it holds sample data."""
    notice = SAMPLE if found.sample else ""
    return orjson.dumps({"sample": found.sample, "notice": notice, **found.facts, found.name: list(found.records)})


def as_csv(found: Found, *, bom: bool = False) -> bytes:
    """Return the records as comma-separated rows; a text that a spreadsheet would take for a formula gets an apostrophe."""
    stream = io.StringIO()
    rows = csv.writer(stream)
    rows.writerow(found.columns)
    for record in found.records:
        flat = dict(_flat(record))
        rows.writerow([_cell(flat.get(column)) for column in found.columns])
    return (BYTE_ORDER_MARK * bom + stream.getvalue()).encode()


def as_json_stat(found: Found) -> bytes:
    """Return the cube of the answer. `ValueError` where it has none."""
    if found.cube is None:
        raise ValueError(f"{found.name} are no cube")
    return orjson.dumps(found.cube())


def _flat(record: Mapping[str, Any], before: str = "") -> Iterable[tuple[str, Any]]:
    """Yield the values of a record by column: `name.fi` becomes `name_fi`, a list its items with blanks between."""
    for key, value in record.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{before}{key}_")
        elif isinstance(value, list | tuple):
            yield before + key, " ".join(str(_head(each)) for each in value)
        else:
            yield before + key, value


def _head(item: Any) -> Any:
    """Return the item of a list itself, or what names it: the first value of a record."""
    return next(iter(item.values())) if isinstance(item, Mapping) else item


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return repr(value).removesuffix(".0")
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(FORMULA_STARTS) else text
