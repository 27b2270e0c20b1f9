"""Population groups as indicator files write them."""

from __future__ import annotations

from data_sources.formats.toml_table import TomlTable
from data_sources.model import TOTAL, PopulationGroup


def group_of(table: TomlTable, key: str) -> PopulationGroup:
    """Return the group that a key of a table names; `CatalogueError` names file and key."""
    try:
        return parse_group(key)
    except ValueError as error:
        raise table.wrong_key(key, f"total or a population group such as age=20-64 ({error})") from None


def parse_group(text: str) -> PopulationGroup:
    """Read `total` or a population group such as `age=20-64`; `ValueError` for anything else."""
    group = TOTAL if text == "total" else PopulationGroup.parse(text)
    if group == TOTAL and text != "total":
        raise ValueError("everybody is called total")
    return group


def group_text(group: PopulationGroup) -> str:
    """Return a group as indicator files write it."""
    return str(group) or "total"
