"""Sentences on a gap: who are compared, how large it is, absolute and relative, who is worse off, and how it has changed."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.charts.gap_text import RATIO_DECIMALS, ComparedValues, growth_text, interval_text
from dashboard.charts.growth import growth_of
from dashboard.charts.lines.line import TimeLine
from dashboard.charts.lines.notes import suppressed_since
from dashboard.charts.pairs import Pair, Side
from dashboard.charts.request import ChartRequest
from dashboard.monitoring.substance import Footing
from data_sources.model import Direction, Period, PopulationGroup


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

    @property
    def _compared(self) -> ComparedValues:
        """The newest values of both sides, compared."""
        pair, newest = self.pair, self.newest
        firm = all(self._footing(side).is_firm(self.request.indicator) for side in self._sides)
        return ComparedValues(
            self.request.indicator, pair.width(newest), pair.ratio(newest), pair.has_margins(newest), pair.disjoint, firm
        )

    def _footing(self, side: Side) -> Footing:
        """Return what the newest value of a side rests on: the source's count, else the newest population."""
        observation, meant = side.observations[self.newest], self.request.indicator.base_of(side.group)
        sizes = {each.area: each.value for each in self.request.base if (each.indicator, each.group) == meant}
        return Footing(observation.value or 0, observation.denominator or sizes.get(side.area.code), side.area)

    def _gap(self) -> str:
        """Return "The difference is 6.3 percentage points (…); the higher value is 1.6 times the lower one (…)."."""
        text = self.request.text
        interval = interval_text(self.pair.ratio(self.newest), RATIO_DECIMALS, text)
        return self._compared.size(text, f" ({interval})" if interval else "")

    def _worse(self) -> list[str]:
        """Return which side is worse off and whether that is certain; which is larger, where neither direction is better."""
        pair, direction = self.pair, self.request.indicator.direction
        worse = pair.smaller if direction is Direction.HIGHER else pair.larger
        return self._compared.verdict(self._where(worse), self._where(pair.larger), self.request.text)

    def _where(self, side: Side) -> str:
        text = self.request.text
        return text.among(self._own(side), side.group) if self.pair.dimension else text.area(side.area).locative

    def _change(self) -> str:
        """Return how the width of the newest difference differs from the first one that it can be compared with."""
        return growth_text(growth_of(self.pair, self.request.indicator), self.request.indicator, self.request.text)

    def notes(self) -> list[str]:
        """Return the relative difference of every period, and the years of the other order."""
        text = self.request.text
        told = self._compared.firm or self._compared.certain is not None
        ratios = [
            f"{text.period(period)}: {text.number(ratio.value, RATIO_DECIMALS)}"
            for period in self.pair.shown
            if told and (ratio := self.pair.ratio(period)).value is not None
        ]
        turned = [text.period(period) for period in self.pair.turned(self.request.indicator)]
        found = []
        if ratios:
            numbers = "; ".join(ratios)
            found.append(text.t("Relative difference ({larger} / {smaller}): {numbers}.", numbers=numbers, **self._names()))
        if turned:
            years = text.listing(turned)
            found.append(text.t("The order was the other way round ({years}).", years=years))
        return found

    def _names(self) -> dict[str, str]:
        text = self.request.text
        names = [
            text.group_text(self._own(side), side.group) if self.pair.dimension else text.area(side.area).name
            for side in self._sides
        ]
        return {"larger": names[0], "smaller": names[1]}
