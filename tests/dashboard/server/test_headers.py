"""Headers of every response, and the setting that tells who may frame embeds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from app import build_app
from dashboard.server.headers import read_origins
from data_sources.errors import CatalogueError
from data_sources.model import TOTAL, Observation, Period
from data_sources.settings import read_settings
from data_sources.store import Store
from tests.dashboard.api.conftest import origin

EMBED = "/embed/fi/kajaani/unemployment/trend"
PAGES = ("/fi/kajaani", "/fi/atlantis", "/", "/health", "/_dash-dependencies")


@pytest.fixture(scope="module")
def store(tmp_path_factory, new_store) -> Iterator[Store]:
    with new_store(tmp_path_factory.mktemp("store") / "store.sqlite") as store:
        observations = [Observation("unemployment", "KU205", TOTAL, Period.year(2020 + n), 9.0 + n) for n in range(3)]
        store.replace("unemployment", observations, [origin("unemployment")])
        yield store


@pytest.fixture(scope="module")
def client(store: Store) -> FlaskClient:
    return build_app(read_settings({}), store).server.test_client()


def policy(client: FlaskClient, url: str) -> dict[str, str]:
    with client.get(url) as answer:
        written = answer.headers["Content-Security-Policy"]
    return {name: values for name, _, values in (part.partition(" ") for part in written.split("; "))}


@pytest.mark.parametrize("url", PAGES)
def test_pages_load_nothing_from_elsewhere_and_stand_in_no_frame(client: FlaskClient, url: str) -> None:
    found = policy(client, url)
    assert (found["frame-ancestors"], found["base-uri"], found["object-src"]) == ("'none'", "'none'", "'none'")
    assert found["default-src"] == found["connect-src"] == "'self'"
    scripts = found["script-src"].split()
    assert scripts[0] == "'self'"
    assert all(each.startswith("'sha256-") for each in scripts[1:])
    headers = client.get(url).headers
    assert (headers["X-Frame-Options"], headers["X-Content-Type-Options"]) == ("DENY", "nosniff")
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.parametrize("url", [*PAGES, EMBED, f"{EMBED}/code", f"{EMBED}.svg", "/api/v1", "/embed.js", "/assets/page.css"])
def test_every_answer_is_safe(client: FlaskClient, url: str) -> None:
    with client.get(url) as answer:
        headers = answer.headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert "unsafe-eval" not in headers["Content-Security-Policy"]
    assert "unsafe-inline" not in policy(client, url)["script-src"]
    assert "Set-Cookie" not in headers


def test_any_site_may_frame_an_embed_unless_some_are_named(store: Store, client: FlaskClient) -> None:
    assert "frame-ancestors" not in policy(client, EMBED)
    assert "X-Frame-Options" not in client.get(EMBED).headers
    chosen = replace(read_settings({}), embed_origins="https://www.kajaani.fi https://*.kuopio.fi")
    named = build_app(chosen, store).server.test_client()
    assert policy(named, EMBED)["frame-ancestors"] == "'self' https://www.kajaani.fi https://*.kuopio.fi"


def test_the_code_of_an_embed_is_framed_by_the_dashboard_alone(client: FlaskClient) -> None:
    assert policy(client, f"{EMBED}/code")["frame-ancestors"] == "'self'"


@pytest.mark.parametrize(
    "url", [f"{EMBED}.csv", "/download/fi/kajaani/indicator/unemployment/trend.csv", "/api/v1/areas", "/oembed"]
)
def test_values_are_read_from_any_site(client: FlaskClient, url: str) -> None:
    headers = client.get(url).headers
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert headers["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_pages_are_not_read_from_other_sites(client: FlaskClient) -> None:
    assert "Access-Control-Allow-Origin" not in client.get("/fi/kajaani").headers


@pytest.mark.parametrize(
    "text", ["kajaani.fi", "https://kajaani.fi/", "*", "https://a b; script-src *", "'none'", "javascript:x"]
)
def test_an_origin_that_is_none_stops_the_start(text: str) -> None:
    with pytest.raises(CatalogueError, match="HYTETAULU_EMBED_ORIGINS has"):
        read_origins(text)


def test_origins_are_read() -> None:
    assert read_origins("") == ()
    assert read_origins(" https://www.kajaani.fi  http://localhost:8080 ") == ("https://www.kajaani.fi", "http://localhost:8080")
