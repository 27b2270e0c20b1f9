"""The workbook of a plan: real numbers, native charts over them, suppression, names of sheets, and nothing run as a formula."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from shutil import copy
from typing import Any

import openpyxl
import pytest
from openpyxl.chart.scatter_chart import ScatterChart
from openpyxl.utils import range_boundaries

from dashboard.addresses.reading import read_view
from dashboard.charts.chart import Chart
from dashboard.deck import read_choice
from dashboard.office.material import Material, read_material
from dashboard.office.workbook import workbook
from dashboard.office.workbook.sheets import sheet_name
from dashboard.queries.context import Context
from dashboard.text import text_for
from data_sources.indicators import read_indicators
from data_sources.plan_files.shipped import install_plans
from data_sources.plans import Followed, Objective, Plan, PriorityArea
from data_sources.store import Store, open_store
from tests.dashboard.meeting import NOW, OBSERVATIONS, PLAN, TODAY, fill, origin

HEAD_ROW = 5


@pytest.fixture(scope="module")
def filled(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("store") / "store.sqlite"
    copy(sqlite_template, path)
    with open_store(f"sqlite:///{path}") as store:
        yield fill(store)


def context_of(snapshot, language: str = "en", plan: str = "meeting") -> Context:
    return Context(read_view(f"/{language}/kajaani", f"plan={plan}", "kajaani"), snapshot, text_for(language), TODAY)


def written(store: Store, slides: str = "", language: str = "en", plan: str = "meeting") -> bytes:
    with store.snapshot() as snapshot:
        return workbook(context_of(snapshot, language, plan), read_choice(slides))


def with_plan(store: Store, name: str, *areas: PriorityArea) -> str:
    plan: Plan = replace(PLAN, key=name, areas=areas)
    store.save_plan(plan, NOW)
    return name


@pytest.fixture(scope="module")
def file(filled: Store) -> bytes:
    return written(filled)


@pytest.fixture(scope="module")
def book(file: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(file))


def table(sheet) -> list[dict[str, Any]]:
    heads, *rows = sheet.iter_rows(min_row=HEAD_ROW, values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in rows]


def test_sheets_in_their_order(book) -> None:
    assert book.sheetnames == ["Plan", "All series", "Health", "Work", "Empty", "Sources and methods"]


def test_the_plan_as_numbers(book) -> None:
    first, second, third, fourth = table(book["Plan"])
    assert (first["Indicator"], first["Baseline"], first["Newest value"], first["Year"]) == ("Daily smokers", 12, 11, 2024)
    assert (first["Target"], first["Target year"], first["Example target"]) == (8, 2029, "yes")
    assert first["Status"] == "Too slow"
    assert first["Pace, share of the required"] == pytest.approx(0.875)  # 1 point in 2 years; 4 in 7 are needed
    assert (second["Example target"], second["Certainty"]) == ("no", "uncertain")
    assert (third["Newest value"], third["Remark"], third["Target"]) == (14, "suppressed (2025)", None)
    assert (fourth["Newest value"], fourth["Remark"]) == (None, "no value")


def test_every_observation_is_in_the_long_form(book, filled: Store) -> None:
    rows = {(row["Code of the indicator"], row["Population group"], row["Period"]): row for row in table(book["All series"])}
    text, count = text_for("en"), 0
    with filled.snapshot() as snapshot:
        for name in ("daily-smoking", "loneliness", "unemployment"):
            for each in snapshot.series(name, ["KU205"]):
                row = rows[name, text.group(each.group), each.period.last]
                interval = [row[head] for head in row if "confidence" in head]
                assert (row["Value"], *interval) == (each.value, each.low, each.high)
                count += 1
    assert count == len(rows) == 18


def test_a_suppressed_value_is_empty_with_its_status(book) -> None:
    [row] = [row for row in table(book["All series"]) if row["Status"] == "suppressed"]
    assert (row["Code of the indicator"], row["Period"], row["Value"]) == ("unemployment", 2025, None)


def drawn_values(book, drawn: ScatterChart) -> dict[str, list[tuple[float, float]]]:
    """Return the values of the cells that a chart refers to, by the head of their column."""
    found = {}
    for series in drawn.series:
        columns = []
        for reference in (series.tx.strRef.f, series.xVal.numRef.f, series.yVal.numRef.f):
            sheet, _, area = reference.rpartition("!")
            left, top, right, bottom = range_boundaries(area)
            assert left == right
            columns.append([book[sheet.strip("'")].cell(row, left).value for row in range(top, bottom + 1)])
        [[name], years, values] = columns
        found[name] = [pair for pair in zip(years, values, strict=True) if pair[1] is not None]
    return found


def charts_of(material: Material, place: int) -> list[Chart]:
    deck = material.deck
    found = (deck.chart(each, "target") or deck.chart(each, "trend") for each in material.priorities[place].indicator_statuses)
    return [each for each in found if each]


def test_native_charts_show_the_numbers_of_the_charts(book, filled: Store) -> None:
    with filled.snapshot() as snapshot:
        material = read_material(context_of(snapshot), read_choice(""))
        for place, name in enumerate(("Health", "Work")):
            charts = charts_of(material, place)
            assert len(book[name]._charts) == len(charts) > 0
            for drawn, chart in zip(book[name]._charts, charts, strict=True):
                expected = {
                    series.name: [(point.x, point.value) for point in series.points if point.value is not None]
                    for series in chart.series
                }
                assert drawn_values(book, drawn) == expected
                assert (drawn.y_axis.scaling.min, drawn.y_axis.scaling.max) == (chart.y.ticks[0], chart.y.ticks[-1])
                assert drawn.display_blanks == "gap"


def test_the_course_to_the_target_is_dashed_and_the_observations_are_not(book) -> None:
    smokers = book["Health"]._charts[0]
    dashes = [series.graphicalProperties.line.prstDash for series in smokers.series]
    assert dashes[:2] == ["solid", "dash"]


def test_every_chart_has_its_sentence(file: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        drawings = [
            package.read(name).decode() for name in package.namelist() if re.fullmatch(r"xl/drawings/drawing\d\.xml", name)
        ]
        assert not [name for name in package.namelist() if name.startswith("xl/media")]
    sentences = [found for drawing in drawings for found in re.findall(r'name="Chart \d+" descr="([^"]+)"', drawing)]
    assert len(sentences) == 3
    assert sentences[0].startswith("Daily smokers in Kajaani in 2024: 11.0%")


def test_heads_are_frozen_and_filtered_and_numbers_have_their_decimals(book) -> None:
    plan, series = book["Plan"], book["All series"]
    assert (plan.freeze_panes, series.freeze_panes) == ("D6", "C6")
    assert (plan.auto_filter.ref, series.auto_filter.ref) == ("A5:T9", "A5:J23")
    assert plan["F6"].number_format == "#,##0.0"
    assert book.properties.language == "en"


def test_sources_and_methods(book) -> None:
    rows = [row for row in table(book["Sources and methods"]) if row["Publisher"]]
    assert [(row["Publisher"], row["Licence"], row["Series"]) for row in rows] == [("THL", "CC BY 4.0", "sotkanet:1")] * 3


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_sheet_gives_area_and_day(filled: Store, language: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(written(filled, "empty", language)))
    day = {
        "fi": "Kajaani. Tilanne 21.11.2026",
        "sv": "Kajana. Läget den 21 nov. 2026",
        "en": "Kajaani. Values as of 21 Nov 2026",
    }
    assert {sheet["A2"].value for sheet in book} == {day[language]}


def test_every_sheet_and_chart_has_the_sample_text(tmp_path, new_store) -> None:
    with new_store(tmp_path / "store.sqlite") as store:
        store.save_plan(PLAN, NOW)
        for name, observations in OBSERVATIONS.items():
            store.replace(name, observations, [replace(origin(name, "sotkanet:1"), sample=True)])
        install_plans(store, NOW)
        file = written(store)
    book = openpyxl.load_workbook(io.BytesIO(file))
    assert {sheet["A2"].value for sheet in book} == {"Sample data, not real figures"}
    assert {row["Sample"] for row in table(book["Sources and methods"]) if row["Publisher"]} == {"sample data, not real figures"}
    titles = [run.t for name in ("Health", "Work") for chart in book[name]._charts for run in chart.title.tx.rich.p[0].r]
    assert len(titles) == 3
    assert all(title.endswith("(sample data, not real figures)") for title in titles)


def test_nothing_is_run_as_a_formula(filled: Store) -> None:
    objective = Objective("evil", {"fi": '=HYPERLINK("http://example.org")'}, followed=(Followed("daily-smoking"),))
    plan = with_plan(filled, "evil", PriorityArea("evil", {"fi": "=1+1"}, (objective,)))
    book = openpyxl.load_workbook(io.BytesIO(written(filled, plan=plan)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("=")]
    assert cells
    assert {cell.data_type for cell in cells} == {"s"}


def test_thirty_indicators_with_long_names_in_one_area(filled: Store) -> None:
    names = list(read_indicators())[:30]
    objective = Objective("all", {"fi": "Pitkä " * 40}, followed=tuple(Followed(name) for name in names))
    area = PriorityArea("all", {"fi": "Liikunta/uni: [kaikki] ja hyvin pitkä nimi?"}, (objective,))
    plan = with_plan(filled, "thirty", area, replace(area, id="again"))
    book = openpyxl.load_workbook(io.BytesIO(written(filled, plan=plan)))
    assert book.sheetnames[2:4] == ["Liikunta uni kaikki ja hyvin pi", "Liikunta uni kaikki ja hyvin 2"]
    assert len(table(book["Plan"])) == 2 * sum(not read_indicators()[name].projection for name in names)


def test_a_plan_without_priority_areas(filled: Store) -> None:
    book = openpyxl.load_workbook(io.BytesIO(written(filled, plan=with_plan(filled, "nothing"))))
    assert book.sheetnames == ["Plan", "All series", "Sources and methods"]


def test_names_of_sheets_are_legal_and_unique() -> None:
    assert sheet_name("a/b", []) == "a b"
    assert sheet_name("'history'", []) == "history 2"
    assert sheet_name("???", []) == "1"
    long = "x" * 40
    assert sheet_name(long, ["x" * 31]) == "x" * 29 + " 2"
