"""The languages of the interface: each is one catalogue, whose header says what Babel cannot tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import overload

from babel import Locale, UnknownLocaleError

from data_sources.errors import CatalogueError
from data_sources.settings import read_settings

FOLDER = Path(__file__).parent
LAST = 99
"""Place of a language whose catalogue names none."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the interface.

    `code` is ISO 639 and stands in addresses; `locale` is Babel's, which writes numbers and dates. `office` is the tag of
    texts in Word and PowerPoint, `lcid` its number in Excel's number formats (empty: none), `open_graph` that of social cards.
    """

    code: str
    locale: str
    office: str
    open_graph: str
    lcid: str
    place: int
    catalogue: Path

    @property
    def name(self) -> str:
        """The language's name in itself, with a capital: "Suomi"."""
        name = Locale.parse(self.code).get_display_name(self.code) or self.code
        return name[:1].upper() + name[1:]


@cache
def languages() -> Mapping[str, Language]:
    """Return the languages by code, in the order of views: the shipped catalogues, then those of the installation.

    An installation's own stand in the folder `languages` of DATA_DIR. `CatalogueError` names a catalogue of a language that
    Babel does not know.
    """
    own = read_settings().data_dir / "languages"
    found = [_language(path) for folder in (own, FOLDER) for path in sorted(folder.glob("*.po"))]
    by_code = {each.code: each for each in found}
    return {each.code: each for each in sorted(by_code.values(), key=lambda each: (each.place, each.code))}


def language_of(code: str) -> Language:
    """Return a language; `CatalogueError` where the interface does not have it."""
    if code not in languages():
        raise CatalogueError(f"{code!r} is no language of the pages; expected one of {', '.join(languages())}")
    return languages()[code]


class _Codes(Sequence[str]):
    """The codes of the languages in the order of views, read when they are first asked for."""

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[str]: ...
    def __getitem__(self, place: int | slice) -> str | Sequence[str]:
        return tuple(languages())[place]

    def __len__(self) -> int:
        return len(languages())

    def __iter__(self) -> Iterator[str]:
        return iter(languages())

    def __contains__(self, code: object) -> bool:
        return code in languages()


LANGUAGES: Sequence[str] = _Codes()
"""Codes of the languages in the order of views; the first is the default."""


def _language(path: Path) -> Language:
    """Read a catalogue's header; what it leaves out follows from the locale, and that from the code."""
    code, head = path.stem, _header(path)
    locale = head.get("X-Locale", code)
    try:
        Locale.parse(locale)
    except (UnknownLocaleError, ValueError):
        raise CatalogueError(f"{path.name}: {locale!r} is no locale that Babel knows; name one in the header X-Locale") from None
    return Language(
        code=code,
        locale=locale,
        office=head.get("X-Office-Tag", locale.replace("_", "-")),
        open_graph=head.get("X-Open-Graph", locale),
        lcid=head.get("X-LCID", ""),
        place=int(head.get("X-Place", LAST)),
        catalogue=path,
    )


def _header(path: Path) -> dict[str, str]:
    """Return the fields of the entry without a message, which comes first."""
    head = f"\n{path.read_text(encoding='utf-8')}".partition('\nmsgid "')[2].partition("\n\n")[0]
    return dict(re.findall(r'^"([\w-]+): (.*)\\n"$', head, re.MULTILINE))
