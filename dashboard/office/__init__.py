"""Office files of an area's plan: presentation, yearly report and workbook, made while one waits.

Each is a function of a context and the choice of content; the routes and the command line share them.
"""

from __future__ import annotations

from datetime import date

from dashboard.text import Text
from data_sources.model import Area


def file_name(area: Area, today: date, text: Text, ending: str) -> str:
    """Return the name under which a file is saved: "kajaani-hyvinvointi-2026-fi.docx"."""
    return f"{area.slug}-{text.t('wellbeing')}-{today.year}-{text.language}.{ending}"
