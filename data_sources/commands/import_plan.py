"""The command `import-plan`: a plan from a file into the store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from data_sources.plan_files.moving import PlanImport, import_plan, size_of
from data_sources.settings import read_settings
from data_sources.store import open_store
from data_sources.terminal import Clock
from data_sources.terminal.plan_changes import change_lines


@click.command(
    help="Store a plan from a workbook or TOML as a new version. It retires the shipped plans of its area. A file with faults is "
    "not stored."
)
@click.argument("file", type=click.Path(path_type=Path), help="a .xlsx or .toml file such as export-plan writes")
@click.pass_obj
def command(clock: Clock, file: Path) -> None:
    """Store the plan and tell its version, then the warnings."""
    with open_store(read_settings().store_url) as store:
        imported = import_plan(store, file, clock())
    print(*_lines(imported), sep="\n")


def _lines(imported: PlanImport) -> Iterator[str]:
    key = imported.plan.key
    if imported.is_new:
        yield f"{key}: stored as version {imported.version} ({size_of(imported.plan)})."
    else:
        yield f"{key}: no change; identical to version {imported.version}."
    if imported.is_retired:
        yield f"warning: the plan is retired; `./run retire-plan {key} --undo` brings it back."
    if imported.retired:
        yield f"retired, since an imported plan takes the place of shipped ones: {', '.join(imported.retired)}."
    if imported.changes:
        yield f"changed since version {imported.version - 1}:"
        yield from (f"  {each}" for each in change_lines(imported.changes))
    if imported.untranslated:
        yield f"warning: {len(imported.untranslated)} texts are not in every language; another language is shown instead:"
        yield from (f"  {each}" for each in imported.untranslated)
    if imported.without_values:
        yield "warning: the area itself has no values yet for:"
        yield from (f"  {each}" for each in imported.without_values)
