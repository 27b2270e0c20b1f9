"""Observations -> JSON-stat 2.0: one sparse cube of indicators, areas, groups, periods and measures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from dashboard.api.records import ObservationRecord
from dashboard.text.languages import SOURCE_LANGUAGE
from data_sources.areas import read_areas
from data_sources.indicators import read_indicators
from data_sources.model import ObservationStatus, in_language

MEASURES = {
    "value": "Value",
    "low": "95% confidence interval, lower limit",
    "high": "95% confidence interval, upper limit",
    "numerator": "Numerator",
    "denominator": "Denominator",
}
"""Measures of an observation with their labels."""
DIMENSIONS = {"indicator": "Indicator", "area": "Area", "group": "Population group", "period": "Period"}


def cube(
    records: Sequence[ObservationRecord],
    groups: Mapping[str, str],
    *,
    notice: str,
    sources: Sequence[str],
    updated: datetime | None,
) -> dict[str, Any]:
    """Return observation records as a JSON-stat dataset.

    A cell without a number is not in `value`; `status` marks values and interval limits that are not plainly published ones.
    `groups` are labels by id; `updated` is when the newest values were fetched.
    """
    categories = {name: list(dict.fromkeys(getattr(record, name) for record in records)) for name in DIMENSIONS}
    categories["period"].sort()
    categories["measure"] = list(MEASURES)
    places = {name: {id_: place for place, id_ in enumerate(ids)} for name, ids in categories.items()}
    sizes = [len(ids) for ids in categories.values()]
    values, statuses = {}, {}
    for record in records:
        start = 0
        for name, size in zip(DIMENSIONS, sizes, strict=False):
            start = start * size + places[name][getattr(record, name)]
        for place, measure in enumerate(MEASURES):
            cell = str(start * len(MEASURES) + place)
            if getattr(record, measure) is not None:
                values[cell] = getattr(record, measure)
            status = _status(record, measure)
            if status:
                statuses[cell] = status
    dataset: dict[str, Any] = {
        "version": "2.0",
        "class": "dataset",
        "label": "Observations",
        "source": "; ".join(sources),
        "note": [notice] if notice else [],
        "id": list(categories),
        "size": sizes,
        "role": {"time": ["period"], "geo": ["area"], "metric": ["indicator"]},
        "dimension": {name: _dimension(name, ids, groups) for name, ids in categories.items()},
        "value": values,
        "status": statuses,
        "extension": {"sample": bool(notice)},
    }
    return dataset | ({"updated": updated.isoformat()} if updated else {})


def _status(record: ObservationRecord, measure: str) -> str:
    if measure == "value":
        return "" if record.status is ObservationStatus.NORMAL else record.status.value
    return "calculated" if measure in {"low", "high"} and record.interval == "calculated" else ""


def _dimension(name: str, ids: Sequence[str], groups: Mapping[str, str]) -> dict[str, Any]:
    labels = {id_: _label(name, id_, groups) for id_ in ids}
    category: dict[str, Any] = {"index": list(ids), "label": labels}
    if name == "indicator":
        known = read_indicators()
        category["unit"] = {id_: {"label": known[id_].unit.value, "decimals": known[id_].decimals} for id_ in ids}
    return {"label": DIMENSIONS.get(name, "Measure"), "category": category}


def _label(name: str, id_: str, groups: Mapping[str, str]) -> str:
    match name:
        case "indicator":
            return in_language(read_indicators()[id_].name, SOURCE_LANGUAGE)
        case "area":
            return in_language(read_areas().by_code[id_].name, SOURCE_LANGUAGE)
        case "group":
            return groups[id_]
        case "measure":
            return MEASURES[id_]
    return id_
