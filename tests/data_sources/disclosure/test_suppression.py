"""Small numbers are hidden, and nothing that is shown lets anybody work them out."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_sources.disclosure.suppression import Cell, suppress
from data_sources.model import TOTAL, AreaLevel, ObservationStatus, Period, PopulationGroup
from tests.examples import examples

YEAR = Period.year(2024)
HIDDEN = ObservationStatus.SUPPRESSED


def cell(numerator, group="", area="KU205", denominator=1000.0, **fields):
    return Cell(area, PopulationGroup.parse(group), YEAR, numerator, denominator, **fields)


def shown(cells, **limits):
    """Numerators as they are published; None where hidden."""
    return [each.numerator for each in suppress(cells, **limits)]


def test_one_to_four_are_hidden_and_zero_and_five_are_shown():
    alone = [cell(number, area=f"KU{place:03}") for place, number in enumerate([0, 1, 4, 5, 4.9])]
    assert shown(alone) == [0, None, None, 5, None]


def test_a_small_denominator_hides_a_cell():
    assert shown([cell(8, denominator=9), cell(8, denominator=10, area="KU290")]) == [None, 8]


def test_the_limits_are_the_callers():
    assert shown([cell(8), cell(3, area="KU290")], minimum_numerator=2) == [8, 3]


def test_a_hidden_cell_bears_no_number_and_keeps_its_place():
    first, second = suppress([cell(3, value=0.3, low=0.1, high=0.9), cell(80, area="KU290", value=8.0)])
    numbers = (first.numerator, first.denominator, first.value, first.low, first.high)
    assert (numbers, first.status, first.area) == ((None,) * 5, HIDDEN, "KU205")
    assert (second.value, second.status) == (8.0, ObservationStatus.NORMAL)


def test_of_two_sexes_the_other_is_hidden_too():
    assert shown([cell(40), cell(37, "sex=female"), cell(3, "sex=male")]) == [40, None, None]


def test_of_three_levels_of_education_the_smallest_other_is_hidden_too():
    levels = [cell(60), cell(3, "education=low"), cell(37, "education=middle"), cell(20, "education=high")]
    assert shown(levels) == [60, None, 37, None]


def test_two_hidden_of_three_are_enough():
    levels = [cell(60), cell(3, "education=low"), cell(4, "education=middle"), cell(53, "education=high")]
    assert shown(levels) == [60, None, None, 53]


def test_of_a_countys_municipalities_the_smallest_other_is_hidden_too():
    towns = [cell(number, area=f"KU{number:03}", parents=("HVA20", "MK18")) for number in (3, 30, 20)]
    county = cell(53, area="HVA20", level=AreaLevel.COUNTY)
    assert shown([county, *towns]) == [53, None, 30, None]
    assert shown(towns) == [None, 30, None]


def test_ages_that_follow_one_another_add_up():
    ages = [cell(53, "age=20+"), cell(3, "age=20-64"), cell(50, "age=65+")]
    assert shown(ages) == [53, None, None]


def test_ages_that_overlap_are_no_sum():
    assert shown([cell(53), cell(3, "age=75+"), cell(20, "age=65+")]) == [53, None, 20]


def test_an_age_within_an_age_does_not_protect_what_adds_up_with_both():
    ages = [cell(53), cell(3, "age=20-64"), cell(50, "age=65+"), cell(20, "age=75+")]
    assert shown(ages) == [53, None, None, 20]


def test_both_directions_of_a_table_are_protected():
    towns = ("KU205", "KU290", "KU578")
    numbers = {"KU205": (3, 40), "KU290": (30, 20), "KU578": (50, 60)}
    cells = [cell(sum(numbers[town]), area=town, parents=("HVA20",)) for town in towns]
    for sex, town in product((0, 1), towns):
        group = ("sex=female", "sex=male")[sex]
        cells.append(cell(numbers[town][sex], group, area=town, parents=("HVA20",)))
    # women of Kajaani: its men go with them, and to protect those in the county the sexes of one more town
    assert shown(cells) == [43, 50, 110, None, None, 50, None, None, 60]


def test_what_the_giver_has_hidden_is_protected_too():
    cells = [cell(40), replace(cell(None, "sex=female", denominator=None), status=HIDDEN), cell(21, "sex=male")]
    assert shown(cells) == [40, None, None]


def test_values_without_counts_are_left_as_they_are():
    cells = [cell(None, group, denominator=None, value=7.0) for group in ("", "sex=female", "sex=male")]
    assert [each.value for each in suppress(cells)] == [7.0, 7.0, 7.0]


def test_periods_do_not_add_up():
    cells = [cell(40), replace(cell(3), period=Period.year(2025))]
    assert shown(cells) == [40, None]


def test_a_cell_that_comes_twice_is_refused():
    with pytest.raises(ValueError, match="twice"):
        suppress([cell(40), cell(30)])


AREAS = ("KU105", "KU205", "KU290")
AGES = ("age=20-64", "age=65-74", "age=75+", "age=65+")
SEXES = ("sex=female", "sex=male")


@st.composite
def tables(draw):
    """Tables of towns by sex and age whose sums agree, with or without the sums themselves."""
    areas, ages = AREAS[: draw(st.integers(2, 3))], draw(st.sampled_from([(), AGES[:3], AGES, ("age=20-64", "age=65+")]))
    few = st.one_of(st.integers(0, 6), st.integers(0, 60))
    atoms = {key: draw(few) for key in product(areas, SEXES, AGES[:3])}
    numbers = {}
    for (area, sex, age), number in atoms.items():
        within = [age, "age=65+"] if age in AGES[1:3] else [age]
        for place, one, years in product((area, "HVA20"), (sex, ""), ("", *within)):
            if years in ("", *ages):
                group = PopulationGroup.parse(";".join(filter(None, (years, one))))
                numbers[place, group] = numbers.get((place, group), 0) + number
    kept = {key: number for key, number in numbers.items() if key[1] == TOTAL or draw(st.integers(0, 9))}
    return [
        Cell(area, group, YEAR, number, 1000.0, parents=() if area == "HVA20" else ("HVA20",),
             level=AreaLevel.COUNTY if area == "HVA20" else AreaLevel.MUNICIPALITY)
        for (area, group), number in kept.items()
    ]  # fmt: skip


def vector(each, atoms):
    """A cell as the sum of towns by sex and age that it is."""
    pairs = dict(each.group.pairs)
    ages = {"65+": ("65-74", "75+")}.get(pairs.get("age", ""), (pairs.get("age"),))
    return [
        float(
            (each.area in ("HVA20", area))
            and pairs.get("sex", sex.partition("=")[2]) == sex.partition("=")[2]
            and ("age" not in pairs or age.partition("=")[2] in ages)
        )
        for area, sex, age in atoms
    ]


def solvable(published, known, atoms):
    """Hidden cells whose row adds nothing to the rank of what is known."""
    rows = np.array([[0.0] * len(atoms), *(vector(each, atoms) for each in known)])
    rank = np.linalg.matrix_rank(rows)
    hidden = [each for each in published if each.status is HIDDEN]
    return [each for each in hidden if np.linalg.matrix_rank(np.vstack([rows, vector(each, atoms)])) == rank]


@examples(50)
@given(tables())
def test_no_hidden_number_can_be_solved_from_the_shown_ones(table):
    published = suppress(table)
    atoms = list(product(sorted({each.area for each in table} - {"HVA20"}), SEXES, AGES[:3]))
    assert solvable(published, [each for each in published if each.status is not HIDDEN], atoms) == []


@pytest.mark.parametrize("seed", range(6))
def test_no_hidden_number_can_be_solved_when_all_sums_are_published_elsewhere(seed):
    """Towns by sex and age without any sum; in tables of almost only small numbers this cannot be held, since zeros and ones
    protect nothing.
    """
    numbers = np.random.default_rng(seed).integers(1, 21, 18)
    atoms = list(product(AREAS, SEXES, AGES[:3]))
    groups = [PopulationGroup.parse(f"{age};{sex}") for _, sex, age in atoms]
    table = [
        Cell(area, group, YEAR, float(number), 1000.0, parents=("HVA20",))
        for (area, _, _), group, number in zip(atoms, groups, numbers, strict=True)
    ]
    sums = [Cell("HVA20", group, YEAR, 0, 0) for group in groups]
    for area in AREAS:
        sums += [Cell(area, PopulationGroup.parse(group), YEAR, 0, 0) for group in (*SEXES, *AGES[:3])]
    sums = [each for each in sums if not 0 < np.dot(vector(each, atoms), numbers) < 5]  # nobody publishes those
    published = suppress(table)
    assert solvable(published, [*sums, *(each for each in published if each.status is not HIDDEN)], atoms) == []


@pytest.mark.slow
def test_a_large_table_shows_no_small_number():
    """All municipalities by sex and education: 1,848 cells, a third of them small; the benchmarks time it."""
    random = np.random.default_rng(1)
    groups = ["", *SEXES, *(f"education={level}" for level in ("low", "middle", "high"))]
    table = [
        cell(float(random.integers(0, 15)), group, area=f"KU{town:03}", parents=(f"HVA{town % 21:02}",))
        for town in range(308)
        for group in groups
    ]
    published = suppress(table)
    assert all(each.numerator is None or not 0 < each.numerator < 5 for each in published)
