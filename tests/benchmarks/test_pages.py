"""How long the server takes for a page: the first time, from memory, and when a control has changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient
from pytest_benchmark.fixture import BenchmarkFixture

from app import build_app
from dashboard.addresses.reading import read_view
from dashboard.queries.reader import Reader
from dashboard.renderers import RENDERERS
from dashboard.server.page_cache import PageCache
from data_sources import sample
from data_sources.plan_files.shipped import install_plans
from data_sources.settings import read_settings
from data_sources.store import Store, open_store

SMOKING = "/fi/kajaani/indicator/daily-smoking"
PAGES = (SMOKING, "/fi/kajaani", "/fi/kajaani/differences", "/fi/explore", "/fi/sources")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = open_store(f"sqlite:///{tmp_path_factory.mktemp('pages') / 'sample.sqlite'}")
    sample.fill(store, datetime(2026, 1, 2, tzinfo=UTC))
    install_plans(store, datetime(2026, 1, 2, tzinfo=UTC))
    yield store
    store.close()


@pytest.fixture(scope="module")
def client(store: Store) -> FlaskClient:
    return build_app(read_settings({}), store).server.test_client()


@pytest.mark.parametrize("path", PAGES)
def test_parts_of_a_page_computed_anew(benchmark: BenchmarkFixture, store: Store, path: str) -> None:
    view = read_view(path, "", "kajaani")
    today = datetime(2026, 11, 21, tzinfo=UTC).date()
    answer = benchmark(lambda: PageCache(Reader(store, lambda: today)).page(view))
    assert answer.content


@pytest.mark.parametrize("path", PAGES)
def test_page_from_memory(benchmark: BenchmarkFixture, client: FlaskClient, path: str) -> None:
    answer = benchmark(client.get, path, headers={"Accept-Encoding": "gzip"})
    assert answer.status_code == 200
    benchmark.extra_info["gzipped bytes"] = len(answer.data)


@pytest.mark.parametrize("form", sorted(RENDERERS))
def test_renderer(benchmark: BenchmarkFixture, store: Store, form: str) -> None:
    today = datetime(2026, 11, 21, tzinfo=UTC).date()
    chart = Reader(store, lambda: today).chart(read_view(SMOKING, "", "kajaani"), "trend")
    assert benchmark(RENDERERS[form].render, chart)
