"""Sources opened as the settings say."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from data_sources.adapters import DataSource, Source, sources
from data_sources.errors import CatalogueError
from data_sources.http.client import HttpService, open_service
from data_sources.settings import Settings


def open_sources(settings: Settings, today: date, names: Iterable[str] | None = None) -> dict[str, DataSource]:
    """Open the named sources, or all of them; `CatalogueError` for a name that is none."""
    wanted = list(sources()) if names is None else list(names)
    for name in wanted:
        if name not in sources():
            raise CatalogueError(f"{name!r} is no source; sources are {', '.join(sources())}")
    return {name: open_source(sources()[name], settings, today) for name in wanted}


def open_source(source: Source, settings: Settings, today: date) -> DataSource:
    """Open a source."""
    return source.open(open_http(source, settings), today)


def open_http(source: Source, settings: Settings) -> HttpService:
    """Return the service of a source, at the address that the environment gives or else at its own."""
    return open_service(
        source.name,
        settings.addresses.get(source.setting.name, source.setting.default),
        settings,
        setting=source.setting.name,
        folder=source.key,
        passing=source.passing,
        backoff=source.backoff,
    )
