"""The sheet of all series in long form: a row for each observation, with numbers as numbers and the status."""

from __future__ import annotations

from openpyxl import Workbook

from dashboard.office.material import Material
from dashboard.office.series import areas_of, series_of
from dashboard.office.workbook.sheets import Value, add_row, add_sheet, close_table, number_format, write_heads
from dashboard.text import Text
from data_sources.model import Indicator, Observation, is_shown


def write_series(book: Workbook, material: Material, top: list[str]) -> None:
    """Write every observation of the material's indicators in the area, its county and country and the areas compared with."""
    text = material.text
    sheet = add_sheet(book, text.t("All series"), text.t("All series in long form"), top)
    heads = _heads(text)
    write_heads(sheet, heads, frozen=2)
    names = {area.code: text.name(area.name) for area in areas_of(material)}
    for indicator in material.indicators:
        decimals = number_format(indicator.decimals)
        formats = ("", "", "", "", "", "0", decimals, decimals, decimals, "")
        for each in series_of(indicator, material):
            add_row(sheet, _values(each, indicator, names[each.area], text), formats)
    close_table(sheet, len(heads))


def _heads(text: Text) -> list[tuple[str, float]]:
    interval = text.t("95% confidence interval")
    return [
        (text.t("Code of the indicator"), 26),
        (text.t("Indicator"), 40),
        (text.t("Unit"), 14),
        (text.t("Area"), 26),
        (text.t("Population group"), 28),
        (text.t("Period"), 11),
        (text.t("Value"), 12),
        (f"{interval}, {text.t('lower end')}", 16),
        (f"{interval}, {text.t('upper end')}", 16),
        (text.capitalise(text.t("status")), 20),
    ]


def _values(each: Observation, indicator: Indicator, area: str, text: Text) -> tuple[Value, ...]:
    shown = is_shown(each)
    period: Value = each.period.last if each.period.first == each.period.last else text.period(each.period)
    numbers = (each.value, each.low, each.high) if shown else (None, None, None)
    names = (indicator.id, text.name(indicator.name), text.unit(indicator.unit), area, text.group(each.group))
    return (*names, period, *numbers, text.status(each.status))
