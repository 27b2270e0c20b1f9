"""The page of the search, and its field in the head of every page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from lxml import html as lxml_html

from app import build_app
from dashboard.addresses.pages import read_pages
from dashboard.addresses.reading import read_view
from dashboard.queries.reader import Reader
from dashboard.server.page_cache import PageCache
from data_sources.plan_files.shipped import install_plans
from data_sources.settings import read_settings
from data_sources.store import Store
from tests.dashboard.meeting import NOW, TODAY

WHO = {"HYTETAULU_FEEDBACK": "hyte@kajaani.example.fi"}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, new_store: Callable[[Path], Store]) -> Iterator[Store]:
    with new_store(tmp_path_factory.mktemp("search") / "store.sqlite") as opened:
        install_plans(opened, NOW)
        yield opened


@pytest.fixture(scope="module")
def client(store: Store) -> FlaskClient:
    return build_app(read_settings(WHO), store, lambda: TODAY).server.test_client()


def shown(client: FlaskClient, address: str) -> lxml_html.HtmlElement:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.text)
    return lxml_html.fromstring(answer.text).get_element_by_id("static-page")


def groups(page: lxml_html.HtmlElement) -> dict[str, list[tuple[str, str]]]:
    """Return the links by the heading of their group."""
    return {
        section.find("h2").text_content(): [(link.text_content(), link.get("href")) for link in section.iter("a")]
        for section in page.find_class("found")
    }


def test_every_page_has_the_field_with_its_area_in_its_head(client: FlaskClient) -> None:
    for path in ("/sv/kuopio", "/sv/sources?area=kuopio", "/sv/search?area=kuopio"):
        (form,) = shown(client, path).xpath("//form[@role='search']")
        assert (form.get("action"), form.get("method")) == ("/sv/search", "get")
        fields = dict(form.form_values())
        assert fields == {"q": "", "area": "kuopio"}
        assert form.xpath("string(.//button/@aria-label)") == form.xpath("string(.//input/@aria-label)") == "Sök"


def test_what_is_found_stands_in_groups_with_links_of_the_area_looked_at(client: FlaskClient) -> None:
    found = groups(shown(client, "/fi/search?q=kiusaaminen&area=kajaani"))
    assert found["Mittarit"][0] == ("Koulukiusatut", "/fi/kajaani/indicator/pupils-bullied")
    objective = ("Koulussa saa olla oma itsensä ilman kiusaamista", "/fi/kajaani/priority/education")
    assert objective in found["Kajaanin hyvinvointisuunnitelma 2026–2029"]


def test_another_area_named_in_the_query_is_that_of_the_links(client: FlaskClient) -> None:
    found = groups(shown(client, "/en/search?q=unemployment+Sotkamo&area=kajaani"))
    assert found["Indicators"][0] == ("Unemployed people, Sotkamo", "/en/sotkamo/indicator/unemployment")
    assert ("Sotkamo", "/en/sotkamo") in found["Areas"]


def test_a_former_municipality_leads_to_the_one_that_it_is_part_of(client: FlaskClient) -> None:
    page = shown(client, "/fi/search?q=Nilsiä&area=kajaani")
    assert groups(page)["Alueet"][0] == ("Kuopio", "/fi/kuopio")
    assert "Nilsiä" in page.find_class("found")[0].text_content()


def test_nothing_found_says_what_to_do(client: FlaskClient) -> None:
    page = shown(client, "/en/search?q=zxcv+'asdf&area=kajaani")
    (advice,) = page.find_class("advice")
    assert "./run search 'zxcv '\"'\"'asdf'" in advice.text_content()
    assert [link.get("href") for link in advice.iter("a")] == ["/en/explore?area=kajaani", "mailto:hyte@kajaani.example.fi"]


def test_what_was_typed_is_shown_as_text(client: FlaskClient) -> None:
    answer = client.get("/en/search?q=<script>alert(1)</script>&area=kajaani")
    assert "<script>alert" not in answer.text
    page = lxml_html.fromstring(answer.text).get_element_by_id("static-page")
    assert dict(page.xpath("//form[@role='search']")[0].form_values())["q"] == "<script>alert(1)</script>"


def test_search_engines_leave_the_page_out_and_no_other(client: FlaskClient) -> None:
    assert [name for name, page in read_pages().items() if page.transient] == ["search"]
    assert '<meta name="robots" content="noindex">' in client.get("/en/search?q=smoking&area=kajaani").text
    assert "noindex" not in client.get("/en/kajaani").text


def test_a_search_is_kept_in_no_cache(store: Store) -> None:
    pages = PageCache(Reader(store, lambda: TODAY))
    for path, kept in (("/en/search", False), ("/en/sources", True)):
        view = read_view(path, "?area=kajaani", "kajaani")
        assert (pages.page(view) is pages.page(view)) is kept


def test_a_long_search_is_cut_and_blanks_are_left_out() -> None:
    view = read_view("/en/search", "?q=+a++b+&area=kajaani", "kajaani")
    assert view.q == "a b"
    assert len(read_view("/en/search", f"?q={'x' * 300}&area=kajaani", "kajaani").q or "") == 100
    assert read_view("/en/search", "?q=+&area=kajaani", "kajaani").q is None
