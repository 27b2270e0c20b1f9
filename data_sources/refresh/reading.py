"""One indicator read from its sources and checked: what is to be stored, what stays, and why."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256
from typing import TypeAlias

from data_sources.adapters import DataSource, SeriesDescription
from data_sources.areas import read_areas
from data_sources.errors import SeriesAwaitedError, SeriesGoneError, SourceError
from data_sources.http.archive import Collected, collected
from data_sources.model import AreaLevel, Indicator, Observation, Origin, PopulationGroup, SourceSeries, Unit
from data_sources.refresh.connections import Connections
from data_sources.refresh.plausibility import doubts
from data_sources.refresh.results import (
    FAILED,
    FAULTS,
    KEPT_BACK,
    LEFT_OUT,
    UNCHANGED,
    UPDATED,
    IndicatorResult,
    RefreshOptions,
    Stored,
    failed,
)
from data_sources.store.runs import ResultOutcome

READING = "reading"
"""Kind of origin text that tells how the values were read; its language is empty, so no view shows it."""

LISTED = "listed"
"""Kind of origin text that holds the update date in the service's list, where the values bear another; no view shows it."""

_MAY_BE_NEGATIVE = (Unit.EUROS, Unit.INDEX, Unit.RATIO)

Sources: TypeAlias = Mapping[str, DataSource]
StoredObservations: TypeAlias = Callable[[str, Collection[PopulationGroup]], list[Observation]]


class _NoRowsError(SourceError):
    """The service has nothing for our areas."""


class _NoRowsOfLevelError(SourceError):
    """The service has nothing for the areas of the levels that were asked for."""


class _DoubtError(SourceError):
    """The values may be wrong."""


@dataclass(frozen=True, slots=True)
class IndicatorReader:
    """Reads indicators from their sources; `clock` tells the moment in UTC, `observations` what is stored of some groups."""

    connections: Connections
    clock: Callable[[], datetime]
    observations: StoredObservations
    options: RefreshOptions

    def read(self, indicator: Indicator, stored: Stored) -> IndicatorResult:
        """Ask for every series of the sources; the first passing fault fails the indicator, with nothing to be stored."""
        with collected() as answers:
            try:
                answer = self._read(indicator, stored, answers)
            except Exception as error:  # noqa: BLE001  # a fault of one adapter may not end the refresh of all others
                fault = SourceError(f"a fault of Hytetaulu itself ({error!r}); the stored values are unchanged: report it")
                return failed(indicator, indicator.series[0].source, fault)
            if not any(result.outcome in FAULTS for result in answer.results):
                try:
                    answers.keep(self.clock())
                except OSError as error:
                    answer.warn(f"the answers of the service could not be kept: {error}")
        return answer

    def _read(self, indicator: Indicator, stored: Stored, answers: Collected) -> IndicatorResult:
        answer = IndicatorResult(indicator, self.options.areas)
        for name in sorted({series.source for series in _series_of(indicator, self.connections.sources)}):
            fault = self.connections.fault(name, self.clock)
            if fault:
                return failed(indicator, name, fault)
        read: list[SourceSeries] = []
        for series in _series_of(indicator, self.connections.sources):
            try:
                if self._read_series(series, stored, answer, answers):
                    read.append(series)
            except SourceError as error:
                outcome = _outcome(error, known=str(series) in stored.origins)
                if outcome != LEFT_OUT:
                    return failed(indicator, str(series), error, outcome)
                answer.add(series, LEFT_OUT, str(error))
                answer.disagrees |= not isinstance(error, SeriesAwaitedError | _NoRowsOfLevelError)
        if len(read) == len(indicator.series):
            answer.groups = None
        else:
            answer.groups = _forsaken(indicator, stored).union(*(series.groups for series in read))
        if answer.kept:
            answer.groups = (
                frozenset(indicator.groups) | stored.groups if answer.groups is None else answer.groups
            ) - answer.kept
        return answer

    def _read_series(self, series: SourceSeries, stored: Stored, answer: IndicatorResult, answers: Collected) -> bool:
        """Add a series to `answer`; False where nothing has changed since it was read."""
        source = self.connections.sources[series.source]
        description = source.describe(series)
        answer.disagrees |= bool(description.left_out)
        answer.kept |= description.left_out.keys()
        # A replayed answer was read when it came from the service, not now.
        fetched = answers.moment or self.clock()
        origin = _origin(answer.indicator, series, description, fetched)
        before = None if self.options.force else _unchanged(origin, stored)
        if before is not None:
            answer.add(series, UNCHANGED, "; ".join(dict.fromkeys(description.left_out.values())))
            kept = {kind: before.texts[kind] for kind in (READING, LISTED) if kind in before.texts}
            answer.origins.append(replace(origin, updated=before.updated, texts={**origin.texts, **kept}))
            return False
        origin = _limited(origin, self.options.levels)
        no_rows = _no_rows(origin)
        if description.updated and stored.left_out.get(str(series)) == no_rows and not self.options.force:
            raise _NoRowsError(no_rows)
        new = source.observations(answer.indicator, series, description)
        observations = self._wanted(answer, new.observations)
        _check(answer.indicator, series, observations, no_rows)
        self._compare(series, stored, answer, observations)
        answer.observations += observations
        answer.add(series, UPDATED, "; ".join(new.notes), len(observations))
        answer.origins.append(_dated(origin, new.updated))
        return True

    def _wanted(self, answer: IndicatorResult, observations: list[Observation]) -> list[Observation]:
        """Return the values of the areas that are to be read."""
        if answer.areas is None or not observations:
            return observations
        wanted = [observation for observation in observations if observation.area in answer.areas]
        if not wanted:
            raise _NoRowsOfLevelError(f"the service has no rows of level {', '.join(sorted(self.options.levels))}")
        return wanted

    def _compare(self, series: SourceSeries, stored: Stored, answer: IndicatorResult, new: list[Observation]) -> None:
        """Raise `_DoubtError` where the values may be wrong; sample values are nothing to compare them with."""
        if self.options.accept:
            return
        before = self.observations(answer.indicator.id, series.groups) if str(series) in stored.origins else []
        if answer.areas is not None:
            before = [observation for observation in before if observation.area in answer.areas]
        reasons = doubts(answer.indicator, before, new, {area.code: area.level for area in read_areas()})
        if reasons:
            raise _DoubtError(
                f"{'; '.join(reasons)}; the stored values are unchanged: look at {series} on its service, and take what "
                f"it says with `./run refresh --indicator {answer.indicator.id} --accept` if it is true"
            )


def _outcome(error: SourceError, *, known: bool) -> ResultOutcome:
    """Return what becomes of a series after an error; `known` where the store has values of it."""
    if isinstance(error, _DoubtError):
        return KEPT_BACK
    if isinstance(error, SeriesGoneError | _NoRowsOfLevelError):
        return LEFT_OUT
    # Values once stored do not vanish from a service overnight; a new series may have none as yet.
    return LEFT_OUT if isinstance(error, _NoRowsError) and not known else FAILED


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


def _limited(origin: Origin, levels: Collection[AreaLevel]) -> Origin:
    """Note in how the values were read that they are of some levels only: a refresh of all levels reads them again."""
    if not levels:
        return origin
    reading = f"{origin.texts[READING]['']}, levels {', '.join(sorted(levels))}"
    return replace(origin, texts={**origin.texts, READING: {"": reading}})


def _dated(origin: Origin, updated: date | None) -> Origin:
    """Give an origin the day that its values bear; the one in the service's list tells whether they have changed since."""
    if updated is None or origin.updated is None:
        return origin if updated is None else replace(origin, updated=updated)
    return replace(origin, updated=updated, texts={**origin.texts, LISTED: {"": origin.updated.isoformat()}})


def _listed(origin: Origin) -> date | None:
    """Return the update date in the service's list when the values of a stored origin were read."""
    day = origin.texts.get(LISTED, {}).get("")
    return date.fromisoformat(day) if day else origin.updated


def _unchanged(origin: Origin, stored: Stored) -> Origin | None:
    """Return the stored origin where it has the same update date and lines in the indicator file, else None."""
    before = stored.origins.get(origin.series)
    if before is None or origin.updated is None or not stored.groups or _listed(before) != origin.updated:
        return None
    return before if before.texts.get(READING) == origin.texts[READING] else None


def _no_rows(origin: Origin) -> str:
    """Return the reason for which a series is left out; the same reason again means that nothing has changed since."""
    question = sha256(origin.texts[READING][""].encode()).hexdigest()[:6]
    return (
        "the service answered with no rows for our areas; what is stored stays "
        f"(update of {_day(origin.updated)}, question {question})"
    )


def _day(day: date | None) -> str:
    return "an unknown day" if day is None else day.isoformat()


def _forsaken(indicator: Indicator, stored: Stored) -> frozenset[PopulationGroup]:
    """Return stored groups that the indicator file no longer has."""
    return stored.groups - frozenset(indicator.groups)


def _check(indicator: Indicator, series: SourceSeries, observations: list[Observation], no_rows: str) -> None:
    """Raise `SourceError` for what cannot be right whatever the source."""
    if not observations:
        raise _NoRowsError(no_rows)
    lowest = -math.inf if indicator.unit in _MAY_BE_NEGATIVE else 0
    for observation in observations:
        value = observation.value
        if value is not None and not (lowest <= value < math.inf):
            raise SourceError(
                f"{value:g} of {observation.area} in {observation.period} cannot be a value in {indicator.unit}; "
                f"the stored values are unchanged: compare {series} on its service with the unit in the indicator file"
            )
