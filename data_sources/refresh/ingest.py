"""Indicator -> adapter -> check -> store, one transaction per indicator; reports, never prints."""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from threading import Event
from typing import Final, TypeAlias

from data_sources.areas import read_areas
from data_sources.errors import SeriesGoneError, SourceError, StoreError
from data_sources.model import Indicator, Observation, PopulationGroup, SourceSeries
from data_sources.refresh.connections import Connections
from data_sources.refresh.reading import IndicatorReader, Sources
from data_sources.refresh.results import FAULTS, IndicatorResult, RefreshOptions, Stored, failed
from data_sources.store import RunResult, Store
from data_sources.store.runs import RunOutcome

COMPLETE: Final = "complete"
WITH_GAPS: Final = "with gaps"
"""Nothing failed, but series or groups were left out since file and service disagree, a title has drifted or one came empty."""
WITH_FAILURES: Final = "with failures"
INTERRUPTED: Final = "interrupted"

Report: TypeAlias = Callable[[Indicator, Sequence[RunResult]], None]


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a run did: its number in the store, its outcome, and a result per series or failed indicator; moments in UTC."""

    run: int
    outcome: RunOutcome
    results: tuple[RunResult, ...]
    started: datetime
    finished: datetime


def refresh(
    store: Store,
    indicators: Iterable[Indicator],
    sources: Sources,
    *,
    clock: Callable[[], datetime],
    report: Report = lambda _indicator, _results: None,
    workers: int = 2,
    options: RefreshOptions | None = None,
    interrupted: Event | None = None,
) -> Refreshed:
    """Bring the stored values of the indicators up to date, as far as they come from `sources`.

    A series whose update date and indicator file are as they were is not asked for again, unless `options` force it.
    A passing fault leaves the whole indicator as it was; a series that is gone keeps its values and is left out; values
    that may be wrong are kept back, and the whole indicator is as it was.
    Sources are read side by side, `workers` indicators of each at a time, and stored one by one.
    Once `interrupted` is set, the run ends at the next point where nothing is half done, and its outcome is "interrupted";
    `KeyboardInterrupt` does the same. Whoever sets it also stops the sources, so that no request is waited for.
    `report` hears of each indicator once it is stored; `clock` tells the moment in UTC.
    `RefreshRunningError` where another process is refreshing the store.
    """
    with store.one_refresh(clock()), _few_collections():
        started = clock()
        reader = IndicatorReader(Connections(sources), clock, _observations_of(store), options or RefreshOptions())
        run = _Run(store, reader, report, store.start_run(tuple(sources), started), started, interrupted or Event())
        return run.go(_lanes(indicators, sources, workers))


def differences(
    indicators: Iterable[Indicator], sources: Sources
) -> Iterator[tuple[Indicator, SourceSeries, SourceError | None]]:
    """Yield every indicator's series with what is wrong with it on its service now; None where it is as its file expects.

    `SourceError` where a service cannot be used at all.
    """
    for source in sources.values():
        source.connect()
    asked = [(each, series) for each in indicators for series in each.series if series.source in sources]
    for indicator, series in asked:
        try:
            left_out = sources[series.source].describe(series).left_out
        except SourceError as error:
            yield indicator, series, error
        else:
            yield indicator, series, SeriesGoneError("; ".join(dict.fromkeys(left_out.values()))) if left_out else None


@contextmanager
def _few_collections() -> Iterator[None]:
    """Let the collector of cycles rest: it would walk through the rows of every answer again and again, a third of the time."""
    before = gc.get_threshold()
    gc.set_threshold(1_000_000, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _observations_of(store: Store) -> Callable[[str, Collection[PopulationGroup]], list[Observation]]:
    areas = [area.code for area in read_areas()]

    def observations(indicator: str, groups: Collection[PopulationGroup]) -> list[Observation]:
        with store.snapshot() as snapshot:
            return snapshot.series(indicator, areas, groups)

    return observations


@dataclass(slots=True)
class _Lane:
    """The indicators of the same sources, with workers of their own: who waits for a slow source, waits alone.

    An indicator of two sources is read by one worker from both, so that it is stored whole.
    """

    indicators: list[Indicator]
    workers: int
    pool: ThreadPoolExecutor = field(init=False)
    _next: Iterator[Indicator] = field(init=False)

    def __post_init__(self) -> None:
        self.pool = ThreadPoolExecutor(self.workers)
        self._next = iter(self.indicators)

    def start(self, read: Callable[[Indicator], IndicatorResult]) -> Iterator[Future[IndicatorResult]]:
        """Begin to read the next indicator, if there is one."""
        for indicator in self._next:
            yield self.pool.submit(read, indicator)
            return


def _lanes(indicators: Iterable[Indicator], sources: Sources, workers: int) -> list[_Lane]:
    by_sources: dict[tuple[str, ...], list[Indicator]] = defaultdict(list)
    for indicator in indicators:
        used = {series.source for series in indicator.series} & set(sources)
        if used:
            by_sources[tuple(sorted(used))].append(indicator)
    return [_Lane(of_sources, workers) for of_sources in by_sources.values()]


@dataclass(slots=True)
class _Run:
    store: Store
    reader: IndicatorReader
    report: Report
    number: int
    started: datetime
    interrupted: Event
    results: list[RunResult] = field(default_factory=list)
    gaps: bool = False

    def go(self, lanes: list[_Lane]) -> Refreshed:
        outcome: RunOutcome = INTERRUPTED
        try:
            self._refresh(lanes)
            outcome = self._outcome()
        except KeyboardInterrupt:
            pass  # what is stored is whole, and the run says that it was interrupted
        finally:
            if outcome == INTERRUPTED:
                self.reader.connections.stop()
            for lane in lanes:
                lane.pool.shutdown(cancel_futures=True)
            finished = self.reader.clock()
            self.store.finish_run(self.number, finished, outcome)
        return Refreshed(self.number, outcome, tuple(self.results), self.started, finished)

    def _outcome(self) -> RunOutcome:
        if any(result.outcome in FAULTS for result in self.results):
            return WITH_FAILURES
        return WITH_GAPS if self.gaps else COMPLETE

    def _refresh(self, lanes: list[_Lane]) -> None:
        """Read many at a time and store one by one; no more answers of a lane wait in memory than it has workers."""
        stored = self._stored([indicator for lane in lanes for indicator in lane.indicators])
        read = lambda indicator: self.reader.read(indicator, stored[indicator.id])  # noqa: E731  # one line of this method
        waiting = {future: lane for lane in lanes for _ in range(lane.workers + 1) for future in lane.start(read)}
        while waiting:
            done, _ = wait(waiting, return_when=FIRST_COMPLETED)
            for future in done:
                self._end_if_interrupted()
                lane = waiting.pop(future)
                self._keep(future.result())
                waiting.update(dict.fromkeys(lane.start(read), lane))

    def _stored(self, indicators: list[Indicator]) -> dict[str, Stored]:
        areas = tuple(area.code for area in read_areas())
        with self.store.snapshot() as snapshot:
            left_out: dict[str, dict[str, str]] = defaultdict(dict)
            for (name, series), reason in snapshot.left_out().items():
                left_out[name][series] = reason
            return {
                indicator.id: Stored(
                    {origin.series: origin for origin in snapshot.origins(indicator.id) if not origin.sample},
                    frozenset(snapshot.groups(indicator.id, areas)),
                    left_out[indicator.id],
                )
                for indicator in indicators
            }

    def _end_if_interrupted(self) -> None:
        if self.interrupted.is_set():
            raise KeyboardInterrupt

    def _keep(self, answer: IndicatorResult) -> None:
        """Store an answer in one transaction and report it."""
        indicator = answer.indicator
        try:
            if answer.origins:
                self.store.replace(indicator.id, answer.observations, answer.origins, groups=answer.groups, areas=answer.areas)
        except StoreError as error:
            answer = failed(indicator, indicator.series[0].source, error)
        self._note(answer)

    def _note(self, answer: IndicatorResult) -> None:
        for result in answer.results:
            self.store.record(self.number, result)
        self.results += answer.results
        self.gaps |= answer.disagrees
        self.report(answer.indicator, answer.results)
