"""Statistics Finland's outlines of municipalities and counties from its geographic service (WFS), checked and simplified.

They take the place of the coarser ones that come with the program (`data_sources.outlines`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from data_sources.areas import read_areas
from data_sources.errors import CatalogueError, NotFoundError, RefusedError, SourceError
from data_sources.http.client import HttpService, open_service
from data_sources.model import Area, AreaLevel, Boundary, Ring
from data_sources.settings import Settings

LAYERS: Mapping[AreaLevel, tuple[str, str, str, float]] = {
    AreaLevel.MUNICIPALITY: ("kunta4500k", "kunta", "KU", 0.003),
    AreaLevel.COUNTY: ("hyvinvointialue4500k", "hyvinvointialue", "HVA", 0.02),
}
"""Of each level the layer, the property with its codes, our prefix of these, and the tolerance in degrees of latitude.

Corners that span a triangle smaller than the square of the tolerance (330 m and 2 km) are left out: below a pixel of a county
and of the whole country.
"""
ENDPOINT = "wfs"
ARCHIVE = "statistics-finland-s-boundaries"
"""Folder of the service's answers."""
NORTH = 64.5
"""Latitude in the middle of Finland, where a degree of longitude is taken as cos(NORTH) of a degree of latitude."""
FINLAND = (19.0, 59.0, 32.0, 71.0)
"""West, south, east, north: outside of these a coordinate is no place in Finland."""
SMALLEST = 4.0
"""Islands and holes below so many squares of the tolerance are left out, but for the largest piece of an area."""


def open_boundaries(settings: Settings) -> HttpService:
    """Return the geographic service as the settings say."""
    address = settings.geo_url.rstrip("/").removesuffix(f"/{ENDPOINT}")
    return open_service("Statistics Finland's boundaries", address, settings, setting="GEO_URL", folder=ARCHIVE)


def read_outlines(service: HttpService, today: date) -> list[Boundary]:
    """Read the outlines of all municipalities and counties, as of this year or else of last year.

    `SourceError` says what is wrong with an answer and what to check: no collection, no outlines, an unknown code, a lacking
    area, no place in Finland.
    """
    try:
        return _of_year(service, today.year)
    except (NotFoundError, RefusedError):
        # The layer of a year comes out in its first months.
        return _of_year(service, today.year - 1)


def _of_year(service: HttpService, year: int) -> list[Boundary]:
    return [boundary for level in LAYERS for boundary in _layer(service, level, year)]


def _layer(service: HttpService, level: AreaLevel, year: int) -> Iterator[Boundary]:
    name, key, prefix, tolerance = LAYERS[level]
    asked = {
        "service": "WFS",
        "version": "2.0.0",
        "request": "GetFeature",
        "typeNames": f"tilastointialueet:{name}_{year}",
        "outputFormat": "application/json",
        "srsName": "EPSG:4326",
    }
    answer = service.get_json(ENDPOINT, list(asked.items()))
    reader = _OutlineReader(f"{service.name}: the layer {name}_{year}", key, prefix)
    pieces: dict[str, list[BaseGeometry]] = {}
    for feature in reader.features(answer):
        pieces.setdefault(reader.area(feature).code, []).append(reader.shape(feature))
    reader.check_complete(pieces, level)
    whole = [shapely.union_all(each) if len(each) > 1 else each[0] for each in pieces.values()]
    for code, shape in zip(pieces, simplified(whole, tolerance), strict=True):
        yield Boundary(code, year, tuple(_rings(shape, tolerance)))


class _OutlineReader:
    """Reads one layer's answer; every fault is a `SourceError` that names the layer and what to check."""

    def __init__(self, layer: str, key: str, prefix: str) -> None:
        self._layer = layer
        self._key = key
        self._prefix = prefix

    def features(self, answer: Any) -> list[Any]:
        """Return the features of a collection that has some."""
        found = answer.get("features") if isinstance(answer, dict) else None
        if not isinstance(found, list):
            raise self._wrong("is no collection of outlines (GeoJSON)")
        if not found:
            raise self._wrong("holds no outlines")
        return found

    def area(self, feature: Any) -> Area:
        """Return the area of a feature; a merged municipality is part of today's."""
        properties = feature.get("properties") if isinstance(feature, dict) else None
        code = properties.get(self._key) if isinstance(properties, dict) else None
        if not isinstance(code, str):
            raise self._wrong(f"has an outline without the property {self._key!r}")
        try:
            area = read_areas().today(f"{self._prefix}{code}")
        except CatalogueError as error:
            raise self._wrong(f"has an outline of {code!r}, which is no area of today's division ({error})") from error
        return area

    def shape(self, feature: Any) -> BaseGeometry:
        """Return the surfaces of a feature as (longitude, latitude)."""
        try:
            shape = shapely.make_valid(shapely.geometry.shape(feature["geometry"]))
        except (shapely.errors.ShapelyError, ValueError, TypeError, KeyError, AttributeError, IndexError) as error:
            raise self._wrong("has an outline that cannot be read") from error
        if shape.bounds and shape.bounds[0] > FINLAND[2]:  # latitude first, as EPSG:4326 has it by the book
            shape = shapely.transform(shape, lambda corners: corners[:, ::-1])
        if not _surfaces(shape) or not shapely.box(*FINLAND).contains(shape):
            raise self._wrong("has an outline that is no surface within Finland in degrees (EPSG:4326)")
        return shapely.multipolygons(_surfaces(shape))

    def check_complete(self, found: Iterable[str], level: AreaLevel) -> None:
        """Raise where an area of the codelist has no outline."""
        lacking = sorted({area.code for area in read_areas() if area.level is level} - set(found))
        if lacking:
            raise self._wrong(f"lacks {len(lacking)} areas, such as {', '.join(lacking[:5])}")

    def _wrong(self, what: str) -> SourceError:
        return SourceError(
            f"{self._layer} {what}; the outlines in the store are unchanged: check HYTETAULU_GEO_URL, or update Hytetaulu if the "
            "division into areas has changed"
        )


def simplified(shapes: Sequence[BaseGeometry], tolerance: float) -> list[BaseGeometry]:
    """Return shapes with fewer corners; borders that neighbours share stay shared. `tolerance` is degrees of latitude.

    By the Visvalingam-Whyatt method over all shapes at once (`shapely.coverage_simplify`).
    """
    narrowed = shapely.transform(np.array(shapes), lambda corners: corners * _EVEN)
    found = shapely.coverage_simplify(narrowed, tolerance)
    return list(shapely.transform(found, lambda corners: corners / _EVEN))


_EVEN = np.array([np.cos(np.radians(NORTH)), 1.0])
"""By it a degree is as long to the east as to the north."""


def _surfaces(shape: BaseGeometry) -> list[BaseGeometry]:
    """Return the polygons of a shape, which may be mixed with lines after it was made valid."""
    return [part for part in shapely.get_parts(shape) for part in _polygons(part)]


def _polygons(part: BaseGeometry) -> list[BaseGeometry]:
    return [each for each in shapely.get_parts(part) if each.geom_type == "Polygon" and not each.is_empty]


def _rings(shape: BaseGeometry, tolerance: float) -> Iterator[Ring]:
    """Yield the rings of a shape, the largest piece first, without small islands and holes."""
    smallest = SMALLEST * tolerance**2 / _EVEN[0]
    surfaces = sorted(_surfaces(shape), key=lambda each: -each.area)
    for number, surface in enumerate(surfaces):
        if number and surface.area < smallest:
            return
        holes = [hole for hole in surface.interiors if shapely.Polygon(hole).area >= smallest]
        for ring in (surface.exterior, *holes):
            yield tuple((float(x), float(y)) for x, y in ring.coords[:-1])
