"""Searching Sotkanet's list and adding an indicator from it, over real HTTP."""

import gzip
import io
import os
import tomllib
from datetime import UTC, datetime, timedelta

import orjson
import pytest

from data_sources.additions.family import family_of
from data_sources.additions.file import file_of, id_of, seen_in, unit_of
from data_sources.additions.listing import Listed
from data_sources.indicators import read_indicators
from data_sources.model import Direction, Unit
from tests.services.loopback import Fault
from tests.services.sotkanet import COUNTRY, KAJAANI, row

EATERS = "Niukasti kasviksia käyttävien osuus (%)"
SUFFIXES = (
    "",
    ", 20 - 64-vuotiaat",
    ", 65 vuotta täyttäneet",
    ", 75 vuotta täyttäneet",
    ", matala koulutus",
    ", keskitason koulutus",
    ", korkea koulutus",
)
GROUPS = ["total", "age=20-64", "age=65+", "age=75+", "education=low", "education=middle", "education=high"]
FIRST = 94540


@pytest.fixture
def service(environment, sotkanet):  # noqa: ARG001  # commands find the service by the environment
    """Sotkanet with a family of seven, its neighbours, and an id that the catalogue has."""
    for place, suffix in enumerate(SUFFIXES):
        sotkanet.answers.add(FIRST + place, f"{EATERS}{suffix}")
    years = (2018, 2020, 2022, 2024)
    sotkanet.answers.rows[FIRST] = [row(FIRST, COUNTRY, year, 40.0, sex) for year in years for sex in ("total", "male", "female")]
    sotkanet.answers.indicators[FIRST]["title"]["en"] = "People who eat vegetables poorly (%)"
    sotkanet.answers.add(FIRST - 1, "Avioerot / 1 000 25 - 64-vuotiasta", classifications={})
    sotkanet.answers.add(FIRST + 7, "Aktiivisten osuus (%)", classifications={"sex": {"values": ["total"]}})
    sotkanet.answers.add(181, "Työttömät, % työvoimasta")
    return sotkanet


def added(environment, theme, name):
    with open(f"{environment['HYTETAULU_DATA_DIR']}/indicators/{theme}/{name}.toml", "rb") as file:  # noqa: PTH123  # plain
        return tomllib.load(file)


def test_the_list_is_searched_by_words_in_any_language_and_by_id(run, service):
    status, out, _ = run("search", "kasviksia", "KOULUTUS", "korkea")
    assert status == 0
    assert out == f"sotkanet:94546  {EATERS}, korkea koulutus  [by sex]\n1 of 10 indicators.\n"
    assert run("search", "eat vegetables")[1].startswith(f"sotkanet:94540  {EATERS}  [by sex]\n")
    assert run("search", "181")[1].startswith(
        "sotkanet:181    Työttömät, % työvoimasta  [by sex; in the catalogue: unemployment]"
    )
    assert run("search", "avioerot")[1].startswith("sotkanet:94539  Avioerot / 1 000 25 - 64-vuotiasta  [sexes unknown]")
    assert run("search", "aktiivisten")[1].startswith("sotkanet:94547  Aktiivisten osuus (%)  [not by sex]")
    assert run("search", "kuukausikalenteri")[1] == "0 of 10 indicators.\n"
    assert service.count("/indicators") == 1


def test_the_kept_list_serves_without_network_and_is_renewed_in_time(run, service, environment, monkeypatch):
    run("search", "kasviksia")
    path = f"{environment['HYTETAULU_DATA_DIR']}/sotkanet-indicators.json.gz"
    old = (datetime.now(UTC) - timedelta(days=31)).timestamp()
    os.utime(path, (old, old))
    service.answers.add(1, "Uusi kasvisindikaattori")
    assert "Uusi kasvis" in run("search", "kasvis")[1]
    assert service.count("/indicators") == 2
    run("search", "kasvis", "--update")
    assert service.count("/indicators") == 3
    os.utime(path, (old, old))
    monkeypatch.setenv("HYTETAULU_SOTKANET_URL", "http://127.0.0.1:9")
    assert "Uusi kasvis" in run("search", "kasvis")[1]
    status, _, err = run("search", "kasvis", "--update")
    assert status == 1
    assert "cannot be reached" in err


@pytest.mark.usefixtures("service")
def test_without_network_and_list_it_says_so(run, monkeypatch):
    monkeypatch.setenv("HYTETAULU_SOTKANET_URL", "http://127.0.0.1:9")
    for command in (("search", "kasvis"), ("add", "sotkanet:94540", "--direction", "lower")):
        status, out, err = run(*command)
        assert (status, out) == (1, "")
        assert "cannot be reached" in err


@pytest.mark.parametrize("fault", [Fault.SERVER_ERROR, Fault.HTML_PAGE, Fault.CUT_BODY])
def test_a_bad_list_does_not_take_the_place_of_the_kept_one(run, service, environment, fault):
    run("search", "kasviksia")
    path = f"{environment['HYTETAULU_DATA_DIR']}/sotkanet-indicators.json.gz"
    service.fail("/indicators", fault)
    assert run("search", "kasviksia", "--update")[0] == 1
    with gzip.open(path) as kept:
        assert len(orjson.loads(kept.read())) == 10


@pytest.mark.usefixtures("service")
def test_an_indicator_is_added_with_its_family_refreshed_and_shown(run, environment):
    status, out, _ = run("add", "sotkanet:94540", "--theme", "lifestyle", "--direction", "lower")
    assert status == 0
    assert out.endswith("`./run refresh --indicator people-who-eat-vegetables-poorly` fetches its values.\n")
    written = added(environment, "lifestyle", "people-who-eat-vegetables-poorly")
    assert (written["unit"], written["decimals"], written["direction"], written["interval"]) == ("%", 1, "lower", 2)
    assert written["name"]["fi"] == "Niukasti kasviksia käyttävien osuus"
    assert written["explanation"]["fi"] == "Osuus väestöstä."
    assert list(written["sotkanet"]) == GROUPS
    assert written["sotkanet"]["age=65+"] == {"id": 94542, "title": f"{EATERS}, 65 vuotta täyttäneet"}
    assert written["published"] == {"smallest_total": False}
    indicator = read_indicators()["people-who-eat-vegetables-poorly"]
    assert (indicator.theme, indicator.sample.country) == ("lifestyle", ())
    status, out, _ = run("refresh", "--indicator", "people-who-eat-vegetables-poorly")
    assert (status, out.splitlines()[0]) == (4, "Refresh with gaps: 1 updated, 6 left out; 12 values stored.")
    assert run("show", "sotkanet:94540", "suomi")[1].count("\n") == 1 + 12


@pytest.mark.usefixtures("service")
def test_an_id_of_one_group_brings_its_whole_family(run, environment):
    run("add", "94544", "--direction", "lower")
    assert list(added(environment, "background", "people-who-eat-vegetables-poorly")["sotkanet"]) == GROUPS


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (("sotkanet:181", "--direction", "lower"), 2, "sotkanet:181 is in the catalogue already: unemployment"),
        (("sotkanet:5", "--direction", "lower"), 2, "Sotkanet's list has no indicator 5; find its id with ./run search"),
        (("statfin:11re", "--direction", "lower"), 2, "'statfin:11re' is no series that can be added"),
        (("sotkanet:94540",), 2, "say which way is better with --direction lower, higher or neither"),
        (("sotkanet:94540", "--theme", "vegetables"), 2, "there is no theme 'vegetables'; themes are lifestyle"),
    ],
)
@pytest.mark.usefixtures("service")
def test_what_cannot_be_added_is_told_and_nothing_is_written(run, environment, monkeypatch, arguments, status, message):
    monkeypatch.setattr("sys.stdin", io.StringIO())  # no person at a terminal
    code, out, err = run("add", *arguments)
    assert (code, out) == (status, "")
    assert message in err
    assert not os.path.exists(f"{environment['HYTETAULU_DATA_DIR']}/indicators")  # noqa: PTH110  # as above


def test_an_id_newer_than_the_kept_list_is_found(run, service, environment):
    run("search", "kasviksia")
    service.answers.add(7, "Uusi (%)")
    assert run("add", "sotkanet:7", "--direction", "lower")[0] == 0
    assert added(environment, "background", "uusi-en")["sotkanet"] == {"total": {"id": 7, "title": "Uusi (%)", "sex": False}}


def test_an_id_that_the_service_has_retired_since_is_told(run, service):
    run("search", "kasviksia")
    del service.answers.indicators[FIRST]
    status, _, err = run("add", "sotkanet:94540", "--direction", "lower")
    assert status == 1
    assert "Sotkanet no longer knows the id 94540; nothing was written" in err


def test_added_twice_is_told(run, service):  # noqa: ARG001  # commands find the service
    run("add", "sotkanet:94540", "--direction", "lower")
    status, _, err = run("add", "sotkanet:94542", "--direction", "lower")
    assert status == 2
    assert "is in the catalogue already: people-who-eat-vegetables-poorly" in err


def test_a_unit_that_nobody_says_is_asked_for(run, service, environment):
    service.answers.add(7, "Jotain", primaryValueType={"code": "LKM"}, decimals=0, description=None)
    service.answers.rows[7] = [row(7, KAJAANI, 2020, 5), row(7, KAJAANI, 2021, 5)]
    status, _, err = run("add", "sotkanet:7", "--direction", "neither")
    assert status == 2
    assert "the service does not say its unit; say it with --unit, one of %, per 1000" in err
    assert run("add", "sotkanet:7", "--direction", "neither", "--unit", "persons")[0] == 0
    written = added(environment, "background", "jotain-en")
    assert (written["unit"], written["decimals"], written["interval"]) == ("persons", 0, 1)
    assert written["sotkanet"]["total"] == {"id": 7, "title": "Jotain", "sex": False}
    assert written["explanation"]["fi"] == "Jotain"
    assert "published" not in written


def listing(titles):
    return {number: Listed(number, {"fi": title}, True) for number, title in titles.items()}


def test_a_family_ends_where_the_titles_do():
    found = listing({1: "A (%)", 2: "A (%), 65 vuotta täyttäneet", 3: "B (%)", 4: "A (%), korkea koulutus"})
    assert [(member.listed.id, str(member.group)) for member in family_of(found, 1)] == [(1, ""), (2, "age=65+")]
    assert [member.listed.id for member in family_of(found, 4)] == [4]


def test_an_unknown_suffix_makes_no_group():
    found = listing({1: "A", 2: "A, miehet tai muut"})
    assert [member.listed.id for member in family_of(found, 1)] == [1]
    assert [member.listed.id for member in family_of(found, 2)] == [2]


@pytest.mark.parametrize(
    ("code", "title", "unit"),
    [
        ("PROS", "Osuus", Unit.PERCENT),
        ("PER100000", "Kuolleisuus", Unit.PER_100000),
        (None, "Kuolleisuus / 100 000 asukasta", Unit.PER_100000),
        (None, "Potilaat / 10 000 asukasta", Unit.PER_10000),
        ("OUTO", "Avioerot / 1 000 25 - 64-vuotiasta", Unit.PER_1000),
        (None, "Tupakoi päivittäin, % oppilaista", Unit.PERCENT),
        (None, "Väestö 31.12.", Unit.PERSONS),
        (None, "Elatussuhde", None),
        ("PROS", "1-vuotiaat, lkm 31.12.", Unit.PERSONS),
    ],
)
def test_the_unit_comes_from_the_service_or_the_title(code, title, unit):
    assert unit_of({"primaryValueType": {"code": code}, "title": {"fi": title}}) == unit


def test_the_id_comes_from_the_english_title():
    assert id_of({"en": "Daily smokers (%), age 20-64"}, 4405, ()) == "daily-smokers-age-20-64"
    assert id_of({"en": "Daily smokers (%)"}, 4404, {"daily-smokers"}) == "daily-smokers-4404"
    assert id_of({"fi": "Tupakoivat"}, 4404, ()) == "sotkanet-4404"


def test_the_interval_is_the_commonest_step():
    rows = [row(1, COUNTRY, year, 1.0) for year in (2013, 2015, 2017, 2018, 2020)]
    assert seen_in(rows, {KAJAANI}).interval == 2
    assert seen_in([], ()).interval == 1


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("<p>Osuus v&auml;est&ouml;st&auml;. Toinen virke.</p>", "Osuus väestöstä."),
        ("Luku 1.1.2003 - 31.1.2004. Jatkuu.", "Luku 1.1.2003 - 31.1.2004. Jatkuu."),
        ("Ilman pistettä", "Ilman pistettä"),
    ],
)
def test_the_explanation_is_the_first_sentence(text, sentence):
    member = family_of(listing({1: "A (%)"}), 1)
    written = file_of(
        "a", {"title": {"fi": "A (%)"}, "description": {"fi": text}}, Unit.PERCENT, Direction.LOWER, member, seen_in([], ())
    )
    assert tomllib.loads(written)["explanation"]["fi"] == sentence


def test_a_series_of_women_only_is_theirs_and_is_refreshed(run, service, environment):
    only = {"sex": {"values": ["female"]}}
    service.answers.add(7, "Raskaudet / 1 000 15 - 49-vuotiasta", classifications=only)
    service.answers.indicators[7]["title"]["en"] = "Pregnancies"
    service.answers.rows[7] = [row(7, COUNTRY, 2020, 5.0, "female"), row(7, KAJAANI, 2020, 4.0, "female")]
    assert run("add", "sotkanet:7", "--direction", "neither")[0] == 0
    written = added(environment, "background", "pregnancies")
    assert list(written["sotkanet"]) == ["age=15-49;sex=female"]
    assert run("refresh", "--indicator", "pregnancies")[0] == 0
    assert "age=15-49;sex=female,2020,4.0" in run("show", "pregnancies", "kajaani")[1]


def test_a_series_of_one_age_has_it_as_its_population_or_its_group(run, service, environment):
    titles = {7: "Hoitoa saaneet 0 - 17-vuotiaat / 1 000 vastaavanikäistä (-2005)", 9: "Kuolleisuus 5 - 9-vuotiailla / 100 000"}
    for number, title in titles.items():
        service.answers.add(number, title)
        service.answers.indicators[number]["title"]["en"] = f"Series {number}"
        assert run("add", f"sotkanet:{number}", "--direction", "lower")[0] == 0
    young = added(environment, "background", "series-7")
    assert (young["unit"], young["closed"], list(young["sotkanet"])) == ("per 1000", True, ["total"])
    assert young["base"] == {"indicator": "population-by-group", "group": "age=0-17"}
    children = added(environment, "background", "series-9")
    assert (children["unit"], list(children["sotkanet"]), children.get("base")) == ("per 100000", ["age=5-9"], None)


@pytest.mark.parametrize(
    ("title", "message"),
    [
        ("Lääkekorvaukset, 1 000 euroa", "its values are in “1 000 euroa”, which is none of %"),
        ("Raskaudet alle 25-vuotiailla / 1 000 15 - 24-vuotiasta naista", "names several ages (age=15-24, age=0-24)"),
    ],
)
def test_what_would_be_wrong_is_refused_whatever_a_person_says(run, service, environment, title, message):
    service.answers.add(7, title)
    status, _, err = run("add", "sotkanet:7", "--direction", "lower", "--unit", "euros")
    assert status == 2
    assert message in err
    assert not os.path.exists(f"{environment['HYTETAULU_DATA_DIR']}/indicators")  # noqa: PTH110  # as above
