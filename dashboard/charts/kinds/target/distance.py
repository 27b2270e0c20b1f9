"""How far a value is from its target: in the indicator's unit and, where the population is known, in persons or cases."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import inf

from dashboard.analysis.inequality import persons
from dashboard.analysis.progress import Progress, StepCode
from dashboard.analysis.trend import Point
from dashboard.charts.request import ChartRequest
from dashboard.monitoring.persons_text import rounded_persons
from dashboard.text import Text
from data_sources.model import Indicator, Observation, Unit, is_shown
from data_sources.plans import PlanTarget


class Unknown(StrEnum):
    """Why a distance has no number of persons."""

    NO_SHARE = "no share of a population"
    NO_BASE = "base is not recorded"
    NO_POPULATION = "population missing"


@dataclass(frozen=True)
class DistanceToTarget:
    """The distance of the judged value from the target or the nearest edge of the level to keep.

    `amount`, above 0, is in the indicator's unit; `low` and `high` (0 up) come from the value's interval. `above`: the value
    is larger than it should be. `population` is the size of the population of the value; None with the reason in `unknown`.
    """

    indicator: Indicator
    amount: float
    low: float | None
    high: float | None
    above: bool
    population: Observation | None
    unknown: Unknown | None

    @property
    def persons(self) -> float | None:
        """Persons or cases that the distance means; None where the population is not known."""
        return self._of(self.amount)

    def _of(self, amount: float) -> float | None:
        if self.population is None or self.population.value is None:
            return None
        return persons(amount, self.population.value, self.indicator.unit)

    def sentences(self, text: Text) -> list[str]:
        """Return the distance, and how many persons or cases too many or too few it means."""
        unit, decimals = self.indicator.unit, self.indicator.decimals
        amount = text.difference(self.amount, unit, decimals, signed=False)
        if self.persons is None:
            return [text.t("Distance from the target: {amount}.", amount=amount)]
        return [text.t("Distance from the target: {amount}, that is {persons}.", amount=amount, persons=self._persons(text))]

    def _persons(self, text: Text) -> str:
        """Return "about 980 persons too many (95% confidence interval 400-1,600)"."""
        count = rounded_persons(self.persons or 0)
        if self.indicator.unit is Unit.PERCENT:
            amount = (
                text.n("about {count} person too many", "about {count} people too many", count)
                if self.above
                else text.n("about {count} person too few", "about {count} people too few", count)
            )
        else:
            amount = (
                text.n("about {count} case too many", "about {count} cases too many", count)
                if self.above
                else text.n("about {count} case too few", "about {count} cases too few", count)
            )
        if self.low is None or self.high is None:
            return amount
        low, high = (rounded_persons(self._of(end) or 0) for end in (self.low, self.high))
        interval = text.t("95% confidence interval {interval}", interval=text.interval(low, high, 0))
        return f"{amount} ({interval})"

    def notes(self, text: Text) -> list[str]:
        """Return the population that persons are counted from, or why there is none."""
        if self.population is not None and self.population.value is not None:
            return [
                text.t(
                    "The number is counted from a population of {population} ({group}; Statistics Finland, {period}).",
                    population=text.number(self.population.value, 0),
                    group=text.group_text(self.population.group),
                    period=text.period(self.population.period),
                )
            ]
        reasons = {
            Unknown.NO_SHARE: text.t("The distance cannot be given in people: the indicator is not a share of a population."),
            Unknown.NO_BASE: text.t("The distance cannot be given in people: the base population is not known."),
            Unknown.NO_POPULATION: text.t("The distance cannot be given in people: the size of the population is not known."),
        }
        return [reasons[self.unknown]] if self.unknown else []


def distance_to_target(target: PlanTarget, progress: Progress, request: ChartRequest) -> DistanceToTarget | None:
    """Return the distance of the judged value from the target; None where it is reached or nothing is judged."""
    judged, edge = progress.assessed, _edge(target, progress)
    if judged is None or edge is None:
        return None
    distance = round(judged.value - edge, 9)
    if not _lacks(target, request.indicator, distance) or not round(abs(distance), request.indicator.decimals):
        return None
    population, unknown = _population(target, request)
    return DistanceToTarget(request.indicator, abs(distance), *_ends(judged, edge), distance > 0, population, unknown)


def _edge(target: PlanTarget, progress: Progress) -> float | None:
    """Return the value that is to be reached, of a level to keep the edge on the value's side; None where there is none."""
    steps = {step.code: step.numbers for step in progress.arithmetic}
    if target.kind not in {"keep", "range"}:
        return target.goal_from(progress.baseline.value if progress.baseline else None)
    if StepCode.TARGET in steps:  # outside a range, on the way to its nearer edge
        return steps[StepCode.TARGET]["target"]
    limits = steps.get(StepCode.CORRIDOR) or steps.get(StepCode.RANGE)
    if limits is None or progress.assessed is None:
        return None
    return max(limits.get("low", -inf), min(limits.get("high", inf), progress.assessed.value))


def _lacks(target: PlanTarget, indicator: Indicator, distance: float) -> bool:
    if target.kind in {"keep", "range"}:
        return distance != 0
    return distance > 0 if target.direction_of(indicator) == "lower" else distance < 0


def _ends(judged: Point, edge: float) -> tuple[float | None, float | None]:
    """Return the smallest and the largest distance within the value's interval; 0 where it reaches the edge."""
    if judged.low is None or judged.high is None:
        return None, None
    if judged.value > edge:
        return max(0.0, judged.low - edge), max(0.0, judged.high - edge)
    return max(0.0, edge - judged.high), max(0.0, edge - judged.low)


def _population(target: PlanTarget, request: ChartRequest) -> tuple[Observation | None, Unknown | None]:
    indicator = request.indicator
    if indicator.unit.is_count:
        return None, None
    if persons(0, 0, indicator.unit) is None:
        return None, Unknown.NO_SHARE
    base = indicator.base_of(target.group)
    if base is None:
        return None, Unknown.NO_BASE
    found = [each for each in request.base if (each.indicator, each.group, each.area) == (*base, target.area) and is_shown(each)]
    newest = max(found, key=lambda each: each.period.last, default=None)
    return newest, None if newest else Unknown.NO_POPULATION
