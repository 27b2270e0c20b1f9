"""How the faults of a workbook are told: in the language of the form, by sheet, row and column."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from data_sources.formats.toml_table import Telling
from data_sources.model import DEFAULT_LANGUAGE, Indicator, PopulationGroup, Unit
from data_sources.plan_files.workbook.layout import form_texts, group_label, labels
from data_sources.plan_files.workbook.wording import number_text, wordings

FILE = Path(__file__).with_name("faults.toml")


@cache
def fault_texts() -> Mapping[str, Any]:
    """Return the content of faults.toml."""
    return MappingProxyType(tomllib.loads(FILE.read_text(encoding="utf-8")))


class FormTelling(Telling):
    """The telling of a workbook's faults: what messages call the cells that the keys of its tree came from.

    `places` and `found` hold the place of a path and what stands there, where that is not the value itself.
    """

    def __init__(self, language: str = DEFAULT_LANGUAGE) -> None:
        self.language = language
        self.places: dict[str, str] = {}
        self.found: dict[str, object] = {}

    def place(self, path: str) -> str:
        """Return the cell of a key of the tree, or its row or sheet where it has no cell of its own."""
        while path and path not in self.places:
            path = re.sub(r"(^|[.\[])[^.\[]*$", "", path)
        return self.places[path]

    def place_of(self, sheet: str, row: int | None = None, column: str | None = None, heading: str | None = None) -> str:
        """Return what messages call a sheet by its title, a row or a cell of it, or a column by its heading."""
        parts = {"sheet": sheet, "row": row, "column": column, "heading": heading}
        names = [name for name, value in parts.items() if value is not None and (name != "heading" or column is None)]
        said = ", ".join(fault_texts()["place"][name][self.language].format(**{name: parts[name]}) for name in names)
        return f"{said} ({heading})" if column and heading else said

    def wrong(self, file: str, path: str, found: object, expected: str, values: Mapping[str, object]) -> str:
        """Return the sentence that the cell of a key is wrong."""
        there = self.found.get(path, found)
        return self.sentence(file, self.place(path), None if there == "" else there, expected, values)

    def sentence(self, file: str, place: str, found: object, expected: str, values: Mapping[str, object]) -> str:
        """Return the sentence that what was found at a place is wrong, or missing where it is None."""
        line = fault_texts()["line"]["missing" if found is None else "wrong"][self.language]
        shown = f"'{found}'" if isinstance(found, str) else self.shown(found)
        return str(line).format(file=file, place=place, found=shown, expected=self.filled(expected, values))

    def filled(self, message: str, values: Mapping[str, object]) -> str:
        """Return a message of the catalogue in the form's language, English where it has none, with its values."""
        return super().filled(self._translated(message), values)

    def shown(self, value: object) -> str:
        """Return a value as the form calls it: groups, indicators and units by their labels, numbers as they are written."""
        if isinstance(value, tuple):
            return ("; " if PopulationGroup in map(type, value) else ", ").join(map(self.shown, value))
        if isinstance(value, PopulationGroup):
            return group_label(value, self.language)
        if isinstance(value, Indicator):
            return labels("indicator", self.language).get(value.id, value.id)
        if isinstance(value, float):
            return number_text(value, self.language)
        return self._word(value) if isinstance(value, str) else super().shown(value)

    def _word(self, word: str) -> str:
        """Return what the form calls a unit or the groups of a dimension; any other word as a message."""
        if isinstance(word, Unit):
            return str(form_texts()["unit"][word][self.language])
        division = wordings()["division"].get(word)
        return division["name"][self.language] if division else self._translated(word)

    def _translated(self, message: str) -> str:
        return str(fault_texts()["message"].get(message, {}).get(self.language, message))
