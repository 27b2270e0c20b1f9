"""The command `refresh`: options in, a run with its progress, summary, report and exit status out."""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from threading import Event
from types import FrameType
from typing import Final

from data_sources.adapters import DataSource
from data_sources.commands.progress_bar import ProgressBar, summary
from data_sources.errors import CatalogueError, HytetauluError, StoreError
from data_sources.indicators import find_indicator, read_indicators
from data_sources.model import AreaLevel, Indicator
from data_sources.refresh.boundaries import boundaries_of_refresh
from data_sources.refresh.ingest import COMPLETE, INTERRUPTED, WITH_FAILURES, Refreshed, refresh
from data_sources.refresh.opening import open_sources
from data_sources.refresh.report import check_place, report_of, report_of_none, write_report
from data_sources.refresh.results import FAILED, RefreshOptions, uses
from data_sources.settings import Settings
from data_sources.store import RefreshRunningError, open_store

GOOD: Final = 0
WITH_FAULTS: Final = 1
NO_START: Final = 2
RUNNING: Final = 3
STOPPED: Final = 130

ABOUT: Final = (
    "Fetch what the services have changed. Exit status: 0 complete (series whose id is gone are left out and named), "
    "1 something failed or was kept back, 2 it could not start (wrong use, settings or store), 3 another refresh is running, "
    "130 interrupted."
)


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command, but for `--source`, which other commands have too."""
    levels = [level.value for level in AreaLevel if level is not AreaLevel.DISTRICT]
    parser.add_argument("--indicator", metavar="ID", action="append", default=[], help="only this one, such as sotkanet:181")
    parser.add_argument(
        "--area-level",
        choices=levels,
        action="append",
        default=[],
        help="only the figures of areas of this level; others stay as they are",
    )
    parser.add_argument("--force", action="store_true", help="fetch unchanged series too")
    parser.add_argument("--accept", action="store_true", help="store figures even if they look wrong, such as ten times larger")
    parser.add_argument(
        "--from-snapshots", action="store_true", help="replay the newest kept answers instead of asking the services"
    )
    parser.add_argument("--report", metavar="FILE", help="write a JSON report of the run, for a scheduler; - for standard output")


def run_refresh(options: argparse.Namespace, settings: Settings, clock: Callable[[], datetime]) -> int:
    """Run the command and return its exit status; what kept it from starting is told and reported too."""
    try:
        check_place(options.report)
        return _run(options, replace(settings, from_snapshots=options.from_snapshots), clock)
    except (CatalogueError, StoreError) as error:
        status = RUNNING if isinstance(error, RefreshRunningError) else NO_START
        print(f"hytetaulu: {error}", file=sys.stderr)
        _report_no_start(options.report, error, clock(), status)
        return status


def _run(options: argparse.Namespace, settings: Settings, clock: Callable[[], datetime]) -> int:
    chosen = [find_indicator(text) for text in options.indicator] or list(read_indicators().values())
    refresh_options = RefreshOptions(options.force, options.accept, frozenset(map(AreaLevel, options.area_level)))
    with (
        opened(settings, options.source, clock()) as sources,
        closing(open_store(settings.store_url)) as store,
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
    if refreshed.outcome != INTERRUPTED and _is_whole(options):
        refreshed = _with_boundaries(refreshed, settings, clock())
    status = {COMPLETE: GOOD, INTERRUPTED: STOPPED}.get(refreshed.outcome, WITH_FAULTS)
    _tell(refreshed, list(sources), status, options.report)
    return status


def _is_whole(options: argparse.Namespace) -> bool:
    """Tell whether everything is asked for, from the services themselves."""
    return not (options.indicator or options.source or options.area_level or options.from_snapshots)


def _with_boundaries(refreshed: Refreshed, settings: Settings, now: datetime) -> Refreshed:
    """Fetch outlines of areas, if new ones are due, and add what became of it to the run."""
    result = boundaries_of_refresh(settings, now.date())
    outcome = WITH_FAILURES if result.outcome == FAILED else refreshed.outcome
    return replace(refreshed, outcome=outcome, results=(*refreshed.results, result), finished=now)


def _wanted(chosen: list[Indicator], sources: dict[str, DataSource]) -> list[Indicator]:
    """Return each chosen indicator that has series of the sources once."""
    return list({each.id: each for each in chosen if any(uses(each, name) for name in sources)}.values())


def _tell(refreshed: Refreshed, sources: list[str], status: int, place: str | None) -> None:
    # A report on standard output stands there alone.
    print(*summary(refreshed), sep="\n", file=sys.stderr if place == "-" else sys.stdout)
    write_report(place, report_of(refreshed, sources, status))


def _report_no_start(place: str | None, error: HytetauluError, now: datetime, status: int) -> None:
    with suppress(CatalogueError):  # the place of the report may be what kept it from starting
        write_report(place, report_of_none(str(error), now, status))


@contextmanager
def opened(settings: Settings, names: list[str], now: datetime) -> Iterator[dict[str, DataSource]]:
    """Open the named sources, or all of them, and close them at the end."""
    sources = open_sources(settings, now.date(), names or None)
    try:
        yield sources
    finally:
        for source in sources.values():
            source.close()


@contextmanager
def _interruptible(sources: dict[str, DataSource]) -> Iterator[Event]:
    """Let Ctrl-C and the stop of a service manager end a run where nothing is half done; a second one ends it at once.

    An exception in the middle of a statement could leave the database locked for the run's own last words.
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
