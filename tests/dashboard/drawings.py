"""Reads an SVG drawing back: its texts with the boxes they fill, its ticks, points and intervals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as ET

from dashboard.drawing.elements import ASCENT, DESCENT
from dashboard.drawing.labels import width

NUMBER = r"-?[\d.]+"


@dataclass(frozen=True)
class Box:
    text: str
    kind: str
    left: float
    right: float
    top: float
    bottom: float

    def overlaps(self, other: Box) -> bool:
        apart = 0.01  # boxes may touch
        beside = self.right <= other.left + apart or other.right <= self.left + apart
        above = self.bottom <= other.top + apart or other.bottom <= self.top + apart
        return not (beside or above)


def root(svg: str) -> Any:
    return ET.fromstring(re.sub(r' xmlns="[^"]*"', "", svg))  # noqa: S314  # our own drawing


def size(drawing: Any) -> tuple[float, float]:
    return float(drawing.get("width")), float(drawing.get("height"))


def boxes(drawing: Any) -> Iterator[Box]:
    """Yield a box for every horizontal line of text."""
    for text in drawing.iter("text"):
        if text.get("class") in {"absent", "halo", "tip"}:
            continue
        height = float(text.get("font-size"))
        for line in text.iter("tspan"):
            long = width(line.text or "", height, bold=text.get("font-weight") is not None)
            x, y = float(line.get("x")), float(line.get("y"))
            left = x - {"start": 0, "middle": long / 2, "end": long}[text.get("text-anchor", "start")]
            yield Box(line.text or "", text.get("class"), left, left + long, y - ASCENT * height, y + DESCENT * height)


def ticks(drawing: Any) -> list[tuple[float, float]]:
    """Return (value, pixel) of the ticks of the value axis, whichever way it runs."""
    found = []
    for grid in drawing.iter():
        if grid.get("class") == "grid":
            pixel = grid.get("y1") or re.match(f"M({NUMBER})", grid.get("d"))[1]
            found.append((float(grid.get("data-tick")), float(pixel)))
    return found


def value_at(drawing: Any, pixel: float) -> float:
    """Return the value that a place on the value axis stands for, by its ticks."""
    (low, start), *_, (high, end) = ticks(drawing)
    return low + (pixel - start) / (end - start) * (high - low)


def one_pixel(drawing: Any) -> float:
    (low, start), *_, (high, end) = ticks(drawing)
    return abs((high - low) / (end - start))


def places(path: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(f"({NUMBER}) ({NUMBER})", path)]


def place(mark: Any) -> tuple[float, float]:
    """Return where a mark stands."""
    return places(mark.get("transform"))[0]
