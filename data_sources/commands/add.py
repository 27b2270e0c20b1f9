"""The command `add`: an indicator file of this installation from what Sotkanet says."""

from __future__ import annotations

import click

from data_sources.additions.adding import add
from data_sources.model import Direction, Unit
from data_sources.settings import read_settings
from data_sources.terminal import Clock, say, with_person


@click.command(help="Write an indicator file from Sotkanet's metadata. It is put in this installation's data folder.")
@click.argument("series", help="such as sotkanet:4404, as found by search")
@click.option("--theme", metavar="T", default="background", show_default=True, help="folder of the indicator")
@click.option("--direction", type=click.Choice([each.value for each in Direction]), help="which is better; asked for if omitted")
@click.option("--unit", type=click.Choice([each.value for each in Unit]), help="if the service does not state it")
@click.pass_obj
def command(clock: Clock, series: str, theme: str, direction: str | None, unit: str | None) -> None:
    """Write the file and tell where it is and what it holds."""
    path, members = add(
        read_settings(),
        series,
        clock(),
        theme=theme,
        direction=Direction(direction) if direction else None,
        unit=Unit(unit) if unit else None,
        ask=_ask_direction,
    )
    print(f"{path} written, with {', '.join(str(member.group) or 'total' for member in members)}.")
    print(f"`./run refresh --indicator {path.stem}` fetches its values.")


def _ask_direction(title: str) -> Direction | None:
    """Ask the person at the terminal; None where there is none."""
    if not with_person():
        return None
    choices = "/".join(Direction)
    while (answer := input(f"{title}: which is better? {choices}: ").strip().lower()) not in list(Direction):
        say(f"choose one of {choices}")
    return Direction(answer)
