"""Suppression of small numbers before anything is stored, so that none can be worked out from what is shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from data_sources.disclosure.audit import Attacker, Need
from data_sources.disclosure.cells import Cell, HidingReason, Key, Minimums, Protection
from data_sources.disclosure.tables import WHAT, Equation, Number, SumKind, SumTable, table_of
from data_sources.model import TOTAL, ObservationStatus

__all__ = ["Cell", "protect", "suppress"]

_WIDER = 2
"""Persons by which a hidden number may differ from what it is, where reaching the limit takes less."""
_NEIGHBOURS = 8
"""The cheapest numbers of a sum among which partners are looked for first."""
_REST_PRICE = 2.5
"""Price of relying on a category that the table leaves out; a cell of the table costs 1 to 4."""
_KNOWN_PRICE = 100.0
"""Price of a partner that an earlier version of the table showed: no protection, so the last resort."""
_ZERO_PRICE = 20.0
"""Price of hiding a zero, where nothing else protects."""
_MOST_TRIED = 30
"""Partners that are tried for whether they are needed; with more of them that would take too long."""
_MOST_ROUNDS = 60


def suppress(cells: Sequence[Cell], minimum_numerator: float = 5, minimum_denominator: float = 10) -> list[Cell]:
    """Return the cells in their order, small ones and those they could be worked out from SUPPRESSED, without numbers.

    A numerator above 0 and below `minimum_numerator` hides a cell, and so does a denominator below `minimum_denominator`;
    0 is shown. See `protect` for what is hidden beside them. `ValueError` where a cell comes twice.
    """
    return protect(cells, Minimums(minimum_numerator, minimum_denominator)).cells


def protect(
    cells: Sequence[Cell],
    limits: Minimums = Minimums(),  # noqa: B008  # frozen
    before: Mapping[Key, Cell] | None = None,
    also: Collection[Key] = (),
) -> Protection:
    """Return the cells as they may be published: small ones hidden, and others beside them until an audit passes.

    Small is what `limits` says, of the cells and of what follows from them: a row left out is total less the others. What
    was hidden `before`, in an earlier version of the table, stays hidden, and what that showed protects nothing. `also`
    are hidden too. The audit passes when no reader who knows every sum can tell of a small number that it is below the limit
    or what it is within one person, and what is hidden in a sum is itself not small. `ValueError` where a cell comes twice.
    """
    table = table_of(cells)
    choice = _Choice(table, limits, dict(before or {}))
    choice.start(also)
    choice.hide_beside()
    choice.show_what_need_not_be_hidden()
    return Protection(
        [cell.without_numbers() if place in choice.reasons else cell for place, cell in enumerate(cells)],
        choice.reasons,
        tuple(dict.fromkeys(table.numbers[number].key for number in choice.still_unprotected())),
        tuple(table.misfits),
    )


@dataclass
class _Choice:
    """Which numbers of a table are hidden. The first numbers of a table are its cells, in their order.

    `free` are those that a reader does not see: hidden cells (`reasons`), and what the table leaves out unless it is taken for
    known. `small` are those among them that must be protected.
    """

    table: SumTable
    limits: Minimums
    before: Mapping[Key, Cell]
    reasons: dict[int, HidingReason] = field(default_factory=dict)
    small: set[int] = field(default_factory=set)
    free: set[int] = field(default_factory=set)
    known_before: set[int] = field(default_factory=set)
    kept: set[int] = field(default_factory=set)
    met: set[tuple[str, Need]] = field(default_factory=set)
    unprotected: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.readers = [Attacker(self.table, what) for what in WHAT]
        self.parents = {parent for cell in self.table.cells for parent in cell.parents}
        self.in_sums = {each for equation in self.table.equations for each in (equation.total, *equation.parts)}
        self.prices = [self._price(number) for number in self.table.numbers]
        self.by_area: dict[str, list[int]] = defaultdict(list)
        for place, number in enumerate(self.table.numbers):
            self.by_area[number.key[0]].append(place)

    def start(self, also: Collection[Key]) -> None:
        """Hide what is small itself, what whoever gave the table has hidden, and what was hidden before."""
        for place, number in enumerate(self.table.numbers):
            cell = self.table.cells[number.place] if number.place is not None else None
            is_small = self.limits.is_small(number.numerator, number.denominator)
            if cell is not None and cell.status is ObservationStatus.SUPPRESSED:
                self._hide(place, HidingReason.GIVEN)
                self.small.add(place)
            elif is_small and not (number.is_guess and number.place is None):
                self.small.add(place)
                if cell is not None and cell.is_shown:
                    self._hide(place, HidingReason.SMALL)
                else:
                    self.free.add(place)
            elif cell is not None and cell.is_shown and (cell.key in also or self._was_hidden(place)):
                self._hide(place, HidingReason.BEFORE if self._was_hidden(place) else HidingReason.BESIDE)
                self.kept.add(place)
            elif number.place is None and (number.is_guess or (number.kind is SumKind.GAP and number.numerator != 0)):
                self.free.add(place)

    def _was_hidden(self, place: int) -> bool:
        """Tell whether an earlier version hid a cell that stands in a sum, so that it would tell of another hidden there."""
        earlier = self.before.get(self.table.numbers[place].key)
        return earlier is not None and earlier.status is ObservationStatus.SUPPRESSED and place in self.in_sums

    def hide_beside(self) -> None:
        """Hide cells beside the small ones until every need is met; what cannot be protected is noted."""
        for _ in range(_MOST_ROUNDS):
            open_needs = self._open_needs()
            if not open_needs and not self._hide_few_in_sums():
                return
            for reader, need in sorted(open_needs, key=lambda each: (each[1].number not in self.small, -each[1].amount)):
                if self._meet(reader, need):
                    self.met.add((reader.what, need))
                elif not self._hide_family(need.number):
                    self.met.add((reader.what, need))
                    if need.number in self.small:
                        self.unprotected.append(need.number)

    def _open_needs(self) -> list[tuple[Attacker, Need]]:
        """Return what is not known to be met; what has been met once stays so, since ever more is hidden."""
        found = []
        for reader, needs in zip(self.readers, self._needs(), strict=True):
            waiting = [need for need in needs if (reader.what, need) not in self.met]
            still = set(reader.unmet(self.free, waiting))
            self.met.update((reader.what, need) for need in waiting if need not in still)
            found += [(reader, need) for need in waiting if need in still]
        return found

    def _needs(self) -> tuple[list[Need], list[Need]]:
        """Return by how much numerators and denominators must be able to move."""
        numerators, denominators = [], []
        for place in sorted(self.free):
            number, is_small = self.table.numbers[place], place in self.small
            if is_small and number.numerator is not None:
                numerators += _numerator_needs(place, number, self.limits, is_given=self.reasons.get(place) is HidingReason.GIVEN)
            elif place in self.reasons and number.numerator:
                numerators += _width(place, number)
            if is_small and number.denominator and number.denominator < self.limits.denominator:
                enough = self.limits.denominator - number.denominator
                denominators.append(Need(place, 1, max(enough, _WIDER), enough))
            elif place in self.reasons and number.numerator is None and number.denominator:
                denominators.append(Need(place, 1, _WIDER))
        return numerators, denominators

    def _hide_few_in_sums(self) -> bool:
        """Hide more in sums whose hidden parts together are small; tell whether any was."""
        changed = False
        for equation in self.table.equations:
            while self._is_few(equation) and self._add_to(equation):
                changed = True
            changed = self._hide_zeros_of_one(equation) or changed
        return changed

    def _is_few(self, equation: Equation) -> bool:
        """Tell whether a shown total tells that its hidden parts together are small."""
        hidden = [self.table.numbers[part] for part in equation.parts if part in self.free]
        if equation.total in self.free or not any(part in self.reasons or part in self.small for part in equation.parts):
            return False
        numerators = [number.numerator for number in hidden if number.numerator is not None]
        denominators = [number.denominator for number in hidden if number.denominator is not None]
        few = bool(numerators) and sum(numerators) < self.limits.numerator
        small = len(denominators) == len(hidden) and sum(denominators) < self.limits.denominator
        beside = (
            (self.limits.both_sides or self.limits.complements)
            and denominators
            and sum(denominators) - sum(numerators) < self.limits.numerator
        )
        return few or small or bool(beside)

    def _add_to(self, equation: Equation) -> bool:
        """Hide the cheapest part that makes the hidden ones enough, else the largest, else the total; false where none can be."""
        shown = [part for part in equation.parts if self._can_be_hidden(part)]
        enough = [part for part in shown if self._would_be_enough(equation, part)]
        if shown:
            self._hide(min(enough, key=self._rank) if enough else max(shown, key=self._rank))
            return True
        rests = [part for part in equation.parts if self._can_be_relied_on(part)]
        self.free.update(rests)
        if not rests and self._can_be_hidden(equation.total):
            self._hide(equation.total)
            return True
        return bool(rests)

    def _rank(self, number: int) -> tuple[float, int]:
        return self.prices[number], number

    def _would_be_enough(self, equation: Equation, part: int) -> bool:
        self.free.add(part)
        few = self._is_few(equation)
        self.free.discard(part)
        return not few

    def _hide_zeros_of_one(self, equation: Equation) -> bool:
        """Hide the zeros beside the only part that a small hidden total can be of."""
        total = self.table.numbers[equation.total]
        if equation.total not in self.reasons or not 0 < (total.numerator or 0) < self.limits.numerator:
            return False
        zeros = [part for part in equation.parts if self.table.numbers[part].numerator == 0]
        if len(equation.parts) - len(zeros) != 1 or not any(part in self.reasons for part in equation.parts):
            return False
        shown = [part for part in zeros if self._is_shown(part)]
        for part in shown:
            self._hide(part)
            self.small.add(part)
        return bool(shown)

    def _hide(self, number: int, reason: HidingReason = HidingReason.BESIDE) -> None:
        self.reasons.setdefault(number, reason)
        self.free.add(number)

    def _is_shown(self, number: int) -> bool:
        return number < len(self.table.cells) and number not in self.reasons and self.table.cells[number].is_shown

    def _can_be_hidden(self, number: int) -> bool:
        """Tell whether a cell may be a partner: shown, and no zero."""
        return self._is_shown(number) and self.table.numbers[number].numerator != 0

    def _can_be_relied_on(self, number: int) -> bool:
        found = self.table.numbers[number]
        return found.kind is SumKind.REST and number not in self.free and found.numerator != 0

    def _meet(self, reader: Attacker, need: Need) -> bool:
        """Hide the cheapest partners of a number, near it if there are some; false where there are none."""
        for choose in (self._near, self._all, self._all_with_zeros):
            moved = reader.cheapest(need, choose(reader, need.number))
            if moved is not None:
                if any(self.prices[each] >= _KNOWN_PRICE and each not in self.reasons for each in moved):
                    self.unprotected.append(need.number)
                    self.known_before.add(need.number)
                for each in moved:
                    if self._is_shown(each):
                        self._hide(each)
                    self.free.add(each)
                return True
        return reader.is_met(self.free, need)

    def _all(self, reader: Attacker, number: int) -> dict[int, float]:  # noqa: ARG002  # in the place of _near
        return self._prices_of(range(len(self.table.numbers)))

    def _all_with_zeros(self, reader: Attacker, number: int) -> dict[int, float]:
        """Return the prices of all, and of zeros: no partners as long as there is any other."""
        zeros = {each: _ZERO_PRICE for each in range(len(self.table.cells)) if self._is_shown(each)}
        return zeros | self._all(reader, number)

    def _prices_of(self, numbers: Iterable[int]) -> dict[int, float]:
        """Return the prices of those of the numbers that may move."""
        return {
            each: 0.0 if each in self.free else self.prices[each]
            for each in numbers
            if each in self.free or self._can_be_hidden(each) or self._can_be_relied_on(each)
        }

    def _near(self, reader: Attacker, number: int) -> dict[int, float]:
        """Return prices of what may be corners of the smallest boxes around a number: its areas' and categories' crossings."""
        areas, periods = set(), set()
        categories: dict[str, set[str]] = defaultdict(set)
        for row in reader.equations_of.get(number, ()):
            equation = reader.equations[row]
            parts = [
                part for part in equation.parts if part in self.free or self._can_be_hidden(part) or self._can_be_relied_on(part)
            ]
            cheapest = sorted(parts, key=lambda part: (part not in self.free, self.prices[part], part))[:_NEIGHBOURS]
            for each in (number, equation.total, *cheapest):
                area, group, period = self.table.numbers[each].key
                areas.add(area)
                periods.add(period)
                for dimension, category in group.pairs:
                    categories[dimension].add(category)
        return self._prices_of(
            each
            for area in areas
            for each in self.by_area[area]
            if self.table.numbers[each].key[2] in periods
            and all(category in categories[dimension] for dimension, category in self.table.numbers[each].key[1].pairs)
        )

    def _hide_family(self, number: int) -> bool:
        """Hide everything beside a number that nothing else protects; where all of it is, its sums are taken for unknown."""
        shown, sums = set(), set()
        for equation in self.table.equations:
            members = (equation.total, *equation.parts)
            if number in members:
                shown |= {each for each in members if self._is_shown(each)}
                sums |= {each for each in members if each not in self.free and self.table.numbers[each].kind is SumKind.SUM}
        for each in shown:
            self._hide(each)
        if not shown:
            self.free |= sums
        return bool(shown or sums)

    def still_unprotected(self) -> list[int]:
        """Return the cells that a reader can tell in spite of all that has been hidden, or by an earlier version of the table.

        Here a reader is not taken to know what the table leaves out.
        """
        left_out = {
            place
            for place, number in enumerate(self.table.numbers)
            if number.kind in (SumKind.GAP, SumKind.REST) and number.numerator != 0
        }
        suspected = {
            number for number in self.unprotected if self.reasons.get(number) in (HidingReason.SMALL, HidingReason.GIVEN)
        }
        failing = {
            need.number
            for reader, needs in zip(self.readers, self._needs(), strict=True)
            for need in needs
            if need.number in suspected and not reader.is_met(self.free | left_out, need)
        }
        return [number for number in self.unprotected if number in failing | (suspected & self.known_before)]

    def show_what_need_not_be_hidden(self) -> None:
        """Show partners that later ones have made needless, the dearest first; in large tables they stay hidden."""
        partners = [
            place
            for place, reason in self.reasons.items()
            if reason is HidingReason.BESIDE and place not in self.small | self.kept
        ]
        if len(partners) > _MOST_TRIED or self.unprotected:
            return
        for place in sorted(partners, key=self._rank, reverse=True):
            if place in self.reasons:
                self._show_if_needless(place)

    def _show_if_needless(self, place: int) -> None:
        """Show a partner, and those that it alone protected, if what is small stays protected."""
        shown, waiting = set[int](), {place}
        while waiting:
            for each in waiting:
                del self.reasons[each]
            self.free -= waiting
            shown |= waiting
            kept = self.small | self.kept | {each for each in self.reasons if self.reasons[each] is not HidingReason.BESIDE}
            fails = any(True for _ in self._failing(kept)) or any(self._is_few(each) for each in self.table.equations)
            waiting = set() if fails else set(self._failing(self.reasons.keys() - kept))
            if fails:
                for each in shown:
                    self._hide(each)
                return

    def _failing(self, numbers: Collection[int]) -> Iterator[int]:
        """Yield those of the numbers that are not protected."""
        for reader, needs in zip(self.readers, self._needs(), strict=True):
            for need in reader.unmet(self.free, [one for one in needs if one.number in numbers]):
                if not reader.is_met(self.free, need):
                    yield need.number

    def _price(self, number: Number) -> float:
        """Return what hiding a number costs: larger ones, everybody and areas with parts are missed more."""
        if number.kind is SumKind.REST:
            return _REST_PRICE
        if number.place is None:
            return 0.0
        cell, earlier = self.table.cells[number.place], self.before.get(number.key)
        if earlier is not None and earlier.numerator is not None and earlier.numerator == cell.numerator:
            return _KNOWN_PRICE
        size = number.numerator if number.numerator is not None else number.denominator or 0.0
        return 1 + size / (size + 100) + (cell.group == TOTAL) + (cell.area in self.parents)


def _numerator_needs(place: int, number: Number, limits: Minimums, *, is_given: bool) -> list[Need]:
    """Return what protects a small number: that it may be as large as the limit, or below it if only its base is small.

    Where its base is smaller than that, that nothing follows from it but the base.
    """
    numerator, base = number.numerator or 0.0, number.denominator
    above = float("inf") if base is None else max(base - numerator, 0.0)
    if numerator == 0 and not limits.is_small(numerator, base):
        return _width(place, number)
    needs = []
    if numerator < limits.numerator or is_given:
        enough = max(limits.numerator - numerator, 0.0)
        if base is not None and base < limits.denominator and above < max(enough, _WIDER):
            amount, sign = max((above, 1), (min(numerator, _WIDER), -1))
            needs.append(Need(place, sign, amount))
        else:
            needs.append(Need(place, 1, max(enough, _WIDER), enough))
    else:
        needs.append(Need(place, -1, max(numerator - limits.numerator + 1, _WIDER)))
    if (limits.both_sides or limits.complements) and base is not None and above < limits.numerator:
        enough = limits.numerator - above
        needs.append(Need(place, -1, min(max(enough, _WIDER), numerator), min(enough, numerator)))
    return [need for need in needs if need.amount > 0]


def _width(place: int, number: Number) -> list[Need]:
    """Return that a partner cannot be told within one person: down if there is room, else up."""
    numerator = number.numerator or 0.0
    return [Need(place, -1 if numerator >= _WIDER else 1, _WIDER / 2 + 0.1)]
