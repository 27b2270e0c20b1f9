"""Statistics Finland's StatFin (PxWeb API v1): tables whose metadata say how to ask, read as JSON-stat within its limits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from threading import Lock
from typing import Any

from data_sources.adapters import Http, SeriesDescription, SeriesObservations, SeriesTable, Source
from data_sources.adapters.statfin.labels import folded, service_labels
from data_sources.adapters.statfin.observations import check_sums, observations_of
from data_sources.adapters.statfin.plan import QueryPlan, options_of, read_plan
from data_sources.adapters.statfin.query import Limits, read_whole
from data_sources.adapters.statfin.table import PxTable, read_table
from data_sources.errors import NotFoundError, RefusedError, SeriesGoneError, SourceError
from data_sources.formats.html import plain_line
from data_sources.model import Indicator, SourceSeries
from data_sources.settings import Setting

DATABASE = "StatFin"
"""The database of tables whose id names none."""


def _page(id_: str) -> str:
    database, *folders, table = _path(id_)
    return f"https://pxdata.stat.fi/PxWeb/pxweb/fi/{database}/{'__'.join((database, *folders))}/{table}.px/"


def _path(id_: str) -> tuple[str, ...]:
    """Return database, folders and table of an id: `vaerak/11re` is one of StatFin, three parts begin with a database."""
    parts = tuple(id_.split("/"))
    return parts if len(parts) > 2 else (DATABASE, *parts)


SOURCE = Source(
    key="statfin",
    name="StatFin",
    setting=Setting(
        "STATFIN_URL", "https://pxdata.stat.fi/PxWeb/api/v1/fi", "base address of Statistics Finland's PxWeb service"
    ),
    series=SeriesTable("table"),
    page=_page,
    licence="CC BY 4.0",
    example="vaerak/11re",
    open=lambda http, _today: StatFin(http),
    backoff=4,  # the service counts calls over a minute, which the waits between five tries outlast
)


class StatFin:
    """The service as a `DataSource`; folders and metadata are read once in a run."""

    def __init__(self, http: Http) -> None:
        self._http = http
        self._limits = Limits()
        self._known: dict[str, Any] = {}
        self._lock = Lock()

    def connect(self) -> None:
        """Read the limits of the service; where it does not tell them, those that are documented hold."""
        self._known.clear()
        try:
            self._limits = _limits(self._http.get_json("?config"))
        except SourceError:
            self._http.get_json(DATABASE)  # a service that has its databases needs no warning about limits
            self._limits = Limits()
        # As of 2026 (tests/recorded/statfin/limits.json) it announces forty calls a minute and answers 429 after thirty in ten
        # seconds; calls also arrive closer together than they start. Hence three quarters.
        self._http.limit(max(1, self._limits.calls * 3 // 4), self._limits.seconds)

    def describe(self, series: SourceSeries) -> SeriesDescription:
        """Read a table's metadata and compare them with the indicator file.

        `SeriesGoneError` for a table that is not there or lacks what the file asks for.
        """
        plan = self._plan(series)
        tables = [grid.table for grid in (plan.grid, plan.below) if grid]
        updates = [self._listed(table.id).get("updated") for table in tables]
        days = [_day(update) for update in updates]
        years = [time.year for time in plan.grid.times]
        return SeriesDescription(
            publisher=service_labels().publisher,
            licence=SOURCE.licence,
            address=SOURCE.page(series.id),
            updated=max((day for day in days if day), default=None) if all(days) else None,
            years=range(min(years), max(years) + 1),
            texts={"title": {"fi": plan.grid.table.title}} if plan.grid.table.title else {},
            left_out=plan.left_out,
        )

    def observations(self, indicator: Indicator, series: SourceSeries, description: SeriesDescription) -> SeriesObservations:  # noqa: ARG002  # the contract of a source
        """Read the cells that the groups of a series are made of, in as few queries as the limits allow."""
        plan = self._plan(series)
        check_sums(indicator, plan)
        by_year, limits = plan.options.by_year, self._limits
        cuts, below = [group.above for group in plan.groups], [group.below for group in plan.groups if group.below is not None]
        if plan.below is None:
            return observations_of(
                indicator, plan, read_whole(self._ask, plan.grid, [*cuts, *below], limits, by_year=by_year), None
            )
        whole = read_whole(self._ask, plan.grid, cuts, limits, by_year=by_year)
        return observations_of(indicator, plan, whole, read_whole(self._ask, plan.below, below, limits, by_year=False))

    def stop(self) -> None:
        """End every request under way."""
        self._http.stop()

    def close(self) -> None:
        """Give back the connections."""
        self._http.close()

    def _plan(self, series: SourceSeries) -> QueryPlan:
        options = options_of(series)
        table = self._table(series.id)
        listed = self._listed(series.id)
        _compare_titles(series, [table.title, plain_line(str(listed.get("text", "")))])
        return read_plan(series, options, table, self._table(options.per_table) if options.per_table else None)

    def _table(self, id_: str) -> PxTable:
        def read() -> PxTable:
            return read_table(id_, self._http.get_json(f"{'/'.join(_path(id_))}.px"))

        table: PxTable = self._once(f"table {id_}", read, id_)
        return table

    def _listed(self, id_: str) -> Mapping[str, Any]:
        """Return a table's entry in its folder; empty where the folder does not list it."""
        *folders, table = _path(id_)
        folder = "/".join(folders)
        answer = self._once(f"folder {folder}", lambda: self._http.get_json(folder), id_)
        if not isinstance(answer, list):
            raise SourceError(f"StatFin: the folder {folder} is no list; the stored values are unchanged")
        return next((each for each in answer if isinstance(each, dict) and str(each.get("id")) in {table, f"{table}.px"}), {})

    def _once(self, key: str, read: Callable[[], Any], id_: str) -> Any:
        """Return what was read before under this key, or read it; many series ask for the same table."""
        with self._lock:
            if key not in self._known:
                try:
                    self._known[key] = read()
                except (NotFoundError, RefusedError) as error:
                    # Since 2026-06-08 (tests/recorded/statfin/old_id.json) ids are short, and an old one is answered 400.
                    what = f"StatFin does not know the table {id_} ({error})"
                    raise SeriesGoneError(f"{what}; put its successor into the indicator file") from error
            return self._known[key]

    def _ask(self, id_: str, question: object) -> Any:
        try:
            return self._http.post_json(f"{'/'.join(_path(id_))}.px", question)
        except (NotFoundError, RefusedError) as error:  # as of 2026 it answers 403 to too many cells too
            what = f"StatFin refuses a query made from its own metadata of {id_}, which may be changing just now ({error})"
            raise SourceError(f"{what}; try again later, then compare the table with the indicator file") from error


def _limits(answer: object) -> Limits:
    """Return the limits that `?config` tells; the documented ones for what it does not."""
    known, given = Limits(), answer if isinstance(answer, dict) else {}

    def number(key: str, default: float) -> int:
        value = given.get(key)
        return value if type(value) is int and value > 0 else int(default)

    cells = min(number("maxCells", known.cells), number("maxValues", known.cells))
    return Limits(cells, number("maxCalls", known.calls), number("timeWindow", known.seconds))


def _compare_titles(series: SourceSeries, found: list[str]) -> None:
    """A title of the file is the beginning of the table's: what follows are years and variables, which change."""
    beginnings = tuple(folded(title) for title in series.titles)
    if beginnings and not any(folded(title).startswith(beginnings) for title in found):
        expected = "” or “".join(series.titles)
        raise SeriesGoneError(f"StatFin's table {series.id} is called “{found[0]}”, the indicator file expects “{expected}”")


def _day(text: object) -> date | None:
    try:
        return date.fromisoformat(str(text)[:10])
    except ValueError:
        return None
