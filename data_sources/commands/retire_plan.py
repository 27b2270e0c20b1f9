"""The command `retire-plan`: a plan into the archive, or back."""

from __future__ import annotations

import click

from data_sources.plan_files.moving import PlanRetirement, retire_plan
from data_sources.settings import read_settings
from data_sources.store import open_store
from data_sources.terminal import Clock


@click.command(
    help="Put a plan into the archive. It is no longer chosen or offered; it stays with its versions, and its addresses open and "
    "tell that it is retired. A new version that is imported brings it back."
)
@click.argument("plan", help="key of a plan, such as kajaani-2022-2025")
@click.option("--undo", is_flag=True, help="bring the plan back from the archive")
@click.pass_obj
def command(clock: Clock, plan: str, *, undo: bool) -> None:
    """Retire the plan or bring it back, and tell which plan its area now follows."""
    with open_store(read_settings().store_url) as store:
        print(_line(retire_plan(store, plan, clock(), undo=undo)))


def _line(made: PlanRetirement) -> str:
    key, retired = made.stored.plan.key, made.stored.retired
    if made.changed:
        told = f"retired; kept in the archive as version {made.stored.version}" if retired else "back from the archive"
    else:
        told = f"no change; retired already on {retired:%Y-%m-%d}" if retired else "no change; it is not retired"
    return f"{key}: {told}. {made.area.slug} now follows {made.current.key}."
