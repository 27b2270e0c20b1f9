"""The app over a small store: server-rendered pages, errors, downloads, health."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from flask.testing import FlaskClient

from app import build_app
from data_sources.model import TOTAL, Observation, ObservationStatus, Origin, Period, PopulationGroup
from data_sources.plans import Objective, Plan, PlanTarget, PriorityArea
from data_sources.settings import read_settings
from data_sources.store import Store
from tests import builders

NOW = datetime(2026, 1, 2, tzinfo=UTC)
WOMEN = PopulationGroup.parse("sex=female")


def origin(*, sample: bool) -> Origin:
    texts = {"description": {"fi": "Määritelmä <b>tässä</b>", "sv": "", "en": ""}}
    publisher = {"fi": "Tilastokeskus", "sv": "Statistikcentralen", "en": "Statistics Finland"}
    address, updated = "https://example.org/181", date(2025, 4, 29)
    changes = {"publisher": publisher, "address": address, "updated": updated, "sample": sample, "texts": texts}
    return builders.origin("unemployment", "sotkanet:181", **changes)


def observations(area: str, *values: float, group: PopulationGroup = TOTAL) -> list[Observation]:
    return [Observation("unemployment", area, group, Period.year(2020 + index), value) for index, value in enumerate(values)]


@pytest.fixture
def store(tmp_path: Path, new_store: Callable[[Path], Store]) -> Iterator[Store]:
    """A store of the test's own, to be changed."""
    with new_store(tmp_path / "store.sqlite") as store:
        yield filled(store)


@pytest.fixture
def own_client(store: Store) -> FlaskClient:
    """An app over the test's own store."""
    return build_app(read_settings({}), store).server.test_client()


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory, new_store: Callable[[Path], Store]) -> Iterator[FlaskClient]:
    """An app over a store that no test changes."""
    with new_store(tmp_path_factory.mktemp("app") / "store.sqlite") as store:
        yield build_app(read_settings({}), filled(store)).server.test_client()


def filled(store: Store) -> Store:
    values = [
        *observations("KU205", 11.5, 10.25, 9.5),
        *observations("KU205", 9.0, 8.5, 7.5, group=WOMEN),
        *observations("HVA20", 12, 11, 10),
        *observations("SSS", 13, 12, 11),
    ]
    store.replace("unemployment", values, [origin(sample=False)])
    return store


def test_years_without_values_offer_those_that_have_some(client: FlaskClient) -> None:
    page = client.get("/fi/kajaani/indicator/unemployment?years=1990-1995").text
    assert "Vuosilta 1990\N{EN DASH}1995 ei ole lukuja." in page
    assert re.search(r'href="/fi/kajaani/indicator/unemployment[^"]*">Näytä vuosien 2020\N{EN DASH}20\d\d luvut', page)
    assert "Tästä mittarista ei ole lukuja" not in page


def test_suppressed_values_are_not_told_as_none(own_client: FlaskClient, store: Store) -> None:
    hidden = [each._replace(value=None, status=ObservationStatus.SUPPRESSED) for each in observations("KU205", 0.0)]
    store.replace("unemployment", hidden, [origin(sample=False)])
    page = own_client.get("/fi/kajaani/indicator/unemployment").text
    assert "Tämän mittarin luvut Kajaanissa on salattu tietosuojan vuoksi." in page


def page(client: FlaskClient, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, answer.text
    return answer.text


def static_part(html: str) -> str:
    return html.partition('<div id="static-page">')[2].partition('<div id="mount"')[0]


def test_the_first_answer_holds_the_page(client: FlaskClient) -> None:
    html = page(client, "/fi/kajaani/indicator/unemployment")
    assert '<html lang="fi">' in html
    shown = static_part(html)
    assert "<h1>Työttömät" in shown
    assert "9,5" in shown
    assert "<svg" in shown
    assert "Tilastokeskus" in shown
    assert "Määritelmä &lt;b&gt;" in shown
    assert not re.search(r'\sid="', shown.replace('id="static-content"', ""))


def test_the_layout_is_in_the_first_response(client: FlaskClient) -> None:
    html = page(client, "/en/kajaani/indicator/unemployment?group=sex=female")
    block = re.search(r'<script id="server-layout" type="application/json">(.*?)</script>', html, re.DOTALL)
    assert block
    layout = json.loads(block[1])
    assert layout["type"] == "MantineProvider"
    assert '"pathname": "/en/kajaani/indicator/unemployment"' in json.dumps(layout)
    assert '"search": "?group=sex=female"' in json.dumps(layout)


def test_real_values_have_no_sample_mark_and_sample_values_do(store: Store, own_client: FlaskClient) -> None:
    assert "sample" not in static_part(page(own_client, "/en/kajaani/indicator/unemployment")).lower()
    store.replace("loneliness", [Observation("loneliness", "KU205", TOTAL, Period.year(2024), 9.5)], [_sample_origin()])
    shown = static_part(page(own_client, "/en/kajaani/indicator/loneliness")).lower()
    assert "sample data, not real figures" in shown
    assert "./run refresh" in shown
    real = static_part(page(own_client, "/en/kajaani/indicator/unemployment"))
    assert "sample-mark" not in real
    assert "Some of the values are sample data" in real
    assert "not real figures" not in real


def _sample_origin() -> Origin:
    publisher = {"fi": "Hytetaulu", "sv": "Hytetaulu", "en": "Hytetaulu"}
    return Origin("loneliness", "sotkanet:4284", publisher, "CC BY 4.0", "", None, NOW, sample=True)


def test_an_indicator_without_values_says_so(client: FlaskClient) -> None:
    shown = static_part(page(client, "/en/kajaani/indicator/loneliness"))
    assert "There are no values for this indicator in Kajaani" in shown
    assert "<svg" not in shown.partition("<main")[2]


def test_nothing_to_compare_with_is_not_called_good(store: Store, own_client: FlaskClient) -> None:
    none = "There are no values of the same years to compare with"
    assert none not in static_part(page(own_client, "/en/kajaani"))
    store.replace("unemployment", observations("KU205", 11.5, 10.25, 9.5), [origin(sample=False)])
    shown = static_part(page(own_client, "/en/kajaani"))
    assert none in shown
    assert "No value is worse" not in shown


def test_a_plan_without_indicators_has_no_lists_of_values(store: Store, own_client: FlaskClient) -> None:
    objective = Objective("walk", {"fi": "Kävellään"})
    priority = PriorityArea("moving", {"fi": "Liikkuminen"}, (objective,))
    store.save_plan(Plan("bare", "KU205", 2026, 2029, {"fi": "Ilman mittareita"}, (priority,)), NOW)
    shown = static_part(page(own_client, "/fi/kajaani?plan=bare"))
    assert shown.count("Ei mittareita.") == 2
    assert 'class="lists"' not in shown
    assert 'class="lists"' in static_part(page(own_client, "/fi/kajaani?plan=kajaani-2026-2029"))


@pytest.mark.parametrize(
    ("examples", "message"),
    [
        ((True, True), "The targets are example targets"),
        ((True, False), "Some of the targets are example targets"),
        ((False, False), ""),
    ],
)
def test_example_targets_are_told_as_many_as_they_are(
    store: Store, own_client: FlaskClient, examples: tuple[bool, ...], message: str
) -> None:
    targets = tuple(
        PlanTarget(f"t{number}", "unemployment", group, "KU205", Period(2020, 2029), target=5.0, example=example)
        for number, (group, example) in enumerate(zip((TOTAL, WOMEN), examples, strict=True))
    )
    objective = Objective("walk", {"fi": "Kävellään"}, targets=targets)
    priority = PriorityArea("moving", {"fi": "Liikkuminen"}, (objective,))
    store.save_plan(Plan("two", "KU205", 2026, 2029, {"fi": "Kaksi tavoitetta"}, (priority,)), NOW)
    shown = static_part(page(own_client, "/en/kajaani?plan=two"))
    assert message in shown
    assert ("example targets" in shown) == bool(message)


def test_the_nearest_parents_value_is_named(client: FlaskClient) -> None:
    shown = static_part(page(client, "/en/sotkamo/indicator/unemployment"))
    assert "Kainuu wellbeing services county" in shown
    assert "Sotkamo" in shown
    assert "10.0%" in shown
    listed = static_part(page(client, "/en/explore?area=sotkamo"))
    assert re.search(r"10\.0%.*?Kainuu wellbeing services county", listed, re.DOTALL)


@pytest.mark.parametrize(
    ("url", "status", "message"),
    [
        ("/fi/atlantis", 404, "atlantis"),
        ("/sv/kajaani/indicator/x", 404, "Sidan"),
        ("/fi/kajaani?council=red", 400, "red"),
        ("/en/kajaani/indicator/unemployment?group=<script>", 400, "&lt;script&gt;"),
        ("/no/such/page/at/all", 404, "/no/such/page/at/all"),
        ("/download/en/kajaani/indicator/unemployment/trend.exe", 404, "exe"),
        ("/download/en/kajaani/indicator/unemployment/pie.csv", 404, "pie"),
        ("/download/en/atlantis/indicator/unemployment/trend.csv", 404, "atlantis"),
        ("/en/kajaani?plan=nope", 404, "no plan called nope"),
        ("/en/kajaani/priority/nope", 404, "no priority area called nope"),
        ("/en/kajaani/indicator/unemployment?plan=<script>", 404, "&lt;script&gt;"),
        ("/_dash-component-suites/nothing/x.js", 404, "no such file"),
    ],
)
def test_a_wrong_address_gets_a_readable_page(client: FlaskClient, url: str, status: int, message: str) -> None:
    answer = client.get(url)
    assert answer.status_code == status
    assert message in answer.text
    assert "Traceback" not in answer.text
    assert "<script>" not in answer.text


def test_the_root_leads_to_the_default_area(client: FlaskClient) -> None:
    answer = client.get("/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/fi/kajaani")


def test_a_form_sent_without_javascript_leads_to_the_views_address(client: FlaskClient) -> None:
    answer = client.get("/fi/kajaani/indicator/unemployment?area=Sotkamo&indicator=unemployment&group=sex=female")
    assert answer.headers["Location"] == "/fi/sotkamo/indicator/unemployment?group=sex=female"


def test_a_form_sent_without_javascript_never_compares_an_area_with_itself(client: FlaskClient) -> None:
    answer = client.get("/fi/kajaani/indicator/unemployment?area=Kuopio&indicator=unemployment&compare=kuopio,sotkamo")
    assert answer.headers["Location"] == "/fi/kuopio/indicator/unemployment?compare=sotkamo"
    assert client.get("/fi/kuopio?compare=kuopio,sotkamo").headers["Location"] == "/fi/kuopio?compare=sotkamo"


def test_a_download_moves_with_its_page(client: FlaskClient) -> None:
    answer = client.get("/download/fi/KU205/indicator/unemployment/trend.csv?compare=sotkamo")
    assert answer.headers["Location"] == "/download/fi/kajaani/indicator/unemployment/trend.csv?compare=sotkamo"


def test_the_csv_holds_the_values(client: FlaskClient) -> None:
    answer = client.get("/download/fi/kajaani/indicator/unemployment/trend.csv")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert 'filename="kajaani-unemployment-trend-fi.csv"' in answer.headers["Content-Disposition"]
    values = [row["value"] for row in csv.DictReader(io.StringIO(answer.text)) if "Kajaani" in row.values()]
    assert [float(value) for value in values] == [11.5, 10.25, 9.5]


def test_the_svg_is_a_picture_of_its_own(client: FlaskClient) -> None:
    answer = client.get("/download/sv/kajaani/indicator/unemployment/trend.svg")
    assert answer.headers["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert ET.fromstring(answer.data).tag == "{http://www.w3.org/2000/svg}svg"  # noqa: S314  # our own answer


def test_an_unchanged_page_is_not_sent_again(store: Store, own_client: FlaskClient) -> None:
    url = "/fi/kajaani/indicator/unemployment"
    tag = own_client.get(url).headers["ETag"]
    assert own_client.get(url, headers={"If-None-Match": tag}).status_code == 304
    store.replace("unemployment", observations("KU205", 11.5, 10.25, 8.5), [origin(sample=False)])
    changed = own_client.get(url, headers={"If-None-Match": tag})
    assert changed.status_code == 200
    assert "8,5" in changed.text


def test_health_tells_what_the_store_holds(client: FlaskClient) -> None:
    state = client.get("/health").json
    assert state.pop("revision") > 1  # the values and the shipped plans
    assert state == {"status": "ok", "observations": 12, "sample": False}


def test_no_answer_sets_a_cookie(client: FlaskClient) -> None:
    for url in ("/fi/kajaani", "/fi/sources", "/health", "/fi/atlantis"):
        assert "Set-Cookie" not in client.get(url).headers


def test_in_a_mixed_store_every_list_marks_the_sample_values(store: Store, own_client: FlaskClient) -> None:
    store.replace("loneliness", [Observation("loneliness", "KU205", TOTAL, Period.year(2024), 9.5)], [_sample_origin()])
    listed = static_part(page(own_client, "/en/explore"))
    assert re.search(r"Unemployed people</a></th>", listed)
    assert re.search(r'loneliness">[^<]*</a><span class="sample-tag">sample</span></th>', listed)
