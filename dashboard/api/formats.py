"""What an operation has found, written as JSON, CSV or JSON-stat."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from dashboard.api.records import ApiRecord, Reply, cells, columns
from dashboard.renderers.csv import BYTE_ORDER_MARK, FORMULA_STARTS

SAMPLE = "Sample data, not real values."


@dataclass(frozen=True)
class Found:
    """What an operation answers: the whole `reply`, and the `records` of one `kind` in it that make the rows of CSV.

    `next_url` is where the answer goes on. `cube` makes the answer JSON-stat, where it can be that.
    """

    reply: Reply
    kind: type[ApiRecord]
    records: Sequence[ApiRecord]
    next_url: str | None = None
    cube: Callable[[], Mapping[str, Any]] | None = None


def notice(*, sample: bool) -> str:
    """Return the words that mark an answer with sample data; none for real values."""
    return SAMPLE if sample else ""


def as_json(found: Found) -> bytes:
    """Return the whole reply."""
    return msgspec.json.encode(found.reply)


def as_csv(found: Found, *, bom: bool = False) -> bytes:
    """Return the records as comma-separated rows; a text that a spreadsheet would take for a formula gets an apostrophe."""
    stream = io.StringIO()
    rows, heads = csv.writer(stream), list(columns(found.kind))
    rows.writerow(heads)
    for record in found.records:
        flat = dict(cells(record))
        rows.writerow([_cell(flat.get(column)) for column in heads])
    return (BYTE_ORDER_MARK * bom + stream.getvalue()).encode()


def as_json_stat(found: Found) -> bytes:
    """Return the cube of the answer. `ValueError` where it has none."""
    if found.cube is None:
        raise ValueError(f"{found.kind.__name__} makes no cube")
    return msgspec.json.encode(found.cube())


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return repr(value).removesuffix(".0")
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(FORMULA_STARTS) else text
