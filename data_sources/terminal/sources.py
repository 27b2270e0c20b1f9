"""Sources of a command: the option that names them, and their opening and closing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

import click

from data_sources.adapters import DataSource
from data_sources.refresh.opening import open_sources
from data_sources.settings import Settings

source_option = click.option(
    "--source", "sources", metavar="NAME", multiple=True, help="only this source, such as sotkanet; may be given several times"
)


@contextmanager
def opened_sources(settings: Settings, names: Sequence[str], now: datetime) -> Iterator[dict[str, DataSource]]:
    """Open the named sources, or all of them, and close them at the end."""
    sources = open_sources(settings, now.date(), list(names) or None)
    try:
        yield sources
    finally:
        for source in sources.values():
            source.close()
