"""The page of an area's plans over HTTP, retired plans that open by their addresses, and every kind of change in words."""

from dataclasses import replace
from datetime import timedelta

import pytest
from lxml import html as lxml_html

from app import build_app
from dashboard.components.plan_changes import change_texts
from dashboard.text import text_for
from data_sources.model import Period
from data_sources.plans import Followed
from data_sources.plans.changes import plan_changes
from data_sources.settings import read_settings
from tests.dashboard.meeting import LOW, NOW, PLAN, TODAY, fill
from tests.data_sources.plan_files import forms
from tests.languages import LANGUAGES

LATER = NOW + timedelta(days=30)
(SMOKE_FREE,) = PLAN.areas[0].objectives
CHEAPER = replace(SMOKE_FREE.targets[0], target=9.0)
NEWER = replace(PLAN, areas=(replace(PLAN.areas[0], objectives=(replace(SMOKE_FREE, targets=(CHEAPER,)),)), *PLAN.areas[1:]))


@pytest.fixture(scope="module")
def client(tmp_path_factory, new_store):
    """Pages over a store whose plan of Kajaani has two versions."""
    with new_store(tmp_path_factory.mktemp("plans") / "store.sqlite") as store:
        fill(store).save_plan(NEWER, LATER)
        yield build_app(read_settings({}), store, lambda: TODAY).server.test_client()


def shown(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.text)
    return lxml_html.fromstring(answer.text).get_element_by_id("static-page")


def told(element):
    return " ".join(element.text_content().split())


def sections(page):
    return {told(section.find("h2")): section for section in page.iter("section") if section.find("h2") is not None}


def test_the_current_plan_comes_first_and_retired_ones_last(client):
    found = sections(shown(client, "/en/plans?area=kajaani"))
    assert list(found) == [
        "Meeting plan 2026–2029",
        "Kainuu wellbeing, health and safety plan (HYTETU) 2026–2029",
        "Kajaani wellbeing plan 2026–2029",
        "Kajaani wellbeing plan 2022–2025",
    ]
    assert "The current plan." in told(found["Meeting plan 2026–2029"])
    assert "Retired (" in told(found["Kajaani wellbeing plan 2022–2025"])
    assert "came with the program (" in told(found["Kajaani wellbeing plan 2022–2025"])


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        (
            "fi",
            [
                "Versio 2, tuotu 1.2.2026 klo",
                "2 muutosta edelliseen versioon verrattuna",
                "PoistettuMittarin tavoite: Itsensä yksinäiseksi tuntevat",
                "MuutettuMittarin tavoite: Päivittäin tupakoivat",
                "Tavoitearvo: ennen 8,0 %, nyt 9,0 %",
            ],
        ),
        ("sv", ["Version 2, importerad 1 feb. 2026 kl.", "Målvärde: tidigare 8,0 %, nu 9,0 %"]),
        ("en", ["Version 2, imported (1 Feb 2026 at", "Target value: before 8.0%, now 9.0%"]),
    ],
)
def test_what_changed_is_told_in_words(client, language, sentences):
    text = told(next(iter(sections(shown(client, f"/{language}/plans?area=kajaani")).values())))
    assert [sentence for sentence in sentences if sentence not in text.replace("\N{NO-BREAK SPACE}", " ")] == [], text


def test_an_area_without_plans_says_so(client):
    assert "has no plans here" in told(shown(client, "/en/plans?area=suomi"))


def test_the_overview_leads_to_the_versions(client):
    links = {told(link): link.get("href") for link in shown(client, "/en/kajaani").find_class("plans")[0].iter("a")}
    assert links["Plans and their versions"] == "/en/plans?area=kajaani"
    assert "Kajaani wellbeing plan 2022–2025" not in links


@pytest.mark.parametrize(
    "address", ["/en/kajaani", "/en/kajaani/priority/culture", "/en/kajaani/indicator/daily-smoking", "/en/kajaani/differences"]
)
def test_the_address_of_a_retired_plan_opens_and_says_that_it_is_retired(client, address):
    assert "This plan has been retired (" in told(shown(client, f"{address}?plan=kajaani-2022-2025"))


def test_other_plans_are_not_called_retired(client):
    assert "has been retired" not in told(shown(client, "/en/kajaani"))
    assert "has been retired" not in told(shown(client, "/en/kuopio?plan=kuopio-2026-2029"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_of_every_part_has_words(language):
    text, target = text_for(language), forms.SMOKING
    targets = {
        "value": replace(target, baseline=13.0, tolerance=2.0, example=False, milestones=((2027, 10.0),)),
        "relative": replace(target, relation="below", reference_area="HVA20", percent=5.0, area="HVA20"),
        "others": replace(target, direction="keep", low=5.0, high=10.0, change=-10.0, years=Period(2024, 2030)),
        "gap": replace(target, gap=(LOW, forms.OVER_75), group=forms.OVER_75, indicator="loneliness"),
    }
    for kind, changed in targets.items():
        objective = replace(forms.LESS_SMOKING, targets=(changed, forms.BREAKFAST), tags=())
        area = replace(forms.PLAN.areas[0], objectives=(objective,))
        after = replace(forms.PLAN, areas=(area, *forms.PLAN.areas[1:]))
        for change in plan_changes(forms.PLAN, after):
            what, fields = change_texts(change, text)
            assert what
            assert fields
            assert all(code not in phrase for phrase in fields for code in ("HVA20", "age=", "Period", "None", "tolerance ")), (
                kind
            )


def test_a_change_of_another_language_only_is_told_as_that():
    name = {**forms.QUIT.name, "sv": "Hjälp att sluta röka"}
    objective = replace(forms.LESS_SMOKING, measures=(replace(forms.QUIT, name=name),))
    after = replace(forms.PLAN, areas=(replace(forms.PLAN.areas[0], objectives=(objective,)), *forms.PLAN.areas[1:]))
    (change,) = plan_changes(forms.PLAN, after)
    assert change_texts(change, text_for("fi")) == (
        "Toimenpide: Tupakasta vieroitus",
        ["Nimi: muuttunut toisella kielellä"],
    )
    assert change_texts(change, text_for("sv"))[1] == ["Namn: tidigare Rökavvänjning, nu Hjälp att sluta röka"]


def test_followed_indicators_and_groups_are_named():
    objective = replace(forms.LESS_SMOKING, followed=(*forms.LESS_SMOKING.followed, Followed("loneliness")))
    after = replace(forms.PLAN, areas=(replace(forms.PLAN.areas[0], objectives=(objective,)), *forms.PLAN.areas[1:]))
    (change,) = plan_changes(forms.PLAN, after)
    assert change_texts(change, text_for("en")) == ("Indicator followed without a target: People who feel lonely", [])
    (change,) = plan_changes(after, forms.PLAN)
    assert change.kind == "removed"
