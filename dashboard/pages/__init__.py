"""Pages: what stands below the controls of an address.

Every other module of this folder is one page, named as in `dashboard.addresses.view.PATHS`, and has

- `title(context) -> str`: the document's title,
- `content(context) -> list`: the components.

A page reads only what its context holds and has neither ids of its own nor callbacks. It raises `AddressError` where the
address names what the store does not have.
"""

from __future__ import annotations

from typing import Any, Protocol

from dashboard.pages import accessibility, differences, explore, indicator, overview, priority, sources
from dashboard.queries.context import Context


class Page(Protocol):
    """The contract of a page module."""

    def title(self, context: Context) -> str:
        """Return the title of the document."""

    def content(self, context: Context) -> list[Any]:
        """Return the components below the controls."""


PAGES: dict[str, Page] = {
    "accessibility": accessibility,
    "differences": differences,
    "explore": explore,
    "indicator": indicator,
    "overview": overview,
    "priority": priority,
    "sources": sources,
}
