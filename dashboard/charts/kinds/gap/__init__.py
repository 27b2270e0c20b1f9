"""The difference over time between two population groups, or between an area and one that it is compared with."""

from __future__ import annotations

from dataclasses import replace

from dashboard.charts.chart import Axis, Chart, Role
from dashboard.charts.gap_pairs import find_pair
from dashboard.charts.kinds.gap.sentences import GapText
from dashboard.charts.lines import marks, time_notes
from dashboard.charts.request import ChartRequest, Need
from dashboard.charts.scale import ticks
from dashboard.charts.text import absence, drawn, parent_notes, sample_words, source_line, status_notes, title
from data_sources.model import Period

KIND = "gap"
PLACE = 4
NEEDS: tuple[Need, ...] = ()


def build(request: ChartRequest) -> Chart | None:
    """Return the difference of two groups or areas, of which a larger one is a wider gap; None where there are not two."""
    pair = find_pair(request)
    if pair is None:
        return None
    text, indicator, area = request.text, request.indicator, pair.focus
    line = pair.line(indicator)
    seen = GapText(request, pair, line)
    series = (replace(line.series(Role.FOCUS, text), name=text.t("Difference")),)
    found = marks([line], text)
    groups = [pair.larger.group, pair.smaller.group]
    reason = absence(request, area, groups if pair.dimension else groups[:1])
    axis = Axis("value", text.difference_unit(indicator.unit), ticks=ticks([0, *drawn(series)], indicator.decimals))
    first, last = pair.shown[0].last, pair.shown[-1].last
    return Chart(
        kind=KIND,
        language=text.language,
        title=title(request, seen.name, seen.whole, area, reason),
        subtitle=f"{text.capitalise(axis.title)}, {text.period(Period(first, last))}",
        sentence=" ".join([*([text.capitalise(reason) + "."] if reason else []), *seen.sentences()]),
        x=Axis("time", text.t("Year")),
        y=axis,
        series=series,
        unit=indicator.unit,
        decimals=indicator.decimals,
        source=source_line(request, groups),
        marks=found,
        notes=(
            *parent_notes(reason, area, text),
            *seen.notes(),
            *time_notes([line], indicator, found, text),
            *status_notes(series, text),
            *seen.closing(),
        ),
        sample=sample_words(request.origins, text),
        sparse=indicator.interval > 1,
        difference=True,
    )
