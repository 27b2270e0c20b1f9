"""Targets of every kind: written as officials write them, read as they mean them, and back again in every form."""

import ast
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from openpyxl import load_workbook

from data_sources.areas import read_areas
from data_sources.formats import toml_table
from data_sources.indicators import read_indicators
from data_sources.model import PopulationGroup
from data_sources.plan_files import fields
from data_sources.plan_files.files import read_plan_file
from data_sources.plan_files.toml_file import toml_of
from data_sources.plan_files.workbook.layout import columns, form_texts, heading
from data_sources.plan_files.workbook.telling import fault_texts
from data_sources.plan_files.workbook.wording import area_named, read_wording, ways_of_writing, wordings, write_wording
from data_sources.plans import Objective, PlanTarget, PriorityArea
from tests import builders
from tests.data_sources.plan_files.forms import PLAN, changed, faults_of, texts, written
from tests.data_sources.plan_files.random_targets import plans, targets
from tests.examples import examples
from tests.languages import LANGUAGES

EVERY = builders.plan_of_every_kind()
HEAD = """
key = "kajaani-2026-2029"
area = "kajaani"
first_year = 2026
last_year = 2029
name.fi = "Suunnitelma"
[[priority]]
id = "one"
name.fi = "Yksi"
[[priority.objective]]
id = "only"
name.fi = "Ainoa"
"""
every_language = pytest.mark.parametrize("language", LANGUAGES)
in_a_folder = [HealthCheck.function_scoped_fixture]


@pytest.fixture
def from_toml(tmp_path):
    """Return the file of a plan whose only target has these lines."""

    def path(lines, heading="target", first='indicator = "daily-smoking"\nbaseline_year = 2022\ntarget_year = 2029\n'):
        file = tmp_path / "plan.toml"
        file.write_text(f'{HEAD}[[priority.objective.{heading}]]\nid = "it"\n{first}{lines}\n', encoding="utf-8")
        return file

    return path


@pytest.fixture(scope="module")
def forms(tmp_path_factory):
    """A form in each language with an objective and no targets, to be copied."""
    plan = replace(PLAN, areas=(PriorityArea("one", texts("Yksi"), (Objective("only", texts("Ainoa")),)),))
    folder = tmp_path_factory.mktemp("forms")
    return {language: written(plan, folder / f"{language}.xlsx", language) for language in LANGUAGES}


@pytest.fixture
def fill(forms, tmp_path):
    """Return the file of a form in a language whose rows of targets have these cells by column key."""

    def path(language, *rows):
        book = load_workbook(forms[language])
        sheet = book[form_texts()["sheet"]["target"][language]]
        keys = [column.key for column in columns()["target"]]
        for number, row in enumerate(rows, 2):
            default = {"objective": "only", "indicator": "daily-smoking", "baseline_year": 2022, "target_year": 2029}
            for key, value in (default | row).items():
                sheet.cell(number, keys.index(key) + 1, value)
        book.save(tmp_path / "form.xlsx")
        return Path(tmp_path / "form.xlsx")

    return path


def only_target(path):
    [target] = read_plan_file(path).targets.values()
    return target


def only_stated(path):
    [target] = read_plan_file(path).stated.values()
    return target


def given_fields(target: PlanTarget):
    """The fields of a target in which it differs from one that only has its indicator's direction."""
    other = replace(builders.target(target.id, target.indicator), years=target.years)
    return {name: getattr(target, name) for name in PlanTarget.__slots__ if getattr(target, name) != getattr(other, name)}


def test_a_plan_has_every_kind():
    kinds = {target.kind for target in EVERY.targets.values()} | {"done", "planned"}
    assert kinds == {objective.id for area in EVERY.areas for objective in area.objectives}
    assert kinds == set(builders.KINDS_OF_TARGETS)


@pytest.mark.parametrize("file", ["plan.toml", *(f"{language}.xlsx" for language in LANGUAGES)])
def test_every_kind_comes_back_from_every_form(tmp_path, file):
    assert read_plan_file(written(EVERY, tmp_path / file, file[:2])) == EVERY


@given(plans())
@examples(100, suppress_health_check=in_a_folder)
def test_any_plan_comes_back_from_toml(tmp_path, plan):
    assert read_plan_file(written(plan, tmp_path / "plan.toml")) == plan


@every_language
@given(plan=plans())
@examples(15, suppress_health_check=in_a_folder)
def test_any_plan_comes_back_from_a_workbook(tmp_path, language, plan):
    assert read_plan_file(written(plan, tmp_path / "plan.xlsx", language)) == plan


@every_language
@given(target=targets())
@examples(500)
def test_a_wording_says_what_it_was_written_for(language, target):
    text = write_wording(target, language)
    if isinstance(text, float):
        assert (target.kind, text) == ("value", target.target)
        return
    wording = read_wording(text, language)
    said = dict(wording.fields)
    if wording.area:
        said["reference_area"] = area_named(wording.area, wording.language, None).code
    of_cell = ("target", "low", "high", "relation", "reference_area", "percent", "change", "direction")
    assert wording.language == language
    assert said == {key: getattr(target, key) for key in of_cell if getattr(target, key) is not None}


@every_language
def test_every_area_is_read_as_it_is_written(language):
    for area in read_areas():
        target = builders.target("it", "obesity", relation="below", reference_area=area.code)
        wording = read_wording(write_wording(target, language), language)
        assert area_named(wording.area, language, None) == area


@every_language
def test_the_examples_of_the_guide_read_as_their_wordings(language):
    assert [read_wording(example, language).name for example, _ in ways_of_writing(language)] == list(wordings()["wording"])
    assert all(meaning.endswith(".") for _, meaning in ways_of_writing(language))


def test_every_wording_and_fault_has_every_language():
    for said in wordings()["wording"].values():
        assert all(set(said[key]) == set(LANGUAGES) for key in ("example", "meaning", "read"))
        assert set(said.get("write", LANGUAGES)) == set(LANGUAGES)
    for message, said in fault_texts()["message"].items():
        assert set(said) == {"fi", "sv"}
        assert all(set(_placeholders(text)) == set(_placeholders(message)) for text in said.values())


def test_the_catalogue_of_faults_has_what_the_code_says():
    files = [Path(toml_table.__file__), *Path(fields.__file__).parent.rglob("*.py")]
    constants = {
        node.value for file in files for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Constant)
    }
    assert set(fault_texts()["message"]) <= constants


def _placeholders(text):
    return [part.partition("}")[0] for part in text.split("{")[1:]]


KEPT = {"direction": "keep"}
NATION = {"relation": "below", "reference_area": "SSS"}
COUNTY = {"relation": "below", "reference_area": "HVA20"}
EDUCATION = {"gap": builders.EDUCATION}
SEXES = {"gap": builders.groups("sex=female", "sex=male")}
WORDS = {
    "fi": {
        "laskee": {"direction": "lower"},
        "Nousee": {"direction": "higher"},
        "paranee": {},
        "pysyy samana": KEPT,
        "pysyy ennallaan ±1,5": KEPT | {"tolerance": 1.5},
        "alle maan keskiarvon": NATION,
        "Alle koko maan tason": NATION,
        "maan keskiarvoa pienempi": NATION,
        "alempi kuin Kainuussa": COUNTY,
        "alle Kainuun tason": COUNTY,
        "alle hyvinvointialueen keskiarvon": COUNTY,
        "alle Kainuun maakunnan tason": {"relation": "below", "reference_area": "MK18"},
        "yli Sotkamon tason": {"relation": "above", "reference_area": "KU765"},
        "±5 % maan tasosta": {"relation": "within", "reference_area": "SSS", "percent": 5.0},
        "+/-2,5 % Kainuun tasosta": {"relation": "within", "reference_area": "HVA20", "percent": 2.5},
        "vähintään 80": {"low": 80.0},
        "yli 80 %": {"low": 80.0},
        "enintään 12": {"high": 12.0},
        "alle 12,5 prosenttia": {"high": 12.5},
        "15–18 %": {"low": 15.0, "high": 18.0},
        "15 - 18": {"low": 15.0, "high": 18.0},
        "−10 % lähtötasosta": {"change": -10.0},
        "-10% lähtötasosta": {"change": -10.0},
        "laskee 10 %": {"change": -10.0},
        "+5 prosenttia lähtötasosta": {"change": 5.0},
        "koulutusryhmien ero kaventuu": EDUCATION,
        "Sukupuolten välinen ero pienenee.": SEXES,
        "naisten ja miesten ero enintään 3 prosenttiyksikköä": SEXES | {"target": 3.0},
        "9,5": {"target": 9.5},
        "9,5 %": {"target": 9.5},
        "9.5 prosenttia": {"target": 9.5},
    },
    "sv": {
        "minskar": {"direction": "lower"},
        "ökar": {"direction": "higher"},
        "förbättras": {},
        "hålls oförändrad": KEPT,
        "under landets genomsnitt": NATION,
        "under riksgenomsnittet": NATION,
        "lägre än i hela landet": NATION,
        "under Kajanalands nivå": COUNTY,
        "under välfärdsområdets nivå": COUNTY,
        "över Sotkamos nivå": {"relation": "above", "reference_area": "KU765"},
        "±5 % från landets nivå": {"relation": "within", "reference_area": "SSS", "percent": 5.0},
        "minst 80 %": {"low": 80.0},
        "högst 12": {"high": 12.0},
        "under 12,5 procent": {"high": 12.5},
        "15–18 %": {"low": 15.0, "high": 18.0},
        "mellan 15 och 18 %": {"low": 15.0, "high": 18.0},
        "−10 % från utgångsläget": {"change": -10.0},
        "minskar med 10 %": {"change": -10.0},
        "skillnaden mellan utbildningsgrupperna minskar": EDUCATION,
        "skillnaden mellan könen högst 3 procentenheter": SEXES | {"target": 3.0},
        "9,5 procent": {"target": 9.5},
    },
    "en": {
        "falls": {"direction": "lower"},
        "increases": {"direction": "higher"},
        "improves": {},
        "stays the same": KEPT,
        "below the national average": NATION,
        "lower than in the whole country": NATION,
        "below Kainuu\N{RIGHT SINGLE QUOTATION MARK}s level": COUNTY,
        "below the county's average": COUNTY,
        "above the level of Sotkamo": {"relation": "above", "reference_area": "KU765"},
        "within 5% of the national level": {"relation": "within", "reference_area": "SSS", "percent": 5.0},
        "at least 80": {"low": 80.0},
        "at most 12 %": {"high": 12.0},
        "between 15 and 18": {"low": 15.0, "high": 18.0},
        "15-18%": {"low": 15.0, "high": 18.0},
        "-10% from the baseline": {"change": -10.0},
        "falls by 10 per cent": {"change": -10.0},
        "gap between education groups narrows": EDUCATION,
        "gap between women and men at most 3 percentage points": SEXES | {"target": 3.0},
        "9.5%": {"target": 9.5},
    },
}


@every_language
def test_real_wordings_go_in_and_mean_what_they_say(fill, language):
    words = WORDS[language]
    plan = read_plan_file(fill(language, *({"target": text} for text in words)))
    assert [given_fields(target) for target in plan.targets.values()] == list(words.values())


@pytest.mark.parametrize(
    ("language", "yes", "planned"),
    [("fi", "Kyllä", "mittari puuttuu"), ("sv", "ja", "indikator saknas"), ("en", "yes", "no indicator yet")],
)
def test_a_target_without_an_indicator_has_a_name(fill, language, yes, planned):
    name = f"name.{language}"
    rows = (
        {"indicator": None, "target": yes, name: "Nuorisotila on avattu", "done": form_texts()["done"]["yes"][language]},
        {"indicator": None, "target": planned, name: "Osallisuus", "baseline_year": None, "target_year": None},
    )
    done, to_come = read_plan_file(fill(language, *rows)).stated.values()
    assert (done.id, done.done, done.planned, done.name) == (
        "nuorisotila-on-avattu",
        True,
        False,
        {language: "Nuorisotila on avattu"},
    )
    assert (to_come.done, to_come.planned, str(to_come.years), to_come.area) == (None, True, "2026-2029", "KU205")


def test_columns_say_what_a_cell_cannot(fill):
    rows = (
        {"baseline": 14, "target": "9 %", "milestones": "2025: 12,5; 2027: 10 %"},
        {"target": "ero kaventuu", "gap": "Matala koulutus; korkea koulutus"},
        {"target": "ero enintään 3", "gap": "koulutusryhmät", "direction": "Pienenee"},
        {"target": "pysyy samana", "direction": "Pysyy ennallaan", "tolerance": 2},
        {"target": "enintään 12", "direction": "Pienenee"},
    )
    found = [given_fields(target) for target in read_plan_file(fill("fi", *rows)).targets.values()]
    assert found == [
        {"baseline": 14.0, "target": 9.0, "milestones": ((2025, 12.5), (2027, 10.0))},
        {"gap": builders.groups("education=low", "education=high")},
        EDUCATION | {"target": 3.0},
        KEPT | {"tolerance": 2.0},
        {"high": 12.0},
    ]


@pytest.mark.parametrize(
    ("number", "language", "value"), [("1 300", "fi", 1300.0), ("1,300", "en", 1300.0), ("0,95", "en", 0.95)]
)
def test_thousands_are_read_as_the_language_writes_them(fill, number, language, value):
    row = {"indicator": "school-health-care-visits", "target": number, "direction": "higher"}
    assert only_target(fill(language, row)).target == value


@pytest.mark.parametrize("kept", ["3-5", "+5 % lähtötasosta"])
def test_cells_of_targets_are_text_so_that_no_program_makes_dates_and_formulas_of_them(fill, kept):
    path = fill("fi", {"target": kept})
    sheet = load_workbook(path)["Arviointimittarit"]
    assert sheet.column_dimensions["H"].number_format == "@"
    assert only_target(path)


REFUSED = [
    ("fi", {"target": "ero enintään 3", "indicator": "child-welfare-support"}, "sarake M (Verrattavat ryhmät) puuttuu"),
    ("fi", {"target": "noin 9", "indicator": "child-welfare-support"}, "on 'noin 9'; odotettiin: jokin ohjeen kirjoitustavoista"),
    (
        "fi",
        {"target": "noin 9"},
        "rivi 2, sarake H (Tavoitearvo) on 'noin 9'; odotettiin: jokin ohjeen kirjoitustavoista: 12,5 · laskee · ",
    ),
    (
        "sv",
        {"target": "cirka 9"},
        "rad 2, kolumn H (Målvärde) är 'cirka 9'; förväntat: ett av sätten att skriva i anvisningen: 12,5 · minskar",
    ),
    (
        "en",
        {"target": "about 9"},
        "row 2, column H (Target) is 'about 9'; expected a way of writing of the guide: 12.5 · falls · rises",
    ),
    ("fi", {"target": "-10 %"}, "−10 % lähtötasosta"),
    ("fi", {"target": "9 prosenttiyksikköä"}, "jokin ohjeen kirjoitustavoista"),
    ("fi", {"target": "9 henkilöä"}, "luku mittarin yksikössä: prosenttia"),
    ("sv", {"target": "minst 9 euro"}, "ett tal i indikatorns enhet: procent"),
    ("fi", {"target": "alle Ruotsin tason"}, "on 'alle Ruotsin tason'; odotettiin: alue nimeltä tai maa"),
    ("fi", {"target": "alle Kajaanin tason"}, "on 'alle Kajaanin tason'; odotettiin: muu alue kuin tavoitteen oma"),
    ("fi", {"target": "vähintään 120"}, "on 'vähintään 120'; odotettiin: luku väliltä 0–100"),
    ("fi", {"target": "18–15"}, "on '18–15'; odotettiin: ylempi raja, joka on suurempi kuin alempi raja 18"),
    (
        "fi",
        {"target": "ero kaventuu"},
        "sarake M (Verrattavat ryhmät) puuttuu; odotettiin: verrattavat ryhmät puolipisteellä erotettuina tai",
    ),
    (
        "fi",
        {"target": "kieliryhmien ero kaventuu"},
        "jako, jonka mukaan mittarilla Päivittäin tupakoivat (daily-smoking) on väestöryhmiä: suku",
    ),
    (
        "fi",
        {"target": "ero kaventuu", "gap": "rikkaat; köyhät"},
        "on 'rikkaat; köyhät'; odotettiin: mittarin väestöryhmät puolipist",
    ),
    ("fi", {"target": "ero kaventuu", "gap": "Naiset"}, "on 'Naiset'; odotettiin: vähintään kaksi mittarin"),
    (
        "fi",
        {"target": "laskee", "direction": "Suurenee"},
        "sarake I (Suunta) on 'Suurenee'; odotettiin: tyhjä solu tai sama kuin tavoitearvossa",
    ),
    ("fi", {"target": "enintään 9", "direction": "Suurenee"}, "tyhjä solu tai sama kuin tavoitearvossa: enintään 9"),
    ("fi", {"target": "15-18", "direction": "Suurenee"}, "on 'Suurenee'; odotettiin: tyhjä solu: tavoite on sanottu rajoina"),
    ("fi", {"target": "laskee", "milestones": "2027: 9"}, "tyhjä solu, sillä ei ole lukua, johon välitavoitteet johtavat"),
    (
        "sv",
        {"target": "minst 9", "gap": "könen"},
        "är 'minst 9'; förväntat: en tom cell: målet är en skillnad mellan befolkningsgrupper",
    ),
    (
        "fi",
        {"target": "9", "milestones": "ensi vuonna 9"},
        "on 'ensi vuonna 9'; odotettiin: luvut vuosittain, esimerkiksi 2027: 12; 2028: 11",
    ),
    ("fi", {"target": "9", "milestones": "2030: 9"}, "vuodet vuosien 2022 ja 2029 välistä"),
    ("fi", {"target": "9", "tolerance": 1}, "on 1; odotettiin: tyhjä solu: tavoitteena on luku"),
    ("fi", {"target": "20", "baseline": 12.5}, "luku, joka on pienempi kuin lähtötaso 12,5, sillä pienempi on parempi"),
    ("fi", {"indicator": "school-health-care-visits"}, "sarake I (Suunta) puuttuu; odotettiin: suunta: mittarilla"),
    (
        "fi",
        {"target": "kyllä", "name.fi": "Tila"},
        "sarake B (Mittari) on 'daily-smoking'; odotettiin: tyhjä solu; tavoitteella ilman mittaria on vain",
    ),
    ("fi", {"target": "kyllä", "indicator": None}, "puuttuu; odotettiin: teksti vähintään yhdellä kielellä"),
    (
        "fi",
        {"indicator": None, "name.fi": "Tila"},
        "sarake H (Tavoitearvo) puuttuu; odotettiin: kyllä tai mittari puuttuu, koska rivillä",
    ),
    ("fi", {"target": 9, "name.fi": "Tila"}, "on 'Tila'; odotettiin: tyhjä solu; rivillä on mittari tai luku"),
    (
        "fi",
        {"target": "mittari puuttuu", "indicator": None, "name.fi": "Tila", "done": "Ei"},
        "on 'Ei'; odotettiin: tyhjä solu: tavoitteen mittari on vasta tulossa",
    ),
    ("fi", {"target": datetime(2026, 5, 3)}, "on '3.5.2026'; odotettiin: tavoite tekstinä; ohjelma on tehnyt siitä päivämäärän"),  # noqa: DTZ001
]


@pytest.mark.parametrize(("language", "row", "told"), REFUSED, ids=range(len(REFUSED)))
def test_a_refusal_is_in_the_language_of_the_form_and_says_how_to_write_it(fill, language, row, told):
    [fault] = faults_of(fill(language, row))
    assert fault.startswith(f"form.xlsx: {'taulukko' if language == 'fi' else 'blad' if language == 'sv' else 'sheet'} '")
    assert told in fault


@pytest.mark.parametrize(
    ("indicator", "value", "told"),
    [
        ("daily-smoking", -0.1, "on '-10 %'; odotettiin: jokin ohjeen kirjoitustavoista"),
        ("violent-offences", 0.1, "on '10 %'; odotettiin: luku mittarin yksikössä: 1 000:ta kohti"),
    ],
)
def test_what_a_program_took_for_a_percentage_is_one(fill, indicator, value, told):
    def change(book):
        book["Arviointimittarit"]["H2"].value, book["Arviointimittarit"]["H2"].number_format = value, "0%"

    [fault] = faults_of(changed(fill("fi", {"indicator": indicator}), change))
    assert told in fault


IN_TOML = [
    ("target = 9\nmilestones = { 2027 = 11, 2025 = 12.5 }", {"target": 9.0, "milestones": ((2025, 12.5), (2027, 11.0))}),
    ('direction = "higher"', {"direction": "higher"}),
    ('target = 20\nbaseline = 12.5\ndirection = "higher"', {"target": 20.0, "baseline": 12.5, "direction": "higher"}),
    ('direction = "keep"', KEPT),
    ("low = 5", {"low": 5.0}),
    ("low = 5\nhigh = 12", {"low": 5.0, "high": 12.0}),
    ('relation = "below"\nreference_area = "suomi"', NATION),
    (
        'relation = "within"\nreference_area = "suomi"\npercent = 5',
        {"relation": "within", "reference_area": "SSS", "percent": 5.0},
    ),
    ("change = -10", {"change": -10.0}),
    ('gap = "education"', EDUCATION),
    ('gap = ["sex=female", "sex=male"]\ntarget = 3', SEXES | {"target": 3.0}),
]


@pytest.mark.parametrize(("lines", "fields"), IN_TOML)
def test_each_kind_has_its_keys(from_toml, lines, fields):
    assert given_fields(only_target(from_toml(lines))) == fields


def test_a_gap_within_a_group_is_between_its_parts(from_toml):
    first = 'indicator = "pupils-bullied"\ngroup = "school-stage=grades-8-9"\nbaseline_year = 2023\ntarget_year = 2029\n'
    target = only_target(from_toml('gap = "sex"', first=first))
    assert target.gap == builders.groups("school-stage=grades-8-9;sex=female", "school-stage=grades-8-9;sex=male")
    assert set(target.gap) <= set(read_indicators()["pupils-bullied"].groups)
    assert target.group == PopulationGroup.parse("school-stage=grades-8-9")


def test_a_target_without_an_indicator_has_the_years_of_the_plan(from_toml):
    lines = 'name.fi = "Nuorisotila on avattu"\ndone = false'
    target = only_stated(from_toml(lines, "stated", first=""))
    assert (str(target.years), target.area, target.done, target.planned) == ("2026-2029", "KU205", False, False)


def test_a_kind_is_written_for_people():
    text = toml_of(EVERY)
    assert "target = 9.0\nmilestones = { 2025 = 11.5, 2027 = 10.0 }\nexample = true\n" in text
    assert 'relation = "within"\nreference_area = "suomi"\npercent = 5.0\n' in text
    assert 'gap = ["sex=female", "sex=male"]' in text
    assert '[[priority.objective.stated]]\nid = "inclusion"\nname.fi = "Osallisuuden kokemus vahvistuu"' in text


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        ("target = 9\nchange = -10", "target is 9; expected nothing, as change says how much the value should change"),
        ("low = 5\ntarget = 9", "target is 9; expected nothing, as low and high say where the value should be"),
        ('gap = "sex"\nlow = 5', "low is 5; expected nothing, as gap says that a difference"),
        ('gap = "sex"\ndirection = "lower"', "direction is 'lower'; expected nothing, as gap says"),
        ('direction = "keep"\nhigh = 5', "direction is 'keep'; expected nothing, as low and high say"),
        ("milestones = { 2027 = 9 }", "milestones is {'2027': 9}; expected nothing without a target, which they lead to"),
        ("target = 9\nmilestones = { soon = 9 }", "milestones is {'soon': 9}; expected values by year, such as { 2027 = 12.0"),
        ("target = 9\nmilestones = { 2029 = 9 }", "expected years after 2022 and before 2029, each with its value"),
        ("target = 9\nmilestones = { 2027 = 109 }", "milestones.2027 is 109; expected a number from 0 to 100"),
        ("low = 5\nhigh = 5", "high is 5; expected a value above the lower limit, 5"),
        ('relation = "below"', "reference_area is missing; expected the area that the value is compared with"),
        ('reference_area = "suomi"', "reference_area is 'suomi'; expected nothing without a relation to the area"),
        ('relation = "near"\nreference_area = "suomi"', "relation is 'near'; expected one of below, above, within"),
        ('relation = "below"\nreference_area = "suomi"\npercent = 5', "percent is 5; expected nothing unless relation is within"),
        ('relation = "within"\nreference_area = "suomi"', "percent is missing; expected per cent of the area's value"),
        ('relation = "below"\nreference_area = "kajaani"', "expected another area than the target's own"),
        ("change = 0", "change is 0; expected a number above or below 0"),
        ("change = -101", "change is -101; expected a number from -100 to 1000"),
        ('gap = "language"', "expected a dimension by which daily-smoking has groups: sex, age, education"),
        ('gap = ["sex=female"]', "expected two or more groups of daily-smoking, each once: "),
        ('gap = ["sex=female", "income=low"]', "expected population groups such as sex=female and sex=male ("),
        ("gap = []", "gap is []; expected a text or a list of texts"),
    ],
)
def test_fields_of_two_kinds_are_refused_with_a_sentence_that_says_which(from_toml, lines, fault):
    [told] = faults_of(from_toml(lines))
    assert told.startswith("plan.toml: priority[0].objective[0].target[0].")
    assert fault in told


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        ("", "name is missing; expected a table"),
        ('name.fi = "x"\nplanned = true\ndone = true', "done is True; expected nothing, as its indicator is still planned"),
        ('name.fi = "x"\ndone = "yes"', "done is 'yes'; expected true or false"),
        ('name.fi = "x"\nindicator = "obesity"', "indicator is not a known key; expected only area, baseline_year, done"),
        ('name.fi = "x"\nbaseline_year = 2028\ntarget_year = 2027', "target_year is 2027; expected a year not before 2028"),
    ],
)
def test_faults_of_a_target_without_an_indicator(from_toml, lines, fault):
    [told] = faults_of(from_toml(lines, "stated", first=""))
    assert fault in told


@every_language
def test_the_guide_explains_the_ways_of_writing(tmp_path, language):
    guide = load_workbook(written(None, tmp_path / "form.xlsx", language)).worksheets[0]
    rows = [tuple(cell.value for cell in row[:3]) for row in guide.iter_rows()]
    column = next(heading("target", one, language) for one in columns()["target"] if one.kind == "wording")
    said = [row[1:] for row in rows if row[0] == column]
    assert said == list(ways_of_writing(language))


def test_a_workbook_of_before_there_were_kinds_reads_as_ever(tmp_path):
    def as_before(book):
        sheet = book["Arviointimittarit"]
        for name in (
            "Välitavoitteet",
            "Verrattavat ryhmät",
            "Toteutunut",
            *(f"Tavoite ilman mittaria {each}" for each in ("suomeksi", "ruotsiksi", "englanniksi")),
        ):
            sheet.delete_cols(next(cell.column for cell in sheet[1] if cell.value == name))
        row = next(row for row in sheet.iter_rows(min_row=2) if row[7].value == "pysyy samana")
        row[7].value, row[8].value = None, "Pysyy ennallaan"
        next(row for row in sheet.iter_rows(min_row=2) if row[7].value == "paranee")[7].value = None

    assert read_plan_file(changed(written(PLAN, tmp_path / "plan.xlsx"), as_before)) == PLAN
