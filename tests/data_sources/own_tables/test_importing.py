"""Own tables as an official imports them: what is stored, what is refused and how it is taken back."""

from datetime import UTC, datetime

import pytest

from data_sources import sample
from data_sources.adapters import sources
from data_sources.areas import read_areas
from data_sources.indicators import local_folder, read_indicators
from data_sources.model import TOTAL, Direction, ObservationStatus, Origin, PopulationGroup, Unit
from tests.builders import observation

WOMEN, MEN = PopulationGroup.parse("sex=female"), PopulationGroup.parse("sex=male")
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def series(store, indicator, *areas):
    with store.snapshot() as snapshot:
        return snapshot.series(indicator, areas)


def everything(store):
    with store.snapshot() as snapshot:
        codes = snapshot._known.areas.keys
        return (
            {key: snapshot.series(key, codes) for key in snapshot.indicators()},
            snapshot.origins(),
            snapshot.districts("KU205"),
        )


def files():
    return {path.name: path.read_text(encoding="utf-8") for path in local_folder().glob("*/*.toml")}


def test_counts_become_values_of_an_indicator_of_its_own(run, store, csv_file):
    status, out, err = run(
        csv_file("Kajaani;;2025;312;640", "Kajaani;naiset;2025;180;371", "Kajaani;miehet;2025;132;269"), "--yes"
    )
    assert (status, err) == (0, "")
    assert "CSV in UTF-8, separated by semicolon, decimal sign none seen, 4 rows" in out
    assert "oma (Liikkuu päivittäin): 3 values" in out
    assert "Kajaani, everybody, 2025: 48.8 (312 of 640)" in out
    assert series(store, "oma", "KU205") == [
        observation("oma", "KU205", 2025, 48.8, numerator=312.0, denominator=640.0),
        observation("oma", "KU205", 2025, 48.5, WOMEN, numerator=180.0, denominator=371.0),
        observation("oma", "KU205", 2025, 49.1, MEN, numerator=132.0, denominator=269.0),
    ]
    indicator = read_indicators()["oma"]
    assert (indicator.name["sv"], indicator.theme, indicator.unit) == ("Liikkuu päivittäin", "lifestyle", Unit.PERCENT)
    assert (indicator.direction, indicator.counts, indicator.groups) == (Direction.HIGHER, "respondents", (TOTAL, WOMEN, MEN))
    with store.snapshot() as snapshot:
        (origin,) = snapshot.origins("oma")
    assert (origin.series, origin.publisher["en"], origin.sample) == ("own-table:oma", "Kajaanin kaupunki", False)


def test_small_numbers_are_hidden_before_they_are_stored(run, store, csv_file):
    _, out, _ = run(csv_file("Kajaani;;2025;40;640", "Kajaani;naiset;2025;37;371", "Kajaani;miehet;2025;3;269"), "--yes")
    assert "3 values, 2 of them suppressed" in out
    women = series(store, "oma", "KU205")[1]
    assert women == observation("oma", "KU205", 2025, None, WOMEN, status=ObservationStatus.SUPPRESSED)


def test_the_same_file_twice_changes_nothing(run, store, csv_file):
    path = csv_file("Kajaani;;2025;312;640")
    run(path, "--yes")
    before = everything(store), files()
    assert run(path, "--yes")[1].endswith("No change: all of it is already stored.\n")
    assert (everything(store), files()) == before
    assert run("--list")[1].count("own.csv") == 1


def test_an_import_is_undone(run, store, csv_file):
    run(csv_file("Kajaani;;2025;312;640"), "--yes")
    first = everything(store), files()
    run(csv_file("Kajaani / Keskusta;naiset;2025;50;90", "Kajaani;naiset;2027;50;90", name="later.csv"), "--yes")
    assert [area.code for area in everything(store)[2]] == ["KU205-keskusta"]
    assert run("--undo", 2)[0] == 0
    assert (everything(store), files()) == first
    assert run("--undo", 1)[0] == 0
    assert (everything(store), files()) == (({}, [], ()), {})
    assert run("--undo", 1)[2] == "hytetaulu: import 1 is undone already\n"


def test_an_import_below_a_later_one_is_not_undone(run, store, csv_file):
    run(csv_file("Kajaani;;2025;312;640"), "--yes")
    run(csv_file("Kajaani;;2027;300;640"), "--yes")
    before = everything(store), files()
    status, _, err = run("--undo", 1)
    assert status == 1
    assert "the values of oma have changed since" in err
    assert (everything(store), files()) == before


def test_a_year_comes_from_one_file_and_others_stay(run, store, csv_file):
    run(csv_file("Kajaani;;2023;100;200", "Kajaani;;2025;312;640", "Kuhmo;;2025;50;100"), "--yes")
    out = run(csv_file("Kajaani;;2025;320;640"), "--yes")[1]
    assert "1 mittarin oma tallennettua arvoa (2025) ei ole tiedostossa, ja ne poistuvat" in out
    assert [(each.period.last, each.value) for each in series(store, "oma", "KU205", "KU290")] == [(2023, 50.0), (2025, 50.0)]


def test_nothing_is_imported_unless_all_is_good_and_every_fault_is_named(run, store, csv_file):
    path = csv_file(
        "Kajaani;;2025;312;640", "Kajani;;2025;3;640", "Kuhmo;naisia;2025;3;60", "Kuhmo;;25;30;60", "Kuhmo;;2025;70;60"
    )
    status, out, err = run(path, "--yes")
    assert (status, out) == (2, "")
    assert "own.csv: 4 virhettä, mitään ei tuotu" in err
    assert "rivi 3, sarake H (Alue): aluetta 'Kajani' ei ole; tarkoititko Kajaani?" in err
    assert "rivi 4, sarake I (Sukupuoli): 'naisia' ei ole sukupuoli; vaihtoehdot: naiset (female), miehet (male)" in err
    assert "rivi 5, sarake J (Vuosi): '25'; tähän tarvitaan vuosi, esimerkiksi 2025" in err
    assert "rivi 6, sarake K (Vastaukset): 70 on enemmän kuin kaikki yhteensä, 60" in err
    assert everything(store)[0] == {}
    assert files() == {}
    status, out, _ = run(path, "--yes", "--partial")
    assert status == 0
    assert "jää pois, 4 virhettä:" in out
    assert [each.value for each in series(store, "oma", "KU205")] == [48.8]


def test_nobody_at_the_terminal_means_no(run, store, csv_file):
    status, out, err = run(csv_file("Kajaani;;2025;312;640"))
    assert (status, err) == (1, "hytetaulu: nothing was imported; --yes imports without asking\n")
    assert "48.8 (312 of 640)" in out
    assert everything(store)[0] == {}


def test_a_national_indicator_keeps_its_own_values(run, tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("Mittari;Alue;Vuosi;Arvo\nunemployment;Kajaani;2025;9,5\n", encoding="utf-8")
    status, _, err = run(path, "--yes")
    assert status == 2
    assert "rivi 2, sarake A (Mittari): 'unemployment' on valtakunnallinen mittari" in err


def test_a_value_twice_names_both_rows(run, csv_file):
    err = run(csv_file("Kajaani;;2025;312;640", "KU205;yhteensä;2025;312;640"), "--yes")[2]
    assert "rivi 2, sarake A (Tunnus): sama mittari, alue, ryhmä ja vuosi kuin täällä: rivi 3" in err
    assert "rivi 3, sarake A (Tunnus): sama mittari, alue, ryhmä ja vuosi kuin täällä: rivi 2" in err


def test_counts_of_a_merged_municipality_are_added_up(run, store, csv_file):
    out = run(csv_file("Mäntyharju;;2024;100;400", "Pertunmaa;;2024;50;100"), "--yes")[1]
    assert "huomaa: Pertunmaa on ollut osa kuntaa Mäntyharju vuodesta 2025: sen lukumäärät lasketaan mukaan" in out
    (found,) = series(store, "oma", "KU507")
    assert (found.value, found.numerator, found.denominator) == (30.0, 150.0, 500.0)


def test_a_merged_municipality_alone_is_refused_by_name(run, csv_file):
    err = run(csv_file("Pertunmaa;;2024;50;100"), "--yes")[2]
    assert "Pertunmaa on ollut osa kuntaa Mäntyharju vuodesta 2025; anna kunnan Mäntyharju arvo" in err


def test_a_workbook_in_swedish_with_districts_ages_and_percentages(run, store, workbook):
    path = workbook(
        Indikatorer=[
            ["Kod *", "Namn på svenska *", "Ämne *", "Enhet *", "Önskad riktning *", "Källa *", "Licens *", "Decimaler"],
            ["egen", "Trygg", "everyday-safety", "procent", "större är bättre", "Kajana stad", "CC BY 4.0", 0],
        ],
        Siffror=[
            ["Indikator *", "Område *", "Delområde", "Ålder", "Utbildning", "År *", "Värde", "Nedre gräns", "Övre gräns"],
            ["Trygg", "Kajana", None, "65+", None, 2025, 81.4, 70, "90,5"],
            ["egen", 205, "Otanmäki", "20–64-åringar", "låg", "2024–2025", "..", None, None],
            ["egen", "HVA20", None, None, None, 2025, None, None, None],
        ],
    )
    status, out, err = run(path, "--yes")
    assert (status, err) == (0, "")
    assert "Kajaani / Otanmäki" in out
    with store.snapshot() as snapshot:
        (district,) = snapshot.districts("KU205")
    assert (district.code, district.name["fi"], district.locative["fi"]) == ("KU205-otanmaki", "Otanmäki", "alueella Otanmäki")
    assert series(store, "egen", "KU205", "KU205-otanmaki", "HVA20") == [
        observation("egen", "HVA20", 2025, None, status=ObservationStatus.MISSING),
        observation("egen", "KU205", 2025, 81.4, "age=65+", low=70.0, high=90.5),
        observation("egen", "KU205-otanmaki", "2024-2025", None, "age=20-64;education=low", status=ObservationStatus.SUPPRESSED),
    ]


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_sample_survey_is_read_in_every_language(run, store, tmp_path, language):
    path = tmp_path / "survey.xlsx"
    assert run("--sample", path, "--lang", language)[0] == 0
    status, out, err = run(path, "--yes")
    assert (status, err) == (0, "")
    assert "survey-lonely" in out
    with store.snapshot() as snapshot:
        assert snapshot.indicators() == {"survey-lonely", "survey-good-mood", "survey-safe-evenings", "survey-enough-exercise"}
        assert all(origin.sample for origin in snapshot.origins())
        assert [area.name["sv"] for area in snapshot.districts("KU205")][:2] == ["Keskusta", "Lehtikangas"]
        lonely = snapshot.series("survey-lonely", [area.code for area in read_areas()])
    assert {each.area for each in lonely} == {
        "HVA20",
        *(area.code for area in read_areas().municipalities(read_areas().by_code["HVA20"])),
    }
    assert any(each.status is ObservationStatus.SUPPRESSED for each in lonely)
    assert all(each.numerator is None or not 0 < each.numerator < 5 for each in lonely)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_an_empty_template_has_headings_that_are_read(run, tmp_path, language):
    path = tmp_path / "template.xlsx"
    assert run("--template", path, "--lang", language)[0] == 0
    lacking = {
        "fi": "puuttuu rivit otsikoiden alta",
        "sv": "saknas rader under rubrikerna",
        "en": "lacks rows below the headings",
    }
    assert lacking[language] in run(path, "--yes")[2]


EXPORT = (
    '"Tupakoi päivittäin, % 8.- ja 9.-luokan oppilaista";"288";"Akaa";"020";"yhteensä";2011;14,3;\n'
    '"Tupakoi päivittäin, % 8.- ja 9.-luokan oppilaista";"288";"Juupajoki";"177";"yhteensä";2011;;\n'
    '"Tupakoi päivittäin, % 8.- ja 9.-luokan oppilaista";"288";"Koko maa";"358";"yhteensä";2011;15,0;\n'
)
UNKNOWN = '"Kelan sairastavuusindeksi";"184";"Akaa";"020";"yhteensä";2011;102,1;\n'


def test_an_export_of_the_sotkanet_portal_becomes_values_of_its_indicator(run, store, tmp_path):
    path = tmp_path / "export.csv"
    path.write_bytes(EXPORT.encode("latin-1"))
    status, out, err = run(path, "--yes")
    assert (status, err) == (0, "")
    assert "export of the Sotkanet portal, CSV in Latin-1 (Windows-1252), separated by semicolon, decimal sign comma" in out
    assert "huomaa: 1 riviä ilman arvoa ohitetaan" in out
    assert series(store, "pupils-daily-smoking", "KU020", "KU177") == [
        observation("pupils-daily-smoking", "KU020", 2011, 14.3, "school-stage=grades-8-9")
    ]
    with store.snapshot() as snapshot:
        (origin,) = snapshot.origins("pupils-daily-smoking")
    assert (origin.series, origin.sample, origin.updated) == ("sotkanet:288", False, None)


def test_an_unknown_series_of_an_export_is_refused_with_the_command_that_adds_it(run, store, tmp_path):
    path = tmp_path / "export.csv"
    path.write_bytes((EXPORT + UNKNOWN).encode("latin-1"))
    status, _, err = run(path, "--yes")
    assert status == 2
    assert (
        "rivi 4: sotkanet:184 (Kelan sairastavuusindeksi) ei kuulu mihinkään luettelon mittariin; "
        "`./run add sotkanet:184` lisää sen"
    ) in err
    assert everything(store)[0] == {}
    assert run(path, "--yes", "--partial")[0] == 0
    assert series(store, "pupils-daily-smoking", "KU020")[0].value == 14.3


def test_an_export_takes_the_place_of_the_sample_and_its_undoing_brings_it_back(run, store, tmp_path):
    indicator = read_indicators()["pupils-daily-smoking"]
    store.replace(indicator.id, *sample.sample(indicator, read_areas(), NOW))
    before = everything(store)
    path = tmp_path / "export.csv"
    path.write_bytes(EXPORT.encode("latin-1"))
    assert "huomaa: mittarin pupils-daily-smoking esimerkkiarvot poistuvat" in run(path, "--yes")[1]
    assert len(everything(store)[0]["pupils-daily-smoking"]) == 2
    assert run("--undo", 1)[0] == 0
    assert everything(store) == before


def test_an_export_adds_to_what_was_fetched(run, store, tmp_path):
    fetched = observation("pupils-daily-smoking", "KU020", 2013, 12.0, "school-stage=grades-8-9")
    origin = Origin("pupils-daily-smoking", "sotkanet:288", {"fi": "THL"}, "CC BY 4.0", "", None, NOW)
    store.replace("pupils-daily-smoking", [fetched], [origin])
    path = tmp_path / "export.csv"
    path.write_bytes(EXPORT.encode("latin-1"))
    run(path, "--yes")
    assert [(each.period.last, each.value) for each in series(store, "pupils-daily-smoking", "KU020")] == [
        (2011, 14.3),
        (2013, 12.0),
    ]


def test_no_refresh_asks_for_the_values_of_a_table(run, csv_file):
    run(csv_file("Kajaani;;2025;312;640"), "--yes")
    assert {each.source for each in read_indicators()["oma"].series} & sources().keys() == set()


def test_faults_are_told_once_for_each_reason_and_many_are_in_a_file(run, csv_file, tmp_path):
    rows = ["Kajaani;;2025;312;640", *["Kajani;;2025;3;640"] * 500, *[f"Kuntala{place};;2025;3;640" for place in range(50)]]
    err = run(csv_file(*rows), "--yes")[2]
    lines = err.splitlines()
    assert "own.csv: 550 virhettä, mitään ei tuotu" in lines[0]
    assert lines[1] == "  rivit 3-502, sarake H (Alue): aluetta 'Kajani' ei ole; tarkoititko Kajaani?"
    assert len(lines) == 31
    assert lines[-1] == f"  22 muuta on tiedostossa {tmp_path / 'own.csv'}.faults.txt"
    assert len((tmp_path / "own.csv.faults.txt").read_text(encoding="utf-8").splitlines()) == 51


def test_twenty_thousand_faulty_rows_are_told_in_time(run, csv_file):
    err = run(csv_file("Kajaani;;2025;312;640", *["Kajani;;2025;3;640"] * 20_000), "--yes")[2]
    assert len(err.splitlines()) == 2


def test_a_look_at_the_numbers_comes_before_they_are_stored(run, csv_file):
    out = run(csv_file("Kajaani;;2025;312;640", "Kuhmo;;2025;40;100"))[1]
    assert "K (Vastaukset): 2 lukua, pienin 40 (rivi 3, Kuhmo), suurin 312 (rivi 2, Kajaani); salattuja 0, tyhjiä 0" in out


def test_a_table_of_which_nothing_would_be_shown_is_asked_about(run, csv_file):
    assert "tarkista: kaikki mittarin oma arvot salataan" in run(csv_file("Kajaani;;2025;3;640", "Kuhmo;;2025;2;640"))[1]
    assert "tarkista: kaikki mittarin oma arvot puuttuvat" in run(csv_file("Kajaani;;2025;;", "Kuhmo;;2025;;"))[1]


def test_faults_of_a_swedish_workbook_are_told_in_swedish(run, workbook):
    path = workbook(
        Siffror=[
            ["Kod", "Namn", "Ämne", "Enhet", "Riktning", "Källa", "Licens", "Område", "Ålder", "År", "Värde"],
            ["egen", "Trygg", "everyday-safety", "procent", "större", "Kajana stad", "CC BY 4.0", "Kajna", "ung", 2025, "x"],
        ],
    )
    err = run(path, "--yes")[2]
    assert "own.xlsx: 2 fel, ingenting importerades" in err
    assert "blad 'Siffror', rad 2, kolumn H (Område): området 'Kajna' finns inte; menade du Kajana?" in err
    assert "kolumn I (Ålder): 'ung' är ingen ålder; skriv till exempel 20-64" in err
