"""The languages of the interface: each is one catalogue, whose header holds what Babel does not know.

A catalogue is called by the language's code (`fi.po`). Fields of its header, each of which may be left out:

    X-Name: Suomi         its own name; left out: Babel's
    X-Locale: en_GB       locale of numbers and dates; left out: the code
    X-Office-Tag: en-GB   tag of texts in Word and PowerPoint; left out: made of the locale, as is the next
    X-Open-Graph: en_GB   locale of social cards
    X-LCID: 809           Windows' number of the language, for number formats in PowerPoint; left out: the reader's own
    X-Place: 3            place among the languages; left out: the last
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from babel import Locale, UnknownLocaleError

from data_sources.errors import CatalogueError
from data_sources.model import DEFAULT_LANGUAGE, is_language
from data_sources.settings import PREFIX, read_settings

FOLDER = Path(__file__).parent
SOURCE_LANGUAGE = "en"
"""Language of the messages in the code, which replace those that a catalogue lacks."""
LAST = 99
"""Place of a language whose catalogue names none."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the interface.

    `code` is ISO 639 and part of addresses; `name` is its own, with a capital: "Suomi". `locale` is Babel's, for
    numbers and dates. `office` is the tag of texts in Word and PowerPoint, `lcid` its number in Excel's number formats
    (empty: none), `open_graph` that of social cards. `place` orders the languages in views.
    """

    code: str
    name: str
    locale: str
    office: str
    open_graph: str
    lcid: str
    place: int
    catalogue: Path


def languages() -> Mapping[str, Language]:
    """Return the languages by code in the order of views: the shipped ones, and those of the installation's own catalogues.

    They are read once; a new catalogue needs a new start. `CatalogueError` names one whose header cannot be understood.
    """
    return _languages(os.environ.get(f"{PREFIX}DATA_DIR"))


def local_folder() -> Path:
    """Return the folder of the installation's own catalogues, one of a shipped language in its place; it need not exist."""
    return read_settings().data_dir / "languages"


def find_language(code: str) -> Language:
    """Return a language; `CatalogueError` where the interface does not have it."""
    known = languages()
    if code not in known:
        raise CatalogueError(f"{code!r} is no language of the pages; expected one of {', '.join(known)}")
    return known[code]


@lru_cache(maxsize=4)
def _languages(_data_dir: str | None) -> Mapping[str, Language]:
    """Keep the languages by the one setting that they depend on: they are asked for so often that reading all would cost."""
    found = {path.stem: _language(path) for folder in (FOLDER, local_folder()) for path in sorted(folder.glob("*.po"))}
    return {each.code: each for each in sorted(found.values(), key=_order)}


def _order(language: Language) -> tuple[bool, int, str]:
    return language.code != DEFAULT_LANGUAGE, language.place, language.code


def _language(path: Path) -> Language:
    """Read a catalogue's header; what it leaves out follows from the locale, and that from the code."""
    code, head = path.stem, _header(path)
    locale = head.get("X-Locale", code)
    known = _locale(path, locale)
    name = head.get("X-Name") or known.get_language_name() or code
    place = head.get("X-Place", str(LAST))
    if not place.isdecimal():
        raise CatalogueError(f"{path.name}: X-Place is {place!r}; expected a number")
    return Language(
        code=code,
        name=name[:1].upper() + name[1:],
        locale=locale,
        office=head.get("X-Office-Tag", locale.replace("_", "-")),
        open_graph=head.get("X-Open-Graph", locale),
        lcid=head.get("X-LCID", ""),
        place=int(place),
        catalogue=path,
    )


def _locale(path: Path, locale: str) -> Locale:
    if not is_language(path.stem):
        raise CatalogueError(f"{path.name}: expected the code of a language in two or three small letters, such as se.po")
    try:
        return Locale.parse(locale)
    except (UnknownLocaleError, ValueError):
        raise CatalogueError(f"{path.name}: {locale!r} is no locale that Babel knows; name one in the header X-Locale") from None


def _header(path: Path) -> dict[str, str]:
    """Return the fields of the entry without a message, which comes first; Babel keeps those of its own only."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CatalogueError(f"{path.name}: cannot be read as a catalogue in UTF-8 ({error})") from None
    head = f"\n{text}".partition('\nmsgid "')[2].partition("\n\n")[0]
    return dict(re.findall(r'^"([\w-]+): (.*)\\n"$', head, re.MULTILINE))
