"""The whole state of an indicator, packed as JSON, so that an undo can restore it and tell whether it has changed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

from data_sources.model import Observation, ObservationStatus, Origin, Period, PopulationGroup


@dataclass(frozen=True, slots=True)
class Before:
    """What an indicator was before an import: observations, origins, the text of its own file; `left` tells what came after."""

    observations: list[Observation]
    origins: list[Origin]
    file: str | None
    left: str


def digest_of(observations: Sequence[Observation], origins: Sequence[Origin]) -> str:
    """Return what is the same where observations and origins are, whenever they were fetched."""
    lines = [_row(each) for each in observations], sorted((origin.series, origin.sample) for origin in origins)
    return sha256(json.dumps(lines).encode()).hexdigest()


def content(observations: Sequence[Observation], origins: Sequence[Origin]) -> object:
    """Return what two states have in common where nothing shown differs."""
    timeless = [{**_origin(origin), "fetched": None, "texts": dict(origin.texts)} for origin in origins]
    return sorted(json.dumps(_row(each)) for each in observations), sorted(timeless, key=lambda origin: str(origin["series"]))


def _row(each: Observation) -> list[Any]:
    return [each.area, str(each.group), str(each.period), *each[4:9], each.status]


def packed(observations: Iterable[Observation], origins: Iterable[Origin], file: str | None, left: str) -> dict[str, Any]:
    """Return a state in JSON's types; `left` is the digest of what comes after it."""
    return {
        "figures": [_row(each) for each in observations],
        "origins": [_origin(each) for each in origins],
        "file": file,
        "left": left,
    }


def unpacked(indicator: str, part: Mapping[str, Any]) -> Before:
    """Return the state that was packed."""
    observations = [
        Observation(
            indicator, area, PopulationGroup.parse(group), Period.parse(period), value, low, high, x, n, ObservationStatus(status)
        )
        for area, group, period, value, low, high, x, n, status in part["figures"]
    ]
    return Before(observations, list(_origins(part["origins"])), part["file"], part["left"])


def _origin(origin: Origin) -> dict[str, Any]:
    return {
        "indicator": origin.indicator,
        "series": origin.series,
        "publisher": dict(origin.publisher),
        "licence": origin.licence,
        "address": origin.address,
        "updated": origin.updated and origin.updated.isoformat(),
        "fetched": origin.fetched.astimezone(UTC).isoformat(),
        "sample": origin.sample,
        "texts": {kind: dict(names) for kind, names in origin.texts.items()},
    }


def _origins(rows: Iterable[dict[str, Any]]) -> Iterator[Origin]:
    for row in rows:
        moments = {
            "updated": row["updated"] and date.fromisoformat(row["updated"]),
            "fetched": datetime.fromisoformat(row["fetched"]),
        }
        yield Origin(**row | moments)
