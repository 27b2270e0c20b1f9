"""A view is the content that an address requests: View <-> URL, for every page of the dashboard."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import quote, urlencode

from dashboard.addresses.pages import read_pages
from dashboard.addresses.parameters import PARAMETERS, SORTS
from data_sources.areas import read_areas
from data_sources.model import TOTAL, Area, AreaLevel, Indicator, PopulationGroup


@dataclass(frozen=True, slots=True)
class View:
    """The content of one address.

    `comparisons` is None where the default ones are meant, `left_out` the number of further areas that the address named;
    `years` are first and last. `plan` is the key of a plan, None for the area's own of today, and `target` the id of one of its
    targets of the indicator; `priority` is the id of one of its priority areas and `tag` one of its tags. `council` is the day
    of the council's meeting that the release calendar looks ahead to. `dimension` and `sort` choose what the page of
    differences lists, and in which order. `q` is what is searched for, None where nothing is.
    """

    language: str
    page: str
    area: Area
    indicator: Indicator | None = None
    comparisons: tuple[Area, ...] | None = None
    group: PopulationGroup = TOTAL
    years: tuple[int, int] | None = None
    plan: str | None = None
    target: str | None = None
    priority: str | None = None
    tag: str | None = None
    council: date | None = None
    dimension: str | None = None
    sort: str = SORTS[0]
    left_out: int = 0
    q: str | None = None

    @property
    def path(self) -> str:
        """Path of the address, without the query."""
        values = {
            "language": self.language,
            "area": self.area.slug,
            "indicator": self.indicator.id if self.indicator else "",
            "priority": self.priority or "",
        }
        return read_pages()[self.page].address({name: quote(value) for name, value in values.items()})

    @property
    def search(self) -> str:
        """Query of the address with its question mark, or an empty text; defaults are left out."""
        page, query = read_pages()[self.page], {}
        for name, parameter in PARAMETERS.items():
            value = self._value(name) if name in page.parameters and name not in page.variables else None
            if value is not None and value != parameter.default:
                query[name] = parameter.write(value)
        return "?" + urlencode(query, safe=",;=") if query else ""

    def _value(self, name: str) -> Any:
        """Return the value of a parameter; None where the default is meant that depends on the view."""
        if name == "compare":
            return self.comparisons
        if name == "group":
            return self.group if self.indicator and self.group != self.indicator.default_group else None
        return getattr(self, name)

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
        if "comparisons" in changes:
            view = replace(view, left_out=0)
        if view.area != self.area and "plan" not in changes:
            view = replace(view, plan=None)
        shown = (self.area, self.indicator, self.group)
        if (view.area, view.indicator, view.group) != shown and "target" not in changes:
            view = replace(view, target=None)
        if view.comparisons is not None and view.area in view.comparisons:
            view = replace(view, comparisons=tuple(area for area in view.comparisons if area != view.area))
        if view.indicator and view.group not in view.indicator.groups:
            view = replace(view, group=view.indicator.default_group)
        return view
