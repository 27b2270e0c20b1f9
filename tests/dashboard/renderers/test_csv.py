"""CSV: numbers in full, and no text that a spreadsheet would run."""

import csv as reader
import io
from dataclasses import replace

import pytest

from dashboard.charts.chart import ChartPoint, Role, Series
from dashboard.renderers.csv import FORMULA_STARTS, csv
from tests.contracts.chart_cases import chart


@pytest.mark.parametrize("start", FORMULA_STARTS)
def test_a_spreadsheet_takes_no_text_for_a_formula(start):
    point = ChartPoint(2020, "2020", -1.5, period="2020")
    series = (Series(f"{start}nimi", Role.FOCUS, (point,)),)
    drawn = replace(chart("trend, one point, fi"), title=f"{start}1+1", series=series)
    row = next(reader.DictReader(io.StringIO(csv(drawn), newline="")))
    assert row["title"] == f"'{start}1+1"
    assert row["series"] == f"'{start}nimi"
    assert row["value"] == "-1.5"


def test_numbers_are_written_in_full():
    point = ChartPoint(2020, "2020", 1234567.125, period="2020")
    drawn = replace(chart("trend, one point, fi"), series=(Series("a", Role.FOCUS, (point,)),))
    assert next(reader.DictReader(io.StringIO(csv(drawn))))["value"] == "1234567.125"


def test_the_unit_of_a_gap_is_that_of_a_difference():
    rows = list(reader.DictReader(io.StringIO(csv(chart("gap, intervals and comparisons, fi")))))
    assert {row["unit"] for row in rows} == {"prosenttiyksikköä"}
