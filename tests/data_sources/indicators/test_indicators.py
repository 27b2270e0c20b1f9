import shutil
from pathlib import Path

import pytest

from data_sources.errors import CatalogueError
from data_sources.indicators import find_indicator, read_indicators, read_themes
from data_sources.model import TOTAL, Direction, PopulationGroup, Unit, in_language

SMOKING = """\
id = "smoking"
unit = "%"
decimals = 1
direction = "lower"
interval = 2
counts = "respondents"
base = { indicator = "people", group = "sex=female" }
tags = ["hyte-coefficient"]

[name]
fi = "Tupakoivat"
sv = "Rökare"
en = "Smokers"

[explanation]
fi = "Tupakoivien osuus."
sv = "Andelen rökare."
en = "Share of smokers."

[sotkanet]
total = { id = 4404, title = "Tupakoivat" }
"age=75+" = { id = 4407, title = ["Tupakoivat, 75+", "Tupakoi"], sex = false }

[published]
smallest_total = 20000
smallest_group = false

[[break]]
year = 2022
fi = "Kysely vaihtui."
sv = "Enkäten byttes."
en = "The survey changed."

[sample]
spread = 0.2
respondents = 1000

[sample.country]
2014 = 15
2012 = 16.5

[sample.ratios]
"sex=male" = 1.2
"age=75+" = 0.5

[sample.areas]
KU205 = 0.9
"""
PEOPLE = """\
id = "people"
unit = "persons"
decimals = 0
direction = "neither"
interval = 1
name = { fi = "Väestö", sv = "Befolkning", en = "Population" }
explanation = { fi = "Asukkaat.", sv = "Invånare.", en = "Inhabitants." }
sotkanet.total = { id = 127, title = "Väestö 31.12." }
sample = { spread = 0, country = { 2010 = 5375276 } }
"""
THEMES = """\
[life]
fi = "Elämä"
sv = "Liv"
en = "Life"

[background]
fi = "Tausta"
sv = "Bakgrund"
en = "Background"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "indicators"
    for name, text in {"themes": THEMES, "life/smoking": SMOKING, "background/people": PEOPLE}.items():
        path = folder / f"{name}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def change(folder: Path, old: str, new: str, name: str = "life/smoking") -> None:
    path = folder / f"{name}.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_file_becomes_an_indicator(folder):
    smoking = read_indicators(folder)["smoking"]
    assert (smoking.theme, smoking.unit, smoking.decimals, smoking.direction) == ("life", Unit.PERCENT, 1, Direction.LOWER)
    assert smoking.name == {"fi": "Tupakoivat", "sv": "Rökare", "en": "Smokers"}
    assert [str(series) for series in smoking.series] == ["sotkanet:4404", "sotkanet:4407"]
    assert smoking.series[1].titles == ("Tupakoivat, 75+", "Tupakoi")
    assert [str(group) for group in smoking.groups] == ["", "sex=female", "sex=male", "age=75+"]
    assert (smoking.interval, smoking.closed, smoking.counts) == (2, False, "respondents")
    assert (smoking.smallest_total, smoking.smallest_group) == (20000, None)
    assert smoking.base == ("people", PopulationGroup.parse("sex=female"))
    assert smoking.tags == ("hyte-coefficient",)
    assert (smoking.breaks[0].year, smoking.breaks[0].reason["sv"]) == (2022, "Enkäten byttes.")
    assert smoking.sample.country == ((2012, 16.5), (2014, 15.0))
    assert smoking.sample.ratios[PopulationGroup.parse("age=75+")] == 0.5
    assert (smoking.sample.respondents, smoking.sample.areas) == (1000, {"KU205": 0.9})


def test_what_may_be_left_out(folder):
    people = read_indicators(folder)["people"]
    assert (people.smallest_total, people.smallest_group) == (0, 0)
    assert (people.breaks, people.counts, people.base, people.closed, people.tags) == ((), None, None, False, ())
    assert people.sample.respondents is None


def test_a_subgroup_is_published_where_everybody_is_unless_said_otherwise(folder):
    change(folder, "smallest_group = false\n", "")
    assert read_indicators(folder)["smoking"].smallest_group == 20000


def test_order_is_that_of_themes_and_ids(folder):
    assert list(read_themes(folder)) == ["life", "background"]
    assert list(read_indicators(folder)) == ["smoking", "people"]


WRONG = {
    'unit = "%"': ('unit = "percent"', "unit is 'percent'; expected one of %, per 1000,"),
    "decimals = 1": ("decimals = 1.5", "decimals is 1.5; expected a whole number from 0 to 3"),
    "decimals = 1\n": ("decimals = true\n", "decimals is True; expected a whole number"),
    'direction = "lower"': ('direction = "down"', "direction is 'down'; expected one of lower, higher, neither"),
    "interval = 2": ("interval = 0", "interval is 0; expected a whole number from 1 to 20"),
    'id = "smoking"': ('id = "smokers"', "id is 'smokers'; expected the name of the file, 'smoking'"),
    'counts = "respondents"': ('counts = "people"', "counts is 'people'; expected one of register, respondents"),
    "tags =": ("closed = 1\ntags =", "closed is 1; expected true or false"),
    'tags = ["hyte-coefficient"]': ("tags = []", "tags is []; expected a text or a list of texts"),
    "interval = 2\n": ("interval = 2\nintervall = 2\n", "intervall is not a known key; expected only base, break, closed,"),
    'sv = "Rökare"\n': ('sv = "Rökare"\nswe = 1\n', "name.swe is 1; expected a text in swe"),
    'en = "Smokers"': ('en = " "', "name.en is ' '; expected a text in en"),
    'fi = "Tupakoivat"\n': ("", "name.fi is missing; expected a text in fi"),
    'fi = "Tupakoivat"': ('fi = "Tupakoivat"\nGerman = "Raucher"', "name.German is not a known key; expected only en, fi, sv"),
    "[explanation]": (
        "[definition]",
        "[definition] is not a known table; expected one of name, explanation, keywords, sotkanet, statfin,",
    ),
    '[explanation]\nfi = "Tupakoivien osuus."\nsv = "Andelen rökare."\nen = "Share of smokers."\n': (
        "",
        "explanation is missing; expected a table",
    ),
    "[sotkanet]": (
        "[sotkanett]",
        "[sotkanett] is not a known table; expected one of name, explanation, keywords, sotkanet, statfin, thl-",
    ),
    "[[break]]\n": ("[[brake]]\n", "[[brake]] is not a known table; expected one of name,"),
    "id = 4404": ('id = "4404"', "sotkanet.total.id is '4404'; expected a whole number"),
    "id = 4404,": ("id = 4404, year = 3,", "sotkanet.total.year is not a known key; expected only id, sex, title"),
    ', title = "Tupakoivat"': ("", "sotkanet.total.title is missing; expected a text or a list of texts"),
    '"age=75+" = { id': ('"age=seniors" = { id', "'seniors' is no category of 'age'"),
    '"age=75+" = { id = 4407': ('"" = { id = 4407', 'sotkanet."" is not a known key; expected total or a population group'),
    "id = 4407": ("id = 4404", "sotkanet:4404 holds another group already"),
    '"age=75+" = { id = 4407, title': ('"sex=female" = { id = 4407, title', "one source a group; sex=female has one already"),
    "smallest_group = false": (
        "smallest_group = true",
        "smallest_group is True; expected a whole number from 0 to 10000000 or false",
    ),
    "smallest_total": ("smallest", "published.smallest is not a known key; expected only smallest_group, smallest_total"),
    "year = 2022": ("years = 2022", "break[0].year is missing; expected a whole number from 1900 to 2100"),
    "[[break]]": ("[break]", "break is {'year'"),
    'group = "sex=female"': (
        'group = "age=20-64"',
        "base.group is 'age=20-64'; expected a group of people: total, sex=female, sex=male",
    ),
    'indicator = "people"': (
        'indicator = "smoking"',
        "base.indicator is 'smoking'; expected an indicator with unit persons: people",
    ),
    "2014 = 15": ("2014 = 150", "sample.country.2014 is 150; expected a number from 0 to 100"),
    "2012 = 16.5": ("y2012 = 16.5", "sample.country.y2012 is not a known key; expected a year, such as 2010 = 19.0"),
    '"sex=male" = 1.2': (
        '"education=low" = 1.2',
        'sample.ratios."education=low" is not a known key; expected one of the groups above',
    ),
    "KU205 = 0.9": (
        "kajaani = 0.9",
        "sample.areas.kajaani is not a known key; expected the code of a municipality, such as KU205",
    ),
    "[sample]\n": ("[sample]\nnoise = 1\n", "sample.noise is not a known key"),
    "[name]": ("[name", "is not TOML in UTF-8"),
}


@pytest.mark.parametrize("old", WRONG)
def test_what_is_wrong_is_named_with_file_key_and_expectation(folder, old):
    new, message = WRONG[old]
    change(folder, old, new)
    with pytest.raises(CatalogueError) as error:
        read_indicators(folder)
    assert str(error.value).startswith("indicators/life/smoking.toml: ")
    assert message in str(error.value)


@pytest.mark.parametrize(
    ("keywords", "message"),
    [
        ('fi = ["tupakka", 3]', "keywords.fi is ['tupakka', 3]; expected a text or a list of texts"),
        ('words = ["tupakka"]', "keywords.words is not a known key"),
    ],
)
def test_keywords_are_texts_by_language_and_may_be_left_out(folder, keywords, message):
    assert read_indicators(folder)["smoking"].keywords == {}
    change(folder, "[published]", '[keywords]\nfi = ["tupakka", "savuke"]\nsv = "tobak"\n\n[published]')
    assert read_indicators(folder)["smoking"].keywords == {"fi": ("tupakka", "savuke"), "sv": ("tobak",)}
    change(folder, 'fi = ["tupakka", "savuke"]', keywords)
    with pytest.raises(CatalogueError) as error:
        read_indicators(folder)
    assert message in str(error.value)


def test_an_indicator_needs_a_source(folder):
    text = (folder / "life/smoking.toml").read_text(encoding="utf-8")
    sources = text[text.index("[sotkanet]") : text.index("[published]")]
    change(folder, sources, "")
    with pytest.raises(CatalogueError, match=r"smoking\.toml: sotkanet is missing; expected a table of series by group"):
        read_indicators(folder)


def test_the_same_series_in_two_files(folder):
    change(folder, "id = 127", "id = 4407", "background/people")
    with pytest.raises(CatalogueError, match=r"smoking\.toml: .*sotkanet:4407 is in indicators/background/people\.toml too"):
        read_indicators(folder)


def test_the_same_id_in_two_folders(folder):
    shutil.copy(folder / "background/people.toml", folder / "life/people.toml")
    with pytest.raises(CatalogueError, match=r"life/people\.toml: id is 'people'; .*background/people\.toml does not have"):
        read_indicators(folder)


def test_a_folder_that_is_no_theme(folder):
    (folder / "life").rename(folder / "work")
    with pytest.raises(
        CatalogueError, match=r"work/smoking\.toml: its folder is unknown; expected one of themes\.toml: life, back"
    ):
        read_indicators(folder)


def test_themes_are_checked(folder):
    change(folder, 'sv = "Liv"\n', "sv = 7\n", "themes")
    with pytest.raises(CatalogueError, match=r"indicators/themes\.toml: life\.sv is 7; expected a text in sv"):
        read_indicators(folder)
    (folder / "themes.toml").unlink()
    with pytest.raises(CatalogueError, match=r"indicators/themes\.toml: cannot be read"):
        read_themes(folder)


def test_a_file_that_is_not_utf_8(folder):
    (folder / "life/smoking.toml").write_bytes('id = "väki"'.encode("latin-1"))
    with pytest.raises(CatalogueError, match=r"smoking\.toml: is not TOML in UTF-8"):
        read_indicators(folder)


def test_find_by_id_or_series():
    assert find_indicator("unemployment").series[0].id == "181"
    assert find_indicator("sotkanet:181").id == "unemployment"
    assert find_indicator(" Sotkanet:4290 ").id == "loneliness"


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("unemploymnt", "did you mean unemployment"),
        ("sotkanet:1", "run add sotkanet:1"),
        ("xyz", "such as unemployment"),
        ("", "''"),
    ],
)
def test_an_unknown_indicator_is_named(text, hint):
    with pytest.raises(CatalogueError, match=hint):
        find_indicator(text)


def test_shipped_files_are_read_once():
    assert read_indicators() is read_indicators()
    assert TOTAL in read_indicators()["population"].groups


def test_a_name_may_be_in_further_languages_and_lack_all_but_the_first(folder):
    change(folder, 'sv = "Rökare"\nen = "Smokers"', 'se = "Borgguhalli"')
    name = read_indicators(folder)["smoking"].name
    assert name == {"fi": "Tupakoivat", "se": "Borgguhalli"}
    assert [in_language(name, language) for language in ("se", "sv")] == ["Borgguhalli", "Tupakoivat"]
