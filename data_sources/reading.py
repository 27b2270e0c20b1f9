"""One indicator read from its sources and checked: what is to be stored, what stays, and why."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, TypeAlias

from data_sources.adapters import DataSource, SeriesDescription
from data_sources.errors import SeriesGoneError, SourceError
from data_sources.model import Indicator, Observation, Origin, PopulationGroup, SourceSeries, Unit
from data_sources.store import RunResult
from data_sources.store.runs import ResultOutcome

UPDATED: Final = "updated"
UNCHANGED: Final = "unchanged"
LEFT_OUT: Final = "left out"
FAILED: Final = "failed"

READING = "reading"
"""Kind of origin text that tells how the figures were read; its language is empty, so no view shows it."""

_MAY_BE_NEGATIVE = (Unit.EUROS, Unit.INDEX, Unit.RATIO)

Sources: TypeAlias = Mapping[str, DataSource]


@dataclass(frozen=True, slots=True)
class Stored:
    """What the store holds of an indicator: origins of real figures by series, and groups with figures."""

    origins: Mapping[str, Origin] = field(default_factory=dict)
    groups: frozenset[PopulationGroup] = frozenset()


@dataclass(slots=True)
class Answer:
    """What the sources said of an indicator.

    `groups` are replaced by `observations` (None: all groups); `origins` are those of read and of unchanged series.
    """

    indicator: Indicator
    observations: list[Observation] = field(default_factory=list)
    origins: list[Origin] = field(default_factory=list)
    groups: frozenset[PopulationGroup] | None = frozenset()
    results: list[RunResult] = field(default_factory=list)

    def add(self, series: SourceSeries, outcome: ResultOutcome, reason: str = "", observations: int = 0) -> None:
        """Note what became of a series."""
        self.results.append(RunResult(self.indicator.id, str(series), outcome, reason, observations))


class _NoRowsError(SourceError):
    """The service answered with nothing for our areas."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads indicators from `sources`; `clock` tells the moment in UTC, `force` reads unchanged series too."""

    sources: Sources
    clock: Callable[[], datetime]
    force: bool = False

    def read(self, indicator: Indicator, stored: Stored) -> Answer:
        """Ask for every series of the sources; the first passing fault fails the indicator, with nothing to be stored."""
        answer = Answer(indicator)
        read: list[SourceSeries] = []
        for series in _series_of(indicator, self.sources):
            try:
                if self._read_series(series, stored, answer):
                    read.append(series)
            except SeriesGoneError as error:
                answer.add(series, LEFT_OUT, str(error))
            except _NoRowsError as error:
                # Figures once stored do not vanish from a service overnight; a new series may have none as yet.
                if str(series) in stored.origins:
                    return failed(indicator, str(series), error)
                answer.add(series, LEFT_OUT, str(error))
            except SourceError as error:
                return failed(indicator, str(series), error)
        if len(read) == len(indicator.series):
            answer.groups = None
        else:
            answer.groups = _forsaken(indicator, stored).union(*(series.groups for series in read))
        return answer

    def _read_series(self, series: SourceSeries, stored: Stored, answer: Answer) -> bool:
        """Add a series to `answer`; False where nothing has changed since it was read."""
        source = self.sources[series.source]
        description = source.describe(series)
        origin = _origin(answer.indicator, series, description, self.clock())
        unchanged = not self.force and _is_unchanged(origin, stored)
        if unchanged:
            answer.add(series, UNCHANGED)
        else:
            figures = source.figures(answer.indicator, series, description)
            _check(answer.indicator, series, figures.observations)
            answer.observations += figures.observations
            answer.add(series, UPDATED, "; ".join(figures.notes), len(figures.observations))
        answer.origins.append(origin)
        return not unchanged


def failed(indicator: Indicator, series: str, error: Exception) -> Answer:
    """Return the answer of which nothing is stored, with the reason."""
    return Answer(indicator, results=[RunResult(indicator.id, series, FAILED, str(error), 0)])


def uses(indicator: Indicator, source: str) -> bool:
    """Tell whether an indicator has series of a source."""
    return any(series.source == source for series in indicator.series)


def _series_of(indicator: Indicator, sources: Sources) -> list[SourceSeries]:
    return [series for series in indicator.series if series.source in sources]


def _origin(indicator: Indicator, series: SourceSeries, description: SeriesDescription, now: datetime) -> Origin:
    parts = "; ".join(
        f"group {part.group}, sexes {part.with_sex}{''.join(f', {key} {value}' for key, value in part.query)}"
        for part in series.parts
    )
    reading = f"{parts}, unit {indicator.unit}, counts {indicator.counts}"
    return Origin(
        indicator=indicator.id,
        series=str(series),
        publisher=description.publisher,
        licence=description.licence,
        address=description.address,
        updated=description.updated,
        fetched=now,
        texts={**description.texts, READING: {"": reading}},
    )


def _is_unchanged(origin: Origin, stored: Stored) -> bool:
    """Tell whether a series has the update date and the lines in the indicator file that it had when it was stored."""
    before = stored.origins.get(origin.series)
    if before is None or origin.updated is None or not stored.groups:
        return False
    return before.updated == origin.updated and before.texts.get(READING) == origin.texts[READING]


def _forsaken(indicator: Indicator, stored: Stored) -> frozenset[PopulationGroup]:
    """Return stored groups that the indicator file no longer has."""
    return stored.groups - frozenset(indicator.groups)


def _check(indicator: Indicator, series: SourceSeries, observations: list[Observation]) -> None:
    """Raise `SourceError` for what cannot be right whatever the source."""
    if not observations:
        raise _NoRowsError("the service answered with no rows for our areas; what is stored stays")
    lowest = -math.inf if indicator.unit in _MAY_BE_NEGATIVE else 0
    for observation in observations:
        value = observation.value
        if value is not None and not (lowest <= value < math.inf):
            raise SourceError(
                f"{value:g} of {observation.area} in {observation.period} cannot be a figure in {indicator.unit}; "
                f"the figures in the store are unchanged: compare {series} on its service with the unit in the indicator file"
            )
