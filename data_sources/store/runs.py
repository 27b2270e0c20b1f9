"""Refresh runs: what was asked for when, and what became of each series."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Literal, TypeAlias, cast

from sqlalchemy import Connection, func, insert, select, update

from data_sources.errors import StoreError
from data_sources.store.schema import refresh_result, refresh_run

ResultOutcome: TypeAlias = Literal["updated", "unchanged", "left out", "kept back", "failed"]
RunOutcome: TypeAlias = Literal["complete", "with gaps", "with failures", "interrupted", "running"]


@dataclass(frozen=True, slots=True)
class RunResult:
    """What a run did with a series of an indicator; `reason` says why where it was left out, kept back or failed.

    `observations` is the number the service gave.
    """

    indicator: str
    series: str
    outcome: ResultOutcome
    reason: str = ""
    observations: int = 0


@dataclass(frozen=True, slots=True)
class Run:
    """A refresh of `sources` with its results in the order they came; `finished` is None while it runs or if it was killed."""

    id: int
    started: datetime
    finished: datetime | None
    outcome: RunOutcome
    results: tuple[RunResult, ...] = ()
    sources: tuple[str, ...] = ()


def start_run(connection: Connection, sources: Sequence[str], started: datetime) -> int:
    """Write that a run starts and return its id; a run still marked as running was killed and becomes interrupted."""
    c = refresh_run.c
    connection.execute(update(refresh_run).where(c.outcome == "running").values(outcome="interrupted"))
    started_run = insert(refresh_run).values(sources=list(sources), started=started, outcome="running").returning(c.id)
    return connection.execute(started_run).scalar_one()


def record_result(connection: Connection, run: int, result: RunResult) -> None:
    """Write one result of a run."""
    connection.execute(insert(refresh_result).values(run_id=run, **asdict(result)))


def finish_run(connection: Connection, run: int, finished: datetime, outcome: RunOutcome) -> None:
    """Write the end of a run; `StoreError` where there is no such run."""
    ended = update(refresh_run).where(refresh_run.c.id == run).values(finished=finished, outcome=outcome)
    if not connection.execute(ended).rowcount:
        raise StoreError(f"The store has no refresh run {run}.")


def read_runs(connection: Connection, limit: int) -> list[Run]:
    """Read the newest runs, at most `limit`, the newest first."""
    c = refresh_run.c
    runs = connection.execute(select(c.id, c.started, c.finished, c.outcome, c.sources).order_by(c.id.desc()).limit(limit)).all()
    results = _results(connection, [run.id for run in runs])
    return [
        Run(number, started, finished, cast("RunOutcome", outcome), tuple(results[number]), tuple(sources))
        for number, started, finished, outcome, sources in runs
    ]


def read_left_out(connection: Connection) -> dict[tuple[str, str], str]:
    """Read why series were left out, by indicator and series, of those that were at the last run that tried them."""
    c = refresh_result.c
    last = select(func.max(c.id)).group_by(c.indicator, c.series)
    statement = select(c.indicator, c.series, c.reason).where(c.id.in_(last), c.outcome == "left out")
    return {(indicator, series): reason for indicator, series, reason in connection.execute(statement)}


def _results(connection: Connection, runs: Iterable[int]) -> dict[int, list[RunResult]]:
    c = refresh_result.c
    results: dict[int, list[RunResult]] = defaultdict(list)
    statement = select(c.run_id, c.indicator, c.series, c.outcome, c.reason, c.observations)
    for run, indicator, series, outcome, reason, observations in connection.execute(
        statement.where(c.run_id.in_(list(runs))).order_by(c.id)
    ):
        results[run].append(RunResult(indicator, series, cast("ResultOutcome", outcome), reason, observations))
    return results
