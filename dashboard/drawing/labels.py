"""Text in a drawing: how wide it is, how it wraps, and how labels move apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate

WIDTHS = {
    0.31: "'Iijl",
    0.37: ",. -/:;\\f|\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}",
    0.42: "!()[]rt",
    0.48: '"',
    0.56: "*_`sz?Lc\N{EN DASH}\N{LATIN SMALL LETTER S WITH CARON}\N{LATIN SMALL LETTER Z WITH CARON}",
    0.64: "FPTYaekovxy0123456789$ESbdghnpqu{}\N{EURO SIGN}"
    "\N{LATIN SMALL LETTER A WITH DIAERESIS}\N{LATIN SMALL LETTER O WITH DIAERESIS}"
    "\N{LATIN SMALL LETTER A WITH RING ABOVE}\N{LATIN SMALL LETTER E WITH ACUTE}",
    0.79: "ABCKRVXZDGHNU&OQ\N{LATIN CAPITAL LETTER A WITH DIAERESIS}\N{LATIN CAPITAL LETTER A WITH RING ABOVE}"
    "\N{LATIN CAPITAL LETTER O WITH DIAERESIS}",
    0.87: "w#+<=>M^~\N{MINUS SIGN}",
}
"""Widths in ems of a wide typeface (DejaVu Sans); fonts of pages are narrower, so text fits."""
WIDEST = 1.0
BOLD = 1.16
_OF = {ord(letter): width for width, letters in WIDTHS.items() for letter in letters}


@lru_cache(maxsize=4096)
def width(text: str, size: float, *, bold: bool = False) -> float:
    """Return an upper bound of the width of a text, in the unit of `size`."""
    ems = sum(_OF.get(ord(letter), WIDEST) for letter in text)
    return ems * size * (BOLD if bold else 1)


@lru_cache(maxsize=1024)
def wrapped(text: str, room: float, size: float, *, bold: bool = False, most: int = 99) -> tuple[str, ...]:
    """Return the text in lines no wider than `room`; beyond `most` lines the last one ends in an ellipsis.

    A word that is too long is cut, after a hyphen where it has one; no-break spaces are kept.
    """
    lines: list[str] = []
    for word in re.split(r"[ \n\t]+", text.strip()):
        for piece in _pieces(word, room, size, bold=bold):
            longer = f"{lines[-1]} {piece}" if lines and piece is not None else piece
            if lines and width(longer, size, bold=bold) <= room:
                lines[-1] = longer
            else:
                lines.append(piece)
    if len(lines) > most:
        last = lines[most - 1]
        while last and width(last + "\N{HORIZONTAL ELLIPSIS}", size, bold=bold) > room:
            last = last[:-1]
        lines = [*lines[: most - 1], last.rstrip() + "\N{HORIZONTAL ELLIPSIS}"]
    return tuple(lines)


def _pieces(word: str, room: float, size: float, *, bold: bool) -> list[str]:
    pieces: list[str] = []
    em = size * (BOLD if bold else 1)
    for part in re.findall(r"[^-]+-?|-", word) if width(word, size, bold=bold) > room else [word]:
        start, ems = 0, 0.0  # each letter is measured once: a word may have a hundred thousand
        for place, letter in enumerate(part):
            wide = _OF.get(ord(letter), WIDEST)
            if place > start and (ems + wide) * em > room:
                pieces.append(part[start:place])
                start, ems = place, 0.0
            ems += wide
        pieces.append(part[start:])
    return pieces


def spread(wanted: Sequence[float], heights: Sequence[float], top: float, bottom: float) -> list[float]:
    """Return centres as near to the wanted ones as can be, so that no two boxes overlap and all stay within the bounds.

    The least squares answer, by pooling neighbours that touch. Where the boxes are higher together than the room, they
    follow each other from the top.
    """
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    offsets = [
        before + heights[index] / 2 for before, index in zip(accumulate([0.0, *(heights[i] for i in order)]), order, strict=False)
    ]
    pools: list[tuple[float, int]] = []
    for index, offset in zip(order, offsets, strict=True):
        pools.append((wanted[index] - offset, 1))
        while len(pools) > 1 and pools[-2][0] >= pools[-1][0]:
            (upper, n), (lower, m) = pools[-2:]
            pools[-2:] = [((upper * n + lower * m) / (n + m), n + m)]
    last = bottom - sum(heights)
    starts = [max(top, min(start, last)) for start, count in pools for _ in range(count)]
    centres = [0.0] * len(wanted)
    for index, offset, start in zip(order, offsets, starts, strict=True):
        centres[index] = start + offset
    return centres
