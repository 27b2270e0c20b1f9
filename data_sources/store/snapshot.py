"""The read side of the store: everything a page asks for, at one revision."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import Connection

from data_sources.model import Area, Boundary, Observation, Origin, PopulationGroup
from data_sources.plans import Plan
from data_sources.store import boundaries, observations, origins, own_imports, plans, runs
from data_sources.store.dictionaries import Dictionaries
from data_sources.store.locking import is_held
from data_sources.store.own_imports import OwnImport
from data_sources.store.plans import StoredPlan
from data_sources.store.runs import Run


class Snapshot:
    """The store at `revision`, for one thread and as long as its `with` statement lasts.

    Areas are codes, indicators the ids of their files. What the store does not hold is simply not in the answer.
    Observations come sorted by indicator, area code, group as views list them, and period.
    """

    def __init__(self, connection: Connection, revision: int, known: Dictionaries) -> None:
        self.revision = revision
        self._connection = connection
        self._known = known

    def series(self, indicator: str, areas: Iterable[str], groups: Iterable[PopulationGroup] | None = None) -> list[Observation]:
        """All periods of an indicator in some areas, of all groups or the given ones."""
        return observations.series(self._connection, self._known, indicator, areas, groups)

    def across(self, indicator: str, period_end: int, groups: Iterable[PopulationGroup] | None = None) -> list[Observation]:
        """The observations of all areas whose period ends in the year `period_end`, of all groups or the given ones."""
        return observations.across(self._connection, self._known, indicator, period_end, groups)

    def latest(
        self, indicators: Iterable[str], areas: Iterable[str], groups: Iterable[PopulationGroup] | None = None
    ) -> list[Observation]:
        """The newest observation with a value of each indicator, area and group."""
        return observations.latest(self._connection, self._known, indicators, areas, groups)

    def groups(self, indicator: str, areas: Iterable[str]) -> list[PopulationGroup]:
        """Groups of an indicator that have a value in any of the areas, in the order of views."""
        return observations.groups_with_values(self._connection, self._known, indicator, areas)

    def indicators(self) -> set[str]:
        """Indicators that have any value."""
        return observations.indicators_with_values(self._connection)

    def observation_count(self) -> int:
        """Number of stored observations, missing and suppressed ones included."""
        return observations.count(self._connection)

    def origins(self, indicator: str | None = None) -> list[Origin]:
        """Origins of an indicator, or of all, sorted by indicator and series."""
        return origins.read_origins(self._connection, indicator)

    def has_sample(self) -> bool:
        """True where any stored observations are sample data."""
        return origins.has_sample(self._connection)

    def has_real(self) -> bool:
        """True where any stored observations come from a service or a table."""
        return origins.has_real(self._connection)

    def runs(self, limit: int = 20) -> list[Run]:
        """The newest refresh runs, at most `limit`, the newest first; one that was killed is interrupted."""
        found = runs.read_runs(self._connection, limit)
        if found and found[0].outcome == "running" and not is_held(self._connection):
            found[0] = replace(found[0], outcome="interrupted")
        return found

    def left_out(self) -> dict[tuple[str, str], str]:
        """Why series were left out, by indicator and series, of those that were at the last run that tried them."""
        return runs.read_left_out(self._connection)

    def plan(self, key: str, version: int | None = None) -> Plan:
        """A version of a plan, the newest by default; `StoreError` where there is none."""
        return plans.read_plan(self._connection, key, version)

    def plans(self) -> list[StoredPlan]:
        """The newest version of every plan, retired ones too, sorted by key."""
        return plans.read_plans(self._connection)

    def plan_versions(self, key: str) -> list[StoredPlan]:
        """Every version of a plan, the oldest first; none where there is no such plan."""
        return plans.read_versions(self._connection, key)

    def own_imports(self) -> list[OwnImport]:
        """All imports of own tables, undone ones too, the newest first."""
        return own_imports.read_imports(self._connection)

    def districts(self, municipality: str) -> tuple[Area, ...]:
        """The areas below a municipality (a code) that own tables have values of, by code."""
        return tuple(own_imports.read_districts(self._connection, municipality))

    def boundaries(self, areas: Iterable[str]) -> dict[str, Boundary]:
        """The outlines of areas by code, of those that have one."""
        return boundaries.read_boundaries(self._connection, areas)

    def boundary_year(self) -> int | None:
        """The year of the outlines; None where there are none."""
        return boundaries.read_year(self._connection)
