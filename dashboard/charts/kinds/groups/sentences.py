"""Sentences on values by population group: the whole group's value, then in every dimension which difference is certain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import TypeAlias

from dashboard.charts.kinds.groups.rows import GroupRow
from dashboard.charts.ranking.ranking import certainly_differ
from dashboard.charts.request import ChartRequest
from dashboard.charts.selection import by_end
from dashboard.charts.text import value_sentence
from data_sources.model import DIMENSIONS, Area, ObservationStatus, Period, PopulationGroup, is_shown

PairOfRows: TypeAlias = tuple[GroupRow, GroupRow]


def sentences(request: ChartRequest, focus: Area, rows: Sequence[GroupRow], newest: Period) -> list[str]:
    """Return the whole group's value, or what the values are of, every dimension's values or its widest certain difference, and
    whether newer values are suppressed.
    """
    text = request.text
    same = [row for row in rows if row.observation.period == newest]
    whole = [row.observation for row in same if row.dimension is None]
    if whole:
        parts = [value_sentence(request, focus, whole[0])]
    else:
        subject = {"indicator": text.name(request.indicator.name), "area": text.area(focus), "when": text.when(newest)}
        parts = [text.capitalise(text.t("{indicator} {area.locative} {when}.", **subject))]
    unknown = False
    for dimension in dict.fromkeys(row.dimension for row in same if row.dimension):
        shown = [row for row in same if row.dimension == dimension and is_shown(row.observation)]
        pairs = _pairs(request, dimension, shown)
        certain = {pair: certainly_differ(*(row.observation for row in pair)) for pair in pairs}
        parts += _by_dimension(request, dimension, shown, certain)
        unknown = unknown or (None in certain.values() and True not in certain.values())
    if unknown:
        parts.append(text.t("It cannot be assessed which differences are certain: no margin of error available."))
    return [*parts, *_hidden(request, focus, [row.group for row in rows], newest)]


def _hidden(request: ChartRequest, focus: Area, groups: Sequence[PopulationGroup], newest: Period) -> list[str]:
    """Return that values of the groups are suppressed in a later period than the one shown."""
    later = [
        each.period
        for each in request.observations
        if each.area == focus.code
        and each.group in groups
        and each.status is ObservationStatus.SUPPRESSED
        and by_end(each.period) > by_end(newest)
    ]
    text = request.text
    return [text.t("Newer values are suppressed ({period}).", period=text.period(max(later, key=by_end)))] if later else []


def _pairs(request: ChartRequest, dimension: str, shown: Sequence[GroupRow]) -> list[PairOfRows]:
    """Return the pairs of groups whose values differ as written, larger value first, farthest apart first; none of a profile."""
    if DIMENSIONS[dimension].profile:
        return []
    decimals = request.indicator.decimals
    falling = sorted(shown, key=_value, reverse=True)
    unlike = [pair for pair in combinations(falling, 2) if round(_value(pair[0]), decimals) != round(_value(pair[1]), decimals)]
    return sorted(unlike, key=lambda pair: _value(pair[1]) - _value(pair[0]))


def _by_dimension(
    request: ChartRequest, dimension: str, shown: Sequence[GroupRow], certain: Mapping[PairOfRows, bool | None]
) -> list[str]:
    """Return the sentence on one dimension: the widest certain difference, or else the values in order."""
    if not shown:
        return []
    text, by = request.text, request.text.capitalise(request.text.by_dimension(dimension))
    widest = next((pair for pair, sure in certain.items() if sure), None)
    if widest:
        highest, lowest = ("{among} ({value})".format(**_value_and_place(request, row)) for row in widest)
        places = {"by_dimension": by, "highest": highest, "lowest": lowest}
        return [text.t("{by_dimension} the value is certainly higher {highest} than {lowest}.", **places)]
    listed = text.listing(text.t("{value} {among}", **_value_and_place(request, row)) for row in shown)
    if certain and None not in certain.values():
        return [text.t("{by_dimension} no difference is certain: {figures}.", by_dimension=by, figures=listed)]
    return [text.t("{by_dimension}: {figures}.", by_dimension=by, figures=listed)]


def _value(row: GroupRow) -> float:
    return row.observation.value or 0


def _value_and_place(request: ChartRequest, row: GroupRow) -> dict[str, str]:
    """Return a row's value and where it is found, as placeholders of a message."""
    text, indicator, observation = request.text, request.indicator, row.observation
    value = text.value_or_sign(observation.value, indicator.unit, indicator.decimals, observation.status)
    return {"value": value, "among": text.among(row.narrowing, row.group)}
