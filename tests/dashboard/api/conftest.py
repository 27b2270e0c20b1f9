"""The API over a small store whose every value a reader can check by eye."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from flask.testing import FlaskClient

from app import build_app
from data_sources.model import TOTAL, Observation, ObservationStatus, Origin, Period, PopulationGroup
from data_sources.plans import Objective, Plan, PlanTarget, PriorityArea
from data_sources.settings import read_settings
from data_sources.store import Store
from tests import builders

NOW = datetime(2026, 1, 2, tzinfo=UTC)
TODAY = date(2026, 11, 21)
WOMEN = PopulationGroup.parse("sex=female")
MEN = PopulationGroup.parse("sex=male")


def origin(indicator: str, *, sample: bool = False) -> Origin:
    publisher = {"fi": "Tilastokeskus", "sv": "Statistikcentralen", "en": "=Statistics Finland"}
    address, updated = "https://example.org/181", date(2025, 4, 29)
    return builders.origin(indicator, "sotkanet:181", publisher=publisher, address=address, updated=updated, sample=sample)


def observation(area: str, year: int, value: float | None, **more: object) -> Observation:
    return builders.observation("unemployment", area, year, value, **more)


UNEMPLOYMENT = [
    observation("KU205", 2020, 11.5, low=10.9, high=12.1),
    observation("KU205", 2021, 10.25),
    observation("KU205", 2022, None, status=ObservationStatus.SUPPRESSED),
    observation("KU205", 2023, None, status=ObservationStatus.MISSING),
    observation("KU205", 2021, 8.5, group=WOMEN, status=ObservationStatus.PROVISIONAL),
    observation("KU205", 2021, 12.0, group=MEN),
    observation("HVA20", 2021, 11.0),
    observation("SSS", 2021, 12.0),
    Observation("unemployment", "SSS", TOTAL, Period(2018, 2020), 13.0),
]


def filled(store: Store) -> Store:
    store.replace("unemployment", UNEMPLOYMENT, [origin("unemployment")])
    target = PlanTarget("less", "unemployment", TOTAL, "KU205", Period(2020, 2029), target=5.0, example=True)
    objective = Objective("work", {"fi": "Työtä"}, targets=(target,))
    priority = PriorityArea("working", {"fi": "Työ", "en": "Work"}, (objective,))
    store.save_plan(Plan("jobs", "KU205", 2026, 2029, {"fi": "=Työsuunnitelma"}, (priority,)), NOW)
    return store


def client_of(store: Store) -> FlaskClient:
    return build_app(read_settings({}), store, lambda: TODAY).server.test_client()


@pytest.fixture(scope="module")
def client(tmp_path_factory, new_store) -> Iterator[FlaskClient]:
    """The API over a store that no test changes."""
    with new_store(tmp_path_factory.mktemp("api") / "store.sqlite") as store:
        yield client_of(filled(store))


@pytest.fixture
def store(tmp_path, new_store) -> Iterator[Store]:
    """A store of the test's own, to be changed."""
    with new_store(tmp_path / "store.sqlite") as store:
        yield filled(store)


@pytest.fixture
def own_client(store: Store) -> FlaskClient:
    """The API over the test's own store."""
    return client_of(store)
