"""The newest value by population group in an area, with intervals, beside the areas it is compared with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dashboard.charts.chart import Axis, Chart, ChartPoint, Role, Series
from dashboard.charts.request import ChartRequest, Need, compared, within_years
from dashboard.charts.rows import GroupRow, by_end, narrows, rows_of
from dashboard.charts.scale import ticks
from dashboard.charts.text import (
    absence,
    closing_notes,
    drawn,
    main_sentence,
    margin_notes,
    parent_notes,
    sample_words,
    source_line,
    status_notes,
    title,
)
from dashboard.monitoring.coverage import focus_area
from dashboard.text import Text
from data_sources.model import (
    ABSENT,
    DIMENSIONS,
    TOTAL,
    Area,
    Observation,
    ObservationStatus,
    Period,
    PopulationGroup,
    groups_of,
    is_shown,
)

KIND = "groups"
PLACE = 2
NEEDS: tuple[Need, ...] = ()


def build(request: ChartRequest) -> Chart | None:
    """Return the groups that divide the request's group, or everybody; None where no area has figures by group."""
    everybody = request.group in {TOTAL, request.indicator.default_group}
    return (None if everybody else _build(request, request.group)) or _build(request, TOTAL)


def _build(request: ChartRequest, whole: PopulationGroup) -> Chart | None:
    text, indicator = request.text, request.indicator
    parts = [group for group in groups_of(request.observations) if narrows(group, whole)]
    focus = focus_area(request.area, request.parents, request.observations, *parts)
    figures = within_years(request.observations, request)
    rows = rows_of([each for each in figures if focus and each.area == focus.code], whole, parts)
    if focus is None or not rows:
        return None
    newest = max((row.observation.period for row in rows if row.dimension and is_shown(row.observation)), key=by_end)
    labels = tuple(row.label(newest, text) for row in rows)
    series = _series(rows, labels, compared(request, focus), figures, text)
    reason = absence(request, focus, parts)
    name = text.t("{indicator} by population group", indicator=text.name(indicator.name))
    axis = Axis("value", text.unit(indicator.unit), ticks=ticks(drawn(series), indicator.decimals))
    return Chart(
        kind=KIND,
        language=text.language,
        title=title(request, name, whole, focus, reason),
        subtitle=f"{text.capitalise(text.unit(indicator.unit))}, {text.period(newest)}",
        sentence=_sentence(request, focus, rows, newest, reason),
        x=Axis(
            "category",
            text.t("Population group"),
            categories=labels,
            sections=tuple(text.dimension(row.dimension) if row.dimension else "" for row in rows),
        ),
        y=axis,
        series=series,
        unit=indicator.unit,
        decimals=indicator.decimals,
        source=source_line(request, [row.group for row in rows]),
        notes=(
            *parent_notes(reason, focus, text),
            *_period_notes(rows, newest, text),
            *status_notes(series, text),
            *margin_notes(series, text, calculated=request.calculated),
            *closing_notes(indicator, axis.ticks, text),
        ),
        sample=sample_words(request.origins, text),
        sparse=True,
    )


def _series(
    rows: Sequence[GroupRow], labels: Sequence[str], areas: Sequence[Area], figures: Iterable[Observation], text: Text
) -> tuple[Series, ...]:
    """Return a series of each area; the comparisons hold the same periods as the rows."""
    found = {(each.area, each.group, each.period): each for each in figures}
    series = []
    for number, area in enumerate(areas):
        points = [
            _point(position, label, each, text)
            for position, (row, label) in enumerate(zip(rows, labels, strict=True))
            if (each := found.get((area.code, row.group, row.observation.period)))
        ]
        if not number or any(point.status is not ObservationStatus.MISSING for point in points):
            series.append(Series(text.area(area).name, Role.COMPARISON if number else Role.FOCUS, tuple(points)))
    return tuple(series)


def _point(position: int, label: str, each: Observation, text: Text) -> ChartPoint:
    period = text.period(each.period)
    if not is_shown(each):
        return ChartPoint(
            position, label, None, status=each.status if each.status in ABSENT else ObservationStatus.MISSING, period=period
        )
    return ChartPoint(position, label, each.value, each.low, each.high, each.status, period=period)


def _sentence(request: ChartRequest, focus: Area, rows: Sequence[GroupRow], newest: Period, reason: str) -> str:
    """Return the whole group's figure, then for every dimension the groups that differ most."""
    text = request.text
    same = [row for row in rows if row.observation.period == newest]
    whole = [row.observation for row in same if row.dimension is None]
    if whole:
        parts = [main_sentence(request, focus, whole[0], reason)]
    else:
        words = {"indicator": text.name(request.indicator.name), "area": text.area(focus), "when": text.when(newest)}
        parts = [
            text.capitalise(each)
            for each in (f"{reason}." if reason else "", text.t("{indicator} {area.locative} {when}.", **words))
            if each
        ]
    for dimension in dict.fromkeys(row.dimension for row in same if row.dimension):
        parts += _by_dimension(request, dimension, [row for row in same if row.dimension == dimension])
    return " ".join(parts)


def _by_dimension(request: ChartRequest, dimension: str, rows: Sequence[GroupRow]) -> list[str]:
    """Return the sentence on one dimension: a profile's figures in order, else the largest and the smallest."""
    text = request.text
    figures = [(row, row.observation.value) for row in rows if row.observation.value is not None and is_shown(row.observation)]
    if not figures:
        return []
    by = text.capitalise(text.by_dimension(dimension))
    values = [round(value, request.indicator.decimals) for _, value in figures]
    if DIMENSIONS[dimension].profile or len(figures) < max(2, len(rows)) or min(values) == max(values):
        listed = text.listing(text.t("{value} {among}", **_words(request, row)) for row, _ in figures)
        return [text.t("{by_dimension}: {figures}.", by_dimension=by, figures=listed)]
    highest = max(figures, key=lambda pair: pair[1])[0]
    lowest = min(figures, key=lambda pair: pair[1])[0]
    words = {
        "by_dimension": by,
        "highest": "{among} ({value})".format(**_words(request, highest)),
        "lowest": "{among} ({value})".format(**_words(request, lowest)),
    }
    if len(figures) == 2:  # of two figures one is larger, neither is largest
        return [text.t("{by_dimension} the figure is larger {highest} than {lowest}.", **words)]
    return [text.t("{by_dimension} the figure is largest {highest} and smallest {lowest}.", **words)]


def _words(request: ChartRequest, row: GroupRow) -> dict[str, str]:
    """Return the words of a row's value and of where it is found."""
    text, indicator, observation = request.text, request.indicator, row.observation
    value = text.figure(observation.value, indicator.unit, indicator.decimals, observation.status)
    return {"value": value, "among": text.among(row.narrowing)}


def _period_notes(rows: Sequence[GroupRow], newest: Period, text: Text) -> list[str]:
    if all(row.observation.period == newest for row in rows):
        return []
    return [
        text.t("Some groups have no figure {when}: their newest one before it is shown with its year.", when=text.when(newest))
    ]
