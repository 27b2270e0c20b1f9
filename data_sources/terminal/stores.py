"""The store that a command looks at."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime

from data_sources import sample
from data_sources.settings import Settings
from data_sources.store import Store, open_store
from data_sources.terminal import SAMPLE_WARNING, say


@contextmanager
def filled_store(settings: Settings, now: datetime) -> Iterator[Store]:
    """Open the store; fill an empty one with the sample and say so."""
    with closing(open_store(settings.store_url)) as store:
        with store.snapshot() as snapshot:
            empty = not snapshot.observation_count()
        if empty:
            say(f"the store is empty; it is filled with {SAMPLE_WARNING} ...")
            sample.fill(store, now)
        yield store
