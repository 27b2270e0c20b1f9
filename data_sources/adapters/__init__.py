"""A data source turns one public service into observations; every module here with an `open_source` is one.

`open_source(settings, today)` returns a `DataSource`; its `name` is the module's, with hyphens, and that of its table in
indicator files.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import import_module
from typing import Protocol, TypeAlias

from data_sources.errors import CatalogueError
from data_sources.model import Indicator, Names, Observation, SourceSeries
from data_sources.settings import Settings


@dataclass(frozen=True, slots=True)
class SeriesDescription:
    """What a service says about one series: plain texts by kind and language, `updated` where it tells.

    `address` is where a person reads about the series; `years` are those worth asking for.
    """

    publisher: Names
    licence: str
    address: str
    updated: date | None
    years: range
    texts: Mapping[str, Names]


@dataclass(frozen=True, slots=True)
class SeriesObservations:
    """The figures of one series, values as published, and what is to be reported about how they were read."""

    observations: list[Observation]
    notes: tuple[str, ...] = ()


class DataSource(Protocol):
    """One service for the length of one run; all its network goes through `data_sources.http.client`.

    Codes of the service are translated to ours here and nowhere else. Every method may be called by many threads
    after `connect`. A fault that may pass raises `SourceError`; an id that is retired or bears a title other than
    `SourceSeries.titles` raises `SeriesGoneError`.
    """

    name: str

    def connect(self) -> None:
        """Read what every series needs; `SourceError` means that nothing can be had from the service now."""

    def describe(self, series: SourceSeries) -> SeriesDescription:
        """Read what the service says about a series, without its figures."""

    def figures(self, indicator: Indicator, series: SourceSeries, description: SeriesDescription) -> SeriesObservations:
        """Read all figures of a series for the areas of the codelist."""

    def stop(self) -> None:
        """End every request under way; it and all later ones raise `SourceError`."""

    def close(self) -> None:
        """Give back the connections."""


Opener: TypeAlias = Callable[[Settings, date], DataSource]


@cache
def openers() -> Mapping[str, Opener]:
    """Return how to open each source, by name."""
    modules = {found.name: import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)}
    return {name.replace("_", "-"): module.open_source for name, module in modules.items() if hasattr(module, "open_source")}


def open_sources(settings: Settings, today: date, names: Iterable[str] | None = None) -> dict[str, DataSource]:
    """Open the named sources, or all of them; `CatalogueError` for a name that is none."""
    wanted = list(openers()) if names is None else list(names)
    for name in wanted:
        if name not in openers():
            raise CatalogueError(f"{name!r} is no source; sources are {', '.join(openers())}")
    return {name: openers()[name](settings, today) for name in wanted}
