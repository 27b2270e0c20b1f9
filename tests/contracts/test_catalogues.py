"""Every message of the pages is in every catalogue, with the same placeholders, and nothing else is."""

from functools import cache
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from dashboard.text.catalogue import placeholders
from dashboard.text.languages import SOURCE_LANGUAGE
from dashboard.text.template import FILE, messages_in, template
from tests.languages import LANGUAGES

ROOT = Path(__file__).parents[2] / "dashboard"
TRANSLATED = [language for language in LANGUAGES if language != SOURCE_LANGUAGE]

Message = tuple[str, ...]


@cache
def used_messages() -> dict[Message, str]:
    files = sorted(ROOT.rglob("*.py"))
    return {found.texts: str(file.relative_to(ROOT)) for file in files for found in messages_in(file.read_text(encoding="utf-8"))}


def catalogue(language: str) -> dict[Message, Message]:
    with (ROOT / "text" / f"{language}.po").open("rb") as stream:
        entries = read_po(stream, locale=language, abort_invalid=True)
    assert not entries.obsolete, "obsolete entries are deleted"
    assert not [entry.id for entry in entries if entry.fuzzy and entry.id], "fuzzy entries are finished"
    return {as_message(entry.id): as_message(entry.string) for entry in entries if entry.id}


def as_message(text: str | tuple[str, ...] | list[str]) -> Message:
    return (text,) if isinstance(text, str) else tuple(text)


def test_the_template_is_up_to_date() -> None:
    assert FILE.read_text(encoding="utf-8") == template(), "python -m dashboard.text.template writes it anew"


def test_a_translators_comment_goes_into_the_template(tmp_path: Path) -> None:
    package = tmp_path / "dashboard"
    package.mkdir()
    (package / "texts.py").write_text('# Translators: of a plan,\n# not of a person\nx = _("goal")\n', encoding="utf-8")
    assert '#. of a plan, not of a person\n#: dashboard/texts.py\nmsgid "goal"\n' in template(package)


def test_messages_are_found_in_calls_tables_and_f_strings():
    source = """x = _("a"); y = f"<b>{text.t('b')}</b>"; z = text.n("one", "many", 3); AddressError(404, "gone", x); A.t("c")"""
    assert {found.texts for found in messages_in(source)} == {("a",), ("b",), ("one", "many"), ("gone",)}


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
