"""Indicator -> adapter -> check -> store, one transaction per indicator; reports, never prints."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from threading import Event
from typing import Final, TypeAlias

from data_sources.areas import read_areas
from data_sources.errors import SourceError, StoreError
from data_sources.model import Indicator, SourceSeries
from data_sources.reading import FAILED, Answer, Reader, Sources, Stored, failed, uses
from data_sources.store import RunResult, Store
from data_sources.store.runs import RunOutcome

COMPLETE: Final = "complete"
WITH_FAILURES: Final = "with failures"
INTERRUPTED: Final = "interrupted"

Report: TypeAlias = Callable[[Indicator, Sequence[RunResult]], None]


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a run did: its number in the store, its outcome, and a result per series or failed indicator."""

    run: int
    outcome: RunOutcome
    results: tuple[RunResult, ...]


def refresh(
    store: Store,
    indicators: Iterable[Indicator],
    sources: Sources,
    *,
    clock: Callable[[], datetime],
    report: Report = lambda _indicator, _results: None,
    workers: int = 2,
    force: bool = False,
    interrupted: Event | None = None,
) -> Refreshed:
    """Bring the stored figures of the indicators up to date, as far as they come from `sources`.

    A series whose update date and indicator file are as they were is not asked for again, unless by `force`.
    A passing fault leaves the whole indicator as it was; a series that is gone keeps its figures and is left out.
    Once `interrupted` is set, the run ends at the next point where nothing is half done, and its outcome is "interrupted";
    `KeyboardInterrupt` does the same. Whoever sets it also stops the sources, so that no request is waited for.
    `report` hears of each indicator once it is stored; `workers` are read at a time; `clock` tells the moment in UTC.
    """
    reader = Reader(sources, clock, force)
    run = _Run(store, reader, report, store.start_run(tuple(sources), clock()), interrupted or Event())
    with _few_collections():
        return run.go([each for each in indicators if any(uses(each, name) for name in sources)], workers)


def differences(indicators: Iterable[Indicator], sources: Sources) -> Iterator[tuple[SourceSeries, str]]:
    """Yield every series with what is wrong with it on its service now; nothing where it is as its file expects.

    `SourceError` where a service cannot be used at all.
    """
    for source in sources.values():
        source.connect()
    for series in (series for indicator in indicators for series in indicator.series if series.source in sources):
        try:
            sources[series.source].describe(series)
        except SourceError as error:
            yield series, str(error)
        else:
            yield series, ""


@contextmanager
def _few_collections() -> Iterator[None]:
    """Let the collector of cycles rest: it would walk through the rows of every answer again and again, a third of the time."""
    before = gc.get_threshold()
    gc.set_threshold(1_000_000, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


@dataclass(slots=True)
class _Run:
    store: Store
    reader: Reader
    report: Report
    number: int
    interrupted: Event
    results: list[RunResult] = field(default_factory=list)

    def go(self, indicators: list[Indicator], workers: int) -> Refreshed:
        outcome: RunOutcome = INTERRUPTED
        pool = ThreadPoolExecutor(workers)
        try:
            self._refresh(self._connect(indicators), pool, workers)
            outcome = WITH_FAILURES if any(result.outcome == FAILED for result in self.results) else COMPLETE
        except KeyboardInterrupt:
            pass  # what is stored is whole, and the run says that it was interrupted
        finally:
            if outcome == INTERRUPTED:
                for source in self.reader.sources.values():
                    source.stop()
            pool.shutdown(cancel_futures=True)
            self.store.finish_run(self.number, self.reader.clock(), outcome)
        return Refreshed(self.number, outcome, tuple(self.results))

    def _connect(self, indicators: list[Indicator]) -> list[Indicator]:
        """Connect the sources; indicators of one that cannot be used fail here, all for one reason."""
        for name, source in self.reader.sources.items():
            try:
                source.connect()
            except SourceError as error:
                self._end_if_interrupted()
                for indicator in indicators:
                    if uses(indicator, name):
                        self._note(failed(indicator, name, error))
                indicators = [indicator for indicator in indicators if not uses(indicator, name)]
        return indicators

    def _refresh(self, indicators: list[Indicator], pool: ThreadPoolExecutor, workers: int) -> None:
        """Read many at a time and store one by one; no more answers wait in memory than there are workers."""
        stored = self._stored(indicators)
        waiting: set[Future[Answer]] = set()
        for indicator in indicators:
            self._end_if_interrupted()
            if len(waiting) > workers:
                waiting = self._keep_next(waiting)
            waiting.add(pool.submit(self.reader.read, indicator, stored[indicator.id]))
        while waiting:
            waiting = self._keep_next(waiting)

    def _stored(self, indicators: list[Indicator]) -> dict[str, Stored]:
        areas = tuple(area.code for area in read_areas())
        with self.store.snapshot() as snapshot:
            return {
                indicator.id: Stored(
                    {origin.series: origin for origin in snapshot.origins(indicator.id) if not origin.sample},
                    frozenset(snapshot.groups(indicator.id, areas)),
                )
                for indicator in indicators
            }

    def _keep_next(self, waiting: set[Future[Answer]]) -> set[Future[Answer]]:
        done, others = wait(waiting, return_when=FIRST_COMPLETED)
        self._end_if_interrupted()
        for future in done:
            self._keep(future.result())
        return others

    def _end_if_interrupted(self) -> None:
        if self.interrupted.is_set():
            raise KeyboardInterrupt

    def _keep(self, answer: Answer) -> None:
        """Store an answer in one transaction and tell of it."""
        indicator = answer.indicator
        try:
            if answer.origins:
                self.store.replace(indicator.id, answer.observations, answer.origins, groups=answer.groups)
        except StoreError as error:
            answer = failed(indicator, indicator.series[0].source, error)
        self._note(answer)

    def _note(self, answer: Answer) -> None:
        for result in answer.results:
            self.store.record(self.number, result)
        self.results += answer.results
        self.report(answer.indicator, answer.results)
