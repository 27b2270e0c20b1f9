"""Short ways to write observations and their origins in tests of the store."""

from __future__ import annotations

from datetime import UTC, date, datetime

from data_sources.model import Observation, ObservationStatus, Origin, PopulationGroup
from tests import builders

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
FEMALE = PopulationGroup.parse("sex=female")
MALE = PopulationGroup.parse("sex=male")
MISSING = ObservationStatus.MISSING
SUPPRESSED = ObservationStatus.SUPPRESSED


def observation(area: str, period: str, value: float | None, group: str = "", indicator: str = "smoking", **more) -> Observation:
    """An observation such as observation("KU205", "2018-2020", 12.5, "sex=male")."""
    return builders.observation(indicator, area, period, value, group, **more)


def origin(indicator: str = "smoking", series: str = "sotkanet:4404", **more) -> Origin:
    """A real origin."""
    given = {
        "publisher": {"fi": "THL"},
        "address": "https://sotkanet.fi",
        "updated": date(2026, 2, 1),
        "fetched": NOON,
        "texts": {"title": {"fi": "Tupakoi päivittäin (%)"}},
    }
    return builders.origin(indicator, series, **given | more)


def sample(indicator: str = "smoking") -> Origin:
    """The origin of sample data."""
    return origin(indicator, "sample:1", publisher={"fi": "Esimerkki"}, updated=None, sample=True)


def values(observations: list[Observation]) -> list[tuple[str, str, str, float | None]]:
    """What a reader checks by eye: area, group, period, value."""
    return [(o.area, str(o.group), str(o.period), o.value) for o in observations]
