"""StatFin's manners, one by one, against a service on loopback that has them too."""

import copy
import json
import random
import time
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_sources.adapters.statfin import StatFin
from data_sources.adapters.statfin.ages import age_category, made_of
from data_sources.adapters.statfin.query import blocks
from data_sources.adapters.statfin.table import read_table
from data_sources.errors import CatalogueError, HytetauluError, SeriesGoneError, SourceError
from data_sources.http.client import HttpService
from data_sources.indicators import find_indicator
from data_sources.model import (
    Direction,
    ObservationStatus,
    PopulationGroup,
    SeriesPart,
    SourceSeries,
    Unit,
)
from data_sources.refresh.ingest import refresh
from tests import builders
from tests.data_sources.formats.test_json_stat import mangled
from tests.examples import examples
from tests.services.loopback import json_answer
from tests.services.statfin import (
    Table,
    ages,
    area,
    contents,
    five_years,
    json_stat,
    months,
    sex,
    variable,
    years,
)

NOW = datetime(2026, 5, 2, 12, tzinfo=UTC)
TABLE = "vaerak/11re"


def part(group="", *, with_sex=False, **keys):
    query = {key: (values,) if isinstance(values, str) else tuple(values) for key, values in keys.items()}
    return SeriesPart(PopulationGroup.parse(group), tuple(sorted(query.items())), with_sex)


def series(*parts, id_=TABLE, titles=()):
    return SourceSeries("statfin", id_, parts or (part(contents="vaesto"),), titles)


def indicator(one, **changes):
    whole = {
        "id": "people",
        "theme": "background",
        "name": {"fi": "Väestö"},
        "explanation": {"fi": "Väestö."},
        "unit": Unit.PERSONS,
        "decimals": 0,
        "direction": Direction.NEITHER,
        "series": (one,),
    }
    return builders.indicator(**(whole | changes))


def people(codes):
    """Ten persons of every single age in Kajaani, a thousand in the country, half of them women."""
    one = {"SSS": 1000, "KU205": 10, "KU588": 1}.get(codes["alue_23_20260101"])
    if one is None:
        return ".."
    of_sex = one if codes["sukupuoli_9_20180101"] == "SSS" else one / 2
    return of_sex * (101 if codes["ika_10_20180101"] == "SSS" else 1)


def population(**changes):
    variables = [area(), ages(), sex(), years(2023, 2025, provisional=True), contents(vaerak_vaesto="Väestö 31.12.")]
    return Table(**({"variables": variables, "value": people} | changes))


def source_at(url, **changes):
    hurry = {"requests_per_second": 1000, "timeout": 0.5, "tries": 2, "backoff": 0.01, "longest_wait": 1}
    return StatFin(HttpService("StatFin", url, setting="STATFIN_URL", **(hurry | changes)))


@pytest.fixture
def backend():
    """SQLite is enough for the store of these tests."""
    return "sqlite"


@pytest.fixture
def source(statfin):
    statfin.answers.tables[TABLE] = population()
    opened = source_at(statfin.url)
    opened.connect()
    yield opened
    opened.close()


@pytest.fixture
def read(source):
    """Return (area, group, year) -> value, or the status of an observation without one; and the notes."""

    def read(one, **changes):
        read = source.observations(indicator(one, **changes), one, source.describe(one))
        found = {(o.area, str(o.group), o.period.last): o.status if o.value is None else o.value for o in read.observations}
        assert len(found) == len(read.observations)
        return found, read.notes

    return read


def kajaani(found):
    return {(group, year): value for (place, group, year), value in found.items() if place == "KU205"}


def test_metadata_say_how_to_ask(read, statfin):
    found, _ = read(series())
    assert found["KU205", "", 2024] == 1010
    assert found["SSS", "", 2023] == 101_000
    assert statfin.questions == [
        {
            "alue_23_20260101": ["SSS", "HVA20", "MK18", "KU205"],
            "timeperiod_y": ["2023", "2024", "2025"],
            "ika_10_20180101": ["SSS"],
            "sukupuoli_9_20180101": ["SSS"],
            "contentscode": ["vaerak-vaesto"],
        }
    ]


@pytest.mark.parametrize("form", ["dense", "sparse"])
def test_either_form_of_an_answer_is_read(read, statfin, form):
    statfin.answers.tables[TABLE].form = form
    assert kajaani(read(series())[0]) == {("", 2023): 1010, ("", 2024): 1010, ("", 2025): 1010}


def test_variables_may_get_other_codes(read, statfin):
    variables = [area(), ages(), sex(), years(2023, 2023), contents(vaerak_vaesto="Väestö")]
    codes = ["alue_24_20270101", "ikä", "sukupuoli_9_20270101", "timeperiod_y", "contentscode"]
    renamed = [each | {"code": code} for each, code in zip(variables, codes, strict=True)]
    statfin.answers.tables[TABLE] = Table(renamed, lambda cell: 1010 if cell["alue_24_20270101"] == "KU205" else 5)
    assert kajaani(read(series())[0]) == {("", 2023): 1010}


def test_old_plain_codes_are_found_by_text_and_time_flag(read, statfin):
    statfin.answers.tables["kuntien/avainluvut"] = Table(
        [
            variable("Alue 2017", "Alue 2017", {"SSS": "KOKO MAA", "205": "Kajaani", "020": "Akaa"}),
            variable("Tiedot", "Tiedot", {"M485": "Taloudellinen huoltosuhde", "M411": "Väkiluku"}),
            variable("Vuosi", "Vuosi", {"0": "2015", "1": "2016"}, time=True),
        ],
        lambda codes: 140.5 if codes["Tiedot"] == "M485" else 1,
        title="Kuntien avainluvut",
    )
    one = series(part(contents="taloudellinen huoltosuhde"), id_="kuntien/avainluvut")
    assert kajaani(read(one, unit=Unit.RATIO)[0]) == {("", 2015): 140.5, ("", 2016): 140.5}


def test_sexes_and_ages_are_sums_of_the_tables_categories(read):
    found, _ = read(series(part(contents="vaesto"), part("age=20-64", with_sex=True, age="20-64", contents="vaesto")))
    of_2024 = {group: value for (group, year), value in kajaani(found).items() if year == 2024}
    assert of_2024 == {"": 1010, "age=20-64": 450, "age=20-64;sex=female": 225, "age=20-64;sex=male": 225}


def test_one_query_asks_for_the_categories_of_every_group(read, statfin):
    read(series(part("age=75+", age="75+", contents="vaesto"), part("age=95+", age="95+", contents="vaesto")))
    (asked,) = statfin.questions
    assert asked["ika_10_20180101"] == [*(f"{age:03}" for age in range(75, 100)), "100-"]


def test_an_age_group_that_cannot_be_made_exactly_is_an_error_that_names_the_categories(source, statfin):
    statfin.answers.tables[TABLE] = population(
        variables=[area(), five_years(), sex(), years(2023, 2024), contents(vaerak_vaesto="Väestö")]
    )
    with pytest.raises(SeriesGoneError, match=r"vaerak/11re: the age group 18-64 cannot .*ikaryhma_10_20180101.*15-19 \(15-19\)"):
        source.describe(series(part("age=18-64", age="18-64", contents="vaesto")))
    assert source.describe(series(part("age=75+", age="75+", contents="vaesto")))


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("20 - 24", (20, 24)),
        ("20\N{EN DASH}24-vuotiaat", (20, 24)),
        ("75 -", (75, 999)),
        ("75-", (75, 999)),
        ("85+", (85, 999)),
        ("75 vuotta täyttäneet", (75, 999)),
        ("7", (7, 7)),
        ("15-vuotiaat", (15, 15)),
        ("Yhteensä", None),
        ("24-20", None),
        ("1500-1600", None),
    ],
)
def test_categories_of_age(text, ages):
    found = age_category("x", text)
    assert (found and found[1:]) == ages


@pytest.mark.parametrize(
    ("wanted", "codes"),
    [
        ((15, 64), ("15-64",)),
        ((15, 74), ("15-64", "65-74")),
        ((15, 24), ("15-19", "20-24")),
        ((65, 999), ("65-74", "75-")),
        ((15, 69), ()),
    ],
)
def test_the_fewest_categories_that_fit_are_taken(wanted, codes):
    texts = ["15-19", "20-24", "25-64", "15-64", "65-74", "75-"]
    assert made_of([age_category(text, text) for text in texts], *wanted) == codes


def test_a_sum_with_a_missing_part_is_missing_and_a_secret_part_suppresses(read, statfin):
    def value(codes):
        lost = {("020", "2023"): "..", ("021", "2024"): "..."}
        return lost.get((codes["ika_10_20180101"], codes["timeperiod_y"]), people(codes))

    statfin.answers.tables[TABLE].value = value
    found, _ = read(series(part("age=20-24", age="20-24", contents="vaesto")))
    of_group = {year: value for (_, year), value in kajaani(found).items()}
    assert of_group == {2023: ObservationStatus.MISSING, 2024: ObservationStatus.SUPPRESSED, 2025: 50}


def test_the_newest_year_is_provisional_where_its_text_says_so(source):
    observations = source.observations(indicator(series()), series(), source.describe(series())).observations
    statuses = {o.period.last: o.status for o in observations if o.area == "KU205"}
    assert statuses == {2023: "normal", 2024: "normal", 2025: "provisional"}


def test_areas_without_any_value_are_left_and_former_municipalities_are_told_of(read):
    found, notes = read(series())
    assert {place for place, _, _ in found} == {"SSS", "KU205"}
    reason = "vaerak/11re has KU507 in the parts of an earlier year, which are not all there: no value of today's municipality"
    assert notes == (reason,)


def test_a_share_is_made_of_two_choices_and_of_ages(read):
    young = part(age="15-24", per=["age = total"], contents="vaesto")
    found, _ = read(series(young), unit=Unit.PERCENT, decimals=1)
    assert found["KU205", "", 2024] == pytest.approx(100 * 10 / 101, abs=0.001)


def test_counts_are_kept_where_the_indicator_has_them(source):
    one = series(part("age=15-24", age="15-24", per=["age = total"], contents="vaesto"))
    observations = source.observations(
        indicator(one, unit=Unit.PERCENT, counts="register"), one, source.describe(one)
    ).observations
    assert {(o.numerator, o.denominator) for o in observations if o.area == "KU205"} == {(100, 1010)}


def test_the_denominator_may_stand_in_another_table(read, statfin):
    statfin.answers.tables["rpk/13ex"] = Table(
        [
            area({"SSS": "KOKO MAA", "KU205": "Kajaani"}),
            variable("rikos", "Rikosryhmä", {"SSS": "Yhteensä", "1": "Pahoinpitely", "2": "Törkeä pahoinpitely", "3": "Muu"}),
            years(2022, 2024),
            contents(rpk_ilmoitetut="Ilmoitetut rikokset"),
        ],
        lambda codes: {"SSS": 9, "1": 4, "2": 1, "3": 4}[codes["rikos"]],
        title="Rikokset",
    )
    one = series(
        part(contents="ilmoitetut", select=["Rikosryhmä = 1 | Törkeä pahoinpitely"], per_table=TABLE, per=["contents = vaesto"]),
        id_="rpk/13ex",
    )
    found, _ = read(one, unit=Unit.PER_1000, decimals=1)
    assert kajaani(found) == {
        ("", 2022): ObservationStatus.MISSING,
        ("", 2023): pytest.approx(1000 * 5 / 1010, abs=0.001),
        ("", 2024): pytest.approx(1000 * 5 / 1010, abs=0.001),
    }


def monthly(**changes):
    """Unemployed people in Kajaani: as many as the number of the month; of the last year two months only."""
    whole = {
        "variables": [area({"KU205": "Kajaani"}), months((2023, 1), (2025, 2)), contents(tyonv_tyottomat="Työttömät")],
        "value": lambda codes: int(codes["timeperiod_m"][5:]),
        "title": "Työttömät",
    }
    return Table(**(whole | changes))


@pytest.mark.parametrize(("way", "value"), [("mean", 6.5), ("sum", 78), ("last", 12)])
def test_months_become_years_and_a_year_that_is_not_over_is_left_out(read, statfin, way, value):
    statfin.answers.tables["tyonv/12tf"] = monthly()
    found, _ = read(series(part(contents="tyottomat", yearly=way), id_="tyonv/12tf"))
    assert kajaani(found) == {("", 2023): value, ("", 2024): value}


def test_a_month_without_a_value_leaves_its_year_without_one(read, statfin):
    statfin.answers.tables["tyonv/12tf"] = monthly(value=lambda codes: "." if codes["timeperiod_m"] == "2023M05" else 6)
    found, _ = read(series(part(contents="tyottomat", yearly="mean"), id_="tyonv/12tf"))
    assert kajaani(found) == {("", 2023): ObservationStatus.MISSING, ("", 2024): 6}


def test_months_need_a_way_to_become_years(source, statfin):
    statfin.answers.tables["tyonv/12tf"] = monthly()
    with pytest.raises(SeriesGoneError, match=r"tyonv/12tf: timeperiod_m \(Kuukausi\) has months .* yearly is not given"):
        source.describe(series(part(contents="tyottomat"), id_="tyonv/12tf"))


def test_larger_areas_are_summed_up_from_municipalities_where_the_file_says_so(read, statfin):
    towns = {code: code for code in ("KU105", "KU205", "KU290", "KU578", "KU620", "KU697", "KU765", "KU777")}
    variables = [area(towns), years(2024, 2024), contents(vaerak_vaesto="Väestö")]
    statfin.answers.tables[TABLE] = Table(variables, lambda codes: int(codes["alue_23_20260101"][2:]))
    assert not any(place.startswith("HVA") for place, _, _ in read(series())[0])
    found, notes = read(series(part(contents="vaesto", larger_areas="sum")))
    assert found["HVA20", "", 2024] == 105 + 205 + 290 + 578 + 620 + 697 + 765 + 777
    assert found["MK18", "", 2024] == found["HVA20", "", 2024]
    assert ("SSS", "", 2024) not in found
    assert notes == ("vaerak/11re has no values of the level country",)


def test_what_is_no_count_is_not_summed_up(source, statfin):
    one = series(part(contents="vaesto", larger_areas="sum"))
    description = source.describe(one)
    with pytest.raises(SeriesGoneError, match="larger_areas = sum is for counts and shares of counts, not for euros"):
        source.observations(indicator(one, unit=Unit.EUROS), one, description)
    assert statfin.questions == []


def test_a_query_is_split_under_the_limit_of_cells(read, statfin, source):
    statfin.answers.limits["maxCells"] = 200
    source.connect()
    found, _ = read(series(part("age=0-20", age="0-20", contents="vaesto"), part(contents="vaesto", with_sex=True)))
    assert {value for (group, _), value in kajaani(found).items() if group == "age=0-20"} == {210}
    assert {value for (group, _), value in kajaani(found).items() if group == "sex=male"} == {505}
    assert len(statfin.questions) == 6  # one time and three areas of 66 cells each, then the fourth area
    # The service answers 403 to a query with too many cells, so all were small enough.


@pytest.mark.parametrize(
    ("size", "limit", "queries"),
    [((352, 16, 306), 120_000, 16), ((4, 3, 5), 60, 1), ((4, 3, 5), 59, 2), ((4, 3, 5), 12, 6), ((4, 3, 5), 5, 12)],
)
def test_blocks_hold_no_more_than_the_limit_and_every_cell_once(size, limit, queries):
    found = list(blocks(*size, limit))
    assert len(found) == queries
    cells = [(a, t) for some, times in found for a in range(size[0])[some] for t in range(size[1])[times]]
    assert sorted(cells) == [(a, t) for a in range(size[0]) for t in range(size[1])]
    assert all(len(range(size[0])[some]) * len(range(size[1])[times]) * size[2] <= limit for some, times in found)


def test_a_slow_table_is_asked_a_time_a_query(read, statfin):
    read(series(part(contents="vaesto", split="year")))
    assert [asked["timeperiod_y"] for asked in statfin.questions] == [["2023"], ["2024"], ["2025"]]


def test_one_area_and_time_above_the_limit_is_reported(read, statfin, source):
    statfin.answers.limits["maxCells"] = 2
    source.connect()
    with pytest.raises(SourceError, match="one area and time have 3 cells and the limit is 2"):
        read(series(part(contents="vaesto", with_sex=True)))


def test_calls_keep_within_the_service_s_limit(statfin):
    statfin.answers.tables[TABLE] = population()
    statfin.answers.limits |= {"maxCalls": 4, "timeWindow": 1}
    statfin.answers.calls.clear()
    source = source_at(statfin.url, tries=1)
    source.connect()
    started = time.monotonic()
    one = series(part(contents="vaesto", split="year"))
    assert source.observations(indicator(one), one, source.describe(one)).observations
    assert 0.9 <= time.monotonic() - started < 8  # config, table, folder, three years: six calls, three a second
    source.close()


@pytest.mark.parametrize("limits", [None, {}, {"maxCells": "many"}, [], {"maxCells": 0, "maxCalls": -1}])
def test_documented_limits_hold_where_the_service_does_not_tell_its_own(statfin, limits):
    statfin.answers.limits = limits
    statfin.answers._too_many = lambda: False
    statfin.answers.tables[TABLE] = population()
    source = source_at(statfin.url)
    source.connect()
    assert source._limits == (120_000, 40, 60)
    source.close()


def test_a_table_is_described(source, statfin):
    description = source.describe(series(titles=("Väestö 31.12.",)))
    assert description.updated == date(2026, 5, 1)
    assert description.licence == "CC BY 4.0"
    assert description.publisher == {"fi": "Tilastokeskus", "sv": "Statistikcentralen", "en": "Statistics Finland"}
    assert description.address == "https://pxdata.stat.fi/PxWeb/pxweb/fi/StatFin/StatFin__vaerak/11re.px/"
    assert description.years == range(2023, 2026)
    source.describe(series())
    assert statfin.count("/StatFin/vaerak") == 2  # the folder and the table, each once in a run


def test_a_table_that_is_called_something_else_is_gone(source):
    with pytest.raises(SeriesGoneError, match=r"is called “Väestö 31.12. muuttujina .*”, the indicator file expects “Syntyneet”"):
        source.describe(series(titles=("Syntyneet",)))


def test_a_retired_table_is_gone(source):
    with pytest.raises(SeriesGoneError, match=r"StatFin does not know the table vaerak/statfin_vaerak_pxt_11re .*400"):
        source.describe(series(id_="vaerak/statfin_vaerak_pxt_11re"))


@pytest.mark.parametrize(
    ("keys", "what"),
    [
        ({"contents": "perheet"}, r"contentscode \(Tiedot\) has no value 'perheet'; it has vaerak-vaesto \(Väestö 31.12.\)"),
        (
            {"contents": "vaesto", "education": "low"},
            r"no variable is education \(looked for koulutusaste\); it has alue_23_20260101",
        ),
        ({"contents": "vaesto", "age": "teens"}, "an age is total, 20-64 or 75"),
        ({"contents": "vaesto", "select": "ikä"}, "select has 'ikä'; expected such as variable = value"),
        ({"contents": "vaesto", "select": "alue = KU205"}, "is asked for twice, or is area or time"),
        ({"contents": "vaesto", "per_table": TABLE}, "per_table needs per"),
        ({"contents": "vaesto", "first_year": "2100"}, r"timeperiod_y \(Vuosi\) has no time from 2100 on"),
        ({"contents": "vaesto", "first_year": "now"}, "first_year is 'now'; expected a year"),
        ({"contents": "vaesto", "yearly": "median"}, "yearly is 'median'; expected one of mean, sum, last"),
        ({"contents": "vaesto", "yearly": "mean"}, "has years, and the key yearly is mean"),
        ({"contents": "vaesto", "split": "area"}, "split is 'area'; expected year"),
        ({"contents": "vaesto", "ages": "20-64"}, "'ages' is no key; keys are age, area, contents"),
        ({"contents": "vaesto", "area": "kunta"}, r"no variable is area \(looked for kunta\)"),
    ],
)
def test_what_a_table_has_not_is_named(source, keys, what):
    with pytest.raises(SeriesGoneError, match=rf"vaerak/11re.*{what}"):
        source.describe(series(part(**keys)))


def test_a_table_of_several_indicators_names_none_of_them():
    assert find_indicator("statfin:vaenn/14wx").id == "population-projection"
    with pytest.raises(CatalogueError, match="several indicators come from statfin:rpk/13ex; name one of assault-offences"):
        find_indicator("statfin:rpk/13ex")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("VAERAK-VAESTO", "vaerak-vaesto"),
        ("vaesto", "vaerak-vaesto"),
        ("lkm", "RIKOKSET_LKM"),
        ("rikokset_lkm", "RIKOKSET_LKM"),
        ("seksuaalirikokset", "231T241"),
        ("13 Seksuaalirikokset", "231T241"),
        ("Pahoinpitelyt", "211T213"),
        ("2024", "y"),
    ],
)
def test_a_value_is_known_by_its_code_in_any_case_and_its_text_without_a_number(name, code):
    texts = {
        "vaerak-vaesto": "Väestö",
        "RIKOKSET_LKM": "Rikokset",
        "231T241": "13 Seksuaalirikokset",
        "211T213": "1206-1208 Pahoinpitelyt",
        "y": "2024",
    }
    table = read_table("x", {"title": "x", "variables": [variable("a", "A", texts)]})
    assert table.value(table.variables[0], name) == code


def test_groups_of_a_table_agree_on_its_keys(source):
    with pytest.raises(SeriesGoneError, match="must be the same for all groups"):
        source.describe(series(part(contents="vaesto"), part("age=75+", contents="vaesto", first_year="2000")))


def test_a_choice_between_several_variables_is_not_guessed(source, statfin):
    statfin.answers.tables[TABLE].variables.append(variable("alue_lahto", "Lähtöalue", {"SSS": "KOKO MAA"}))
    with pytest.raises(
        SeriesGoneError, match=r"several variables could be area: alue_23_20260101 \(Alue\), alue_lahto \(Lähtöalue\)"
    ):
        source.describe(series())
    assert source.describe(series(part(contents="vaesto", area="alue_23")))


def test_a_variable_without_a_total_is_summed_up_by_the_service_or_named(read, source, statfin):
    kinds = variable("laji", "Laji", {"1": "Yksi", "2": "Kaksi"}, elimination=True)
    statfin.answers.tables[TABLE].variables.append(kinds)
    assert kajaani(read(series())[0])["", 2024] == 1010
    assert "laji" not in statfin.questions[0]
    statfin.answers.tables[TABLE].variables[-1] = kinds | {"elimination": False}
    source.connect()
    with pytest.raises(SeriesGoneError, match=r"of laji \(Laji\) no value is its total; the indicator file must select"):
        source.describe(series())


@pytest.mark.parametrize(
    "answer", [None, [], {}, {"variables": []}, {"variables": [{}]}, {"variables": [{"code": "a", "values": "b"}]}]
)
def test_metadata_that_are_none_are_reported(statfin, answer):
    statfin.answers.tables[TABLE] = population()
    statfin.answers._table = lambda _table, _body: json_answer(answer)
    source = source_at(statfin.url)
    with pytest.raises(SourceError, match=r"StatFin: metadata of vaerak/11re are malformed .* stored values are unchanged"):
        source.describe(series())
    source.close()


@pytest.mark.parametrize(
    ("spoil", "what"),
    [
        (
            lambda answer: answer["dimension"].update(ika_10_20180101={"category": {"index": {"000": 0}}}),
            r"lacks 'SSS' of ika_10_20180101",
        ),
        (lambda answer: answer.update(value=[]), None),
        (
            lambda answer: answer.update(id=["alue_23_20260101"], size=[4], value=[1, 2, 3, 4], status={}),
            "lacks variable timeperiod_y",
        ),
        (
            lambda answer: answer.update(value=answer["value"][:-1]),
            "the answer is no JSON-stat, there are 11 values for 12 cells",
        ),
    ],
)
def test_an_answer_that_lacks_what_was_asked_for_is_reported(read, statfin, spoil, what):
    whole = statfin.answers._table

    def spoilt(table, body):
        answer = json.loads(whole(table, body).body)
        if body:
            spoil(answer)
        return json_answer(answer)

    statfin.answers._table = spoilt
    if what is None:
        assert read(series())[0] == {}  # ingest says that there are no rows
    else:
        with pytest.raises(SourceError, match=rf"StatFin table vaerak/11re: .*{what}"):
            read(series())


# Refreshing into a store


@pytest.fixture
def run(statfin, store):
    statfin.answers.tables[TABLE] = population()

    def run(one=None, *, tries=2, **changes):
        source = source_at(statfin.url, tries=tries)
        refreshed = refresh(store, [indicator(one or series(), **changes)], {"statfin": source}, clock=lambda: NOW)
        source.close()
        return {result.series: (result.outcome, result.reason) for result in refreshed.results}

    return run


def everything(store):
    with store.snapshot() as snapshot:
        return snapshot.series("people", ["SSS", "KU205"]), [(o.series, o.updated) for o in snapshot.origins("people")]


def test_a_refresh_with_nothing_new_asks_for_no_data(run, statfin, store):
    assert run()["statfin:vaerak/11re"][0] == "updated"
    assert len(statfin.questions) == 1
    stored = everything(store)
    assert run()["statfin:vaerak/11re"][0] == "unchanged"
    assert len(statfin.questions) == 1
    assert everything(store) == stored


def test_an_update_of_the_table_or_of_the_file_asks_again(run, statfin):
    run()
    statfin.answers.tables[TABLE].updated = "2026-06-01T08:00:00"
    assert run()["statfin:vaerak/11re"][0] == "updated"
    assert run(series(part(contents="vaesto", first_year="2024")))["statfin:vaerak/11re"][0] == "updated"
    assert len(statfin.questions) == 3


def test_changed_codes_leave_the_series_out_and_the_store_as_it_was(run, statfin, store):
    run()
    stored = everything(store)
    statfin.answers.tables[TABLE] = population(
        variables=[area(), ages(), sex(), years(2023, 2025), contents(vaerak_tuntematon="Jotain")], updated="2026-06-02"
    )
    outcome, reason = run()["statfin:vaerak/11re"]
    assert outcome == "left out"
    assert "one value" in reason or "no value 'vaesto'" in reason
    assert everything(store) == stored


def test_an_empty_answer_after_values_is_a_failure(run, statfin, store):
    run()
    stored = everything(store)
    statfin.answers.tables[TABLE] = population(value=lambda _codes: "..", updated="2026-06-02")
    outcome, reason = run()["statfin:vaerak/11re"]
    assert outcome == "failed"
    assert "no rows" in reason
    assert everything(store) == stored


class Answering:
    """The least of an `HttpService`: answers by how they are asked for."""

    def __init__(self, metadata, folder, data):
        self.metadata, self.folder, self.data = metadata, folder, data

    def get_json(self, path, _parameters=()):
        return self.metadata if path.endswith(".px") else self.folder

    def post_json(self, _path, _question):
        return self.data

    def limit(self, calls, seconds):
        assert calls > 0
        assert seconds > 0


TINY = [area({"SSS": "KOKO MAA", "KU205": "Kajaani"}), five_years(), sex(), years(2024, 2025), contents(vaerak_vaesto="Väestö")]
DATA = json_stat(
    Table(TINY, None),
    {
        each["code"]: values
        for each, values in zip(
            TINY, [["SSS", "KU205"], ["75-79", "80-84", "85-"], ["SSS"], ["2024", "2025"], ["vaerak-vaesto"]], strict=True
        )
    },
    [1, 2, ".", 4, 5, 6, 7, 8, 9, 10, 11, 12],
)
SCRAP = st.none() | st.booleans() | st.integers(-3, 10**12) | st.floats() | st.text(max_size=4) | st.just([]) | st.just({})


def reads_or_reports(seed, scrap):
    chance = random.Random(seed)  # noqa: S311  # which part is mangled is no secret
    whole = {
        "metadata": {"title": "Väestö", "variables": TINY},
        "folder": [{"id": "11re.px", "updated": "2026-05-01"}],
        "data": DATA,
    }
    for name in chance.sample(sorted(whole), chance.randint(1, 2)):
        whole[name] = mangled(copy.deepcopy(whole[name]), chance, scrap)
    source, one = StatFin(Answering(**whole)), series(part("age=75+", age="75+", contents="vaesto"))
    try:
        source.connect()
        source.observations(indicator(one), one, source.describe(one))
    except HytetauluError as error:
        assert "tat" in str(error)  # who: StatFin


@given(seed=st.integers(0, 10**9), scrap=SCRAP)
@examples(60)
def test_whatever_the_service_answers_is_data_or_a_report(seed, scrap):
    reads_or_reports(seed, scrap)


@pytest.mark.slow
@given(seed=st.integers(0, 10**9), scrap=SCRAP)
@settings(max_examples=2_000, deadline=None)
def test_two_thousand_mangled_answers_are_data_or_a_report(seed, scrap):
    reads_or_reports(seed, scrap)
