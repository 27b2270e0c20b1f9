"""The words of a text, in the form in which they are compared."""

from __future__ import annotations

import re
import unicodedata


def folded(text: str) -> str:
    """Return a text in small letters without marks above or below them: "Åbo" as "abo"."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text, folded; hyphens and dashes divide words."""
    return tuple(re.findall(r"\w+", folded(text)))
