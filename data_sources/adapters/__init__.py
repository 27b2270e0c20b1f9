"""A source turns one public service into observations; every module here with a `SOURCE` is one, and nothing else names it.

To add a source, put one module (or package) here, with a `SOURCE` and the class that it opens; tests/contracts/test_sources.py
then asks for its recorded answers. An adapter has no network of its own: it asks the service that it is given.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib import import_module
from types import MappingProxyType
from typing import Any, Protocol, TypeAlias

from data_sources.model import Indicator, Names, Observation, PopulationGroup, SourceSeries
from data_sources.settings import TABLE, Setting

Parameters: TypeAlias = Sequence[tuple[str, str | int]]


class Http(Protocol):
    """What an adapter may ask of its service; every method raises `SourceError`, `NotFoundError` or `RefusedError`."""

    def get_json(self, path: str, parameters: Parameters = ()) -> Any:
        """Return the decoded answer of `path` under the service's address; a name may repeat among `parameters`."""

    def get_jsonp(self, path: str, parameters: Parameters = ()) -> Any:
        """Return what an answer like `call([...]);` or plain JSON holds."""

    def post_json(self, path: str, question: object) -> Any:
        """Return the decoded answer to `question`, sent as JSON to `path`."""

    def limit(self, calls: int, seconds: float) -> None:
        """Start no more than `calls` requests within any `seconds`."""

    def stop(self) -> None:
        """End every request under way; it and all later ones raise `SourceError`."""

    def close(self) -> None:
        """Give back the connections."""


@dataclass(frozen=True, slots=True)
class SeriesDescription:
    """What a service says about one series: plain texts by kind and language, `updated` where it tells.

    `address` is where a person reads about the series; `years` are those worth asking for. `left_out` says why by group that
    the service has not, though it has the others.
    """

    publisher: Names
    licence: str
    address: str
    updated: date | None
    years: range
    texts: Mapping[str, Names]
    left_out: Mapping[PopulationGroup, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SeriesObservations:
    """The observations of one series, values as published, and what is to be reported about how they were read.

    `updated` is the day that the values bear themselves, where it may differ from that of the description.
    """

    observations: list[Observation]
    notes: tuple[str, ...] = ()
    updated: date | None = None


class DataSource(Protocol):
    """One service for the length of one run; all its network goes through the `Http` it was opened with.

    Codes of the service are translated to ours here and nowhere else. Every method may be called by many threads
    after `connect`. A fault that may pass raises `SourceError`; an id that is retired or has a title other than
    `SourceSeries.titles` raises `SeriesGoneError`.
    """

    def connect(self) -> None:
        """Read what every series needs; `SourceError` means that nothing can be had from the service now."""

    def describe(self, series: SourceSeries) -> SeriesDescription:
        """Read what the service says about a series, without its values."""

    def observations(self, indicator: Indicator, series: SourceSeries, description: SeriesDescription) -> SeriesObservations:
        """Read all observations of a series for the areas of the codelist."""

    def stop(self) -> None:
        """End every request under way; it and all later ones raise `SourceError`."""

    def close(self) -> None:
        """Give back the connections."""


@dataclass(frozen=True, slots=True)
class SeriesTable:
    """How the table of a source in an indicator file names its series: by the text or number of the key `key`.

    `one_indicator`: a series is one group of one indicator and needs its title, since ids drift; elsewhere a table or cube
    holds many indicators, and further keys of a group say what is asked of it. `with_sex`: sexes come with every series
    unless the file says no; elsewhere only where it says so.
    """

    key: str
    numbered: bool = False
    one_indicator: bool = False
    with_sex: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """Everything that the rest of Hytetaulu knows of a service.

    `key` is the name of its table in indicator files and the first part of `sotkanet:181`; `name` is used in source lines and
    messages; `setting` holds its base address. `page` gives the address where a person reads about a series, by its id.
    `example` is the id of a series, for messages; `can_add` tells whether `./run add` makes indicator files of its series.
    `passing` are parameters of its requests that change with the calendar (`http.archive.Archive`), `backoff` the seconds
    before the second try of a request.
    """

    key: str
    name: str
    setting: Setting
    series: SeriesTable
    page: Callable[[str], str]
    licence: str
    example: str
    open: Callable[[Http, date], DataSource]
    can_add: bool = False
    passing: frozenset[str] = frozenset()
    backoff: float = 1

    def series_name(self, id_: str) -> str:
        """Return what a series is called everywhere, such as `sotkanet:181`."""
        return f"{self.key}:{id_}"


@cache
def sources() -> Mapping[str, Source]:
    """Return every source by its key."""
    modules = (import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__))
    found = [module.SOURCE for module in modules if hasattr(module, "SOURCE")]
    return MappingProxyType({source.key: source for source in found})


def service_name(series: str) -> str:
    """Return the name of the service of a series such as `sotkanet:181`; of one that is no source, the part that names it."""
    key = series.partition(":")[0]
    return sources()[key].name if key in sources() else key


def settings_table() -> tuple[Setting, ...]:
    """Return every setting, those of the sources' addresses last."""
    return (*TABLE, *(source.setting for source in sources().values()))
