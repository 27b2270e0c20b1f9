"""The times of a table: years, or months and quarters that become years."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from data_sources.adapters.statfin.table import PxTable, Variable
from data_sources.formats.json_stat import Numbers

WAYS = ("mean", "sum", "last")
"""Ways in which the months or quarters of a year become its value."""
_PARTS = {"M": 12, "K": 12, "Q": 4}
"""Parts of a year by the letter before their number."""


class Time(NamedTuple):
    """A value of the time variable; `part` counts months or quarters from 1, 0 is a whole year; `parts` are those of a year."""

    code: str
    year: int
    part: int
    parts: int
    provisional: bool


def read_times(table: PxTable, variable: Variable, first_year: int) -> tuple[Time, ...]:
    """Return the times from a year on; `SeriesGoneError` where one cannot be read or two are the same."""
    pairs = zip(variable.values, variable.texts, strict=True)
    found = [_time(table, variable, code, text) for code, text in pairs]
    kept = tuple(time for time in found if time.year >= first_year)
    if not kept:
        raise table.gone(f"{variable} has no time from {first_year} on")
    if len({(time.year, time.part) for time in kept}) < len(kept) or len({time.parts for time in kept}) > 1:
        raise table.gone(f"{variable} has a time twice, or years and months mixed")
    return kept


def _time(table: PxTable, variable: Variable, code: str, text: str) -> Time:
    for written in (code, text):
        match = re.fullmatch(r"((?:19|20)\d\d)(?:([MKQ])(\d{1,2}))?\s*\*?", written.strip())
        if match:
            parts = _PARTS[match[2]] if match[2] else 1
            part = int(match[3]) if match[2] else 0
            if part <= parts:
                return Time(code, int(match[1]), part, parts, "*" in code + text)
    raise table.gone(f"the value {code} ({text}) of {variable} is no year, quarter or month")


def yearly(values: Numbers, times: Sequence[Time], way: str | None) -> tuple[list[int], Numbers]:
    """Return years and values by area and year; years of which a month or quarter has not come are left out.

    A month without a value leaves its year without one. `way` is one of `WAYS`, or None for a table of years.
    """
    of_year: dict[int, dict[int, int]] = {}
    for place, time in enumerate(times):
        of_year.setdefault(time.year, {})[time.part] = place
    if way is None:
        years = sorted(of_year)
        return years, values[:, [of_year[year][0] for year in years]]
    years = sorted(year for year, places in of_year.items() if len(places) == times[0].parts)
    return years, np.stack([_one_year(values, of_year[year], way) for year in years], axis=1) if years else values[:, :0]


def _one_year(values: Numbers, places: Mapping[int, int], way: str) -> Numbers:
    if way == "last":
        return values[:, places[max(places)]]
    of_year = values[:, list(places.values())]
    result: Numbers = of_year.mean(axis=1) if way == "mean" else of_year.sum(axis=1)
    return result
