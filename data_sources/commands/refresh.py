"""The command `refresh`: options in, a run with its progress, summary, report and exit status out."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from threading import Event
from types import FrameType
from typing import Any, Final

import click

from data_sources.adapters import DataSource
from data_sources.errors import CatalogueError, HytetauluError, StoreError
from data_sources.indicators import find_indicator, read_indicators
from data_sources.model import AreaLevel, Indicator
from data_sources.refresh.boundaries import boundaries_of_refresh
from data_sources.refresh.ingest import COMPLETE, INTERRUPTED, WITH_FAILURES, WITH_GAPS, Refreshed, refresh
from data_sources.refresh.report import check_place, report_of, report_of_none, write_report
from data_sources.refresh.results import FAILED, RefreshOptions, uses
from data_sources.settings import Settings, read_settings
from data_sources.store import RefreshRunningError, open_store
from data_sources.terminal import Clock, ExitStatus, say
from data_sources.terminal.progress_bar import ProgressBar, summary
from data_sources.terminal.sources import opened_sources, source_option

ABOUT: Final = (
    "Fetch what has changed in the services. Exit status: 0 complete, 1 something failed or was kept back, 2 it could not "
    "start (wrong use, settings or store), 3 another refresh is running, 4 with gaps (series or groups left out and named, since "
    "file and service disagree, a title has changed or a series came empty), 130 interrupted."
)

LEVELS: Final = [level.value for level in AreaLevel if level is not AreaLevel.DISTRICT]


@dataclass(frozen=True, slots=True)
class _RefreshRequest:
    """What is asked for, by the names of its options."""

    sources: tuple[str, ...]
    indicators: tuple[str, ...]
    levels: tuple[str, ...]
    force: bool
    accept: bool
    from_archive: bool
    report: str | None

    def is_everything(self) -> bool:
        """Tell whether everything is asked for, from the services themselves."""
        return not (self.indicators or self.sources or self.levels or self.from_archive)


@click.command(help=ABOUT, short_help="Fetch real values from the services.")
@source_option
@click.option("--indicator", "indicators", metavar="ID", multiple=True, help="only this one, such as sotkanet:181")
@click.option(
    "--area-level",
    "levels",
    type=click.Choice(LEVELS),
    multiple=True,
    help="only the values of areas at this level; others are left unchanged",
)
@click.option("--force", is_flag=True, help="fetch unchanged series too")
@click.option("--accept", is_flag=True, help="store values even if implausible, such as ten times higher")
@click.option("--from-snapshots", "from_archive", is_flag=True, help="use the latest archived responses instead of the services")
@click.option("--report", metavar="FILE", help="write a JSON report of the run, for a scheduler; - for standard output")
@click.pass_obj
def command(clock: Clock, /, **options: Any) -> ExitStatus:
    """Refresh and return the exit status; what kept it from starting is shown and reported too."""
    request, settings = _RefreshRequest(**options), read_settings()
    try:
        check_place(request.report)
        return _run(request, replace(settings, from_archive=request.from_archive), clock)
    except (CatalogueError, StoreError) as error:
        status = ExitStatus.RUNNING if isinstance(error, RefreshRunningError) else ExitStatus.WRONG_USE
        say(str(error))
        _report_no_start(request.report, error, clock(), status)
        return status


def _run(request: _RefreshRequest, settings: Settings, clock: Clock) -> ExitStatus:
    chosen = [find_indicator(text) for text in request.indicators] or list(read_indicators().values())
    refresh_options = RefreshOptions(request.force, request.accept, frozenset(map(AreaLevel, request.levels)))
    with (
        opened_sources(settings, request.sources, clock()) as sources,
        open_store(settings.store_url) as store,
        _interruptible(sources) as interrupted,
    ):
        wanted = _wanted(chosen, sources)
        with ProgressBar(len(wanted), sys.stderr) as progress:
            refreshed = refresh(
                store,
                wanted,
                sources,
                clock=clock,
                report=progress,
                workers=settings.concurrent_requests,
                options=refresh_options,
                interrupted=interrupted,
            )
    if refreshed.outcome != INTERRUPTED and request.is_everything():
        refreshed = _with_boundaries(refreshed, settings, clock())
    statuses = {COMPLETE: ExitStatus.GOOD, WITH_GAPS: ExitStatus.GAPS, INTERRUPTED: ExitStatus.STOPPED}
    status = statuses.get(refreshed.outcome, ExitStatus.FAILURES)
    _tell(refreshed, list(sources), status, request.report)
    return status


def _with_boundaries(refreshed: Refreshed, settings: Settings, now: datetime) -> Refreshed:
    """Fetch outlines of areas, if new ones are due, and add what became of it to the run."""
    result = boundaries_of_refresh(settings, now.date())
    outcome = WITH_FAILURES if result.outcome == FAILED else refreshed.outcome
    return replace(refreshed, outcome=outcome, results=(*refreshed.results, result), finished=now)


def _wanted(chosen: list[Indicator], sources: Mapping[str, DataSource]) -> list[Indicator]:
    """Return each chosen indicator that has series of the sources once."""
    return list({each.id: each for each in chosen if any(uses(each, name) for name in sources)}.values())


def _tell(refreshed: Refreshed, sources: list[str], status: ExitStatus, place: str | None) -> None:
    # A report on standard output is the only output there.
    print(*summary(refreshed), sep="\n", file=sys.stderr if place == "-" else sys.stdout)
    write_report(place, report_of(refreshed, sources, status))


def _report_no_start(place: str | None, error: HytetauluError, now: datetime, status: ExitStatus) -> None:
    with suppress(CatalogueError):  # the place of the report may be what kept it from starting
        write_report(place, report_of_none(str(error), now, status))


@contextmanager
def _interruptible(sources: Mapping[str, DataSource]) -> Iterator[Event]:
    """Let Ctrl-C and the stop of a service manager end a run where nothing is half done; a second one ends it at once.

    An exception in the middle of a statement could leave the database locked for the run's own last record.
    """
    interrupted = Event()

    def interrupt(number: int, frame: FrameType | None) -> None:
        if interrupted.is_set():
            signal.default_int_handler(number, frame)
        interrupted.set()
        for source in sources.values():
            source.stop()

    before = {number: signal.signal(number, interrupt) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield interrupted
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
