"""Text, numbers and dates as an official would write them in each language."""

from datetime import UTC, date, datetime

import pytest

from dashboard.analysis.progress import Status
from dashboard.text import Text, text_for
from data_sources.errors import CatalogueError
from data_sources.model import DIMENSIONS, TOTAL, Direction, ObservationStatus, Period, PopulationGroup, Unit
from tests.dashboard.examples import KAJAANI
from tests.languages import LANGUAGES

NB = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"


@pytest.fixture
def fi() -> Text:
    return text_for("fi")


@pytest.fixture
def sv() -> Text:
    return text_for("sv")


@pytest.fixture
def en() -> Text:
    return text_for("en")


def test_an_unknown_language_is_named():
    with pytest.raises(CatalogueError, match="'de' is no language"):
        text_for("de")


def test_a_message_that_the_catalogue_lacks_is_said_in_english(fi):
    assert fi.t("not in the catalogue of {year}", year=2020) == "not in the catalogue of 2020"


def test_braces_in_a_value_are_no_placeholders(fi):
    assert fi.t("updated {date}", date="{date}") == "päivitetty {date}"


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (12.34, 1, ("12,3", "12,3", "12.3")),
        (-12.34, 1, (f"{MINUS}12,3", f"{MINUS}12,3", f"{MINUS}12.3")),
        (-0.04, 1, ("0,0", "0,0", "0.0")),
        (36493, 0, (f"36{NB}493", f"36{NB}493", "36,493")),
        (1234567.8, 1, (f"1{NB}234{NB}567,8", f"1{NB}234{NB}567,8", "1,234,567.8")),
        (0, 0, ("0", "0", "0")),
    ],
)
def test_numbers(value, decimals, written):
    assert tuple(text_for(language).number(value, decimals) for language in LANGUAGES) == written


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "written"),
    [
        (12.3, Unit.PERCENT, 1, (f"12,3{NB}%", f"12,3{NB}%", "12.3%")),
        (45.6, Unit.PER_1000, 1, (f"45,6{NB}/{NB}1{NB}000", f"45,6{NB}per{NB}1{NB}000", "45.6 per 1,000")),
        (36493, Unit.PERSONS, 0, (f"36{NB}493", f"36{NB}493", "36,493")),
        (78.4, Unit.YEARS, 1, ("78,4 vuotta", "78,4 år", "78.4 years")),
        (1, Unit.YEARS, 0, ("1 vuosi", "1 år", "1 year")),
        (1200, Unit.EUROS, 0, (f"1{NB}200{NB}€", f"1{NB}200{NB}€", "€1,200")),
        (101.5, Unit.INDEX, 1, ("101,5", "101,5", "101.5")),
    ],
)
def test_values(value, unit, decimals, written):
    assert tuple(text_for(language).value(value, unit, decimals) for language in LANGUAGES) == written


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "written"),
    [
        (-1.2, Unit.PERCENT, 1, (f"{MINUS}1,2 prosenttiyksikköä", f"{MINUS}1,2 procentenheter", f"{MINUS}1.2 percentage points")),
        (1, Unit.PERCENT, 0, ("+1 prosenttiyksikkö", "+1 procentenhet", "+1 percentage point")),
        (1, Unit.PERCENT, 1, ("+1,0 prosenttiyksikköä", "+1,0 procentenheter", "+1.0 percentage points")),
        (3, Unit.PERSONS, 0, ("+3 henkilöä", "+3 personer", "+3 people")),
        (0, Unit.PERSONS, 0, ("0 henkilöä", "0 personer", "0 people")),
        (2.5, Unit.PER_1000, 1, (f"+2,5{NB}/{NB}1{NB}000", f"+2,5{NB}per{NB}1{NB}000", "+2.5 per 1,000")),
        (-4, Unit.INDEX, 0, (f"{MINUS}4", f"{MINUS}4", f"{MINUS}4")),
    ],
)
def test_differences(value, unit, decimals, written):
    assert tuple(text_for(language).difference(value, unit, decimals) for language in LANGUAGES) == written


def test_an_unsigned_difference_is_its_size(fi):
    assert fi.difference(-3.4, Unit.PERCENT, 1, signed=False) == "3,4 prosenttiyksikköä"


def test_intervals(fi, en):
    assert fi.interval(10.1, 14.6, 1) == "10,1\N{EN DASH}14,6"
    assert en.interval(-1.2, 0.3, 1) == f"{MINUS}1.2 … 0.3"


def test_missing_zero_and_suppressed_have_three_signs(fi, sv, en):
    for text, label in ((fi, "salattu"), (sv, "sekretess"), (en, "suppressed")):
        assert text.value_or_sign(None, Unit.PERSONS, 0, ObservationStatus.MISSING) == ".."
        assert text.value_or_sign(0, Unit.PERSONS, 0, ObservationStatus.NORMAL) == "0"
        assert text.value_or_sign(None, Unit.PERSONS, 0, ObservationStatus.SUPPRESSED) == label


def test_a_suppressed_value_is_never_written(fi):
    assert fi.value_or_sign(3, Unit.PERSONS, 0, ObservationStatus.SUPPRESSED) == "salattu"


def test_dates_and_moments(fi, sv, en):
    day = date(2026, 5, 12)
    assert [text.date(day) for text in (fi, sv, en)] == ["12.5.2026", "12 maj 2026", "12 May 2026"]
    winter = datetime(2026, 1, 9, 22, 5, tzinfo=UTC)
    assert [text.moment(winter) for text in (fi, sv, en)] == [
        "10.1.2026 klo 0.05",
        "10 jan. 2026 kl. 00:05",
        "10 Jan 2026 at 00:05",
    ]
    assert [text.month(day) for text in (fi, sv, en)] == ["toukokuussa 2026", "maj 2026", "May 2026"]


def test_periods(fi, sv, en):
    pooled = Period(2018, 2020)
    assert fi.period(pooled) == "2018\N{EN DASH}2020"
    assert [text.when(pooled) for text in (fi, sv, en)] == ["vuosina 2018–2020", "åren 2018–2020", "in 2018–2020"]
    assert [text.when(Period.year(2020)) for text in (fi, sv, en)] == ["vuonna 2020", "år 2020", "in 2020"]


@pytest.mark.parametrize(
    ("group", "labels"),
    [
        ("", ("Kaikki", "Alla", "All")),
        ("sex=female", ("Naiset", "Kvinnor", "Women")),
        ("age=65+", ("65 vuotta täyttäneet", "65 år och äldre", "Aged 65 and over")),
        ("age=65+;sex=female", ("Naiset, 65 vuotta täyttäneet", "Kvinnor, 65 år och äldre", "Women, aged 65 and over")),
        ("language=swedish;sex=male", ("Miehet, ruotsinkieliset", "Män, svenskspråkiga", "Men, Swedish speakers")),
        ("education=low", ("Matala koulutus", "Låg utbildning", "Low level of education")),
    ],
)
def test_groups(group, labels):
    assert tuple(text_for(language).group(PopulationGroup.parse(group)) for language in LANGUAGES) == labels


def test_an_age_range_has_a_dash(fi):
    assert fi.group(PopulationGroup.parse("age=20-64")) == "20\N{EN DASH}64-vuotiaat"


def test_groups_within_a_sentence(fi, sv, en):
    low = PopulationGroup.parse("education=low")
    assert [text.among(low) for text in (fi, sv, en)] == [
        "matalasti koulutetuilla",
        "bland personer med låg utbildning",
        "among people with a low level of education",
    ]
    assert fi.group_text(TOTAL) == "kaikki"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_of_the_vocabulary_has_a_label(language):
    text = text_for(language)
    for dimension in DIMENSIONS.values():
        assert text.dimension(dimension.id)
        assert text.by_dimension(dimension.id)
        for category in dimension.categories or ("20-64", "75+"):
            group = PopulationGroup(((dimension.id, category),))
            assert text.group(group)[0].isupper() or text.group(group)[0].isdigit()
            assert text.among(group)
    assert all(text.unit(unit) and text.value(1, unit, 0) and text.difference(1, unit, 0) for unit in Unit)
    assert all(text.direction(direction) for direction in Direction)
    assert all(text.status(status) for status in ObservationStatus if status is not ObservationStatus.NORMAL)
    assert all(text.sign(status) for status in ObservationStatus if status is not ObservationStatus.NORMAL)


def test_labels_of_directions(fi, sv, en):
    assert [text.direction(Direction.LOWER) for text in (fi, sv, en)] == [
        "pienempi on parempi",
        "lägre är bättre",
        "lower is better",
    ]


def test_a_message_chooses_the_case_of_an_area(fi, sv):
    assert str(fi.area(KAJAANI)) == "Kajaani"
    assert fi.t("no value for {area}", area=fi.area(KAJAANI)) == "Kajaanin lukua ei ole"
    assert sv.t("no value for {area}", area=sv.area(KAJAANI)) == "uppgift saknas för Kajana"


def test_plural_forms(fi):
    one, many = "{count} value is suppressed to protect privacy.", "{count} values are suppressed to protect privacy."
    assert fi.n(one, many, 1) == "1 luku on salattu tietosuojan vuoksi."
    assert fi.n(one, many, 2) == "2 lukua on salattu tietosuojan vuoksi."


def test_listing(fi, sv, en):
    assert [text.listing(["a", "b", "c"]) for text in (fi, sv, en)] == ["a, b ja c", "a, b och c", "a, b and c"]


def test_capitals_leave_the_rest_alone(fi):
    assert fi.capitalise("koko maassa THL") == "Koko maassa THL"
    assert fi.capitalise("") == ""


def test_outcomes_of_a_refresh(fi):
    assert fi.run_outcome("with failures") == "osin epäonnistunut"


def test_every_status_of_progress_has_a_name_in_every_language():
    for language in LANGUAGES:
        names = [text_for(language).progress_status(status) for status in Status]
        assert len(set(names)) == len(Status)
    assert text_for("fi").progress_status("achieved and lost") == "saavutettiin, mutta menetettiin"
    assert text_for("sv").progress_status("too slow") == "går för långsamt"


def test_a_difference_of_percentages_is_short_in_a_picture_and_whole_on_its_axis(fi, sv, en):
    written = [text.value_or_sign(-4.2, Unit.PERCENT, 1, ObservationStatus.NORMAL, difference=True) for text in (fi, sv, en)]
    assert written == [f"{MINUS}4,2{NB}%-yks.", f"{MINUS}4,2{NB}%-enh.", f"{MINUS}4.2 p.p."]
    assert fi.value_or_sign(None, Unit.PERCENT, 1, ObservationStatus.SUPPRESSED, difference=True) == "salattu"
    assert [text.difference_unit(Unit.PERCENT) for text in (fi, sv, en)] == [
        "prosenttiyksikköä",
        "procentenheter",
        "percentage points",
    ]
    assert fi.difference_unit(Unit.EUROS) == "euroa"


def test_a_stretch_has_its_unit_once(fi, en):
    assert fi.stretch(11, 13, Unit.PERCENT, 1) == f"11,0\N{EN DASH}13,0{NB}%"
    assert en.stretch(11, 13, Unit.EUROS, 0) == "€11\N{EN DASH}13"


@pytest.mark.parametrize(
    ("group", "labels"),
    [
        ("school-stage=grades-8-9;sex=female", ("tytöt", "flickor", "girls")),
        ("age=0-17;sex=male", ("pojat", "pojkar", "boys")),
        ("age=15-24;sex=male", ("miehet", "män", "men")),
        ("age=65+;sex=female", ("naiset", "kvinnor", "women")),
    ],
)
def test_sexes_of_pupils_and_children_are_girls_and_boys(group, labels):
    whole = PopulationGroup.parse(group)
    sex = PopulationGroup(tuple(pair for pair in whole.pairs if pair[0] == "sex"))
    for language, label in zip(LANGUAGES, labels, strict=True):
        assert text_for(language).group_text(sex, whole) == label
        assert label in text_for(language).group_text(whole)
    assert text_for("fi").among(sex, PopulationGroup.parse("age=0-17")) in {"tytöillä", "pojilla"}
