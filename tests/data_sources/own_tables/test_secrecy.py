"""What an import hides, that it says so, and what it refuses because it does not fit together."""

from data_sources.model import ObservationStatus, PopulationGroup

HIDDEN = ObservationStatus.SUPPRESSED
MEANS = "Tunnus;Nimi;Aihe;Yksikkö;Suunta;Lähde;Lisenssi;Alue;Sukupuoli;Vuosi;Arvo;Alaraja;Yläraja;Vastaajat\n"


def statuses(store, *areas, indicator="oma"):
    with store.snapshot() as snapshot:
        return {(each.area, str(each.group), each.period.last): each.status for each in snapshot.series(indicator, areas)}


def means(tmp_path, *rows, unit="euroa"):
    path = tmp_path / "means.csv"
    described = f"oma;Tulot;Elintavat;{unit};suurempi;Kajaani;CC BY 4.0;"
    path.write_text(MEANS + "\n".join([described + rows[0], *(f"oma;;;;;;;{row}" for row in rows[1:])]), encoding="utf-8")
    return path


def test_eight_of_nine_persons_are_hidden(run, store, csv_file):
    run(csv_file("Kajaani;;2025;8;9", "Akaa;;2025;8;10"), "--yes")
    assert statuses(store, "KU205", "KU020") == {
        ("KU205", "", 2025): HIDDEN,
        ("KU020", "", 2025): ObservationStatus.NORMAL,
    }


def test_a_regions_small_municipality_takes_another_with_it(run, store, csv_file):
    run(csv_file("Kainuun maakunta;;2025;53;400", "Kajaani;;2025;50;300", "Kuhmo;;2025;3;100"), "--yes")
    found = statuses(store, "MK18", "KU205", "KU290")
    assert [found[code, "", 2025] is HIDDEN for code in ("MK18", "KU205", "KU290")] == [False, True, True]


def test_a_municipalitys_small_district_takes_another_with_it(run, store, csv_file):
    rows = ("Kajaani;;2025;53;400", "Kajaani / Keskusta;;2025;50;300", "Kajaani / Otanmäki;;2025;3;100")
    run(csv_file(*rows), "--yes")
    found = statuses(store, "KU205", "KU205-keskusta", "KU205-otanmaki")
    assert sorted(code for (code, *_), status in found.items() if status is HIDDEN) == ["KU205-keskusta", "KU205-otanmaki"]


def test_a_percentage_of_fifty_respondents_counts_its_persons(run, store, tmp_path):
    run(means(tmp_path, "Kajaani;;2025;6;;;50", "Akaa;;2025;12;;;50", unit="prosenttia"), "--yes")
    found = statuses(store, "KU205", "KU020")
    assert [found[code, "", 2025] is HIDDEN for code in ("KU205", "KU020")] == [True, False]


def test_a_mean_may_come_with_its_persons_and_is_hidden_if_they_are_few(run, store, tmp_path):
    status, out, err = run(
        means(tmp_path, "Kajaani;;2025;34567;;;3", "Kuhmo;;2025;30000;;;40", "Sotkamo;;2025;31000;;;"), "--yes"
    )
    assert (status, err) == (0, "")
    assert "note: 1 values come without counts or number of persons" in out
    found = statuses(store, "KU205", "KU290", "KU765")
    assert [found[code, "", 2025] is HIDDEN for code in ("KU205", "KU290", "KU765")] == [True, False, False]


def test_an_interval_that_tells_three_of_forty_is_hidden(run, store, tmp_path):
    run(means(tmp_path, "Kajaani;miehet;2025;7,5;2,6;19,9;", "Kuhmo;miehet;2025;12;9,4;15,2;", unit="prosenttia"), "--yes")
    found = statuses(store, "KU205", "KU290")
    assert [found[code, "sex=male", 2025] is HIDDEN for code in ("KU205", "KU290")] == [True, False]


def test_a_row_left_out_by_partial_is_protected(run, store, csv_file):
    path = csv_file("Kajaani;;2025;40;100", "Kajaani;naiset;2025;37;60", "Kajaani;miehet;2025;3 kpl;40")
    assert run(path, "--yes", "--partial")[0] == 0
    assert statuses(store, "KU205")["KU205", "sex=female", 2025] is HIDDEN


def test_the_preview_tells_what_is_hidden_and_why(run, csv_file):
    out = run(csv_file("Kajaani;;2025;40;100", "Kajaani;naiset;2025;37;60", "Kajaani;miehet;2025;3;40"), "--yes")[1]
    assert "3 values, 2 of them suppressed" in out
    assert "suppressed, 1: fewer than 5 cases or 10 persons" in out
    assert "suppressed, 1: a small number could be worked out from it" in out
    assert "Kajaani, sex=male, 2025: small" in out
    assert "Kajaani, sex=female, 2025: beside" in out


def test_a_total_smaller_than_its_parts_is_refused_by_name(run, csv_file):
    status, _, err = run(csv_file("Kajaani;;2025;40;100", "Kajaani;naiset;2025;37;60", "Kajaani;miehet;2025;33;60"), "--yes")
    assert status == 2
    assert "oma: Kajaani, everybody, 2025: the numerator is 40, but its parts make 70" in err
    assert "Kajaani, sex=female, 2025; Kajaani, sex=male, 2025" in err


def test_the_next_version_of_a_table_does_not_tell_what_the_first_hid(run, store, csv_file):
    run(csv_file("Kajaani;;2025;20;200", "Kajaani;naiset;2025;3;100", "Kajaani;miehet;2025;17;100"), "--yes")
    out = run(csv_file("Kajaani;;2025;22;201", "Kajaani;naiset;2025;5;101", "Kajaani;miehet;2025;17;100"), "--yes")[1]
    assert "suppressed, 2: suppressed in the version stored before" in out
    found = statuses(store, "KU205")
    assert [found["KU205", group, 2025] is HIDDEN for group in ("", "sex=female", "sex=male")] == [False, True, True]


def test_both_sides_are_protected_if_asked_for(run, store, csv_file):
    rows = ("Kajaani;;2025;40;60", "Kajaani;naiset;2025;15;15", "Kajaani;miehet;2025;25;45")
    run(csv_file(*rows), "--yes")
    assert HIDDEN not in statuses(store, "KU205").values()
    run(csv_file(*rows), "--yes", "--both-sides")
    assert statuses(store, "KU205")["KU205", str(PopulationGroup.parse("sex=female")), 2025] is HIDDEN


def test_yes_and_no_of_one_file_are_hidden_together(run, store, tmp_path):
    head = "Tunnus;Nimi;Aihe;Yksikkö;Suunta;Lähde;Lisenssi;Alue;Sukupuoli;Vuosi;Vastaukset;Vastaajat\n"
    rows = [
        f"{id_};{id_};Elintavat;prosenttia;pienempi;Kajaani;CC BY 4.0;Kajaani;naiset;2025;{women};50\n"
        f"{id_};;;;;;;Kajaani;miehet;2025;{men};50\n"
        for id_, women, men in (("oma-yes", 3, 20), ("oma-no", 47, 30))
    ]
    (tmp_path / "both.csv").write_text(head + "".join(rows), encoding="utf-8")
    assert run(tmp_path / "both.csv", "--yes")[0] == 0
    assert set(statuses(store, "KU205", indicator="oma-no").values()) == {HIDDEN}
