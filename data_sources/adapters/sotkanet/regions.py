"""Sotkanet's regions: which of its ids are areas of ours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from data_sources.areas import read_areas
from data_sources.errors import SourceError

COUNTRY = "SSS"
_PREFIXES = {"KUNTA": ("KU", 3), "HYVINVOINTIALUE": ("HVA", 2), "MAAKUNTA": ("MK", 2)}
_MAINLAND = "1"
"""Code of mainland Finland in the category NUTS1; Åland is 2."""

# As of 2026 (tests/recorded/sotkanet/regions.json): a code is unique in its category only, KUNTA 205 is Kajaani and SEUTUKUNTA
# may have a 205 too; the codes of counties may come unpadded. Ids of counties changed once, 877-898 became 956-978: ids are
# therefore read anew in every run. Municipalities that merged stay in the list.


@dataclass(frozen=True, slots=True)
class Regions:
    """Sotkanet's ids: of our areas (id -> code), of former municipalities and the like (too), of mainland Finland."""

    areas: Mapping[int, str]
    former: Mapping[int, str]
    mainland: int | None


def read_regions(answer: Any) -> Regions:
    """Return what the ids of an answer are to us; `SourceError` where it is no list of regions or two are one area of ours."""
    known = read_areas().by_code
    areas: dict[int, str] = {}
    former: dict[int, str] = {}
    mainland = None
    for region, category, code in _regions_of(answer):
        area = COUNTRY if category == "MAA" else _area_code(category, code)
        if category == "NUTS1" and code == _MAINLAND:
            mainland = region
        elif area is None:
            continue
        elif area in areas.values():
            raise SourceError(f"Sotkanet: two regions are {area} (one has id {region}); the stored values are unchanged")
        elif area in known:
            areas[region] = area
        else:
            former[region] = area
    return Regions(areas, former, mainland)


def _regions_of(answer: Any) -> Iterator[tuple[int, str, str]]:
    """Yield id, category and code of each region."""
    try:
        for region in answer:
            yield int(region["id"]), str(region["category"]), str(region["code"])
    except (KeyError, TypeError, ValueError) as error:
        raise SourceError(f"Sotkanet: its list of regions is malformed ({error!r}); the stored values are unchanged") from error


def _area_code(category: str, code: str) -> str | None:
    """Our code of a region, or None where its category is none of ours; codes come padded or not."""
    if category not in _PREFIXES:
        return None
    prefix, width = _PREFIXES[category]
    return prefix + code.strip().zfill(width)
