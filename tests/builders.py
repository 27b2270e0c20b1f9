"""Indicators, observations and origins for tests: one of each with everything filled in, of which a test says what matters."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from data_sources.model import (
    Area,
    Direction,
    Indicator,
    Observation,
    Origin,
    Period,
    PopulationGroup,
    SampleLevels,
    SourceSeries,
    Unit,
)

FETCHED = datetime(2026, 1, 2, tzinfo=UTC)


def indicator(**changes: Any) -> Indicator:
    """Return daily smoking with three source series; `changes` replace its fields."""
    fields = {
        "id": "daily-smoking",
        "theme": "lifestyle",
        "name": {"fi": "Päivittäin tupakoivat", "sv": "Dagligrökare", "en": "Daily smokers"},
        "explanation": {"fi": "Osuus väestöstä."},
        "unit": Unit.PERCENT,
        "decimals": 1,
        "direction": Direction.LOWER,
        "interval": 1,
        "series": (
            SourceSeries.of("sotkanet", "4404"),
            SourceSeries.of("sotkanet", "4405", PopulationGroup.parse("age=20-64")),
            SourceSeries.of("sotkanet", "4408", PopulationGroup.parse("education=low")),
        ),
        "sample": SampleLevels(((2020, 12.0),)),
    }
    return Indicator(**fields | changes)


def observation(
    indicator: str, area: Area | str, period: str | int, value: float | None, group: PopulationGroup | str = "", **more: Any
) -> Observation:
    """Return an observation; `area` as its code or itself, `period` as 2020 or "2018-2020", `group` as its text or itself."""
    code = area if isinstance(area, str) else area.code
    parsed = PopulationGroup.parse(group) if isinstance(group, str) else group
    return Observation(indicator, code, parsed, Period.parse(str(period)), value, **more)


def origin(indicator: str, series: str = "sotkanet:4404", **changes: Any) -> Origin:
    """Return a real origin of THL's; `changes` replace its fields."""
    fields = {
        "publisher": {"fi": "THL", "en": "THL"},
        "licence": "CC BY 4.0",
        "address": "https://example.org",
        "updated": date(2026, 1, 15),
        "fetched": FETCHED,
    }
    return Origin(indicator, series, **fields | changes)
