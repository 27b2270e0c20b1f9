"""Every operation of the API: its address, what it takes, and what answers it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias
from urllib.parse import urlencode

from dashboard.api import _listings, _observations, _parameters, _plans
from dashboard.api._forms import Found, as_csv, as_json, as_json_stat
from dashboard.api._query import Parameter, ProblemError
from dashboard.chart_reading import read_chart
from dashboard.context import Context
from dashboard.forms import FORMS, Wishes
from dashboard.text import text_for
from dashboard.view import AddressError, MovedError, View, read_view
from data_sources.store import Snapshot

BASE = "/api/v1"


def _(message: str) -> str:
    """Mark a message for the catalogues; the page of the API translates it."""
    return message


@dataclass(frozen=True)
class Reading:
    """What an operation is computed from: the store at one revision, and the day."""

    snapshot: Snapshot
    today: date


@dataclass(frozen=True)
class Written:
    """The body of an answer with its media type, and where the answer goes on."""

    body: bytes
    media_type: str
    next_url: str | None = None


Writer: TypeAlias = Callable[[Mapping[str, Any], Reading], Written]


@dataclass(frozen=True)
class Operation:
    """One address: `path` has its parameters in braces, `example` is one that a reader can try; forms by media type."""

    name: str
    path: str
    summary: str
    parameters: tuple[Parameter, ...]
    write: Writer
    example: str
    forms: tuple[str, ...] = ("json", "csv")


MEDIA_TYPES = {"json": "application/json", "json-stat": "application/json", "csv": "text/csv; charset=utf-8"}


def _found(find: Callable[[Mapping[str, Any], Reading], Found]) -> Writer:
    """Return what writes the answer of `find` in the form asked for."""

    def write(values: Mapping[str, Any], reading: Reading) -> Written:
        found = find(values, reading)
        form = values.get("format", "json")
        match form:
            case "csv":
                body = as_csv(found, bom=values.get("bom") == "true")
            case "json-stat":
                body = as_json_stat(found)
            case _:
                body = as_json(found)
        return Written(body, MEDIA_TYPES[form], found.next_url)

    return write


def _chart(values: Mapping[str, Any], reading: Reading) -> Written:
    names = ("compare", "group", "years", "plan")
    search = urlencode({name: values[name] for name in names if name in values})
    try:
        view = _view(f"/{values['language']}/{values['area']}/indicator/{values['indicator']}", search)
        chart = read_chart(Context(view, reading.snapshot, text_for(view.language), reading.today), values["chart"])
    except AddressError as error:
        raise ProblemError(error.status, error.message.format(value=error.value)) from None
    if chart is None:
        raise ProblemError(404, "There is no such chart: the indicator has no figures for it.")
    form = values.get("format", "json")
    text = FORMS[form].write(chart, Wishes(bom=values.get("bom") == "true"))
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
        (_parameters.LEVEL, _parameters.AREA, _parameters.formats("json", "csv"), _parameters.BOM),
        _found(lambda values, reading: _listings.areas(values, reading.snapshot)),
        "?level=county",
    ),
    Operation(
        "indicators",
        "/indicators",
        _("Indicators with units, directions, groups and sources"),
        (_parameters.INDICATORS, _parameters.THEME, _parameters.formats("json", "csv"), _parameters.BOM),
        _found(lambda values, reading: _listings.indicators(values, reading.snapshot)),
        "?theme=lifestyle",
    ),
    Operation(
        "observations",
        "/observations",
        _("Figures by indicator, area, population group and period"),
        (
            *(Parameter(**{**vars(_parameters.INDICATORS), "required": True}), _parameters.AREAS, _parameters.LEVEL),
            *(_parameters.GROUP, _parameters.YEAR_SPAN, _parameters.PERIOD, _parameters.LIMIT, _parameters.AFTER),
            *(_parameters.formats("json", "csv", "json-stat"), _parameters.BOM),
        ),
        _found(lambda values, reading: _observations.observations(values, reading.snapshot, f"{BASE}/observations")),
        "?indicator=daily-smoking&area=kajaani,HVA20,SSS&group=total&years=2015-2024",
        ("json", "csv", "json-stat"),
    ),
    Operation(
        "plans",
        "/plans",
        _("Wellbeing plans"),
        (_parameters.AREA, _parameters.formats("json", "csv"), _parameters.BOM),
        _found(lambda values, reading: _plans.plans(values, reading.snapshot)),
        "?area=sotkamo",
    ),
    Operation(
        "plan",
        "/plans/{plan}",
        _("A plan with its priority areas, and where each of its indicators stands today"),
        (_parameters.PLAN, _parameters.AREA, _parameters.formats("json", "csv"), _parameters.BOM),
        _found(lambda values, reading: _plans.plan(values, reading.snapshot, reading.today)),
        "",
    ),
    Operation(
        "chart",
        "/charts/{language}/{area}/{indicator}/{chart}",
        _("A chart as its figures, its sentence and its notes"),
        (*_parameters.CHART_PATH, *_parameters.CHART_QUERY, _parameters.formats("json", "csv"), _parameters.BOM),
        _chart,
        "",
    ),
)
"""Every operation, in the order of the document and the page."""


def example_url(operation: Operation) -> str:
    """Return an address of an operation that a reader can try."""
    filled = operation.path.format(**{each.name: each.example for each in operation.parameters if each.place == "path"})
    return f"{BASE}{filled}{operation.example}"
