"""The operator's part of the accessibility statement, read from the settings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from data_sources.errors import CatalogueError
from data_sources.formats.toml_table import TomlTable
from data_sources.model import Names
from data_sources.settings import PREFIX, Settings


@dataclass(frozen=True)
class Statement:
    """The operator's part of the statement; what has not been set is empty.

    `feedback` is an e-mail or a web address; `gaps` are the known gaps of this installation, in addition to those of the product.
    """

    operator: str = ""
    feedback: str = ""
    assessed: date | None = None
    gaps: tuple[Names, ...] = ()

    @property
    def feedback_link(self) -> str:
        """Address of the link for feedback."""
        return self.feedback if self.feedback.startswith("http") else f"mailto:{self.feedback}"


NOTHING_TOLD = Statement()
"""The statement of an operator who has set nothing."""


def read_statement(settings: Settings) -> Statement:
    """Return what the settings say; `CatalogueError` names an invalid setting."""
    return Statement(
        operator=settings.operator,
        feedback=_feedback(settings.feedback),
        assessed=_day(settings.assessed),
        gaps=_gaps(settings.known_gaps),
    )


def _feedback(text: str) -> str:
    if text and not re.fullmatch(r"https?://[^\s\"'<>]+|[^\s@\"'<>?&]+@[^\s@\"'<>?&]+\.\w+", text):
        raise CatalogueError(
            f"{PREFIX}FEEDBACK is {text!r}; expected an e-mail address or a web address that begins with https://"
        )
    return text


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise CatalogueError(f"{PREFIX}ASSESSED is {text!r}; expected a day such as 2026-11-02") from None


def _gaps(file: str) -> tuple[Names, ...]:
    if not file:
        return ()
    path = Path(file).expanduser().absolute()
    table = TomlTable.read(path, path.parent)
    entries = table.tables("gap")
    gaps = tuple(entry.by_language() for entry in entries)
    for entry in (*entries, table):
        entry.finish()
    return gaps
