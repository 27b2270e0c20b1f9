"""The result of an operation, written as JSON, CSV or JSON-stat."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from dashboard.api.records import ApiRecord, Reply, cells, columns
from dashboard.renderers.csv import FORMULA_STARTS, CsvForm

SAMPLE = "Sample data, not real figures."


@dataclass(frozen=True)
class Found:
    """The result of an operation: the whole `reply`, and the `records` of one `kind` in it that are the rows of CSV.

    `next_url` is the address of the next part. `cube` makes the JSON-stat dataset, for operations that have one.
    """

    reply: Reply
    kind: type[ApiRecord]
    records: Sequence[ApiRecord]
    next_url: str | None = None
    cube: Callable[[], Mapping[str, Any]] | None = None


def notice(*, sample: bool) -> str:
    """Return the notice of a reply with sample data; empty for real data."""
    return SAMPLE if sample else ""


def as_json(found: Found) -> bytes:
    """Return the whole reply."""
    return msgspec.json.encode(found.reply)


def as_csv(found: Found, form: CsvForm) -> bytes:
    """Return the records as rows in a form; a text that a spreadsheet would read as a formula gets an apostrophe."""
    heads = list(columns(found.kind))
    flat = (dict(cells(record)) for record in found.records)
    return form.written([heads, *([_cell(each.get(column), form) for column in heads] for each in flat)]).encode()


def as_json_stat(found: Found) -> bytes:
    """Return the reply as JSON-stat. `ValueError` where there is no cube."""
    if found.cube is None:
        raise ValueError(f"{found.kind.__name__} makes no cube")
    return msgspec.json.encode(found.cube())


def _cell(value: Any, form: CsvForm) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return form.number(value)
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(FORMULA_STARTS) else text
