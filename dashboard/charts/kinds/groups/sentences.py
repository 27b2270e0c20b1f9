"""Sentences on values by population group: the whole group's value, then in every dimension the groups that differ most."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.charts.kinds.groups.rows import GroupRow
from dashboard.charts.request import ChartRequest
from dashboard.charts.text import value_sentence
from data_sources.model import DIMENSIONS, Area, Period, is_shown


def sentences(request: ChartRequest, focus: Area, rows: Sequence[GroupRow], newest: Period) -> list[str]:
    """Return the whole group's value, or what the values are of, then for every dimension the groups that differ most."""
    text = request.text
    same = [row for row in rows if row.observation.period == newest]
    whole = [row.observation for row in same if row.dimension is None]
    if whole:
        parts = [value_sentence(request, focus, whole[0])]
    else:
        subject = {"indicator": text.name(request.indicator.name), "area": text.area(focus), "when": text.when(newest)}
        parts = [text.capitalise(text.t("{indicator} {area.locative} {when}.", **subject))]
    for dimension in dict.fromkeys(row.dimension for row in same if row.dimension):
        parts += _by_dimension(request, dimension, [row for row in same if row.dimension == dimension])
    return parts


def _by_dimension(request: ChartRequest, dimension: str, rows: Sequence[GroupRow]) -> list[str]:
    """Return the sentence on one dimension: a profile's values in order, else the largest and the smallest."""
    text = request.text
    values = [(row, row.observation.value) for row in rows if row.observation.value is not None and is_shown(row.observation)]
    if not values:
        return []
    by = text.capitalise(text.by_dimension(dimension))
    written = [round(value, request.indicator.decimals) for _, value in values]
    if DIMENSIONS[dimension].profile or len(values) < max(2, len(rows)) or min(written) == max(written):
        listed = text.listing(text.t("{value} {among}", **_value_and_place(request, row)) for row, _ in values)
        return [text.t("{by_dimension}: {figures}.", by_dimension=by, figures=listed)]
    highest = max(values, key=lambda pair: pair[1])[0]
    lowest = min(values, key=lambda pair: pair[1])[0]
    places = {
        "by_dimension": by,
        "highest": "{among} ({value})".format(**_value_and_place(request, highest)),
        "lowest": "{among} ({value})".format(**_value_and_place(request, lowest)),
    }
    if len(values) == 2:  # of two values one is larger, neither is largest
        return [text.t("{by_dimension} the value is higher {highest} than {lowest}.", **places)]
    return [text.t("{by_dimension} the value is highest {highest} and lowest {lowest}.", **places)]


def _value_and_place(request: ChartRequest, row: GroupRow) -> dict[str, str]:
    """Return a row's value and where it is found, as placeholders of a message."""
    text, indicator, observation = request.text, request.indicator, row.observation
    value = text.value_or_sign(observation.value, indicator.unit, indicator.decimals, observation.status)
    return {"value": value, "among": text.among(row.narrowing, row.group)}
