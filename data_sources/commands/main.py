"""The command line: `python -m data_sources refresh | sample | status | show | check | import-table | import-plan | …`."""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import make_url

from data_sources import sample
from data_sources.additions.adding import add, search_lines
from data_sources.areas import read_areas
from data_sources.commands.refresh import ABOUT, add_options, opened, run_refresh
from data_sources.errors import CatalogueError, HytetauluError, SeriesAwaitedError
from data_sources.formats.series_csv import write_csv
from data_sources.indicators import find_indicator, read_indicators
from data_sources.model import LANGUAGES, Area, Direction, Indicator, Origin, PopulationGroup, Unit
from data_sources.own_tables import telling as own_tables
from data_sources.plan_files.moving import export_plan, import_plan
from data_sources.refresh.boundaries import fetch_boundaries
from data_sources.refresh.ingest import differences
from data_sources.settings import Settings, read_settings
from data_sources.store import Run, Snapshot, Store, open_store

GOOD, FAILURES, WRONG_USE, STOPPED = 0, 1, 2, 130

SAMPLE_WARNING = "sample data, not real figures; `./run refresh` fetches real ones"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0 good, 1 something failed, 2 wrong use or settings, 130 interrupted."""
    options = _parser().parse_args(arguments)
    try:
        status: int = options.command(options, read_settings())
    except CatalogueError as error:
        _say(str(error))
        return WRONG_USE
    except HytetauluError as error:
        _say(str(error))
        return FAILURES
    except KeyboardInterrupt:
        return STOPPED
    return status


def _refresh(options: argparse.Namespace, settings: Settings) -> int:
    return run_refresh(options, settings, _now)


def _boundaries(_options: argparse.Namespace, settings: Settings) -> int:
    with closing(open_store(settings.store_url)) as store:
        print(fetch_boundaries(settings, store, _now().date()))
    return GOOD


def _sample(_options: argparse.Namespace, settings: Settings) -> int:
    with closing(open_store(settings.store_url)) as store:
        with store.snapshot() as snapshot:
            real = sorted({origin.indicator for origin in snapshot.origins() if not origin.sample})
        count = sample.fill(store, _now())
    if count:
        print(f"{count:,} figures stored: {SAMPLE_WARNING}.")
    if real:
        _say(f"no sample for indicators that have real figures: {', '.join(real)}")
    return GOOD if count else FAILURES


def _status(_options: argparse.Namespace, settings: Settings) -> int:
    with _filled(settings) as store, store.snapshot() as snapshot:
        lines = {
            "store": make_url(settings.store_url).render_as_string(hide_password=True),
            "revision": snapshot.revision,
            "observations": f"{snapshot.observation_count():,} of {len(snapshot.indicators())} indicators",
            "sample": SAMPLE_WARNING if snapshot.has_sample() else "no",
            "last refresh": _told(snapshot.runs(limit=1)),
            **_newest(snapshot.origins()),
        }
    for name, value in lines.items():
        print(f"{name:14}{value}")
    return GOOD


def _show(options: argparse.Namespace, settings: Settings) -> int:
    indicator, area = find_indicator(options.indicator), read_areas().find(options.area)
    groups = _groups_named(indicator, options.indicator)
    with _filled(settings) as store, store.snapshot() as snapshot:
        observations = snapshot.series(indicator.id, (area.code,), groups)
        _warn(snapshot, indicator, area, found=bool(observations))
    try:
        write_csv(sys.stdout, indicator, area, observations)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has seen enough; without a place to go, Python would complain when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return GOOD


def _check(options: argparse.Namespace, settings: Settings) -> int:
    counts: Counter[str] = Counter()
    with opened(settings, options.source, _now()) as sources:
        for series, fault in differences(read_indicators().values(), sources):
            awaited = isinstance(fault, SeriesAwaitedError)
            counts["awaited" if awaited else "compared"] += 1
            if fault:
                counts["differ"] += not awaited
                print(f"{series}: {fault}")
    awaited_too = f", {counts['awaited']} awaited" if counts["awaited"] else ""
    print(f"{counts['compared']} series compared, {counts['differ']} differ{awaited_too}.")
    return FAILURES if counts["differ"] else GOOD


def _search(options: argparse.Namespace, settings: Settings) -> int:
    print(*search_lines(settings, options.words, _now(), update=options.update), sep="\n")
    return GOOD


def _add_indicator(options: argparse.Namespace, settings: Settings) -> int:
    direction = Direction(options.direction) if options.direction else None
    unit = Unit(options.unit) if options.unit else None
    path, members = add(settings, options.series, _now(), theme=options.theme, direction=direction, unit=unit, ask=_ask_direction)
    print(f"{path} is written, with {', '.join(str(member.group) or 'total' for member in members)}.")
    print(f"`./run refresh --indicator {path.stem}` fetches its figures.")
    return GOOD


def _ask_direction(title: str) -> Direction | None:
    """Ask the person at the terminal; None where there is none."""
    if not sys.stdin.isatty():
        return None
    choices = "/".join(Direction)
    while (answer := input(f"{title}: which is better? {choices}: ").strip().lower()) not in list(Direction):
        _say(f"answer one of {choices}")
    return Direction(answer)


def _import_table(options: argparse.Namespace, settings: Settings) -> int:
    for line in own_tables.run(options, settings, _now(), _ask_yes):
        print(line, flush=True)
    return GOOD


def _ask_yes(question: str) -> bool:
    """Ask the person at the terminal; no where there is none."""
    return sys.stdin.isatty() and input(f"{question} y/N: ").strip().lower() in ("y", "yes")


def _import_plan(options: argparse.Namespace, settings: Settings) -> int:
    with closing(open_store(settings.store_url)) as store:
        print(*import_plan(store, options.file, _now()), sep="\n")
    return GOOD


def _export_plan(options: argparse.Namespace, settings: Settings) -> int:
    with closing(open_store(settings.store_url)) as store:
        print(export_plan(store, options.plan, options.out, options.lang, _now(), options.version))
    return GOOD


@contextmanager
def _filled(settings: Settings) -> Iterator[Store]:
    """Open the store; fill an empty one with the sample and say so."""
    with closing(open_store(settings.store_url)) as store:
        with store.snapshot() as snapshot:
            empty = not snapshot.observation_count()
        if empty:
            _say(f"the store is empty; it is filled with {SAMPLE_WARNING} ...")
            sample.fill(store, _now())
        yield store


def _groups_named(indicator: Indicator, text: str) -> list[PopulationGroup] | None:
    """Return the groups of the series that `text` names; None, for all, where it names the indicator."""
    named = [series for series in indicator.series if str(series) == text.strip().lower()]
    return sorted(frozenset().union(*(series.groups for series in named)), key=lambda group: group.sort_key) if named else None


def _warn(snapshot: Snapshot, indicator: Indicator, area: Area, *, found: bool) -> None:
    if not found:
        _say(f"the store has no figures of {indicator.id} for {area.slug}")
    if any(origin.sample for origin in snapshot.origins(indicator.id)):
        _say(SAMPLE_WARNING)


def _told(runs: Sequence[Run]) -> str:
    if not runs:
        return "never"
    counts = Counter(result.outcome for result in runs[0].results)
    counted = ", ".join(f"{count} {outcome}" for outcome, count in counts.items())
    return f"{runs[0].started:%Y-%m-%d %H:%M} UTC, {runs[0].outcome}: {counted or 'nothing'}"


def _newest(origins: Sequence[Origin]) -> dict[str, str]:
    """Newest update by source."""
    updates = defaultdict(list)
    for origin in origins:
        if not origin.sample:
            updates[origin.series.partition(":")[0]].append(origin.updated)
    return {
        source: f"{len(dates)} series, newest update {max((day for day in dates if day), default='unknown')}"
        for source, dates in updates.items()
    }


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="run", description="Fetch public statistics into the store and look at what it holds.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    fetching = commands.add_parser(
        "refresh",
        help="fetch real figures from the services",
        description=ABOUT,
    )
    _add_source(fetching)
    add_options(fetching)
    fetching.set_defaults(command=_refresh)

    _add(commands, "boundaries", "fetch the outlines of areas for maps").set_defaults(command=_boundaries)
    _add(commands, "sample", "fill the store with sample data where it has no real figures").set_defaults(command=_sample)
    _add(commands, "status", "tell what the store holds").set_defaults(command=_status)

    showing = _add(commands, "show", "write a stored series as CSV")
    showing.add_argument("indicator", metavar="INDICATOR", help="an indicator's id, or a series such as sotkanet:181")
    showing.add_argument("area", metavar="AREA", help="an area's slug or code, such as kajaani or KU205")
    showing.set_defaults(command=_show)

    checking = _add(commands, "check", "compare the catalogue's ids and titles with the live services")
    _add_source(checking)
    checking.set_defaults(command=_check)

    searching = _add(commands, "search", "find indicators in Sotkanet's list, which is kept for use without network")
    searching.add_argument("words", metavar="WORD", nargs="+", help="words of the title in Finnish, Swedish or English, or an id")
    searching.add_argument("--update", action="store_true", help="ask for a new list first; else one of 30 days will do")
    searching.set_defaults(command=_search)

    adding = _add(commands, "add", "write an indicator file of this installation from what Sotkanet says of an indicator")
    adding.add_argument("series", metavar="SERIES", help="such as sotkanet:4404, which ./run search finds")
    adding.add_argument("--theme", metavar="T", default="background", help="folder of the indicator (default %(default)s)")
    adding.add_argument("--direction", choices=[each.value for each in Direction], help="which is better; asked for if left out")
    adding.add_argument("--unit", choices=[each.value for each in Unit], help="where the service does not say it")
    adding.set_defaults(command=_add_indicator)

    table = _add(commands, "import-table", own_tables.ABOUT)
    own_tables.add_options(table)
    table.set_defaults(command=_import_table)

    importing = _add(commands, "import-plan", "store a wellbeing plan from a workbook or TOML as a new version")
    importing.add_argument("file", metavar="FILE", type=Path, help="a .xlsx or .toml file such as export-plan writes")
    importing.set_defaults(command=_import_plan)

    exporting = _add(commands, "export-plan", "write a wellbeing plan to a workbook or TOML")
    exporting.add_argument("plan", metavar="PLAN", nargs="?", help="key of a plan; left out: an empty form to fill in")
    exporting.add_argument(
        "--out", metavar="FILE", type=Path, required=True, help="where to write: a name ending in .xlsx or .toml"
    )
    exporting.add_argument(
        "--lang", choices=LANGUAGES, default=LANGUAGES[0], help="language of the workbook (default %(default)s)"
    )
    exporting.add_argument("--version", metavar="N", type=int, help="an earlier version than the newest")
    exporting.set_defaults(command=_export_plan)
    return parser


def _add(commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, about: str) -> argparse.ArgumentParser:
    return commands.add_parser(name, help=about, description=f"{about[0].upper()}{about[1:]}.")


def _add_source(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--source", metavar="NAME", action="append", default=[], help="only this source, such as sotkanet")


def _say(text: str) -> None:
    print(f"hytetaulu: {text}", file=sys.stderr)


def _now() -> datetime:
    return datetime.now(UTC)


if __name__ == "__main__":
    sys.exit(main())
