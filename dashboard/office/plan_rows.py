"""One row for each indicator and group of a plan, with the numbers that tables of the report and the workbook show."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.analysis.progress import Flag
from dashboard.components.values import change_text
from dashboard.monitoring.goal import goal_text
from dashboard.monitoring.own_values_text import absent_text
from dashboard.monitoring.progress_text import status_text
from dashboard.monitoring.status import IndicatorStatus, StatedStatus
from dashboard.monitoring.tally import State, state_of
from dashboard.text import Text
from data_sources.areas import read_areas
from data_sources.model import Area, Indicator, Observation, ObservationStatus
from data_sources.plans import PlanTarget


@dataclass(frozen=True)
class PlanRow:
    """The status of an indicator with its numbers in the indicator's unit, None where there is none.

    `baseline_year` is that of the value used as baseline. `hidden` is a suppressed observation that is newer than
    the newest one shown. `pace` is the actual change per year over the required one.
    """

    indicator_status: IndicatorStatus
    baseline: float | None
    baseline_year: int | None
    hidden: Observation | None

    @property
    def indicator(self) -> Indicator:
        """The indicator."""
        return self.indicator_status.indicator

    @property
    def target(self) -> PlanTarget | None:
        """The plan's target."""
        return self.indicator_status.target

    @property
    def pace(self) -> float | None:
        """The actual change per year over the required one."""
        return self.indicator_status.progress.pace if self.indicator_status.progress else None

    def name(self, text: Text) -> str:
        """Return the indicator's name, with the group where it is not everybody."""
        name = text.name(self.indicator.name)
        return f"{name} ({text.group_text(self.indicator_status.group)})" if self.indicator_status.group.pairs else name

    def whose(self, text: Text) -> str:
        """Return the parent area whose values are shown, "Kainuu; no value for Kajaani"; empty where they are the area's own."""
        indicator_status = self.indicator_status
        if indicator_status.own or indicator_status.observed_area is None:
            return ""
        return f"{text.area(indicator_status.observed_area).name}; {absent_text(indicator_status, text)}"

    def status(self, text: Text) -> str:
        """Return the label of the status, with its area where that is another one; or that there is no target."""
        progress, owner = self.indicator_status.progress, self.indicator_status.status_area
        if owner is None or progress is None:
            return text.t("followed without a target")
        whose = f" ({text.name(owner.name)})" if owner.code != self.indicator_status.area.code else ""
        return status_text(progress, text) + whose

    def certainty(self, text: Text) -> str:
        """Return whether the status is uncertain; empty where nothing was judged."""
        progress = self.indicator_status.progress
        state = state_of(progress) if progress else State.OPEN
        if progress is None or state is State.OPEN:
            return ""
        if state is State.UNCERTAIN:
            return text.t("uncertain")
        return text.t("not known") if {Flag.NO_MARGIN, Flag.OWN_VARIATION}.intersection(progress.flags) else text.t("certain")

    def baseline_text(self, text: Text) -> str:
        """Return the baseline with its year, or a dash."""
        return self._of_year(self.baseline, self.baseline_year, text)

    def newest_text(self, text: Text) -> str:
        """Return the newest value with its period, or the sign of a missing or the label of a suppressed one."""
        newest, indicator = self.indicator_status.newest, self.indicator
        shown = text.sign(ObservationStatus.MISSING)
        if newest is not None and newest.value is not None:
            shown = f"{text.value(newest.value, indicator.unit, indicator.decimals)} ({text.period(newest.period)})"
        if self.hidden is None:
            return shown
        written = f"{text.status(ObservationStatus.SUPPRESSED)} ({text.period(self.hidden.period)})"
        return written if newest is None else f"{shown}\n{written}"

    def target_text(self, text: Text) -> str:
        """Return the target with its year, and that it is an example; or a dash."""
        target = self.target
        if target is None:
            return DASH
        written = f"{goal_text(target, self.indicator, text)} ({target.years.last})"
        return f"{written}\n{text.t('example target')}" if target.example else written

    def change_text(self, text: Text) -> str:
        """Return the change since the previous value, or that there is none."""
        return change_text(self.indicator_status, text) if self.indicator_status.newest else DASH

    def _of_year(self, value: float | None, year: int | None, text: Text) -> str:
        if value is None or year is None:
            return DASH
        return f"{text.value(value, self.indicator.unit, self.indicator.decimals)} ({year})"


DASH = "\N{EN DASH}"


def plan_row(indicator_status: IndicatorStatus) -> PlanRow:
    """Return the row of an indicator's status."""
    used = indicator_status.progress.baseline if indicator_status.progress else None
    target = indicator_status.target
    if used is not None:
        return PlanRow(indicator_status, used.value, used.year, indicator_status.hidden)
    if target is None or target.baseline is None:
        return PlanRow(indicator_status, None, None, indicator_status.hidden)
    return PlanRow(indicator_status, target.baseline, target.years.first, indicator_status.hidden)


def stated_status(stated: StatedStatus, area: Area, text: Text) -> str:
    """Return the label of a target that no indicator measures, with its area where that is another one."""
    owner = read_areas().by_code[stated.target.area]
    whose = f" ({text.name(owner.name)})" if owner.code != area.code else ""
    return status_text(stated.progress, text) + whose
