"""Mann-Kendall's test for a trend in values that come in the order of time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import combinations, permutations
from typing import Literal

import numpy as np
import scipy  # scipy.stats is loaded when a series first asks for it: it takes half a second

from dashboard.analysis._groups import Numbers

MOST_PERMUTED = 8
"""Values up to which a series with equal ones is tested by permutation."""


def mann_kendall(values: Sequence[float]) -> tuple[int, float]:
    """Score (pairs that rise less pairs that fall) and two-sided p value (0..1) of two values or more in the order of time.

    Exact without equal values, by permutation with equal ones among up to eight, else asymptotic; p is 1 where all are equal.
    Source: Mann 1945, Kendall 1970, as in scipy's kendalltau.
    """
    score = sum((later > earlier) - (later < earlier) for earlier, later in combinations(values, 2))
    alike = tuple(sorted(Counter(values).values()))
    if len(alike) == 1:
        return 0, 1.0
    if len(alike) < len(values) <= MOST_PERMUTED:
        return score, float(np.mean(np.abs(_scores(alike)) >= abs(score)))
    method: Literal["exact", "asymptotic"] = "exact" if len(alike) == len(values) else "asymptotic"
    return score, float(scipy.stats.kendalltau(np.arange(len(values)), values, method=method).pvalue)


@cache
def _scores(alike: tuple[int, ...]) -> Numbers:
    """Scores of every order of values that are equal in groups of these sizes, which is all that the scores depend on."""
    ranks = [rank for rank, size in enumerate(alike) for _ in range(size)]
    orders = np.array(list(permutations(ranks)), dtype=np.int8)
    scores = np.zeros(len(orders))
    for earlier, later in combinations(range(len(ranks)), 2):
        scores += np.sign(orders[:, later] - orders[:, earlier])
    return scores
