"""What a refresh is asked for and what the sources answered about one indicator."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from data_sources.areas import read_areas
from data_sources.model import AreaLevel, Indicator, Observation, Origin, PopulationGroup, SourceSeries
from data_sources.store import RunResult
from data_sources.store.runs import ResultOutcome

UPDATED: Final = "updated"
UNCHANGED: Final = "unchanged"
LEFT_OUT: Final = "left out"
KEPT_BACK: Final = "kept back"
FAILED: Final = "failed"
OUTCOMES: Final = (UPDATED, UNCHANGED, LEFT_OUT, KEPT_BACK, FAILED)
"""Outcomes of a series in the order of reports."""
FAULTS: Final = (KEPT_BACK, FAILED)
"""Outcomes after which nothing of the indicator is stored."""


@dataclass(frozen=True, slots=True)
class RefreshOptions:
    """What a refresh is asked for: `force` reads unchanged series too, `accept` takes values that are in doubt.

    `levels` are those of the areas to be read; none are all.
    """

    force: bool = False
    accept: bool = False
    levels: frozenset[AreaLevel] = frozenset()

    @property
    def areas(self) -> frozenset[str] | None:
        """Codes of the areas to be read; None: all."""
        return frozenset(area.code for area in read_areas() if area.level in self.levels) if self.levels else None


@dataclass(frozen=True, slots=True)
class Stored:
    """What the store holds of an indicator: origins of real values by series, and groups with values.

    `left_out` says by series why it was left out when it was last tried.
    """

    origins: Mapping[str, Origin] = field(default_factory=dict)
    groups: frozenset[PopulationGroup] = frozenset()
    left_out: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class IndicatorResult:
    """What the sources said of an indicator.

    `groups` (None: all groups) and `areas` (None: all areas) are replaced by `observations`; `origins` are those of read and
    of unchanged series. `kept` are groups that the service has no more, whose stored values stay; `disagrees` tells that a
    series or group was left out since file and service disagree or it came empty.
    """

    indicator: Indicator
    areas: frozenset[str] | None = None
    observations: list[Observation] = field(default_factory=list)
    origins: list[Origin] = field(default_factory=list)
    groups: frozenset[PopulationGroup] | None = frozenset()
    results: list[RunResult] = field(default_factory=list)
    kept: set[PopulationGroup] = field(default_factory=set)
    disagrees: bool = False

    def add(self, series: SourceSeries, outcome: ResultOutcome, reason: str = "", observations: int = 0) -> None:
        """Note what became of a series."""
        self.results.append(RunResult(self.indicator.id, str(series), outcome, reason, observations))

    def warn(self, warning: str) -> None:
        """Add a note to what became of the first series."""
        first = self.results[0]
        self.results[0] = replace(first, reason="; ".join(filter(None, (first.reason, warning))))


def failed(indicator: Indicator, series: str, error: Exception, outcome: ResultOutcome = FAILED) -> IndicatorResult:
    """Return the answer of which nothing is stored, with the reason."""
    return IndicatorResult(indicator, results=[RunResult(indicator.id, series, outcome, str(error), 0)])


def uses(indicator: Indicator, source: str) -> bool:
    """Tell whether an indicator has series of a source."""
    return any(series.source == source for series in indicator.series)
