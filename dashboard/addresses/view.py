"""A view is what an address asks for: View <-> URL, for every page of the dashboard."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import quote, urlencode

from werkzeug.routing import Map, Rule

from data_sources.areas import read_areas
from data_sources.model import TOTAL, Area, AreaLevel, Indicator, PopulationGroup

PATHS: Mapping[str, str] = {
    "sources": "/<language>/sources",
    "explore": "/<language>/explore",
    "accessibility": "/<language>/accessibility",
    "overview": "/<language>/<area>",
    "differences": "/<language>/<area>/differences",
    "priority": "/<language>/<area>/priority/<priority>",
    "indicator": "/<language>/<area>/indicator/<indicator>",
}
"""Address of each page; a fixed part wins over a variable one, so page names are reserved among slugs."""

PARAMETERS: Mapping[str, frozenset[str]] = {
    "sources": frozenset({"area"}),
    "explore": frozenset({"area", "compare"}),
    "accessibility": frozenset({"area"}),
    "overview": frozenset({"area", "compare", "plan", "council"}),
    "differences": frozenset({"area", "compare", "plan", "priority", "dimension", "sort"}),
    "priority": frozenset({"area", "compare", "plan", "tag", "council"}),
    "indicator": frozenset({"area", "compare", "group", "years", "indicator", "plan"}),
}
"""Query parameters each page knows. `area` and `indicator` there come from forms sent without JavaScript."""

SORTS = ("width", "growth", "persons", "plan")
"""Orders of the page of differences: widest gap first (the default), fastest growing, most persons, or as in the plan."""

MOST_COMPARISONS = 6
LONGEST_ADDRESS = 2000
YEARS = range(1900, 2101)

_ADDRESSES = Map([Rule(path, endpoint=page) for page, path in PATHS.items()], strict_slashes=False)


@dataclass(frozen=True, slots=True)
class View:
    """What one address shows.

    `comparisons` is None where the default ones are meant; `years` are first and last. `plan` is the key of a plan, None
    for the area's own of today; `priority` is the id of one of its priority areas and `tag` one of its tags. `council` is the
    day of the council's meeting that the calendar of coming figures looks ahead to. `dimension` and `sort` choose what the
    page of differences lists, and in which order.
    """

    language: str
    page: str
    area: Area
    indicator: Indicator | None = None
    comparisons: tuple[Area, ...] | None = None
    group: PopulationGroup = TOTAL
    years: tuple[int, int] | None = None
    plan: str | None = None
    priority: str | None = None
    tag: str | None = None
    council: date | None = None
    dimension: str | None = None
    sort: str = SORTS[0]

    @property
    def path(self) -> str:
        """Path of the address, without the query."""
        values = {
            "language": self.language,
            "area": self.area.slug,
            "indicator": self.indicator.id if self.indicator else "",
            "priority": self.priority or "",
        }
        return re.sub(r"<(\w+)>", lambda match: quote(values[match[1]]), PATHS[self.page])

    @property
    def search(self) -> str:
        """Query of the address with its question mark, or an empty text; defaults are left out."""
        known = PARAMETERS[self.page]
        query = {}
        if "area" in known and "<area>" not in PATHS[self.page]:
            query["area"] = self.area.slug
        if "compare" in known and self.comparisons is not None:
            query["compare"] = ",".join(area.slug for area in self.comparisons)
        if "group" in known and self.indicator and self.group != self.indicator.default_group:
            query["group"] = str(self.group)
        if "years" in known and self.years:
            query["years"] = f"{self.years[0]}-{self.years[1]}"
        if "sort" in known and self.sort != SORTS[0]:
            query["sort"] = self.sort
        others = {"plan": self.plan, "tag": self.tag, "dimension": self.dimension, "council": self.council}
        if "<priority>" not in PATHS[self.page]:
            others["priority"] = self.priority
        query |= {name: str(value) for name, value in others.items() if name in known and value}
        return "?" + urlencode(query, safe=",;=") if query else ""

    @property
    def url(self) -> str:
        """The canonical address of this view."""
        return self.path + self.search

    @property
    def compared(self) -> tuple[Area, ...]:
        """The areas compared with: those chosen, or else the area's county and the country."""
        if self.comparisons is not None:
            return self.comparisons
        levels = (AreaLevel.COUNTY, AreaLevel.COUNTRY)
        return tuple(parent for parent in read_areas().parents(self.area) if parent.level in levels)

    def at(self, **changes: Any) -> View:
        """Return the view with some fields changed.

        A changed area is no longer among its own comparisons, and the plan meant is then its own unless one is named.
        """
        view = replace(self, **changes)
        if view.area != self.area and "plan" not in changes:
            view = replace(view, plan=None)
        if view.comparisons is not None and view.area in view.comparisons:
            view = replace(view, comparisons=tuple(area for area in view.comparisons if area != view.area))
        if view.indicator and view.group not in view.indicator.groups:
            view = replace(view, group=view.indicator.default_group)
        return view
