"""The outlines of areas that come with the program: of municipalities from its file, of larger areas joined from these.

The file holds Statistics Finland's generalised division into municipalities (CC BY 4.0), so that there is a map before anything
has been fetched; `data_sources.boundaries` fetches finer and newer ones. `python -m tests.outlines` makes the file.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from data_sources.areas import read_areas
from data_sources.model import Boundary
from data_sources.outlines.joining import joined
from data_sources.outlines.packing import corners

FILE = Path(__file__).with_name("municipalities.json")


def shipped_outlines(codes: Iterable[str]) -> dict[str, Boundary]:
    """Return the shipped outlines of areas by code, without areas that have none, such as a municipality's own districts."""
    municipalities = shipped_municipalities()
    found = ((code, municipalities.get(code) or _of_larger(code)) for code in codes)
    return {code: boundary for code, boundary in found if boundary}


@cache
def shipped_municipalities() -> Mapping[str, Boundary]:
    """Return the outlines in the file by code; it is read once."""
    held = json.loads(FILE.read_text(encoding="utf-8"))
    year = held["year"]
    found = {code: Boundary(code, year, tuple(map(corners, rings))) for code, rings in held["outlines"].items()}
    return MappingProxyType(found)


@cache
def _of_larger(code: str) -> Boundary | None:
    """Return the outline of a county, a region or the country; None of what has no municipalities."""
    areas, municipalities = read_areas(), shipped_municipalities()
    within = areas.municipalities(areas.by_code[code]) if code in areas.by_code else ()
    parts = [municipalities[each.code] for each in within if each.code in municipalities]
    return Boundary(code, parts[0].year, joined(ring for part in parts for ring in part.rings)) if parts else None
