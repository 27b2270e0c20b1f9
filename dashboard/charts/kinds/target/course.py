"""A target with the values of its area: its lines in the chart and its sentences."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dashboard.analysis.progress import Progress
from dashboard.charts.chart import ChartPoint, Role, Series
from dashboard.charts.kinds.target.distance import DistanceToTarget
from dashboard.charts.kinds.target.projection import Projection
from dashboard.charts.lines.line import TimeLine
from dashboard.monitoring.progress_text import status_text, summary
from dashboard.monitoring.recent_trend import RecentTrend
from dashboard.text import Text
from data_sources.model import Indicator, Period
from data_sources.plans import PlanTarget


@dataclass(frozen=True)
class TargetCourse:
    """A target with the values of its area."""

    target: PlanTarget
    indicator: Indicator
    line: TimeLine
    progress: Progress | None
    text: Text
    distance: DistanceToTarget | None = None
    trend: RecentTrend | None = None

    @property
    def baseline(self) -> tuple[int, float] | None:
        """Year and value of the baseline that counts."""
        if self.progress and self.progress.baseline:
            return self.progress.baseline.year, self.progress.baseline.value
        return None if self.target.baseline is None else (self.target.years.first, self.target.baseline)

    @property
    def corridor(self) -> tuple[float, float] | None:
        """The lowest and the highest value of a level that is to be kept."""
        if self.target.direction != "keep" or self.target.tolerance is None or self.baseline is None:
            return None
        return round(self.baseline[1] - self.target.tolerance, 9), round(self.baseline[1] + self.target.tolerance, 9)

    @property
    def projection(self) -> Projection:
        """The projection at the present pace."""
        return Projection(self.target, self.indicator, self.progress, self.text)

    def series(self) -> list[Series]:
        """Return the lines of the plan's course and of the projection at the present pace."""
        t, last = self.text.t, self.target.years.last
        example = self.target.example
        if self.corridor:
            names = (
                (t("Upper edge of the example level"), t("Lower edge of the example level"))
                if example
                else (t("Upper edge of the level to keep"), t("Lower edge of the level to keep"))
            )
            shorts = (t("Upper edge (example)"), t("Lower edge (example)")) if example else (t("Upper edge"), t("Lower edge"))
            edges = zip(names, shorts, reversed(self.corridor), strict=True)
            return [self._line(name, Role.TARGET, (self._first, edge), (last, edge), short=short) for name, short, edge in edges]
        found = []
        short = t("Example target") if example else t("Target")
        if self.target.target is not None:
            name = t("Required path of the example target") if example else t("Required path")
            start = self.baseline if self.baseline and self.baseline[0] < last else None
            goal = (last, self.target.target)
            found.append(
                self._line(name, Role.TARGET, start, goal, short=short) if start else self._line(short, Role.TARGET, goal)
            )
        elif self.baseline:
            found.append(self._line(t("Baseline"), Role.TARGET, self.baseline))
        projected = self.projection.value
        if projected is not None and self.progress and self.progress.assessed:
            start = (self.progress.assessed.year, self.progress.assessed.value)
            line = self._line(
                t("Projection at the present pace"), Role.PROJECTION, start, (last, projected), short=t("Projection")
            )
            low, high = self.projection.interval or (None, None)
            found.append(replace(line, points=(line.points[0], replace(line.points[1], low=low, high=high))))
        return found

    @property
    def _first(self) -> int:
        return self.baseline[0] if self.baseline else self.target.years.first

    def _line(self, name: str, role: Role, *places: tuple[int, float], short: str = "") -> Series:
        known = {each.period.last: self.text.period(each.period) for each in self.line.observations}
        points = tuple(
            ChartPoint(year, known.get(year, str(year)), value, joined=number > 0, period=known.get(year, str(year)))
            for number, (year, value) in enumerate(sorted(places))
        )
        return Series(name, role, points, short)

    def sentences(self) -> list[str]:
        """Return the target, the status, the distance, the projection and the recent trend, each as a sentence."""
        text, found = self.text, [self._goal()]
        if self.progress:
            found.append(text.t("Status: {status}.", status=status_text(self.progress, text)))
        if self.distance:
            found += self.distance.sentences(text)
        found += self.projection.sentences()
        if self.trend and self.trend.assessable:
            found.append(self.trend.sentence(text))
        return found

    def _goal(self) -> str:
        """Return "The target is 9.0% in 2029; the baseline was 12.0% in 2022."."""
        text, when = self.text, self.text.when(Period.year(self.target.years.last))
        subject = text.t("the example target") if self.target.example else text.t("the target")
        parameters = {"target": text.capitalise(subject), "when": when, "year": str(self.target.years.last)}
        if self.corridor:
            stretch = text.stretch(*self.corridor, self.indicator.unit, self.indicator.decimals)
            goal = text.t("{target} is to keep the value at {low_to_high} until {year}", low_to_high=stretch, **parameters)
        elif self.target.target is not None:
            goal = text.t("{target} is {value} {when}", value=self._value(self.target.target), **parameters)
        elif self.target.direction == "keep":
            goal = text.t("{target} is to keep the level until {year}", **parameters)
        elif self.target.direction_of(self.indicator) == "lower":
            goal = text.t("{target} is a lower value {when}", **parameters)
        else:
            goal = text.t("{target} is a higher value {when}", **parameters)
        if self.baseline is None:
            return f"{goal}."
        then = text.when(Period.year(self.baseline[0]))
        return f"{goal}; {text.t('the baseline was {value} {when}', value=self._value(self.baseline[1]), when=then)}."

    def notes(self) -> list[str]:
        """Return the arithmetic, that a target is an example, and what the lines are."""
        text = self.text
        found = [*(summary(self.progress, self.indicator, text) if self.progress else [])]
        if self.target.example:
            found.append(text.t("The target is an example: the public plan gives no number."))
        if self.distance:
            found += self.distance.notes(text)
        found += self.projection.notes()
        if self.trend and not self.trend.assessable:
            found.append(self.trend.sentence(text))
        return found

    def _value(self, value: float) -> str:
        return self.text.value(value, self.indicator.unit, self.indicator.decimals)
