"""The overview of an area: statuses by priority area of its plan, changes, deviations, outlook."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dashboard.addresses.pages import Navigation, Page
from dashboard.components import html
from dashboard.components.differences.choices import sources
from dashboard.components.differences.lists import gap_lists
from dashboard.components.outlook import outlook, status_link
from dashboard.components.own_values import own_values
from dashboard.components.plan import plan_chooser, plan_goal, plan_name, plan_notes, present_link, status_counts
from dashboard.components.values import change_text
from dashboard.differences.sentences import certainty_text
from dashboard.differences.statuses import StatusClaim, status_changes, status_deviations
from dashboard.monitoring.status import IndicatorStatus, PriorityStatus
from dashboard.queries.context import Context
from dashboard.queries.plans import PlanView, read_plan
from dashboard.text.labels import _

MOST_LISTED = 5
"""Indicators in each list."""

PAGE = Page(
    "/<language>/<area>",
    parameters=("area", "compare", "plan", "council"),
    controls=("area", "comparisons"),
    navigation=Navigation(1, _("Overview")),
)


def title(context: Context) -> str:
    """Return the area's name."""
    return context.text.name(context.view.area.name)


def content(context: Context) -> list[Any]:
    """Return the plan's priority areas with their counts, changes, deviations and outlook.

    An area that follows a plan of another begins with its own values.
    """
    plan_view = read_plan(context)
    indicator_statuses = list(_once(each for objective in plan_view.objectives for each in objective.indicator_statuses))
    return [
        *(_own_head(plan_view) if plan_view.kind == "own" else _borrowed_head(plan_view, indicator_statuses)),
        html.Section(
            [
                html.H2(_priorities_heading(plan_view)),
                html.Ol([_priority(priority, context) for priority in plan_view.priorities], className="priorities"),
            ],
        ),
        *([_lists(indicator_statuses, plan_view)] if indicator_statuses else []),
        *([outlook(plan_view.objectives, context, plan_view.owner)] if plan_view.objectives else []),
        sources({each.indicator.id for each in indicator_statuses if each.newest}, context),
    ]


def _own_head(plan_view: PlanView) -> list[Any]:
    """Return plan, area and counts."""
    text = plan_view.context.text
    return [
        html.Header(
            [
                html.P(plan_name(plan_view, text), className="eyebrow"),
                html.H1(title(plan_view.context)),
                plan_goal(plan_view, text),
                *plan_notes(plan_view, text),
                plan_chooser(plan_view, text),
                present_link(plan_view.context),
                html.Section([html.H2(text.t("The whole plan"), className="visually-hidden"), _whole(plan_view)]),
            ],
            className="page-head",
        )
    ]


def _borrowed_head(plan_view: PlanView, indicator_statuses: list[IndicatorStatus]) -> list[Any]:
    """Return the area and its own values, then whose plan it follows and that plan's counts under the other's name."""
    text, context = plan_view.context.text, plan_view.context
    return [
        html.Header(
            [html.H1(title(context)), *plan_notes(plan_view, text), own_values(indicator_statuses, context)],
            className="page-head",
        ),
        html.Section(
            [
                html.H2(plan_name(plan_view, text)),
                plan_goal(plan_view, text),
                plan_chooser(plan_view, text),
                present_link(context),
                _whole(plan_view),
            ]
        ),
    ]


def _whole(plan_view: PlanView) -> html.Div | html.P:
    return status_counts(plan_view.objectives, plan_view.context.view.area, plan_view.context.text, by_state=True)


def _priorities_heading(plan_view: PlanView) -> str:
    text, owner = plan_view.context.text, plan_view.owner
    if owner is None:
        return text.t("Priority areas")
    return text.t("Priority areas of {area.genitive} plan", area=text.area(owner))


def _lists(indicator_statuses: list[IndicatorStatus], plan_view: PlanView) -> html.Div:
    """Return changes, deviations and gaps between groups, for a plan with indicators."""
    context = plan_view.context
    return html.Div(
        [_changes(indicator_statuses, context), _deviations(indicator_statuses, plan_view), *gap_lists(context)],
        className="lists",
    )


def _once(indicator_statuses: Iterable[IndicatorStatus]) -> Iterable[IndicatorStatus]:
    """Return each indicator and group once: lists are of values, counts of targets."""
    return {(each.indicator.id, each.group): each for each in indicator_statuses}.values()


def _priority(priority: PriorityStatus, context: Context) -> html.Li:
    name = context.text.name(priority.priority.name)
    link = html.A(name, href=context.view.at(page="priority", priority=priority.priority.id).url)
    return html.Li([html.H3(link), status_counts(priority.objectives, context.view.area, context.text)])


def _list(heading: str, items: list[Any], nothing: str) -> html.Section:
    body = html.Ul([html.Li(item) for item in items]) if items else html.P(nothing)
    return html.Section([html.H2(heading), body])


def _changes(indicator_statuses: list[IndicatorStatus], context: Context) -> html.Section:
    """Return the changes since the previous values that may lead."""
    text = context.text
    found = status_changes(indicator_statuses, context, MOST_LISTED)
    items = [
        [
            status_link(each.indicator_status, context),
            f": {change_text(each.indicator_status, text)} ({_judgement(each, context)})",
        ]
        for each in found
    ]
    return _list(
        text.t("What changed since the previous values"),
        items,
        text.t("No value has changed certainly, or so much that it is told without a margin of error."),
    )


def _deviations(indicator_statuses: list[IndicatorStatus], plan_view: PlanView) -> html.Section:
    """Return the indicators in which the area is behind its first comparison and that may lead."""
    context = plan_view.context
    text, compared = context.text, context.view.compared
    heading = text.t("What stands out")
    if not compared:
        return _list(heading, [], text.t("Choose an area to compare with."))
    found = status_deviations(indicator_statuses, context, MOST_LISTED)
    items = [
        [
            status_link(each.indicator_status, context),
            f": {_comparison(each.indicator_status, text.name(compared[0].name), context)}",
            f" ({certainty_text(each.claim.compared.certain, text)})",
        ]
        for each in found
    ]
    comparable = any(each.own and each.compared and each.is_better(1) is not None for each in indicator_statuses)
    nothing = (
        text.t("No value is certainly or clearly worse than that of {area}.", area=text.area(compared[0]))
        if comparable
        else text.t("There are no values of the same years to compare with for {area}.", area=text.area(compared[0]))
    )
    return _list(heading, items, nothing)


def _comparison(indicator_status: IndicatorStatus, name: str, context: Context) -> str:
    text, indicator = context.text, indicator_status.indicator
    newest, compared = indicator_status.newest, indicator_status.compared
    if newest is None or compared is None or newest.value is None or compared.value is None:
        raise ValueError("only values of the same period are compared")
    return text.t(
        "{own}, {area} {other} ({period})",
        own=text.value(newest.value, indicator.unit, indicator.decimals),
        area=name,
        other=text.value(compared.value, indicator.unit, indicator.decimals),
        period=text.period(newest.period),
    )


def _judgement(each: StatusClaim, context: Context) -> str:
    """Return whether a change is an improvement, and how certain it is."""
    text, status = context.text, each.indicator_status
    certainty, better = certainty_text(each.claim.compared.certain, text), status.is_better(status.change or 0)
    if better is None:
        return certainty
    return f"{text.t('improvement') if better else text.t('deterioration')}, {certainty}"
