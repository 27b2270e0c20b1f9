"""The presentation over a small store: everything in the first answer, choices in addresses, the form without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from app import build_app
from dashboard.present.static_files import STATIC
from dashboard.web.static_files import MEDIA_TYPES
from data_sources.settings import read_settings
from data_sources.store import Store
from tests.dashboard.meeting import PLAN, TODAY, fill
from tests.examples import examples

PRESENT = "/en/kajaani/present?plan=meeting"
CHOOSE = "/en/kajaani/present/choose?plan=meeting"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, new_store: Callable[[Path], Store]) -> Iterator[Store]:
    with new_store(tmp_path_factory.mktemp("store") / "store.sqlite") as opened:
        yield fill(opened)


@pytest.fixture(scope="module")
def client(store: Store) -> FlaskClient:
    return build_app(read_settings({}), store, lambda: TODAY).server.test_client()


def got(client: FlaskClient, url: str, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status, answer.text
    return answer.text


class Boxes(HTMLParser):
    """What a browser without JavaScript sends of the form."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.fields: list[tuple[str, str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "input" and (found.get("type") != "checkbox" or "checked" in found):
            self.fields.append((found["name"] or "", found["value"] or ""))


def test_all_slides_are_in_the_first_answer_with_headings_and_drawings(client):
    page = got(client, PRESENT)
    assert re.findall(r'<section class="slide (\w+)" id="([^"]+)"', page)[:4] == [
        ("title", "start"),
        ("overview", "overview"),
        ("priority", "health"),
        ("chart", "daily-smoking-target"),
    ]
    assert page.count("<h1") == 1
    assert page.count('<div class="drawing ') == 3 * page.count('class="slide chart"')
    assert "Source: THL, Sotkanet (1), CC BY 4.0, updated 15 Jan 2026" in page
    assert "Change: 9.9 − 10.0 = −0.1 percentage points" in page


def test_a_presentation_needs_nothing_but_its_own_stylesheet_and_scripts(client):
    page = got(client, PRESENT)
    assert "_dash" not in page
    assert not re.search(r"<script>|<style>|\son\w+=|https?://(?!www\.w3\.org)", page)
    for address in re.findall(r'(?:src|href)="(/present/[^"]+)"', page):
        assert client.get(address.replace("&amp;", "&")).headers["Cache-Control"].endswith("immutable")


def test_no_suppressed_value_is_in_a_presentation(client):
    page = got(client, "/en/kajaani/present?plan=meeting&slides=work.unemployment.trend")
    assert "2025" in page
    assert not re.search(r'data-label="2025"[^>]*data-value', page)


def test_answers_are_kept_and_compressed(client):
    first = client.get(PRESENT, headers={"Accept-Encoding": "gzip"})
    assert first.headers["Content-Encoding"] == "gzip"
    again = client.get(PRESENT, headers={"Accept-Encoding": "gzip", "If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


def test_the_form_ticks_what_is_shown_and_leads_back_to_it(client):
    form = Boxes(got(client, f"{CHOOSE}&slides=work.unemployment.trend,health.loneliness.target"))
    ticked = [value for name, value in form.fields if name == "slide"]
    assert ticked == ["work", "work.unemployment.trend", "health", "health.loneliness.target"]
    answer = client.get(f"/en/kajaani/present?{urlencode(form.fields)}")
    assert answer.status_code == 302
    assert answer.location == "/en/kajaani/present?plan=meeting&slides=work.unemployment.trend,health.loneliness.target"


def test_numbers_of_places_change_the_order(client):
    sent = [
        ("sent", "1"),
        ("plan", "meeting"),
        ("slide", "health.daily-smoking.groups"),
        ("slide", "health.loneliness.target"),
        ("slide", "work"),
        ("place.health", "2"),
        ("place.work", "1"),
        ("place.health.daily-smoking", "2"),
        ("place.health.loneliness", "1"),
    ]
    location = client.get(f"/en/kajaani/present?{urlencode(sent)}").location
    assert location.endswith("slides=work,health.loneliness.target,health.daily-smoking.groups")


def test_a_choice_of_nothing_leads_back_to_the_form_which_says_so(client):
    answer = client.get("/en/kajaani/present?sent=1&plan=meeting")
    assert answer.location == "/en/kajaani/present/choose?plan=meeting&nothing=1"
    assert "Nothing was chosen." in got(client, answer.location)


def test_only_charts_with_values_are_offered(client):
    offered = re.findall(r'value="work\.(\w+)\.(\w+)"', got(client, CHOOSE))
    assert offered == [("unemployment", "groups"), ("unemployment", "trend")]


def test_files_of_the_same_content_are_linked(client):
    page = got(client, f"{PRESENT}&slides=work.unemployment.trend")
    assert 'href="/download/en/kajaani/deck.pptx?plan=meeting&amp;slides=work.unemployment.trend"' in page


def test_names_of_a_plan_are_escaped_on_slides_and_in_the_form(tmp_path, new_store):
    name = '<b>"Work"</b> {{ title }}'
    priority = replace(PLAN.areas[1], name={"fi": name, "en": name})
    with new_store(tmp_path / "store.sqlite") as opened:
        fill(opened, replace(PLAN, name={"fi": name, "en": name}, areas=(PLAN.areas[0], priority)))
        client = build_app(read_settings({}), opened, lambda: TODAY).server.test_client()
        slides, form = got(client, PRESENT), got(client, CHOOSE)
    escaped = "&lt;b&gt;&#34;Work&#34;&lt;/b&gt; {{ title }}"
    assert f"<title>Kajaani, {escaped}</title>" in slides
    assert f'<p class="eyebrow">{escaped}</p>' in slides
    assert f'<li class="priority" data-name="{escaped}"><fieldset><legend>{escaped}</legend>' in form
    assert "<b>" not in slides + form


@pytest.mark.parametrize(
    ("address", "status", "message"),
    [
        ("/en/kajaani/present?slides=health.x", 400, "priority.indicator.chart"),
        ("/en/kajaani/present?slides=nowhere", 404, "nowhere"),
        ("/sv/kajaani/present?theme=blue", 400, "theme=blue"),
        ("/fi/nowhere/present", 404, "nowhere"),
        ("/de/kajaani/present", 404, "/de/kajaani"),
        ("/en/kajaani/present?slides=work,work", 400, "work"),
        ("/present/secret.py", 404, "secret.py"),
    ],
)
def test_a_wrong_address_is_refused_with_a_message(client, address, status, message):
    page = got(client, address, status)
    assert message in page
    assert "<h1>" in page


def test_another_name_of_an_area_leads_to_its_address_with_the_choice(client):
    answer = client.get("/en/Kajaani/present?slides=culture&theme=dark")
    assert answer.status_code == 302
    assert answer.location == "/en/kajaani/present?slides=culture&theme=dark"


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_overview_and_priority_area_link_to_the_presentation(client, language):
    label = {"fi": "Esitä", "sv": "Presentera", "en": "Present"}[language]
    assert f'<a href="/{language}/kajaani/present">{label}</a>' in got(client, f"/{language}/kajaani")
    assert f'<a href="/{language}/kajaani/present#work">{label}</a>' in got(client, f"/{language}/kajaani/priority/work")


def test_the_plan_of_the_test_is_the_one_shown(client):
    assert PLAN.name["en"] in got(client, PRESENT)


def test_stylesheets_and_scripts_are_all_served(client):
    for name in ("present.css", "choose.css", "present.js", "choose.js", "files.js"):
        assert client.get(STATIC.address(name)).content_type == MEDIA_TYPES[name[name.rindex(".") :]]


@examples(60)
@given(
    st.dictionaries(
        st.sampled_from(["slides", "slide", "sent", "theme", "place.health", "plan", "council"]), st.text(max_size=30)
    )
)
def test_no_query_breaks_the_server(client, query):
    for part in ("present", "present/choose"):
        assert client.get(f"/fi/kajaani/{part}", query_string=query).status_code in {200, 302, 400, 404}
