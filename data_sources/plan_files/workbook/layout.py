"""The workbook's sheets and columns, and what its cells choose from, with their texts in each language."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, TypeAlias

from data_sources.areas import read_areas
from data_sources.indicators import read_indicators
from data_sources.model import DEFAULT_LANGUAGE, DIMENSIONS, TOTAL, PopulationGroup, in_language
from data_sources.plan_files.aims import DIRECTIONS
from data_sources.plan_files.tags import read_tags

TEXTS = Path(__file__).with_name("texts.toml")
MARK = "x"
Source: TypeAlias = Literal["area", "indicator", "group", "direction", "done"]


@dataclass(frozen=True, slots=True)
class FormColumn:
    """A column: the key it holds ("baseline", "name.fi", "tag.older-people"), of what kind, and its width in characters.

    A choice comes from a `source` of labels, or names a row of the sheet `parent`; a wording is a number or words for a target.
    """

    key: str
    kind: Literal["text", "year", "number", "mark", "choice", "wording"]
    width: int = 14
    required: bool = False
    source: Source | None = None
    parent: str = ""


def _texts(key: str, width: int, *, required: bool = False) -> tuple[FormColumn, ...]:
    return tuple(FormColumn(f"{key}.{language}", "text", width, required) for language in form_languages())


@cache
def columns() -> Mapping[str, tuple[FormColumn, ...]]:
    """Return the columns of each sheet that is filled in, in the order of the sheets."""
    id_, tags = FormColumn("id", "text", 26), tuple(FormColumn(f"tag.{tag}", "mark", 22) for tag in read_tags())
    years = FormColumn("first_year", "year", 14, required=True), FormColumn("last_year", "year", 14, required=True)
    area = FormColumn("area", "choice", 32, required=True, source="area")
    sheets = {
        "plan": (area, *years, *_texts("name", 48, required=True), *_texts("goal", 48), FormColumn("key", "text", 26)),
        "priority": (*_texts("name", 48, required=True), id_),
        "objective": (_parent("priority"), *_texts("name", 48, required=True), *tags, id_),
        "measure": (
            _parent("objective"),
            *_texts("name", 48, required=True),
            *_texts("responsible", 30),
            *_texts("schedule", 16),
            *tags,
            id_,
        ),
        "target": (
            _parent("objective"),
            FormColumn("indicator", "choice", 48, required=True, source="indicator"),
            FormColumn("group", "choice", 30, source="group"),
            FormColumn("area", "choice", 26, source="area"),
            FormColumn("baseline_year", "year"),
            FormColumn("baseline", "number"),
            FormColumn("target_year", "year"),
            FormColumn("target", "wording", 26),
            FormColumn("direction", "choice", 18, source="direction"),
            FormColumn("tolerance", "number"),
            FormColumn("example", "mark", 18),
            FormColumn("milestones", "text", 22),
            FormColumn("gap", "text", 30),
            *_texts("name", 40),
            FormColumn("done", "choice", 14, source="done"),
            id_,
        ),
    }
    return MappingProxyType(sheets)


def _parent(sheet: str) -> FormColumn:
    return FormColumn(sheet, "choice", 44, required=True, parent=sheet)


@cache
def form_texts() -> Mapping[str, Any]:
    """Return the content of texts.toml."""
    return MappingProxyType(tomllib.loads(TEXTS.read_text(encoding="utf-8")))


def form_languages() -> tuple[str, ...]:
    """Return the languages of texts.toml, in its order: those of the forms and of the texts to be filled in."""
    return tuple(form_texts()["language"])


def heading(sheet: str, column: FormColumn, language: str) -> str:
    """Return the heading of a column: "Tavoite suomeksi *"; a text is required in one language only."""
    key, _, part = column.key.partition(".")
    if key == "tag":
        return in_language(read_tags()[part].name, language)
    text = form_texts()["column"][sheet][key]["heading"][language]
    in_that_language = f" {form_texts()['language'][part][language]}" if part else ""
    return f"{text}{in_that_language}{' *' if column.required and part in ('', language) else ''}"


def explanation(sheet: str, column: FormColumn, language: str) -> str:
    """Return the guide's explanation of a column."""
    text: str = form_texts()["column"][sheet][column.key.partition(".")[0]]["explanation"][language]
    return text


def group_label(group: PopulationGroup, language: str) -> str:
    """Return a group as the pages call it: "Women, aged 65 and over"."""
    return _group_label(group, language, "sex-of-children" if group.is_of_children else "sex")


def _group_label(group: PopulationGroup, language: str, sexes: str) -> str:
    """Return the label of a group, with the names of the sexes from the table `sexes`."""
    pairs = sorted(group.pairs, key=lambda pair: list(DIMENSIONS).index(pair[0]))
    parts = [_category(sexes if dimension == "sex" else dimension, category)[language] for dimension, category in pairs]
    text = ", ".join(parts) or form_texts()["group"]["all"][language]
    return text[:1].upper() + text[1:]


def _category(dimension: str, category: str) -> Mapping[str, str]:
    said = form_texts()["group"]
    if dimension != "age":
        names: Mapping[str, str] = said[dimension][category]
        return names
    manner = said["from-age" if category.endswith("+") else "ages"]
    age, ages = category.removesuffix("+"), category.replace("-", "\N{EN DASH}")
    return {language: text.format(age=age, ages=ages) for language, text in manner.items()}


@cache
def labels(source: Source, language: str) -> Mapping[str, str]:
    """Return what a cell may choose, as label by code: areas by slug, indicators by id, groups by canonical text."""
    if source == "area":
        found = {area.slug: in_language(area.name, language) for area in read_areas()}
    elif source == "indicator":
        found = dict(_indicators(language))
    elif source == "group":
        found = {str(group): group_label(group, language) for group in _groups()}
    elif source == "direction":
        found = {direction: form_texts()["direction"][direction][language] for direction in DIRECTIONS}
    else:
        found = {answer: names[language] for answer, names in form_texts()["done"].items()}
    return MappingProxyType(found)


def _indicators(language: str) -> Iterator[tuple[str, str]]:
    for indicator in read_indicators().values():
        if not indicator.closed:
            yield indicator.id, f"{in_language(indicator.name, language)} ({indicator.id})"


def _groups() -> list[PopulationGroup]:
    found = {group for indicator in read_indicators().values() for group in indicator.groups}
    return sorted(found | {TOTAL}, key=lambda group: group.sort_key)


def plain(text: object) -> str:
    """Return a text as it is compared: without capitals, asterisks of required columns and extra blanks."""
    return " ".join(str(text).removesuffix("*").split()).casefold()


@cache
def codes(source: Source) -> Mapping[str, str]:
    """Return code by label, in whatever language the label is, compared as `plain`; codes are accepted too."""
    found = {plain(label): code for language in form_languages() for code, label in labels(source, language).items()}
    if source == "indicator":
        indicators = read_indicators().values()
        found |= {
            plain(name): indicator.id for indicator in indicators for name in indicator.name.values() if not indicator.closed
        }
    if source == "group":  # forms of earlier versions say women and men of children too
        earlier = {plain(_group_label(group, each, "sex")): str(group) for each in form_languages() for group in _groups()}
        found = earlier | found
    return MappingProxyType(found | {code: code for code in labels(source, DEFAULT_LANGUAGE) if code})
