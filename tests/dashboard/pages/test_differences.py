"""The page of differences over a small store: findings, counts, rows, marks, order, filters, parents' values, areas."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from html import unescape

import pytest
from flask.testing import FlaskClient

from app import build_app
from data_sources.indicators import read_indicators
from data_sources.model import Observation, ObservationStatus, Origin, Period, PopulationGroup
from data_sources.plans import Followed, Objective, Plan, PriorityArea
from data_sources.settings import read_settings
from data_sources.store import Store
from tests import builders

NOW = datetime(2026, 1, 2, tzinfo=UTC)
NB = "\N{NO-BREAK SPACE}"
PAGE = "/en/kajaani/differences?plan=gaps"
SECRET = 77771.3


def observations(name: str, area: str, year: int, margin: float | None = None, **values: float | None) -> list[Observation]:
    """Return observations by category (`low`, `female`, `total` …), with intervals of ± `margin`; None is a suppressed one."""
    groups = {
        "total": "",
        "female": "sex=female",
        "male": "sex=male",
        **{level: f"education={level}" for level in ("low", "middle", "high")},
        "young": "age=20-64",
        "old": "age=65+",
    }
    found = []
    for key, value in values.items():
        group, period = PopulationGroup.parse(groups[key]), Period.year(year)
        if value is None:
            found.append(Observation(name, area, group, period, None, status=ObservationStatus.SUPPRESSED))
        else:
            ends = (value - margin, value + margin) if margin else (None, None)
            found.append(Observation(name, area, group, period, value, *ends))
    return found


def origin(name: str) -> Origin:
    series = str(read_indicators()[name].series[0])
    return builders.origin(name, series, publisher={"fi": "Laitos", "en": "Institute"}, updated=date(2026, 5, 12))


@pytest.fixture
def store(tmp_path, new_store) -> Iterator[Store]:
    store = new_store(tmp_path / "store.sqlite")
    followed = [Objective(name, {"fi": name}, followed=(Followed(name),)) for name in ("daily-smoking", "obesity", "loneliness")]
    areas = (
        PriorityArea("health", {"fi": "Terveys", "en": "Health"}, (followed[0], followed[1])),
        PriorityArea("people", {"fi": "Ihmiset", "en": "People"}, (followed[2],)),
    )
    store.save_plan(Plan("gaps", "KU205", 2026, 2029, {"fi": "Erosuunnitelma", "en": "Plan of gaps"}, areas), NOW)
    yield store
    store.close()


@pytest.fixture
def client(store: Store) -> FlaskClient:
    smoking = [
        *observations("daily-smoking", "KU205", 2022, 1.0, low=16.0, middle=11.0, high=8.0),
        *observations(
            "daily-smoking", "KU205", 2024, 1.0, low=20.0, middle=11.0, high=5.0, female=9.0, male=10.0, young=13.0, old=7.0
        ),
    ]
    store.replace("daily-smoking", smoking, [origin("daily-smoking")])
    store.replace("obesity", observations("obesity", "KU205", 2024, female=24.0, male=30.0), [origin("obesity")])
    store.replace(
        "loneliness", observations("loneliness", "HVA20", 2024, 1.0, low=14.0, middle=10.0, high=9.0), [origin("loneliness")]
    )
    return build_app(read_settings({}), store, lambda: date(2026, 9, 1)).server.test_client()


def shown(client: FlaskClient, url: str = PAGE) -> str:
    """Return the server-drawn page."""
    answer = client.get(url)
    assert answer.status_code == 200, answer.text
    return answer.text.partition('<div id="static-page">')[2].partition('<div id="mount"')[0]


def text_of(html: str) -> str:
    """Return the text that a reader gets, seen or heard."""
    return re.sub(r"\s+", " ", unescape(re.sub("<[^>]+>", " ", html))).strip()


def rows(html: str, kind: str = "gaps") -> list[str]:
    """Return the text of every row of a table."""
    table = html.partition(f'<table class="differences {kind}">')[2].partition("</table>")[0]
    return [text_of(row) for row in re.findall("<tr>(.*?)</tr>", table.partition("<tbody>")[2], re.DOTALL)]


def test_the_page_says_whose_plan_it_is_and_is_in_the_navigation(client):
    html = shown(client)
    assert "<h1>Differences in wellbeing and health</h1>" in html
    assert "Kajaani, Plan of gaps" in text_of(html)
    assert re.search(r'<a href="/en/kajaani/differences\?plan=gaps" aria-current="page">Differences</a>', html)


def test_the_certain_gap_is_the_first_finding_and_links_to_its_worse_off_group(client):
    html = shown(client)
    findings = html.partition('class="findings"')[2].partition("</section>")[0]
    first = findings.partition("</li>")[0]
    assert "/en/kajaani/indicator/daily-smoking?group=education=low&amp;plan=gaps" in first
    assert "20.0% among people with a low level of education" in text_of(first)
    assert "The difference is 15.0 percentage points" in text_of(first)
    assert "The situation is worse among people with a low level of education" in text_of(first)
    assert findings.count("<li>") == 2, "one of each indicator, and none from a parent's values"


def test_certain_uncertain_and_unknown_gaps_are_counted_without_those_of_a_parent(client):
    said = text_of(shown(client))
    assert "1 certain difference, 1 uncertain, 1 whose certainty cannot be assessed." in said
    assert "In 1 row the values are those of a larger area" in said
    of_a_parent = text_of(shown(client, f"{PAGE}&priority=people"))
    assert "0 certain" not in of_a_parent
    assert "In 1 row the values are those of a larger area" in of_a_parent


def test_a_row_holds_groups_marks_gap_growth_and_people_as_text(client):
    row = next(row for row in rows(shown(client)) if row.startswith("Daily smokers 2024, lower is better Education"))
    assert "Low level of education 20.0% (worse, " in row
    assert "High level of education 5.0% (better, " in row
    assert "4.00 times" in row
    assert f"15.0{NB}p.p." in row or "15.0 p.p." in row
    assert "(13.6\N{EN DASH}16.4) certain" in row  # 15 ± 1.96 · √2 · 1/1.96
    assert "+7.0 p.p. since 2022 growing" in row.replace(NB, " ")
    assert row.endswith("The sizes of the groups are not known.")


def test_the_position_of_a_group_is_told_by_shape_and_text(client):
    html = shown(client)
    assert re.search(r'title="worse, [a-z ]+"><svg class="stand stand-worse', html)
    assert 'class="stand stand-worse uncertain"' in html
    assert 'class="stand stand-worse unknown"' in html
    legend = text_of(html.partition('class="legend-marks"')[2].partition("</ul>")[0])
    for meaning in ("better than the other groups", "worse than the other groups", "certain", "uncertain", "not assessable"):
        assert meaning in legend


@pytest.mark.parametrize(
    ("sort", "first", "column"),
    [
        ("width", "Daily smokers", "Difference"),
        ("growth", "Daily smokers", "Change of the difference"),
        ("plan", "Daily smokers", "Indicator"),
    ],
)
def test_the_order_is_marked_at_its_column_and_link(client, sort, first, column):
    html = shown(client, f"{PAGE}&sort={sort}" if sort != "width" else PAGE)
    assert rows(html)[0].startswith(first)
    assert re.findall(r'<th scope="col" aria-sort="(?:a|de)scending">([^<]+)</th>', html) == [column]
    current = re.findall(r'<a href="[^"]*" aria-current="true">([^<]+)</a>', html.partition("Order:")[2].partition("</ul>")[0])
    assert len(current) == 1


def test_persons_are_counted_from_the_sizes_of_the_groups_and_order_the_rows(store, client):
    sizes = {"": 10_000, "education=low": 2_000, "education=middle": 5_000, "education=high": 3_000}
    population = [
        Observation("population-by-group", "KU205", PopulationGroup.parse(f"age=20+;{group}".strip(";")), Period.year(2024), size)
        for group, size in sizes.items()
    ]
    store.replace("population-by-group", population, [origin("population-by-group")])
    first, *others = rows(shown(client, f"{PAGE}&sort=persons"))
    assert first.startswith("Daily smokers 2024, lower is better Education")
    assert first.endswith("about 600 fewer")  # 0.2 of 2,000, 0.11 of 5,000 and 0.05 of 3,000 are 1,100; 0.05 of 10,000 are 500
    assert not any("about" in row for row in others)


def test_unlike_units_are_ordered_by_ratio(client):
    ratios = [float(re.search(r"([\d.]+) times", row)[1]) for row in rows(shown(client))]
    assert ratios == sorted(ratios, reverse=True)
    assert ratios == [4.0, 1.56, 1.25, 1.11]


def test_priority_area_and_dimension_filter_everything(client):
    html = shown(client, f"{PAGE}&priority=people")
    assert [row.partition(" 2024")[0] for row in rows(html)] == ["People who feel lonely"]
    assert 'class="findings"' not in html
    of_sex = rows(shown(client, f"{PAGE}&dimension=sex"))
    assert len(of_sex) == 2
    assert all(" Sex Women " in row for row in of_sex)
    assert "No indicator has differences to show with this choice." in text_of(
        shown(client, f"{PAGE}&priority=people&dimension=sex")
    )


def test_ages_are_a_profile_without_a_gap(client):
    html = shown(client)
    assert not any("aged" in row.lower() for row in rows(html))
    (profile,) = rows(html, "profiles")
    assert profile.startswith("Daily smokers")
    assert "Aged 20\N{EN DASH}64 13.0%" in profile
    assert profile.index("Aged 20") < profile.index("Aged 65")
    assert "worse" not in profile
    assert 'class="profile-line"' in html


def test_a_parents_values_name_the_parent(client):
    row = next(row for row in rows(shown(client)) if row.startswith("People who feel lonely"))
    assert "Kainuu wellbeing services county: no values by group for Kajaani" in row


def test_a_suppressed_group_has_its_label_and_no_number(store, client):
    hidden = observations("obesity", "KU205", 2024, low=30.0, middle=None, high=20.0)
    hidden[1] = hidden[1]._replace(value=None)
    store.replace("obesity", [*observations("obesity", "KU205", 2024, female=24.0, male=30.0), *hidden], [origin("obesity")])
    row = next(row for row in rows(shown(client)) if "Education" in row and row.startswith("Obes"))
    assert "Medium level of education suppressed" in row
    assert "suppressed" not in rows(shown(client))[0]


def test_without_any_group_the_page_says_so(store):
    client = build_app(read_settings({}), store, lambda: date(2026, 9, 1)).server.test_client()
    html = shown(client)
    assert "No indicator of the plan has values by population group here or in the larger areas around." in text_of(html)
    assert "<table" not in html


def test_an_unknown_priority_area_is_told(client):
    answer = client.get(f"{PAGE}&priority=nope")
    assert answer.status_code == 404
    assert "no priority area called nope" in answer.text


def test_the_form_keeps_filters_without_javascript(client):
    form = shown(client, f"{PAGE}&dimension=sex&sort=plan").partition('<form class="controls"')[2].partition("</form>")[0]
    assert {("plan", "gaps"), ("dimension", "sex"), ("sort", "plan")} <= set(
        re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', form)
    )


def test_municipalities_are_compared_by_their_certain_differences_first(store, client):
    between = [
        *observations("obesity", "KU205", 2024, female=24.0, male=30.0, total=27.0),
        *observations("obesity", "KU290", 2024, total=40.0),
    ]
    smoking = [
        *observations("daily-smoking", "KU205", 2024, 1.0, total=10.0),
        *observations("daily-smoking", "KU290", 2024, 1.0, total=13.0),
        *observations("daily-smoking", "KU765", 2024, 1.0, total=11.0),
    ]
    store.replace("obesity", between, [origin("obesity")])
    store.replace("daily-smoking", smoking, [origin("daily-smoking")])
    found = rows(shown(client), "between")
    assert found[0] == "Daily smokers 2024, lower is better Kuhmo 13.0% Kajaani 10.0% 1.30 times certain"
    assert found[1].endswith("Kuhmo 40.0% Kajaani 27.0% 1.48 times certainty not assessable")


def test_the_source_is_named(client):
    assert "Source: Institute, Sotkanet, CC BY 4.0, updated 12 May 2026" in text_of(shown(client))


def test_the_short_lists_name_gaps_certain_only_where_they_are(client, store):
    said = text_of(shown(client, "/en/kajaani?plan=gaps"))
    assert "Differences that matter most Daily smokers by education: 20.0% among people with a low level" in said
    assert "(certain) Obesity by sex: 30.0% among men and 24.0% among women (certainty not assessable) All differences" in said
    assert "Daily smokers by education: the difference has grown by 7.0 percentage points since 2022" in said.replace(NB, " ")
    store.replace(
        "daily-smoking", observations("daily-smoking", "KU205", 2024, 9.0, low=20.0, high=15.0), [origin("daily-smoking")]
    )
    store.replace("obesity", observations("obesity", "KU205", 2024, female=24.0, male=27.0), [origin("obesity")])
    nothing = "No difference between groups is certain, or large enough to be told without a margin of error."
    assert nothing in text_of(shown(client, "/en/kajaani?plan=gaps"))
    assert 'class="findings"' not in shown(client)
