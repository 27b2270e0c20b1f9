"""The command `check`: the catalogue compared with the live services."""

from __future__ import annotations

from collections import Counter

import click

from data_sources.errors import SeriesAwaitedError
from data_sources.indicators import read_indicators
from data_sources.refresh.ingest import differences
from data_sources.settings import read_settings
from data_sources.terminal import Clock, ExitStatus
from data_sources.terminal.sources import opened_sources, source_option


@click.command(help="Compare indicator files with the live services. Ids and titles are compared.")
@source_option
@click.pass_obj
def command(clock: Clock, sources: tuple[str, ...]) -> ExitStatus:
    """Print every series that differs; a failure where one does."""
    counts: Counter[str] = Counter()
    with opened_sources(read_settings(), sources, clock()) as opened:
        for indicator, series, fault in differences(read_indicators().values(), opened):
            awaited = isinstance(fault, SeriesAwaitedError)
            counts["awaited" if awaited else "compared"] += 1
            if fault:
                counts["differ"] += not awaited
                print(f"{indicator.id}, {series}: {fault}")
    awaited_too = f", {counts['awaited']} awaited" if counts["awaited"] else ""
    print(f"{counts['compared']} series compared, {counts['differ']} differ{awaited_too}.")
    return ExitStatus.FAILURES if counts["differ"] else ExitStatus.GOOD
