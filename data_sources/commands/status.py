"""The command `status`: what the store holds."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

import click
from sqlalchemy import make_url

from data_sources.model import Origin
from data_sources.settings import read_settings
from data_sources.store import Run, StoredPlan
from data_sources.terminal import SAMPLE_WARNING, Clock
from data_sources.terminal.stores import filled_store


@click.command(help="Show what the store holds. Includes the last refresh and the newest update of each source.")
@click.pass_obj
def command(clock: Clock) -> None:
    """Print the state of the store, one line per item."""
    settings = read_settings()
    with filled_store(settings, clock()) as store, store.snapshot() as snapshot:
        lines = {
            "store": make_url(settings.store_url).render_as_string(hide_password=True),
            "revision": snapshot.revision,
            "observations": f"{snapshot.observation_count():,} of {len(snapshot.indicators())} indicators",
            "sample": SAMPLE_WARNING if snapshot.has_sample() else "no",
            **_plans(snapshot.plans()),
            "last refresh": _last_run(snapshot.runs(limit=1)),
            **_newest(snapshot.origins()),
        }
    for name, value in lines.items():
        print(f"{name:14}{value}")


def _plans(plans: Sequence[StoredPlan]) -> dict[str, str]:
    """Keys of the plans in use, and of those in the archive."""
    in_use = [each.plan.key for each in plans if each.retired is None]
    retired = [f"{each.plan.key} ({each.retired:%Y-%m-%d})" for each in plans if each.retired]
    told = {"plans": ", ".join(in_use), "retired plans": ", ".join(retired)}
    return {name: keys for name, keys in told.items() if keys}


def _last_run(runs: Sequence[Run]) -> str:
    if not runs:
        return "never"
    counts = Counter(result.outcome for result in runs[0].results)
    counted = ", ".join(f"{count} {outcome}" for outcome, count in counts.items())
    return f"{runs[0].started:%Y-%m-%d %H:%M} UTC, {runs[0].outcome}: {counted or 'nothing'}"


def _newest(origins: Sequence[Origin]) -> dict[str, str]:
    """Newest update by source."""
    updates = defaultdict(list)
    for origin in origins:
        if not origin.sample:
            updates[origin.series.partition(":")[0]].append(origin.updated)
    return {
        source: f"{len(dates)} series, newest update {max((day for day in dates if day), default='unknown')}"
        for source, dates in updates.items()
    }
