"""Tables as people make them: what is read of each, and what is refused with what to do."""

import unicodedata

import pytest
from openpyxl import Workbook

from data_sources.errors import CatalogueError
from data_sources.model import ObservationStatus
from data_sources.own_tables.reading import read_table

HEADS = ("Tunnus", "Nimi", "Aihe", "Yksikkö", "Suunta", "Lähde", "Lisenssi", "Alue", "Osa-alue", "Sukupuoli", "Ikä", "Vuosi")
NUMBERS = ("Vastaukset", "Vastaajat", "Arvo")
DESCRIBED = ("oma-a", "Liikkuu päivittäin", "Elintavat", "prosenttia", "suurempi", "Kaupunki", "CC BY 4.0")


@pytest.fixture
def read(tmp_path, monkeypatch):
    """Read rows as a CSV file: (area, district, sex, age, year, answers, respondents, value), or lines as they are."""
    monkeypatch.setenv("HYTETAULU_DATA_DIR", str(tmp_path / "data"))

    def run(*rows, heads=(*HEADS, *NUMBERS), described=DESCRIBED, above="", separator=";", encoding="utf-8", form="NFC"):
        start = len(described)
        lines = [separator.join(heads)] if heads else []
        for place, row in enumerate(rows):
            own = described if place == 0 else (described[0], *[""] * (start - 1))
            lines.append(row if isinstance(row, str) else separator.join((*own, *row)))
        text = unicodedata.normalize(form, above + "\n".join(lines) + "\n")
        (tmp_path / "own.csv").write_bytes(text.encode(encoding))
        return read_table(tmp_path / "own.csv", [])

    return run


@pytest.fixture
def read_book(tmp_path, monkeypatch):
    """Read sheets by title, each a list of rows, after `change` has seen the workbook."""
    monkeypatch.setenv("HYTETAULU_DATA_DIR", str(tmp_path / "data"))

    def run(change=None, **sheets):
        book = Workbook()
        book.remove(book.worksheets[0])
        for title, rows in sheets.items():
            sheet = book.create_sheet(title.replace("_", " "))
            for row in rows:
                sheet.append(row)
        if change:
            change(book)
        book.save(tmp_path / "own.xlsx")
        return read_table(tmp_path / "own.xlsx", [])

    return run


def row(area="Kajaani", value="12,5", *, district="", sex="", age="", year="2025", answers="", asked=""):
    return (area, district, sex, age, year, answers, asked, value)


def values(table):
    return {(cell.area, str(cell.group), str(cell.period)): cell.value for one in table.indicators for cell in one.cells}


def only(table):
    assert [fault.reason for fault in table.faults] == []
    return list(values(table).values())


def reasons(table):
    return [f"{fault.row} {fault.column[:1]}: {fault.reason}" for fault in table.faults]


BOOK_HEAD = [*HEADS, *NUMBERS]


def book_row(area="Kajaani", value=12.5, *, year=2025, sex=None, described=True):
    own = DESCRIBED if described else ("oma-a", *[None] * 6)
    return [*own, area, None, sex, None, year, None, None, value]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "mac_roman", "cp850", "utf-16", "utf-16-le"])
def test_every_usual_encoding_is_read(read, encoding):
    assert values(read(row("Hämeenlinna"), encoding=encoding)) == {("KU109", "", "2025"): 12.5}


def test_a_decomposed_file_is_read(read):
    table = read(row("Hämeenlinna", sex="miehet"), form="NFD")
    assert values(table) == {("KU109", "sex=male", "2025"): 12.5}


@pytest.mark.parametrize("above", ["sep=;\n", "Hyvinvointikysely 2025;;;\n\n", "Kunta: Kajaani\nVuosi 2025\n\n"])
def test_what_stands_above_the_headings_is_passed_over(read, above):
    table = read(row(), above=above)
    assert only(table) == [12.5]
    assert table.notes == () if above.startswith("sep") else "above the headings is not read" in table.notes[0]


def test_a_note_below_the_table_is_no_row_and_is_told(read):
    table = read(row(), "", "* ennakkotieto", "Lähde: Kajaanin kaupunki, kysely 2025")
    assert only(table) == [12.5]
    assert [(remark.row, remark.reason) for remark in table.remarks] == [
        (4, "is no row of values and is not read: '* ennakkotieto'"),
        (5, "is no row of values and is not read: 'Lähde: Kajaanin kaupunki, kysely 2025'"),
    ]


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("-", "write .. where the number is suppressed, nothing where it is missing, 0 for none"),
        ("–", "write .. where the number is suppressed"),
        (".", "write .. where the number is suppressed"),
        ("1–4", "write .. where the number is suppressed"),
        ("alle 5", "write .. where the number is suppressed"),
        ("x", "write .. where the number is suppressed"),
        ("<10", "write .. where the number is suppressed"),
        ("12,5¹", "without its unit or a note mark"),
        ("12,5 1)", "without its unit or a note mark"),
        ("12,5*", "without its unit or a note mark"),
        ("12,5 prosenttia", "without its unit or a note mark"),
        ("1'234", "is no number"),
        ("12.5", "has another decimal sign than most numbers of the file"),
    ],
)
def test_what_is_no_number_is_refused_with_how_it_is_written(read, value, reason):
    table = read(row(), row("Kuopio"), row("Kuhmo", value))
    (found,) = reasons(table)
    assert found.startswith(f"4 O: {value!r} " if "'" not in value else '4 O: "')
    assert reason in found


@pytest.mark.parametrize("value", ["..", "…", "*", "<5", "< 5", "salattu"])
def test_a_number_may_be_suppressed_already(read, value):
    (one,) = read(row(value=value)).indicators
    assert [cell.status for cell in one.cells] == [ObservationStatus.SUPPRESSED]


@pytest.mark.parametrize("space", [" ", "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}", "\N{THIN SPACE}"])
def test_blanks_may_divide_thousands(read, space):
    (one,) = read(row(value="", answers=f"1{space}234", asked=f"5{space}432")).indicators
    assert [(cell.numerator, cell.denominator) for cell in one.cells] == [(1234.0, 5432.0)]


@pytest.mark.parametrize("sign", [",", "."])
def test_counts_with_a_sign_between_thousands_are_refused_not_read_as_decimals(read, sign):
    table = read(row(value="", answers=f"1{sign}234", asked=f"5{sign}432"), row("Kuopio", "", answers="412", asked="845"))
    assert reasons(table) == [
        f"2 M: '1{sign}234' may be read in two ways; write it without a sign between thousands",
        f"2 N: '5{sign}432' may be read in two ways; write it without a sign between thousands",
    ]


@pytest.mark.parametrize("unit", ["henkilöä", "tapausta", "euroa", "vuotta"])
def test_values_that_may_be_thousands_are_refused(read, unit):
    described = (*DESCRIBED[:3], unit, *DESCRIBED[4:])
    assert len(read(row(value="36.493"), row("Kuopio", "135.981"), described=described).faults) == 2


def test_a_per_cent_cannot_be_thousands_and_other_numbers_tell_the_sign(read):
    assert only(read(row(value="1.234"))) == [1.234]
    described = (*DESCRIBED[:3], "euroa", *DESCRIBED[4:])
    assert only(read(row(value="36,493"), row("Kuopio", "1,5"), described=described)) == [36.493, 1.5]


def test_numbers_of_a_workbook_that_were_thousands_are_refused(read_book):
    first = [*DESCRIBED[:3], "henkilöä", *DESCRIBED[4:], "Kajaani", None, None, None, 2025, None, None, 36493]
    table = read_book(Luvut=[BOOK_HEAD, first, book_row("Sotkamo", 10.267, described=False)])
    assert reasons(table) == ["3 O: '10.267' may be read in two ways; write it without a sign between thousands"]


def test_weighted_counts_are_asked_about(read):
    table = read(row(value="", answers="312,4", asked="640,7"))
    assert only(table) == [48.8]
    assert table.questions == ("2 counts of oma-a are no whole numbers; are they weighted?",)


def test_per_cents_that_are_all_below_one_are_asked_about(read):
    assert read(row(value="0,125"), row("Kuhmo", "0,3")).questions[0].startswith("all 2 values of oma-a are at most 1 per cent")
    assert read(row(value="0,125"), row("Kuhmo", "3")).questions == ()


@pytest.mark.parametrize(
    ("name", "unit", "taken"),
    [
        ("Nettomuutto", "tapausta", True),
        ("Nettomuutto", "henkilöä", True),
        ("Nettomuutto", "‰", True),
        ("Väkiluvun muutos", "prosenttia", True),
        ("Nettoflyttning", "prosenttia", True),
        ("Net migration", "henkilöä", True),
        ("Internet use", "prosenttia", False),
        ("Avustukset", "euroa", True),
        ("Liikkuu päivittäin", "prosenttia", False),
        ("Kävijät", "henkilöä", False),
    ],
)
def test_balances_and_changes_may_be_below_zero(read, name, unit, taken):
    table = read(row(value="\N{MINUS SIGN}12,5"), described=("oma-a", name, DESCRIBED[2], unit, *DESCRIBED[4:]))
    assert list(values(table).values()) == ([-12.5] if taken else [])
    assert reasons(table) == ([] if taken else ["2 O: -12.5 is below 0"])


def test_a_change_in_per_cent_may_be_above_a_hundred(read):
    assert only(read(row(value="150"), described=("oma-a", "Kävijöiden muutos", *DESCRIBED[2:]))) == [150.0]


def test_a_total_is_the_area_itself(read):
    table = read(
        row("Kajaani", "", district="Keskusta", answers="200", asked="300"),
        row("Kajaani", "", district="Yhteensä", answers="353", asked="620"),
        row("Kuhmo", "5", district="Yhteensä / Totalt"),
        row("Sotkamo", "6", district="koko kunta"),
        row("Paltamo yhteensä", "7"),
        row("Puolanka", "8", district="Koko kunta yhteensä"),
        row("Ristijärvi", "9", district="Ristijärven kunta"),
        row("Suomussalmi", "9", district="Koko Suomussalmi"),
    )
    codes = ["KU205-keskusta", "KU205", "KU290", "KU765", "KU578", "KU620", "KU697", "KU777"]
    assert [code for code, _, _ in values(table)] == codes
    assert list(table.districts) == ["KU205-keskusta"]


def test_groups_may_be_named_in_two_languages(read):
    table = read(row(sex="Naiset / Kvinnor"), row(sex="Yhteensä/Totalt"), row(sex="naiset / miehet"))
    assert [group for _, group, _ in values(table)] == ["sex=female", ""]
    assert [fault.row for fault in table.faults] == [4]


def test_a_total_of_no_area_is_refused(read):
    assert reasons(read(row(), row("Yhteensä", "3"))) == ["3 H: 'Yhteensä' is a total; of which area? write its name"]


@pytest.mark.parametrize(
    ("text", "code"),
    [("Helsinki/Helsingfors", "KU091"), ("Vaasa / Vasa", "KU905"), ("Kajaanin kaupunki", "KU205"), ("205.0", "KU205")],
)
def test_usual_forms_of_names_are_the_municipality(read, text, code):
    assert list(values(read(row(text)))) == [(code, "", "2025")]


def test_an_ambiguous_name_is_refused_and_nothing_is_added_to_another_municipality(read):
    table = read(row("Rauma", "", answers="500", asked="1000"), row("Lappi", "", answers="9000", asked="30000"))
    assert [fault.row for fault in table.faults] == [3]
    assert values(table) == {("KU684", "", "2025"): 50.0}


def test_a_name_that_a_region_has_is_told(read):
    (remark,) = read(row("Kainuu")).remarks
    assert remark.reason.startswith("'Kainuu' is taken for Kainuun maakunta")


def test_numbers_of_counties_are_no_municipalities(read):
    table = read(row("5"), row("9"), row("10"), row("20"))
    assert [fault.row for fault in table.faults] == [2, 3, 4, 5]
    assert all("may be several areas" in fault.reason for fault in table.faults)


def test_years_as_people_write_them(read):
    table = read(
        row(year="2025"),
        row("Kuopio", year="2019–2020"),
        row("Sotkamo", year="2023*"),
        row("Kuhmo", year="2024.0"),
        row("Paltamo", year="2023/24"),
        row("Puolanka", year="1.1.2023"),
    )
    assert [period for _, _, period in values(table)] == ["2025", "2019-2020", "2023", "2024"]
    assert [(fault.row, fault.column) for fault in table.faults] == [(6, "L (Vuosi)"), (7, "L (Vuosi)")]
    assert [remark.reason for remark in table.remarks] == ["'2023*' is a preliminary value, and is stored as other values are"]


def test_years_of_decimals_decide_no_decimal_sign(read):
    assert only(read(row(year="2024.0"), row("Kuopio", "13,5", year="2024.0"))) == [12.5, 13.5]


def test_a_column_of_question_numbers_decides_no_decimal_sign_and_is_told(read):
    heads = ("Nro", *HEADS, *NUMBERS)
    table = read("4.1;" + ";".join((*DESCRIBED, *row())), "4.1;oma-a;;;;;;;" + ";".join(row("Sotkamo", "9,3")), heads=heads)
    assert only(table) == [12.5, 9.3]
    assert table.notes == ("column A (Nro) is not read",)


WIDE = (*HEADS[:8],)


def test_years_as_columns_are_read(read):
    table = read(("Kajaani", "12,5", "13", ""), ("Kuhmo", "1", "2", "3"), heads=(*WIDE, "2023", "2024*", "2025"))
    assert values(table) == {
        ("KU205", "", "2023"): 12.5,
        ("KU205", "", "2024"): 13.0,
        ("KU205", "", "2025"): None,
        ("KU290", "", "2023"): 1.0,
        ("KU290", "", "2024"): 2.0,
        ("KU290", "", "2025"): 3.0,
    }
    assert table.notes == ("years or groups are columns of their own: I (2023), J (2024*), K (2025)",)


def test_groups_as_columns_are_read(read):
    table = read(("Kajaani", "2025", "10", "11", "12", "9"), heads=(*WIDE, "Vuosi", "Yhteensä", "Naiset", "Miehet", "65+"))
    assert values(table) == {
        ("KU205", "", "2025"): 10.0,
        ("KU205", "sex=female", "2025"): 11.0,
        ("KU205", "sex=male", "2025"): 12.0,
        ("KU205", "age=65+", "2025"): 9.0,
    }


def test_counts_of_years_as_columns_are_read(read):
    heads = (*WIDE, "Arvo 2023", "Arvo 2024", "Naiset 2024")
    assert list(values(read(("Kajaani", "10", "11", "12"), heads=heads)).values()) == [10.0, 11.0, 12.0]


def test_two_rows_of_headings_are_read(read_book):
    upper = [*HEADS[:8], 2024, None, 2025, None]
    lower = [*[None] * 8, "naiset", "miehet", "naiset", "miehet"]
    table = read_book(Luvut=[upper, lower, [*DESCRIBED, "Kajaani", 1, 2, 3, 4]])
    assert values(table) == {
        ("KU205", "sex=female", "2024"): 1.0,
        ("KU205", "sex=male", "2024"): 2.0,
        ("KU205", "sex=female", "2025"): 3.0,
        ("KU205", "sex=male", "2025"): 4.0,
    }
    counted = read_book(Luvut=[BOOK_HEAD, [*[None] * 12, "lkm", "lkm", "%"], book_row()])
    assert values(counted) == {("KU205", "", "2025"): 12.5}
    assert counted.notes == ("sheet 'Luvut': the headings are in rows 1 and 2",)


def test_years_as_columns_beside_a_column_of_years_are_refused_with_what_to_do(read):
    with pytest.raises(CatalogueError, match="vuosi tai ryhmä on otsikkona sarakkeen I \\(Vuosi\\) rinnalla; anna jokainen luku"):
        read(("Kajaani", "2025", "1", "2"), heads=(*WIDE, "Vuosi", "2023", "2024"))


def test_a_heading_may_name_the_unit_but_not_another_than_the_indicator(read):
    heads = (*HEADS, "Vastaukset (lkm)", "Vastaajat", "Arvo (%)")
    assert only(read(row(), heads=heads)) == [12.5]
    described = (*DESCRIBED[:3], "euroa", *DESCRIBED[4:])
    assert reasons(read(row(), heads=heads, described=described)) == [
        "2 O: the heading says %, but the indicator is in euros",
    ]


def test_headings_that_are_none_are_refused_together_with_what_to_do(read):
    with pytest.raises(CatalogueError, match=r"rivi 1: mallipohjassa ei ole otsikkoa: M .Arvo 2., N .Siviilisääty.; käytä"):
        read(heads=(*HEADS, "Arvo 2", "Siviilisääty"))


def test_a_heading_far_to_the_right_is_not_passed_over(read_book):
    with pytest.raises(CatalogueError, match="DA \\(Arvo 2\\)"):
        read_book(Luvut=[[*BOOK_HEAD, *[None] * 89, "Arvo 2"], book_row()])


def test_a_note_beside_the_table_is_refused_by_its_row_alone(read):
    table = read((*row(), "tarkista"), row("Kuhmo", "3"))
    assert reasons(table) == ["2 : column P has no heading, but the row has 'tarkista' there"]
    assert values(table) == {("KU290", "", "2025"): 3.0}


@pytest.mark.parametrize(
    ("heads", "reason"),
    [
        ((*WIDE, "Arvo"), "puuttuu sarakkeet Vuosi"),
        ((*HEADS[:7], "Vuosi", "Arvo"), "no row has|ei ole|puuttuu sarakkeet Alue|no sheet"),
        (HEADS, "puuttuu lukujen sarakkeet \\(Arvo, Vastaukset, Vastaajat, Osoittaja, Nimittäjä\\)"),
        ((*HEADS, *NUMBERS), "puuttuu rivit otsikoiden alta"),
    ],
)
def test_what_a_table_lacks_is_named(read, heads, reason):
    with pytest.raises(CatalogueError, match=reason):
        read(*[] if heads == (*HEADS, *NUMBERS) else [("Kajaani", "1")], heads=heads)


def test_a_table_without_headings_is_refused(read):
    with pytest.raises(CatalogueError, match="no row has the headings of the template"):
        read("Kajaani;12,5;2025", heads=())


def test_commas_between_columns_and_in_numbers_are_refused_with_the_reason(read):
    with pytest.raises(CatalogueError, match="row 2: a comma separates the columns and the decimals of numbers"):
        read(row(), row("Kuopio", "11,5"), separator=",")


def test_an_identifier_and_a_name_side_by_side_are_read(read):
    heads = ("Tunnus", "Mittari", *HEADS[1:8], "Vuosi", "Arvo")
    table = read("oma-a;Liikkuu;" + ";".join((*DESCRIBED[1:], "Kajaani", "2025", "12,5")), heads=heads)
    assert only(table) == [12.5]
    assert table.notes == ("column B (Mittari) is read only where column A (Tunnus) is empty",)


def test_a_fault_of_a_value_is_no_fault_of_the_description(read_book):
    table = read_book(Luvut=[BOOK_HEAD, book_row(value="=10+2.5"), book_row("Kuopio", 11.5, described=False)])
    assert [reason.partition(";")[0] for reason in reasons(table)] == ["2 O: is a formula that was never calculated"]
    assert values(table) == {("KU297", "", "2025"): 11.5}


def test_sheets_with_the_headings_are_all_read_and_the_others_named(read_book):
    table = read_book(
        Luvut=[BOOK_HEAD, book_row()],
        Luvut_2024=[BOOK_HEAD, book_row("Kuopio", 3)],
        Muistiinpanot=[["tarkista vielä"]],
        Tyhjä=[],
        Kesken=[BOOK_HEAD],
    )
    assert list(values(table)) == [("KU205", "", "2025"), ("KU297", "", "2025")]
    assert table.layout == "workbook, sheet 'Luvut' of 2 rows, sheet 'Luvut 2024' of 2 rows, sheet 'Kesken' of 1 rows"
    assert table.notes == (
        "sheet 'Muistiinpanot' is not read: it has no headings of the template",
        "sheet 'Kesken' is not read: it lacks rows below the headings",
    )


def test_a_value_on_two_sheets_is_refused_with_both(read_book):
    table = read_book(Luvut=[BOOK_HEAD, book_row()], Figures=[BOOK_HEAD, book_row()])
    assert [(fault.sheet, fault.reason) for fault in table.faults] == [
        ("Luvut", "the same indicator, area, group and year as in sheet 'Figures', row 2; expected one of them"),
        ("Figures", "the same indicator, area, group and year as in sheet 'Luvut', row 2; expected one of them"),
    ]


def test_a_workbook_without_the_headings_names_its_sheets(read_book):
    with pytest.raises(CatalogueError, match="no sheet has the headings of the template \\(found 'Taul1', 'Taul2'\\)"):
        read_book(Taul1=[["a", "b"]], Taul2=[[1]])


def test_what_is_hidden_is_read_and_told(read_book):
    def hide(book):
        sheet = book["Luvut"]
        sheet.auto_filter.ref = "A1:O4"
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["J"].hidden = True
        sheet.sheet_state = "hidden"
        book.create_sheet("Muistio")

    rows = [BOOK_HEAD, book_row(sex="naiset"), book_row("Kuopio", 99, described=False), book_row("Sotkamo", 11, described=False)]
    table = read_book(hide, Luvut=rows)
    assert only(table) == [12.5, 99.0, 11.0]
    assert [(remark.row, remark.reason.split(",")[0]) for remark in table.remarks] == [
        (3, "the row is hidden in the workbook (perhaps by a filter)")
    ]
    assert table.notes == (
        "sheet 'Luvut' is hidden in the workbook, and is read all the same",
        "sheet 'Luvut': columns hidden in the workbook are read all the same: J (Sukupuoli)",
    )


def test_merged_areas_are_refused_as_merged(read_book):
    def merge(book):
        book["Luvut"].merge_cells("H2:H3")

    table = read_book(merge, Luvut=[BOOK_HEAD, book_row(), book_row(None, 11, sex="naiset", described=False)])
    assert reasons(table) == ["3 H: is merged with another cell; undo the merging and write its content on every row"]


@pytest.mark.parametrize(
    ("heads", "language"),
    [
        (("Kod", "Namn", "Ämne", "Enhet", "Riktning", "Källa", "Licens", "Område", "År", "Värde"), "sv"),
        (("Tunnus", "Nimi", "Aihe", "Yksikkö", "Suunta", "Lähde", "Lisenssi", "Alue", "Vuosi", "Arvo"), "fi"),
        (("id", "Name", "Theme", "Unit", "Direction", "Publisher", "Licence", "Area", "Year", "Value"), "en"),
    ],
)
def test_the_language_of_a_file_is_that_of_its_headings(read, heads, language):
    assert read(("Kajaani", "2025", "12,5"), heads=heads).language == language


def test_each_column_of_numbers_is_looked_at(read):
    table = read(row(value="12,5"), row("Kuhmo", "3"), row("Sotkamo", "99"), row("Paltamo", ".."), row("Puolanka", ""))
    (look,) = table.looks
    assert (look.column, look.numbers, look.suppressed, look.missing) == ("O (Arvo)", 3, 1, 1)
    assert (look.least, look.greatest) == ((3.0, 3, "Kuhmo"), (99.0, 4, "Sotkamo"))
