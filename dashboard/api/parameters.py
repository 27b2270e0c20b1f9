"""Every parameter of the API."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from typing import Any, TypeVar

from dashboard.addresses.parameters import EXCEL_HELP, MOST_COMPARISONS
from dashboard.api.query import ApiParameter, ProblemError, quoted
from dashboard.charts.kinds import CHARTS
from dashboard.text.languages import languages
from data_sources.areas import read_areas
from data_sources.errors import CatalogueError
from data_sources.indicators import find_indicator, read_themes
from data_sources.model import DEFAULT_LANGUAGE, TOTAL, Area, AreaLevel, Indicator, Period, PopulationGroup

WHOLE = "total"
"""Id of the group of everybody, whose canonical text is empty."""
MOST_INDICATORS = 20
MOST_AREAS = 100
MOST_ROWS = 5000
ROWS = 1000
LEVELS = tuple(level.value for level in AreaLevel if level is not AreaLevel.DISTRICT)

Item = TypeVar("Item")


def _(message: str) -> str:
    """Mark a message for the catalogues; the page of the API translates it."""
    return message


def group_id(group: PopulationGroup) -> str:
    """Return the id of a group in the API: its canonical text, or `total` for everybody."""
    return str(group) or WHOLE


def _several(read: Callable[[str], Item], most: int) -> Callable[[str], tuple[Item, ...]]:
    def read_all(text: str) -> tuple[Item, ...]:
        parts = text.split(",")
        if len(parts) > most:
            raise ValueError(f"at most {most} values")
        items = [read(part) for part in parts]
        return tuple(item for place, item in enumerate(items) if item not in items[:place])

    return read_all


def _area(text: str) -> Area:
    areas = read_areas()
    try:
        return areas.former.get(text) or areas.find(text)
    except CatalogueError:
        raise ProblemError(404, f"There is no area {quoted(text)}; /api/v1/areas lists their codes and slugs.") from None


def _indicator(text: str) -> Indicator:
    try:
        return find_indicator(text)
    except CatalogueError:
        raise ProblemError(404, f"There is no indicator {quoted(text)}; /api/v1/indicators lists them.") from None


def _group(text: str) -> PopulationGroup:
    if text == WHOLE:
        return TOTAL
    if not text:
        raise ValueError("expected a group such as sex=female")
    return PopulationGroup.parse(text)


def _years(text: str) -> tuple[int, int]:
    match = re.fullmatch(r"(\d{4})(?:-(\d{4}))?", text, re.ASCII)
    years = (int(match[1]), int(match[2] or match[1])) if match else (1, 0)
    if years[0] > years[1]:
        raise ValueError("expected a year such as 2024, or years such as 2010-2024")
    return years


def _year_span(text: str) -> str:
    """Return the years of a chart as they are written: pages understand more forms than a program should rely on."""
    if not re.fullmatch(r"\d{4}-\d{4}", text, re.ASCII):
        raise ValueError("expected years such as 2010-2024")
    return text


def _compared(text: str) -> str:
    """Return the areas to compare with as they are written, no more than a chart can tell apart."""
    if len(list(filter(None, text.split(",")))) > MOST_COMPARISONS:
        raise ValueError(f"at most {MOST_COMPARISONS} areas can be told apart")
    return text


def _rows(text: str) -> int:
    if not re.fullmatch(r"\d{1,5}", text, re.ASCII) or not 1 <= int(text) <= MOST_ROWS:
        raise ValueError(f"expected a whole number from 1 to {MOST_ROWS}")
    return int(text)


def _cursor(text: str) -> tuple[str, str, PopulationGroup, Period]:
    parts = text.split(",")
    if len(parts) != 4:
        raise ValueError("expected the value in `next` of the previous response")
    return parts[0], parts[1], _group(parts[2]), Period.parse(parts[3])


def _one_of(choices: Callable[[], Collection[str]]) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in choices():
            raise ValueError(f"expected {' or '.join(choices())}")
        return text

    return read


def _theme(text: str) -> str:
    return _one_of(read_themes)(text)


def choice(name: str, description: str, choices: Collection[str], **more: Any) -> ApiParameter:
    """Return a parameter with a fixed set of values, the first of them as example."""
    listed = list(choices)
    return _choice(name, description, lambda: listed, listed[0], **more)


def _choice(name: str, description: str, choices: Callable[[], Collection[str]], example: str, **more: Any) -> ApiParameter:
    return ApiParameter(name, description, {"type": "string"}, _one_of(choices), example, choices=choices, **more)


def _text(pattern: str) -> dict[str, Any]:
    return {"type": "string", "pattern": pattern, "maxLength": 1000}


def formats(*names: str) -> ApiParameter:
    """Return the parameter that chooses the format of the reply."""
    return choice("format", _("Format of the response; json by default."), names)


SLUG = "^[A-Za-z0-9-]+$"
LIST = "^[A-Za-z0-9:-]+(,[A-Za-z0-9:-]+)*$"
GROUPS = "^[a-z0-9+;=-]+(,[a-z0-9+;=-]+)*$"
YEARS = r"^\d{4}(-\d{4})?$"

AREA = ApiParameter("area", _("Slug or code of an area."), _text(SLUG), _area, "kajaani")
AREAS = ApiParameter(
    "area",
    _("Slugs or codes of areas, separated by commas, at most 100; all areas if omitted."),
    _text(LIST),
    _several(_area, MOST_AREAS),
    "kajaani,HVA20,SSS",
)
LEVEL = choice("level", _("Level of the areas."), LEVELS)
THEME = ApiParameter("theme", _("Theme of the indicators."), _text(SLUG), _theme, "lifestyle")
INDICATORS = ApiParameter(
    "indicator",
    _("Ids of indicators or of their series (such as sotkanet:4404), separated by commas, at most 20."),
    _text(LIST),
    _several(_indicator, MOST_INDICATORS),
    "daily-smoking",
)
GROUP = ApiParameter(
    "group",
    _("Population groups, separated by commas: total means everybody, age=20-64;sex=female is a group of two dimensions."),
    _text(GROUPS),
    _several(_group, 50),
    "total,sex=female",
)
YEAR_SPAN = ApiParameter("years", _("A year or a range of years in which the periods end."), _text(YEARS), _years, "2015-2024")
PERIOD = ApiParameter(
    "period",
    _("Periods as written in responses, separated by commas."),
    _text(r"^\d{4}(-\d{4})?(,\d{4}(-\d{4})?)*$"),
    _several(Period.parse, 100),
    "2018-2020,2024",
)
LIMIT = ApiParameter(
    "limit",
    _("Maximum number of observations in one response, 1 to 5000; 1000 by default."),
    {"type": "integer", "minimum": 1, "maximum": MOST_ROWS},
    _rows,
    "100",
)
AFTER = ApiParameter(
    "after",
    _("Where the next part begins; the value is in the next address of the previous response."),
    _text("^[^,]+,[^,]+,[^,]+,[^,]+$"),
    _cursor,
    "daily-smoking,KU205,total,2020",
)
BOM = choice(
    "bom",
    _("true puts a byte order mark at the start of the CSV, so that Excel reads its characters correctly."),
    ("true", "false", "1", "0"),
)
EXCEL = choice("excel", EXCEL_HELP, ("1", "0"))
LANGUAGE = _choice("lang", _("Language of the texts."), languages, DEFAULT_LANGUAGE)

PLAN = ApiParameter("plan", _("Id of a plan."), _text(SLUG), str, "kajaani-2026-2029", required=True, place="path")
CHART_PATH = (
    _choice("language", _("Language of the texts."), languages, DEFAULT_LANGUAGE, required=True, place="path"),
    ApiParameter("area", _("Slug or code of an area."), _text(SLUG), str, "kajaani", required=True, place="path"),
    ApiParameter("indicator", _("Id of an indicator."), _text(SLUG), str, "daily-smoking", required=True, place="path"),
    choice("chart", _("Kind of the chart."), tuple(CHARTS), required=True, place="path"),
)
CHART_QUERY = (
    ApiParameter(
        "compare", _("Areas to compare with, separated by commas; none if empty."), _text("^[A-Za-z0-9,-]*$"), _compared, "suomi"
    ),
    ApiParameter("group", _("A population group; everybody if omitted."), _text("^[a-z0-9+;=-]+$"), str, "sex=female"),
    ApiParameter("years", _("First and last year."), _text(r"^\d{4}-\d{4}$"), _year_span, "2015-2024"),
    ApiParameter("plan", _("Plan whose targets are used; the current one if omitted."), _text(SLUG), str, "kajaani-2026-2029"),
)
