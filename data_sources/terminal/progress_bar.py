"""Progress for a person: a bar in a terminal, plain lines elsewhere, and the summary of a refresh."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from types import TracebackType
from typing import Self, TextIO, TypeVar

from tqdm import tqdm

from data_sources.model import Indicator
from data_sources.refresh.ingest import INTERRUPTED, Refreshed
from data_sources.refresh.results import FAILED, KEPT_BACK, LEFT_OUT, OUTCOMES, UPDATED
from data_sources.store import RunResult

Step = TypeVar("Step")


def with_bar(steps: Sequence[Step], unit: str) -> Iterable[Step]:
    """Return the steps with a bar of progress where standard error is a terminal."""
    bar: Iterable[Step] = tqdm(steps, disable=None, unit=unit)
    return bar


class ProgressBar:
    """Tells of each indicator on `stream` as it is done; `total` of them are to come."""

    def __init__(self, total: int, stream: TextIO) -> None:
        self._total = total
        self._stream = stream
        self._done = 0
        # disable=None: no bar where the stream is no terminal.
        self._bar = tqdm(total=total, file=stream, disable=None, unit="indicator", dynamic_ncols=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._bar.close()

    def __call__(self, indicator: Indicator, results: Sequence[RunResult]) -> None:
        """Tell that an indicator is done."""
        self._done += 1
        if self._bar.disable:
            self._stream.write(f"[{self._done}/{self._total}] {indicator.id}: {_counted(results)}\n")
            self._stream.flush()
        else:
            self._bar.set_postfix_str(indicator.id, refresh=False)
            self._bar.update()


def summary(refreshed: Refreshed) -> Iterator[str]:
    """Yield the lines that end a refresh: how much, and every series that is left out, kept back or failed with the reason."""
    count = sum(result.observations for result in refreshed.results)
    yield f"Refresh {refreshed.outcome}: {_counted(refreshed.results)}; {count:,} values stored."
    for outcome in (LEFT_OUT, KEPT_BACK, FAILED):
        yield from _reasons(outcome, refreshed.results)
    for result in refreshed.results:
        if result.outcome == UPDATED and result.reason:
            yield f"note: {result.indicator} {result.series}: {result.reason}"
    if refreshed.outcome == INTERRUPTED:
        yield "What was read is stored and whole; the next refresh goes on from there."


def _counted(results: Sequence[RunResult]) -> str:
    counts = Counter(result.outcome for result in results)
    return ", ".join(f"{counts[outcome]} {outcome}" for outcome in OUTCOMES if counts[outcome]) or "nothing"


def _reasons(outcome: str, results: Sequence[RunResult]) -> Iterator[str]:
    """Yield each reason once, after what it holds for: a service that is down is one reason for all."""
    places: dict[str, list[str]] = defaultdict(list)
    for result in results:
        if result.outcome == outcome:
            places[result.reason].append(f"{result.indicator} {result.series}")
    for reason, series in places.items():
        yield f"{outcome}: {', '.join(series)}: {reason}"
