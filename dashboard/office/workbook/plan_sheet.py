"""The sheet of the plan: a row for each indicator of each objective, with baseline, newest value, target, status and pace."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.analysis.progress import Progress
from dashboard.monitoring.goal import goal_text
from dashboard.monitoring.own_values_text import absent_text
from dashboard.monitoring.status import PriorityStatus, StatedStatus
from dashboard.monitoring.tally import state_of
from dashboard.monitoring.tally_text import STATES, tally_sentence
from dashboard.office.material import Material
from dashboard.office.plan_rows import PlanRow, plan_row, stated_status
from dashboard.office.workbook.sheets import Value, add_row, add_sheet, close_table, number_format, write_heads
from dashboard.renderers.xlsx import HEAD_ROW
from dashboard.text import Text

LINE_HEIGHT = 15
"""Height of a line in points."""
PERCENT, YEAR = "0 %", "0"


def write_plan(book: Workbook, material: Material, top: list[str]) -> None:
    """Write the sheet; every target has a row, and every indicator of an objective without one."""
    text = material.text
    said = f"{tally_sentence(material.objectives, material.area, text)}."
    sheet = add_sheet(book, text.t("Plan"), material.plan, [*top, said])
    heads = _heads(text)
    write_heads(sheet, heads, frozen=3)
    for priority in material.priorities:
        for values, decimals in _rows(priority, material):
            add_row(sheet, (text.name(priority.priority.name), *values), _formats(decimals))
    close_table(sheet, len(heads))
    _wrap(sheet, [width for _, width in heads])


def _wrap(sheet: Worksheet, widths: list[float]) -> None:
    """Wrap long texts, and make their rows as high as they need: not every program does so when it opens the file."""
    for row, cells in enumerate(sheet.iter_rows(min_row=HEAD_ROW + 1), start=HEAD_ROW + 1):
        lines = [len(wrap(str(each.value or ""), int(width) - 3)) for each, width in zip(cells, widths, strict=True)]
        sheet.row_dimensions[row].height = LINE_HEIGHT * max(1, *lines)
        for each in cells:
            each.alignment = Alignment(wrap_text=True, vertical="top", indent=1 if isinstance(each.value, str) else 0)


def _rows(priority: PriorityStatus, material: Material) -> Iterator[tuple[tuple[Value, ...], int]]:
    """Yield the values of each row after the priority area, with the decimals of its numbers."""
    text = material.text
    for objective in priority.objectives:
        name = text.name(objective.objective.name)
        for each in objective.indicator_statuses:
            row = plan_row(each)
            yield (name, *_values(row, text)), row.indicator.decimals
        for stated in objective.stated:
            yield (name, *_stated_values(stated, material)), 0


def _heads(text: Text) -> list[tuple[str, float]]:
    return [
        (text.t("Priority area"), 28),
        (text.t("Objective"), 34),
        (text.t("Indicator"), 38),
        (text.t("Population group"), 22),
        (text.t("Unit"), 14),
        (text.t("Baseline"), 13),
        (text.t("Baseline year"), 10),
        (text.t("Newest value"), 12),
        (text.t("Year"), 10),
        (text.t("Whose value"), 22),
        (text.t("Remark"), 16),
        (text.t("Change"), 12),
        (text.t("Target"), 11),
        (text.t("Target in words"), 24),
        (text.t("Target year"), 10),
        (text.t("Example target"), 14),
        (text.t("Status"), 26),
        (text.t("Counted as"), 16),
        (text.t("Pace, share of the required"), 13),
        (text.t("Certainty"), 13),
    ]


def _formats(decimals: int) -> tuple[str, ...]:
    number = number_format(decimals)
    return ("", "", "", "", "", number, YEAR, number, YEAR, "", "", number, number, "", YEAR, "", "", "", PERCENT, "")


def _values(row: PlanRow, text: Text) -> tuple[Value, ...]:
    indicator_status, target, newest = row.indicator_status, row.target, row.indicator_status.newest

    def rounded(value: float | None) -> float | None:
        return None if value is None else round(value, row.indicator.decimals)

    return (
        text.name(row.indicator.name),
        text.group(indicator_status.group),
        text.unit(row.indicator.unit),
        rounded(row.baseline),
        row.baseline_year,
        rounded(newest.value if newest else None),
        _period(row, text),
        text.name(indicator_status.observed_area.name) if indicator_status.observed_area else "",
        _remark(row, text),
        rounded(indicator_status.change),
        rounded(target.target if target else None),
        goal_text(target, row.indicator, text) if target else "",
        target.years.last if target else None,
        (text.t("yes") if target.example else text.t("no")) if target else "",
        text.capitalise(row.status(text)),
        _state(indicator_status.progress, text),
        None if row.pace is None else round(row.pace, 4),
        row.certainty(text),
    )


def _stated_values(stated: StatedStatus, material: Material) -> tuple[Value, ...]:
    text, target = material.text, stated.target
    status = text.capitalise(stated_status(stated, material.area, text))
    before = (text.name(target.name), "", "", None, None, None, None, "", "", None, None, "")
    return (*before, target.years.last, "", status, _state(stated.progress, text), None, "")


def _state(progress: Progress | None, text: Text) -> str:
    """Return the state that the target is counted in; empty without a target."""
    return text.capitalise(text.t(STATES[state_of(progress)])) if progress else ""


def _period(row: PlanRow, text: Text) -> Value:
    newest = row.indicator_status.newest
    if newest is None:
        return None
    return newest.period.last if newest.period.first == newest.period.last else text.period(newest.period)


def _remark(row: PlanRow, text: Text) -> str:
    """Return that the area's newest value is missing or suppressed: its cell is empty or has a parent area's value."""
    if row.hidden is not None:
        return f"{text.status(row.hidden.status)} ({text.period(row.hidden.period)})"
    if row.indicator_status.newest is None:
        return text.t("no value")
    return "" if row.indicator_status.own else absent_text(row.indicator_status, text)
