"""A breakdown in sentences: the groups compared, the gap and its certainty, its size in persons, and its change over time."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.analysis import Reason
from dashboard.charts.gap_text import growth_text
from dashboard.charts.ranking.ranking import certainly_differ
from dashboard.differences import Breakdown, GroupComparison, GroupPosition
from dashboard.differences.slope import slope_sentences
from dashboard.differences.terms import certainty_text, course_text, joined, position_text, reason_sentence
from dashboard.monitoring.persons_text import persons_sentence, rounded_persons
from dashboard.text import Text
from data_sources.model import Direction, ObservationStatus, PopulationGroup, is_shown

__all__ = ["BreakdownText", "certainty_text", "course_text", "position_text", "reason_sentence", "rounded_persons"]


@dataclass(frozen=True)
class BreakdownText:
    """The sentences of a breakdown in one language; every part is one or several, or empty where there is nothing to report."""

    breakdown: Breakdown
    text: Text

    def headline(self) -> str:
        """Return the area and both values, the gap, the group that is worse off, and the certainty."""
        return joined(self.parent_note(), self.values(), self.gap(), self.verdict(), self.middle(), self.hidden())

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
        gap = self.breakdown.gap
        return self._no_gap() if gap is None else gap.compared(self.breakdown.indicator).size(self.text)

    def verdict(self) -> str:
        """Return which group is worse off as far as that is known (of neither direction: the larger value), and the certainty."""
        gap = self.breakdown.gap
        if gap is None:
            return ""
        worse, larger = (self._among(group) for group in (gap.worse or gap.larger.group, gap.larger.group))
        return joined(*gap.compared(self.breakdown.indicator).verdict(worse, larger, self.text))

    def middle(self) -> str:
        """Return which middle group is certainly worse off than both ends of an ordered dimension, which the gap compares."""
        text, gap, lower = self.text, self.breakdown.gap, self.breakdown.indicator.direction is Direction.LOWER
        if gap is None or gap.worse is None:
            return ""
        shown = [each for each in self.breakdown.groups if each.observation and is_shown(each.observation)]
        worst = max(shown, key=lambda each: self._value(each) * (1 if lower else -1))
        ends = [each.observation for each in (gap.larger, gap.smaller) if each.observation]
        own = worst.observation
        if worst.group in {gap.larger.group, gap.smaller.group} or own is None:
            return ""
        if not all(certainly_differ(own, end) for end in ends):
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
        text, gap, fewer = self.text, self.breakdown.gap, self.breakdown.fewer
        if gap is None or gap.compared(self.breakdown.indicator).nothing:
            return ""
        if fewer.reason in (Reason.NO_DIRECTION, Reason.NOT_CERTAIN, Reason.TOO_FEW_CASES):
            return ""
        if fewer.value is None:
            return joined(text.t("The difference cannot be given in people."), reason_sentence(fewer.reason, text))
        return persons_sentence(fewer.value, self.breakdown.indicator, text)

    def growth(self) -> str:
        """Return whether the gap has grown or narrowed, beyond the margin of error or within it, or that it is unknown."""
        if self.breakdown.gap is None:
            return ""
        told = growth_text(self.breakdown.growth, self.breakdown.indicator, self.text)
        return told or self.text.t("There is no earlier difference to compare with.")

    def slope(self) -> str:
        """Return the slope and relative index over ordered groups and their certainty; or why there are none."""
        return slope_sentences(self.breakdown, self.text)

    def _no_gap(self) -> str:
        if self.breakdown.profile:
            return reason_sentence(Reason.PROFILE, self.text)
        return self.text.t("The difference cannot be computed, since a group at one end has no value that could be used.")

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

    def _names(self, position: GroupPosition) -> str:
        """Return the names of the groups in this position."""
        found = (each.group for each in self.breakdown.groups if each.position is position)
        return self.text.listing(self.text.group_text(self._own(group), group) for group in found)
