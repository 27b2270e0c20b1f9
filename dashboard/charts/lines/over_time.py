"""A time axis: the lines of the areas compared, with their breaks, and the notes on gaps, breaks and areas without values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.charts.chart import Axis, Mark, Role, Series
from dashboard.charts.lines.line import TimeLine
from dashboard.charts.lines.notes import marks, time_notes
from dashboard.charts.notes import projection_notes
from dashboard.text import Text
from data_sources.model import Indicator


@dataclass(frozen=True, slots=True)
class OverTime:
    """The time axis of a chart, the line in front first; `name` is that of its series, where it is not its area's.

    A line without anything to show is named in a note and not drawn.
    """

    lines: Sequence[TimeLine]
    name: str = ""

    @property
    def shown(self) -> Sequence[TimeLine]:
        """Lines with a value, or with a suppressed one."""
        return [line for line in self.lines if line.shown]

    @property
    def sparse(self) -> bool:
        """Whether values come less often than yearly."""
        return self.lines[0].rhythm.interval > 1

    def axis(self, text: Text) -> Axis:
        """Return the axis of years."""
        return Axis("time", text.t("Year"))

    def series(self, text: Text) -> tuple[Series, ...]:
        """Return a series of each line that is shown."""
        first, *others = self.shown
        role = Role.PROJECTION if first.projection else Role.FOCUS
        return (first.series(role, text, self.name), *(line.series(Role.COMPARISON, text) for line in others))

    def marks(self, text: Text) -> tuple[Mark, ...]:
        """Return a mark at every break."""
        return marks(self.shown, text)

    def notes(self, indicator: Indicator, text: Text) -> list[str]:
        """Return the notes on areas without values, projections, survey years, pooled periods, breaks and gaps."""
        absent = (text.t("no value for {area}", area=text.area(line.area)) for line in self.lines if not line.shown)
        return [
            *(f"{text.capitalise(note)}." for note in absent),
            *projection_notes(indicator, text),
            *time_notes(self.shown, indicator, self.marks(text), text),
        ]
