"""The command `export-plan`: a plan, or an empty form, to a file."""

from __future__ import annotations

from pathlib import Path

import click

from data_sources.model import DEFAULT_LANGUAGE
from data_sources.plan_files.moving import export_plan, size_of
from data_sources.plan_files.workbook.layout import form_languages
from data_sources.settings import read_settings
from data_sources.store import open_store
from data_sources.terminal import Clock


@click.command(help="Write a plan, or an empty form, as a workbook or TOML.")
@click.argument("plan", required=False, help="key of a plan; if omitted: an empty form to fill in")
@click.option(
    "--out",
    metavar="FILE",
    type=click.Path(path_type=Path),
    required=True,
    help="file to write, ending in .xlsx or .toml",
)
@click.option(
    "--lang", type=click.Choice(form_languages()), default=DEFAULT_LANGUAGE, show_default=True, help="language of the workbook"
)
@click.option("--version", metavar="N", type=int, help="an earlier version; default: the newest")
@click.pass_obj
def command(clock: Clock, plan: str | None, out: Path, lang: str, version: int | None) -> None:
    """Write the file and tell what is in it."""
    with open_store(read_settings().store_url) as store:
        exported = export_plan(store, plan, out, lang, clock(), version)
    if exported is None:
        print(f"{out}: an empty form; fill it in and import it with import-plan.")
    else:
        print(f"{out}: {plan}{'' if version is None else f', version {version}'} ({size_of(exported)}).")
