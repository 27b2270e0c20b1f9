"""Numbers that are probably not what they seem: thousands taken for decimals, another unit than the heading's."""

from __future__ import annotations

from collections.abc import Mapping

from data_sources.formats.numbers import is_ambiguous
from data_sources.model import Unit
from data_sources.own_tables.records import Record

WHOLE = ("answers", "sample_size", "numerator", "denominator")
"""Columns of counts, which are whole numbers, or nearly so where answers were weighted."""
_MEASURED = ("value", "low", "high")


def refuse_unlikely(row: Record, unit: Unit, said: Mapping[str, str]) -> None:
    """Refuse the numbers of a row that may be thousands, and those whose heading names another unit than the indicator's.

    Of values in per cent 1.234 cannot be thousands.
    """
    for key in WHOLE:
        if key in row.values and is_ambiguous(row.values[key]):
            _refuse(row, key)
    for key in _MEASURED:
        if key not in row.values or unit is Unit.PERCENT:
            continue
        value = row.values[key]
        if is_ambiguous(value) if unit.is_count else isinstance(value, str) and is_ambiguous(value, row.decimal):
            _refuse(row, key)
    for key, named in said.items():
        if key in _MEASURED and key in row.values and named not in ("", unit):
            row.refuse(key, f"the heading says {named}, but the indicator is in {unit}")


def _refuse(row: Record, key: str) -> None:
    row.refuse(key, f"{row.text(key)!r} may be read in two ways; write it without a sign between thousands")
