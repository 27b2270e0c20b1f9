"""A stored series as CSV for people and programs."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Protocol

from data_sources.model import Area, Indicator, Observation

COLUMNS = ("indicator", "area", "group", "period", "value", "low", "high", "status")


class Stream(Protocol):
    """Where text goes."""

    def write(self, text: str, /) -> object:
        """Take some text."""


def write_csv(stream: Stream, indicator: Indicator, area: Area, observations: Iterable[Observation]) -> None:
    """Write one line per observation; the area by its slug, the group by its canonical text, which is empty for everybody."""
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(_rows(indicator, area, observations))


def _rows(indicator: Indicator, area: Area, observations: Iterable[Observation]) -> Iterator[tuple[object, ...]]:
    for one in observations:
        numbers = (written(number, indicator.decimals) for number in (one.value, one.low, one.high))
        yield (indicator.id, area.slug, one.group, one.period, *numbers, one.status)


def written(number: float | None, decimals: int) -> str:
    """Write a number with at least `decimals` decimals and with all that it has; nothing for no number."""
    if number is None:
        return ""
    exact = Decimal(repr(number)).normalize()
    exponent = exact.as_tuple().exponent
    own = -exponent if isinstance(exponent, int) else 0
    return f"{exact:.{max(decimals, own, 0)}f}"
