"""Addresses: parsing, writing, and the errors of invalid ones."""

from datetime import date
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.addresses.errors import AddressError, MovedError
from dashboard.addresses.pages import read_pages
from dashboard.addresses.parameters import PARAMETERS, SORTS
from dashboard.addresses.reading import read_view
from dashboard.addresses.view import View
from data_sources.areas import read_areas
from data_sources.indicators import read_indicators
from data_sources.model import DIMENSIONS, TOTAL, PopulationGroup
from tests.languages import LANGUAGES


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
        ("/fi/kajaani?compare=atlantis", 404, "atlantis"),
        ("/fi/kajaani/indicator/daily-smoking?group=sex=other", 400, "sex=other"),
        ("/fi/kajaani/indicator/daily-smoking?group=income=lowest", 400, "income=lowest"),
        ("/fi/kajaani/indicator/daily-smoking?years=20-24", 400, "20-24"),
        ("/fi/kajaani/indicator/daily-smoking?years=-", 400, "-"),
        ("/fi/kajaani/indicator/daily-smoking?years=1500-", 400, "1500-"),
        ("/fi/kajaani/indicator/daily-smoking?years=2020-2010", 400, "2020-2010"),
        ("/fi/kajaani?compare=" + "a" * 3000, 400, "2000"),
        ("/fi/kajaani/differences?dimension=colour", 400, "dimension=colour"),
        ("/fi/kajaani/differences?sort=name", 400, "sort=name"),
        ("/fi/kajaani?council=2027-02-30", 400, "2027-02-30"),
        ("/fi/kajaani?council=1.3.2027", 400, "1.3.2027"),
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


FIELDS = {
    "group": st.just(TOTAL),
    "years": st.none() | st.sampled_from([(2010, 2010), (2012, 2024)]),
    "plan": st.none() | st.sampled_from(["kajaani-2026-2029", "own plan, 2"]),
    "target": st.none() | st.sampled_from(["smoking", "own target, 2"]),
    "priority": st.none() | st.sampled_from(["lifestyle", "osa/toinen", "\N{GREEK SMALL LETTER ALPHA}"]),
    "tag": st.none() | st.just("theme:safety"),
    "council": st.none() | st.dates(date(1900, 1, 1), date(2100, 12, 31)),
    "dimension": st.none() | st.sampled_from(sorted(DIMENSIONS)),
    "sort": st.sampled_from(SORTS),
    "q": st.none() | st.sampled_from(["savuke", "Åbo & co", "15-24", "a=b;c"]),
}
"""Every field of a view that is a query parameter of the same name, with possible values."""


def test_every_parameter_of_a_page_is_a_field_that_is_tried() -> None:
    assert {name for page in read_pages().values() for name in page.parameters} == FIELDS.keys() | {
        "area",
        "compare",
        "indicator",
    }


@given(
    st.sampled_from(LANGUAGES),
    st.sampled_from(sorted(read_pages())),
    areas,
    st.none() | st.lists(areas, max_size=4, unique_by=lambda area: area.code).map(tuple),
    st.sampled_from(list(read_indicators().values())),
    st.data(),
)
def test_every_view_is_read_back_from_its_address(language, page, area, comparisons, indicator, data) -> None:
    known = {name: values for name, values in FIELDS.items() if name in read_pages()[page].parameters}
    fields = {name: data.draw(values, name) for name, values in known.items()}
    if page == "indicator":
        fields |= {"indicator": indicator, "group": data.draw(st.sampled_from(indicator.groups))}
    if page == "priority":
        fields["priority"] = "lifestyle"
    if "compare" in read_pages()[page].parameters:
        fields["comparisons"] = comparisons
    view = View(language, page, area).at(**fields)
    assert view_of(view.url) == view


def test_the_page_of_differences_is_filtered_and_ordered_in_its_query() -> None:
    view = view_of("/sv/kuopio/differences?priority=lifestyle&dimension=education&sort=growth")
    assert (view.page, view.priority, view.dimension, view.sort) == ("differences", "lifestyle", "education", "growth")
    assert view.at(sort="width", dimension=None).url == "/sv/kuopio/differences?priority=lifestyle"
    assert view_of("/sv/kuopio/differences").sort == "width"


def test_a_form_sent_for_another_area_leaves_the_plan_and_its_priority_area_behind() -> None:
    with pytest.raises(MovedError) as moved:
        view_of("/fi/kajaani/differences?plan=kajaani-2022-2025&priority=culture&dimension=sex&sort=plan&area=Kuopio")
    assert moved.value.url == "/fi/kuopio/differences?sort=plan&dimension=sex"
    with pytest.raises(MovedError) as moved:
        view_of("/fi/kajaani/differences?priority=culture&area=Kajaani")
    assert moved.value.url == "/fi/kajaani/differences?priority=culture"


def test_a_changed_indicator_drops_a_group_it_lacks() -> None:
    view = view_of("/fi/kajaani/indicator/daily-smoking?group=education=low")
    assert view.at(indicator=read_indicators()["unemployment"]).group == TOTAL


def test_the_area_in_focus_is_not_compared_with_itself() -> None:
    view = view_of("/fi/kajaani?compare=kuopio,suomi")
    assert [area.slug for area in view.at(area=read_areas().by_slug["kuopio"]).compared] == ["suomi"]


SMOKING = "/fi/kajaani/indicator/daily-smoking"


@pytest.mark.parametrize(
    ("written", "years", "canonical"),
    [
        ("2015-", (2015, 2100), "2015-"),
        ("-2020", (1900, 2020), "-2020"),
        ("2015", (2015, 2015), "2015-2015"),
        ("2015-2020", (2015, 2020), "2015-2020"),
        ("2015\N{EN DASH}2020", (2015, 2020), "2015-2020"),
        (" 2015 \N{EM DASH} ", (2015, 2100), "2015-"),
        ("2015\N{NON-BREAKING HYPHEN}2020", (2015, 2020), "2015-2020"),
        ("2015-2099", (2015, 2099), "2015-2099"),
    ],
)
def test_years_are_understood_as_they_are_printed_and_open_at_one_end(written, years, canonical) -> None:
    view = view_of(f"{SMOKING}?years={written}")
    assert view.years == years
    assert view.search == f"?years={canonical}"
    assert view_of(view.url) == view


SEVEN = ["kuopio", "kannus", "sotkamo", "kuhmo", "oulu", "turku", "pori"]


@pytest.mark.parametrize("query", ["compare=" + ",".join(SEVEN), "&".join(f"compare={slug}" for slug in SEVEN)])
def test_seven_comparisons_are_the_first_six_and_one_left_out(query) -> None:
    view = view_of(f"/sv/kajaani?{query}")
    assert ([area.slug for area in view.compared], view.left_out) == (SEVEN[:6], 1)
    assert view_of(view.url).left_out == 0
    assert view.at(comparisons=()).left_out == 0
    with pytest.raises(MovedError) as moved:
        view_of(f"/sv/Kajana?{query},kajaani,pori")
    assert view_of(moved.value.url).left_out == 1


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("years=2010-2020&amp;compare=suomi", "years=2010-2020&compare=suomi"),
        ("years=2010-2020&amp;amp;compare=suomi", "years=2010-2020&compare=suomi"),
        ("years=2010-2020&#038;compare=suomi", "years=2010-2020&compare=suomi"),
        ("years=2010-2020&amp%3Bcompare=suomi", "years=2010-2020&compare=suomi"),
        ("years=2010-2020?fbclid=x", "years=2010-2020"),
        ("compare=suomi).", "compare=suomi"),
        ("years=2010-2020.", "years=2010-2020"),
        ("years=2010-2020%5D", "years=2010-2020"),
        ("years=2010-2020>", "years=2010-2020"),
        ("years=2000-2005&years=2010-2020", "years=2010-2020"),
        ("compare=suomi&compare=kuopio", "compare=suomi,kuopio"),
        ("compare=SUOMI,Kuopio", "compare=suomi,kuopio"),
    ],
)
def test_a_query_that_was_shared_is_understood(given, meant) -> None:
    assert view_of(f"{SMOKING}?{given}") == view_of(f"{SMOKING}?{meant}")


@pytest.mark.parametrize(
    ("path", "canonical"),
    [
        ("/FI/KAJAANI", "/fi/kajaani"),
        ("/SV", "/sv/kajaani"),
        ("/fi/kajaani/", "/fi/kajaani"),
        ("//fi//kajaani", "/fi/kajaani"),
        ("/fi/kajaani).", "/fi/kajaani"),
        ("/fi/kajaani\N{HORIZONTAL ELLIPSIS}", "/fi/kajaani"),
        ("/fi/Kajaani/Indicator/Daily-Smoking", SMOKING),
        ("/fi/kajaani/indicator/DAILY-SMOKING,", SMOKING),
        ("/fi/Explore", "/fi/explore?area=kajaani"),
        ("/fi/kajaani/Priority/lifestyle", "/fi/kajaani/priority/lifestyle"),
        ("/fi/Pertunmaa", "/fi/mantyharju"),
    ],
)
def test_a_path_that_was_shared_leads_to_the_page(path, canonical) -> None:
    with pytest.raises(MovedError) as moved:
        view_of(path)
    assert moved.value.url == canonical
    assert view_of(canonical).url == canonical


foreign = st.text(max_size=30).filter(lambda name: name not in PARAMETERS and not name.startswith("amp;"))


@given(
    st.lists(st.tuples(foreign, st.text(max_size=200)), max_size=8),
    st.sampled_from(["", "compare=suomi,kuopio", "years=2010-2020&group=sex=female"]),
    st.booleans(),
)
def test_parameters_of_others_change_nothing(others, ours, first) -> None:
    query = "&".join([urlencode(others), ours] if first else [ours, urlencode(others)])
    assert view_of(f"{SMOKING}?{query}") == view_of(f"{SMOKING}?{ours}")


def test_a_long_tracker_is_no_fault_and_an_endless_one_is() -> None:
    assert view_of(f"{SMOKING}?fbclid={'x' * 5000}").url == SMOKING
    assert error_of(f"{SMOKING}?fbclid={'x' * 50_000}").status == 400


def test_no_error_echoes_more_than_200_characters() -> None:
    error = error_of(f"/fi/{'a' * 1500}")
    assert len(error.value) == 200
    assert error.value.endswith("\N{HORIZONTAL ELLIPSIS}")
