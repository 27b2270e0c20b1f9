"""The outlook of a plan's indicators: targets by state, and releases before and after a council's meeting."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from markupsafe import escape

from dashboard.addresses.parameters import PARAMETERS
from dashboard.analysis.progress import Progress
from dashboard.components import html
from dashboard.components.html import Markup
from dashboard.components.status import status_mark
from dashboard.components.values import sample_tag
from dashboard.monitoring.own_values_text import beside_status
from dashboard.monitoring.release_calendar import Release, council_day, release_calendar
from dashboard.monitoring.status import IndicatorStatus, ObjectiveStatus, StatedStatus
from dashboard.monitoring.tally import State, state_of
from dashboard.monitoring.tally_text import STATES
from dashboard.queries.context import Context
from dashboard.text import Text
from data_sources.model import Area


def status_link(indicator_status: IndicatorStatus, context: Context) -> html.Span:
    """Return a link to the indicator's page, with the group where it is not everybody."""
    text = context.text
    name = text.name(indicator_status.indicator.name)
    phrase = f"{name}, {text.group_text(indicator_status.group)}" if indicator_status.group.pairs else name
    url = context.view.at(page="indicator", indicator=indicator_status.indicator, group=indicator_status.group).url
    return html.Span([html.A(phrase, href=url), sample_tag(indicator_status.indicator.id, context.sampled, text)])


def outlook(objectives: Sequence[ObjectiveStatus], context: Context, owner: Area | None) -> html.Div:
    """Return the outlook of some objectives of a plan; `owner` is whose the plan is, where not the area's own."""
    indicator_statuses = [each for objective in objectives for each in objective.indicator_statuses]
    return html.Div([_states(objectives, context, owner), _calendar(indicator_statuses, context, owner)], className="outlook")


def _states(objectives: Iterable[ObjectiveStatus], context: Context, owner: Area | None) -> html.Section | None:
    """Return every target by its state, so that the numbers add up; None where there is no target."""
    text = context.text
    lines: dict[State, list[html.Li]] = {state: [] for state in State}
    for objective in objectives:
        for each in objective.indicator_statuses:
            if each.progress:
                lines[state_of(each.progress)].append(_target_line(each, each.progress, context))
        for stated in objective.stated:
            lines[state_of(stated.progress)].append(_stated_line(stated, text))
    folds = [
        html.Details([html.Summary(f"{text.capitalise(text.t(STATES[state]))}: {len(found)}"), html.Ul(found)])
        for state, found in lines.items()
        if found
    ]
    if not folds:
        return None
    heading = (
        text.t("How {area.genitive} targets are doing", area=text.area(owner)) if owner else text.t("How the targets are doing")
    )
    return html.Section([html.H2(heading), *folds], className="reach")


def _target_line(indicator_status: IndicatorStatus, progress: Progress, context: Context) -> html.Li:
    text, indicator, target = context.text, indicator_status.indicator, indicator_status.target
    parts: list[Any] = [status_link(indicator_status, context)]
    if progress.projected is not None and target and target.target is not None:
        parts.append(
            text.t(
                ": {projected} in {year} at the present pace, target {target}",
                projected=text.value(progress.projected, indicator.unit, indicator.decimals),
                year=target.years.last,
                target=text.value(target.target, indicator.unit, indicator.decimals),
            )
        )
    beside = beside_status(indicator_status, text)
    parts += [html.Span(beside, className="instead")] if beside else []
    return html.Li([html.Span(parts), status_mark(progress.status, text, uncertain=progress.uncertain)])


def _stated_line(stated: StatedStatus, text: Text) -> html.Li:
    return html.Li([html.Span(text.name(stated.target.name)), status_mark(stated.progress.status, text)])


def _calendar(indicator_statuses: Sequence[IndicatorStatus], context: Context, owner: Area | None) -> html.Section:
    """Return the releases before and after the council's meeting, whose day the reader may change."""
    text, view = context.text, context.view
    until = view.council or council_day(context.today)
    releases = release_calendar(indicator_statuses, context.origins, context.today)
    before = [each for each in releases if each.expected and not each.overdue and each.expected <= until]
    later = [each for each in releases if each not in before]
    changing = sum(len(each.changing) for each in before)
    counts = " ".join(
        [
            text.n(
                "{count} indicator gets a new value before the meeting.",
                "{count} indicators get a new value before the meeting.",
                len(before),
            ),
            text.n("The status of {count} target can change.", "The statuses of {count} targets can change.", changing)
            if changing
            else "",
        ]
    )
    return html.Section(
        [
            html.H2(text.t("Coming values")),
            _day_form(until, context),
            html.P(counts if before else text.t("No new values are expected before the meeting.")),
            html.P(text.t("The statuses are of {area.genitive} targets.", area=text.area(owner))) if owner else None,
            html.Ul([_release_line(each, context) for each in before]) if before else None,
            html.Details(
                [
                    html.Summary(text.t("After the meeting, or on an unknown day")),
                    html.Ul([_release_line(each, context) for each in later]),
                ]
            )
            if later
            else None,
            html.P(
                text.t("The days are estimates: as long after the year's end as the previous value came."), className="source"
            ),
        ],
        className="coming",
    )


def _release_line(each: Release, context: Context) -> html.Li:
    text = context.text
    name = html.A(
        text.name(each.indicator.name),
        href=context.view.at(page="indicator", indicator=each.indicator, group=each.indicator.default_group).url,
    )
    tag = sample_tag(each.indicator.id, context.sampled, text)
    phrase = html.Span(_when(each, text), className="when")
    statuses = dict.fromkeys(each_.progress.status for each_ in each.changing if each_.progress)
    marks = [status_mark(status, text) for status in statuses]
    change = html.Span([html.Span(text.t("Can change:")), *marks], className="changing") if marks else None
    return html.Li(
        [html.Span([name, tag, html.Span(text.t(", value of {period}", period=text.period(each.period)))]), phrase, change]
    )


def _when(each: Release, text: Text) -> str:
    if each.expected is None:
        return text.t("day not known")
    month = text.month(each.expected)
    return text.t("was expected in {month}", month=month) if each.overdue else text.t("about {month}", month=month)


def _day_form(until: date, context: Context) -> Markup:
    """Return the choice of the meeting's day as a plain form, which needs no JavaScript."""
    text, view = context.text, context.view
    kept = {
        "plan": view.plan,
        "compare": PARAMETERS["compare"].write(view.comparisons) if view.comparisons is not None else None,
    }
    hidden = "".join(f'<input type="hidden" name="{name}" value="{escape(value)}">' for name, value in kept.items() if value)
    label, button = escape(text.t("The council meets on")), escape(text.t("Show"))
    return Markup(
        f'<form class="council" method="get" action="{escape(view.path)}"><label>{label} '
        f'<input type="date" name="council" value="{until.isoformat()}" required></label>{hidden}<button>{button}</button></form>'
    )
