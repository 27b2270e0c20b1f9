"""The command `show`: a stored series as CSV."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from data_sources.areas import read_areas
from data_sources.formats.series_csv import write_csv
from data_sources.indicators import find_indicator
from data_sources.model import Area, Indicator, Observation, PopulationGroup
from data_sources.settings import read_settings
from data_sources.store import Snapshot
from data_sources.terminal import SAMPLE_WARNING, Clock, say
from data_sources.terminal.stores import filled_store


@click.command(help="Write a stored series as CSV.")
@click.argument("indicator", help="an indicator's id, or a series such as sotkanet:181")
@click.argument("area", help="an area's slug or code, such as kajaani or KU205")
@click.pass_obj
def command(clock: Clock, indicator: str, area: str) -> None:
    """Print the observations of an indicator, or of one of its series, in an area."""
    found, place = find_indicator(indicator), read_areas().find(area)
    groups = _groups_named(found, indicator)
    with filled_store(read_settings(), clock()) as store, store.snapshot() as snapshot:
        observations = snapshot.series(found.id, (place.code,), groups)
        _warn(snapshot, found, place, found=bool(observations))
    _write(found, place, observations)


def _groups_named(indicator: Indicator, text: str) -> list[PopulationGroup] | None:
    """Return the groups of the series that `text` names; None, for all, where it names the indicator."""
    named = [series for series in indicator.series if str(series) == text.strip().lower()]
    return sorted(frozenset().union(*(series.groups for series in named)), key=lambda group: group.sort_key) if named else None


def _warn(snapshot: Snapshot, indicator: Indicator, area: Area, *, found: bool) -> None:
    if not found:
        say(f"the store has no values of {indicator.id} for {area.slug}")
    if any(origin.sample for origin in snapshot.origins(indicator.id)):
        say(SAMPLE_WARNING)


def _write(indicator: Indicator, area: Area, observations: Sequence[Observation]) -> None:
    try:
        write_csv(sys.stdout, indicator, area, observations)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has seen enough; without a place to go, Python would complain when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
