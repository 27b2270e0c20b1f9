"""Plans as trees, and the status of each of their indicators in an area."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from dashboard.addresses.errors import AddressError
from dashboard.addresses.view import View
from dashboard.analysis.progress import Progress
from dashboard.api.formats import Found, notice
from dashboard.api.listings import names
from dashboard.api.parameters import group_id
from dashboard.api.query import ProblemError, quoted
from dashboard.api.records import (
    IndicatorStatusRecord,
    MeasureRecord,
    ObjectiveRecord,
    PlanRecord,
    PlansReply,
    PlanStatusReply,
    PriorityRecord,
    StatedTargetRecord,
    TallyRecord,
    TargetRecord,
)
from dashboard.monitoring.status import IndicatorStatus, ObjectiveStatus, PriorityStatus, StatedStatus
from dashboard.monitoring.tally import state_of, tally
from dashboard.queries.context import Context
from dashboard.queries.plans import PlanView, read_plan
from dashboard.text import text_for
from dashboard.text.languages import SOURCE_LANGUAGE
from data_sources.areas import read_areas
from data_sources.model import Area
from data_sources.plans import DEFAULT_KEY, Plan, PlanTarget
from data_sources.store import Snapshot, StoredPlan

CHANGE_DECIMALS = 6
"""Decimals of a change: more than any source publishes, fewer than what subtracting floats leaves behind."""


def plans(values: Mapping[str, Any], snapshot: Snapshot) -> Found:
    """Return the newest version of every plan in use, or of those that an area follows: its own and its county's."""
    area: Area | None = values.get("area")
    stored = [each for each in snapshot.plans() if each.plan.key != DEFAULT_KEY and each.retired is None]
    if area:
        stored = [each for each in stored if each.plan.area in {area.code, *area.parents}]
    records, sample = [_plan(each) for each in stored], snapshot.has_sample()
    return Found(PlansReply(sample=sample, notice=notice(sample=sample), count=len(records), plans=records), PlanRecord, records)


def _plan(stored: StoredPlan) -> PlanRecord:
    plan = stored.plan
    return PlanRecord(
        id=plan.key,
        area=plan.area,
        first_year=plan.first_year,
        last_year=plan.last_year,
        name=names(plan.name),
        goal=names(plan.goal),
        version=stored.version,
        imported=stored.imported.isoformat(),
        retired=stored.retired.isoformat() if stored.retired else None,
    )


def plan(values: Mapping[str, Any], snapshot: Snapshot, today: date) -> Found:
    """Return a plan's tree, and the statuses of its indicators on a day in an area: that of the plan, or one that follows it."""
    stored = next((each for each in snapshot.plans() if each.plan.key == values["plan"] != DEFAULT_KEY), None)
    if stored is None:
        raise ProblemError(404, f"There is no plan {quoted(values['plan'])}; /api/v1/plans lists them.")
    area = values.get("area") or read_areas().by_code[stored.plan.area]
    seen = _seen(stored.plan, area, snapshot, today)
    sampled = {origin.indicator for origin in snapshot.origins() if origin.sample}
    records = [_indicator_status(*each, stored.plan, sampled) for each in _indicator_statuses(seen)]
    sample = any(record.sample for record in records)
    reply = PlanStatusReply(
        sample=sample,
        notice=notice(sample=sample),
        plan=_plan(stored),
        area=area.code,
        statuses_of=stored.plan.area,
        day=today.isoformat(),
        tally=_tally(each for priority in seen.priorities for each in priority.progresses),
        priorities=[_priority(priority) for priority in seen.priorities],
        standings=records,
    )
    return Found(reply, IndicatorStatusRecord, records)


def _seen(plan: Plan, area: Area, snapshot: Snapshot, today: date) -> PlanView:
    view = View(SOURCE_LANGUAGE, "overview", area, plan=plan.key)
    try:
        return read_plan(Context(view, snapshot, text_for(view.language), today))
    except AddressError:
        raise ProblemError(404, f"The area {area.slug} does not follow the plan {plan.key}.") from None


def _indicator_statuses(seen: PlanView) -> Iterator[tuple[str, str, IndicatorStatus]]:
    for priority in seen.priorities:
        for objective in priority.objectives:
            for indicator_status in objective.indicator_statuses:
                yield priority.priority.id, objective.objective.id, indicator_status


def _priority(status: PriorityStatus) -> PriorityRecord:
    counts = Counter(each.status.value for each in status.progresses)
    return PriorityRecord(
        id=status.priority.id,
        name=names(status.priority.name),
        statuses=dict(sorted(counts.items())),
        tally=_tally(status.progresses),
        objectives=[_objective(objective) for objective in status.objectives],
    )


def _tally(progresses: Iterable[Progress]) -> TallyRecord:
    counted = tally(progresses)
    return TallyRecord(
        good=counted.good, behind=counted.behind, uncertain=counted.uncertain, open=counted.open, total=counted.total
    )


def _objective(status: ObjectiveStatus) -> ObjectiveRecord:
    objective = status.objective
    measures = [
        MeasureRecord(
            id=measure.id,
            name=names(measure.name),
            responsible=names(measure.responsible),
            schedule=names(measure.schedule),
            tags=list(measure.tags),
        )
        for measure in objective.measures
    ]
    return ObjectiveRecord(
        id=objective.id,
        name=names(objective.name),
        tags=list(objective.tags),
        measures=measures,
        stated=[_stated(each) for each in status.stated],
    )


def _stated(stated: StatedStatus) -> StatedTargetRecord:
    target = stated.target
    return StatedTargetRecord(
        id=target.id,
        name=names(target.name),
        area=target.area,
        year=target.years.last,
        planned=target.planned,
        status=stated.progress.status,
        state=state_of(stated.progress),
    )


def _indicator_status(
    priority: str, objective: str, indicator_status: IndicatorStatus, plan: Plan, sampled: set[str]
) -> IndicatorStatusRecord:
    progress, newest = indicator_status.progress, indicator_status.newest
    return IndicatorStatusRecord(
        plan=plan.key,
        priority=priority,
        objective=objective,
        indicator=indicator_status.indicator.id,
        group=group_id(indicator_status.group),
        unit=indicator_status.indicator.unit,
        status=progress.status if progress else None,
        uncertain=progress.uncertain if progress else None,
        state=state_of(progress) if progress else None,
        reason=str(progress.reason) if progress and progress.reason else None,
        status_area=indicator_status.status_area.code if indicator_status.status_area else None,
        target=_target(indicator_status.target) if indicator_status.target else None,
        figure_area=indicator_status.observed_area.code if indicator_status.observed_area else None,
        own=indicator_status.own,
        figure_period=str(newest.period) if newest else None,
        figure_value=newest.value if newest else None,
        figure_low=newest.low if newest else None,
        figure_high=newest.high if newest else None,
        change=None if indicator_status.change is None else round(indicator_status.change, CHANGE_DECIMALS),
        sample=indicator_status.indicator.id in sampled,
    )


def _target(target: PlanTarget) -> TargetRecord:
    return TargetRecord(
        id=target.id,
        area=target.area,
        example=target.example,
        direction=target.direction,
        baseline_year=target.years.first,
        baseline=target.baseline,
        year=target.years.last,
        value=target.target,
        tolerance=target.tolerance,
        kind=target.kind,
        milestones={str(year): value for year, value in target.milestones},
        low=target.low,
        high=target.high,
        relation=target.relation,
        reference_area=target.reference_area,
        percent=target.percent,
        change=target.change,
        gap=[group_id(group) for group in target.gap],
    )
