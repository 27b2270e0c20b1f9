"""A reader who works against disclosure control: written apart from it, with everybody's smallest groups as unknowns.

A table is made of persons in atoms: one area, sex, level of education and age. Every cell is a sum of atoms. What is shown is
an equation, what is hidden a question: its least and largest possible value, by linear programming.
"""

from dataclasses import dataclass
from itertools import product

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from data_sources.disclosure.suppression import Cell
from data_sources.model import AreaLevel, ObservationStatus, Period, PopulationGroup

HIDDEN = ObservationStatus.SUPPRESSED
SEXES = ("female", "male")
EDUCATIONS = ("low", "middle", "high")
YEAR = Period.year(2025)


@dataclass(frozen=True)
class Made:
    """A table with, for each cell, the atoms that it is the sum of, and the atoms' numbers of persons."""

    cells: list
    within: list
    persons: np.ndarray


def _categories(ages, nested):
    """Ages by category with the places of the years that they hold; each also as "or older" where nested."""
    found = {f"{20 + 5 * place}-{24 + 5 * place}": {place} for place in range(ages - 1)}
    found[f"{20 + 5 * (ages - 1)}+"] = {ages - 1}
    if nested:
        found |= {f"{20 + 5 * place}+": set(range(place, ages)) for place in range(1, ages - 1, 2)}
    return found


def made(random, *, areas=1, sexes=False, educations=False, ages=0, nested=False, level="KU", left_out=0.0, crossed=True):
    """Make a table at random: areas of a county (or districts, `level` "district") by groups, with all margins.

    `left_out` is the share of rows that are not given; without `crossed` groups are of one dimension at a time.
    """
    axes = [range(areas), SEXES if sexes else [None], EDUCATIONS if educations else [None], range(ages) if ages else [None]]
    atoms = list(product(*axes))
    persons = random.integers(10, 120, len(atoms))
    cases = random.binomial(persons, random.choice([0.02, 0.08, 0.3], len(atoms)))
    of_age = _categories(ages, nested) if ages else {}
    parent, codes = ("KU205", [f"KU205-{place}" for place in range(areas)]) if level == "district" else (
        "HVA77", [f"KU9{place:02}" for place in range(areas)]
    )  # fmt: skip
    places = [(parent, None), *((code, place) for place, code in enumerate(codes))] if areas > 1 else [(codes[0], 0)]
    groups = [
        (sex, education, age)
        for sex, education, age in product([None, *axes[1]], [None, *axes[2]], [None, *of_age])
        if crossed or [sex, education, age].count(None) > 1
    ]
    cells, within = {}, {}
    for (code, place), (sex, education, age) in product(places, dict.fromkeys(groups)):
        said = {"sex": sex, "education": education, "age": age}
        group = PopulationGroup(tuple(sorted((each, text) for each, text in said.items() if text)))
        mine = [
            number
            for number, (where, one, two, three) in enumerate(atoms)
            if place in (None, where)
            and sex in (None, one)
            and education in (None, two)
            and (age is None or three in of_age[age])
        ]
        if (code, group) in cells or (cells and random.random() < left_out):
            continue
        is_parent = code == parent and areas > 1
        cells[code, group] = Cell(
            code, group, YEAR, float(cases[mine].sum()), float(persons[mine].sum()),
            parents=() if is_parent or areas == 1 else (parent,),
            level=AreaLevel.COUNTY if is_parent else AreaLevel.DISTRICT if level == "district" else AreaLevel.MUNICIPALITY,
        )  # fmt: skip
        within[code, group] = mine
    return Made(list(cells.values()), list(within.values()), persons)


def intervals(table, published, numbers=None, *, what="numerator"):
    """The least and the largest value of each hidden cell (or those of `numbers`) that fit everything that is shown."""
    count = len(table.persons)
    rows = csr_array(
        (np.ones(sum(map(len, table.within))), np.concatenate(table.within), np.cumsum([0, *map(len, table.within)])),
        shape=(len(table.within), count),
    )
    truth = np.array([getattr(cell, what) for cell in table.cells])
    shown = np.array([cell.status is not HIDDEN for cell in published])
    bases = np.array([cell.denominator for cell in table.cells])
    low = np.where(shown, truth, 0.0)
    high = np.where(shown, truth, bases if what == "numerator" else np.inf)
    constraint, bounds = [LinearConstraint(rows, low, high)], Bounds(0, np.inf)
    found = {}
    for number in numbers if numbers is not None else np.flatnonzero(~shown):
        aim = rows[[number]].toarray()[0]
        least, largest = (milp(sign * aim, constraints=constraint, bounds=bounds) for sign in (1, -1))
        assert least.success, "what is shown does not fit together"
        found[int(number)] = least.fun, -largest.fun if largest.success else np.inf
    return found


def is_small(cell):
    return 0 < cell.numerator < 5 or cell.denominator < 10


def fewest(cells, sums):
    """The fewest cells that must be hidden so that each small one can be 5 and two persons more, by integer programming.

    `sums` are (total, parts) by number. No zero is hidden; what is hidden in a sum that is shown is at least 5 persons.
    """
    count, small = len(cells), [number for number, cell in enumerate(cells) if 0 < cell.numerator < 5]
    truth = np.array([cell.numerator for cell in cells])
    room = np.array([cell.denominator for cell in cells]) - truth
    matrix = np.zeros((len(sums), count))
    for row, (total, parts) in enumerate(sums):
        matrix[row, total] = 1
        matrix[row, list(parts)] = -1
    size = count * (1 + len(small))
    rules, low, high = [], [], []
    for place, number in enumerate(small, 1):
        start = place * count
        for row in matrix:
            line = np.zeros(size)
            line[start : start + count] = row
            rules.append(line), low.append(0), high.append(0)
        for each in range(count):
            for sign, most in ((1, min(room[each], 500)), (-1, truth[each])):
                line = np.zeros(size)
                line[start + each], line[each] = sign, -most
                rules.append(line), low.append(-np.inf), high.append(0)
        line = np.zeros(size)
        line[start + number] = 1
        rules.append(line), low.append(max(5 - truth[number], 2)), high.append(np.inf)
    for total, parts in sums:
        for part in parts:
            line = np.zeros(size)
            line[list(parts)] = truth[list(parts)]
            line[part] -= 5
            line[total] += 5
            rules.append(line), low.append(0), high.append(np.inf)
    forced, possible = np.zeros(size), np.ones(size)
    forced[small] = 1
    possible[:count] = truth > 0
    forced[count:], possible[count:] = -500, 500
    whole = np.concatenate([np.ones(count), np.zeros(size - count)])
    found = milp(whole, constraints=[LinearConstraint(csr_array(np.array(rules)), low, high)] if rules else [],
                 bounds=Bounds(forced, possible), integrality=whole, options={"time_limit": 20})  # fmt: skip
    return round(found.fun) if found.success else None
