"""The values of a plan as an Excel workbook (.xlsx): the plan, all series, native charts by priority area, and the sources."""

from __future__ import annotations

import io
from datetime import UTC, datetime, time

from openpyxl import Workbook

from dashboard.deck import Choice
from dashboard.office.material import Material, Watch, read_material
from dashboard.office.workbook.alternative_texts import with_alternative_texts
from dashboard.office.workbook.chart_sheets import write_charts
from dashboard.office.workbook.plan_sheet import write_plan
from dashboard.office.workbook.series_sheet import write_series
from dashboard.office.workbook.sources_sheet import write_sources
from dashboard.queries.context import Context


def workbook(context: Context, choice: Choice, watch: Watch = iter) -> bytes:
    """Return the workbook; `choice` is which priority areas it holds, empty for the whole plan.

    Values are in full with a format of their decimals; a suppressed one is empty, with its status next to it. No text is read as
    a formula. `AddressError` where the plan has no such priority area or indicator.
    """
    material = read_material(context, choice)
    text, top = material.text, _top(material)
    book = Workbook()
    book.remove(book.worksheets[0])
    write_plan(book, material, top)
    write_series(book, material, top)
    sentences = [write_charts(book, priority, material, top) for priority in watch(material.priorities)]
    write_sources(book, material, top)
    properties = book.properties
    properties.title, properties.creator, properties.language = (
        f"{material.plan}, {text.area(material.area)}" if material.owner is None else material.deck.subject,
        "Hytetaulu",
        text.language,
    )
    properties.created = datetime.combine(context.today, time(), UTC).replace(tzinfo=None)
    stream = io.BytesIO()
    book.save(stream)
    return with_alternative_texts(stream.getvalue(), [each for each in sentences if each])


def _top(material: Material) -> list[str]:
    """Return the top of every sheet: the sample text, where values are samples; the area, whose plan it is, and the day."""
    text = material.text
    day = text.t("Values as of {date}", date=text.date(material.context.today))
    return [text.capitalise(material.sample), f"{material.deck.subject}. {day}"]
