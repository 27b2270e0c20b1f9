"""Small invented areas, indicators and observations for tests of charts and their export formats."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime

from dashboard.charts.request import ChartRequest
from dashboard.text import text_for
from data_sources.model import (
    TOTAL,
    Area,
    AreaLevel,
    Boundary,
    Observation,
    ObservationStatus,
    Origin,
)
from tests import builders
from tests.builders import indicator

KAJAANI = Area(
    code="KU205",
    level=AreaLevel.MUNICIPALITY,
    slug="kajaani",
    name={"fi": "Kajaani", "sv": "Kajana", "en": "Kajaani"},
    genitive={"fi": "Kajaanin", "sv": "Kajanas", "en": "Kajaani's"},
    locative={"fi": "Kajaanissa", "sv": "i Kajana", "en": "in Kajaani"},
    parents=("HVA20", "SSS"),
    latitude=64.2,
    longitude=27.7,
)
KAINUU = Area(
    code="HVA20",
    level=AreaLevel.COUNTY,
    slug="kainuun-hyvinvointialue",
    name={"fi": "Kainuun hyvinvointialue", "sv": "Kajanalands välfärdsområde", "en": "Kainuu wellbeing services county"},
    genitive={
        "fi": "Kainuun hyvinvointialueen",
        "sv": "Kajanalands välfärdsområdes",
        "en": "the Kainuu wellbeing services county's",
    },
    locative={
        "fi": "Kainuun hyvinvointialueella",
        "sv": "i Kajanalands välfärdsområde",
        "en": "in the Kainuu wellbeing services county",
    },
    parents=("SSS",),
    latitude=64.5,
    longitude=28.2,
)
FINLAND = Area(
    code="SSS",
    level=AreaLevel.COUNTRY,
    slug="suomi",
    name={"fi": "Koko maa", "sv": "Hela landet", "en": "Whole country"},
    genitive={"fi": "koko maan", "sv": "hela landets", "en": "the whole country's"},
    locative={"fi": "koko maassa", "sv": "i hela landet", "en": "in the whole country"},
    latitude=61.7,
    longitude=24.9,
)


def named_area(code: str, name: str) -> Area:
    """Return an area of one name in every case and language."""
    names = {"fi": name}
    return Area(code, AreaLevel.MUNICIPALITY, code.lower(), names, names, names)


def in_a_row(areas: Iterable[Area], width: int = 4) -> list[Area]:
    """Return areas with centres a degree of latitude and two of longitude apart, `width` of them in a row from the north-west."""
    return [
        replace(area, longitude=21.0 + number % width * 2, latitude=68.0 - number // width) for number, area in enumerate(areas)
    ]


def squares(areas: Iterable[Area]) -> dict[str, Boundary]:
    """Return outlines that touch, around the centres of areas in a row."""
    found = {}
    for area in areas:
        x, y = area.longitude or 0, area.latitude or 0
        corners = ((x - 1, y - 0.5), (x - 1, y + 0.5), (x + 1, y + 0.5), (x + 1, y - 0.5))
        found[area.code] = Boundary(area.code, 2026, (corners,))
    return found


def observation(
    area: Area,
    period: str | int,
    value: float | None,
    low: float | None = None,
    high: float | None = None,
    *,
    group: str = "",
    status: ObservationStatus = ObservationStatus.NORMAL,
) -> Observation:
    """Return an observation; `period` as 2020 or "2018-2020", `group` as its canonical text."""
    return builders.observation("daily-smoking", area, period, value, group, low=low, high=high, status=status)


def suppressed(area: Area, period: str | int, *, group: str = "") -> Observation:
    """Return a suppressed observation, which has no value."""
    return observation(area, period, None, group=group, status=ObservationStatus.SUPPRESSED)


def origin(series: str = "sotkanet:4404", *, sample: bool = False, updated: date | None = date(2026, 5, 12)) -> Origin:
    """Return where a series came from."""
    publisher = {"fi": "Terveyden ja hyvinvoinnin laitos (THL)", "sv": "Institutet för hälsa och välfärd (THL)", "en": "THL"}
    fetched = datetime(2026, 9, 1, 12, 0, tzinfo=UTC)
    address = "https://sotkanet.fi/"
    return builders.origin(
        "daily-smoking", series, publisher=publisher, address=address, updated=updated, fetched=fetched, sample=sample
    )


def request(observations: Iterable[Observation], *, language: str = "fi", **changes: object) -> ChartRequest:
    """Return what a chart of Kajaani is asked for; `changes` replace fields of the request."""
    fields: dict[str, object] = {
        "indicator": indicator(),
        "area": KAJAANI,
        "observations": list(observations),
        "origins": [origin()],
        "text": text_for(language),
        "parents": (KAINUU, FINLAND),
        "comparisons": (),
        "group": TOTAL,
    }
    return ChartRequest(**{**fields, **changes})  # type: ignore[arg-type]  # fields by name
