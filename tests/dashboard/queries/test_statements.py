"""Statements of a response: each thing is read from the store once, and only where it is drawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event

from app import build_app
from dashboard.addresses.pages import read_pages
from dashboard.charts.kinds import CHARTS
from dashboard.office.files import FILES
from data_sources import sample
from data_sources.areas import read_areas
from data_sources.model import Boundary, PopulationGroup
from data_sources.settings import read_settings
from data_sources.store import Store
from tests.dashboard.meeting import NOW, PLAN, TODAY, observation, origin

FOLLOWED = 2
"""Indicators of the meeting's plan that have values: each is one statement."""
GROUPS = "population-by-group"
SAMPLED = {"loneliness", "unemployment"}
REVISION = PLANS = ORIGINS = SERIES = POPULATIONS = NEWEST = RUNS = RESULTS = 1
PEERS = 2
"""The districts of the municipality, and the series of the areas it is ranked among."""
OUTLINES = 1
BANNER = 2
"""Whether there are sample and real values, as the head of every page states."""
OF_PLAN = REVISION + PLANS + FOLLOWED + ORIGINS + POPULATIONS
OF_CHART = REVISION + SERIES + ORIGINS

VALUES = {"language": "fi", "area": "kajaani", "indicator": "loneliness", "priority": "health"}
PAGES = {
    "sources": REVISION + RUNS + RESULTS + ORIGINS + BANNER,
    "explore": REVISION + NEWEST + ORIGINS + BANNER,
    "accessibility": REVISION + BANNER,
    "overview": OF_PLAN + BANNER,
    "priority": OF_PLAN + BANNER,
    "differences": OF_PLAN + NEWEST + BANNER,
    "indicator": OF_CHART + PLANS + POPULATIONS + PEERS + OUTLINES + BANNER,
}
"""Statements of each page; of one not listed, only that none is repeated."""
EMBEDS = {
    "trend": OF_CHART,
    "groups": OF_CHART,
    "gap": OF_CHART + POPULATIONS,
    "target": OF_CHART + PLANS + POPULATIONS,
    "areas": OF_CHART + PEERS,
    "map": OF_CHART + PEERS + OUTLINES,
}
"""Statements of each kind of chart, likewise."""
OTHERS = {
    "/embed/fi/kajaani/loneliness/trend?plan=meeting": OF_CHART + PLANS,
    "/download/fi/kajaani/indicator/loneliness/trend.csv": OF_CHART,
    "/download/fi/kajaani/indicator/unemployment/map.svg": OF_CHART + PEERS + OUTLINES,
    "/fi/kajaani/present": OF_PLAN,
    "/fi/kajaani/present/choose": OF_PLAN,
    "/oembed?url=http://localhost/fi/kajaani/indicator/loneliness": OF_CHART,
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, new_store: Callable[[Path], Store]) -> Iterator[Store]:
    """The sample of two indicators and their base population, the meeting's plan, and outlines for Kainuu."""
    areas = read_areas()
    square = (((27.0, 64.0), (27.0, 65.0), (28.0, 65.0)),)
    with new_store(tmp_path_factory.mktemp("statements") / "sample.sqlite") as opened:
        sample.fill(opened, NOW, lambda indicators: [each for each in indicators if each.id in SAMPLED])
        opened.replace(GROUPS, [observation(GROUPS, 2025, 27_000, PopulationGroup.parse("age=20+"))], [origin(GROUPS)])
        opened.save_plan(PLAN, NOW)
        kainuu = next(each for each in areas if each.slug == "kainuun-hyvinvointialue")
        opened.replace_boundaries(Boundary(each.code, 2026, square) for each in areas.municipalities(kainuu))
        yield opened


@pytest.fixture(scope="module")
def client(store: Store) -> FlaskClient:
    """Another default area than the tests', since the first request reads its overview."""
    client = build_app(read_settings({"HYTETAULU_AREA": "suomi"}), store, lambda: TODAY).server.test_client()
    client.get("/fi/suomi")
    return client


@contextmanager
def statements(store: Store) -> Iterator[list[tuple[str, str]]]:
    """Give the statements, with their parameters, that the store executes meanwhile."""
    found: list[tuple[str, str]] = []

    def note(_connection: object, _cursor: object, statement: str, parameters: object, *_more: object) -> None:
        if statement.startswith(("SELECT", "WITH")):
            found.append((statement, repr(parameters)))

    event.listen(store._engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(store._engine, "before_cursor_execute", note)


def check(store: Store, client: FlaskClient, address: str, needed: int | None) -> None:
    with statements(store) as found:
        response = client.get(address)
    assert [statement for statement, times in Counter(found).items() if times > 1] == []
    if needed is not None:
        assert response.status_code == 200
        assert len(found) == needed, "\n".join(statement for statement, _ in found)


@pytest.mark.parametrize("name", read_pages())
def test_a_page(store: Store, client: FlaskClient, name: str) -> None:
    check(store, client, read_pages()[name].address(VALUES), PAGES.get(name))


@pytest.mark.parametrize("kind", CHARTS)
def test_an_embed(store: Store, client: FlaskClient, kind: str) -> None:
    indicator = "unemployment" if "peer_areas" in CHARTS[kind].needs else "loneliness"  # small areas have no surveys
    check(store, client, f"/embed/fi/kajaani/{indicator}/{kind}", EMBEDS.get(kind))


@pytest.mark.parametrize("address", OTHERS)
def test_downloads_presentations_and_previews(store: Store, client: FlaskClient, address: str) -> None:
    check(store, client, address, OTHERS[address])


@pytest.mark.parametrize("kind", FILES)
def test_an_office_file(store: Store, client: FlaskClient, kind: str) -> None:
    check(store, client, f"/download/fi/kajaani/{kind}.{FILES[kind].ending}", OF_PLAN)


def test_a_page_that_stands_is_not_read_again(store: Store, client: FlaskClient) -> None:
    client.get("/sv/kajaani")
    with statements(store) as found:
        client.get("/sv/kajaani")
    assert len(found) == REVISION
