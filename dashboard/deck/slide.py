"""What a deck is: the choice of its content, its slides, and the lines of a slide without a chart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from dashboard.charts.chart import Chart

SlideKind = Literal["title", "overview", "priority", "chart", "closing"]


@dataclass(frozen=True, slots=True)
class Choice:
    """What a deck holds: priority areas, indicators and charts in their order; empty is the default choice.

    `items` are (priority area, indicator, chart kind) as ids; neighbours of one priority area share its summary slide. A
    priority area without charts is (priority area, "", "").
    """

    items: tuple[tuple[str, str, str], ...] = ()

    @property
    def query(self) -> str:
        """The value of the address's `slides` parameter: `participation.loneliness.groups,participation.loneliness.target`."""
        return ",".join(".".join(filter(None, item)) for item in self.items)


@dataclass(frozen=True, slots=True)
class SlideLine:
    """A line of a slide without a chart: its text, and its status ("" for none) with the number of targets that have it.

    `uncertain` tells whether that status is. A `heading` is above the lines that follow it. A line that is `empty` is a place
    to write on.
    """

    text: str
    status: str = ""
    count: int | None = None
    uncertain: bool = False
    heading: bool = False
    empty: bool = False


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide: `id` is its address (`#participation`, `#loneliness-groups`), unique in the deck, as is `title`.

    `title` is the headline: the conclusion, at most `LONGEST_TITLE` characters. `eyebrow` names the priority area.
    `notes` are the speaker notes: the full sentences and the arithmetic of the status. `source` names publisher, licence
    and update date of what is shown.
    """

    id: str
    kind: SlideKind
    title: str
    eyebrow: str = ""
    subtitle: str = ""
    chart: Chart | None = None
    lines: tuple[SlideLine, ...] = ()
    notes: tuple[str, ...] = ()
    source: str = ""


LONGEST_TITLE = 110
"""Characters of a headline that two lines of large type hold."""


@dataclass(frozen=True, slots=True)
class Deck:
    """The slides of one area in one language; `sample` holds the sample text or is empty, `made` the day it was computed.

    `area` is the area's name or, where the plan is not its own, whose plan and whose values these are. `choice` is what it
    holds, also where the default was asked for.
    """

    area: str
    plan: str
    language: str
    made: date
    slides: tuple[Slide, ...]
    choice: Choice
    sample: str = ""
