"""The records of the API: each declared once, from which its JSON, its CSV columns and its JSON Schema are made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, TypeAlias, get_args, get_type_hints

from msgspec import Struct, structs

from dashboard.analysis.progress import Status
from dashboard.monitoring.tally import State
from dashboard.text.languages import languages
from data_sources.model import AreaLevel, Direction, ObservationStatus, Unit
from data_sources.plans import Relation, TargetKind

Names: TypeAlias = dict[str, str]
"""A text by language, empty where it is missing; in CSV one column per language."""


class ApiRecord(Struct, kw_only=True, forbid_unknown_fields=True):
    """A record; its fields in their order are the names in JSON and the columns of CSV."""


class SourceRecord(ApiRecord):
    """The origin of one series: publisher, licence, dates."""

    id: str
    indicator: str
    publisher: Names
    licence: str
    address: str
    updated: str | None
    fetched: str
    sample: bool


class AreaRecord(ApiRecord):
    """An area of the codelist."""

    id: str
    slug: str
    level: AreaLevel
    name: Names
    parents: list[str]
    population: int | None
    population_year: int | None
    urban_rural: str | None
    language_status: str | None
    latitude: float | None
    longitude: float | None


class BreakRecord(ApiRecord):
    """A break in the series: values from `year` on are not comparable with earlier ones."""

    year: int
    reason: Names


class GroupRecord(ApiRecord):
    """A population group."""

    id: str
    name: Names


class IndicatorRecord(ApiRecord):
    """An indicator of the catalogue."""

    id: str
    theme: str
    name: Names
    explanation: Names
    unit: Unit
    decimals: int
    direction: Direction
    interval: int
    closed: bool
    tags: list[str]
    breaks: list[BreakRecord]
    groups: list[GroupRecord]
    has_figures: bool
    sample: bool
    sources: list[SourceRecord]


class ObservationRecord(ApiRecord):
    """An observation; one without a published value has no number at all."""

    indicator: str
    area: str
    area_slug: str
    group: str
    period: str
    value: float | None
    low: float | None
    high: float | None
    interval: Literal["published", "calculated"] | None
    numerator: float | None
    denominator: float | None
    status: ObservationStatus
    unit: Unit
    sample: bool
    source: str
    licence: str
    updated: str | None


class PlanRecord(ApiRecord):
    """A wellbeing plan in its newest version; `retired` is when it went into the archive, null where it is in use."""

    id: str
    area: str
    first_year: int
    last_year: int
    name: Names
    goal: Names
    version: int
    imported: str
    retired: str | None


class TallyRecord(ApiRecord):
    """The numbers of targets in each state, which add up to `total`."""

    good: int
    behind: int
    uncertain: int
    open: int
    total: int


class TargetRecord(ApiRecord):
    """A target of a plan, in the indicator's unit; `percent` and `change` in per cent, `gap` the groups compared."""

    id: str
    area: str
    kind: TargetKind
    example: bool
    direction: str | None
    baseline_year: int
    baseline: float | None
    year: int
    value: float | None
    tolerance: float | None
    milestones: dict[str, float]
    low: float | None
    high: float | None
    relation: Relation | None
    reference_area: str | None
    percent: float | None
    change: float | None
    gap: list[str]


class IndicatorStatusRecord(ApiRecord):
    """The status of an objective's evaluation indicator."""

    plan: str
    priority: str
    objective: str
    indicator: str
    group: str
    unit: Unit
    status: Status | None
    uncertain: bool | None
    state: State | None
    reason: str | None
    status_area: str | None
    target: TargetRecord | None
    figure_area: str | None
    own: bool
    figure_period: str | None
    figure_value: float | None
    figure_low: float | None
    figure_high: float | None
    change: float | None
    sample: bool


class MeasureRecord(ApiRecord):
    """A measure of an objective."""

    id: str
    name: Names
    responsible: Names
    schedule: Names
    tags: list[str]


class StatedTargetRecord(ApiRecord):
    """A target that no indicator measures: to be done by a year, or with its indicator still planned."""

    id: str
    name: Names
    area: str
    year: int
    planned: bool
    status: Status
    state: State


class ObjectiveRecord(ApiRecord):
    """An objective with its measures and the targets that no indicator measures."""

    id: str
    name: Names
    tags: list[str]
    measures: list[MeasureRecord]
    stated: list[StatedTargetRecord]


class PriorityRecord(ApiRecord):
    """A priority area with its objectives and the number of targets by status and by state."""

    id: str
    name: Names
    objectives: list[ObjectiveRecord]
    statuses: dict[str, int]
    tally: TallyRecord


class Reply(ApiRecord):
    """Fields of every reply: whether it holds sample data, and the notice that says so."""

    sample: bool
    notice: str


class AreasReply(Reply):
    """Areas in the order of the codelist."""

    count: int
    areas: list[AreaRecord]


class IndicatorsReply(Reply):
    """Indicators in the order of the catalogue."""

    count: int
    indicators: list[IndicatorRecord]


class ObservationsReply(Reply):
    """A page of observations; `next` is the address of the following page."""

    count: int
    next: str | None
    sources: list[SourceRecord]
    observations: list[ObservationRecord]


class PlansReply(Reply):
    """Plans."""

    count: int
    plans: list[PlanRecord]


class PlanStatusReply(Reply):
    """A plan as a tree, and the status of its indicators on a given day.

    `statuses_of` is the area whose statuses they are: that of the plan, also where `area` is one that follows it. `tally`
    counts every target of the plan, and is the sum of its priority areas.
    """

    plan: PlanRecord
    area: str
    statuses_of: str
    day: str
    tally: TallyRecord
    priorities: list[PriorityRecord]
    standings: list[IndicatorStatusRecord]


class Problem(ApiRecord):
    """Problem details (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str


def columns(record: type[ApiRecord]) -> Iterator[str]:
    """Yield the columns of CSV: one per language for a text by language, one per field for a record within a record."""
    hints = get_type_hints(record)
    for field in structs.fields(record):
        kind = hints[field.name]
        inner = next((each for each in (kind, *get_args(kind)) if isinstance(each, type) and issubclass(each, ApiRecord)), None)
        if kind == Names:
            yield from (f"{field.name}_{language}" for language in languages())
        elif inner is not None and getattr(kind, "__origin__", None) is not list:
            yield from (f"{field.name}_{column}" for column in columns(inner))
        else:
            yield field.name


def cells(record: ApiRecord, before: str = "") -> Iterator[tuple[str, Any]]:
    """Yield the values of a record by column; a list becomes the names of its items, separated by spaces."""
    for name, value in structs.asdict(record).items():
        if isinstance(value, ApiRecord):
            yield from cells(value, f"{before}{name}_")
        elif isinstance(value, Mapping):
            yield from ((f"{before}{name}_{key}", each) for key, each in value.items())
        elif isinstance(value, Sequence) and not isinstance(value, str):
            yield before + name, " ".join(str(_head(each)) for each in value)
        else:
            yield before + name, value


def _head(item: Any) -> Any:
    """Return the item of a list, or its name: the first field of a record."""
    return structs.astuple(item)[0] if isinstance(item, ApiRecord) else item
