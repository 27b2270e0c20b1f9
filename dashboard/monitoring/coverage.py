"""The area whose observations are shown: the area itself or, where it has none, its nearest parent."""

from __future__ import annotations

from collections.abc import Iterable

from data_sources.model import Area, Observation, PopulationGroup, is_shown


def focus_area(area: Area, parents: Iterable[Area], observations: Iterable[Observation], *groups: PopulationGroup) -> Area | None:
    """Return the area if it has a value of any of the groups, else the nearest parent that has one; None without any."""
    having = {each.area for each in observations if each.group in groups and is_shown(each)}
    return next((candidate for candidate in (area, *parents) if candidate.code in having), None)
