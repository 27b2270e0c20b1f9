"""Reading of a plan from the tree of a TOML file, into which a workbook is converted; every fault names its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import TypeVar

from data_sources.errors import CatalogueError
from data_sources.formats.toml_table import TomlTable
from data_sources.model import DEFAULT_LANGUAGE, TOTAL, Indicator, Names, Period, PopulationGroup
from data_sources.plan_files import aims, fields
from data_sources.plan_files.workbook.layout import form_languages
from data_sources.plans import Followed, Measure, Objective, Plan, PlanTarget, PriorityArea, StatedTarget

Value = TypeVar("Value")


class Faults(list[str]):
    """Everything that is wrong with a file, one line each, in the order in which it was found."""

    def take(self, read: Callable[[], Value], otherwise: Value) -> Value:
        """Return what `read` returns; where it raises `CatalogueError`, note the fault and return `otherwise`."""
        try:
            return read()
        except CatalogueError as error:
            self.append(str(error))
            return otherwise

    def stop(self) -> None:
        """Raise them all as one `CatalogueError`, if there are any."""
        if self:
            raise CatalogueError("\n".join(self))


def plan_of(table: TomlTable) -> tuple[Plan, Faults]:
    """Return the plan of a tree and every fault of it; with faults the plan is of no use."""
    reading = _Reading(Faults())
    return reading.plan(table), reading.faults


class _Reading:
    """One reading: the faults so far, and the places of what must not come twice."""

    def __init__(self, faults: Faults) -> None:
        self.faults = faults
        self.ids: dict[tuple[str, str], str] = {}
        self.area = ""
        self.years_of_plan = Period(fields.FIRST_YEAR, fields.LAST_YEAR)

    def plan(self, table: TomlTable) -> Plan:
        key = self.faults.take(lambda: fields.id_of(table, "key"), "")
        self.area = self.faults.take(lambda: fields.area_of(table).code, "")
        first, last = self.years(table, "first_year", "last_year")
        if first > last:
            self.faults.append(str(table.error("last_year", "a year not before first_year, {first}", first=first)))
        self.years_of_plan = Period(min(first, last), last)
        name, goal = self.names(table, "name"), self.names(table, "goal", optional=True)
        areas = tuple(self.priority_area(entry) for entry in self.tables(table, "priority"))
        if not areas and not table.data.get("priority"):
            self.faults.append(str(table.error("priority", "at least one priority area")))
        self.finish(table)
        return Plan(key, self.area, first, last, name, areas, goal)

    def priority_area(self, table: TomlTable) -> PriorityArea:
        id_, name = self.own_id(table, "priority area"), self.names(table, "name")
        objectives = tuple(self.objective(entry) for entry in self.tables(table, "objective"))
        self.finish(table)
        return PriorityArea(id_, name, objectives)

    def objective(self, table: TomlTable) -> Objective:
        result = Objective(
            id=self.own_id(table, "objective"),
            name=self.names(table, "name"),
            tags=self.faults.take(lambda: fields.tags_of(table), ()),
            measures=tuple(self.measure(entry) for entry in self.tables(table, "measure")),
            targets=tuple(self.target(entry) for entry in self.tables(table, "target")),
            followed=tuple(self.followed(entry) for entry in self.tables(table, "followed")),
            stated=tuple(self.stated(entry) for entry in self.tables(table, "stated")),
        )
        self.finish(table)
        return result

    def measure(self, table: TomlTable) -> Measure:
        result = Measure(
            id=self.own_id(table, "measure"),
            name=self.names(table, "name"),
            responsible=self.names(table, "responsible", optional=True),
            schedule=self.names(table, "schedule", optional=True),
            tags=self.faults.take(lambda: fields.tags_of(table), ()),
        )
        self.finish(table)
        return result

    def followed(self, table: TomlTable) -> Followed:
        indicator, group = self.measure_of(table)
        self.finish(table)
        return Followed(indicator.id if indicator else "", group)

    def target(self, table: TomlTable) -> PlanTarget:
        take, id_ = self.faults.take, self.own_id(table, "target")
        area = self.area_of(table)
        indicator, group = self.measure_of(table)
        years, before = self.target_years(table), len(self.faults)
        result = PlanTarget(
            id=id_,
            indicator=indicator.id if indicator else "",
            group=group,
            area=area,
            years=years,
            baseline=take(lambda: fields.number_of(table, "baseline", indicator), None),
            example=take(lambda: table.take("example", bool, "true or false", default=False), otherwise=False),
            **aims.aim_of(table, indicator, group, lambda read: take(read, None)),
        )
        if indicator and len(self.faults) == before:
            take(lambda: aims.check_aim(table, result, indicator), None)
        self.finish(table)
        return result

    def stated(self, table: TomlTable) -> StatedTarget:
        take, id_ = self.faults.take, self.own_id(table, "target")
        unknown: bool | None = None
        result = StatedTarget(
            id=id_,
            name=self.names(table, "name"),
            area=self.area_of(table),
            years=self.stated_years(table),
            planned=take(lambda: table.take("planned", bool, "true or false", default=False), otherwise=False),
            done=take(lambda: aims.answer_of(table), unknown),
        )
        take(lambda: aims.check_stated(table, result), None)
        self.finish(table)
        return result

    def area_of(self, table: TomlTable) -> str:
        """Return the code of the area, the plan's where it is left out."""
        return self.faults.take(lambda: fields.area_of(table).code, self.area) if table.has("area") else self.area

    def stated_years(self, table: TomlTable) -> Period:
        """Return the years of a target without an indicator; those left out are the plan's."""
        whole = self.years_of_plan
        first, last = (
            self.faults.take(partial(fields.year_of, table, key), otherwise) if table.has(key) else otherwise
            for key, otherwise in (("baseline_year", whole.first), ("target_year", whole.last))
        )
        if last < first:
            self.faults.append(str(table.error("target_year", "a year not before {first}", first=first)))
        return Period(min(first, last), last)

    def target_years(self, table: TomlTable) -> Period:
        first, last = self.years(table, "baseline_year", "target_year")
        if last <= first:
            self.faults.append(str(table.error("target_year", "a year after baseline_year, {first}", first=first)))
        elif last < self.years_of_plan.first:
            expected = "a year not before the plan's first, {first}"
            self.faults.append(str(table.error("target_year", expected, first=self.years_of_plan.first)))
        return Period(min(first, last), last)

    def measure_of(self, table: TomlTable) -> tuple[Indicator | None, PopulationGroup]:
        """Return the indicator, none where it is wrong, and the group, everybody where that is."""
        nothing: Indicator | None = None
        indicator = self.faults.take(lambda: fields.indicator_of(table), nothing)
        return indicator, self.faults.take(lambda: fields.group_of(table, indicator), TOTAL)

    def own_id(self, table: TomlTable, kind: str) -> str:
        """Return the id, which no other element of the kind has in the plan."""
        id_ = self.faults.take(lambda: fields.id_of(table, "id"), "")
        here = table.place_of("id")
        if id_ and self.ids.setdefault((kind, id_), here) != here:
            other = self.ids[kind, id_]
            self.faults.append(str(table.error("id", "an id of its own; see also {other}", other=other)))
        return id_

    def years(self, table: TomlTable, first: str, last: str) -> tuple[int, int]:
        """Return two years; where one is wrong, a pair about which there is nothing more to say."""
        found = [self.faults.take(partial(fields.year_of, table, key), 0) for key in (first, last)]
        return (found[0], found[1]) if all(found) else (fields.FIRST_YEAR, fields.LAST_YEAR)

    def names(self, table: TomlTable, key: str, *, optional: bool = False) -> Names:
        """Return a text in the languages that have it, one at least; an optional one may be left out."""
        missing: TomlTable | None = None
        if optional and not table.has(key):
            return {}
        texts = self.faults.take(lambda: table.table(key), missing)
        if texts is None:
            return {}
        found = {language: self.faults.take(partial(fields.text_of, texts, language), "?") for language in texts.languages()}
        self.finish(texts)
        if not any(found.values()):
            self.faults.append(str(texts.error(DEFAULT_LANGUAGE, "a text in at least one language")))
        return MappingProxyType({language: text for language, text in found.items() if text})

    def tables(self, table: TomlTable, key: str) -> list[TomlTable]:
        return self.faults.take(lambda: table.tables(key), [])

    def finish(self, table: TomlTable) -> None:
        self.faults.take(table.finish, None)


def untranslated(plan: Plan) -> list[str]:
    """Return what has no text in a language of the forms, such as "objective less-smoking: name in sv, en"."""
    found = _lacking("plan", {"name": plan.name, "goal": plan.goal})
    for area in plan.areas:
        found += _lacking(f"priority area {area.id}", {"name": area.name})
        for objective in area.objectives:
            found += _lacking(f"objective {objective.id}", {"name": objective.name})
            for measure in objective.measures:
                texts = {"name": measure.name, "responsible": measure.responsible, "schedule": measure.schedule}
                found += _lacking(f"measure {measure.id}", texts)
            for stated in objective.stated:
                found += _lacking(f"target {stated.id}", {"name": stated.name})
    return found


def _lacking(what: str, texts: Mapping[str, Names]) -> list[str]:
    lacks = {key: [language for language in form_languages() if language not in names] for key, names in texts.items() if names}
    return [f"{what}: {key} in {', '.join(languages)}" for key, languages in lacks.items() if languages]
