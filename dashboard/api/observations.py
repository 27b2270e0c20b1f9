"""Observations by indicator, area, group and period, in pages whose order is stable while the store changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, Literal, TypeAlias
from urllib.parse import urlencode

from dashboard.api.cube import cube
from dashboard.api.formats import Found, notice
from dashboard.api.listings import source
from dashboard.api.parameters import ROWS, group_id
from dashboard.api.query import ProblemError, quoted
from dashboard.api.records import ObservationRecord, ObservationsReply
from dashboard.queries.intervals import with_intervals
from dashboard.text import text_for
from dashboard.text.languages import SOURCE_LANGUAGE
from data_sources.areas import read_areas
from data_sources.model import Area, Indicator, Observation, Origin, Period, PopulationGroup, in_language, is_shown
from data_sources.store import Snapshot

AREAS_AT_ONCE = 50
"""Areas read from the store at a time, so that a short page does not read all values of an indicator."""

Key: TypeAlias = tuple[str, str, tuple[object, ...], Period]
Row: TypeAlias = tuple[Indicator, Observation, bool]
"""An observation, and whether its interval was calculated here."""


def observations(values: Mapping[str, Any], snapshot: Snapshot, path: str) -> Found:
    """Return a page of observations sorted by indicator, area code, group and period; `path` is that of the operation."""
    limit = values.get("limit", ROWS)
    rows = list(islice(_rows(values, snapshot), limit + 1))
    shown = rows[:limit]
    found = {id_: snapshot.origins(id_) for id_ in dict.fromkeys(indicator.id for indicator, *_ in shown)}
    shared = {id_: _shared(origins) for id_, origins in found.items()}
    records = [_record(*row, shared[row[0].id]) for row in shown]
    origins = [origin for several in found.values() for origin in several]
    sample = any(origin.sample for origin in origins)
    next_url = _next(values, path, shown[-1]) if len(rows) > limit else None
    reply = ObservationsReply(
        sample=sample,
        notice=notice(sample=sample),
        count=len(records),
        next=next_url,
        sources=[source(origin) for origin in origins],
        observations=records,
    )
    return Found(reply, ObservationRecord, records, next_url, lambda: _cube(shown, records, origins, next_url))


def _rows(values: Mapping[str, Any], snapshot: Snapshot) -> Iterator[Row]:
    after = _after(values)
    codes = sorted(area.code for area in _areas(values))
    for indicator in sorted(values["indicator"], key=lambda each: each.id):
        if after and indicator.id < after[0]:
            continue
        begun = after is not None and indicator.id == after[0]
        left = [code for code in codes if after is None or not begun or code >= after[1]]
        for start in range(0, len(left), AREAS_AT_ONCE):
            given = snapshot.series(indicator.id, left[start : start + AREAS_AT_ONCE], values.get("group"))
            completed, _ = with_intervals(indicator, given)
            for plain, full in zip(given, completed, strict=True):
                if _wanted(plain, values) and (after is None or _key(plain) > after):
                    yield indicator, full, full is not plain


def _areas(values: Mapping[str, Any]) -> Sequence[Area]:
    level = values.get("level")
    return [area for area in values.get("area") or read_areas() if level in {None, area.level.value}]


def _after(values: Mapping[str, Any]) -> Key | None:
    if "after" not in values:
        return None
    indicator, area, group, period = values["after"]
    if indicator not in {each.id for each in values["indicator"]}:
        raise ProblemError(400, f"after={quoted(indicator)} is not one of the requested indicators; use the address in `next`.")
    return indicator, area, group.sort_key, period


def _key(observation: Observation) -> Key:
    return observation.indicator, observation.area, observation.group.sort_key, observation.period


def _wanted(observation: Observation, values: Mapping[str, Any]) -> bool:
    first, last = values.get("years", (0, 9999))
    periods = values.get("period")
    return first <= observation.period.last <= last and (periods is None or observation.period in periods)


def _shared(origins: Sequence[Origin]) -> dict[str, Any]:
    """Return what holds for every observation of an indicator."""
    updated = [origin.updated for origin in origins if origin.updated]
    return {
        "sample": any(origin.sample for origin in origins),
        "source": "; ".join(
            dict.fromkeys(f"{in_language(origin.publisher, SOURCE_LANGUAGE)}, {origin.series}" for origin in origins)
        ),
        "licence": "; ".join(dict.fromkeys(origin.licence for origin in origins)),
        "updated": max(updated).isoformat() if updated else None,
    }


def _record(indicator: Indicator, observation: Observation, calculated: bool, shared: dict[str, Any]) -> ObservationRecord:
    """Return an observation; one without a value that may be shown has no number at all."""
    numbers: dict[str, Any] = {name: getattr(observation, name) if is_shown(observation) else None for name in NUMBERS}
    published: Literal["published", "calculated"] = "calculated" if calculated else "published"
    return ObservationRecord(
        indicator=indicator.id,
        area=observation.area,
        area_slug=read_areas().by_code[observation.area].slug,
        group=group_id(observation.group),
        period=str(observation.period),
        **numbers,
        interval=None if numbers["low"] is None else published,
        status=observation.status,
        unit=indicator.unit,
        **shared,
    )


NUMBERS = ("value", "low", "high", "numerator", "denominator")


def _next(values: Mapping[str, Any], path: str, last: Row) -> str:
    """Return the address of the next page, which begins after a row, with the same parameters."""
    _, observation, _ = last
    query = {
        "indicator": ",".join(each.id for each in values["indicator"]),
        "area": ",".join(each.code for each in values.get("area", ())),
        "level": values.get("level", ""),
        "group": ",".join(map(group_id, values.get("group", ()))),
        "years": "-".join(map(str, values.get("years", ()))),
        "period": ",".join(map(str, values.get("period", ()))),
        "limit": str(values.get("limit", "")),
        "format": values.get("format", ""),
        "bom": values.get("bom", ""),
        "excel": values.get("excel", ""),
        "after": ",".join((observation.indicator, observation.area, group_id(observation.group), str(observation.period))),
    }
    return f"{path}?{urlencode({name: text for name, text in query.items() if text}, safe=',;=:')}"


def _cube(
    shown: Sequence[Row], records: Sequence[ObservationRecord], origins: Sequence[Origin], next_url: str | None
) -> Mapping[str, Any]:
    groups: dict[str, PopulationGroup] = {group_id(observation.group): observation.group for _, observation, _ in shown}
    dataset = cube(
        records,
        {id_: text_for(SOURCE_LANGUAGE).group(group) for id_, group in groups.items()},
        notice=notice(sample=any(origin.sample for origin in origins)),
        sources=list(dict.fromkeys(f"{record.source}, {record.licence}" for record in records)),
        updated=max((origin.fetched for origin in origins), default=None),
    )
    if next_url:
        dataset["link"] = {"next": [{"type": "application/json", "href": next_url}]}
    return dataset
