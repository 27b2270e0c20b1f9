"""Every operation of the API: its address, its parameters, and the function that writes its reply."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias
from urllib.parse import urlencode

from dashboard.addresses.errors import AddressError, MovedError
from dashboard.addresses.reading import read_view
from dashboard.addresses.view import View
from dashboard.api import listings, observations, parameters, plans
from dashboard.api.formats import Found, as_csv, as_json, as_json_stat
from dashboard.api.query import ApiParameter, ProblemError
from dashboard.queries.charts import read_chart
from dashboard.queries.context import Context
from dashboard.renderers import EXPORT_FORMATS, ExportOptions
from dashboard.renderers.csv import CsvForm, excel_form
from dashboard.text import text_for
from data_sources.model import DEFAULT_LANGUAGE
from data_sources.store import Snapshot

BASE = "/api/v1"


def _(message: str) -> str:
    """Mark a message for the catalogues; the page of the API translates it."""
    return message


@dataclass(frozen=True)
class Reading:
    """What a reply is computed from: the store at one revision, and the day."""

    snapshot: Snapshot
    today: date


@dataclass(frozen=True)
class Written:
    """The body of a reply with its media type, and the address of the next part."""

    body: bytes
    media_type: str
    next_url: str | None = None


Writer: TypeAlias = Callable[[Mapping[str, Any], Reading], Written]


@dataclass(frozen=True)
class Operation:
    """One address: `path` has its parameters in braces, `example` is a query that a reader can try, `formats` those it has."""

    name: str
    path: str
    summary: str
    parameters: tuple[ApiParameter, ...]
    write: Writer
    example: str
    formats: tuple[str, ...] = ("json", "csv")


MEDIA_TYPES = {name: form.media_type for name, form in EXPORT_FORMATS.items()} | {"json-stat": "application/json"}


def _found(find: Callable[[Mapping[str, Any], Reading], Found]) -> Writer:
    """Return the function that writes the result of `find` in the requested format."""

    def write(values: Mapping[str, Any], reading: Reading) -> Written:
        found = find(values, reading)
        form = values.get("format", "json")
        match form:
            case "csv":
                body = as_csv(found, _csv_form(values))
            case "json-stat":
                body = as_json_stat(found)
            case _:
                body = as_json(found)
        return Written(body, MEDIA_TYPES[form], found.next_url)

    return write


YES = ("1", "true")


def _csv_form(values: Mapping[str, Any]) -> CsvForm:
    """Return the form of CSV; what has no language of its own is written for Excel in that of the service."""
    return excel_form(DEFAULT_LANGUAGE) if values.get("excel") in YES else CsvForm(bom=values.get("bom") in YES)


def _chart(values: Mapping[str, Any], reading: Reading) -> Written:
    names = ("compare", "group", "years", "plan")
    search = urlencode({name: values[name] for name in names if name in values})
    try:
        view = _view(f"/{values['language']}/{values['area']}/indicator/{values['indicator']}", search)
        chart = read_chart(Context(view, reading.snapshot, text_for(view.language), reading.today), values["chart"])
    except AddressError as error:
        raise ProblemError(error.status, error.message.format(value=error.value)) from None
    if chart is None:
        raise ProblemError(404, "There is no such chart: the indicator has no values for it.")
    form = values.get("format", "json")
    text = EXPORT_FORMATS[form].write(chart, ExportOptions(bom=values.get("bom") in YES, excel=values.get("excel") in YES))
    return Written(text.encode() if isinstance(text, str) else text, MEDIA_TYPES[form])


def _view(path: str, search: str) -> View:
    try:
        return read_view(path, search, "")
    except MovedError as moved:
        path, _, search = moved.url.partition("?")
        return read_view(path, search, "")


OPERATIONS = (
    Operation(
        "areas",
        "/areas",
        _("Municipalities, wellbeing services counties, regions and the country"),
        (parameters.LEVEL, parameters.AREA, parameters.formats("json", "csv"), parameters.BOM, parameters.EXCEL),
        _found(lambda values, reading: listings.areas(values, reading.snapshot)),
        "?level=county",
    ),
    Operation(
        "indicators",
        "/indicators",
        _("Indicators with units, directions, groups and sources"),
        (parameters.INDICATORS, parameters.THEME, parameters.formats("json", "csv"), parameters.BOM, parameters.EXCEL),
        _found(lambda values, reading: listings.indicators(values, reading.snapshot)),
        "?theme=lifestyle",
    ),
    Operation(
        "observations",
        "/observations",
        _("Values by indicator, area, population group and period"),
        (
            *(ApiParameter(**{**vars(parameters.INDICATORS), "required": True}), parameters.AREAS, parameters.LEVEL),
            *(parameters.GROUP, parameters.YEAR_SPAN, parameters.PERIOD, parameters.LIMIT, parameters.AFTER),
            *(parameters.formats("json", "csv", "json-stat"), parameters.BOM, parameters.EXCEL),
        ),
        _found(lambda values, reading: observations.observations(values, reading.snapshot, f"{BASE}/observations")),
        "?indicator=daily-smoking&area=kajaani,HVA20,SSS&group=total&years=2015-2024",
        ("json", "csv", "json-stat"),
    ),
    Operation(
        "plans",
        "/plans",
        _("Wellbeing plans"),
        (parameters.AREA, parameters.formats("json", "csv"), parameters.BOM, parameters.EXCEL),
        _found(lambda values, reading: plans.plans(values, reading.snapshot)),
        "?area=sotkamo",
    ),
    Operation(
        "plan",
        "/plans/{plan}",
        _("A plan with its priority areas and the current status of each of its indicators"),
        (parameters.PLAN, parameters.AREA, parameters.formats("json", "csv"), parameters.BOM, parameters.EXCEL),
        _found(lambda values, reading: plans.plan(values, reading.snapshot, reading.today)),
        "",
    ),
    Operation(
        "chart",
        "/charts/{language}/{area}/{indicator}/{chart}",
        _("A chart as values, sentence and notes"),
        (*parameters.CHART_PATH, *parameters.CHART_QUERY, parameters.formats("json", "csv"), parameters.BOM, parameters.EXCEL),
        _chart,
        "",
    ),
)
"""Every operation, in the order of the document and the page."""


def example_url(operation: Operation) -> str:
    """Return an address of an operation that a reader can try."""
    filled = operation.path.format(**{each.name: each.example for each in operation.parameters if each.place == "path"})
    return f"{BASE}{filled}{operation.example}"
