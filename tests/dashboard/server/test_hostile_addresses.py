"""Addresses as a hostile visitor may write them: never a server error, never their text unescaped in a response."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from app import build_app
from dashboard.addresses.pages import read_pages
from dashboard.addresses.parameters import PARAMETERS
from dashboard.charts.kinds import CHARTS
from dashboard.renderers import EXPORT_FORMATS
from data_sources.model import TOTAL, Observation, Period, PopulationGroup
from data_sources.settings import read_settings
from data_sources.store import Store
from tests.dashboard.api.conftest import TODAY, origin
from tests.examples import examples

MARK = "qqxj"
"""A word that no page of ours has, around what must not be returned as it was sent."""
HOSTILE = [
    f"<script>{MARK}</script>",
    f'"><img src=x onerror={MARK}>',
    f"'{MARK}</svg><svg onload=x>",
    f"=cmd|'{MARK}'!A1",
    f"+{MARK}",
    f"{MARK}\r\nSet-Cookie: a=b",
    f"{MARK}\nX-Evil: 1",
    f"{{{MARK}}}",
    "%s%n{0}{__class__}",
    "\x00",
    "\ud7ff\uffff",
    "٢٠٢٠-٢٠٢٤",
    "9" * 400,
    "../../etc/passwd",
]
GOOD = {
    "area": ["kajaani", "KU205", "kainuun-hyvinvointialue"],
    "compare": ["", "suomi", "suomi,kuopio", "kajaani"],
    "group": ["", "sex=female", "sex=male"],
    "years": ["2010-2024", "2024-2010", "2020"],
    "plan": ["kajaani-2026-2029"],
    "theme": ["light", "dark", "auto"],
    "table": ["open", "link"],
    "title": ["off"],
    "bom": ["1", "0"],
    "height": ["300", "0", "-1"],
    "width": ["320"],
    "format": ["json", "csv", "json-stat"],
    "indicator": ["unemployment"],
    "lang": ["fi"],
    "limit": ["1", "5000"],
    "url": ["http://localhost/fi/kajaani/indicator/unemployment", "http://localhost/embed/fi/kajaani/unemployment/trend"],
}
NAMES = sorted({*GOOD, *PARAMETERS, "after", "period", "level", "maxwidth"})

hostile = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=40))
queries = st.lists(
    st.sampled_from(NAMES).flatmap(
        lambda name: st.tuples(st.just(name), st.one_of(st.sampled_from(GOOD.get(name, [""])), hostile))
    )
    | st.tuples(hostile, hostile),
    max_size=4,
)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory, new_store: Callable[[Path], Store]) -> Iterator[FlaskClient]:
    folder = tmp_path_factory.mktemp("hostile")
    with new_store(folder / "store.sqlite") as store:
        groups = (TOTAL, PopulationGroup.parse("sex=female"), PopulationGroup.parse("sex=male"))
        observations = [
            Observation("unemployment", area, group, Period.year(2020 + n), 9.0 + n)
            for area in ("KU205", "HVA20", "SSS")
            for group in groups
            for n in range(3)
        ]
        store.replace("unemployment", observations, [origin("unemployment")])
        yield build_app(read_settings({}), store, lambda: TODAY).server.test_client()


def assert_harmless(answer: TestResponse, sent: str) -> None:
    assert answer.status_code < 500 or answer.status_code == 501, sent  # oEmbed says 501 of formats that it does not have
    assert "Set-Cookie" not in answer.headers
    assert "X-Evil" not in answer.headers
    for header in answer.headers.values():
        assert "\r" not in header
        assert "\n" not in header
    kind = answer.mimetype
    if kind in {"text/html", "image/svg+xml"}:
        for told in (f"<script>{MARK}", f"<img src=x onerror={MARK}", f"'{MARK}</svg>"):
            assert told not in answer.text
    if kind == "text/csv":
        assert not any(line.startswith(("=", "+", "@", '"=', '"+')) for line in answer.text.splitlines())


def ask(client: FlaskClient, path: str, query: list[tuple[str, str]]) -> None:
    path = "/" + path.lstrip("/")  # a client would take what follows two slashes for a host
    address = path + ("?" + urlencode(query, errors="replace") if query else "")
    assert_harmless(client.get(address), address)


FUZZ = examples(150, database=None, suppress_health_check=list(HealthCheck))

parts = st.one_of(st.sampled_from(["fi", "sv", "kajaani", "unemployment", "trend", "lifestyle", "gap"]), hostile)
KNOWN = {"language": "fi", "area": "kajaani", "indicator": "unemployment", "priority": "safe-surroundings"}


@FUZZ
@given(page=st.sampled_from(sorted(read_pages())), query=queries)
def test_pages(client: FlaskClient, page: str, query: list[tuple[str, str]]) -> None:
    ask(client, read_pages()[page].address(KNOWN), query)


@FUZZ
@given(kind=st.sampled_from([*CHARTS, "pie"]), form=st.sampled_from(["csv", "json", "svg", "xlsx", "exe"]), query=queries)
def test_downloads(client: FlaskClient, kind: str, form: str, query: list[tuple[str, str]]) -> None:
    ask(client, f"/download/fi/kajaani/indicator/unemployment/{kind}.{form}", query)


@FUZZ
@given(
    kind=st.sampled_from([*CHARTS, "pie"]),
    end=st.sampled_from(["", "/code", *(f".{form}" for form in EXPORT_FORMATS if form != "png")]),
    query=queries,
)
def test_embeds(client: FlaskClient, kind: str, end: str, query: list[tuple[str, str]]) -> None:
    ask(client, f"/embed/fi/kajaani/unemployment/{kind}{end}", query)


@FUZZ
@given(
    path=st.sampled_from(["areas", "indicators", "observations", "plans", "plans/kajaani-2026-2029", "", "openapi.json"]),
    query=queries,
)
def test_api(client: FlaskClient, path: str, query: list[tuple[str, str]]) -> None:
    ask(client, f"/api/v1/{path}", [("indicator", "unemployment"), *query] if path == "observations" else query)


@FUZZ
@given(query=queries)
def test_oembed(client: FlaskClient, query: list[tuple[str, str]]) -> None:
    ask(client, "/oembed", query)


@FUZZ
@given(
    root=st.sampled_from(["", "/embed", "/download", "/api/v1", "/api/v1/charts"]),
    rest=st.lists(parts, max_size=6),
    query=queries,
)
def test_paths(client: FlaskClient, root: str, rest: list[str], query: list[tuple[str, str]]) -> None:
    ask(client, root + "".join("/" + quote(part, errors="replace") for part in rest) or "/", query)
