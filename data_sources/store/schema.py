"""The tables of the store and the version of their schema."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Named,
    PrimaryKeyConstraint,
    Table,
    TypedColumns,
    TypeDecorator,
)

from data_sources.model import ObservationStatus

HEAD = "0004"
"""Newest revision in `migrations/versions`; written here so that opening a store of today's schema need not load Alembic."""

STATUSES = (
    ObservationStatus.NORMAL,
    ObservationStatus.BREAK,
    ObservationStatus.PROVISIONAL,
    ObservationStatus.SUPPRESSED,
    ObservationStatus.MISSING,
)
"""The stored code of a status is its place here; new ones go to the end."""

metadata = MetaData()


class UtcDateTime(TypeDecorator[datetime]):
    """A moment with its time zone, kept as UTC; SQLite has no zones, so they are taken off and put back on."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn a moment to UTC; `ValueError` where it has no time zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return a moment in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


class IndicatorColumns(TypedColumns):
    """Indicators by file id, with running counts of their rows: counting millions of rows anew takes a second."""

    id = Column(Integer, primary_key=True, autoincrement=False)
    key: Named[str] = Column(unique=True)
    observations: Named[int]
    figures: Named[int]


class AreaColumns(TypedColumns):
    """Areas by code."""

    id = Column(Integer, primary_key=True, autoincrement=False)
    key: Named[str] = Column("code", unique=True)


class GroupColumns(TypedColumns):
    """Population groups by canonical text."""

    id = Column(Integer, primary_key=True, autoincrement=False)
    key: Named[str] = Column(unique=True)


class ObservationColumns(TypedColumns):
    """An observation; `status` is its index in STATUSES.

    The ids have no foreign keys: no row of a dictionary is ever deleted, and checking three keys for each of millions of
    observations costs a tenth of a load on SQLite and doubles it on PostgreSQL.
    """

    indicator_id: Named[int]
    area_id: Named[int]
    group_id: Named[int]
    period_end: Named[int]
    period_start: Named[int]
    value: Named[float | None]
    low: Named[float | None]
    high: Named[float | None]
    numerator: Named[float | None]
    denominator: Named[float | None]
    status: Named[int]


class OriginColumns(TypedColumns):
    """Origins by indicator and source series (`model.Origin`)."""

    indicator_id: Named[int] = Column(ForeignKey("indicator.id"), primary_key=True, autoincrement=False)
    series: Named[str] = Column(primary_key=True)
    publisher: Named[dict[str, str]] = Column(JSON)
    licence: Named[str]
    address: Named[str]
    updated: Named[date | None]
    fetched: Named[datetime] = Column(UtcDateTime)
    sample: Named[bool]
    texts: Named[dict[str, dict[str, str]]] = Column(JSON)


class RunColumns(TypedColumns):
    """Refresh runs."""

    id = Column(Integer, primary_key=True)
    sources: Named[list[str]] = Column(JSON)
    started: Named[datetime] = Column(UtcDateTime)
    finished: Named[datetime | None] = Column(UtcDateTime)
    outcome: Named[str]


class ResultColumns(TypedColumns):
    """What a run did with each series, in the order of the ids."""

    id = Column(Integer, primary_key=True)
    run_id: Named[int] = Column(ForeignKey("refresh_run.id"), index=True)
    indicator: Named[str]
    series: Named[str]
    outcome: Named[str]
    reason: Named[str]
    observations: Named[int]


class PlanColumns(TypedColumns):
    """Plans: one row a version, its tree whole as a document; `shipped` versions came with the program, others were imported."""

    key: Named[str] = Column(primary_key=True)
    version: Named[int] = Column(primary_key=True, autoincrement=False)
    area: Named[str]
    first_year: Named[int]
    last_year: Named[int]
    imported: Named[datetime] = Column(UtcDateTime)
    document: Named[dict[str, Any]] = Column(JSON)
    shipped: Named[bool]


class PlanRetirementColumns(TypedColumns):
    """Plans that are in the archive, by key; `retired` is None where somebody brought the plan back, so that it stays."""

    key: Named[str] = Column(primary_key=True)
    retired: Named[datetime | None] = Column(UtcDateTime)


class OwnImportColumns(TypedColumns):
    """Imports of own tables; `before` is what each indicator was (compressed JSON), from which an undo restores it."""

    id = Column(Integer, primary_key=True)
    file: Named[str]
    digest: Named[str]
    imported: Named[datetime] = Column(UtcDateTime)
    undone: Named[datetime | None] = Column(UtcDateTime)
    indicators: Named[list[str]] = Column(JSON)
    before: Named[bytes]


class DistrictColumns(TypedColumns):
    """Areas below a municipality, which own tables name; names by language."""

    code: Named[str] = Column(primary_key=True)
    municipality: Named[str] = Column(index=True)
    import_id: Named[int] = Column(ForeignKey("own_import.id"))
    name: Named[dict[str, str]] = Column(JSON)
    genitive: Named[dict[str, str]] = Column(JSON)
    locative: Named[dict[str, str]] = Column(JSON)


class BoundaryColumns(TypedColumns):
    """Outlines of areas as of a year, packed (`store.boundaries`)."""

    code: Named[str] = Column(primary_key=True)
    year: Named[int]
    outline: Named[bytes]


class StateColumns(TypedColumns):
    """One row: the revision, a number that grows whenever anything shown has changed."""

    id = Column(Integer, primary_key=True, autoincrement=False)
    revision: Named[int]


indicator = Table("indicator", metadata, IndicatorColumns)
area = Table("area", metadata, AreaColumns)
population_group = Table("population_group", metadata, GroupColumns)

observation = Table(
    "observation",
    metadata,
    ObservationColumns,
    PrimaryKeyConstraint("indicator_id", "area_id", "group_id", "period_end"),
    # Every column: a year across all areas is then read from the index alone, 2 to 5 times as fast for a fifth more bytes.
    Index(
        "observation_by_period",
        *("indicator_id", "period_end", "group_id", "area_id", "value"),
        *("period_start", "low", "high", "numerator", "denominator", "status"),
    ),
    sqlite_with_rowid=False,
)

# The newest observation with a value of each indicator, area and group: a page asks for many indicators of few areas.
latest = Table(
    "latest",
    metadata,
    ObservationColumns,
    PrimaryKeyConstraint("area_id", "indicator_id", "group_id"),
    sqlite_with_rowid=False,
)

origin = Table("origin", metadata, OriginColumns)
refresh_run = Table("refresh_run", metadata, RunColumns)
refresh_result = Table("refresh_result", metadata, ResultColumns)
plan = Table("plan", metadata, PlanColumns)
plan_retirement = Table("plan_retirement", metadata, PlanRetirementColumns)
own_import = Table("own_import", metadata, OwnImportColumns)
district = Table("district", metadata, DistrictColumns)
boundary = Table("boundary", metadata, BoundaryColumns)
store_state = Table("store_state", metadata, StateColumns)
