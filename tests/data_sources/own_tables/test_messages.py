"""What is told of a file is told in its language: every sentence of the code has one in Finnish and Swedish."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

from data_sources import own_tables
from data_sources.formats import _marks, spreadsheet
from data_sources.own_tables import Fault
from data_sources.own_tables.messages import FILE, grouped, ranges, said

MESSAGES = tomllib.loads(FILE.read_text(encoding="utf-8"))["message"]
SOURCES = sorted(Path(own_tables.__file__).parent.glob("*.py"))


def sentences(source):
    """Yield the texts that rows are refused with or that are told of them, each field as the number 7."""
    for call in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(call, ast.Call):
            name = getattr(call.func, "attr", getattr(call.func, "id", ""))
            told = {"refuse": call.args[1:2], "Fault": call.args[:1], "_stop": call.args[:1], "noted": call.args[1:2]}
            for text in told.get(name, ()):
                if isinstance(text, ast.Constant):
                    yield text.value
                if isinstance(text, ast.JoinedStr):
                    yield "".join(part.value if isinstance(part, ast.Constant) else "7" for part in text.values)


@pytest.mark.parametrize("language", ["fi", "sv"])
@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_every_sentence_about_a_row_is_translated(source, language):
    assert [text for text in sentences(source) if said(text, language) == text] == []


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_every_reason_of_a_cell_is_translated(language):
    reasons = (_marks.FORMULA, _marks.ERROR, _marks.MERGED, spreadsheet._DATE)
    assert [reason for reason in reasons if said(reason, language) == reason] == []


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: message["en"][:40])
def test_a_translation_has_the_fields_of_its_sentence(message):
    fields = set(re.findall(r"\{(\w+)\}", message["en"]))
    assert set(message) == {"en", "fi", "sv"}
    for language in ("fi", "sv"):
        assert set(re.findall(r"\{(\w+)\}", message[language])) <= fields
    assert said(message["en"], "en") == message["en"]


def test_one_line_for_a_reason_with_its_rows():
    faults = [Fault("is empty; counts come in pairs", "Luvut", row, "K (Arvo)") for row in (3, 4, 5, 9)]
    assert grouped(faults, "en") == ["sheet 'Luvut', rows 3-5, 9, column K (Arvo): is empty; counts come in pairs"]
    assert grouped(faults, "fi") == ["välilehti 'Luvut', rivit 3-5, 9, sarake K (Arvo): on tyhjä; lukumäärät annetaan pareittain"]
    assert grouped(faults[:1], "sv") == ["blad 'Luvut', rad 3, kolumn K (Arvo): är tom; antal anges parvis"]


def test_of_many_rows_the_first_are_named_and_all_are_counted():
    faults = [Fault("is below 0", "", row) for row in range(2, 1002, 2)]
    (line,) = grouped(faults, "en")
    assert line == "rows 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, ... (500): is below 0"
    assert ranges([1, 2, 3]) == "1-3"
