"""Own variation: how far two values of a series without margins of error lie apart by themselves."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import stdev

from dashboard.analysis.trend import Point, in_order

FEWEST, MOST = 5, 9
"""Successive differences from which the own variation is taken: fewer say too little, older ones too much about the past."""

WIDTH = 2.4
"""Standard deviations of a difference; of steady series 3.5 to 5.6 % then get a false verdict."""


def own_variation(points: Sequence[Point]) -> float | None:
    """Half width of what a series does by itself, in its unit: 2.4 sample standard deviations of its successive differences.

    `points`, in any order, are the comparable values (no break between them) up to and including the baseline; the latest
    five to nine differences count. Fewer: None. `ValueError`: a year comes twice.
    Source: the limits of an XmR chart (NHS England, Making Data Count), for a difference of two values; the width is
    calibrated by simulation.
    """
    differences = [later.value - earlier.value for earlier, later in pairwise(in_order(points))][-MOST:]
    return WIDTH * stdev(differences) if len(differences) >= FEWEST else None
