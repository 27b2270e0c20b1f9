"""A target with the values of its area: its lines in the chart and its sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from dashboard.analysis.progress import Progress, StepCode
from dashboard.charts.chart import ChartPoint, Role, Series
from dashboard.charts.kinds.target.distance import DistanceToTarget
from dashboard.charts.kinds.target.projection import Projection
from dashboard.charts.lines.line import TimeLine
from dashboard.monitoring.arithmetic_text import StepText
from dashboard.monitoring.goal import goal_text
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
    def limits(self) -> tuple[float | None, float | None]:
        """The lowest and the highest value of a level that is to be kept; None where there is no such limit, or no level."""
        if self.target.kind == "range":
            return self.target.low, self.target.high
        if self.target.kind != "keep" or self.baseline is None:
            return None, None
        tolerance = self.target.tolerance
        if tolerance is None:  # what the series does by itself, or its margin of error
            tolerance = next((numbers["tolerance"] for numbers in self._numbers(StepCode.CORRIDOR)), None)
        if tolerance is None:
            return None, None
        return round(self.baseline[1] - tolerance, 9), round(self.baseline[1] + tolerance, 9)

    @property
    def goal(self) -> float | None:
        """The value to be reached; of a change in per cent the value that it comes to."""
        return self.target.goal_from(self.baseline[1] if self.baseline else None)

    def _numbers(self, code: StepCode) -> list[Mapping[str, float]]:
        return [step.numbers for step in self.progress.arithmetic if step.code is code] if self.progress else []

    @property
    def projection(self) -> Projection:
        """The projection at the present pace."""
        return Projection(self.target, self.indicator, self.progress, self.text)

    def series(self) -> list[Series]:
        """Return the lines of the plan's course and of the projection at the present pace."""
        t, last = self.text.t, self.target.years.last
        example = self.target.example
        if self.limits != (None, None):
            names = (
                (t("Upper edge of the example level"), t("Lower edge of the example level"))
                if example
                else (t("Upper edge of the level to keep"), t("Lower edge of the level to keep"))
            )
            shorts = (t("Upper edge (example)"), t("Lower edge (example)")) if example else (t("Upper edge"), t("Lower edge"))
            edges = zip(names, shorts, reversed(self.limits), strict=True)
            return [
                self._line(name, Role.TARGET, (self._first, edge), (last, edge), short=short)
                for name, short, edge in edges
                if edge is not None
            ]
        if self.target.kind == "relative":  # the line of the other area is what it is compared with
            return []
        found = []
        short = t("Example target") if example else t("Target")
        if self.goal is not None:
            name = t("Required path of the example target") if example else t("Required path")
            start = [self.baseline] if self.baseline and self.baseline[0] < last else []
            path = [*start, *self.target.milestones, (last, self.goal)]
            found.append(self._line(name if len(path) > 1 else short, Role.TARGET, *path, short=short if len(path) > 1 else ""))
        elif self.baseline:
            found.append(self._line(t("Baseline"), Role.TARGET, self.baseline))
        projected = self.projection.value
        if projected is not None and self.progress and self.progress.assessed:
            assessed = (self.progress.assessed.year, self.progress.assessed.value)
            line = self._line(
                t("Projection at the present pace"), Role.PROJECTION, assessed, (last, projected), short=t("Projection")
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
        low, high = self.limits
        if self.target.kind in {"relative", "change", "gap", "range"}:
            asked = goal_text(self.target, self.indicator, text)
            goal = text.t("{target} by {year}: {goal}", goal=asked, **parameters)
        elif low is not None and high is not None:
            stretch = text.stretch(low, high, self.indicator.unit, self.indicator.decimals)
            goal = text.t("{target} is to keep the value at {low_to_high} until {year}", low_to_high=stretch, **parameters)
        elif self.target.target is not None:
            goal = text.t("{target} is {value} {when}", value=self._value(self.target.target), **parameters)
        elif self.target.direction == "keep":
            goal = text.t("{target} is to keep the level until {year}", **parameters)
        elif self.target.direction_of(self.indicator) == "lower":
            goal = text.t("{target} is a lower value {when}", **parameters)
        else:
            goal = text.t("{target} is a higher value {when}", **parameters)
        if self.baseline is None or self.target.kind == "relative":  # its baseline is a difference, which the notes tell
            return f"{goal}."
        then = text.when(Period.year(self.baseline[0]))
        baseline = text.t("the baseline was {value} {when}", value=self._value(self.baseline[1]), when=then)
        return f"{'; '.join([goal, *self._milestones(), baseline])}."

    def _milestones(self) -> list[str]:
        """Return "on the way 12.0% (2027) and 11.0% (2028)", where there are milestones."""
        text = self.text
        values = text.listing(f"{self._value(value)} ({year})" for year, value in self.target.milestones)
        return [text.t("on the way {values}", values=values)] if self.target.milestones else []

    def notes(self) -> list[str]:
        """Return the arithmetic, that a target is an example, and what the lines are."""
        text = self.text
        found = [*(summary(self.progress, self.indicator, text, self.target) if self.progress else [])]
        if self.target.example:
            found.append(text.t("The target is an example: the public plan gives no number."))
        if self.distance:
            found += self.distance.notes(text)
        found += self.projection.notes()
        if self.trend and not self.trend.assessable:
            found.append(self.trend.sentence(text))
        return found

    def _value(self, value: float) -> str:
        return StepText(self.indicator, self.text, self.target).value(value)
