"""Sotkanet's manners, one by one, against a service on loopback that has them too."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_sources.adapters import sotkanet as adapter
from data_sources.errors import SeriesGoneError, SourceError
from data_sources.formats.html import plain_text
from data_sources.http.client import HttpService
from data_sources.model import TOTAL, Period, PopulationGroup, SeriesPart, SourceSeries, Unit
from tests import builders
from tests.examples import examples
from tests.services.sotkanet import (
    COUNTRY,
    FORMER,
    KAINUU,
    KAINUU_REGION,
    KAJAANI,
    KUOPIO,
    MAINLAND,
    SUBREGION,
    region,
    row,
)

UNEMPLOYED = SourceSeries.of("sotkanet", "181", titles=("Työttömät, % työvoimasta",))


def indicator(**changes):
    whole = {
        "id": "unemployment",
        "theme": "work-ability",
        "name": {"fi": "Työttömät"},
        "explanation": {"fi": "Työttömien osuus."},
        "series": (UNEMPLOYED,),
    }
    return builders.indicator(**(whole | changes))


@pytest.fixture
def source(sotkanet):
    http = HttpService("Sotkanet", sotkanet.url, setting="SOTKANET_URL", requests_per_second=1000, tries=2, backoff=0.01)
    yield adapter.Sotkanet(http, date(2021, 6, 1))
    http.close()


@pytest.fixture
def read(source, sotkanet):
    """Return (area, group, year) -> (value, numerator) and the notes, for these rows of indicator 181."""

    def read(*rows, series=UNEMPLOYED, **changes):
        sotkanet.answers.add(181, "Työttömät, % työvoimasta", rows)
        source.connect()
        read = source.observations(indicator(series=(series,), **changes), series, source.describe(series))
        found = {(o.area, str(o.group), o.period.last): (o.value, o.numerator) for o in read.observations}
        assert len(found) == len(read.observations)
        return found, read.notes

    return read


def test_one_request_asks_for_all_years_and_sexes_by_repeated_parameters(read, sotkanet):
    read(row(181, KAJAANI, 2020, 9.9))
    (asked,) = [request.query for request in sotkanet.requests if request.path.endswith("/json")]
    assert asked["indicator"] == ["181"]
    assert asked["years"] == [str(year) for year in range(1990, 2022)]
    assert asked["genders"] == ["male", "female", "total"]
    assert "region" not in asked


def test_regions_become_our_areas_and_sexes_our_groups(read):
    found, notes = read(
        row(181, KAJAANI, 2020, 13.3),
        row(181, KAJAANI, 2020, 15.2, "male"),
        row(181, KAJAANI, 2020, 11.1, "female"),
        row(181, KAINUU, 2020, 12.5),
        row(181, KAINUU_REGION, 2020, 12.6),
        row(181, COUNTRY, 2020, 9.0),
    )
    assert found == {
        ("KU205", "", 2020): (13.3, None),
        ("KU205", "sex=male", 2020): (15.2, None),
        ("KU205", "sex=female", 2020): (11.1, None),
        ("HVA20", "", 2020): (12.5, None),
        ("MK18", "", 2020): (12.6, None),
        ("SSS", "", 2020): (9.0, None),
    }
    assert notes == ()


def test_codes_come_padded_or_not(read, sotkanet):
    sotkanet.answers.regions += [region(2, "KUNTA", "5", "Alajärvi"), region(490, "MAAKUNTA", "4", "Satakunta")]
    found, _ = read(row(181, 2, 2020, 1.0), row(181, 490, 2020, 2.0), row(181, 961, 2020, 3.0))
    assert [area for area, _, _ in found] == ["KU005", "MK04", "HVA01"]


def test_a_subgroups_sexes_are_its_own(read):
    old = SourceSeries.of("sotkanet", "181", PopulationGroup.parse("age=65+"))
    found, _ = read(row(181, KAJAANI, 2020, 1.5), row(181, KAJAANI, 2020, 2.5, "male"), series=old)
    assert [group for _, group, _ in found] == ["age=65+", "age=65+;sex=male"]


def test_sexes_of_a_series_without_sex_are_left(read):
    found, _ = read(
        row(181, KAJAANI, 2020, 1.5),
        row(181, KAJAANI, 2020, 2.5, "male"),
        series=replace(UNEMPLOYED, parts=(SeriesPart(with_sex=False),)),
    )
    assert list(found) == [("KU205", "", 2020)]


def test_other_regions_are_dropped_and_former_municipalities_are_told_of(read):
    found, notes = read(
        row(181, SUBREGION, 2020, 1.0),
        row(181, 728, 2020, 2.0),
        row(181, 99999, 2020, 3.0),
        row(181, FORMER, 2019, 4.0),
        row(181, FORMER, 2020, 5.0),
    )
    assert found == {}
    assert notes == ("2 rows of areas outside today's division were left out: KU588 Pertunmaa (Mäntyharju since 2025)",)


def test_the_country_is_mainland_finland_where_it_has_no_value_of_its_own(read):
    found, notes = read(
        row(181, MAINLAND, 2018, 7.9),
        row(181, COUNTRY, 2019, 8.0),
        row(181, MAINLAND, 2019, 8.1),
        row(181, COUNTRY, 2020, None),
        row(181, MAINLAND, 2020, 9.1),
        row(181, MAINLAND, 2019, 7.7, "female"),
    )
    assert found == {
        ("SSS", "", 2018): (7.9, None),
        ("SSS", "", 2019): (8.0, None),
        ("SSS", "", 2020): (9.1, None),
        ("SSS", "sex=female", 2019): (7.7, None),
    }
    assert notes == ("3 values of the whole country are those of mainland Finland",)


def test_a_row_without_a_value_is_not_stored_and_zero_is_a_value(read):
    found, _ = read(row(181, KAJAANI, 2018, None), row(181, KAJAANI, 2019, 0), {**row(181, KAJAANI, 2020, None), "value": None})
    assert found == {("KU205", "", 2019): (0, None)}


@pytest.mark.parametrize("unit", [Unit.PERSONS, Unit.CASES])
def test_a_count_may_be_published_as_absolute_value_only(read, unit):
    found, _ = read(row(181, KAJAANI, 2019, None, absValue=36709), row(181, KAJAANI, 2020, 36493, absValue=36493), unit=unit)
    assert found == {("KU205", "", 2019): (36709, None), ("KU205", "", 2020): (36493, None)}


def test_an_absolute_value_is_never_a_percentage_and_a_numerator_only_where_the_file_says_so(read):
    rows = row(181, KAJAANI, 2019, None, absValue=1500), row(181, KAJAANI, 2020, 9.9, absValue=1600)
    assert read(*rows)[0] == {("KU205", "", 2020): (9.9, None)}
    assert read(*rows, counts="register")[0] == {("KU205", "", 2020): (9.9, 1600)}


@pytest.mark.parametrize(
    ("spoilt", "what"),
    [
        (row(181, KAJAANI, 2020, 9.9, "unknown"), "gender is none of male, female, total"),
        (row(181, KAJAANI, "2020?", 9.9), "year is no year of 1900-2100"),
        (row(181, KAJAANI, -2020, 9.9), "year is no year of 1900-2100"),
        (row(181, KAJAANI, 20200, 9.9), "year is no year of 1900-2100"),
        ({"indicator": 181, "year": 2020, "gender": "total", "value": 1}, "region is no number"),
        (row(181, KAJAANI, 2020, "9,9"), "a value is no number"),
        (row(181, KAJAANI, 2020, True), "a value is no number"),
        (row(181, KAJAANI, 2020, 9.9, absValue=[]), "a value is no number"),
        (row(181, "94", 2020, 9.9), "region is no number"),
        (row(180, KAJAANI, 2020, 9.9), "it is of another indicator"),
        (row(181, KAJAANI, 2019, 8.8), "there are two of its region, year and gender"),
        ("row", "it is no object"),
    ],
)
def test_a_malformed_row_is_named(read, spoilt, what):
    with pytest.raises(SourceError, match=r"row 2 of sotkanet:181 is malformed") as caught:
        read(row(181, KAJAANI, 2019, 8.8), spoilt)
    assert what in str(caught.value)
    assert str(spoilt)[:60] in str(caught.value)


@pytest.mark.parametrize("answer", [{"error": "query failed"}, 181, None])
def test_an_answer_that_is_no_list_of_rows_is_reported(answer):
    source = adapter.Sotkanet(Answering(answer), date(2021, 6, 1))
    with pytest.raises(SourceError, match="Sotkanet: values of sotkanet:181 are no list; the stored values are unchanged"):
        source.observations(indicator(), UNEMPLOYED, described)


@pytest.mark.parametrize(
    "title", ["Työttömät, % työvoimasta", "Ty&ouml;tt&ouml;m&auml;t,  %  TYÖ-voimasta", "<b>Työttömät</b> (% työvoimasta)"]
)
def test_a_title_may_drift_in_spelling(source, sotkanet, title):
    sotkanet.answers.add(181, title)
    assert source.describe(UNEMPLOYED).publisher["fi"] == "Tilastokeskus"


@pytest.mark.parametrize(
    ("expected", "found"),
    [
        ("Kuolleisuus / 100 000 vastaavan ikäistä", "Kuolleisuus / 100 000 vastaavanikäistä"),
        ("BMI ≥ 30 (%)", "BMI &#8805; 30 (%)"),
        ("Alle 5 &lt; 6", "Alle 5 < 6"),
    ],
)
def test_titles_are_compared_by_letters_and_digits(source, sotkanet, expected, found):
    sotkanet.answers.add(186, found)
    assert source.describe(SourceSeries.of("sotkanet", "186", titles=("Muu", expected)))


def test_an_id_that_bears_another_title_is_gone(source, sotkanet):
    sotkanet.answers.add(181, "Avioerot")
    with pytest.raises(SeriesGoneError, match=r"id 181 bears the title “Avioerot”, .* expects “Työttömät, % työvoimasta”"):
        source.describe(UNEMPLOYED)


def test_a_retired_id_is_gone(source):
    with pytest.raises(SeriesGoneError, match="Sotkanet no longer knows the id 181"):
        source.describe(UNEMPLOYED)


def test_a_series_is_described_in_plain_text(source, sotkanet):
    sotkanet.answers.add(181, "Työttömät, % työvoimasta", updated="2026-05-01")
    description = source.describe(UNEMPLOYED)
    assert description.updated == date(2026, 5, 1)
    assert description.licence == "CC BY 4.0"
    assert description.address == "https://sotkanet.fi/sotkanet/fi/metadata/indicators/181"
    assert description.publisher == {"fi": "Tilastokeskus", "sv": "Statistikcentralen", "en": "Statistics Finland"}
    assert description.texts["description"] == {"fi": "Osuus väestöstä.\n\nLähde: <rekisteri>"}
    assert description.texts["limits"] == {"fi": "Ikä ≥ 20\n\nvuotta"}
    assert "notices" not in description.texts


@pytest.mark.parametrize("field", ["data-updated", "range", "classifications", "organization", "description", "decimals"])
def test_metadata_may_lack_a_field(source, sotkanet, field):
    sotkanet.answers.add(181, "Työttömät, % työvoimasta", **{field: None})
    description = source.describe(UNEMPLOYED)
    assert description.years == range(1990, 2022)
    assert (description.updated is None) is (field == "data-updated")
    assert description.publisher


@pytest.mark.parametrize(
    ("stated", "years"),
    [
        ({"start": 2019, "end": 2020}, range(1990, 2022)),
        ({"start": 1975, "end": 2040}, range(1975, 2041)),
        ({"start": 0, "end": 9999}, range(1900, 2101)),
        ({"start": "1990", "end": None}, range(1990, 2022)),
        ("1990-2020", range(1990, 2022)),
    ],
)
def test_years_outside_a_stated_range_are_asked_for_too(source, sotkanet, stated, years):
    sotkanet.answers.add(181, "Työttömät, % työvoimasta", range=stated)
    assert source.describe(UNEMPLOYED).years == years


@pytest.mark.parametrize(
    "answer", [{}, [], None, "regions", [{"id": 1}], [[]], [{"id": "x", "category": "KUNTA", "code": "205"}]]
)
def test_a_list_of_regions_that_is_none_stops_the_source(source, sotkanet, answer):
    sotkanet.answers.regions = answer
    with pytest.raises(SourceError, match=r"Sotkanet: (its list of regions is malformed|no region of its list)"):
        source.connect()


def test_two_regions_may_not_be_one_area(source, sotkanet):
    sotkanet.answers.regions.append(region(882, "HYVINVOINTIALUE", "20", "Kainuun hyvinvointialue"))
    with pytest.raises(SourceError, match="two regions are HVA20"):
        source.connect()


def test_former_ids_of_a_county_are_no_longer_used(read, sotkanet):
    sotkanet.answers.regions = [each | {"id": 1962} if each["id"] == KAINUU else each for each in sotkanet.answers.regions]
    found, _ = read(row(181, KAINUU, 2020, 1.0), row(181, 1962, 2020, 2.0), row(181, KUOPIO, 2020, 3.0))
    assert found == {("HVA20", "", 2020): (2.0, None), ("KU297", "", 2020): (3.0, None)}


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("", ""),
        (" ", ""),
        ("<p>Yksi</p><p>kaksi</p>", "Yksi\n\nkaksi"),
        ("Yksi<br><br /><br/>kaksi\nkolme", "Yksi\n\nkaksi kolme"),
        ("alle 5 &lt; 6 &amp; &#8805;", "alle 5 < 6 & ≥"),
        ("p < 0,05 ja <b>lihava</b>", "p < 0,05 ja lihava"),
        ("<script>alert(1)</script>a<!-- b --><style>c</style>", "a"),
        ('<a href="https://thl.fi">Linkki</a>&nbsp;tähän\x00', "Linkki tähän"),
        ("<ul><li>yksi</li><li>kaksi</li></ul>", "yksi\n\nkaksi"),
    ],
)
def test_html_becomes_plain_text(html, text):
    assert plain_text(html) == text


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "indicator", "title", "fi", "range"]), inner)
    ),
    max_leaves=8,
)
ROWS = st.fixed_dictionaries({}, optional=dict.fromkeys(("indicator", "region", "year", "gender", "value", "absValue"), JSON))


class Answering:
    """The least of an `HttpService`: one answer, whatever is asked."""

    def __init__(self, answer):
        self.answer = answer

    def get_json(self, _path, _parameters=()):
        return self.answer


def reads_or_reports(answer):
    source = adapter.Sotkanet(Answering(answer), date(2021, 6, 1))
    for read in (
        source.connect,
        lambda: source.describe(UNEMPLOYED),
        lambda: source.describe(SourceSeries.of("sotkanet", "181")),
        lambda: source.observations(indicator(), UNEMPLOYED, described),
    ):
        try:
            read()
        except SourceError as error:
            assert "otkanet" in str(error)


ANSWERS = JSON | st.lists(ROWS | JSON, max_size=3)


@given(answer=ANSWERS)
@examples(40)
def test_whatever_the_service_answers_is_data_or_a_report(answer):
    reads_or_reports(answer)


@pytest.mark.slow
@given(answer=ANSWERS)
@settings(max_examples=2_000, deadline=None)
def test_two_thousand_answers_of_any_kind_are_data_or_a_report(answer):
    reads_or_reports(answer)


described = adapter.SeriesDescription({}, "", "", None, range(2019, 2021), {})


def test_observations_carry_indicator_and_period(source, sotkanet):
    sotkanet.answers.add(181, "Työttömät, % työvoimasta", [row(181, KAJAANI, 2020, 9.9)])
    source.connect()
    (found,) = source.observations(indicator(), UNEMPLOYED, source.describe(UNEMPLOYED)).observations
    assert found[:5] == ("unemployment", "KU205", TOTAL, Period.year(2020), 9.9)


def test_long_and_hostile_texts_are_cut_where_they_are_decoded(source, sotkanet):
    sotkanet.answers.add(7000, "x" * 100_000, description={"fi": "<p>" + "y" * 50_000 + "\x07</p>"})
    description = source.describe(SourceSeries.of("sotkanet", "7000", titles=("x" * 299 + "…",)))
    assert description.texts["title"]["fi"] == "x" * 299 + "…"
    assert description.texts["description"]["fi"] == "y" * 19_999 + "…"
