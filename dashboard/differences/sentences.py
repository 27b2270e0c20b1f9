"""A breakdown in sentences: the groups compared, the gap and its certainty, its size in persons, and its change over time."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.analysis import Reason
from dashboard.differences import Breakdown, Gap, GapCourse, GroupComparison, GroupPosition
from dashboard.differences.slope import slope_sentences
from dashboard.differences.terms import certainty_text, course_text, interval_text, joined, position_text, reason_sentence
from dashboard.monitoring.persons_text import persons_sentence, rounded_persons
from dashboard.text import Text
from data_sources.model import Direction, ObservationStatus, Period, PopulationGroup, is_shown

__all__ = ["BreakdownText", "certainty_text", "course_text", "position_text", "reason_sentence", "rounded_persons"]


@dataclass(frozen=True)
class BreakdownText:
    """The sentences of a breakdown in one language; every part is one or several, or empty where there is nothing to report."""

    breakdown: Breakdown
    text: Text

    def headline(self) -> str:
        """Return the area and both values, the gap, the group that is worse off, and the certainty."""
        return joined(self.parent_note(), self.values(), self.gap(), self.worse(), self.certainty(), self.middle(), self.hidden())

    def sentences(self) -> list[str]:
        """Return the headline, then persons, growth of the gap, and slope, each where there is one."""
        return [each for each in (self.headline(), self.persons(), self.growth(), self.slope()) if each]

    def parent_note(self) -> str:
        """Return that the values are a parent area's: "Kainuu; no values by population group for Kajaani."."""
        if self.breakdown.own:
            return ""
        text, asked, parent = self.text, self.text.area(self.breakdown.asked), self.text.area(self.breakdown.area)
        if self.breakdown.asked_hidden:
            return text.t("The values are for {parent}; those for {area} are suppressed.", parent=parent, area=asked)
        return text.t("The values are for {parent}; there are none by population group for {area}.", parent=parent, area=asked)

    def sides(self) -> str:
        """Return "16.4% among people with low education and 6.2% among …": of the gap, else of all groups."""
        breakdown, gap = self.breakdown, self.breakdown.gap
        shown = [each for each in breakdown.groups if each.observation and is_shown(each.observation)]
        return self.text.listing(self._value_among(each) for each in ((gap.larger, gap.smaller) if gap else shown))

    def values(self) -> str:
        """Return "Daily smokers in Kainuu in 2024: 16.4% among those with low education and …": of the gap, else of all."""
        text, breakdown = self.text, self.breakdown
        name = text.name(breakdown.indicator.name)
        if breakdown.whole.pairs:
            name = f"{name} ({text.group_text(breakdown.whole)})"
        placeholders = {
            "indicator": name,
            "area": text.area(breakdown.area),
            "when": text.when(breakdown.period),
            "figure": self.sides(),
        }
        return text.t("{indicator} {area.locative} {when}: {figure}.", **placeholders)

    def gap(self) -> str:
        """Return the gap, absolute with its interval and relative; or why there is none."""
        text, gap = self.text, self.breakdown.gap
        if gap is None:
            return self._no_gap()
        if self._is_nothing(gap):
            return text.t("There is no difference.")
        interval = interval_text(gap.absolute, self.breakdown.indicator.decimals, text)
        amount = self._amount(gap.absolute.value or 0) + (f" ({interval})" if interval else "")
        if gap.relative.value is None:
            return text.t("The difference is {amount}.", amount=amount)
        ratio = text.number(gap.relative.value, 2)
        return text.t(
            "The difference is {amount}; the higher value is {ratio} times the lower one{interval}.",
            amount=amount,
            ratio=ratio,
            interval="",
        )

    def worse(self) -> str:
        """Return which group is worse off, uncertain or not; which value is larger where neither direction is better."""
        text, gap = self.text, self.breakdown.gap
        if gap is None or self._is_nothing(gap):
            return ""
        if gap.worse is None:
            return text.t("The value is higher {where}.", where=self._among(gap.larger.group))
        where = self._among(gap.worse)
        if gap.certain is False:
            return text.t("The value is worse {where}, but the difference is within the margin of error.", where=where)
        return text.t("The situation is worse {where}.", where=where)

    def middle(self) -> str:
        """Return which middle group of an ordered dimension is worst off; the gap compares only the ends."""
        text, gap, lower = self.text, self.breakdown.gap, self.breakdown.indicator.direction is Direction.LOWER
        if gap is None or gap.worse is None:
            return ""
        shown = [each for each in self.breakdown.groups if each.observation and is_shown(each.observation)]
        worst = max(shown, key=lambda each: self._value(each) * (1 if lower else -1))
        ends = (self._value(each) for each in (gap.larger, gap.smaller))
        if self._value(worst) in ends or worst.group in {gap.larger.group, gap.smaller.group}:
            return ""
        return text.t(
            "The value is worst of all {where}: {value}.", where=self._among(worst.group), value=self._value_text(worst)
        )

    def _value(self, compared: GroupComparison) -> float:
        value = compared.observation.value if compared.observation else None
        return 0.0 if value is None else value

    def _value_text(self, compared: GroupComparison) -> str:
        indicator = self.breakdown.indicator
        return self.text.value(self._value(compared), indicator.unit, indicator.decimals)

    def certainty(self) -> str:
        """Return whether the gap is larger than the margin of error, or that this cannot be assessed."""
        text, gap = self.text, self.breakdown.gap
        if gap is None:
            return ""
        if gap.certain is None:
            return text.t("It cannot be assessed whether the difference is certain: no margin of error available.")
        if self._is_nothing(gap):
            return ""
        if gap.certain:
            return text.t("The difference is larger than the margin of error.")
        return (
            "" if gap.worse else text.t("The difference is within the margin of error.")
        )  # else part of the sentence on who is worse off

    def hidden(self) -> str:
        """Return which groups are suppressed or have no value, and whether later values are suppressed."""
        text, breakdown = self.text, self.breakdown
        later, suppressed, missing = (
            breakdown.hidden_since,
            self._names(GroupPosition.SUPPRESSED),
            self._names(GroupPosition.MISSING),
        )
        return joined(
            text.t("Suppressed to protect privacy: {groups}.", groups=suppressed) if suppressed else "",
            text.t("No value: {groups}.", groups=missing) if missing else "",
            text.t("Newer values are suppressed ({period}).", period=text.period(later)) if later else "",
        )

    def persons(self) -> str:
        """Return how many persons fewer (more) there would be if every group did as well as the best; or why it is unknown."""
        text, breakdown = self.text, self.breakdown
        if breakdown.gap is None or self._is_nothing(breakdown.gap) or breakdown.fewer.reason == Reason.NO_DIRECTION:
            return ""
        if breakdown.fewer.value is None:
            reason = reason_sentence(breakdown.fewer.reason, text)
            return joined(text.t("The difference cannot be given in people."), reason)
        uncertain = text.t("The estimate is as uncertain as the difference.") if breakdown.gap.certain is False else ""
        return joined(persons_sentence(breakdown.fewer.value, breakdown.indicator, text), uncertain)

    def growth(self) -> str:
        """Return whether the gap has grown or narrowed, beyond the margin of error or within it, or that it is unknown."""
        text, breakdown = self.text, self.breakdown
        if breakdown.gap is None:
            return ""
        if breakdown.since is None or breakdown.change.value is None:
            return text.t("There is no earlier difference to compare with.")
        turned = text.t("The order of the groups has turned since {period}.", period=text.period(breakdown.since))
        return joined(self._growth(breakdown.change.value, breakdown.since), turned if breakdown.turned else "")

    def slope(self) -> str:
        """Return the slope and relative index over ordered groups and their certainty; or why there are none."""
        return slope_sentences(self.breakdown, self.text)

    def _no_gap(self) -> str:
        if self.breakdown.profile:
            return reason_sentence(Reason.PROFILE, self.text)
        return self.text.t("The difference cannot be computed, since a group at one end has no value that could be used.")

    def _is_nothing(self, gap: Gap) -> bool:
        return not round(gap.absolute.value or 0, self.breakdown.indicator.decimals)

    def _value_among(self, compared: GroupComparison) -> str:
        text, indicator, observation = self.text, self.breakdown.indicator, compared.observation
        if observation is None:
            return text.sign(ObservationStatus.MISSING)
        value = text.value_or_sign(observation.value, indicator.unit, indicator.decimals, observation.status)
        return text.t("{value} {among}", value=value, among=self._among(compared.group))

    def _among(self, group: PopulationGroup) -> str:
        return self.text.among(self._own(group), group)

    def _own(self, group: PopulationGroup) -> PopulationGroup:
        """Return a group's category in the dimension of the breakdown."""
        return PopulationGroup(tuple(pair for pair in group.pairs if pair[0] == self.breakdown.dimension))

    def _amount(self, value: float) -> str:
        indicator = self.breakdown.indicator
        return self.text.difference(value, indicator.unit, indicator.decimals, signed=False)

    def _names(self, position: GroupPosition) -> str:
        """Return the names of the groups in this position."""
        found = (each.group for each in self.breakdown.groups if each.position is position)
        return self.text.listing(self.text.group_text(self._own(group), group) for group in found)

    def _growth(self, change: float, since: Period) -> str:
        text, course, amount = self.text, self.breakdown.course, self._amount(change)
        period, when = text.period(since), text.when(since)
        if course is GapCourse.UNCHANGED:
            return text.t("The difference is the same as {when}.", when=when)
        if course is GapCourse.UNCERTAIN:
            return text.t("The change since {period} is within the margin of error.", period=period)
        if course is GapCourse.UNKNOWN:
            wider = text.t("The difference is {amount} larger than {when}.", amount=amount, when=when)
            narrower = text.t("The difference is {amount} smaller than {when}.", amount=amount, when=when)
            unknown = text.t("The certainty of the change cannot be assessed: no margin of error available.")
            return joined(wider if change > 0 else narrower, unknown)
        placeholders = {"amount": amount, "period": period}
        if course is GapCourse.WIDENING:
            return text.t(
                "The difference has grown by {amount} since {period}, which is more than the margin of error.", **placeholders
            )
        return text.t(
            "The difference has narrowed by {amount} since {period}, which is more than the margin of error.", **placeholders
        )
