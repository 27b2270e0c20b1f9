"""Sentences on a gap: who are compared, how large it is, absolute and relative, who is worse off, and how it has changed."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot

from dashboard.analysis.intervals import Estimate
from dashboard.charts.lines.line import TimeLine
from dashboard.charts.lines.notes import suppressed_since
from dashboard.charts.pairs import Pair, Side
from dashboard.charts.request import ChartRequest
from data_sources.model import Direction, Observation, Period, PopulationGroup


@dataclass(frozen=True)
class GapText:
    """A pair and its differences in the request's language."""

    request: ChartRequest
    pair: Pair
    line: TimeLine

    @property
    def newest(self) -> Period:
        """The newest period with a difference."""
        return self.pair.shown[-1]

    @property
    def whole(self) -> PopulationGroup:
        """The group that both sides belong to."""
        pairs = self.pair.larger.group.pairs
        return PopulationGroup(tuple(pair for pair in pairs if pair[0] != self.pair.dimension))

    @property
    def name(self) -> str:
        """What is shown: "Daily smokers, difference by education"."""
        text, indicator = self.request.text, self.request.text.name(self.request.indicator.name)
        if self.pair.dimension:
            by = text.by_dimension(self.pair.dimension)
            return text.t("{indicator}, difference {by_dimension}", indicator=indicator, by_dimension=by)
        other = next(side.area for side in self._sides if side.area != self.pair.focus)
        return text.t("{indicator}, difference from the comparison area ({area})", indicator=indicator, area=text.area(other))

    @property
    def _sides(self) -> tuple[Side, Side]:
        return self.pair.larger, self.pair.smaller

    def sentences(self) -> list[str]:
        """Return both values, their difference, who is worse off, how certain it is, and how it has changed."""
        return [
            *filter(
                None,
                (suppressed_since(self.line, self.request.text), self._values(), self._gap(), *self._worse(), self._change()),
            )
        ]

    def _values(self) -> str:
        """Return the newest values of both sides; their intervals are in other charts."""
        text, pair = self.request.text, self.pair
        both = [self._value(side) for side in self._sides]
        name = text.name(self.request.indicator.name)
        if self.whole.pairs:
            name = f"{name} ({text.group_text(self.whole)})"
        when, values = text.when(self.newest), text.listing(both)
        if not pair.dimension:
            return text.t("{indicator} {when}: {figures}.", indicator=name, when=when, figures=values)
        return text.t(
            "{indicator} {area.locative} {when}: {figure}.", indicator=name, area=text.area(pair.focus), when=when, figure=values
        )

    def _value(self, side: Side) -> str:
        text, indicator, observation = self.request.text, self.request.indicator, side.observations[self.newest]
        value = text.value_or_sign(observation.value, indicator.unit, indicator.decimals, observation.status)
        if self.pair.dimension:
            return text.t("{value} {among}", value=value, among=text.among(self._own(side), side.group))
        return text.t("{value} {area.locative}", value=value, area=text.area(side.area))

    def _own(self, side: Side) -> PopulationGroup:
        """Return what distinguishes a side's group from the other's."""
        return PopulationGroup(tuple(pair for pair in side.group.pairs if pair[0] == self.pair.dimension))

    def _gap(self) -> str:
        """Return "The difference is 6.3 percentage points (…); the higher value is 1.6 times the lower one. …"."""
        text, indicator = self.request.text, self.request.indicator
        gap, ratio = self.pair.difference(self.newest), self.pair.ratio(self.newest)
        if not round(gap.value or 0, indicator.decimals):
            return text.t("There is no difference.")
        amount = text.difference(gap.value or 0, indicator.unit, indicator.decimals, signed=False) + self._interval(
            gap, indicator.decimals
        )
        if ratio.value is None:
            sentence = text.t("The difference is {amount}.", amount=amount)
        else:
            sentence = text.t(
                "The difference is {amount}; the higher value is {ratio} times the lower one{interval}.",
                amount=amount,
                ratio=text.number(ratio.value, 2),
                interval=self._interval(ratio, 2),
            )
        return sentence

    def _interval(self, estimate: Estimate, decimals: int) -> str:
        if estimate.low is None or estimate.high is None:
            return ""
        text = self.request.text
        interval = text.interval(estimate.low, estimate.high, decimals)
        return f" ({text.t('95% confidence interval {interval}', interval=interval)})"

    def _worse(self) -> list[str]:
        """Return which side is worse off and whether that is certain; which is larger, where neither direction is better."""
        text, direction, gap = self.request.text, self.request.indicator.direction, self.pair.difference(self.newest)
        if not round(gap.value or 0, self.request.indicator.decimals):
            return []
        worse = self.pair.smaller if direction is Direction.HIGHER else self.pair.larger
        where = text.among(self._own(worse), worse.group) if self.pair.dimension else text.area(worse.area).locative
        certain = None if gap.low is None else gap.low > 0
        if direction is Direction.NEITHER:
            return [text.t("The value is higher {where}.", where=where), self._certainty(certain=certain)]
        if certain is False:
            return [text.t("The value is worse {where}, but the difference is within the margin of error.", where=where)]
        return [text.t("The situation is worse {where}.", where=where), self._certainty(certain=certain)]

    def _certainty(self, *, certain: bool | None) -> str:
        text = self.request.text
        if certain is None and self.pair.disjoint:
            return text.t("It cannot be assessed whether the difference is certain: no margin of error available.")
        if certain is None:
            return text.t("The certainty of the difference cannot be assessed.")
        if certain:
            return text.t("The difference is larger than the margin of error.")
        return text.t("The difference is within the margin of error.")

    def _change(self) -> str:
        """Return how the newest difference differs from the first one that it can be compared with."""
        text, indicator = self.request.text, self.request.indicator
        first, newest = self.line.comparable[0], self.line.comparable[-1]
        if first is newest or first.value is None or newest.value is None:
            return ""
        change, when = round(newest.value - first.value, indicator.decimals), text.when(first.period)
        if not change:
            return text.t("The difference is the same as {when}.", when=when)
        amount = text.difference(change, indicator.unit, indicator.decimals, signed=False)
        if _within_margin(first, newest):
            return text.t("The change since {period} is within the margin of error.", period=text.period(first.period))
        if change < 0:
            return text.t("The difference is {amount} smaller than {when}.", amount=amount, when=when)
        return text.t("The difference is {amount} larger than {when}.", amount=amount, when=when)

    def notes(self) -> list[str]:
        """Return the relative difference of every period, and the years of the other order."""
        text = self.request.text
        ratios = [
            f"{text.period(period)}: {text.number(ratio.value, 2)}"
            for period in self.pair.shown
            if (ratio := self.pair.ratio(period)).value is not None
        ]
        turned = [text.period(each.period) for each in self.line.valued if each.value is not None and each.value < 0]
        found = []
        if ratios:
            numbers = "; ".join(ratios)
            found.append(text.t("Relative difference ({larger} / {smaller}): {numbers}.", numbers=numbers, **self._names()))
        if turned:
            years = text.listing(turned)
            found.append(text.t("Below zero the order is the other way round ({years}).", years=years))
        return found

    def _names(self) -> dict[str, str]:
        text = self.request.text
        names = [
            text.group_text(self._own(side), side.group) if self.pair.dimension else text.area(side.area).name
            for side in self._sides
        ]
        return {"larger": names[0], "smaller": names[1]}


def _within_margin(first: Observation, newest: Observation) -> bool:
    """Tell whether the change of two differences is smaller than their margins together."""
    if None in {first.low, newest.low} or first.value is None or newest.value is None:
        return False
    widths = [((each.high or 0) - (each.low or 0)) / 2 for each in (first, newest)]
    return abs(newest.value - first.value) <= hypot(*widths)
