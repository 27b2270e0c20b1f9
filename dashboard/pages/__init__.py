"""Pages: the content of an address below the controls.

Every other module of this folder is one page, discovered automatically, and has

- `PAGE`: its row of the table of pages (`dashboard.addresses.pages.Page`),
- `title(context) -> str`: the document's title,
- `content(context) -> list`: the elements.

A page reads only what its context holds and has neither ids of its own nor callbacks. It raises `AddressError` where the
address names something that the store does not have.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, Protocol, cast

from dashboard.addresses.pages import Page
from dashboard.queries.context import Context
from data_sources.errors import CatalogueError


class PageModule(Protocol):
    """The contract of a page module."""

    PAGE: Page

    def title(self, context: Context) -> str:
        """Return the title of the document."""

    def content(self, context: Context) -> list[Any]:
        """Return the elements below the controls."""


@cache
def page_modules() -> Mapping[str, PageModule]:
    """Return the module of every page by its name; `CatalogueError` names what one of them lacks."""
    return {found.name: _complete(found.name) for found in iter_modules(__path__)}


def _complete(name: str) -> PageModule:
    module = import_module(f"{__name__}.{name}")
    lacking = [part for part in ("PAGE", "title", "content") if not hasattr(module, part)]
    if lacking:
        raise CatalogueError(f"{module.__file__} lacks {', '.join(lacking)}; dashboard/pages/__init__.py says what a page needs")
    return cast(PageModule, module)
