"""Parts shared by the pages of a plan: whose plan it is, other plans, counts of statuses."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from dashboard.addresses.presentations import present_path
from dashboard.components import html
from dashboard.components.plan_archive import archive_link
from dashboard.components.status import status_mark
from dashboard.monitoring.status import ObjectiveStatus
from dashboard.monitoring.tally import count_statuses
from dashboard.monitoring.tally_text import followed_text, tally_sentence
from dashboard.queries.context import Context
from dashboard.queries.plans import PlanView
from dashboard.text import Text
from data_sources.model import Area


def plan_name(plan_view: PlanView, text: Text) -> str:
    """Return the plan's name, which says its years."""
    return text.name(plan_view.plan.name)


def plan_notes(plan_view: PlanView, text: Text, *, examples: bool = True) -> list[html.P]:
    """Return that a plan is retired, whose it is where it is not the area's own, and that its targets are `examples`."""
    notes = (
        plan_view.retirement,
        _whose_note(plan_view, text),
        _example_note(plan_view, text) if examples else "",
    )
    return [html.P(phrase, className="whose") for phrase in notes if phrase]


def plan_goal(plan_view: PlanView, text: Text) -> html.P | None:
    """Return the plan's goal, where it has one."""
    goal = text.name(plan_view.plan.goal)
    return html.P(goal, className="lede") if goal else None


def plan_chooser(plan_view: PlanView, text: Text) -> html.Nav | None:
    """Return links to the overviews of the area's and its county's other plans, and to the versions of all of them."""
    if plan_view.kind == "default":
        return None
    links = [
        html.Li(html.A(text.name(plan.name), href=plan_view.view(plan).at(page="overview", priority=None).url))
        for plan in plan_view.others
    ]
    others = [html.Span(text.t("Other plans:")), html.Ul(links)] if links else []
    archive = archive_link(plan_view.context.view, text)
    return html.Nav([*others, archive], className="plans", **{"aria-label": text.t("Plans")})


def present_link(context: Context) -> html.P:
    """Return the link to the presentation of the plan, at the slide of the view's priority area where it has one."""
    view = context.view
    address = present_path(view) + (f"#{view.priority}" if view.priority else "")
    return html.P(html.A(context.text.t("Present"), href=address), className="present-link")


def _whose_note(plan_view: PlanView, text: Text) -> str:
    area, view = text.area(plan_view.context.view.area), plan_view.context.view
    if plan_view.kind == "default" and view.area.code != plan_view.plan.area:
        return text.t(
            "{area} has no plan of its own here; the indicators are grouped by the areas of wellbeing work, without targets.",
            area=area,
        )
    if plan_view.kind == "county" and view.plan is None:
        return text.t(
            "{area} has no plan of its own here; this is the plan of the county, and the targets are the county's.", area=area
        )
    return text.t("This is the plan of the county, and the targets are the county's.") if plan_view.kind == "county" else ""


def status_counts(objectives: Sequence[ObjectiveStatus], area: Area, text: Text, *, by_state: bool = False) -> html.Div | html.P:
    """Return the tally as a sentence, then the number of targets by status, never one colour for all.

    The numbers add up to the number of targets; indicators without a target are told apart. `by_state` begins a line for each
    state. `area` is the one looked at: targets of another are counted under that one's name.
    """
    counts = count_statuses(each for objective in objectives for each in objective.progresses)
    followed = followed_text(objectives, text)
    if not counts and not followed:
        return html.P(text.t("No indicators."))
    lines = [
        [status_mark(each.status, text, uncertain=each.uncertain, count=each.count) for each in line]
        for _, line in groupby(counts, key=(lambda each: each.state) if by_state else bool)
    ]
    apart = html.P(html.Span(followed, className="status status-none")) if followed else None
    sentence = html.P(f"{tally_sentence(objectives, area, text)}.", className="tally")
    return html.Div([sentence, *(html.Ul([html.Li(mark) for mark in line], className="counts") for line in lines), apart])


def _example_note(plan_view: PlanView, text: Text) -> str:
    """Say that all or some of the targets are examples; nothing where all are the plan's own."""
    examples = [target.example for target in plan_view.plan.targets.values()]
    if not any(examples):
        return ""
    if all(examples):
        return text.t("The targets are example targets: the public plan gives no numbers.")
    return text.t("Some of the targets are example targets: the public plan gives no numbers for them.")
