"""Statistics Finland's geographic service (WFS) on loopback: municipalities and counties as squares, for tests and by hand.

`python -m tests.services.wfs --port 8099 --file outlines.geojson` serves the outlines of a file with `kunta` and `hva` of each.
"""

import argparse
import json
import signal
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import shapely

from data_sources.areas import read_areas
from data_sources.model import AreaLevel
from tests.services.loopback import Answer, LoopbackService, json_answer

BASE = "/geoserver/tilastointialueet"
KEYS = {"kunta4500k": "kunta", "hyvinvointialue4500k": "hyvinvointialue"}
WIDE = 20
"""Squares side by side."""


def squares():
    """A square for every municipality, counties together, 0.2 by 0.1 degrees, in rows from the south-west corner."""
    areas = [area for area in read_areas() if area.level is AreaLevel.MUNICIPALITY]
    features = []
    for place, area in enumerate(sorted(areas, key=lambda area: (area.parents[0], area.code))):
        x, y = 21 + place % WIDE / 5, 60 + place // WIDE / 10
        features.append(feature("kunta", area.code[2:], shapely.box(x, y, x + 0.2, y + 0.1)))
    return features


def counties(municipalities):
    """The counties that municipalities make up."""
    pieces = {}
    for each in municipalities:
        county = read_areas().by_code[f"KU{each['properties']['kunta']}"].parents[0]
        pieces.setdefault(county[3:], []).append(shapely.geometry.shape(each["geometry"]))
    return [feature("hyvinvointialue", code, shapely.union_all(shapes)) for code, shapes in pieces.items()]


def feature(key, code, shape):
    """An outline as the service writes it."""
    names = {"vuosi": "2026", "nimi": code, "namn": code, "name": code}
    return {"type": "Feature", "properties": {key: code, **names}, "geometry": json.loads(shapely.to_geojson(shape))}


@dataclass
class WfsAnswers:
    """Features by layer, of the years that the service knows; a test may change all of it at any time."""

    features: dict = field(default_factory=dict)
    years: tuple = (2026,)

    def __post_init__(self):
        if not self.features:
            self.features = {"kunta4500k": (made := squares()), "hyvinvointialue4500k": counties(made)}

    def __call__(self, request):
        asked = {name: values[0] for name, values in request.query.items()}
        layer, _, year = asked.get("typeNames", "").removeprefix("tilastointialueet:").rpartition("_")
        known = request.path == f"{BASE}/wfs" and layer in self.features and year in map(str, self.years)
        if not known or asked.get("outputFormat") != "application/json":
            return Answer(400, b"<ows:ExceptionReport/>", "application/xml")
        return json_answer({"type": "FeatureCollection", "features": self.features[layer]})


class WfsService(LoopbackService):
    """The service running; `answers` may be changed while it runs."""

    def __init__(self, answers=None, **options):
        self.answers = answers or WfsAnswers()
        super().__init__(self.answers, base=BASE, **options)


@pytest.fixture
def wfs(monkeypatch):
    """A running service with a square for every area; `wfs.url` is the address before `/wfs`."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with WfsService() as service:
        yield service


def main():
    """Serve the outlines until interrupted."""
    parser = argparse.ArgumentParser(description="Statistics Finland's outlines on loopback")
    parser.add_argument("--port", type=int, default=8099)
    parser.add_argument("--file", type=Path, help="GeoJSON with the property kunta; left out: squares")
    options = parser.parse_args()
    made = json.loads(options.file.read_text(encoding="utf-8"))["features"] if options.file else squares()
    layers = {"kunta4500k": made, "hyvinvointialue4500k": counties(made)}
    with WfsService(WfsAnswers(layers), port=options.port) as service:
        print(f"HYTETAULU_GEO_URL={service.url}/wfs", flush=True)  # noqa: T201  # a program of its own here
        signal.sigwait({signal.SIGINT, signal.SIGTERM})


if __name__ == "__main__":
    main()
