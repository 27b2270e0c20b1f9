"""The rows of a plan's indicators: what the cells of a target say together, as keys of a plan file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from data_sources.areas import read_areas
from data_sources.errors import CatalogueError
from data_sources.indicators import read_indicators
from data_sources.model import Area, Indicator, PopulationGroup
from data_sources.plan_files.aims import dimensions_of
from data_sources.plan_files.workbook.layout import codes, plain
from data_sources.plan_files.workbook.rows import FormRow, Sheets, Value
from data_sources.plan_files.workbook.wording import (
    Wording,
    area_named,
    division_named,
    read_wording,
    ways_of_writing,
    wordings,
)

OF_A_TARGET = (
    *("area", "baseline_year", "baseline", "target_year", "target", "direction", "tolerance", "example", "milestones", "gap"),
)
"""Columns that make a target of an indicator that is otherwise followed without one."""
NOT_STATED = ("indicator", "group", "baseline", "direction", "tolerance", "example", "milestones", "gap")
"""Columns that a target without an indicator leaves empty."""
IMPLIED = {"below": "lower", "above": "higher", "at-most": "lower", "at-least": "higher", "gap": "lower", "gap-to": "lower"}
"""The direction that a wording implies, and that the column of directions may therefore say too."""


def settled(row: FormRow, sheets: Sheets, own_area: Value | None) -> FormRow:
    """Return a row with the keys of a plan file, as what it becomes there; what is wrong is noted in `sheets`.

    What is wrong stays in the row as it is, so that it is no good to a plan either; `sheets` tells it once. `own_area` is
    the slug of the plan's area, where it is known.
    """
    if row.values.keys().isdisjoint(OF_A_TARGET) and not _of_stated(row):
        return replace(row, becomes="followed")
    text = row.values.get("target")
    language = sheets.language
    wording = read_wording(text, language) if isinstance(text, str) else None
    if isinstance(text, str) and wording is None:
        _wrong(sheets, row, "target", "a way of writing of the guide: {ways}", ways=_ways(language))
    unnamed = text is None and "indicator" not in row.values and bool(_of_stated(row))
    if unnamed or (wording and wording.is_stated):
        return _stated(row, sheets, wording)
    return _target(row, sheets, wording, own_area)


def _ways(language: str) -> str:
    return " · ".join(example for example, _ in ways_of_writing(language))


def _of_stated(row: FormRow) -> list[str]:
    return [key for key in row.values if key == "done" or key.startswith("name.")]


def _stated(row: FormRow, sheets: Sheets, wording: Wording | None) -> FormRow:
    said = wordings()["wording"]
    if wording is None:
        examples = {key: said[key]["example"][sheets.language] for key in ("yes", "planned")}
        _wrong(sheets, row, "target", "{yes} or {planned}, as the row has no indicator", **examples)
    for key in NOT_STATED:
        if key in row.values:
            _wrong(sheets, row, key, "nothing; a target without an indicator has only a name, an area, years and an answer")
    values = {key: value for key, value in row.values.items() if key not in (*NOT_STATED, "target")}
    if "done" in values:
        values["done"] = values["done"] == "yes"
    return replace(row, values=values | dict(wording.fields if wording else {}), becomes="stated")


def _target(row: FormRow, sheets: Sheets, wording: Wording | None, own_area: Value | None) -> FormRow:
    for key in _of_stated(row):
        _wrong(sheets, row, key, "nothing; the row has an indicator or a value, and no name of its own")
    columns = {key: value for key, value in row.values.items() if key not in (*_of_stated(row), "target", "milestones", "gap")}
    columns |= {"target": row.values["target"]} if "target" in row.values and wording is None else {}
    says: dict[str, Value] = {}
    if wording:
        says = {**wording.fields, **_reference(row, sheets, wording, own_area)}
        _check_columns(row, sheets, wording)
        columns = {key: value for key, value in columns.items() if key not in ("direction", *says) or not _repeats(key, wording)}
    parts = {**_gap(row, sheets, wording), **_milestones(row, sheets)}
    derived = dict.fromkeys((*says, *(("gap",) if wording and wording.division and "gap" not in row.values else ())), "target")
    return replace(
        row,
        values={**columns, **says, **parts},
        places={**row.places, **{key: row.places.get(cell, row.place) for key, cell in derived.items()}},
        found={**row.found, **{key: row.found.get(cell) for key, cell in derived.items()}},
        becomes="target",
    )


def _repeats(key: str, wording: Wording) -> bool:
    """Tell whether the wording says what a column would say too."""
    return key in wording.fields or wording.name in IMPLIED or wording.name == "change"


def _check_columns(row: FormRow, sheets: Sheets, wording: Wording) -> None:
    """Note a unit that is not the indicator's, and columns that contradict the wording."""
    indicator = _indicator(row)
    if indicator and not wording.fits(indicator.unit):
        _wrong(sheets, row, "target", "a number in the indicator's unit: {unit}", unit=indicator.unit)
    change = wording.fields.get("change")
    implied = "higher" if isinstance(change, float) and change > 0 else "lower"
    said = {"direction": implied if change else IMPLIED.get(wording.name), **wording.fields}
    for key in ("direction", "tolerance"):
        if said.get(key) and row.values.get(key, said[key]) != said[key]:
            _wrong(sheets, row, key, "nothing, or the same as the target says: {target}", target=row.found["target"])


def _reference(row: FormRow, sheets: Sheets, wording: Wording, own_area: Value | None) -> Mapping[str, Value]:
    if wording.area is None:
        return {}
    own: Area | None = read_areas().by_slug.get(str(row.values.get("area", own_area)))
    area = area_named(wording.area, wording.language, own)
    if area is None:
        expected = "an area by its name, or the country, the county or the region around the target's own: {ways}"
        said = wordings()["wording"]
        ways = " · ".join(said[key]["example"][sheets.language] for key in ("below", "above", "within"))
        _wrong(sheets, row, "target", expected, ways=ways)
    return {"reference_area": area.slug if area else wording.area}


def _gap(row: FormRow, sheets: Sheets, wording: Wording | None) -> Mapping[str, object]:
    """Return the groups that are compared, or the dimension that divides them, from the column or else the wording."""
    text = row.values.get("gap")
    if text is None:
        return _gap_of_wording(row, sheets, wording) if wording and wording.name in ("gap", "gap-to") else {}
    named = division_named(str(text), sheets.language)
    found = [codes("group").get(plain(part)) or None for part in str(text).split(";") if part.strip()]
    if named is None and None in found:
        _wrong(sheets, row, "gap", "groups of the indicator, with semicolons between: {groups}", groups=_groups(row))
    return {"gap": named or (text if None in found else found)}


def _gap_of_wording(row: FormRow, sheets: Sheets, wording: Wording) -> Mapping[str, object]:
    indicator = _indicator(row)
    if indicator and not wording.division:
        known = dimensions_of(indicator, PopulationGroup.parse(str(row.values.get("group", ""))))
        _wrong(sheets, row, "gap", "the groups that are compared, with semicolons between, or one of: {known}", known=known)
    return {"gap": wording.division or ""}


def _groups(row: FormRow) -> tuple[PopulationGroup, ...]:
    indicator = _indicator(row)
    return tuple(group for group in indicator.groups if group.pairs) if indicator else ()


def _indicator(row: FormRow) -> Indicator | None:
    return read_indicators().get(str(row.values.get("indicator")))


def _milestones(row: FormRow, sheets: Sheets) -> Mapping[str, object]:
    if "milestones" not in row.values:
        return {}
    try:
        return {"milestones": dict(_by_year(str(row.values["milestones"]), sheets.language))}
    except CatalogueError:
        _wrong(sheets, row, "milestones", "values by year, such as 2027: 12; 2028: 11")
        return {"milestones": row.values["milestones"]}


def _by_year(text: str, language: str) -> Iterator[tuple[str, float]]:
    """Yield years and values; `CatalogueError` where there is anything else."""
    for part in text.split(";"):
        match = re.fullmatch(r"\s*(\d{4})\s*[:=]\s*(.+?)\s*", part)
        wording = read_wording(match[2], language) if match else None
        if not match or wording is None or wording.name != "value":
            raise CatalogueError(text)
        yield match[1], float(wording.fields["target"])


def _wrong(sheets: Sheets, row: FormRow, key: str, expected: str, **values: object) -> None:
    sheets.fault(row.places.get(key, row.place), row.found.get(key), expected, **values)
