"""Sentences on the difference of two groups or areas and on its growth, which charts, pages and files share.

Two values whose difference is not certain are not called larger and smaller, nor better and worse.
"""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.analysis import Reason
from dashboard.analysis.intervals import Estimate
from dashboard.charts.growth import GapCourse, Growth
from dashboard.monitoring.substance import is_noticeable
from dashboard.text import Text
from data_sources.model import Direction, Indicator

RATIO_DECIMALS = 2


@dataclass(frozen=True, slots=True)
class ComparedValues:
    """Two values of one period: `absolute` is larger minus smaller, in the unit; `relative` larger by smaller.

    `margins`: either has a margin of error. `disjoint`: nobody is counted in both, so that certainty can be assessed. `firm`: no
    value is known to rest on too few persons or cases.
    """

    indicator: Indicator
    absolute: Estimate
    relative: Estimate
    margins: bool
    disjoint: bool = True
    firm: bool = True

    @property
    def nothing(self) -> bool:
        """Whether the difference is 0 in the published decimals."""
        return not round(self.absolute.value or 0, self.indicator.decimals)

    @property
    def certain(self) -> bool | None:
        """Whether the interval of the difference leaves out 0; None where there is no interval."""
        if self.absolute.low is None or self.absolute.high is None:
            return None
        return not self.nothing and not self.absolute.low <= 0 <= self.absolute.high

    @property
    def noticeable(self) -> bool:
        """Whether the difference is of unknown certainty, no margin existing at all, and yet large enough to be told."""
        unknown = self.certain is None and not self.margins and self.firm
        return unknown and is_noticeable(self.absolute, self.relative, self.indicator.unit)

    def size(self, text: Text, interval: str = "") -> str:
        """Return the difference with its interval, and the ratio of the values, followed by `interval`, or that it is unknown."""
        if self.nothing:
            return text.t("There is no difference.")
        decimals, ratio = self.indicator.decimals, self.relative.value
        own = f" ({interval_text(self.absolute, decimals, text)})" if self.absolute.low is not None else ""
        amount = text.difference(self.absolute.value or 0, self.indicator.unit, decimals, signed=False) + own
        if ratio is None and self.relative.reason == Reason.TOO_WIDE:
            return text.t("The difference is {amount}; the ratio of the values cannot be assessed.", amount=amount)
        if ratio is None or (self.certain is None and not self.firm):
            return text.t("The difference is {amount}.", amount=amount)
        stated = {"amount": amount, "ratio": text.number(ratio, RATIO_DECIMALS), "interval": interval}
        if self.certain:
            return text.t("The difference is {amount}; the higher value is {ratio} times the lower one{interval}.", **stated)
        return text.t("The difference is {amount}, the ratio of the values {ratio}{interval}.", **stated)

    def verdict(self, worse: str, larger: str, text: Text) -> list[str]:
        """Return who is worse off (of neither direction: where the value is higher) as far as that is known, and the certainty.

        `worse` and `larger` tell where: "among women", "in Kajaani".
        """
        neither = self.indicator.direction is Direction.NEITHER
        if self.nothing:
            return []
        if self.certain is False:
            return [text.t("The difference is within the margin of error.")]
        if self.certain:
            where = text.t("The value is higher {where}.", where=larger) if neither else ""
            return [
                where or text.t("The situation is worse {where}.", where=worse),
                text.t("The difference is larger than the margin of error."),
            ]
        seen = [text.t("By these values the situation is worse {where}.", where=worse)] if self.noticeable and not neither else []
        return [*seen, self._unknown(text)]

    def _unknown(self, text: Text) -> str:
        if not self.firm:
            return text.t("The values may rest on too few people or cases to be compared.")
        if self.disjoint:
            return text.t("It cannot be assessed whether the difference is certain: no margin of error available.")
        return text.t("The certainty of the difference cannot be assessed.")


def growth_text(growth: Growth, indicator: Indicator, text: Text) -> str:
    """Return how the width of a gap has changed, and how certain that is; empty without an earlier gap to compare with."""
    change, since = growth.change.value, growth.since
    if change is None or since is None:
        return ""
    turned = text.t("The order of the groups has turned since {period}.", period=text.period(since)) if growth.turned else ""
    period = text.period(since)

    def amount(*, signed: bool) -> str:
        return text.difference(change, indicator.unit, indicator.decimals, signed=signed)

    if growth.course is GapCourse.UNCHANGED:
        told = text.t("The difference is the same as {when}.", when=text.when(since))
    elif growth.course is GapCourse.UNCERTAIN:
        told = text.t("The change since {period} is within the margin of error.", period=period)
    elif growth.course is GapCourse.UNKNOWN:
        told = text.t(
            "The difference has changed by {amount} since {period}; the certainty of the change cannot be assessed.",
            amount=amount(signed=True),
            period=period,
        )
    elif growth.course is GapCourse.WIDENING:
        told = text.t(
            "The difference has grown by {amount} since {period}, which is more than the margin of error.",
            amount=amount(signed=False),
            period=period,
        )
    else:
        told = text.t(
            "The difference has narrowed by {amount} since {period}, which is more than the margin of error.",
            amount=amount(signed=False),
            period=period,
        )
    return " ".join(filter(None, (told, turned)))


def interval_text(estimate: Estimate, decimals: int, text: Text) -> str:
    """Return "95% confidence interval 8.1-16.7", or nothing where the estimate has no interval."""
    if estimate.low is None or estimate.high is None:
        return ""
    return text.t("95% confidence interval {interval}", interval=text.interval(estimate.low, estimate.high, decimals))
