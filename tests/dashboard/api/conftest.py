"""The API over a small store whose every figure a reader can check by eye."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from flask.testing import FlaskClient

from app import build_app
from data_sources.model import TOTAL, Observation, ObservationStatus, Origin, Period, PopulationGroup
from data_sources.plans import Objective, Plan, PlanTarget, PriorityArea
from data_sources.settings import read_settings
from data_sources.store import Store, open_store

NOW = datetime(2026, 1, 2, tzinfo=UTC)
TODAY = date(2026, 11, 21)
WOMEN = PopulationGroup.parse("sex=female")
MEN = PopulationGroup.parse("sex=male")


def origin(indicator: str, *, sample: bool = False) -> Origin:
    publisher = {"fi": "Tilastokeskus", "sv": "Statistikcentralen", "en": "=Statistics Finland"}
    return Origin(
        indicator, "sotkanet:181", publisher, "CC BY 4.0", "https://example.org/181", date(2025, 4, 29), NOW, sample=sample
    )


def figure(area: str, year: int, value: float | None, **more: object) -> Observation:
    return Observation("unemployment", area, more.pop("group", TOTAL), Period.year(year), value, **more)


UNEMPLOYMENT = [
    figure("KU205", 2020, 11.5, low=10.9, high=12.1),
    figure("KU205", 2021, 10.25),
    figure("KU205", 2022, None, status=ObservationStatus.SUPPRESSED),
    figure("KU205", 2023, None, status=ObservationStatus.MISSING),
    figure("KU205", 2021, 8.5, group=WOMEN, status=ObservationStatus.PROVISIONAL),
    figure("KU205", 2021, 12.0, group=MEN),
    figure("HVA20", 2021, 11.0),
    figure("SSS", 2021, 12.0),
    Observation("unemployment", "SSS", TOTAL, Period(2018, 2020), 13.0),
]


@pytest.fixture
def store(tmp_path) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path / 'store.sqlite'}") as store:
        store.replace("unemployment", UNEMPLOYMENT, [origin("unemployment")])
        target = PlanTarget("less", "unemployment", TOTAL, "KU205", Period(2020, 2029), target=5.0, example=True)
        objective = Objective("work", {"fi": "Työtä"}, targets=(target,))
        priority = PriorityArea("working", {"fi": "Työ", "en": "Work"}, (objective,))
        store.save_plan(Plan("jobs", "KU205", 2026, 2029, {"fi": "=Työsuunnitelma"}, (priority,)), NOW)
        yield store


@pytest.fixture
def client(store: Store) -> FlaskClient:
    return build_app(read_settings({}), store, lambda: TODAY).server.test_client()
