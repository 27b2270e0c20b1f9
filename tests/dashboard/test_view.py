"""Addresses: what they mean, how they are written, and what a wrong one is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.view import PATHS, AddressError, MovedError, View, read_view
from data_sources.areas import read_areas
from data_sources.indicators import read_indicators
from data_sources.model import LANGUAGES, TOTAL, PopulationGroup


def view_of(url: str) -> View:
    path, _, search = url.partition("?")
    return read_view(path, search, "kajaani")


def error_of(url: str) -> AddressError:
    with pytest.raises(AddressError) as caught:
        view_of(url)
    return caught.value


def test_an_indicator_address_names_everything() -> None:
    view = view_of("/sv/kuopio/indicator/daily-smoking?compare=kannus,suomi&group=education=low&years=2012-2020")
    assert (view.language, view.page, view.area.code) == ("sv", "indicator", "KU297")
    assert view.indicator is not None
    assert view.indicator.id == "daily-smoking"
    assert [area.slug for area in view.compared] == ["kannus", "suomi"]
    assert view.group == PopulationGroup((("education", "low"),))
    assert view.years == (2012, 2020)


def test_defaults_are_the_county_and_the_country() -> None:
    assert [area.slug for area in view_of("/fi/kajaani").compared] == ["kainuun-hyvinvointialue", "suomi"]
    assert [area.slug for area in view_of("/fi/kainuun-hyvinvointialue").compared] == ["suomi"]
    assert view_of("/fi/suomi").compared == ()
    assert view_of("/fi/kajaani?compare=").compared == ()


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("/", "/fi/kajaani"),
        ("/sv", "/sv/kajaani"),
        ("/fi/Kajaani", "/fi/kajaani"),
        ("/sv/Kajana", "/sv/kajaani"),
        ("/fi/pertunmaa", "/fi/mantyharju"),
        ("/fi/KU297", "/fi/kuopio"),
        ("/fi/kajaani?area=Kuopio", "/fi/kuopio"),
        (
            "/en/kajaani/indicator/daily-smoking?area=Kajaani&group=sex=male&indicator=loneliness",
            "/en/kajaani/indicator/loneliness?group=sex=male",
        ),
    ],
)
def test_other_names_lead_to_the_canonical_address(url: str, canonical: str) -> None:
    with pytest.raises(MovedError) as moved:
        view_of(url)
    assert moved.value.url == canonical


@pytest.mark.parametrize(
    ("url", "status", "value"),
    [
        ("/fi/atlantis", 404, "atlantis"),
        ("/fi/kajaani/indicator/happiness", 404, "happiness"),
        ("/de/kajaani", 404, "/de/kajaani"),
        ("/fi/kajaani/nothing/here", 404, "/fi/kajaani/nothing/here"),
        ("/fi/kajaani?colour=red", 400, "colour"),
        ("/fi/kajaani?compare=atlantis", 404, "atlantis"),
        ("/fi/kajaani?compare=suomi&compare=kuopio", 400, "compare"),
        ("/fi/kajaani/indicator/daily-smoking?group=sex=other", 400, "sex=other"),
        ("/fi/kajaani/indicator/daily-smoking?group=income=lowest", 400, "income=lowest"),
        ("/fi/kajaani/indicator/daily-smoking?years=2020", 400, "2020"),
        ("/fi/kajaani/indicator/daily-smoking?years=2020-2010", 400, "2020-2010"),
        ("/fi/kajaani?compare=" + ",".join(["kuopio", "kannus", "sotkamo", "kuhmo", "oulu", "turku", "pori"]), 400, "6"),
        ("/fi/kajaani?compare=" + "a" * 3000, 400, "2000"),
    ],
)
def test_a_wrong_address_says_what_is_wrong(url: str, status: int, value: str) -> None:
    error = error_of(url)
    assert (error.status, error.value) == (status, value)


def test_the_error_speaks_the_language_of_the_address() -> None:
    assert error_of("/sv/atlantis").language == "sv"
    assert error_of("/xx/kajaani").language == "fi"


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_is_a_view_a_move_or_an_address_error(path: str, search: str) -> None:
    try:
        assert isinstance(read_view(f"/fi/{path}", search, "kajaani"), View)
    except AddressError as error:
        assert error.status in {400, 404}
    except MovedError as moved:
        assert moved.url.startswith("/")


areas = st.sampled_from(list(read_areas()))


@given(
    st.sampled_from(LANGUAGES),
    st.sampled_from(sorted(PATHS)),
    areas,
    st.none() | st.lists(areas, max_size=4, unique_by=lambda area: area.code).map(tuple),
    st.sampled_from(list(read_indicators().values())),
    st.data(),
)
def test_every_view_is_read_back_from_its_address(language, page, area, comparisons, indicator, data) -> None:
    group = data.draw(st.sampled_from([TOTAL, *indicator.groups])) if page == "indicator" else TOTAL
    view = View(
        language, page, area, indicator if page == "indicator" else None, priority="lifestyle" if page == "priority" else None
    )
    view = view.at(comparisons=comparisons if page != "sources" else None, group=group)
    assert view_of(view.url) == view


def test_page_names_are_no_slugs() -> None:
    fixed = {part for path in PATHS.values() for part in path.split("/") if part and not part.startswith("<")}
    assert not fixed & {area.slug for area in read_areas()}


def test_a_changed_indicator_drops_a_group_it_lacks() -> None:
    view = view_of("/fi/kajaani/indicator/daily-smoking?group=education=low")
    assert view.at(indicator=read_indicators()["unemployment"]).group == TOTAL


def test_the_area_in_focus_is_not_compared_with_itself() -> None:
    view = view_of("/fi/kajaani?compare=kuopio,suomi")
    assert [area.slug for area in view.at(area=read_areas().by_slug["kuopio"]).compared] == ["suomi"]
