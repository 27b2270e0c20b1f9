"""The labels of own tables are read in every language, and each label of the template has one meaning."""

import pytest

from data_sources.model import DIMENSIONS
from data_sources.own_tables.layout import NAMED, category, choices, columns, heading, headings, label, labels, plain, table_texts
from tests.languages import LANGUAGES


@pytest.mark.parametrize(
    ("dimension", "text", "found"),
    [
        ("sex", "Naiset", "female"),
        ("sex", "kvinnor", "female"),
        ("sex", "yhteensä", ""),
        ("age", "20–64", "20-64"),
        ("age", "20-64-vuotiaat", "20-64"),
        ("age", "65+", "65+"),
        ("age", "65 vuotta täyttäneet", "65+"),
        ("age", "75 år och äldre", "75+"),
        ("age", "alle 65", None),
        ("age", "64-20", None),
        ("education", "perusaste", "low"),
        ("education", "hög utbildning", "high"),
        ("language", "ruotsi", "swedish"),
        ("income", "suurituloisin viidennes", "highest"),
        ("school-stage", "lukio", "upper-secondary"),
        ("school-stage", "8.–9. luokka", "grades-8-9"),
        ("sex", "muu", None),
    ],
)
def test_a_word_means_a_category(dimension, text, found):
    assert category(dimension, text) == found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("sheet", ["indicators", "figures"])
def test_every_heading_of_the_template_means_its_column_and_is_explained(sheet, language):
    for key in columns(sheet):
        assert headings()[plain(heading(sheet, key, language))] == key
        assert table_texts()["explanation"][sheet][key.partition(".")[0]][language]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["theme", "unit", "direction", "sex", "education", "income", "language", "school-stage"])
def test_every_choice_of_the_template_is_understood(kind, language):
    codes = set(choices(kind).values()) - {""}
    assert {choices(kind)[plain(text)] for text in labels(kind, language)} == codes
    assert all(label(kind, code, language) for code in codes)


def test_no_word_means_two_categories():
    for dimension, said in table_texts()["category"].items():
        found = [plain(text) for by_language in said.values() for texts in by_language.values() for text in set(texts)]
        assert len(found) - len(set(found)) == 0, dimension
        assert set(said) == set(DIMENSIONS[dimension].categories)


def test_a_name_without_a_language_is_in_that_of_its_heading():
    assert [headings()[text] for text in ("nimi", "namn", "name")] == [f"name.{language}" for language in LANGUAGES]
    assert set(NAMED) == {"name", "explanation"}
