"""Styles of roles, in light and dark: colours, widths, dashes and marks, for every renderer and the page.

Colours are safe for colour-blind eyes, since no two series are told apart by colour alone: every one has a dash, a mark
and a label of its own. Contrast on `paper` is at least 4.5:1 where a colour is text and 3:1 where it is a line.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from dashboard.charts.chart import Role

Scheme: TypeAlias = Literal["light", "dark"]
Colours: TypeAlias = Mapping[str, str]

COLOURS: Mapping[Scheme, Colours] = {
    "light": {
        "paper": "#ffffff",
        "ink": "#1d2529",
        "muted": "#55626a",
        "line": "#dde3e6",
        "edge": "#7b888f",
        "wash": "#eef2f4",
        "notice": "#fdf0c4",
        "focus": "#00617f",
        "comparison-1": "#4d5a62",
        "comparison-2": "#7a5f3a",
        "comparison-3": "#67598a",
        "comparison-4": "#5c6b3c",
        "target": "#a1370f",
        "context": "#6b777e",
        "good": "#1d6b3c",
        "fair": "#805300",
        "poor": "#a1370f",
        "class-1": "#e6f2f6",
        "class-2": "#b5d9e5",
        "class-3": "#74b4cb",
        "class-4": "#2c7796",
        "class-5": "#0a4258",
    },
    "dark": {
        "paper": "#14191c",
        "ink": "#eef2f4",
        "muted": "#a9b5bc",
        "line": "#333d43",
        "edge": "#7b8a92",
        "wash": "#222a2f",
        "notice": "#4a3d10",
        "focus": "#5cc3e2",
        "comparison-1": "#b3bfc6",
        "comparison-2": "#d0b58c",
        "comparison-3": "#bdb1de",
        "comparison-4": "#b2c38d",
        "target": "#f09a73",
        "context": "#98a5ac",
        "good": "#7fcf9a",
        "fair": "#e3b75c",
        "poor": "#f09a73",
        "class-1": "#1d3540",
        "class-2": "#235064",
        "class-3": "#26708b",
        "class-4": "#63b6d1",
        "class-5": "#bce6f3",
    },
}
"""Colours by role: `muted` is lesser text, `line` hairlines, `edge` borders of controls, `wash` and `notice` grounds.

`class-1` to `class-5` fill areas of a map from small to large values: one hue, with growing contrast to the paper.
"""

TEXT_COLOURS = (
    "ink",
    "muted",
    "focus",
    "comparison-1",
    "comparison-2",
    "comparison-3",
    "comparison-4",
    "target",
    "context",
    "good",
    "fair",
    "poor",
)
"""Colours of text on `paper`."""

CLASSES: tuple[tuple[str, str], ...] = (
    ("class-1", "ink"),
    ("class-2", "ink"),
    ("class-3", "ink"),
    ("class-4", "paper"),
    ("class-5", "paper"),
)
"""Fills of the classes of a map, each with the colour of text on it."""

FONT = '"Source Sans 3", "Segoe UI", "Noto Sans", "Liberation Sans", "DejaVu Sans", system-ui, sans-serif'
SIZES: Mapping[str, int] = {"label": 13, "tick": 12, "small": 12, "title": 17}
"""Sizes of type in a drawing, in CSS pixels."""


@dataclass(frozen=True, slots=True)
class Style:
    """Looks of a series: colour by name, widths and mark size (a radius) in CSS pixels, dash as SVG writes it."""

    colour: str
    width: float
    size: float
    mark: Literal["circle", "square", "diamond", "triangle"]
    dash: str = ""
    bold: bool = False


_COMPARISONS = (
    Style("comparison-1", 1.6, 3.2, "square"),
    Style("comparison-2", 1.6, 3.6, "diamond", "6 3"),
    Style("comparison-3", 1.6, 3.6, "triangle", "2 3"),
    Style("comparison-4", 1.6, 3.0, "circle", "8 3 2 3"),
)
_STYLES: Mapping[Role, Style] = {
    Role.FOCUS: Style("focus", 2.8, 4.2, "circle", bold=True),
    Role.TARGET: Style("target", 1.8, 7.0, "diamond", "9 5"),
    Role.PROJECTION: Style("focus", 2.0, 3.6, "circle", "1.5 4"),
    Role.CONTEXT: Style("context", 1.2, 2.6, "circle"),
}

MANTINE: Mapping[str, object] = {
    "fontFamily": FONT,
    "primaryColor": "focus",
    "primaryShade": 7,
    "defaultRadius": "sm",
    "colors": {
        "focus": [
            *("#e8f5f9", "#d3e9f0", "#a5d3e1", "#74bcd2", "#4ea9c5"),
            *("#2f93b2", "#157b9b", COLOURS["light"]["focus"], "#004d66", "#00394c"),
        ],
    },
}
"""The theme of the page's controls; its filled shade is the focus colour, on which white has more than 4.5:1."""


def style(role: Role, number: int = 0) -> Style:
    """Return the looks of a series; `number` counts the comparisons from 0, and the fifth looks like the first."""
    return _COMPARISONS[number % len(_COMPARISONS)] if role is Role.COMPARISON else _STYLES[role]


def class_colours(count: int) -> list[tuple[str, str]]:
    """Return the fill and text colour of `count` classes (1 to 5), from that of the smallest values, as far apart as possible."""
    last = len(CLASSES) - 1
    return [CLASSES[round(number * last / (count - 1))] for number in range(count)] if count > 1 else [CLASSES[last // 2]]


def variable(colour: str) -> str:
    """Return a colour as CSS that a page can override: `var(--focus, #00617f)`."""
    return f"var(--{colour}, {COLOURS['light'][colour]})"


def css_variables() -> str:
    """Return the CSS that gives a page every colour as a variable of its name, in dark where Mantine's scheme is dark."""
    light, dark = (";".join(f"--{name}:{colour}" for name, colour in COLOURS[scheme].items()) for scheme in ("light", "dark"))
    return f':root{{{light}}}:root[data-mantine-color-scheme="dark"]{{color-scheme:dark;{dark}}}'
