"""The command `search`: indicators of Sotkanet's list by terms of their titles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import click

from data_sources.additions.adding import catalogued, read_whole_list
from data_sources.additions.listing import Listed, search
from data_sources.model import in_language
from data_sources.settings import read_settings
from data_sources.terminal import Clock

MOST_SHOWN: Final = 50


@click.command(help="Find indicators in Sotkanet's list. The list is cached for use offline.")
@click.argument(
    "terms", metavar="WORD...", nargs=-1, required=True, help="words of the title in Finnish, Swedish or English, or an id"
)
@click.option("--update", is_flag=True, help="fetch a new list first; otherwise one up to 30 days old is used")
@click.pass_obj
def command(clock: Clock, terms: tuple[str, ...], update: bool) -> None:
    """Print a line for each indicator found: id, title, sexes, and the indicator of the catalogue that has it already."""
    listing = read_whole_list(read_settings(), clock(), update=update)
    found, catalogue = search(listing, terms), catalogued()
    for listed in found[:MOST_SHOWN]:
        print(_line(listed, catalogue))
    if len(found) > MOST_SHOWN:
        print(f"... and {len(found) - MOST_SHOWN} more; add a word to see fewer")
    print(f"{len(found)} of {len(listing)} indicators.")


def _line(listed: Listed, catalogue: Mapping[str, str]) -> str:
    sexes = {True: "by sex", False: "not by sex", None: "sexes unknown"}[listed.sexes]
    name = f"sotkanet:{listed.id}"
    known = catalogue.get(name)
    return f"{name:15} {in_language(listed.title, 'fi')}  [{sexes}{f'; in the catalogue: {known}' if known else ''}]"
