"""The table of pages: address, parameters and navigation of each; its rows are in the pages' modules."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Literal

from dashboard.addresses.parameters import PARAMETERS
from data_sources.errors import CatalogueError

CONTROLS = ("area", "indicator", "group", "comparisons")
"""The controls that a page may have."""


@dataclass(frozen=True, slots=True)
class Navigation:
    """A link on every page: its `place` in the header or the footer, and its label, a message of the catalogues."""

    place: int
    label: str
    part: Literal["header", "footer"] = "header"


@dataclass(frozen=True, slots=True)
class Page:
    """The row of a page.

    `path` has its variables in angle brackets; a fixed part wins over a variable one, so its name is reserved among the slugs of
    areas. `parameters` are the names of its query's parameters (`area` and `indicator` also as sent by a form without
    JavaScript), `controls` those of CONTROLS that it shows. `navigation` is None for a page that only other pages link to;
    `refreshes` says that the page shows the latest refreshes, `transient` that it answers one reader's question: it is kept in
    no cache, and search engines leave it out. `CatalogueError` for an unknown parameter or control.
    """

    path: str
    parameters: tuple[str, ...] = ("area",)
    controls: tuple[str, ...] = ()
    navigation: Navigation | None = None
    refreshes: bool = False
    transient: bool = False

    def __post_init__(self) -> None:
        for kind, names, known in (("parameters", self.parameters, PARAMETERS), ("controls", self.controls, CONTROLS)):
            self._check(kind, names, known)

    def _check(self, kind: str, names: tuple[str, ...], known: Collection[str]) -> None:
        unknown = [name for name in names if name not in known]
        if unknown:
            raise CatalogueError(f"the page {self.path} has {kind} {', '.join(unknown)}; there are {', '.join(known)}")

    @property
    def variables(self) -> frozenset[str]:
        """Names of the variables of the path."""
        return frozenset(re.findall(r"<(\w+)>", self.path))

    def address(self, values: Mapping[str, str]) -> str:
        """Return the path with its variables set in."""
        return re.sub(r"<(\w+)>", lambda match: values[match[1]], self.path)


@cache
def read_pages() -> Mapping[str, Page]:
    """Return the rows of all pages by the names of their modules.

    The modules are found when an address is first read: pages import addresses, which know only their rows.
    """
    return {name: module.PAGE for name, module in import_module("dashboard.pages").page_modules().items()}
