"""The audit: what a reader can work out of hidden numbers, by linear programming.

A reader knows every sum and that a numerator is neither below 0 nor above its denominator. The programmes are stated in moves:
by how much a hidden number may differ from what it is while every sum stays as it is. To be safe the reader is taken to know
the denominators where numerators are looked for, and the numerators where denominators are.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csc_array, csr_array, hstack

from data_sources.disclosure.tables import SumTable, What

Floats: TypeAlias = NDArray[np.float64]

ENOUGH = 1e-6
"""By how much a move may miss what is needed: the solver's own precision."""
_FREE_MOVE = 1e-4
"""Price of moving what is hidden already, so that no programme moves more than it must."""


@dataclass(frozen=True, slots=True)
class Need:
    """Number `number` must be able to move by `amount` in the direction `sign`.

    Where it cannot, `least` is enough if it can move by more than one person in all. `least` None: by more than one in all.
    """

    number: int
    sign: int
    amount: float
    least: float | None = None


class Attacker:
    """Works out numerators or denominators of a table; `room` is by how much each number may fall and rise by itself."""

    def __init__(self, table: SumTable, what: What) -> None:
        self.what = what
        self.truth: list[float | None] = [getattr(number, what) for number in table.numbers]
        self.room = _rooms(table, what)
        self.equations = [
            each for each in table.equations if all(self.truth[one] is not None for one in (each.total, *each.parts))
        ]
        self.size = len(self.truth)

    @cached_property
    def matrix(self) -> csr_array:
        """Numbers as rows, the equations as columns."""
        rows, columns, factors = [], [], []
        for row, each in enumerate(self.equations):
            for number, factor in ((each.total, 1.0), *((part, -1.0) for part in each.parts)):
                rows.append(row)
                columns.append(number)
                factors.append(factor)
        return csr_array((factors, (columns, rows)), shape=(self.size, len(self.equations)))

    @cached_property
    def equations_of(self) -> Mapping[int, list[int]]:
        """The equations that each number stands in."""
        found: dict[int, list[int]] = {}
        for row, each in enumerate(self.equations):
            for number in (each.total, *each.parts):
                found.setdefault(number, []).append(row)
        return found

    def unmet(self, hidden: Collection[int], needs: Sequence[Need]) -> list[Need]:
        """Return the needs that no solution found meets: few programmes, each of which shows many needs to be met."""
        order, left = sorted(hidden), [need for need in needs if self.truth[need.number] is not None]
        while left:
            moves = self._together(order, left)
            met = [need for need in left if need.sign * moves.get(need.number, 0.0) >= need.amount - ENOUGH]
            if not met:
                return left
            left = [need for need in left if need not in set(met)]
        return []

    def _together(self, order: Sequence[int], needs: Sequence[Need]) -> dict[int, float]:
        """Return the moves of one solution that meets as much of the needs as it can.

        A number with a need moves by two parts: up to what is needed, which is worth something, and the rest.
        """
        place = {number: column for column, number in enumerate(order)}
        columns = [place[need.number] for need in needs]
        down, up = self.room[0][list(order)], self.room[1][list(order)]
        sums = self._sums(order)
        signs = np.array([need.sign for need in needs], dtype=float)
        amounts = np.array([need.amount for need in needs])
        low, high = -down, up.copy()
        worth = np.concatenate([np.zeros(len(order)), -1 / amounts])
        picked = csc_array(sums[:, columns].multiply(signs))
        for column, need in zip(columns, needs, strict=True):
            if need.sign > 0:
                high[column] -= min(need.amount, high[column])
            else:
                low[column] += min(need.amount, -low[column])
        rooms = np.array([(up if need.sign > 0 else down)[column] for column, need in zip(columns, needs, strict=True)])
        found = _solved(
            worth,
            hstack([sums, picked], format="csc"),
            np.concatenate([low, np.zeros(len(needs))]),
            np.concatenate([high, np.minimum(amounts, rooms)]),
        )
        if found is None:
            return {}
        moves = dict(zip(order, found, strict=False))
        for need, part in zip(needs, found[len(order) :], strict=True):
            moves[need.number] += need.sign * part
        return moves

    def is_met(self, hidden: Collection[int], need: Need) -> bool:
        """Tell of one need whether it is met, by the least and the largest value the number can have."""
        order = sorted(hidden)
        up = self._farthest(order, need.number, need.sign)
        if up >= need.amount - ENOUGH:
            return True
        if need.least is not None and up < need.least - ENOUGH:
            return False
        both = up + self._farthest(order, need.number, -need.sign)
        return both > 1 + ENOUGH or both >= self.room[0][need.number] + self.room[1][need.number] - ENOUGH

    def interval(self, hidden: Collection[int], number: int) -> tuple[float, float]:
        """Return the least and the largest value that a hidden number can have."""
        order, truth = sorted(hidden), self.truth[number] or 0.0
        return truth - self._farthest(order, number, -1), truth + self._farthest(order, number, 1)

    def _farthest(self, order: Sequence[int], number: int, sign: int) -> float:
        down, up = self.room[0][list(order)], self.room[1][list(order)]
        aim = np.array([-float(sign) if each == number else 0.0 for each in order])
        most = max(float(np.sum(down)), 1.0) + 1e6  # of what has no end
        found = _solved(aim, self._sums(order), -down, np.minimum(up, most))
        return 0.0 if found is None else max(-float(aim @ found), 0.0)

    def _sums(self, order: Sequence[int]) -> csc_array:
        """Return the equations that hold any of some numbers, with these as columns."""
        chosen = self.matrix[list(order)].T.tocsr()
        return csc_array(chosen[np.flatnonzero(np.diff(chosen.indptr))])

    def cheapest(self, need: Need, prices: Mapping[int, float]) -> list[int] | None:
        """Return the numbers to move so that a need is met, at the lowest price; None where that cannot be.

        `prices` are of all that may move; what is hidden already costs 0.
        """
        order = sorted(prices)
        if need.number not in prices:
            return None
        sums = self._sums(order)
        down, up = self.room[0][order], self.room[1][order]
        price = np.array([max(prices[each], _FREE_MOVE) for each in order])
        column = order.index(need.number)
        low, high = np.zeros(2 * len(order)), np.concatenate([up, down])
        mine = column if need.sign > 0 else column + len(order)
        if high[mine] < need.amount - ENOUGH:
            return None
        low[mine] = high[mine] = min(need.amount, high[mine])
        high[(mine + len(order)) % (2 * len(order))] = 0.0
        found = _solved(np.concatenate([price, price]), hstack([sums, -sums], format="csc"), low, high)
        if found is None:
            return None
        moved = found[: len(order)] + found[len(order) :]
        return [each for each, much in zip(order, moved, strict=True) if much > ENOUGH]


def _solved(price: Floats, sums: csc_array, low: Floats, high: Floats) -> Floats | None:
    """Return the cheapest moves within bounds that keep the sums; None where there are none."""
    kept = [LinearConstraint(sums, 0.0, 0.0)] if sums.shape[0] else []
    found = milp(price, constraints=kept, bounds=Bounds(low, high))
    return found.x if found.success else None


def _rooms(table: SumTable, what: What) -> tuple[Floats, Floats]:
    """Return by how much each number may fall and rise if no sum kept it."""
    shares = all(cell.numerator is None or cell.denominator is None or cell.numerator <= cell.denominator for cell in table.cells)
    down, up = np.zeros(len(table.numbers)), np.full(len(table.numbers), np.inf)
    for place, number in enumerate(table.numbers):
        if what == "denominator":
            down[place] = max((number.denominator or 0.0) - (number.numerator or 0.0 if shares else 0.0), 0.0)
        else:
            down[place] = number.numerator or 0.0
            if shares and number.denominator is not None:
                up[place] = max(number.denominator - (number.numerator or 0.0), 0.0)
    return down, up
