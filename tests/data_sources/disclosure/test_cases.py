"""Tables from which a hidden number could once be worked out, each for its kind."""

from dataclasses import replace

import pytest

from data_sources.disclosure.cells import Cell, HidingReason, Minimums
from data_sources.disclosure.complements import protect_together
from data_sources.disclosure.intervals import small_counts
from data_sources.disclosure.suppression import protect, suppress
from data_sources.model import AreaLevel, ObservationStatus, Period, PopulationGroup

YEAR = Period.year(2025)
HIDDEN, MISSING = ObservationStatus.SUPPRESSED, ObservationStatus.MISSING


def cell(counts, group="", area="KU205", **fields):
    """A cell of "3/40"; "" has no counts."""
    numerator, _, denominator = counts.partition("/")
    number = {"numerator": float(numerator) if numerator else None, "denominator": float(denominator) if denominator else None}
    return Cell(area, PopulationGroup.parse(group), **{"period": YEAR, **number, **fields})


def shown(cells, **asked):
    """What is published: the counts of each cell, "*" where it is suppressed, "" where it has none."""
    return [
        "*" if each.status is HIDDEN else "" if each.numerator is None else f"{each.numerator:g}/{each.denominator:g}"
        for each in protect(cells, **asked).cells
    ]


def test_a_blank_row_and_one_left_out_hide_the_other_part():
    everybody, women = cell("40/100"), cell("37/60", "sex=female")
    assert shown([everybody, women]) == ["40/100", "*"]
    assert shown([everybody, women, cell("", "sex=male", status=MISSING)]) == ["40/100", "*", ""]


def test_a_zero_is_no_partner():
    levels = [cell("0/20", "education=low"), cell("1/20", "education=middle"), cell("39/60", "education=high")]
    assert shown([cell("40/100"), *levels]) == ["40/100", "0/20", "*", "*"]


def test_nobody_is_no_partner():
    levels = [cell("", "education=low", status=MISSING), cell("3/40", "education=middle"), cell("37/60", "education=high")]
    assert shown([cell("40/100"), *levels]) == ["40/100", "", "*", "*"]


def test_the_ages_between_two_nested_ones_are_protected():
    assert shown([cell("20/100", "age=65+"), cell("17/60", "age=75+")]) == ["20/100", "*"]
    assert shown([cell("30/300", "age=65+"), cell("29/250", "age=75+")]) == ["30/300", "*"]


def test_hidden_zeros_whose_sum_is_shown_take_another_with_them():
    levels = [cell("0/5", "education=low"), cell("0/6", "education=middle"), cell("40/100", "education=high")]
    assert shown([cell("40/111"), *levels]) == ["40/111", "*", "*", "*"]


def test_a_countys_rest_is_protected():
    county = cell("53/400", area="HVA20", level=AreaLevel.COUNTY)
    assert shown([county, cell("50/300", parents=("HVA20", "MK18"))]) == ["53/400", "*"]


def test_a_regions_municipalities_are_its_parts_as_a_countys_are():
    region = cell("53/400", area="MK18", level=AreaLevel.REGION)
    towns = [cell("50/300", parents=("HVA20", "MK18")), cell("3/100", area="KU290", parents=("HVA20", "MK18"))]
    assert shown([region, *towns]) == ["53/400", "*", "*"]


def test_districts_are_parts_of_their_municipality_and_subtotals_of_districts_are_known():
    district = {"parents": ("KU205",), "level": AreaLevel.DISTRICT}
    assert shown([cell("53/400"), cell("50/300", area="KU205-a", **district), cell("3/100", area="KU205-b", **district)]) == [
        "53/400", "*", "*",
    ]  # fmt: skip
    counts = {"a": "350/600", "b": "3/20", "c": "20/100", "d": "10/50", "b-and-c": "23/120"}
    districts = [cell(text, area=f"KU205-{name}", **district) for name, text in counts.items()]
    assert shown(districts) == ["350/600", "*", "*", "10/50", "23/120"]


def test_areas_of_the_same_municipalities_are_hidden_together():
    county = [
        cell(*row, area="HVA20", level=AreaLevel.COUNTY) for row in (("30/300",), ("3/100", "sex=male"), ("27/200", "sex=female"))
    ]
    region = cell("27/200", "sex=female", area="MK18", level=AreaLevel.REGION)
    assert shown([*county, region]) == ["30/300", "*", "*", "*"]


def test_pooled_years_less_one_of_them_are_the_other():
    pooled = cell("12/200", period=Period(2023, 2024))
    assert shown([cell("9/100", period=Period.year(2023)), pooled]) == ["*", "12/200"]


def test_a_value_without_counts_has_those_that_the_others_leave():
    cells = [cell("40/100"), cell("37/60", "sex=female"), cell("", "sex=male", value=7.5)]
    assert shown(cells) == ["40/100", "*", "*"]
    assert protect(cells).cells[2].value is None


def test_zeros_that_leave_one_place_for_a_small_total_are_hidden():
    levels = [cell("0/20", "education=low"), cell("0/20", "education=middle"), cell("4/60", "education=high")]
    assert shown([cell("4/100"), *levels]) == ["*"] * 4


def test_only_both_sides_hide_complements_and_all_of_a_group():
    ten = [cell("98/100"), cell("50/50", "sex=female"), cell("48/50", "sex=male")]
    assert shown(ten) == ["98/100", "50/50", "48/50"]
    assert shown(ten, limits=Minimums(both_sides=True)) == ["*", "*", "*"]
    eighteen = [cell("40/60"), cell("15/15", "sex=female"), cell("25/45", "sex=male")]
    assert shown(eighteen) == ["40/60", "15/15", "25/45"]
    assert shown(eighteen, limits=Minimums(both_sides=True)) == ["40/60", "*", "*"]


def test_yes_and_no_are_hidden_together():
    yes = [cell("3/50", "sex=female"), cell("20/50", "sex=male"), cell("30/90", area="KU290")]
    no = [cell("47/50", "sex=female"), cell("30/50", "sex=male"), cell("60/90", area="KU290")]
    found = protect_together({"yes": yes, "no": no}, Minimums(), {})
    for protection in found.values():
        assert [each.status is HIDDEN for each in protection.cells] == [True, True, False]


def test_three_answers_to_one_question_are_hidden_together():
    tables = {"a": [cell("3/50")], "b": [cell("17/50")], "c": [cell("30/50")]}
    found = protect_together(tables, Minimums(), {})
    assert all(protection.cells[0].status is HIDDEN for protection in found.values())


def test_a_corrected_version_keeps_its_partner():
    def version(total, middle):
        levels = [cell("3/80", "education=low"), cell(middle, "education=middle"), cell("37/120", "education=high")]
        return [cell(total), *levels]

    first = protect(version("60/300", "20/100")).cells
    assert [each.status is HIDDEN for each in first] == [False, True, True, False]
    assert shown(version("78/320", "38/120"), before={each.key: each for each in first}) == ["78/320", "*", "*", "37/120"]
    assert shown(version("78/320", "38/120")) == ["78/320", "*", "38/120", "*"]  # what it would be without the first


def test_what_a_version_hid_is_not_told_by_the_next():
    first = protect([cell("20/200"), cell("3/100", "sex=female"), cell("17/100", "sex=male")]).cells
    second = [cell("22/201"), cell("5/101", "sex=female"), cell("17/100", "sex=male")]
    protection = protect(second, before={each.key: each for each in first})
    assert protection.reasons == {1: HidingReason.BEFORE, 2: HidingReason.BEFORE}


def test_a_partner_that_a_version_has_shown_protects_nothing():
    first = [
        cell("60/300"),
        *(cell(text, f"education={level}") for level, text in (("low", "5/80"), ("middle", "20/100"), ("high", "35/120"))),
    ]
    second = [cell("59/300"), replace(first[1], numerator=4.0), first[2], first[3]]
    protection = protect(second, before={each.key: each for each in first})
    assert protection.cells[0].status is HIDDEN


def test_a_total_smaller_than_its_parts_is_named_with_them():
    cells = [cell("40/100"), cell("37/60", "sex=female"), cell("33/60", "sex=male")]
    (first, second) = protect(cells).misfits
    assert (first.what, first.stated, first.summed, first.total, first.parts) == ("numerator", 40, 70, cells[0], tuple(cells[1:]))
    assert (second.what, second.stated, second.summed) == ("denominator", 100, 120)


def test_weights_and_rounding_are_no_misfit():
    assert protect([cell("40.2/100"), cell("20.4/50", "sex=female"), cell("20.3/50", "sex=male")]).misfits == ()


def test_a_mean_of_few_persons_is_hidden_and_another_with_it():
    cells = [cell("/63", value=30.0), cell("/60", "sex=female", value=31.0), cell("/3", "sex=male", value=9.0)]
    assert [each.value for each in suppress(cells)] == [30.0, None, None]


@pytest.mark.parametrize(
    ("value", "low", "high", "counts"),
    [(7.5, 2.6, 19.9, (3.0, 40.0)), (12.0, 9.4, 15.2, None), (7.5, 5.0, 11.0, None), (75.0, 40.9, 92.9, (6.0, 8.0))],
)
def test_an_interval_may_tell_small_counts(value, low, high, counts):
    assert small_counts(value, low, high, 100, Minimums()) == counts


def test_towns_by_age_that_hang_together_in_hundreds_of_sums_are_protected():
    ages = ("20-34", "35-44", "45-54", "55-64", "65-74", "75+")
    towns = {f"KU9{place:02}": [2 if (place + age) % 6 in (0, 1) else 50 for age in range(6)] for place in range(23)}
    rows = {"HVA77": [sum(town[age] for town in towns.values()) for age in range(6)], **towns}
    cells = [
        cell(f"{number}/{400 * (23 if area == 'HVA77' else 1)}", f"age={age}", area=area,
             parents=() if area == "HVA77" else ("HVA77",), level=AreaLevel.COUNTY if area == "HVA77" else AreaLevel.MUNICIPALITY)
        for area, numbers in rows.items()
        for age, number in zip(ages, numbers, strict=True)
    ]  # fmt: skip
    cells += [
        cell(f"{sum(numbers)}/{2400 * (23 if area == 'HVA77' else 1)}", area=area,
             parents=() if area == "HVA77" else ("HVA77",), level=AreaLevel.COUNTY if area == "HVA77" else AreaLevel.MUNICIPALITY)
        for area, numbers in rows.items()
    ]  # fmt: skip
    protection = protect(cells)
    assert protection.unprotected == ()
    assert sum(reason is HidingReason.SMALL for reason in protection.reasons.values()) == 46
    assert len(protection.reasons) < 80


def test_sums_that_do_not_have_all_parts_still_tell():
    """Total, low and middle: "high" is not there."""
    levels = [cell("3/40", "education=low"), cell("37/60", "education=middle")]
    assert shown([cell("40/100"), *levels]) == ["40/100", "*", "*"]


def test_rows_left_out_of_a_crossing_follow_from_its_margins():
    """Women of low and high education are not there, yet both follow, and with them those of the middle."""
    margins = [
        cell("112/526"),
        cell("37/196", "education=low"),
        cell("29/184", "education=middle"),
        cell("46/146", "education=high"),
    ]
    women = [cell("41/273", "sex=female"), cell("1/79", "education=middle;sex=female")]
    men = [cell("71/253", "sex=male"), cell("32/107", "education=low;sex=male"), cell("11/41", "education=high;sex=male")]
    found = shown([*margins, *women, *men])
    assert found[5] == "*"
    assert "*" in found[6:]
