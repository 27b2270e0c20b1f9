"""Plans as TOML: read back as they were written, and every fault told by its key."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given

from data_sources.errors import CatalogueError
from data_sources.model import in_language
from data_sources.plan_files.files import read_plan_file, write_plan_file
from data_sources.plan_files.reading import untranslated
from data_sources.plan_files.toml_file import toml_of
from data_sources.plans import Followed, Objective, PriorityArea
from tests.data_sources.plan_files.forms import PLAN, SMOKING, TURNOUT, VOTES, faults_of, texts, written
from tests.data_sources.plan_files.random_targets import TEXTS
from tests.examples import examples


@pytest.fixture
def read(tmp_path):
    """Return the faults of the plan's TOML in which some text is replaced by other text."""

    def faults(old="", new=""):
        text = toml_of(PLAN)
        assert old in text
        path = tmp_path / "plan.toml"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return faults_of(path)

    return faults


def test_a_plan_comes_back_whole(tmp_path):
    assert read_plan_file(written(PLAN, tmp_path / "plan.toml")) == PLAN


def test_it_is_written_for_people():
    assert toml_of(PLAN).startswith(
        'key = "kajaani-2026-2029"\narea = "kajaani"\nfirst_year = 2026\nlast_year = 2029\nname.fi = "Hyvinvointisuunnitelma"\n'
    )
    assert """
[[priority.objective.target]]
id = "turnout"
indicator = "municipal-election-turnout"
area = "kainuun-hyvinvointialue"
baseline_year = 2021
baseline = 48.1
target_year = 2029
direction = "keep"
tolerance = 1.5
""" in toml_of(PLAN)


def any_text_comes_back(path, fi, en):
    plan = replace(PLAN, name=texts(fi, en=en), goal={})
    assert read_plan_file(written(plan, path)) == plan


@given(TEXTS, TEXTS)
@examples(60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_comes_back(tmp_path, fi, en):
    any_text_comes_back(tmp_path / "plan.toml", fi, en)


@given(TEXTS, TEXTS)
@examples(20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_comes_back_from_a_workbook(tmp_path, fi, en):
    any_text_comes_back(tmp_path / "plan.xlsx", fi, en)


def test_a_plan_without_indicators_and_a_title_of_ninety_characters_are_good(tmp_path):
    title = "Ehkäisevä työ hyvinvointialueen, kuntien, järjestöjen, seurakuntien ja koulujen rajoilla…"
    assert 88 <= len(title) <= 92
    plan = replace(PLAN, areas=(PriorityArea("long", texts(title), (Objective("none", texts(title)),)),))
    assert read_plan_file(written(plan, tmp_path / "plan.toml")) == plan
    assert read_plan_file(written(plan, tmp_path / "plan.xlsx")) == plan


@pytest.mark.parametrize("instead", ['name.sv = ""\n', ""])
def test_a_text_left_empty_or_out_falls_back(tmp_path, instead):
    path = tmp_path / "empty.toml"
    path.write_text(toml_of(PLAN).replace('name.sv = "Välfärdsplan"\n', instead), encoding="utf-8")
    plan = read_plan_file(path)
    assert plan.name == texts("Hyvinvointisuunnitelma", en="Wellbeing plan")
    assert in_language(plan.name, "sv") == "Hyvinvointisuunnitelma"
    assert untranslated(plan)[0] == "plan: name in sv"
    assert 'name.sv = ""\n' in toml_of(plan)  # a place to fill in


def test_a_text_needs_one_language_and_it_may_be_any(tmp_path, read):
    [fault] = read('name.fi = "Hyvinvointisuunnitelma"\nname.sv = "Välfärdsplan"\nname.en = "Wellbeing plan"', 'name.fi = ""')
    assert fault == "plan.toml: name.fi is ''; expected a text in at least one language"
    sami = replace(PLAN, name={"se": "Buresveadjinplána"})
    assert read_plan_file(written(sami, tmp_path / "plan.toml")) == sami
    with pytest.raises(
        CatalogueError, match="the plan has texts in se; a workbook has columns for fi, sv, en only, so write TOML"
    ):
        written(sami, tmp_path / "plan.xlsx")


@pytest.mark.parametrize(
    ("old", "new", "place", "expected"),
    [
        ('key = "kajaani-2026-2029"', 'key = "Kajaani 2026"', "key is 'Kajaani 2026'", "an id of at most 80 small letters"),
        ('area = "kajaani"', 'area = "kajani"', "area is 'kajani'", "did you mean kajaani?"),
        ("last_year = 2029", "last_year = 2025", "last_year is 2025", "a year not before first_year, 2026"),
        ("first_year = 2026", "first_year = 26", "first_year is 26", "a whole number from 1990 to 2100"),
        ("first_year = 2026", "start = 1\nfirst_year = 2026", "start is not a known key", "only area, first_year"),
        (
            'id = "lifestyle"',
            'id = "lifestyle"\ncolour = "red"',
            "priority[0].colour is not a known key",
            "only id, name, objective",
        ),
        ('id = "participation"', 'id = "lifestyle"', "priority[1].id is 'lifestyle'", "see also priority[0].id"),
        ('name.fi = "Elintavat"', 'name.fi = " Elintavat"', "priority[0].name.fi is ' Elintavat'", "without extra blanks"),
        (
            'name.fi = "Elintavat"',
            'name.Sami = "Eallin"\nname.fi = "E"',
            "priority[0].name.Sami is not a known key",
            "only en, fi, sv",
        ),
        (
            'tags = ["prevention-of-illness"]',
            'tags = ["young"]',
            "priority[0].objective[0].tags is ['young']",
            "out of safe-everyday",
        ),
        ('indicator = "daily-smoking"', 'indicator = "smoking"', "target[0].indicator is 'smoking'", "daily-smoking"),
        ('indicator = "daily-smoking"', 'indicator = "sotkanet:4404"', "is 'sotkanet:4404'", "daily-smoking perhaps"),
        ('indicator = "daily-smoking"', 'indicator = "shelter-clients"', "is 'shelter-clients'", "this series has ended"),
        (
            'group = "school-stage=grades-8-9"',
            'group = "age=75+"',
            "target[1].group is 'age=75+'",
            "a group that pupils-no-breakfast has",
        ),
        (
            'group = "school-stage=grades-8-9"',
            'group = "school=8"',
            "target[1].group is 'school=8'",
            "a population group such as",
        ),
        ('group = "school-stage=grades-8-9"\n', "", "target[1].group is missing", "a group that pupils-no-breakfast has"),
        ('area = "kainuun-hyvinvointialue"', 'area = "kainuu"', "objective[0].target[0].area is 'kainuu'", "the slug of an area"),
        ("target_year = 2027", "target_year = 2023", "target[1].target_year is 2023", "a year after baseline_year, 2023"),
        ("target_year = 2027", "target_year = 2025", "target[1].target_year is 2025", "not before the plan's first, 2026"),
        ("target = 9.0", "target = 12.5", "target[0].target is 12.5", "a value below the baseline, 12.5, as lower is better"),
        ("target = 9.0", "target = 13", "target[0].target is 13", "a value below the baseline"),
        ("target = 9.0", 'target = "9"', "target[0].target is '9'", "a number from 0 to 100"),
        ("target = 9.0", "target = 9.0\ntolerance = 1", "target[0].tolerance is 1", "nothing, as target says"),
        ("target = 9.0", 'target = 9.0\ndirection = "higher"', "target[0].target is 9.0", "a value above the baseline, 12.5"),
        ("tolerance = 1.5", "target = 50", "target[0].target is 50", "nothing, as direction is keep"),
        ("tolerance = 1.5\n", "tolerance = 0\n", "target[0].tolerance is 0", "a number above 0"),
        ('direction = "higher"\n', "", "target[1].direction is missing", "since school-health-care-visits itself has no better"),
        ("example = true", 'example = "yes"', "target[0].example is 'yes'", "true or false"),
    ],
)
def test_a_fault_is_told_by_its_key(read, old, new, place, expected):
    [fault] = read(old, new)
    assert fault.startswith("plan.toml: ")
    assert place in fault
    assert expected in fault.split("; expected ")[1]


def test_an_indicator_and_group_may_stand_in_two_objectives_and_targets(tmp_path):
    twice = replace(VOTES, targets=(replace(SMOKING, id="again"), TURNOUT), followed=(Followed("obesity"), Followed("obesity")))
    plan = replace(PLAN, areas=(PLAN.areas[0], replace(PLAN.areas[1], objectives=(twice,))))
    for name in ("plan.toml", "plan.xlsx"):
        assert read_plan_file(written(plan, tmp_path / name)) == plan


def test_all_faults_are_told_at_once(tmp_path):
    text = toml_of(PLAN).replace("first_year = 2026", "first_year = 1").replace("target = 9.0", "target = 99.0")
    path = tmp_path / "plan.toml"
    path.write_text(text.replace('name.fi = "Tyhjä"', "name.fi = 3"), encoding="utf-8")
    assert [fault.split("; ")[0] for fault in faults_of(path)] == [
        "plan.toml: first_year is 1",
        "plan.toml: priority[0].objective[0].target[0].target is 99.0",
        "plan.toml: priority[2].name.fi is 3",
    ]


def test_what_is_no_toml_is_told(tmp_path):
    path = tmp_path / "plan.toml"
    path.write_text("key = ", encoding="utf-8")
    assert "is not TOML in UTF-8" in faults_of(path)[0]
    assert "there is no such file" in faults_of(tmp_path / "none.toml")[0]


def test_a_plan_needs_a_priority_area(tmp_path):
    assert (
        "priority is missing; expected at least one priority area"
        in faults_of(written(replace(PLAN, areas=()), tmp_path / "plan.toml"))[0]
    )


def test_files_of_other_names_and_folders_that_are_missing_are_told(tmp_path):
    with pytest.raises(CatalogueError, match=r"plan.ods: expected a name that ends in .toml or .xlsx"):
        write_plan_file(PLAN, tmp_path / "plan.ods", "fi")
    with pytest.raises(CatalogueError, match="cannot be written"):
        write_plan_file(PLAN, tmp_path / "none" / "plan.toml", "fi")
    with pytest.raises(CatalogueError, match="an empty form is a workbook"):
        write_plan_file(None, tmp_path / "plan.toml", "fi")
