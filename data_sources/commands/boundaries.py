"""The command `boundaries`: newer and finer outlines of areas for maps."""

from __future__ import annotations

import click

from data_sources.refresh.boundaries import fetch_boundaries
from data_sources.settings import read_settings
from data_sources.store import open_store
from data_sources.terminal import Clock


@click.command(help="Fetch newer, finer outlines for maps. A full refresh does so once a year.")
@click.pass_obj
def command(clock: Clock) -> None:
    """Put the newest outlines into the store."""
    settings = read_settings()
    with open_store(settings.store_url) as store:
        print(fetch_boundaries(settings, store, clock().date()))
