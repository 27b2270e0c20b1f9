"""Plans as workbooks: filled in by hand, read back, and every fault told by sheet, row and column."""

import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from data_sources.model import Period
from data_sources.plan_files.files import read_plan_file
from data_sources.plan_files.shipped import read_shipped_plans
from data_sources.plan_files.workbook.layout import columns, form_texts, heading
from data_sources.plans import Followed, Objective, PlanTarget, PriorityArea
from tests.data_sources.plan_files.forms import BREAKFAST, PLAN, SMOKING, VOTES, cell_of, changed, faults_of, texts, written
from tests.languages import LANGUAGES

SHIPPED = tuple(read_shipped_plans().values())


@pytest.fixture(scope="module")
def finnish(tmp_path_factory):
    """The plan's workbook in Finnish, to be copied: writing one takes as long as all that a test does with it."""
    return written(PLAN, tmp_path_factory.mktemp("form") / "plan.xlsx")


@pytest.fixture(scope="module")
def english(tmp_path_factory):
    """The plan's workbook in English, to be copied."""
    return written(PLAN, tmp_path_factory.mktemp("form") / "plan.xlsx", "en")


@pytest.fixture
def english_form(english, tmp_path):
    """The plan's workbook in English, of the test's own: its faults are told in English."""
    return Path(shutil.copy(english, tmp_path / "plan.xlsx"))


@pytest.fixture
def form(finnish, tmp_path):
    """The plan's workbook in Finnish, of the test's own."""
    return Path(shutil.copy(finnish, tmp_path / "plan.xlsx"))


def put(sheet, under, row, value):
    """A change: the value in the cell under a heading."""
    return lambda book: book[sheet].__setitem__(cell_of(book[sheet], under, row), value)


def several(*changes):
    return lambda book: [change(book) for change in changes]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_plan_comes_back_whole(tmp_path, language):
    assert read_plan_file(written(PLAN, tmp_path / "plan.xlsx", language)) == PLAN


@pytest.mark.parametrize("plan", SHIPPED, ids=lambda plan: plan.key)
def test_shipped_plans_come_back_whole(tmp_path, plan):
    assert read_plan_file(written(plan, tmp_path / "plan.xlsx", "sv")) == plan


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_sheet_explains_every_column(tmp_path, language):
    book = load_workbook(written(None, tmp_path / "plan.xlsx", language))
    guide = book.worksheets[0]
    rows = [[cell.value for cell in row] for row in guide.iter_rows(min_row=10)]
    assert guide.title == form_texts()["sheet"]["guide"][language]
    for key, its_columns in columns().items():
        sheet = form_texts()["sheet"][key][language]
        explained = [row for row in rows if row[0] == sheet]
        for column in its_columns:
            assert any(heading(key, column, language) in row[1].split(", ") and len(row[2]) > 12 for row in explained)
        assert [cell.value for cell in book[sheet][1]] == [heading(key, column, language) for column in its_columns]
        assert book[sheet].freeze_panes == "A2"


def test_cells_offer_their_choices(form):
    book = load_workbook(form)
    sheet = book["Arviointimittarit"]
    offered = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation if rule.type == "list"}
    assert offered["A2:A500"] == "'Tavoitteet'!$B$2:$B$500"
    assert offered["B2:B500"].startswith("'Mittariluettelo'!$A$2:$A$")
    assert offered["D2:D500"].startswith("'Valinnat'!$A$2:$A$")
    assert offered["K2:K500"] == '"x"'
    assert book["Valinnat"].sheet_state == "hidden"
    assert book["Valinnat"]["A2"].value == "Koko maa"
    listed = [cell.value for cell in book["Mittariluettelo"]["A"]]
    assert "Päivittäin tupakoivat (daily-smoking)" in listed
    assert not any("shelter-clients" in text for text in listed)


def test_a_row_reads_as_an_official_wrote_it(form):
    sheet = load_workbook(form)["Arviointimittarit"]
    headings = [cell.value.removesuffix(" *") for cell in sheet[1]]
    rows = [dict(zip(headings, (cell.value for cell in row), strict=True)) for row in sheet.iter_rows(min_row=2)]
    assert {key: value for key, value in rows[0].items() if value is not None} == {
        "Tavoite": "Tupakointi vähenee",
        "Mittari": "Päivittäin tupakoivat (daily-smoking)",
        "Lähtövuosi": 2022,
        "Lähtötaso": 12.5,
        "Tavoitevuosi": 2029,
        "Tavoitearvo": 9,
        "Esimerkkitavoite": "x",
        "Tunniste": "smoking",
    }
    assert rows[1]["Väestöryhmä"] == "8. ja 9. luokan oppilaat"
    assert rows[4]["Alue"] == "Kainuun hyvinvointialue"
    assert rows[1]["Tavoitearvo"] == "paranee"
    assert (rows[4]["Tavoitearvo"], rows[4]["Sallittu vaihtelu"], rows[4]["Suunta"]) == ("pysyy samana", 1.5, None)
    assert (rows[5]["Tavoitearvo"], rows[5]["Suunta"]) == (1300, "Suurenee")


def test_an_official_fills_in_an_empty_form(tmp_path):
    """Names and numbers as people write them; identifiers and other languages are left to the program."""

    def fill(book):
        book["Suunnitelma"].append(["Sotkamo", 2026, "2029", "Sotkamon hyvinvointisuunnitelma"])
        book["Painopistealueet"].append(["Lapset ja perheet"])
        book["Tavoitteet"].append(["Lapset ja perheet", "Lapset voivat hyvin", None, None, None, None, None, None, "X"])
        book["Toimenpiteet"].append(["Lapset voivat hyvin", "Perhekeskus avataan", *[None] * 5, 2027.0])
        sheet = book["Arviointimittarit"]
        sheet.append(
            ["lapset  voivat hyvin", "pupils-no-breakfast", "8. ja 9. luokan oppilaat", None, "2023", "53,7 %", 2029, 48]
        )
        sheet.append([])
        sheet.append(["Lapset voivat hyvin", "Koulukiusatut", "ammattiin opiskelevat"])

    plan = read_plan_file(changed(written(None, tmp_path / "form.xlsx"), fill))
    assert (plan.key, plan.area, plan.name) == ("sotkamo-2026-2029", "KU765", texts("Sotkamon hyvinvointisuunnitelma"))
    [priority] = plan.areas
    [objective] = priority.objectives
    assert (priority.id, objective.id) == ("lapset-ja-perheet", "lapset-voivat-hyvin")
    assert objective.tags == ("children-and-young-people",)
    assert objective.measures[0].schedule == texts("2027")
    assert objective.targets == (
        PlanTarget(
            "pupils-no-breakfast-school-stage-grades-8-9",
            BREAKFAST.indicator,
            BREAKFAST.group,
            "KU765",
            Period(2023, 2029),
            53.7,
            48.0,
        ),
    )
    assert objective.followed[0].indicator == "pupils-bullied"


@pytest.mark.parametrize(
    ("value", "number_format", "read"),
    [
        ("9,5", "General", 9.5),
        (" 9.5 % ", "General", 9.5),
        (0.095, "0.0%", 9.5),
        (9, "0", 9.0),
        ("0\N{NO-BREAK SPACE}009,5", "General", 9.5),
    ],
)
def test_numbers_are_read_whatever_a_program_made_of_them(form, value, number_format, read):
    def change(book):
        cell = book["Arviointimittarit"][cell_of(book["Arviointimittarit"], "Tavoitearvo", 2)]
        cell.value, cell.number_format = value, number_format

    assert read_plan_file(changed(form, change)).targets["smoking"].target == read


@pytest.mark.parametrize(
    ("sheet", "under", "expected"),
    [("Plan", "Last year", "a year such as 2029"), ("Evaluation indicators", "Target", "a number such as 12,5")],
)
def test_a_number_that_is_infinite_is_told(english_form, sheet, under, expected):
    path = changed(english_form, put(sheet, under, 2, 98_765_432))
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name).replace(b"<v>98765432</v>", b"<v>1E999</v>") for name in book.namelist()}
    with zipfile.ZipFile(path, "w") as book:
        for name, part in parts.items():
            book.writestr(name, part)
    [told] = faults_of(path)
    assert f"sheet '{sheet}', row 2," in told
    assert f"({under}) is 'inf'; expected {expected}" in told


def test_a_date_in_a_schedule_is_read_as_it_is_shown(form):
    path = changed(form, put("Toimenpiteet", "Aikataulu suomeksi", 2, datetime(2027, 12, 31)))  # noqa: DTZ001  # as Excel gives it
    assert read_plan_file(path).areas[0].objectives[0].measures[0].schedule["fi"] == "31.12.2027"


def test_a_text_that_begins_like_a_formula_is_a_text(tmp_path):
    plan = replace(PLAN, name=texts("=1+1"))
    assert read_plan_file(written(plan, tmp_path / "plan.xlsx")) == plan


def test_objectives_of_one_name_are_told_apart_by_their_ids(tmp_path):
    twin = replace(VOTES, id="votes-too", targets=(), followed=(Followed("population"),))
    plan = replace(PLAN, areas=(*PLAN.areas[:2], PriorityArea("more", texts("Lisää"), (twin,))))
    path = written(plan, tmp_path / "plan.xlsx", "en")
    assert read_plan_file(path) == plan
    [fault] = faults_of(changed(path, put("Evaluation indicators", "Objective", 8, "More people vote")))
    assert fault == (
        "plan.xlsx: sheet 'Evaluation indicators', row 8, column A (Objective) is 'More people vote'; "
        "expected a name that only one row has, or its identifier on sheet 'Objectives'"
    )


FAULTS = (
    [
        (
            "Plan",
            "Area",
            2,
            "Kajani",
            "sheet 'Plan', row 2, column A (Area) is 'Kajani'",
            "a choice from the cell's list",
        ),
        ("Plan", "Last year", 2, 2020, "row 2, column C (Last year) is 2020", "a year not before first_year"),
        ("Plan", "Name in English", 2, "x" * 301, "row 2, column F (Name in English) is 'xxx", "at most 300 characters"),
        ("Plan", "Identifier", 2, "Oma", "row 2, column J (Identifier) is 'Oma'", "an id of at most 80 small letters"),
        (
            "Priority areas",
            "Identifier",
            3,
            "lifestyle",
            "sheet 'Priority areas', row 3, column D (Identifier)",
            "row 2, column D",
        ),
        (
            "Objectives",
            "Priority area",
            2,
            "Muu",
            "row 2, column A (Priority area) is 'Muu'",
            "a name on sheet 'Priority areas'",
        ),
        ("Objectives", "Priority area", 3, None, "row 3, column A (Priority area) is missing", "a name on sheet"),
        ("Objectives", "Working age", 2, "kyllä", "row 2, column J (Working age) is 'kyllä'", "x or nothing"),
        (
            "Measures",
            "Objective",
            2,
            "Muu",
            "sheet 'Measures', row 2, column A (Objective) is 'Muu'",
            "on sheet 'Objectives'",
        ),
        (
            "Evaluation indicators",
            "Indicator",
            2,
            "Onnellisuus",
            "row 2, column B (Indicator) is 'Onnellisuus'",
            "a choice from the cell's list",
        ),
        (
            "Evaluation indicators",
            "Population group",
            3,
            "Naiset",
            "row 3, column C (Population group) is 'Naiset'",
            "Pupils in grades 8 and 9",
        ),
        (
            "Evaluation indicators",
            "Target year",
            3,
            2023,
            "row 3, column G (Target year) is 2023",
            "a year after baseline_year, 2023",
        ),
        (
            "Evaluation indicators",
            "Direction",
            2,
            "Ylös",
            "row 2, column I (Direction) is 'Ylös'",
            "a choice from the cell's list",
        ),
        ("Evaluation indicators", "Baseline year", 2, None, "row 2, column E (Baseline year) is missing", "a whole number"),
    ],
    [
        ("Plan", "First year", 2, None, "column B (First year) is missing", "a whole number from 1990"),
        ("Evaluation indicators", "Indicator", 2, None, "row 2, column B (Indicator) is missing", "the id of an indicator"),
        (
            "Evaluation indicators",
            "Target",
            2,
            "noin 9",
            "row 2, column H (Target) is 'noin 9'",
            "a way of writing of the guide: 12.5 · falls · ",
        ),
    ],
    [
        ("Plan", "First year", 2, 2026.5, "column B (First year) is '2026.5'", "a year such as 2029"),
        (
            "Evaluation indicators",
            "Indicator",
            2,
            "Turvakotien asiakkaat (shelter-clients)",
            "column B (Indicator) is 'Turva",
            "a choice",
        ),
    ],
    [
        ("Evaluation indicators", "Target", 2, 20, "row 2, column H (Target) is 20", "a value below the baseline, 12.5"),
    ],
)
"""Sheet, heading and row of a cell, what is put there, and what is told of it; a workbook has all of a list at once."""


@pytest.mark.parametrize("faults", FAULTS, ids=range(len(FAULTS)))
def test_faults_are_told_by_sheet_row_and_column(english_form, faults):
    told = faults_of(changed(english_form, several(*(put(*cell) for *cell, _, _ in faults))))
    assert all(each.startswith("plan.xlsx: sheet '") for each in told)
    for *_, place, expected in faults:
        [fault] = [each for each in told if place in each]
        assert expected in fault.split("; expected ", 1)[1]


def test_a_group_that_an_indicator_lacks_is_told_with_its_groups(english_form):
    change = several(
        put("Evaluation indicators", "Indicator", 4, "obesity"),
        put("Evaluation indicators", "Population group", 4, "Lukiolaiset"),
    )
    fault = faults_of(changed(english_form, change))[0]
    assert "row 4, column C (Population group) is 'Lukiolaiset'; expected a group that Obesity (obesity) has: All; Women" in fault


def test_a_column_of_targets_without_the_years_of_one_is_told(english_form):
    change = several(*(put("Evaluation indicators", under, 6, None) for under in ("Baseline year", "Target year")))
    fault = faults_of(changed(english_form, several(change, put("Evaluation indicators", "Area", 6, "Kajaani"))))[0]
    assert fault.startswith(
        "plan.xlsx: sheet 'Evaluation indicators', row 6, column E (Baseline year) is missing; expected a whole number"
    )


def test_all_faults_are_told_at_once_and_each_once(english_form):
    faults = faults_of(
        changed(
            english_form,
            several(
                put("Plan", "Area", 2, "Kajani"),
                put("Objectives", "Priority area", 2, "Muu"),
                put("Evaluation indicators", "Indicator", 2, "Onnellisuus"),
                put("Evaluation indicators", "Baseline", 2, "paljon"),
                put("Evaluation indicators", "Target year", 3, 1800),
            ),
        )
    )
    assert [fault.split(" is ")[0].removeprefix("plan.xlsx: ") for fault in faults] == [
        "sheet 'Plan', row 2, column A (Area)",
        "sheet 'Evaluation indicators', row 2, column B (Indicator)",
        "sheet 'Evaluation indicators', row 2, column F (Baseline)",
        "sheet 'Objectives', row 2, column A (Priority area)",
        "sheet 'Evaluation indicators', row 3, column G (Target year)",
    ]


def test_an_indicator_and_group_may_have_several_targets(form):
    path = changed(form, put("Arviointimittarit", "Mittari", 5, "Päivittäin tupakoivat (daily-smoking)"))
    found = read_plan_file(path).areas[0].objectives[0]
    assert [target.indicator for target in found.targets] == ["daily-smoking", "pupils-no-breakfast"]
    assert Followed("daily-smoking") in found.followed


def test_headings_sheets_and_notes_that_do_not_belong_are_told(english_form):
    def change(book):
        del book["Measures"]
        book["Objectives"]["A1"] = "Painopiste"
        book["Evaluation indicators"]["W3"] = "kysy vielä"
        book["Evaluation indicators"]["W4"] = "tämäkin"
        book["Plan"].append(["Sotkamo", 2026, 2029, "Toinen"])
        book.create_sheet("Omat muistiinpanot")["A1"] = "saa olla"

    faults = faults_of(changed(english_form, change))
    assert "notes go to a sheet of your own" in faults[0]
    assert [fault.removeprefix("plan.xlsx: ").split("; notes")[0] for fault in faults] == [
        "sheet 'Objectives', row 1, column A is 'Painopiste'; expected a heading of an exported plan",
        "sheet 'Objectives', column 'Priority area' is missing; expected all required columns",
        "sheet 'Measures' is missing; expected the sheets of an exported plan under their own names",
        "sheet 'Evaluation indicators', row 3, column W is 'kysy vielä'; expected nothing; the column has no heading of the form",
        "sheet 'Plan', row 3 is 'a second plan'; expected one row: a workbook is one plan",
    ]


def _without_objectives(book):
    del book["Objectives"]


def _without_indicators(book):
    book["Evaluation indicators"].delete_cols(2)


def _with_no_objectives(book):
    book["Objectives"].delete_rows(2, 50)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (_without_objectives, "sheet 'Objectives' is missing; expected the sheets of an exported plan under their own names"),
        (_without_indicators, "sheet 'Evaluation indicators', column 'Indicator' is missing; expected all required columns"),
        (_with_no_objectives, "sheet 'Objectives', row 2 is missing; expected rows that other sheets name, such as '"),
    ],
)
def test_a_missing_sheet_or_column_is_one_fault_not_one_for_every_row(english_form, change, fault):
    (told,) = faults_of(changed(english_form, change))
    assert told.startswith(f"plan.xlsx: {fault}")


def test_an_empty_form_says_what_it_needs(tmp_path):
    assert faults_of(written(None, tmp_path / "form.xlsx", "en")) == [
        "form.xlsx: sheet 'Plan', row 2 is missing; expected a row that names the plan",
        "form.xlsx: sheet 'Priority areas', row 2 is missing; expected at least one priority area",
    ]


def test_a_failed_formula_is_told(english_form):
    [fault] = faults_of(changed(english_form, put("Evaluation indicators", "Target", 2, "#DIV/0!")))
    assert fault.endswith("column H (Target) is '#DIV/0!'; expected a value; the formula of this cell has failed")


def test_columns_of_other_languages_may_be_taken_away_and_moved(english_form):
    def change(book):
        for sheet in ("Priority areas", "Plan"):
            book[sheet].delete_cols(book[sheet][cell_of(book[sheet], "Identifier", 1)].column)

    plan = read_plan_file(changed(english_form, change))
    assert [area.id for area in plan.areas] == ["lifestyle", "participation", "empty"]
    assert plan.key == "kajaani-2026-2029"


class TestRefusedFiles:
    """Files that are no workbook, or one that should not be opened."""

    @pytest.mark.parametrize(
        ("content", "reason"),
        [
            (b"key = 1", "is no workbook"),
            (b"PK\x03\x04broken", "is no workbook"),
            (bytes.fromhex("d0cf11e0a1b11ae1") + b"old", "is an Excel file of the old form (.xls)"),
            (bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"), "is protected by a password"),
        ],
    )
    def test_by_content(self, tmp_path, content, reason):
        path = tmp_path / "plan.xlsx"
        path.write_bytes(content)
        assert faults_of(path) == [
            f"plan.xlsx: {reason}; expected a workbook saved as .xlsx without a password and macros, or TOML"
        ]

    def test_with_macros(self, english_form):
        shutil.copy(english_form, english_form.with_suffix(".xlsm"))
        with zipfile.ZipFile(english_form.with_suffix(".xlsm"), "a") as parts:
            parts.writestr("xl/vbaProject.bin", b"macro")
        assert "holds macros" in faults_of(english_form.with_suffix(".xlsm"))[0]

    def test_without_a_workbook_in_it(self, tmp_path):
        with zipfile.ZipFile(tmp_path / "plan.ods", "w") as parts:
            parts.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        assert "is no Excel workbook" in faults_of(tmp_path / "plan.ods")[0]

    def test_broken_inside(self, english_form):
        with zipfile.ZipFile(english_form) as parts:
            kept = {name: parts.read(name) for name in parts.namelist()}
        with zipfile.ZipFile(english_form, "w") as parts:
            for name, content in kept.items():
                parts.writestr(name, b"<broken" if name == "xl/workbook.xml" else content)
        assert "is broken (" in faults_of(english_form)[0]

    def test_of_something_else(self, tmp_path):
        book = Workbook()
        book.active["A1"] = "budget"
        book.save(tmp_path / "budget.xlsx")
        faults = faults_of(tmp_path / "budget.xlsx")
        assert len(faults) >= 5
        assert faults[0] == (
            "budget.xlsx: taulukko 'Suunnitelma' puuttuu; odotettiin: viedyn suunnitelman taulukot omilla nimillään"
        )


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_workbook_saved_by_libreoffice_is_imported(tmp_path):
    (tmp_path / "saved").mkdir()
    plan = replace(PLAN, areas=(*PLAN.areas, PriorityArea("more", texts("Lisää"), (Objective("more", texts("Lisää")),))))
    path = changed(written(plan, tmp_path / "plan.xlsx"), put("Arviointimittarit", "Tavoitearvo", 2, 8.25))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "xlsx"]
    subprocess.run([*command, "--outdir", tmp_path / "saved", path], check=True, capture_output=True, timeout=120)
    lifestyle = plan.areas[0].objectives[0]
    smoking = replace(SMOKING, target=8.25)
    expected = replace(lifestyle, targets=(smoking, *lifestyle.targets[1:]))
    found = read_plan_file(tmp_path / "saved" / "plan.xlsx")
    assert found.areas[0].objectives == (expected,)
    assert replace(found, areas=plan.areas) == plan
