"""What the API answers, and how it refuses."""

from __future__ import annotations

import csv
import io
from itertools import product
from typing import Any

import pytest
from flask.testing import FlaskClient

from data_sources.areas import read_areas
from data_sources.indicators import read_indicators
from data_sources.model import TOTAL, Observation, Period, Unit
from data_sources.store import Store
from tests.dashboard.api.conftest import UNEMPLOYMENT, observation, origin

OBSERVATIONS = "/api/v1/observations?indicator=unemployment"


def get(client: FlaskClient, url: str) -> Any:
    answer = client.get(url)
    assert answer.status_code == 200, answer.text
    return answer.json


def rows(client: FlaskClient, url: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(client.get(url).text)))


def test_areas_are_listed_by_level_and_within_an_area(client: FlaskClient) -> None:
    counties = get(client, "/api/v1/areas?level=county")
    assert counties["count"] == len(counties["areas"]) == 23
    within = get(client, "/api/v1/areas?area=HVA20&level=municipality")["areas"]
    assert [area["slug"] for area in within] == [area.slug for area in read_areas().municipalities(read_areas().by_code["HVA20"])]
    kajaani = next(area for area in within if area["id"] == "KU205")
    assert kajaani["name"] == {"fi": "Kajaani", "sv": "Kajana", "en": "Kajaani"}
    assert kajaani["parents"] == ["HVA20", "MK18", "SSS"]


def test_indicators_tell_unit_direction_groups_and_sources(client: FlaskClient) -> None:
    (found,) = get(client, "/api/v1/indicators?indicator=unemployment")["indicators"]
    assert (found["id"], found["unit"], found["direction"], found["has_figures"]) == ("unemployment", "%", "lower", True)
    assert {"id": "sex=female", "name": {"fi": "Naiset", "sv": "Kvinnor", "en": "Women"}} in found["groups"]
    assert found["sources"][0]["id"] == "sotkanet:181"
    (other,) = get(client, "/api/v1/indicators?indicator=loneliness")["indicators"]
    assert (other["has_figures"], other["sources"]) == (False, [])


def test_observations_come_sorted_with_units_and_sources(client: FlaskClient) -> None:
    answer = get(client, OBSERVATIONS)
    assert [(each["area"], each["group"], each["period"], each["value"]) for each in answer["observations"]] == [
        ("HVA20", "total", "2021", 11.0),
        ("KU205", "total", "2020", 11.5),
        ("KU205", "total", "2021", 10.25),
        ("KU205", "total", "2022", None),
        ("KU205", "total", "2023", None),
        ("KU205", "sex=female", "2021", 8.5),
        ("KU205", "sex=male", "2021", 12.0),
        ("SSS", "total", "2018-2020", 13.0),
        ("SSS", "total", "2021", 12.0),
    ]
    first = answer["observations"][1]
    assert (first["low"], first["high"], first["interval"], first["unit"]) == (10.9, 12.1, "published", "%")
    assert (answer["sample"], answer["notice"], answer["next"]) == (False, "", None)
    assert first["licence"] == "CC BY 4.0"


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("area=kajaani", 6),
        ("area=205,SSS", 8),
        ("level=county", 1),
        ("area=kajaani,SSS&level=country", 2),
        ("group=sex=female,sex=male", 2),
        ("group=total&years=2021", 3),
        ("years=2020-2021", 7),
        ("period=2018-2020", 1),
        ("period=2018-2020,2023", 2),
        ("area=utsjoki", 0),
    ],
)
def test_observations_are_chosen(client: FlaskClient, query: str, count: int) -> None:
    assert get(client, f"{OBSERVATIONS}&{query}")["count"] == count


@pytest.mark.parametrize("limit", [1, 2, 4, 8, 9])
def test_pages_together_are_the_whole(store: Store, own_client: FlaskClient, limit: int) -> None:
    other = [Observation("loneliness", area, TOTAL, Period.year(2024), 9.5) for area in ("KU205", "KU297")]
    store.replace("loneliness", other, [origin("loneliness")])
    url = "/api/v1/observations?indicator=unemployment,loneliness"
    whole = get(own_client, url)["observations"]
    parts, url = [], f"{url}&limit={limit}"
    while url:
        answer = own_client.get(url)
        url = answer.json["next"]
        assert answer.headers.get("Link") == (f'<{url}>; rel="next"' if url else None)
        assert answer.json["count"] <= limit
        parts += answer.json["observations"]
    assert parts == whole
    assert len(whole) == 11
    assert [each["indicator"] for each in whole[:2]] == ["loneliness", "loneliness"]


def test_a_page_goes_on_where_it_stopped_though_observations_came_before(store: Store, own_client: FlaskClient) -> None:
    first = get(own_client, f"{OBSERVATIONS}&limit=2")
    store.replace("unemployment", [*UNEMPLOYMENT, observation("HVA01", 2021, 5.0)], [origin("unemployment")])
    assert get(own_client, first["next"])["observations"][0]["period"] == "2021"


def test_a_suppressed_value_has_a_status_and_no_number(client: FlaskClient) -> None:
    for form in ("json", "json-stat", "csv"):
        answer = client.get(f"{OBSERVATIONS}&area=kajaani&period=2022&format={form}")
        assert "suppressed" in answer.text
    (found,) = get(client, f"{OBSERVATIONS}&area=kajaani&period=2022")["observations"]
    assert {name: found[name] for name in ("value", "low", "high", "numerator", "denominator", "interval")} == dict.fromkeys(
        ("value", "low", "high", "numerator", "denominator", "interval")
    )
    assert get(client, f"{OBSERVATIONS}&area=kajaani&period=2022&format=json-stat")["value"] == {}


def test_an_interval_calculated_from_counts_says_so(store: Store, own_client: FlaskClient) -> None:
    shares = (each for each in read_indicators().values() if each.counts and (each.unit, each.decimals) == (Unit.PERCENT, 1))
    name = next(shares).id
    counted = Observation(name, "KU205", TOTAL, Period.year(2024), 10.0, numerator=100, denominator=1000)
    store.replace(name, [counted], [origin(name)])
    (found,) = get(own_client, f"/api/v1/observations?indicator={name}")["observations"]
    assert (found["value"], found["low"], found["high"], found["interval"]) == (10.0, 8.3, 12.0, "calculated")
    cube = get(own_client, f"/api/v1/observations?indicator={name}&format=json-stat")
    assert cube["status"] == {"1": "calculated", "2": "calculated"}


def test_every_reply_tells_of_sample_data(store: Store, own_client: FlaskClient) -> None:
    store.replace(
        "loneliness", [Observation("loneliness", "KU205", TOTAL, Period.year(2024), 9.5)], [origin("loneliness", sample=True)]
    )
    url = "/api/v1/observations?indicator=loneliness"
    answer = get(own_client, url)
    assert (answer["sample"], answer["notice"]) == (True, "Sample data, not real figures.")
    assert answer["observations"][0]["sample"] is True
    assert rows(own_client, f"{url}&format=csv")[0]["sample"] == "true"
    assert get(own_client, f"{url}&format=json-stat")["note"] == ["Sample data, not real figures."]
    assert get(own_client, "/api/v1/areas")["sample"] is True
    assert get(own_client, OBSERVATIONS)["sample"] is False


def test_csv_is_a_table_that_no_spreadsheet_takes_for_formulas(client: FlaskClient) -> None:
    answer = client.get(f"{OBSERVATIONS}&area=SSS&format=csv")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    first = rows(client, f"{OBSERVATIONS}&area=SSS&format=csv")[0]
    assert (first["period"], first["value"], first["low"], first["status"]) == ("2018-2020", "13", "", "normal")
    assert first["source"] == "'=Statistics Finland, sotkanet:181"
    plans = {row["id"]: row["name_fi"] for row in rows(client, "/api/v1/plans?format=csv")}
    assert plans["jobs"] == "'=Työsuunnitelma"
    assert client.get(f"{OBSERVATIONS}&format=csv&bom=true").data.startswith(b"\xef\xbb\xbfindicator,")


def decoded(cube: dict[str, Any]) -> dict[tuple[str, ...], float]:
    """Return the values of a JSON-stat dataset by the ids of its dimensions, as any reader of the format would."""
    ids = [cube["dimension"][name]["category"]["index"] for name in cube["id"]]
    assert [len(each) for each in ids] == cube["size"]
    return {cell: cube["value"][str(place)] for place, cell in enumerate(product(*ids)) if str(place) in cube["value"]}


def test_json_stat_decodes_to_the_same_observations(client: FlaskClient) -> None:
    cube = get(client, f"{OBSERVATIONS}&format=json-stat")
    assert (cube["version"], cube["class"], cube["role"]["time"], cube["role"]["geo"]) == ("2.0", "dataset", ["period"], ["area"])
    observations = get(client, OBSERVATIONS)["observations"]
    expected = {
        (each["indicator"], each["area"], each["group"], each["period"], measure): each[measure]
        for each in observations
        for measure in ("value", "low", "high", "numerator", "denominator")
        if each[measure] is not None
    }
    assert decoded(cube) == expected
    assert sorted(cube["status"].values()) == ["missing", "provisional", "suppressed"]
    assert cube["dimension"]["area"]["category"]["label"]["KU205"] == "Kajaani"
    assert cube["dimension"]["indicator"]["category"]["unit"]["unemployment"] == {"label": "%", "decimals": 1}


def test_plans_are_those_an_area_follows(client: FlaskClient) -> None:
    listed = {each["id"]: each["retired"] for each in get(client, "/api/v1/plans")["plans"]}
    assert listed == dict.fromkeys(("jobs", "kainuu-2026-2029", "kannus-2026-2029", "kuopio-2026-2029"))
    assert {each["area"] for each in get(client, "/api/v1/plans?area=sotkamo")["plans"]} == {"HVA20"}
    assert get(client, "/api/v1/plans?area=suomi")["plans"] == []


def test_a_retired_plan_is_not_listed_but_answers_and_says_so(client: FlaskClient) -> None:
    plan = get(client, "/api/v1/plans/kajaani-2026-2029")["plan"]
    assert (plan["id"], plan["retired"] is None) == ("kajaani-2026-2029", False)


def test_a_plan_tells_where_its_indicators_stand(client: FlaskClient) -> None:
    answer = get(client, "/api/v1/plans/jobs")
    (indicator_status,) = answer["standings"]
    assert indicator_status["uncertain"] is False
    assert (indicator_status["status"], indicator_status["figure_period"], indicator_status["figure_value"]) == (
        "out of date",
        "2021",
        10.25,
    )
    assert (indicator_status["change"], indicator_status["own"], indicator_status["target"]["example"]) == (-1.25, True, True)
    assert answer["priorities"][0]["statuses"] == {"out of date": 1}
    assert answer["day"] == "2026-11-21"
    (row,) = rows(client, "/api/v1/plans/jobs?format=csv")
    assert (row["status"], row["target_value"], row["target_year"]) == ("out of date", "5", "2029")


def test_a_chart_is_the_one_of_the_page(client: FlaskClient) -> None:
    answer = get(client, "/api/v1/charts/en/kajaani/unemployment/trend")
    assert answer["sentence"].startswith("Unemployed people in Kajaani in 2021: 10.2%")
    assert answer["series"][0]["name"] == "Kajaani"
    assert any(point["status"] == "suppressed" and point["value"] is None for point in answer["series"][0]["points"])
    table = client.get("/api/v1/charts/fi/KU205/unemployment/trend?format=csv&compare=&bom=true")
    assert table.text.startswith("\ufefftitle,")


@pytest.mark.parametrize(
    ("url", "status", "message"),
    [
        ("/observations", 400, "The parameter indicator is missing"),
        ("/observations?indicator=nope", 404, "no indicator 'nope'"),
        ("/observations?indicator=unemployment&area=atlantis", 404, "no area 'atlantis'"),
        ("/observations?indicator=unemployment&group=sex=other", 400, "'other' is no category of 'sex'"),
        ("/observations?indicator=unemployment&years=2020-2010", 400, "years='2020-2010': expected a year"),
        ("/observations?indicator=unemployment&period=20", 400, "a period is written"),
        ("/observations?indicator=unemployment&limit=0", 400, "from 1 to 5000"),
        ("/observations?indicator=unemployment&limit=١", 400, "from 1 to 5000"),
        ("/observations?indicator=unemployment&after=x", 400, "the value in `next`"),
        ("/observations?indicator=unemployment&after=loneliness,KU205,total,2020", 400, "not one of the requested indicators"),
        ("/observations?indicator=unemployment&indicator=x", 400, "given twice"),
        ("/observations?indicator=" + ",".join(["unemployment"] * 21), 400, "at most 20"),
        ("/observations?colour=red", 400, "no parameter 'colour'"),
        ("/areas?format=xml", 400, "expected json or csv"),
        ("/areas?level=" + "x" * 3000, 400, "longer than 2000"),
        ("/plans/nope", 404, "no plan 'nope'"),
        ("/plans/default", 404, "no plan 'default'"),
        ("/plans/jobs?area=kuopio", 404, "kuopio does not follow the plan jobs"),
        ("/charts/fi/kajaani/unemployment/pie", 400, "chart='pie'"),
        ("/charts/fi/kajaani/loneliness/trend", 404, "no values"),
        ("/charts/fi/atlantis/unemployment/trend", 404, "atlantis"),
        ("/charts/fi/kajaani/unemployment/trend?plan=nope", 404, "no plan called nope"),
        ("/nothing", 404, "nothing at /api/v1/nothing"),
        ("?lang=de", 400, "lang='de'"),
        ("/openapi.json?x=1", 400, "no parameter 'x' here; available: none"),
    ],
)
def test_a_fault_is_a_problem_that_says_what_to_check(client: FlaskClient, url: str, status: int, message: str) -> None:
    answer = client.get(f"/api/v1{url}")
    assert (answer.status_code, answer.content_type) == (status, "application/problem+json")
    problem = answer.get_json(force=True)
    assert problem["status"] == status
    assert message in problem["detail"]
    assert len(problem["detail"]) < 400


def test_nothing_can_be_changed(client: FlaskClient) -> None:
    for method in (client.post, client.put, client.delete):
        answer = method("/api/v1/areas")
        assert (answer.status_code, answer.content_type) == (405, "application/problem+json")
        assert "GET" in answer.headers["Allow"]


def test_an_unchanged_reply_is_not_sent_again(store: Store, own_client: FlaskClient) -> None:
    first = own_client.get(OBSERVATIONS)
    tag = first.headers["ETag"]
    assert not tag.startswith("W/")
    assert first.headers["Cache-Control"] == "public, no-cache"
    assert own_client.get(OBSERVATIONS, headers={"If-None-Match": tag}).status_code == 304
    store.replace("unemployment", [observation("KU205", 2021, 9.5)], [origin("unemployment")])
    changed = own_client.get(OBSERVATIONS, headers={"If-None-Match": tag})
    assert (changed.status_code, changed.json["observations"][0]["value"]) == (200, 9.5)


def test_any_site_may_read_without_cookies(client: FlaskClient) -> None:
    asked = client.options(OBSERVATIONS, headers={"Origin": "https://www.kajaani.fi", "Access-Control-Request-Method": "GET"})
    assert asked.status_code == 200
    assert asked.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    for url in (OBSERVATIONS, "/api/v1", "/api/v1/nothing"):
        answer = client.get(url, headers={"Origin": "https://www.kajaani.fi"})
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert "Set-Cookie" not in answer.headers
    head = client.head(OBSERVATIONS)
    assert (head.status_code, head.data) == (200, b"")
    assert head.headers["ETag"] == client.get(OBSERVATIONS).headers["ETag"]


@pytest.mark.parametrize(
    ("accepted", "title"), [("fi", "Avoin data"), ("sv-FI, en", "Öppna data"), ("de", "Avoin data"), ("en", "Open data")]
)
def test_the_page_is_in_the_readers_language(client: FlaskClient, accepted: str, title: str) -> None:
    answer = client.get("/api/v1", headers={"Accept-Language": accepted})
    assert f"<h1>{title}" in answer.text
    assert "Accept-Language" in answer.headers["Vary"]
    assert "<h1>Öppna data" in client.get("/api/v1?lang=sv", headers={"Accept-Language": accepted}).text
