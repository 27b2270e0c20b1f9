"""Colour and icon of each indicator status: the shape of the icon carries the same meaning as the colour."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Look:
    """The look of a status: `tone` names its colour in the style sheet, `shape` its icon."""

    tone: str
    shape: str


SHAPES: Mapping[str, str] = {
    "check": '<path d="M4 10.5l4 4 8-9"/>',
    "up": '<path d="M4 14l5-5 2.5 2.5L16 6M11.5 6H16v4.5"/>',
    "slow": '<path d="M4 12h12M12 8l4 4-4 4"/>',
    "far": '<path d="M4 13h5M11 13h1.5M14.5 13H16"/>',
    "down": '<path d="M4 6l5 5 2.5-2.5L16 14M11.5 14H16V9.5"/>',
    "cross": '<path d="M5 5l10 10M15 5L5 15"/>',
    "wait": '<circle cx="10" cy="10" r="6.5"/><path d="M10 6.5V10l2.5 1.5"/>',
    "level": '<path d="M4 8h12M4 12h12"/>',
    "query": '<path d="M7.5 7.5a2.5 2.5 0 1 1 3.6 2.3c-.8.4-1.1.9-1.1 1.7M10 14.5v.2"/>',
}
"""Icons as strokes in a square of 20."""

LOOKS: Mapping[str, Look] = {
    "achieved": Look("good", "check"),
    "met": Look("good", "check"),
    "kept": Look("good", "level"),
    "left for the better": Look("good", "up"),
    "on track": Look("good", "up"),
    "moving the right way": Look("good", "up"),
    "achieved, uncertain": Look("fair", "check"),
    "not yet certain": Look("fair", "level"),
    "too slow": Look("fair", "slow"),
    "far behind": Look("poor", "far"),
    "wrong direction": Look("poor", "down"),
    "moving the wrong way": Look("poor", "down"),
    "left for the worse": Look("poor", "down"),
    "achieved and lost": Look("poor", "down"),
    "not met": Look("poor", "cross"),
    "waiting for data": Look("grey", "wait"),
    "too early to tell": Look("grey", "wait"),
    "no data yet": Look("grey", "query"),
    "out of date": Look("grey", "wait"),
    "no baseline": Look("grey", "query"),
    "check target": Look("grey", "query"),
}
"""Looks of the statuses of `dashboard.analysis.progress`, in the order in which they are counted."""


def look_of(status: str, *, uncertain: bool = False) -> Look:
    """Return the look of a status; one that is uncertain has the colour of neither good nor poor."""
    look = LOOKS[status]
    return replace(look, tone="fair") if uncertain and look.tone in {"good", "poor"} else look
