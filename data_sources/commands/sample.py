"""The command `sample`: made-up values for what has no real ones."""

from __future__ import annotations

import click

from data_sources import sample
from data_sources.settings import read_settings
from data_sources.store import open_store
from data_sources.terminal import SAMPLE_WARNING, Clock, ExitStatus, say


@click.command(help="Generate sample data where there are no real values.")
@click.pass_obj
def command(clock: Clock) -> ExitStatus:
    """Fill the store; a failure where nothing was left to fill."""
    with open_store(read_settings().store_url) as store:
        with store.snapshot() as snapshot:
            real = sorted({origin.indicator for origin in snapshot.origins() if not origin.sample})
        count = sample.fill(store, clock())
    if count:
        print(f"{count:,} values stored: {SAMPLE_WARNING}.")
    if real:
        say(f"no sample data for indicators with real values: {', '.join(real)}")
    return ExitStatus.GOOD if count else ExitStatus.FAILURES
