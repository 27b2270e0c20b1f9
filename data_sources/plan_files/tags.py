"""The tags of objectives and measures, read from tags.toml: themes, life stages, combined plans."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from data_sources.formats.toml_table import TomlTable
from data_sources.model import Names

FILE = Path(__file__).with_name("tags.toml")


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag and the id of its kind."""

    id: str
    kind: str
    name: Names


@cache
def read_tags(file: Path = FILE) -> Mapping[str, Tag]:
    """Return the tags by id, in the file's order; `CatalogueError` names file, key and what was expected."""
    found: dict[str, Tag] = {}
    whole = TomlTable.read(file, file.parent)
    for kind in whole.data:
        tags = whole.table(kind)
        for key in tags.data:
            names = tags.names(key)
            if key in found:
                raise tags.wrong_key(key, f"an id that is not of kind {found[key].kind} already")
            if key != "name":
                found[key] = Tag(key, kind, names)
    return MappingProxyType(found)


@cache
def read_tag_kinds(file: Path = FILE) -> Mapping[str, Names]:
    """Return the names of the kinds by id, in the file's order; `CatalogueError` as for the tags."""
    whole = TomlTable.read(file, file.parent)
    return MappingProxyType({kind: whole.table(kind).names("name") for kind in whole.data})
