"""Reading of TOML files whose every key is checked; errors name file, key and what was expected."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Self, TypeVar

from data_sources.errors import CatalogueError
from data_sources.model import DEFAULT_LANGUAGE, Indicator, Names, PopulationGroup, is_language

Kind = TypeVar("Kind")


class Telling:
    """How faults of a file are told: in English, by the paths of its keys."""

    def place(self, path: str) -> str:
        """Return what messages call the key of a path."""
        return path

    def wrong(self, file: str, path: str, found: object, expected: str, values: Mapping[str, object]) -> str:
        """Return the sentence that the value of a key is wrong, or missing where `found` is None.

        `expected` is an English message whose {names} stand for `values`, if there are any.
        """
        said = "is missing" if found is None else f"is {found!r}"
        return f"{file}: {self.place(path)} {said}; expected {self.filled(expected, values)}"

    def filled(self, message: str, values: Mapping[str, object]) -> str:
        """Return a message with its values, if there are any, in place of their {names}."""
        return message.format(**{name: self.shown(value) for name, value in values.items()}) if values else message

    def shown(self, value: object) -> str:
        """Return a value of a message: numbers without needless decimals, indicators by id, groups as they are written."""
        if isinstance(value, tuple):
            return ", ".join(map(self.shown, value))
        if isinstance(value, Indicator):
            return value.id
        if isinstance(value, PopulationGroup):
            return str(value) or "everybody (left out)"
        return f"{value:g}" if isinstance(value, float) else str(value)


class TomlTable:
    """A table of a file whose keys are taken one by one, so that what nobody took is an unknown key.

    Every method takes the key of that name and raises `CatalogueError` where it is missing or not of its kind. `telling`
    words the messages, where the table was made from something else than TOML.
    """

    def __init__(self, file: str, data: dict[str, Any], path: str = "", telling: Telling | None = None) -> None:
        self.file, self.data, self.path, self.telling = file, data, path, telling or Telling()
        self.taken: set[str] = set()

    @classmethod
    def read(cls, path: Path, folder: Path) -> Self:
        """Read a file; messages name it by its path from the folder's own name on."""
        file = path.relative_to(folder.parent).as_posix()
        try:
            return cls(file, tomllib.loads(path.read_text(encoding="utf-8")))
        except OSError as error:
            raise CatalogueError(f"{file}: cannot be read ({error.strerror}); expected a file in TOML") from None
        except ValueError as error:  # TOML and UTF-8 faults alike
            raise CatalogueError(f"{file}: is not TOML in UTF-8 ({error})") from None

    def error(self, key: str, expected: str, **values: object) -> CatalogueError:
        """Return the error that the value of a key is missing or wrong; {names} in `expected` stand for `values`."""
        return CatalogueError(self.telling.wrong(self.file, self._path(key), self.data.get(key), expected, values))

    def wrong_key(self, key: str, expected: str) -> CatalogueError:
        """Return the error that a key should have another name."""
        return CatalogueError(f"{self.file}: {self.place_of(key)} is not a known key; expected {expected}")

    def place_of(self, key: str) -> str:
        """Return what messages call a key: its path within the file."""
        return self.telling.place(self._path(key))

    def _path(self, key: str) -> str:
        return self.path + (key if re.fullmatch(r"[\w-]+", key) else f'"{key}"')

    def has(self, key: str) -> bool:
        """Tell whether a key that may be left out is there."""
        self.taken.add(key)
        return key in self.data

    def take(self, key: str, kind: type[Kind], expected: str, *, default: Kind | None = None) -> Kind:
        """Return the value of a key, `default` where it is left out."""
        self.taken.add(key)
        value = self.data.get(key, default)
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is int):
            raise self.error(key, expected)
        return value

    def text(self, key: str, expected: str = "a text") -> str:
        """Return a text that is neither empty nor has blanks around it."""
        value = self.take(key, str, expected)
        if not value or value != value.strip():
            raise self.error(key, f"{expected} without blanks around it")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Return one or several texts."""
        if isinstance(self.data.get(key), str):
            return (self.text(key),)
        values = self.take(key, list, "a text or a list of texts")
        if not values or not all(isinstance(value, str) and value.strip() for value in values):
            raise self.error(key, "a text or a list of texts")
        return tuple(values)

    def choice(self, key: str, choices: Collection[str]) -> str:
        """Return a text that is one of `choices`."""
        value = self.take(key, str, f"one of {', '.join(choices)}")
        if value not in choices:
            raise self.error(key, f"one of {', '.join(choices)}")
        return value

    def number(self, key: str, low: float, high: float, *, default: float | None = None) -> float:
        """Return a number from `low` to `high`."""
        value: object = self.take(key, object, "a number", default=default)  # what it is is said below
        if not isinstance(value, int | float) or isinstance(value, bool) or not low <= value <= high:
            raise self.error(key, "a number from {low} to {high}", low=float(low), high=float(high))
        return float(value)

    def whole(self, key: str, low: int, high: int, *, default: int | None = None, also: str = "") -> int:
        """Return a whole number from `low` to `high`; `also` says what else the caller takes."""
        self.taken.add(key)
        value = self.data.get(key, default)
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise self.error(key, f"a whole number from {{low}} to {{high}}{also}", low=low, high=high)
        return value

    def names(self, key: str) -> Names:
        """Return a table of texts by language; the default one is required, and replaces those left out."""
        table = self.table(key)
        texts = table.by_language()
        table.finish()
        return MappingProxyType(texts)

    def by_language(self) -> dict[str, str]:
        """Return the texts of this table by language, the default one first."""
        codes = dict.fromkeys((DEFAULT_LANGUAGE, *self.languages()))
        return {code: self.text(code, f"a text in {code}") for code in codes}

    def languages(self) -> list[str]:
        """Return the keys of this table that are codes of languages (ISO 639)."""
        return [key for key in self.data if is_language(key)]

    def table(self, key: str, default: dict[str, Any] | None = None) -> TomlTable:
        """Return a table within this one."""
        data = self.take(key, dict, "a table", default=default)
        return TomlTable(self.file, data, f"{self._path(key)}.", self.telling)

    def tables(self, key: str) -> list[TomlTable]:
        """Return the tables of a list; none where it is left out."""
        entries = self.take(key, list, f"tables headed [[{key}]]", default=[])
        if not all(isinstance(entry, dict) for entry in entries):
            raise self.error(key, f"tables headed [[{key}]]")
        return [
            TomlTable(self.file, entry, f"{self._path(key)}[{number}].", self.telling) for number, entry in enumerate(entries)
        ]

    def finish(self) -> None:
        """Raise the error that a key is unknown, if one was not taken."""
        for key in self.data:
            if key not in self.taken:
                raise self.wrong_key(key, f"only {', '.join(sorted(self.taken))}")
