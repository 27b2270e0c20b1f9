"""The addresses of a presentation: its slides, the selection of its content, and the same content as files."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from dashboard.addresses.view import View

PRESENT = "present"
CHOOSE = "choose"
OPTIONS = ("slides", "theme")
"""Parameters of presentations in addition to those of the overview."""
FILES: Mapping[str, str] = {"deck.pptx": "PowerPoint", "report.docx": "Word", "workbook.xlsx": "Excel"}
"""Files of the same content, with the programs that open them."""


def present_path(view: View, slides: str = "", part: str = "", **options: str) -> str:
    """Return the address of the presentation of a view's area and plan, or of a `part` of it; `slides` is a `Choice.query`."""
    path, search = _overview(view)
    return _written(f"{path}/{PRESENT}{f'/{part}' if part else ''}", search, slides, options)


def file_path(view: View, name: str, slides: str = "") -> str:
    """Return the address of one of FILES."""
    path, search = _overview(view)
    return _written(f"/download{path}/{name}", search, slides, {})


def _overview(view: View) -> tuple[str, str]:
    overview = view.at(page="overview", priority=None, tag=None, indicator=None)
    return overview.path, overview.search.lstrip("?")


def _written(path: str, search: str, slides: str, options: Mapping[str, str]) -> str:
    query = {name: value for name, value in {"slides": slides, **options}.items() if value}
    whole = "&".join(filter(None, (search, urlencode(query, safe=",."))))
    return f"{path}?{whole}" if whole else path
