"""Decks over a small store: slides in plan order, conclusions that claim no more than is known, and odd choices."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.addresses.errors import AddressError
from dashboard.addresses.reading import read_view
from dashboard.deck import LONGEST_TITLE, MOST_SLIDES, Deck, Slide, read_choice
from dashboard.deck.headline import fitting
from dashboard.deck.kinds import DECK_KINDS, DeckKind
from dashboard.deck.offer import read_offer
from dashboard.queries.context import Context
from dashboard.text import text_for
from data_sources.indicators import read_indicators
from data_sources.plans import Followed, Objective, PriorityArea
from data_sources.store import Store
from tests.builders import origin
from tests.dashboard.meeting import MEN, PLAN, TODAY, WOMEN, deck_of, fill, observation


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, new_store: Callable[[Path], Store]) -> Iterator[Store]:
    with new_store(tmp_path_factory.mktemp("store") / "store.sqlite") as store:
        yield fill(store)


def slide(deck: Deck, name: str) -> Slide:
    return next(each for each in deck.slides if each.id == name)


def test_the_default_deck_has_every_priority_area_in_plan_order_between_title_and_closing(filled):
    deck = deck_of(filled)
    assert [each.id for each in deck.slides] == [
        "start",
        "overview",
        "health",
        "daily-smoking-target",
        "daily-smoking-groups",
        "loneliness-target",
        "work",
        "unemployment-trend",
        "empty",
        "closing",
    ]
    assert (
        deck.choice.query
        == "health.daily-smoking.target,health.daily-smoking.groups,health.loneliness.target,work.unemployment.trend,empty"
    )
    assert (deck.area, deck.plan, deck.sample) == ("Kajaani", "Meeting plan 2026–2029", "")


def test_a_status_that_is_uncertain_says_so_in_the_headline(filled):
    loneliness = slide(deck_of(filled), "loneliness-target")
    assert loneliness.title == "People who feel lonely: far behind, uncertain, 9.9% in 2024, target 5.0% in 2029"
    assert "Change: 9.9 − 10.0 = −0.1 percentage points" in loneliness.notes


def test_a_kind_of_chart_without_a_text_of_its_own_has_its_title(filled, monkeypatch):
    monkeypatch.setitem(DECK_KINDS, "groups", DeckKind(chart="groups"))
    told = slide(deck_of(filled, "health.daily-smoking.groups"), "daily-smoking-groups")
    assert told.title == "Daily smokers by population group, Kajaani"
    assert told.notes[0] == told.chart.sentence
    absent = slide(deck_of(filled, "work.obesity.groups"), "obesity-groups")
    assert absent.title == "Obesity: no values in Kajaani"


def test_a_chart_is_offered_where_it_has_something_to_draw(filled, monkeypatch):
    monkeypatch.setitem(DECK_KINDS, "groups", DeckKind(chart="groups"))
    with filled.snapshot() as snapshot:
        view = read_view("/en/kajaani", "plan=meeting", "kajaani")
        _, offered = read_offer(Context(view, snapshot, text_for("en"), TODAY), read_choice(""))
    assert {row.id: row.kinds for each in offered for row in each.indicators} == {
        "daily-smoking": ("target", "groups", "trend"),
        "loneliness": ("target", "groups", "trend"),
        "unemployment": ("groups", "trend"),
        "obesity": (),
    }


def test_an_example_target_is_named_so(filled):
    smoking = slide(deck_of(filled, "health.daily-smoking.target"), "daily-smoking-target")
    assert smoking.title == "Daily smokers: too slow, 11.0% in 2024, example target 8.0% in 2029"


@pytest.mark.parametrize(
    ("item", "title"),
    [
        (
            "health.daily-smoking.groups",
            "Daily smokers: the situation is worse among people with a low level of education (difference 15.0 p.p.)",
        ),
        ("health.loneliness.groups", "People who feel lonely: no certain difference, 11.0% among women, 9.0% among men"),
        ("work.unemployment.groups", "Unemployed people: 15.0% among women, 13.0% among men, certainty not known"),
    ],
)
def test_certain_uncertain_and_unknown_differences_have_their_own_headlines(filled, item, title):
    found = deck_of(filled, item).slides[3]
    assert found.title.startswith(title)


@pytest.mark.parametrize(
    ("observations", "title"),
    [
        (
            [observation("loneliness", 2024, 30.0, WOMEN, margin=1), observation("loneliness", 2024, 10.0, MEN, margin=1)],
            "People who feel lonely: the situation is worse among women (30.0% among women, 10.0% among men)",
        ),
        (
            [
                observation("loneliness", 2024, 30.0, WOMEN, margin=1)._replace(denominator=28),
                observation("loneliness", 2024, 10.0, MEN, margin=1)._replace(denominator=90),
            ],
            "People who feel lonely: 30.0% among women, 10.0% among men, too few people or cases to compare",
        ),
        (
            [
                observation("loneliness", 2024, 30.0, WOMEN, margin=1),
                observation("loneliness", 2024, 10.0, MEN, margin=1),
                observation("loneliness", 2025, None, MEN),
            ],
            "People who feel lonely (2024): 30.0% among women, 10.0% among men",
        ),
        (
            [observation("loneliness", 2018, 30.0, WOMEN, margin=1), observation("loneliness", 2018, 10.0, MEN, margin=1)],
            "People who feel lonely (2018): 30.0% among women, 10.0% among men",
        ),
        (
            [observation("loneliness", 2024, 30.0, WOMEN), observation("loneliness", 2024, 10.0, MEN)],
            "People who feel lonely: 30.0% among women, 10.0% among men, certainty not known",
        ),
    ],
    ids=["certain", "few", "hidden", "old", "unknown"],
)
def test_what_may_not_lead_is_no_headline_and_its_chart_is_of_the_same_year(tmp_path, new_store, observations, title):
    with new_store(tmp_path / "store.sqlite") as store:
        fill(store).replace("loneliness", observations, [origin("loneliness")])
        found = deck_of(store, "health.loneliness.groups").slides[3]
        leading = "loneliness.groups" in deck_of(store).choice.query
    assert found.title == title
    year = str(observations[0].period)
    assert found.chart.subtitle.endswith(year)
    assert {point.period for point in found.chart.series[0].points} == {year}
    assert leading is ("worse" in title or "certainty not known" in title)


def test_a_chart_of_groups_shows_the_breakdown_of_its_headline_and_no_other(filled):
    chart = slide(deck_of(filled, "health.daily-smoking.groups"), "daily-smoking-groups").chart
    assert chart is not None
    assert chart.x.categories == ("All", "Low level of education", "High level of education")
    assert [point.value for point in chart.series[0].points] == [11.0, 20.0, 5.0]


def test_a_trend_gives_its_direction_and_that_newer_values_are_suppressed(filled):
    trend = slide(deck_of(filled), "unemployment-trend")
    assert trend.title == "Unemployed people: rising, which is a deterioration, 14.0% in 2024"
    assert "suppressed" in trend.notes[0]


def test_counts_are_the_conclusion_of_the_overview(filled):
    overview = slide(deck_of(filled), "overview")
    assert overview.title == "2 targets: 1 behind, 1 uncertain"
    assert overview.subtitle == ""
    assert [(line.status, line.count) for line in overview.lines] == [("too slow", 1), ("far behind", 1), ("", None)]
    assert overview.source == "Source: THL, Sotkanet, CC BY 4.0, updated 15 Jan 2026"


def test_the_last_slide_names_what_is_waiting_what_to_decide_and_has_a_place_for_decisions(filled):
    lines = slide(deck_of(filled), "closing").lines
    assert [line.text for line in lines if line.heading] == [
        "Waiting for new values",
        "Behind",
        "Decisions",
    ]
    assert "Daily smokers: too slow" in [line.text for line in lines]
    assert any(line.empty for line in lines)


def test_an_indicator_without_values_has_a_slide_that_says_so(filled):
    obesity = deck_of(filled, "work.obesity.trend").slides[3]
    assert obesity.chart is None
    assert obesity.title.endswith(": no values in Kajaani")
    assert [line.text for line in obesity.lines] == ["There are no values for this chart."]


def test_suppressed_values_are_not_told_as_none(tmp_path, new_store):
    hidden = observation("obesity", 2024, None)
    with new_store(tmp_path / "store.sqlite") as store:
        fill(store).replace("obesity", [hidden], [origin("obesity", "sotkanet:1")])
        obesity = deck_of(store, "work.obesity.trend").slides[3]
    assert obesity.title.endswith(": values suppressed in Kajaani")
    assert [line.text for line in obesity.lines] == ["The values are suppressed to protect privacy."]


def test_a_choice_keeps_its_order_and_a_priority_area_may_come_twice(filled):
    deck = deck_of(filled, "work.unemployment.trend,health.daily-smoking.target,work.unemployment.groups")
    assert [each.id for each in deck.slides[2:-1]] == [
        "work",
        "unemployment-trend",
        "health",
        "daily-smoking-target",
        "work-2",
        "unemployment-groups",
    ]


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_ids_and_titles_are_unique_and_titles_fit(filled, language):
    everything = [
        f"{area}.{name}.{kind}"
        for area, names in (("health", ("daily-smoking", "loneliness")), ("work", ("unemployment", "obesity")))
        for name in names
        for kind in ("target", "groups", "trend")
    ]
    slides = deck_of(filled, ",".join(everything), language).slides
    assert len({each.id for each in slides}) == len({each.title for each in slides}) == len(slides)
    assert max(len(each.title) for each in slides) <= LONGEST_TITLE
    assert all(each.notes for each in slides)


def test_a_name_that_is_too_long_is_shortened_and_the_conclusion_is_kept():
    title = fitting("Lasten ja nuorten hyvinvointi " * 4, [lambda name: f"{name}: liian hidasta, epävarma"])
    assert len(title) <= LONGEST_TITLE
    assert title.endswith("…: liian hidasta, epävarma")


def test_a_priority_area_with_a_long_name_and_thirty_indicators(tmp_path, new_store):
    names = [name for name, indicator in read_indicators().items() if not indicator.projection][:30]
    objective = Objective("all", {"en": "All"}, followed=tuple(map(Followed, names)))
    long = PriorityArea(
        "long", {"en": ("A priority area whose name is as long as names of plans are in some towns " * 2)[:90]}, (objective,)
    )
    with new_store(tmp_path / "store.sqlite") as store:
        fill(store, replace(PLAN, areas=(long,)))
        deck = deck_of(store, ",".join(f"long.{name}.trend" for name in names))
    assert len(deck.slides) == 34
    assert len(deck.slides[2].title) <= LONGEST_TITLE
    assert len({each.title for each in deck.slides}) == 34


def test_an_area_without_a_plan_shows_its_countys(filled):
    deck = deck_of(filled, area="sotkamo", plan="")
    assert deck.slides[0].title == "The Kainuu wellbeing services county's plan, values for Sotkamo"
    assert deck.slides[2].kind == "priority"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("health.daily-smoking", 400),
        ("health.daily-smoking.map", 400),
        (".x.trend", 400),
        ("health,health", 400),
        ("x", 404),
        ("health.x.trend", 404),
        ("work.daily-smoking.trend", 404),
    ],
)
def test_a_choice_that_names_nothing_is_refused_with_the_part(filled, text, status):
    with pytest.raises(AddressError) as error:
        deck_of(filled, text)
    assert error.value.status == status
    assert error.value.value in text


def test_a_choice_reads_back_as_it_was_written():
    text = "health.daily-smoking.groups,work"
    assert read_choice(text).query == text
    assert read_choice(",,") == read_choice("")


def test_a_choice_has_an_end():
    with pytest.raises(AddressError, match=str(MOST_SLIDES)):
        read_choice(",".join(f"health.x{number}.trend" for number in range(MOST_SLIDES + 1)))


def test_a_deck_of_a_retired_plan_says_so_on_its_title_slide(filled):
    lines = [line.text for line in slide(deck_of(filled, plan="kajaani-2022-2025"), "start").lines]
    assert any(line.startswith("This plan has been retired (") for line in lines)
    assert not any("retired" in line.text for line in slide(deck_of(filled), "start").lines)
