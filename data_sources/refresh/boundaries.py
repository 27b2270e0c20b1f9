"""The command `boundaries`, and its part in a refresh: outlines of areas from the service into the store."""

from __future__ import annotations

from contextlib import closing
from datetime import date

from data_sources.boundaries import open_boundaries, read_outlines
from data_sources.errors import SourceError
from data_sources.refresh.results import FAILED, UNCHANGED, UPDATED
from data_sources.settings import Settings
from data_sources.store import RunResult, Store, open_store

NAME, SERIES = "boundaries", "wfs"


def fetch_boundaries(settings: Settings, store: Store, today: date) -> str:
    """Put the newest outlines in place of the stored ones and tell what was stored.

    `SourceError` where the service fails or its answer cannot be trusted; the store keeps what it had.
    """
    with closing(open_boundaries(settings)) as service:
        outlines = read_outlines(service, today)
    store.replace_boundaries(outlines)
    return f"{len(outlines)} outlines of the areas of {outlines[0].year} stored."


def boundaries_of_refresh(settings: Settings, today: date) -> RunResult:
    """Fetch outlines where the store has none of this year, and return that as a part of a refresh, which no fault ends."""
    with closing(open_store(settings.store_url)) as store:
        with store.snapshot() as snapshot:
            year = snapshot.boundary_year()
        if year == today.year:
            return RunResult(NAME, SERIES, UNCHANGED)
        try:
            return RunResult(NAME, SERIES, UPDATED, fetch_boundaries(settings, store, today))
        except SourceError as error:
            return RunResult(NAME, SERIES, FAILED, str(error))
