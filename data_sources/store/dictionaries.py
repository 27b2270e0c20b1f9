"""The integer ids of indicators, areas and population groups: a few hundred keys that only ever grow, read whole."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeAlias, TypeVar

from sqlalchemy import Connection, Table, insert, select

from data_sources.model import PopulationGroup
from data_sources.store import schema

Key = TypeVar("Key", bound=Hashable)

DictionaryTable: TypeAlias = "Table[schema.IndicatorColumns] | Table[schema.AreaColumns] | Table[schema.GroupColumns]"


@dataclass(frozen=True)
class Dictionary(Generic[Key]):
    """Keys whose place is their id; `sort_key` gives the order in which readers get what the keys name."""

    keys: tuple[Key, ...]
    sort_key: Callable[[Key], Any]

    @cached_property
    def ids(self) -> dict[Key, int]:
        """Ids by key."""
        return {key: number for number, key in enumerate(self.keys)}

    @cached_property
    def ranks(self) -> list[int]:
        """Places in the readers' order, by id."""
        ranks = [0] * len(self.keys)
        for rank, key in enumerate(sorted(self.keys, key=self.sort_key)):
            ranks[self.ids[key]] = rank
        return ranks

    def known(self, keys: Iterable[Key]) -> list[int]:
        """Return the ids of those keys that have one, each once, in ascending order."""
        return sorted({self.ids[key] for key in keys if key in self.ids})

    def grown(self, connection: Connection, table: DictionaryTable, keys: Iterable[Key], **columns: int) -> Dictionary[Key]:
        """Return the dictionary with an id for every key; new ones are written, with `columns`, in the readers' order."""
        new = sorted(set(keys) - self.ids.keys(), key=self.sort_key)
        if not new:
            return self
        rows = [{"id": number, "key": str(key), **columns} for number, key in enumerate(new, len(self.keys))]
        connection.execute(insert(table), rows)
        return Dictionary((*self.keys, *new), self.sort_key)


@dataclass(frozen=True)
class Dictionaries:
    """The three dictionaries as of one transaction."""

    indicators: Dictionary[str]
    areas: Dictionary[str]
    groups: Dictionary[PopulationGroup]

    def grown(
        self, connection: Connection, indicator: str, areas: Iterable[str], groups: Iterable[PopulationGroup]
    ) -> Dictionaries:
        """Return dictionaries that hold all the given keys, writing the new ones; `self` where there are none."""
        grown = Dictionaries(
            self.indicators.grown(connection, schema.indicator, (indicator,), observations=0, figures=0),
            self.areas.grown(connection, schema.area, areas),
            self.groups.grown(connection, schema.population_group, groups),
        )
        return self if grown == self else grown


def read_dictionaries(connection: Connection) -> Dictionaries:
    """Read the three dictionaries; ids are given without gaps, so a key's place is its id."""

    def keys(table: DictionaryTable) -> list[str]:
        return list(connection.scalars(select(table.c.key).order_by(table.c.id)))

    return Dictionaries(
        Dictionary(tuple(keys(schema.indicator)), str),
        Dictionary(tuple(keys(schema.area)), str),
        Dictionary(tuple(map(PopulationGroup.parse, keys(schema.population_group))), lambda group: group.sort_key),
    )
