"""A plan from its workbook: rows become the same tree as a TOML file's, and every fault names sheet, row and column."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeAlias

from data_sources.formats.toml_table import TomlTable
from data_sources.formats.workbook import open_workbook
from data_sources.plan_files.reading import Faults, plan_of
from data_sources.plan_files.workbook.layout import form_languages, plain
from data_sources.plan_files.workbook.rows import FormRow, Sheets, read_sheets
from data_sources.plan_files.workbook.target_rows import settled
from data_sources.plans import Plan

LONGEST_MADE_ID = 48
"""Characters of an id that is made from a name."""
Tree: TypeAlias = dict[str, Any]


def read_workbook(path: Path) -> Plan:
    """Read a plan; `CatalogueError` names every fault by sheet, row and column, one a line."""
    sheets = read_sheets(open_workbook(path, holds="a plan", or_else="TOML"), path.name)
    making = _Making(sheets)
    plan, found = plan_of(TomlTable(sheets.file, making.plan(), telling=sheets.telling))
    led_to = tuple(f"{sheets.file}: {place} " for place in sheets.wrong)
    Faults([*sheets.faults, *(line for line in found if not line.startswith(led_to))]).stop()
    return plan


class _Making:
    """The making of the tree: its parts by parent; the telling learns the cell that each of its keys came from."""

    def __init__(self, sheets: Sheets) -> None:
        self.sheets, self.telling = sheets, sheets.telling
        self.telling.places = {"priority": self.telling.place_of(sheets.titles["priority"], 2)}

    def plan(self) -> Tree:
        rows, tree = self.sheets.rows, self.head()
        for sheet in ("priority", "objective", "measure"):
            _make_ids(rows[sheet])
        rows["target"] = [settled(row, self.sheets, tree.get("area")) for row in rows["target"]]
        _make_ids(rows["target"])
        objectives = self.by_parent("objective", "priority")
        measures, targets = self.by_parent("measure", "objective"), self.by_parent("target", "objective")
        position = {id(row): number for number, row in enumerate(rows["objective"])}
        priorities = []
        for i, row in enumerate(rows["priority"]):
            priority = self.entry(row, f"priority[{i}]")
            priority["objective"] = []
            for j, one in enumerate(objectives[i]):
                path, number = f"priority[{i}].objective[{j}]", position[id(one)]
                objective = self.entry(one, path, "priority")
                objective["measure"] = [
                    self.entry(each, f"{path}.measure[{k}]", "objective") for k, each in enumerate(measures[number])
                ]
                objective |= self.indicators(targets[number], path)
                priority["objective"].append(objective)
            priorities.append(priority)
        return tree | ({"priority": priorities} if priorities else {})

    def head(self) -> Tree:
        """Return what the sheet of the plan says."""
        rows = self.sheets.rows["plan"]
        if not rows:
            self.telling.places[""] = self.telling.place_of(self.sheets.titles["plan"], 2)
            self.sheets.fault(self.telling.place(""), None, "a row that names the plan")
            return {}
        if len(rows) > 1:
            self.sheets.fault(rows[1].place, self.telling.filled("a second plan", {}), "one row: a workbook is one plan")
        values = rows[0].values
        if "key" not in values and {"area", "first_year", "last_year"} <= set(values):
            values["key"] = f"{values['area']}-{values['first_year']}-{values['last_year']}"
        return self.entry(rows[0], "")

    def indicators(self, rows: Sequence[FormRow], path: str) -> Tree:
        """Return the targets, the indicators followed without one, and the targets without an indicator."""
        tree: Tree = {}
        for becomes, without in (("target", ("objective",)), ("followed", ("objective", "id")), ("stated", ("objective",))):
            of_it = [row for row in rows if row.becomes == becomes]
            tree[becomes] = [self.entry(row, f"{path}.{becomes}[{k}]", *without) for k, row in enumerate(of_it)]
        return tree

    def entry(self, row: FormRow, path: str, *without: str) -> Tree:
        """Return a row as a table of the tree, without the columns that place it there."""
        prefix = f"{path}." if path else ""
        self.telling.places |= {path: row.place} | {f"{prefix}{key}": place for key, place in row.places.items()}
        self.telling.found |= {f"{prefix}{key}": found for key, found in row.found.items()}
        result: Tree = {}
        for key, value in row.values.items():
            name, _, part = key.partition(".")
            if name == "tag":
                result.setdefault("tags", []).append(part)
            elif part:
                result.setdefault(name, dict.fromkeys(form_languages(), ""))[part] = value
            elif key not in without:
                result[key] = value
        if row.becomes in ("", "stated") and any(f"name.{language}" in row.places for language in form_languages()):
            result.setdefault("name", dict.fromkeys(form_languages(), ""))
        return result

    def by_parent(self, sheet: str, parent: str) -> list[list[FormRow]]:
        """Return the rows of a sheet for each row of the sheet that their column `parent` chooses from."""
        parents = self.sheets.rows[parent]
        result: list[list[FormRow]] = [[] for _ in parents]
        for row in self.sheets.rows[sheet]:
            text = row.values.get(parent)
            found = [number for number, one in enumerate(parents) if text is not None and plain(text) in one.called]
            if not parents:
                self.lacking(parent, text)
            elif len(found) != 1:
                only = "a name that only one row has, or its identifier on sheet '{sheet}'"
                expected = only if found else "a name on sheet '{sheet}'"
                self.sheets.fault(row.places[parent], text, expected, sheet=self.sheets.titles[parent])
            if parents:  # the cells of a row that belongs nowhere are checked all the same
                result[found[0] if found else 0].append(row)
        return result

    def lacking(self, parent: str, text: object) -> None:
        """Note once that a sheet whose rows others name has none; a missing sheet has been reported."""
        title = self.sheets.titles[parent]
        if self.telling.place_of(title) not in self.sheets.wrong:
            expected = "rows that other sheets name, such as '{name}'"
            self.sheets.fault(self.telling.place_of(title, 2), None, expected, name=text)


def _make_ids(rows: Sequence[FormRow]) -> None:
    """Give an id to the rows without one."""
    taken = {row.values["id"] for row in rows if "id" in row.values}
    for row in rows:
        if "id" not in row.values:
            texts = [row.values.get(f"name.{language}") for language in reversed(form_languages())]
            measured = [row.values.get("indicator"), row.values.get("group")]
            made = _slug(next((str(text) for text in texts if text), "-".join(str(text) for text in measured if text)))
            row.values["id"] = next(
                one for one in (made, *(f"{made}-{number}" for number in range(2, len(rows) + 3))) if one not in taken
            )
            taken.add(row.values["id"])


def _slug(text: str) -> str:
    """Return small letters a-z, digits and hyphens; of a long text the whole words that fit."""
    plain_letters = unicodedata.normalize("NFKD", text.casefold().replace("+", " plus ")).encode("ascii", "ignore").decode()
    found = re.findall(r"[a-z0-9]+", plain_letters)
    while len(found) > 1 and len("-".join(found)) > LONGEST_MADE_ID:
        found.pop()
    return "-".join(found)[:LONGEST_MADE_ID] or "unnamed"
