"""THL's cube service on loopback: discovery, JSONP dimensions, and its dialect of JSON-stat, for tests and by hand.

`python -m tests.services.thl_cubes --port 8097` serves a survey by education; then `HYTETAULU_THL_CUBES_URL=…` reads it.
"""

import argparse
import json
import signal
from dataclasses import dataclass, field
from itertools import product
from zlib import crc32

import pytest

from data_sources.areas import read_areas
from data_sources.model import AreaLevel
from tests.services.loopback import Answer, LoopbackService, json_answer

BASE = "/pivot/prod"
CUBE = "terve/kysely/fact_terve"
TITLE = "Terve Suomi"
KINDS = {"v": 0, "ci_lower": 1, "ci_upper": 2, "n": 3}


def node(sid, label, stage, children=(), code=""):
    """One node of a dimension; its id is a text, its sid a number."""
    return {
        "id": f"n{sid}",
        "sid": sid,
        "label": label,
        "stage": stage,
        **({"code": code} if code else {}),
        "children": list(children),
    }


def dimensions():
    """Areas by level, years, education, sex and the measure."""
    kajaani, old = node(30, "Kajaani", "kunta", code="205"), node(31, "Pertunmaa", "kunta", code="588")
    county = node(20, "Kainuun hyvinvointialue", "hva", [kajaani, old])
    levels = [node(51, "Matala", "aste"), node(52, "Keskitaso", "aste"), node(53, "Korkea", "aste")]
    return [
        {"id": "alue", "label": "Alue", "children": [node(10, "Koko maa", "maa", [county])]},
        {
            "id": "vuosi",
            "label": "Vuosi",
            "children": [node(1, "Vuodet", "root", [node(41, "2022", "v"), node(42, "2024", "v")])],
        },
        {"id": "koulutus", "label": "Koulutus", "children": [node(50, "Kaikki", "root", levels)]},
        {
            "id": "sukupuoli",
            "label": "Sukupuoli",
            "children": [node(60, "Kaikki", "root", [node(61, "Miehet", "s"), node(62, "Naiset", "s")])],
        },
        {"id": "measure", "label": "Mittari", "children": [node(70, "Nukkuu riittämättömästi", "m")]},
    ]


def values():
    """Value, ends of the interval and sample size, as the service writes them, by area, year, education and sex (sids)."""
    return {
        (10, 42, None, None): ("25,3", "24.1", "26,5", "9000"),
        (20, 41, None, None): ("27.0", "22.0", "32.0", "310"),
        (20, 42, None, None): ("28,4", "23,0", "33,8", "300"),
        (20, 42, 51, None): ("33,0", "22,0", "44,0", "60"),
        (20, 42, 52, None): ("29", "21", "37", "140"),
        (20, 42, 53, None): ("19,5", "12,0", "27,0", "100"),
        (20, 42, None, 61): ("26", "18", "34", "140"),
        (20, 42, None, 62): ("31", "23", "39", "160"),
        (30, 42, None, None): ("..", "", "", "12"),
        (31, 41, None, None): ("22", "", "", ""),
    }


@dataclass
class ThlAnswers:
    """What the service knows of one cube; a test may change all of it at any time."""

    dimensions: list = field(default_factory=dimensions)
    values: dict = field(default_factory=values)
    updated: str = "2026-04-01"
    title: str = TITLE
    cube: str = CUBE
    surrogate: bool = True
    ready: bool = True

    def __call__(self, request):
        path = request.path.removeprefix(f"{BASE}/")
        if path == f"api/{self.cube.partition('/')[0]}.json":
            return json_answer(self._listed())
        if not self.ready:
            return Answer(500, b"<h1>Cube is not ready</h1>", "text/html")
        if path == f"fi/{self.cube}.dimensions.json":
            text = json.dumps(self.dimensions, ensure_ascii=False)
            return Answer(200, f"thl.pivot.loadDimensions(\n{text}\n);\n".encode(), "application/javascript")
        return self._data(request.query) if path == f"fi/{self.cube}.json" else Answer(404, b"<h1>Not Found</h1>", "text/html")

    def _listed(self):
        items = [
            {"class": "dataset", "href": f"https://sampo.thl.fi/pivot/prod/{language}/{self.cube}.json", "label": label}
            for language, label in (("sv", "Sunda Finland"), ("fi", self.title))
        ]
        return {"version": "2.0", "class": "collection", "updated": self.updated, "link": {"item": items}}

    def _data(self, query):
        try:
            axes = [self._axis(each) for each in query["row"] + query["column"]]
            chosen = dict(self._axis(each) for each in query["filter"])
        except (KeyError, StopIteration, ValueError):
            return Answer(403, b"<h1>Forbidden</h1>", "text/html")
        kinds = KINDS if query.get("ci") == ["1"] or query.get("n") == ["1"] else {}
        (_, areas), (_, years) = axes
        values, width = {}, max(1, len(kinds))
        groups = [next(iter(chosen.get(name, [{"sid": None}])))["sid"] for name in ("koulutus", "sukupuoli")]
        for place, (one, year) in enumerate(product(areas, years)):
            found = self.values.get((one["sid"], year["sid"], *groups))
            values |= {str(place * width + kind): text for kind, text in enumerate((found or ())[:width])}
        return json_answer({"dataset": {"version": "2.0", "dimension": self._described(axes, kinds), "value": values or []}})

    def _axis(self, reference):
        """Return a dimension's id and the nodes of a reference: `alue-20`, `alue-20.30.` or `alue-kuntaL`."""
        name, _, wanted = reference.partition("-")
        every = list(nodes(next(each for each in self.dimensions if each["id"] == name)["children"]))
        if wanted.endswith("L"):
            found = [each for each in every if each["stage"] == wanted[:-1]]
        else:
            found = [each for each in every if str(each["sid"]) in wanted.rstrip(".").split(".")]
        if not found:
            raise ValueError(reference)
        return name, found

    def _described(self, axes, kinds):
        ids = [name for name, _ in axes] + (["tiku_vtype"] if kinds else [])
        described = {"id": ids, "size": [len(found) for _, found in axes] + ([4] if kinds else [])}
        for name, found in axes:
            keys = [str(each["sid"]) if self.surrogate else each["id"] for each in found]
            labels = dict(zip(keys, (each["label"] for each in found), strict=True))
            described[name] = {"category": {"index": {key: place for place, key in enumerate(keys)}, "label": labels}}
        return described | ({"tiku_vtype": {"category": {"index": kinds}}} if kinds else {})


def nodes(children):
    """Yield every node of a tree."""
    for each in children:
        yield each
        yield from nodes(each["children"])


class ThlCubesService(LoopbackService):
    """The service running; `answers` may be changed while it runs."""

    def __init__(self, answers=None, **options):
        self.answers = answers or ThlAnswers()
        super().__init__(self.answers, base=BASE, **options)


@pytest.fixture
def thl_cubes(monkeypatch):
    """A running service with one small cube; `thl_cubes.url` is its base address."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with ThlCubesService() as service:
        yield service


def whole_country():
    """The cube with all counties and larger towns, its values invented."""
    areas = read_areas()
    counties = [area for area in areas if area.level is AreaLevel.COUNTY]
    towns = [area for area in areas if area.level is AreaLevel.MUNICIPALITY and (area.population or 0) >= 20_000]
    below = [node(1000 + n, each.name["fi"], "kunta", code=each.code[2:]) for n, each in enumerate(towns)]
    levels = [node(100 + n, each.name["fi"], "hva", below if not n else (), each.code[3:]) for n, each in enumerate(counties)]
    answers = ThlAnswers()
    answers.dimensions[0]["children"] = [node(10, "Koko maa", "maa", levels)]
    for one in (10, *(each["sid"] for each in levels + below)):
        for year, school in product((41, 42), (None, 51, 52, 53)):
            value = 20 + crc32(f"{one}{year}{school}".encode()) % 100 / 10
            answers.values[one, year, school, None] = (
                f"{value:.1f}".replace(".", ","),
                f"{value - 4:.1f}",
                f"{value + 4:.1f}",
                "400",
            )
    return answers


def main():
    """Serve the cube until interrupted."""
    parser = argparse.ArgumentParser(description="THL's cubes on loopback with an invented survey by education")
    parser.add_argument("--port", type=int, default=8097)
    with ThlCubesService(whole_country(), port=parser.parse_args().port) as service:
        print(f"HYTETAULU_THL_CUBES_URL={service.url}", flush=True)  # noqa: T201  # a program of its own here
        signal.sigwait({signal.SIGINT, signal.SIGTERM})


if __name__ == "__main__":
    main()
