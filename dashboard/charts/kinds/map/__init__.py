"""The newest values of the peer areas of an area on the map: a county's municipalities, or the counties of the country."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from dashboard.charts.chart import Place
from dashboard.charts.frame import Draft, OwnNotes
from dashboard.charts.kind import ChartKind
from dashboard.charts.kinds.map.classes import class_limits
from dashboard.charts.notes import Margins
from dashboard.charts.ranking.ranking import Ranking, rank_areas
from dashboard.charts.ranking.rows import by_area, divided_area, place_of, row_of
from dashboard.charts.ranking.text import BY_LEVEL, AreasText
from dashboard.charts.request import ChartRequest, within_years
from dashboard.text import Text
from data_sources.model import Area, Observation, is_shown


def draft(request: ChartRequest) -> Draft | None:
    """Return the map; None where fewer than two areas have values, or fewer than two have a place."""
    ranking = rank_areas(request.peer_areas, within_years(request.across, request))
    places = tuple(_place(each.area, request) for each in ranking.all) if ranking else ()
    if ranking is None or sum(place is not None for place in places) < 2:
        return None
    text, whole = request.text, divided_area(request)
    rows = [row_of(each, text) for each in ranking.all]
    limits = _limits(ranking, request.indicator.decimals)
    name = text.t(BY_LEVEL[ranking.ranked[0].area.level], indicator=text.name(request.indicator.name))
    return Draft(
        name=text.t("{indicator} on the map", indicator=name),
        focus=request.area,
        area=whole,
        period=ranking.period,
        x=by_area(rows, ranking, text),
        sentences=[AreasText(request, ranking, whole, _own(request, ranking)).overview()],
        ticks=limits,
        margins=Margins.IN_TABLE,
        notes=OwnNotes(values=_class_notes(limits, text), last=[_outline_note(places, request)]),
        front=place_of(request.area, rows),
        places=places,
        links=tuple(request.links.get(each.area.code, "") for each in ranking.all) if request.links else (),
    )


KIND = ChartKind(name="map", place=6, draft=draft, needs=("peer_areas", "across", "outlines", "links"))


def _limits(ranking: Ranking, decimals: int) -> tuple[float, ...]:
    """Return the limits of classes of the values as they are written."""
    return class_limits((round(each.value, decimals) for each in ranking.all if is_shown(each.observation)), decimals)


def _place(area: Area, request: ChartRequest) -> Place | None:
    """Return where an area lies; a number of persons or cases has no outline.

    A large area filled with the colour of a large number would look as if the number were large for its inhabitants.
    """
    outline = None if request.indicator.unit.is_count else request.outlines.get(area.code)
    if area.longitude is None or area.latitude is None:
        return Place(outline.rings[0][0], outline.rings) if outline else None
    return Place((area.longitude, area.latitude), outline.rings if outline else ())


def _own(request: ChartRequest, ranking: Ranking) -> Observation | None:
    """Return the observation of the request's area: the one among the others, else its own of the ranking's period."""
    ranked = next((each.observation for each in ranking.all if each.area.code == request.area.code), None)
    if ranked:
        return ranked
    found = (each for each in request.observations if each.area == request.area.code and each.group == request.group)
    return next((each for each in found if each.period == ranking.period), None)


def _class_notes(limits: Sequence[float], text: Text) -> list[str]:
    widths = {round(high - low, 9) for low, high in pairwise(limits)}
    return [text.t("The classes are of different width.")] if len(widths) > 1 else []


def _outline_note(places: Sequence[Place | None], request: ChartRequest) -> str:
    """Return whose boundaries are drawn, of which year and under which licence, or why there are circles."""
    text = request.text
    if any(place and place.rings for place in places):
        year = max(request.outlines[area.code].year for area in request.peer_areas if area.code in request.outlines)
        return text.t("Boundaries: Statistics Finland, division into areas of {year}, CC BY 4.0.", year=year)
    if request.indicator.unit.is_count:
        return text.t("Numbers are drawn as circles at the centres of the areas.")
    return text.t("The boundaries of these areas are not available: each area is a circle at its centre.")
