"""The projection at the present pace to the target's year: value, interval, and a sentence on reaching the target."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.analysis.progress import Progress
from dashboard.monitoring.arithmetic_text import StepText, possible
from dashboard.monitoring.progress_text import BY_PACE
from dashboard.text import Text
from data_sources.model import Indicator, Period
from data_sources.plans import PlanTarget


@dataclass(frozen=True)
class Projection:
    """The projection of a progress whose status the pace decides; of others it has no value."""

    target: PlanTarget
    indicator: Indicator
    progress: Progress | None
    text: Text

    @property
    def value(self) -> float | None:
        """The value in the target's year; None where the pace does not matter or leads to the impossible."""
        value = self._rounded
        return value if value is not None and value == possible(value, self.indicator.unit) else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95 % interval of the value, cut where values are impossible; None where a margin is not known."""
        if self.value is None or self.progress is None or self.progress.projected_interval is None:
            return None
        low, high = (
            possible(round(end, self.indicator.decimals), self.indicator.unit) for end in self.progress.projected_interval
        )
        return low, high

    @property
    def _rounded(self) -> float | None:
        if self.progress is None or self.progress.status not in BY_PACE or self.progress.projected is None:
            return None
        if self.target.kind == "relative":  # what would be projected is the difference, which is not drawn
            return None
        return round(self.progress.projected, self.indicator.decimals)

    def sentences(self) -> list[str]:
        """Return the projected value with its interval, and whether the target would be reached."""
        text = self.text
        if self.value is None:
            return []
        value, when = StepText(self.indicator, text, self.target).value(self.value), text.when(self._year)
        if self.interval is None:
            return [text.t("At the present pace the value would be {value} {when}.", value=value, when=when)]
        interval = text.t("95% confidence interval {interval}", interval=text.interval(*self.interval, self.indicator.decimals))
        told = text.t("At the present pace the value would be {value} {when}.", value=f"{value} ({interval})", when=when)
        return [told, *self._prospect(*self.interval)]

    @property
    def _year(self) -> Period:
        return Period.year(self.target.years.last)

    def _prospect(self, low: float, high: float) -> list[str]:
        """Return whether the target would be reached within the interval."""
        text, baseline = self.text, self.progress.baseline if self.progress else None
        goal = self.target.goal_from(baseline.value if baseline else None)
        if goal is None:
            return []
        smaller = self.target.direction_of(self.indicator) == "lower"
        best, worst = (low, high) if smaller else (high, low)
        if worst == goal or (worst < goal) == smaller:
            return [text.t("The target would be reached even at the less favourable end of the margin.")]
        if best == goal or (best < goal) == smaller:
            return [
                text.t("The target lies within the margin of the projection, so it is not certain whether it will be reached.")
            ]
        return [text.t("The target would not be reached even at the more favourable end of the margin.")]

    def notes(self) -> list[str]:
        """Return what the lines are, where the margin comes from, and when more will be known; or why there is no projection."""
        text = self.text
        if self._rounded is None:
            return []
        if self.value is None:
            return [text.t("There is no projection: the present pace would lead to an impossible value.")]
        found = [text.t("The dashed line is the course that the target requires, the dotted one the projection.")]
        if self.interval is None:
            found.append(text.t("The projection has no margin of error, since the baseline or the newest value has none."))
        else:
            found.append(
                text.t("The margin of the projection comes from baseline and newest value; it does not foresee changes of pace.")
            )
        if self.progress and self.progress.next_expected is not None:
            found.append(text.t("The next value is expected for {year}.", year=self.progress.next_expected))
        return found
