"""A category axis: the row of each group's or area's observation, and the note on rows of an older period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.charts.chart import Axis, Mark, Role, Series
from dashboard.charts.notes import projection_notes
from dashboard.charts.points import point_of
from dashboard.text import Text
from data_sources.model import Indicator, Observation, ObservationStatus, Period


@dataclass(frozen=True, slots=True)
class CategoryRow:
    """The content of a row; `section` is the heading that it belongs under: "" under none, None on an axis without headings."""

    name: str
    observation: Observation
    section: str | None = None


@dataclass(frozen=True, slots=True)
class Categories:
    """The category axis of a chart: `period` is that of its values, and a row of another one has it in its label.

    `title` names the axis and `name` the series of the rows' own observations; `compared` holds names and observations of
    further series row by row (None: there is none). `older` is the message for rows of an older period, with `{when}`.
    """

    title: str
    name: str
    rows: Sequence[CategoryRow]
    period: Period
    older: str
    compared: Sequence[tuple[str, Sequence[Observation | None]]] = ()

    @property
    def sparse(self) -> bool:
        """Categories are points of their own."""
        return True

    def axis(self, text: Text) -> Axis:
        """Return the axis with labels and headings, from the top."""
        sections = tuple(row.section for row in self.rows if row.section is not None)
        return Axis("category", self.title, self._labels(text), sections)

    def _labels(self, text: Text) -> tuple[str, ...]:
        return tuple(
            row.name if row.observation.period == self.period else f"{row.name} ({text.period(row.observation.period)})"
            for row in self.rows
        )

    def series(self, text: Text) -> tuple[Series, ...]:
        """Return the series of the rows, then those compared that have anything to show."""
        others = (self._series(name, Role.COMPARISON, found, text) for name, found in self.compared)
        return (
            self._series(self.name, Role.FOCUS, [row.observation for row in self.rows], text),
            *(each for each in others if any(point.status is not ObservationStatus.MISSING for point in each.points)),
        )

    def _series(self, name: str, role: Role, observations: Sequence[Observation | None], text: Text) -> Series:
        labels = self._labels(text)
        points = (point_of(each, row, labels[row], text) for row, each in enumerate(observations) if each is not None)
        return Series(name, role, tuple(points))

    def marks(self, _text: Text) -> tuple[Mark, ...]:
        """Return no mark: a category axis has no years."""
        return ()

    def notes(self, indicator: Indicator, text: Text) -> list[str]:
        """Return the notes on projections and on rows of an older period."""
        older = any(row.observation.period != self.period for row in self.rows)
        return [*projection_notes(indicator, text), *([text.t(self.older, when=text.when(self.period))] if older else [])]
