"""Texts of the workbook: complete in every language, unambiguous, and the same as on the pages."""

from collections.abc import Iterator
from typing import Any

import pytest

from dashboard.text import text_for
from data_sources.indicators import read_indicators
from data_sources.model import DIMENSIONS, PopulationGroup, Unit
from data_sources.plan_files.tags import read_tag_kinds, read_tags
from data_sources.plan_files.workbook.layout import codes, columns, explanation, form_texts, group_label, heading, labels, plain
from tests.languages import LANGUAGES

GROUPS = sorted({group for indicator in read_indicators().values() for group in indicator.groups})
every_language = pytest.mark.parametrize("language", LANGUAGES)


def texts(table: dict[str, Any]) -> Iterator[dict[str, str]]:
    for value in table.values():
        if isinstance(value, dict) and all(isinstance(text, str) for text in value.values()):
            yield value
        elif isinstance(value, dict):
            yield from texts(value)


def spaced(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_every_text_is_there_in_every_language():
    assert all(set(each) == set(LANGUAGES) and all(each.values()) for each in texts(dict(form_texts())))


@every_language
def test_headings_and_sheets_are_told_apart(language):
    sheets = [names[language] for names in form_texts()["sheet"].values()]
    assert len(set(map(plain, sheets))) == len(sheets)
    assert all(len(title) <= 31 for title in sheets)
    for sheet, its_columns in columns().items():
        headings = [plain(heading(sheet, column, language)) for column in its_columns]
        assert len(set(headings)) == len(headings)
        assert all(explanation(sheet, column, language).endswith(".") for column in its_columns)


def test_headings_mean_one_column_in_all_languages():
    for sheet, its_columns in columns().items():
        meant = {}
        for language in LANGUAGES:
            for column in its_columns:
                assert meant.setdefault(plain(heading(sheet, column, language)), column) == column


@pytest.mark.parametrize("source", ["area", "indicator", "group", "direction"])
def test_a_choice_means_one_thing_in_all_languages(source):
    for language in LANGUAGES:
        found = labels(source, language)
        assert {code: codes(source)[plain(label)] for code, label in found.items()} == {code: code for code in found}


@every_language
def test_groups_are_called_what_the_pages_call_them(language):
    text = text_for(language)
    every = [PopulationGroup(((name, category),)) for name, one in DIMENSIONS.items() for category in one.categories]
    for group in (*GROUPS, *every):
        assert group_label(group, language) == spaced(text.group(group))


def test_forms_of_earlier_versions_may_say_women_of_children():
    codes_ = codes("group")
    assert (
        codes_[plain("Tytöt, 0\N{EN DASH}17-vuotiaat")]
        == codes_[plain("Naiset, 0\N{EN DASH}17-vuotiaat")]
        == "age=0-17;sex=female"
    )


@every_language
def test_units_are_called_what_the_pages_call_them(language):
    assert {unit: form_texts()["unit"][unit][language] for unit in Unit} == {
        unit: spaced(text_for(language).unit(unit)) for unit in Unit
    }


def test_tags_have_names_and_a_kind():
    assert list(read_tag_kinds()) == ["theme", "life-stage", "combined-plan"]
    assert [tag.id for tag in read_tags().values() if tag.kind == "life-stage"] == [
        "children-and-young-people",
        "working-age",
        "older-people",
    ]
    assert read_tags()["older-people"].name == {"fi": "Ikääntyneet", "sv": "Äldre personer", "en": "Older people"}
    assert len(read_tags()) == 11
