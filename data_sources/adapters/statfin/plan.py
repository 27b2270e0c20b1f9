"""What an indicator file asks of a table, made into codes of the table: which cells each group's values are sums of."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from data_sources.adapters.statfin.labels import service_labels
from data_sources.adapters.statfin.table import PxTable, Variable
from data_sources.adapters.statfin.times import WAYS, Time, read_times
from data_sources.areas import former_area, former_parts, read_areas
from data_sources.errors import SeriesGoneError
from data_sources.model import PopulationGroup, SeriesPart, SourceSeries

FIRST_YEAR = 1990
SEXES = {"female": "2", "male": "1"}
"""Codes of the sexes in every table."""

OPTIONS = ("area", "first_year", "larger_areas", "per_table", "split", "yearly")
"""Keys that hold for a whole table."""
CHOICES = ("age", "contents", "education", "per", "select")
"""Keys that each group may have of its own."""

Cut: TypeAlias = Mapping[str, tuple[str, ...]]
"""By code of a variable the codes that are summed up; none where the service sums up by itself."""


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """A table as the indicator file describes it: see `data_sources.indicators`."""

    area: str | None = None
    first_year: int = FIRST_YEAR
    larger_areas: bool = False
    per_table: str | None = None
    by_year: bool = False
    yearly: str | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """The areas and times that are asked of a table: variables, our areas with their codes there, times in order.

    `areas` holds former municipalities too, by their own codes. `parts` are by code of today's municipality the areas that
    it is the sum of, where the table has it in the division of an earlier year, also those that the table lacks.
    `outside` are codes of municipalities that are part of no area of today.
    """

    table: PxTable
    area: Variable
    time: Variable
    areas: Mapping[str, str]
    times: tuple[Time, ...]
    parts: Mapping[str, tuple[str, ...]]
    outside: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GroupPlan:
    """The cells that the values of a group are the sum of, and those they are divided by."""

    group: PopulationGroup
    above: Cut
    below: Cut | None


@dataclass(frozen=True, slots=True)
class QueryPlan:
    """Everything that is read of a series; `below` is the grid of the denominators where they are in another table.

    `left_out` says why by group that the table has not.
    """

    series: SourceSeries
    options: ReadingOptions
    grid: Grid
    below: Grid | None
    groups: tuple[GroupPlan, ...]
    left_out: Mapping[PopulationGroup, str]


def options_of(series: SourceSeries) -> ReadingOptions:
    """Return the keys that hold for the whole table; `SeriesGoneError` where groups differ or a key is unknown."""
    first: dict[str, tuple[str, ...]] = {}
    for part in series.parts:
        asked = dict(part.query)
        unknown = sorted(set(asked) - set(OPTIONS) - set(CHOICES))
        if unknown:
            raise _wrong(series, f"{unknown[0]!r} is no key; keys are {', '.join(sorted((*OPTIONS, *CHOICES)))}")
        own = {key: asked[key] for key in OPTIONS if key in asked}
        if part is series.parts[0]:
            first = own
        elif own != first:
            raise _wrong(series, f"{', '.join(OPTIONS)} must be the same for all groups of a table")
    return _options(series, {key: values[0] for key, values in first.items()})


def _options(series: SourceSeries, given: Mapping[str, str]) -> ReadingOptions:
    year, yearly = given.get("first_year", str(FIRST_YEAR)), given.get("yearly")
    if not (year.isdecimal() and len(year) == 4):
        raise _wrong(series, f"first_year is {year!r}; expected a year as a text")
    if yearly not in {None, *WAYS}:
        raise _wrong(series, f"yearly is {yearly!r}; expected one of {', '.join(WAYS)}")
    for key, expected in (("larger_areas", "sum"), ("split", "year")):
        if given.get(key, expected) != expected:
            raise _wrong(series, f"{key} is {given[key]!r}; expected {expected}")
    return ReadingOptions(
        area=given.get("area"),
        first_year=int(year),
        larger_areas="larger_areas" in given,
        per_table=given.get("per_table"),
        by_year="split" in given,
        yearly=yearly,
    )


def read_plan(series: SourceSeries, options: ReadingOptions, table: PxTable, below: PxTable | None) -> QueryPlan:
    """Return what is to be read; `below` is the table of denominators.

    A group that the table has not takes only itself away; `SeriesGoneError` where the table has none of the groups.
    """
    grid = _grid(table, options)
    other = _grid(below, replace(options, area=None, yearly=None)) if below else None
    groups: list[GroupPlan] = []
    left_out: dict[PopulationGroup, str] = {}
    first: SeriesGoneError | None = None
    for part in series.parts:
        try:
            groups += _groups(series, part, grid, other)
        except SeriesGoneError as error:
            left_out |= dict.fromkeys(part.groups, str(error))
            first = first or error
    if first and not groups:
        raise first
    return QueryPlan(series, options, grid, other, tuple(groups), left_out)


def _grid(table: PxTable, options: ReadingOptions) -> Grid:
    area = table.needed((options.area,) if options.area else service_labels().variables["area"], "area")
    known = read_areas().by_code
    codes = {f"KU{code}" if len(code) == 3 and code.isdecimal() else code.upper(): code for code in area.values}
    areas = {code: codes[code] for code in known if code in codes}
    parts = _parts(codes)
    areas |= {code: codes[code] for of_one in parts.values() if codes.keys() >= set(of_one) for code in of_one}
    if not areas:
        raise table.gone(f"no value of {area} is an area of ours, such as SSS, KU205 or HVA20")
    municipal = [code for code in codes if re.fullmatch(r"KU\d{3}", code) and code not in known]
    outside = tuple(code for code in municipal if not (former := former_area(code)) or not former.today)
    time = table.time()
    times = read_times(table, time, options.first_year)
    if (times[0].parts > 1) != (options.yearly is not None):
        has = "months or quarters" if times[0].parts > 1 else "years"
        raise table.gone(f"{time} has {has}, and the key yearly is {options.yearly or 'not given'}")
    return Grid(table, area, time, areas, times, parts, outside)


def _parts(codes: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Return by today's municipality the codes that it is the sum of in the division of a table."""
    found = {}
    for code in filter(None, dict.fromkeys(former.today for each in codes if (former := former_area(each)))):
        known = former_parts(code)
        # Who merged after the first one that the table still has is needed too.
        first = min(former.year for former in known if former.code in codes)
        found[code] = (code, *(former.code for former in known if former.year >= first))
    return found


def _groups(series: SourceSeries, part: SeriesPart, grid: Grid, other: Grid | None) -> Iterator[GroupPlan]:
    asked = {key: values for key, values in part.query if key in CHOICES}
    above = {key: values for key, values in asked.items() if key not in {"per", "select"}} | _entries(series, asked, "select")
    instead = _entries(series, asked, "per")
    if other and not instead:
        raise _wrong(series, 'per_table needs per, such as per = ["contents = vaesto"]')
    for group in sorted(part.groups, key=lambda group: group.sort_key):
        sex = dict(group.pairs).get("sex")
        denominator = _cut(other or grid, instead if other else above | instead, sex) if instead else None
        yield GroupPlan(group, _cut(grid, above, sex), denominator)


def _entries(series: SourceSeries, asked: Mapping[str, tuple[str, ...]], key: str) -> dict[str, tuple[str, ...]]:
    """Return the values by variable of entries such as `koulutusaste = 3 | 4`."""
    found = {}
    for entry in asked.get(key, ()):
        name, equals, values = entry.partition("=")
        if not (equals and name.strip() and values.strip()):
            raise _wrong(series, f"{key} has {entry!r}; expected such as variable = value | value")
        found[name.strip()] = tuple(value.strip() for value in values.split("|"))
    return found


def _cut(grid: Grid, asked: dict[str, tuple[str, ...]], sex: str | None) -> Cut:
    """Return the codes of every variable but area and time; those that nothing is asked of are everybody."""
    table, chosen = grid.table, dict[str, tuple[str, ...]]()
    wanted = asked | ({"sex": (SEXES[sex],)} if sex else {})
    for key, values in wanted.items():
        variable = table.needed(service_labels().variables.get(key, (key,)), key)
        if variable.code in chosen or variable in (grid.area, grid.time):
            raise table.gone(f"{variable} is asked for twice, or is area or time")
        chosen[variable.code] = _codes(table, variable, key, values)
    rest = [each for each in table.variables if each not in (grid.area, grid.time) and each.code not in chosen]
    return chosen | {each.code: table.total(each) for each in rest}


def _codes(table: PxTable, variable: Variable, key: str, values: tuple[str, ...]) -> tuple[str, ...]:
    if key == "age":
        return table.ages(variable, values[0])
    if key == "contents":
        return (table.one_of(variable, values),)
    if key == "education":
        values = tuple(code for value in values for code in service_labels().education.get(value, (value,)))
    return tuple(dict.fromkeys(table.value(variable, value) for value in values))


def _wrong(series: SourceSeries, what: str) -> SeriesGoneError:
    return SeriesGoneError(f"the indicator file's [statfin] of {series.id}: {what}")
