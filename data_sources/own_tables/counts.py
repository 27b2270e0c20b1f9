"""A row's counts or value, and whether they agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from data_sources.disclosure.cells import Cell, Minimums
from data_sources.disclosure.intervals import small_counts
from data_sources.model import ObservationStatus, Unit
from data_sources.own_tables.layout import plain, table_texts
from data_sources.own_tables.records import Record

MULTIPLIERS = {Unit.PERCENT: 100, Unit.PER_1000: 1000, Unit.PER_10000: 10_000, Unit.PER_100000: 100_000}
COUNTS = {"respondents": ("answers", "sample_size"), "register": ("numerator", "denominator")}
_MAY_BE_NEGATIVE = (Unit.EUROS, Unit.INDEX, Unit.RATIO)


def counted(row: Record, cell: Cell, unit: Unit, *, signed: bool = False) -> tuple[Cell, str | None] | None:
    """Return the cell with what the row gives of it and whose counts they are; what does not go together is noted.

    What is `signed`, a balance or a change, may be below 0 or, in per cent, above 100.
    """
    given = {key for key in ("value", "numerator", "denominator", "answers", "sample_size") if key in row.values}
    if any(plain(row.text(key)) in _hidden() for key in given):
        return replace(cell, status=ObservationStatus.SUPPRESSED), None
    if not given:
        return replace(cell, status=ObservationStatus.MISSING), None
    low, high, value = row.number("low"), row.number("high"), row.number("value")
    kinds = [kind for kind, keys in COUNTS.items() if given & set(keys)]
    if len(kinds) > 1:
        row.refuse(
            "answers", "answers and a numerator in one row; expected answers and respondents, or numerator and denominator"
        )
        return None
    part, whole = (row.number(key) for key in COUNTS[kinds[0]]) if kinds else (None, None)
    if not row.is_good:
        return None
    if part is None and whole is not None and value is not None and unit in MULTIPLIERS:
        part = round(value * whole / MULTIPLIERS[unit], 6)
    if reason := _wrong_counts(part, whole, value, unit, kinds) or _wrong_value(value, low, high, unit, signed):
        row.refuse(reason[0], reason[1])
        return None
    if unit.is_count and part is None:
        part = value
    if part is None and whole is None and value is not None and low is not None and high is not None and unit in MULTIPLIERS:
        part, whole = small_counts(value, low, high, MULTIPLIERS[unit], Minimums()) or (None, None)
    counted_by = kinds[0] if kinds and part is not None else None
    return replace(cell, numerator=part, denominator=whole, value=value, low=low, high=high), counted_by


@cache
def _hidden() -> frozenset[str]:
    return frozenset(plain(text) for text in table_texts()["hidden"]["words"])


def _wrong_counts(
    part: float | None, whole: float | None, value: float | None, unit: Unit, kinds: Sequence[str]
) -> tuple[str, str] | None:
    names = COUNTS[kinds[0]] if kinds else ("value", "value")
    if part is None and (whole is None or (value is not None and whole >= 0)):
        return None  # a mean may come with the number of persons that it is of
    if part is None or (whole is None and not unit.is_count):
        return names[part is not None], "is empty; counts come in pairs"
    if value is None and unit not in MULTIPLIERS and not unit.is_count:
        return names[0], f"counts make no value in {unit}; give the value"
    if part < 0 or (whole is not None and whole < 0):
        return names[part >= 0], "is below 0"
    if unit is Unit.PERCENT and whole is not None and part > whole:
        return names[0], f"{part:g} is more than all of them, {whole:g}"
    return None


def _wrong_value(value: float | None, low: float | None, high: float | None, unit: Unit, signed: bool) -> tuple[str, str] | None:
    if value is None:
        return ("low", "limits without a value") if low is not None or high is not None else None
    if value < 0 and not signed and unit not in _MAY_BE_NEGATIVE:
        return "value", f"{value:g} is below 0"
    if unit is Unit.PERCENT and value > 100 and not signed:
        return "value", f"{value:g} per cent is more than 100"
    if (low is None) != (high is None):
        return "low", "one limit only; an interval has two"
    if low is not None and high is not None and not low <= value <= high:
        return "low", f"the value {value:g} is not between {low:g} and {high:g}"
    return None
