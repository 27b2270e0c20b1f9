"""What a chart is computed from: an indicator in an area, with every observation, origin and target that it may need."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeAlias

from dashboard.text import Text
from data_sources.model import TOTAL, Area, Boundary, Indicator, Observation, Origin, PopulationGroup
from data_sources.plans import PlanTarget

Need: TypeAlias = Literal["targets", "base", "peer_areas", "across", "outlines", "links"]
"""Fields of a request that are read only for the kinds of chart that need them."""


@dataclass(frozen=True, slots=True)
class ChartRequest:
    """What a chart is asked for: an indicator in an area, with the values it needs; a `Need` that it does not have is empty.

    `observations` are those of the area, its parents (nearest first) and the comparisons, of all years and groups;
    `origins` are the indicator's. `years`, first and last, limit what is shown. `targets` are those that the plan of the view
    sets for the indicator, in any area and group, `target` the id of the one that is drawn (None: the first); `today` is the day
    on which they are judged (None: no status is given).
    `calculated`: intervals were calculated from counts, and the chart says so. `base` holds the newest populations (persons)
    of the groups that the values speak of, in the same areas (`Indicator.base_of`). `peer_areas` are the areas that the area is
    ranked among, `across` their values of the request's group, `outlines` their boundaries by code, where known, and `links` the
    addresses of their pages of the indicator. `left_out` is the number of areas that were to be compared with besides
    `comparisons`, more than can be told apart.
    """

    indicator: Indicator
    area: Area
    observations: Sequence[Observation]
    origins: Sequence[Origin]
    text: Text
    parents: tuple[Area, ...] = ()
    comparisons: tuple[Area, ...] = ()
    group: PopulationGroup = TOTAL
    years: tuple[int, int] | None = None
    targets: tuple[PlanTarget, ...] = ()
    target: str | None = None
    today: date | None = None
    calculated: bool = False
    base: Sequence[Observation] = ()
    peer_areas: tuple[Area, ...] = ()
    across: Sequence[Observation] = ()
    left_out: int = 0
    outlines: Mapping[str, Boundary] = field(default_factory=dict)
    links: Mapping[str, str] = field(default_factory=dict)


def compared(request: ChartRequest, focus: Area) -> list[Area]:
    """Return the area in focus, then the comparisons, each area once."""
    return list({area.code: area for area in (focus, *request.comparisons)}.values())


def within_years(observations: Iterable[Observation], request: ChartRequest) -> list[Observation]:
    """Return the observations of the years that the request is limited to."""
    first, last = request.years or (0, 9999)
    return [each for each in observations if first <= each.period.last <= last]
