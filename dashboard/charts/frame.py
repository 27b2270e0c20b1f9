"""The frame of every chart: language, unit, source, sample and notes on data quality, which no kind writes or omits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dashboard.charts.categories import Categories
from dashboard.charts.chart import WITH_INTERVALS, Axis, Chart, Place, Series
from dashboard.charts.lines.over_time import OverTime
from dashboard.charts.notes import DIFFERENCES, Margins, closing_notes, crowd_notes, margin_notes, parent_notes, status_notes
from dashboard.charts.request import ChartRequest
from dashboard.charts.scale import ticks
from dashboard.charts.source import sample_text, source_line
from dashboard.charts.text import absence, title
from data_sources.model import Area, Period, PopulationGroup


@dataclass(frozen=True, slots=True)
class OwnNotes:
    """Notes that only the kind can write, by position: first, with those on values, on certainty, or last."""

    first: Sequence[str] = ()
    values: Sequence[str] = ()
    certainty: Sequence[str] = ()
    last: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What only a kind knows of its chart; `frame` makes the chart of it and supplies everything else.

    `name` is what is measured, as the title says it, and `period` its period. `focus` is the area whose values are
    emphasised: one that is not the request's area is named with the reason in title, sentence and note. `x` holds the shown
    observations; `sentences` describe the same.

    Left out, the title names the request's group and the focus: `group` and `area` are others. `groups` have the series that
    the source line names. `reason` explains a focus other than the request's area where values are not missing, and `verdict`
    ends the title. `constructed` series were not observed, such as a target. `ticks` are the limits of classes; else they are
    round numbers around all that is drawn. `margins` tells how intervals are shown. `front`, `places` and `links` are as in
    `Chart`.
    """

    name: str
    focus: Area
    period: Period
    x: OverTime | Categories
    sentences: Sequence[str]
    group: PopulationGroup | None = None
    area: Area | None = None
    groups: Sequence[PopulationGroup] = ()
    reason: str = ""
    verdict: str = ""
    constructed: Sequence[Series] = ()
    ticks: tuple[float, ...] = ()
    margins: Margins = Margins.OF_FIRST
    notes: OwnNotes = OwnNotes()
    front: int | None = None
    places: tuple[Place | None, ...] = ()
    links: tuple[str, ...] = ()

    @property
    def difference(self) -> bool:
        """Whether the values are differences of two values."""
        return self.margins in DIFFERENCES


def frame(kind: str, draft: Draft, request: ChartRequest) -> Chart:
    """Return the chart of a draft. `ValueError` where sample and real values would be in one chart."""
    text, indicator = request.text, request.indicator
    groups = draft.groups or (request.group,)
    observed = draft.x.series(text)
    series = (*observed, *draft.constructed)
    reason = draft.reason or absence(request, draft.focus, groups)
    unit = text.difference_unit(indicator.unit) if draft.difference else text.unit(indicator.unit)
    y = Axis("value", unit, ticks=draft.ticks or _ticks(series, indicator.decimals, difference=draft.difference))
    named = title(draft.name, request.group if draft.group is None else draft.group, draft.area or draft.focus, reason, text)
    return Chart(
        kind=kind,
        language=text.language,
        title=f"{named}: {draft.verdict}" if draft.verdict else named,
        subtitle=f"{text.capitalise(unit)}, {text.period(draft.period)}",
        sentence=" ".join(filter(None, (text.capitalise(f"{reason}.") if reason else "", *draft.sentences))),
        x=draft.x.axis(text),
        y=y,
        series=series,
        unit=indicator.unit,
        decimals=indicator.decimals,
        source=source_line(request, groups),
        marks=draft.x.marks(text),
        notes=tuple(_notes(draft, request, observed, reason, y)),
        sample=sample_text(request.origins, text),
        sparse=draft.x.sparse,
        difference=draft.difference,
        front=draft.front,
        places=draft.places,
        links=draft.links,
    )


def _notes(draft: Draft, request: ChartRequest, observed: Sequence[Series], reason: str, y: Axis) -> Iterator[str]:
    """Yield the notes in their order; the margins of differences come with the notes on differences."""
    text, indicator, own = request.text, request.indicator, draft.notes
    margins = margin_notes(observed, draft.margins, text, calculated=request.calculated)
    yield from parent_notes(reason, draft.focus, text)
    yield from crowd_notes(observed, request.left_out, text)
    yield from own.first
    if draft.difference:
        yield from margins
    yield from draft.x.notes(indicator, text)
    yield from status_notes(observed, text)
    yield from own.values
    if not draft.difference:
        yield from margins
    yield from own.certainty
    above_zero = y.ticks[0] > 0 and not draft.places  # classes, unlike a length, need not start at zero
    yield from closing_notes(indicator, text, above_zero=above_zero, difference=draft.difference)
    yield from own.last


def _ticks(series: Sequence[Series], decimals: int, *, difference: bool) -> tuple[float, ...]:
    """Return ticks with room for every value, and for the intervals that are drawn."""
    values = [point.value for each in series for point in each.points]
    ends = [end for each in series if each.role in WITH_INTERVALS for point in each.points for end in (point.low, point.high)]
    numbers = [number for number in (*values, *ends) if number is not None]
    return ticks([0, *numbers] if difference else numbers, decimals)
