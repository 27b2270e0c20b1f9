"""JSON-stat 2 and THL's dialect: the same cube in every form it may come in, and a clear message for what is no cube."""

import copy
import json
import math
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_sources.errors import SourceError
from data_sources.formats.json_stat import SUPPRESSED_SIGNS, read_cube
from tests.examples import examples


def answer(**changes):
    """Two areas and three years: Kajaani has no value of 2021 and a provisional one of 2022."""
    whole = {
        "version": "2.0",
        "class": "dataset",
        "id": ["alue", "vuosi"],
        "size": [2, 3],
        "dimension": {
            "alue": {
                "label": "Alue",
                "category": {"index": {"SSS": 0, "KU205": 1}, "label": {"SSS": "KOKO MAA", "KU205": "Kajaani"}},
            },
            "vuosi": {"label": "Vuosi", "category": {"index": {"2020": 0, "2021": 1, "2022": 2}}},
        },
        "value": [10, 11, 12, 1, None, 3.5],
        "status": {"4": "..", "5": "*"},
    }
    return {key: value for key, value in (whole | changes).items() if value is not None}


CELLS = [
    (("SSS", "2020"), 10, ""),
    (("SSS", "2021"), 11, ""),
    (("SSS", "2022"), 12, ""),
    (("KU205", "2020"), 1, ""),
    (("KU205", "2021"), None, ".."),
    (("KU205", "2022"), 3.5, "*"),
]


def listed_index():
    whole = copy.deepcopy(answer())
    whole["dimension"]["alue"]["category"]["index"] = ["SSS", "KU205"]
    whole["dimension"]["vuosi"]["category"]["index"] = ["2020", "2021", "2022"]
    return whole


def unordered_index():
    whole = copy.deepcopy(answer())
    whole["dimension"]["alue"]["category"]["index"] = {"KU205": 1, "SSS": 0}
    return whole


def in_thls_way():
    whole = answer()
    inside = {"id": whole["id"], "size": whole["size"], **whole["dimension"]}
    values = {"0": "10", "1": "11,0", "2": "12.0", "3": "1", "4": "..", "5": "3,5"}
    return {"dataset": {"version": "2.0", "dimension": inside, "value": values, "status": {"5": "*"}}}


@pytest.mark.parametrize(
    "whole",
    [
        answer(),
        listed_index(),
        unordered_index(),
        in_thls_way(),
        answer(value={"0": 10, "1": 11, "2": 12, "3": 1, "5": 3.5}),
        answer(status=["", "", "", None, "..", "*"]),
        answer(value=[10, 11, 12, 1, "..", 3.5], status={"5": "*"}),
    ],
    ids=["dense", "index as list", "index not in order", "THL", "sparse values", "dense status", "sign as value"],
)
def test_every_form_is_the_same_cube(whole):
    assert list(read_cube(json.loads(json.dumps(whole)), "StatFin").cells()) == CELLS


def test_labels_are_kept():
    area, year = read_cube(answer(), "StatFin").dimensions
    assert area.labels == {"SSS": "KOKO MAA", "KU205": "Kajaani"}
    assert year.labels == {}


def test_a_dimension_of_one_category_needs_no_index():
    whole = answer(
        id=["alue"], size=[1], dimension={"alue": {"category": {"label": {"SSS": "KOKO MAA"}}}}, value=[5], status=None
    )
    assert list(read_cube(whole, "StatFin").cells()) == [(("SSS",), 5, "")]


def test_an_empty_list_of_values_has_no_value_at_all():
    cells = list(read_cube(answer(value=[], status=None), "THL").cells())
    assert len(cells) == 6
    assert {value for _, value, _ in cells} == {None}


def test_zero_is_a_value_and_nothing_is_none():
    cube = read_cube(answer(value=[0, 0.0, None, "0", "-", "..."], status=None), "THL")
    assert [value for _, value, _ in cube.cells()] == [0, 0, None, 0, None, None]
    assert cube.flags(SUPPRESSED_SIGNS).tolist() == [[False] * 3, [False, False, True]]


@pytest.mark.parametrize(
    ("spoilt", "what"),
    [
        (None, "the answer is no object"),
        ([], "the answer is no object"),
        ({"title": "Väestö", "variables": []}, "dimension is no object"),
        (answer(value=[1, 2]), "2 values for 6 cells"),
        (answer(value={"6": 1}), "cell '6' of 6 cells"),
        (answer(value={"-1": 1}), "cell '-1' of 6 cells"),
        (answer(value=[1, 2, 3, 4, 5, True]), "'True' is no value"),
        (answer(value=[1, 2, 3, 4, 5, "six"]), "'six' is no value"),
        (answer(value=[1, 2, 3, 4, 5, 10**400]), "too large"),
        (answer(value=None), "value is no list"),
        (answer(status=["", ""]), "2 statuses for 6 cells"),
        (answer(size=[2]), "do not go together"),
        (answer(size=[3, 2]), "dimension alue has 2 categories and size 3"),
        (answer(size=[10**9, 10**9]), "sizes are"),
        (answer(id=["alue", "alue"]), "do not go together"),
        (answer(dimension={}), "dimension alue is no object"),
    ],
)
def test_what_is_malformed_is_named(spoilt, what):
    with pytest.raises(
        SourceError, match=r"StatFin table x/1: the answer is no JSON-stat, .* stored values are unchanged"
    ) as caught:
        read_cube(spoilt, "StatFin table x/1")
    assert what in str(caught.value)


def test_a_large_cube_is_read_cell_by_cell():
    sizes = [100, 50, 20]
    dimension = {
        f"d{n}": {"category": {"index": {f"{n}-{place}": place for place in range(size)}}} for n, size in enumerate(sizes)
    }
    values = [None if n % 7 == 0 else n for n in range(math.prod(sizes))]
    cube = read_cube({"id": list(dimension), "size": sizes, "dimension": dimension, "value": values}, "StatFin")
    cells = list(cube.cells())
    assert len(cells) == 100_000
    assert cells[99_999] == (("0-99", "1-49", "2-19"), 99_999, "")
    assert cells[7] == (("0-0", "1-0", "2-7"), None, "")
    assert sum(value is None for _, value, _ in cells) == 14_286


SCRAP = st.none() | st.booleans() | st.integers(-3, 10**12) | st.floats() | st.text(max_size=4) | st.just([]) | st.just({})


def mangled(whole, chance, scrap):
    """Put scrap in the place of something, take something away or double it, once or a few times."""
    whole = copy.deepcopy(whole)
    for _ in range(chance.randint(1, 4)):
        places = list(inner_places(whole))
        if not places:
            break
        holder, key = chance.choice(places)
        match chance.randint(0, 3):
            case 0:
                holder[key] = scrap
            case 1:
                del holder[key]
            case 2 if isinstance(holder, dict):
                holder[str(scrap)] = holder.pop(key)
            case _ if isinstance(holder, list):
                holder.insert(key, scrap)
    return whole


def inner_places(value):
    keys = value.keys() if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for key in list(keys):
        yield value, key
        yield from inner_places(value[key])


def reads_or_reports(whole):
    try:
        cells = list(read_cube(whole, "StatFin").cells())
    except SourceError as error:
        assert str(error).startswith("StatFin: the answer is no JSON-stat")
    else:
        assert all(value is None or isinstance(value, float | int) for _, value, _ in cells)


@given(seed=st.integers(0, 10**9), scrap=SCRAP, form=st.sampled_from([answer(), listed_index(), in_thls_way()]))
@examples(500)
def test_mangled_cubes_are_read_or_reported(seed, scrap, form):
    reads_or_reports(mangled(form, random.Random(seed), scrap))  # noqa: S311  # which part is mangled is no secret


@pytest.mark.slow
@given(seed=st.integers(0, 10**9), scrap=SCRAP, form=st.sampled_from([answer(), listed_index(), in_thls_way()]))
@settings(max_examples=2_000, deadline=None)
def test_two_thousand_mangled_cubes_are_read_or_reported(seed, scrap, form):
    reads_or_reports(mangled(form, random.Random(seed), scrap))  # noqa: S311  # as above
