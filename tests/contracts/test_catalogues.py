"""Every word that the pages say is in every catalogue, with the same placeholders, and nothing else is."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po

from data_sources.model import LANGUAGES

ROOT = Path(__file__).parents[2] / "dashboard"
PLACES = {"t": slice(0, 1), "_": slice(0, 1), "n": slice(0, 2), "AddressError": slice(1, 2)}
"""Where the messages stand among the arguments of the functions that take them."""
TRANSLATED = [language for language in LANGUAGES if language != "en"]

Message = tuple[str, ...]


def messages_in(source: str) -> Iterator[Message]:
    """Yield the messages of a module; Babel's own extraction does not see those inside f-strings."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            arguments = [getattr(argument, "value", None) for argument in node.args[PLACES.get(name, slice(0, 0))]]
            if arguments and all(isinstance(argument, str) for argument in arguments):
                yield tuple(arguments)


def used_messages() -> dict[Message, str]:
    files = sorted(ROOT.rglob("*.py"))
    return {message: str(file.relative_to(ROOT)) for file in files for message in messages_in(file.read_text(encoding="utf-8"))}


def catalogue(language: str) -> dict[Message, Message]:
    with (ROOT / "text" / f"{language}.po").open("rb") as stream:
        entries = read_po(stream, locale=language, abort_invalid=True)
    assert not entries.obsolete, "obsolete entries are deleted"
    assert not [entry.id for entry in entries if entry.fuzzy and entry.id], "fuzzy entries are finished"
    return {as_message(entry.id): as_message(entry.string) for entry in entries if entry.id}


def as_message(text: str | tuple[str, ...] | list[str]) -> Message:
    return (text,) if isinstance(text, str) else tuple(text)


def placeholders(text: str) -> set[str]:
    """Return the names in braces; which case of an area stands there is the translator's choice."""
    return {re.split(r"[.\[]", name)[0] for _, name, _, _ in Formatter().parse(text) if name}


def test_messages_are_found_in_calls_tables_and_f_strings():
    source = """x = _("a"); y = f"<b>{text.t('b')}</b>"; z = text.n("one", "many", 3); AddressError(404, "gone", x)"""
    assert set(messages_in(source)) == {("a",), ("b",), ("one", "many"), ("gone",)}


@pytest.mark.parametrize("language", TRANSLATED)
def test_catalogue_is_complete(language):
    known = catalogue(language)
    missing = {message: file for message, file in used_messages().items() if not all(known.get(message, ("",)))}
    assert not missing, "\n" + "\n".join(f'# {file}\nmsgid "{message[0]}"\nmsgstr ""' for message, file in missing.items())


@pytest.mark.parametrize("language", TRANSLATED)
def test_catalogue_has_nothing_that_is_not_said(language):
    assert not catalogue(language).keys() - used_messages().keys()


@pytest.mark.parametrize("language", TRANSLATED)
def test_placeholders_are_those_of_the_message(language):
    for message, translation in catalogue(language).items():
        for english, text in zip(message, translation, strict=True):
            assert placeholders(text) == placeholders(english), message


@pytest.mark.parametrize("language", TRANSLATED)
def test_translations_begin_and_end_like_their_messages(language):
    for message, translation in catalogue(language).items():
        for text in translation:
            assert text == text.strip(), message
            assert (text[-1] == ".") == (message[-1][-1] == "."), message
