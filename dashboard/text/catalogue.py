"""Reading of a catalogue, whose translations must fit the messages of the code."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from gettext import GNUTranslations
from string import Formatter

from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from dashboard.text.languages import Language
from data_sources.errors import CatalogueError


def read_translations(language: Language) -> GNUTranslations:
    """Return the translations of a language's catalogue; `CatalogueError` where it is none, or one does not fit."""
    name = language.catalogue.name
    try:
        with language.catalogue.open("rb") as stream:
            catalogue = read_po(stream, locale=language.code, abort_invalid=True)
        for message, translation in translations_of(catalogue):
            if not placeholders(translation) <= placeholders(message):
                known = ", ".join(f"{{{each}}}" for each in sorted(placeholders(message))) or "no placeholders"
                raise CatalogueError(f"{name}: the translation {translation!r} of {message!r} may hold {known} only")
        compiled = io.BytesIO()
        write_mo(compiled, catalogue)
    except (OSError, PoFileError, ValueError) as error:
        raise CatalogueError(f"{name}: is no catalogue of messages ({error})") from None
    compiled.seek(0)
    return GNUTranslations(compiled)


def translations_of(catalogue: Catalog) -> Iterator[tuple[str, str]]:
    """Yield each message with its translation; one with a plural comes with each form of the language."""
    for entry in catalogue:
        if entry.id:
            message = entry.id if isinstance(entry.id, str) else entry.id[-1]
            forms = [entry.string] if isinstance(entry.string, str) else entry.string or ()
            yield from ((message, each) for each in forms)


def placeholders(text: str) -> set[str]:
    """Return the names in braces; the case of an area is the translator's choice. `ValueError` for odd braces."""
    return {re.split(r"[.\[]", name)[0] for _, name, _, _ in Formatter().parse(text) if name}
