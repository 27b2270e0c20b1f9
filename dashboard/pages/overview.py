"""The overview of an area: how each priority area of its plan stands, what changed, what stands out, what is awaited."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dash import html

from dashboard.charts import Chart
from dashboard.components.figures import change_words, sample_tag
from dashboard.components.plan import plan_chooser, plan_goal, plan_name, plan_notes, status_counts
from dashboard.context import Context
from dashboard.plan_reading import PlanView, read_plan
from dashboard.standing import PriorityStanding, Standing

MOST_LISTED = 5
"""Indicators in each list: a reader takes in a handful."""

AWAITED = ("waiting for data", "out of date", "no baseline")


def title(context: Context) -> str:
    """Return the area's name."""
    return context.text.name(context.view.area.name)


def charts(context: Context) -> list[Chart]:  # noqa: ARG001  # the contract of a page
    """Return none: the overview has counts and lists."""
    return []


def content(context: Context) -> list[Any]:
    """Return the plan's priority areas with their counts, then the three lists."""
    text, plan_view = context.text, read_plan(context)
    standings = list(_once(standing for priority in plan_view.standing for standing in priority.standings))
    return [
        html.Header(
            [
                html.P(plan_name(plan_view, text), className="eyebrow"),
                html.H1(title(context)),
                plan_goal(plan_view, text),
                *plan_notes(plan_view, text),
                plan_chooser(plan_view, text),
                html.Section(
                    [html.H2(text.t("The whole plan"), className="visually-hidden"), status_counts(standings, text, by_tone=True)]
                ),
            ],
            className="page-head",
        ),
        html.Section(
            [
                html.H2(text.t("Priority areas")),
                html.Ol([_priority(priority, context) for priority in plan_view.standing], className="priorities"),
            ],
        ),
        *([_lists(standings, plan_view)] if standings else []),
    ]


def _lists(standings: list[Standing], plan_view: PlanView) -> html.Div:
    """Return what changed, what stands out and what is awaited; a plan without indicators has none of it."""
    context = plan_view.context
    parts = [_changes(standings, context), _outstanding(standings, plan_view), _awaited(standings, context)]
    return html.Div(parts, className="lists")


def _once(standings: Iterable[Standing]) -> Iterable[Standing]:
    """Return each indicator and group once, as the first objective has it."""
    return {(standing.indicator.id, str(standing.group)): standing for standing in standings}.values()


def _priority(priority: PriorityStanding, context: Context) -> html.Li:
    name = context.text.name(priority.priority.name)
    link = html.A(name, href=context.view.at(page="priority", priority=priority.priority.id).url)
    return html.Li([html.H3(link), status_counts(priority.standings, context.text)])


def _list(heading: str, items: list[Any], nothing: str) -> html.Section:
    body = html.Ul([html.Li(item) for item in items]) if items else html.P(nothing)
    return html.Section([html.H2(heading), body])


def _link(standing: Standing, context: Context) -> html.Span:
    text = context.text
    name = text.name(standing.indicator.name)
    words = f"{name}, {text.group_words(standing.group)}" if standing.group.pairs else name
    url = context.view.at(page="indicator", indicator=standing.indicator, group=standing.group).url
    return html.Span([html.A(words, href=url), sample_tag(standing.indicator.id, context.sampled, text)])


def _changes(standings: list[Standing], context: Context) -> html.Section:
    """Return the largest changes since the previous figure, relative to it, that are not within the margin of error."""
    text = context.text

    def size(standing: Standing) -> float:
        before = standing.previous.value if standing.previous else None
        return abs((standing.change or 0) / before) if before else 0

    moved = [each for each in standings if each.own and each.change and each.certain_change is not False]
    newest = max((each.newest.period.last for each in moved if each.newest), default=0)
    recent = [each for each in moved if each.newest and each.newest.period.last >= newest - 2]
    items = [
        [_link(each, context), f": {change_words(each, text)}", _judgement(each.is_better(each.change or 0), context)]
        for each in sorted(recent, key=size, reverse=True)[:MOST_LISTED]
    ]
    return _list(
        text.t("What changed since the previous figures"), items, text.t("No figure has changed beyond its margin of error.")
    )


def _outstanding(standings: list[Standing], plan_view: PlanView) -> html.Section:
    """Return where the area differs most from its first comparison for the worse, relative to the comparison."""
    context = plan_view.context
    text, compared = context.text, context.view.compared
    heading = text.t("What stands out")
    if not compared:
        return _list(heading, [], text.t("Choose an area to compare with."))

    def excess(standing: Standing) -> float:
        if not (
            standing.own
            and standing.newest
            and standing.compared
            and standing.compared.value
            and standing.newest.value is not None
        ):
            return 0
        difference = standing.newest.value - standing.compared.value
        return abs(difference / standing.compared.value) if standing.is_better(difference) is False else 0

    worst = [each for each in sorted(standings, key=excess, reverse=True)[:MOST_LISTED] if excess(each) > 0]
    items = [[_link(each, context), f": {_beside(each, text.name(compared[0].name), context)}"] for each in worst]
    comparable = any(each.own and each.compared and each.is_better(1) is not None for each in standings)
    nothing = (
        text.t("No figure is worse than that of {area}.", area=text.area(compared[0]))
        if comparable
        else text.t("There are no figures of the same years to compare with for {area}.", area=text.area(compared[0]))
    )
    return _list(heading, items, nothing)


def _beside(standing: Standing, name: str, context: Context) -> str:
    text, indicator = context.text, standing.indicator
    newest, compared = standing.newest, standing.compared
    if newest is None or compared is None or newest.value is None or compared.value is None:
        raise ValueError("only figures of one period stand beside each other")
    return text.t(
        "{own}, {area} {other} ({period})",
        own=text.value(newest.value, indicator.unit, indicator.decimals),
        area=name,
        other=text.value(compared.value, indicator.unit, indicator.decimals),
        period=text.period(newest.period),
    )


def _awaited(standings: list[Standing], context: Context) -> html.Section:
    """Return what has no figure yet that could give a status, and when the next one should come."""
    text = context.text
    items = []
    for each in standings:
        if each.progress and each.progress.status in AWAITED:
            words = text.progress_status(each.progress.status)
            if each.progress.next_expected:
                words = text.t("{status}; the next figure is for {year}", status=words, year=each.progress.next_expected)
            items.append([_link(each, context), f": {words}"])
    return _list(text.t("Figures awaited"), items, text.t("No target is waiting for a new figure."))


def _judgement(better: bool | None, context: Context) -> str:
    if better is None:
        return ""
    return f" ({context.text.t('for the better') if better else context.text.t('for the worse')})"
