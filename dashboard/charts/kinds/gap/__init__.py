"""The difference over time between two population groups, or between an area and one that it is compared with."""

from __future__ import annotations

from dashboard.charts.frame import Draft, OwnNotes
from dashboard.charts.kind import ChartKind
from dashboard.charts.kinds.gap.sentences import GapText
from dashboard.charts.lines.over_time import OverTime
from dashboard.charts.notes import Margins
from dashboard.charts.pairs import find_pair
from dashboard.charts.request import ChartRequest
from data_sources.model import Period


def draft(request: ChartRequest) -> Draft | None:
    """Return the difference of two groups or areas, of which a larger one is a wider gap; None where there are not two."""
    pair = find_pair(request)
    if pair is None:
        return None
    line = pair.line(request.indicator)
    seen = GapText(request, pair, line)
    return Draft(
        name=seen.name,
        focus=pair.focus,
        period=Period(pair.shown[0].last, pair.shown[-1].last),
        x=OverTime([line], name=request.text.t("Difference")),
        sentences=seen.sentences(),
        group=seen.whole,
        groups=[pair.larger.group, pair.smaller.group],
        margins=Margins.OF_DIFFERENCE if pair.disjoint else Margins.UNKNOWN_OF_DIFFERENCE,
        notes=OwnNotes(first=seen.notes()),
    )


KIND = ChartKind(name="gap", place=4, draft=draft, needs=("base",))
