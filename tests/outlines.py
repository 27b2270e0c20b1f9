"""The shipped outlines, made anew: `python -m tests.outlines municipalities.geojson --year 2026`.

The file has Statistics Finland's municipalities in WGS84 degrees, each with its three digits as `kunta`; neighbours have the
same corners along their borders. The outlines of its geographic service are of this form.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import click

from data_sources.outlines import FILE
from data_sources.outlines.packing import steps

SOURCE = {"source": "Statistics Finland, municipalities, generalised", "licence": "CC BY 4.0"}


def document(features: Iterable[Mapping[str, Any]], year: int) -> dict[str, Any]:
    """What the file holds: whose outlines these are, and the rings of every municipality in steps, the largest first."""
    found = {f"KU{each['properties']['kunta']}": list(rings(each["geometry"])) for each in features}
    return {**SOURCE, "year": year, "outlines": dict(sorted(found.items()))}


def rings(geometry: Mapping[str, Any]) -> Iterator[list[int]]:
    """Yield the rings of a surface, those around land and those around holes alike."""
    surfaces = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    for surface in sorted(surfaces, key=lambda each: -abs(area(each[0]))):
        yield from (list(steps(tuple((x, y) for x, y in ring[:-1]))) for ring in surface)


def area(ring: list[list[float]]) -> float:
    return sum(x * v - u * y for (x, y), (u, v) in pairwise(ring)) / 2


def written(held: Mapping[str, Any]) -> str:
    """The text of the file: a line each municipality, so that a change of one is a line of a comparison."""
    head = [f'"{key}": {json.dumps(value)}' for key, value in held.items() if key != "outlines"]
    each = [f'"{code}": {json.dumps(found, separators=(",", ":"))}' for code, found in held["outlines"].items()]
    return "{" + ",\n".join(head) + ',\n"outlines": {\n' + ",\n".join(each) + "\n}}\n"


@click.command()
@click.argument("source", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--year", type=int, required=True, help="Year of the division into areas.")
def main(source: Path, year: int) -> None:
    """Write the outlines of a GeoJSON file into the package."""
    features = json.loads(source.read_text(encoding="utf-8"))["features"]
    FILE.write_text(written(document(features, year)), encoding="utf-8")


if __name__ == "__main__":
    main()
