"""Files of plans: TOML or workbook, told apart by name and content."""

from __future__ import annotations

from pathlib import Path

from data_sources.errors import CatalogueError
from data_sources.plan_files.toml_file import read_toml, toml_of
from data_sources.plan_files.workbook.reader import read_workbook
from data_sources.plan_files.workbook.writer import write_workbook
from data_sources.plans import Plan

SUFFIXES = (".toml", ".xlsx")


def read_plan_file(path: Path) -> Plan:
    """Read a plan; `CatalogueError` names every fault by key, or by sheet, row and column, one a line."""
    if not path.is_file():
        raise CatalogueError(f"{path.absolute()}: there is no such file; a name without a folder is looked for where ./run is")
    return read_toml(path) if path.suffix.lower() == ".toml" else read_workbook(path)


def write_plan_file(plan: Plan | None, path: Path, language: str) -> None:
    """Write a plan, or an empty form without one, in the format of the file's suffix.

    `CatalogueError` where the suffix is another one, for an empty form in TOML, or where it cannot be written.
    """
    if path.suffix.lower() not in SUFFIXES:
        raise CatalogueError(f"{path.name}: expected a name that ends in {' or '.join(SUFFIXES)}")
    if plan is None and path.suffix.lower() == ".toml":
        raise CatalogueError(f"{path.name}: an empty form is a workbook; expected a name that ends in .xlsx")
    try:
        if plan is None or path.suffix.lower() == ".xlsx":
            write_workbook(plan, language, path)
        else:
            path.write_text(toml_of(plan), encoding="utf-8")
    except OSError as error:
        raise CatalogueError(f"{path}: cannot be written ({error.strerror}); check the folder and its rights") from None
