"""The page of a priority area: objective by objective, its measures and the status of its indicators."""

from __future__ import annotations

from typing import Any

from dashboard.addresses.errors import AddressError
from dashboard.addresses.pages import Page
from dashboard.components import html
from dashboard.components.differences.choices import sources
from dashboard.components.differences.lists import gap_lists
from dashboard.components.outlook import outlook
from dashboard.components.plan import plan_name, plan_notes, present_link, status_counts
from dashboard.components.status import status_mark
from dashboard.components.values import change_text, comparison_text, newest_value, sample_tag, small_trend
from dashboard.deck.material import plan_subject
from dashboard.monitoring.goal import goal_text
from dashboard.monitoring.own_values_text import absent_text
from dashboard.monitoring.progress_text import arithmetic_lines
from dashboard.monitoring.status import IndicatorStatus, ObjectiveStatus, PriorityStatus, StatedStatus
from dashboard.queries.context import Context
from dashboard.queries.plans import PlanView, read_plan
from dashboard.text import Text
from data_sources.areas import read_areas
from data_sources.plan_files.tags import read_tag_kinds, read_tags
from data_sources.plans import Measure

PAGE = Page(
    "/<language>/<area>/priority/<priority>",
    parameters=("area", "compare", "plan", "tag", "council"),
    controls=("area", "comparisons"),
)


def title(context: Context) -> str:
    """Return the priority area's name and the area's, or whose plan it is and whose values are shown."""
    plan_view, priority = _read(context)
    return f"{context.text.name(priority.priority.name)}, {plan_subject(plan_view)}"


def content(context: Context) -> list[Any]:
    """Return heading, counts, tags to filter by, and the objectives."""
    text = context.text
    plan_view, priority = _read(context)
    back = html.A(text.name(context.view.area.name), href=context.view.at(page="overview", priority=None, tag=None).url)
    objectives = [each for each in priority.objectives if _has_tag(each, context.view.tag)]
    shown = [each for objective in objectives for each in objective.indicator_statuses]
    years = [observation.period.last for each in priority.indicator_statuses for observation in each.observations]
    span = (max(min(years), max(years) - 15), max(years)) if years else (0, 0)
    return [
        html.Header(
            [
                html.P([back, f", {plan_name(plan_view, text)}"], className="eyebrow"),
                html.H1(text.name(priority.priority.name)),
                *plan_notes(plan_view, text),
                present_link(context),
                status_counts(objectives, context.view.area, text),
            ],
            className="page-head",
        ),
        _filter(priority, context),
        *(_objective(each, span, context) for each in objectives),
        None if objectives else html.P(text.t("This priority area has no objectives.")),
        *([html.Div(gap_lists(context), className="lists")] if shown else []),
        *([outlook(objectives, context, plan_view.owner)] if objectives else []),
        sources({each.indicator.id for each in shown if each.newest}, context),
    ]


def _read(context: Context) -> tuple[PlanView, PriorityStatus]:
    plan_view, wanted = read_plan(context), context.view.priority or ""
    found = next((each for each in plan_view.priorities if each.priority.id == wanted), None)
    if found is None:
        raise AddressError(404, "The plan has no priority area called {value}.", wanted, context.view.language)
    if context.view.tag is not None and context.view.tag not in read_tags():
        raise AddressError(400, "There is no tag called {value}.", context.view.tag, context.view.language)
    return plan_view, found


def _has_tag(objective: ObjectiveStatus, tag: str | None) -> bool:
    measures = objective.objective.measures
    return tag is None or tag in objective.objective.tags or any(tag in measure.tags for measure in measures)


def _filter(priority: PriorityStatus, context: Context) -> html.Nav | None:
    """Return links that narrow the page to objectives with a tag; links, so that a choice can be shared and undone."""
    text, view = context.text, context.view
    used = {tag for each in priority.objectives for tag in each.objective.tags}
    used |= {tag for each in priority.objectives for measure in each.objective.measures for tag in measure.tags}
    if len(used) < 2:
        return None

    def link(tag: str | None, name: str) -> html.A:
        return html.A(name, href=view.at(tag=tag).url, **({"aria-current": "true"} if tag == view.tag else {}))

    lines = [html.Li([html.Span(text.t("Show:")), link(None, text.t("All"))])]
    for kind, name in read_tag_kinds().items():
        tags = [tag for tag in read_tags().values() if tag.kind == kind and tag.id in used]
        if tags:
            lines.append(html.Li([html.Span(f"{text.name(name)}:"), *(link(tag.id, text.name(tag.name)) for tag in tags)]))
    return html.Nav(html.Ul(lines), className="tags", **{"aria-label": text.t("Filter by theme and life stage")})


def _objective(each: ObjectiveStatus, years: tuple[int, int], context: Context) -> html.Section:
    text = context.text
    rows = [_row(indicator_status, years, context) for indicator_status in each.indicator_statuses]
    table = (
        html.Div(html.Table([_head(context), html.Tbody(rows)], className="standings"), className="table-wrap") if rows else None
    )
    nothing = None if each.stated else html.P(text.t("This objective has no indicators."))
    return html.Section(
        [
            html.H2(text.name(each.objective.name)),
            table or nothing,
            html.Ul([_stated(stated, context) for stated in each.stated], className="measures") if each.stated else None,
            _measures(each.objective.measures, text),
        ],
        className="objective",
    )


def _stated(stated: StatedStatus, context: Context) -> html.Li:
    """Return a target that no indicator measures, with its year and what is known of it."""
    text, target = context.text, stated.target
    owner = f"{text.name(read_areas().by_code[target.area].name)}, " if target.area != context.view.area.code else ""
    mark = status_mark(stated.progress.status, text)
    return html.Li([text.name(target.name), html.Span(f"{owner}{target.years.last}", className="who"), " ", mark])


def _head(context: Context) -> html.Thead:
    text = context.text
    names = (text.t("Indicator"), text.t("Newest value"), text.t("Change"), text.t("Trend"), text.t("Status"))
    return html.Thead(html.Tr([html.Th(name, scope="col") for name in names]))


def _address(indicator_status: IndicatorStatus, context: Context) -> str:
    """Return the address of the indicator's page, with the chart of this very target where the indicator has several."""
    indicator, group, target = indicator_status.indicator, indicator_status.group, indicator_status.target
    view = context.view.at(page="indicator", indicator=indicator, group=group)
    alike = [each for each in read_plan(context).plan.targets.values() if (each.indicator, each.group) == (indicator.id, group)]
    return view.at(target=target.id).url if target and len(alike) > 1 else view.url


def _row(indicator_status: IndicatorStatus, years: tuple[int, int], context: Context) -> html.Tr:
    text, indicator = context.text, indicator_status.indicator
    name = html.A(text.name(indicator.name), href=_address(indicator_status, context))
    of_whom = html.Span(text.group(indicator_status.group), className="of-whom") if indicator_status.group.pairs else None
    compared = _compared(indicator_status, text)
    return html.Tr(
        [
            html.Th([name, sample_tag(indicator.id, context.sampled, text), of_whom], scope="row"),
            html.Td([*_newest(indicator_status, text), html.Span(compared, className="compared") if compared else None]),
            html.Td(change_text(indicator_status, text) if indicator_status.newest else "", **{"data-label": text.t("Change")}),
            html.Td(small_trend(indicator_status, *years)),
            html.Td(_status(indicator_status, text)),
        ],
    )


def _compared(indicator_status: IndicatorStatus, text: Text) -> str:
    """Return the compared value with the name of the area that it is of; empty where there is none."""
    if indicator_status.compared is None:
        return ""
    return comparison_text(indicator_status, text.name(read_areas().by_code[indicator_status.compared.area].name), text)


def _newest(indicator_status: IndicatorStatus, text: Text) -> list[Any]:
    """Return the newest value; where it is a parent's, that the area has none of its own before it."""
    shown = newest_value(indicator_status, text)
    if indicator_status.own or indicator_status.newest is None:
        return shown
    return [html.Span(absent_text(indicator_status, text), className="instead"), *shown]


def _status(indicator_status: IndicatorStatus, text: Text) -> list[Any]:
    progress, target, owner = indicator_status.progress, indicator_status.target, indicator_status.status_area
    if target is None or owner is None or progress is None:
        return [html.Span(text.t("followed without a target"), className="status status-none")]
    indicator = indicator_status.indicator
    whose = [html.Span(text.name(owner.name), className="instead")] if owner.code != indicator_status.area.code else []
    goal = text.t("Target: {goal} ({year})", goal=goal_text(target, indicator, text), year=target.years.last)
    example = [text.t("The target is an example: the public plan gives no number.")] if target.example else []
    lines = html.Ul([html.Li(line) for line in (*example, *arithmetic_lines(progress, indicator, text, target))])
    return [
        status_mark(progress.status, text, uncertain=progress.uncertain),
        *whose,
        html.Span(goal, className="of-whom"),
        html.Details([html.Summary(text.t("How it is calculated")), lines]),
    ]


def _measures(measures: tuple[Measure, ...], text: Text) -> html.Details | None:
    if not measures:
        return None
    rows = [
        html.Li(
            [
                text.name(each.name),
                html.Span(", ".join(filter(None, (text.name(each.responsible), text.name(each.schedule)))), className="who"),
            ]
        )
        for each in measures
    ]
    phrase = text.n("{count} measure", "{count} measures", len(measures))
    return html.Details([html.Summary(phrase), html.Ul(rows, className="measures")], open=True)
