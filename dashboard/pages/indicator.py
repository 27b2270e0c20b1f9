"""The page of one indicator: its trend, its population groups, definition and sources."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dashboard.addresses.pages import Page
from dashboard.addresses.parameters import PARAMETERS
from dashboard.addresses.view import View
from dashboard.charts.kinds.target import targets_of
from dashboard.charts.request import within_years
from dashboard.components import html
from dashboard.components.card import chart_card
from dashboard.components.differences.indicator import health_differences
from dashboard.differences import breakdowns
from dashboard.monitoring.goal import goal_text
from dashboard.queries.absence import read_absence
from dashboard.queries.charts import chart_request, read_charts
from dashboard.queries.context import Context
from dashboard.queries.plans import read_plan
from dashboard.queries.series import read_origins
from dashboard.text import DASH, Text
from data_sources.model import DIMENSIONS, Indicator, Origin, PopulationGroup

PAGE = Page(
    "/<language>/<area>/indicator/<indicator>",
    parameters=("area", "compare", "group", "years", "indicator", "plan", "target"),
    controls=("area", "indicator", "group", "comparisons"),
)


def title(context: Context) -> str:
    """Return the indicator's name and the area's."""
    view, text = context.view, context.text
    return f"{text.name(_indicator(view).name)}, {text.name(view.area.name)}"


def content(context: Context) -> list[Any]:
    """Return heading, explanation, chart cards and the facts about the indicator."""
    view, text = context.view, context.text
    indicator = _indicator(view)
    cards = [chart_card(chart, view, text, interactive=chart.kind in context.shown) for chart in read_charts(context)]
    if cards:
        cards.append(_differences(context))
    return [
        html.Header(
            [
                html.P(text.name(view.area.name), className="eyebrow"),
                html.H1(text.name(indicator.name)),
                html.P(text.name(indicator.explanation), className="lede"),
                html.P(read_plan(context).retirement, className="whose") if view.plan else None,
            ],
            className="page-head",
        ),
        _targets(context) if cards else None,
        *(cards or [_no_values(context)]),
        _facts(indicator, read_origins(context, indicator.id), text),
    ]


def _targets(context: Context) -> html.Nav | None:
    """Return links to each target of the indicator and group where the plan has several: each has a chart of its own."""
    view, text, indicator = context.view, context.text, _indicator(context.view)
    found = targets_of(chart_request(context, {"targets"}))
    if len(found) < 2:
        return None
    chosen = view.target or found[0].id
    links = [
        html.Li(
            html.A(
                f"{goal_text(each, indicator, text)} ({each.years.last})",
                href=view.at(target=each.id).url,
                **({"aria-current": "true"} if each.id == chosen else {}),
            )
        )
        for each in found
    ]
    return html.Nav(
        html.Ul([html.Li(html.Span(text.t("Target shown:"))), *links]), className="tags", **{"aria-label": text.t("Target")}
    )


def _differences(context: Context) -> html.Section:
    """Return the differences within the view's stage of life where it has any, else those between the groups of everybody."""
    request = chart_request(context, {"base"})
    observations = within_years(request.observations, request)
    asked = (request.indicator, request.area, request.parents, observations, request.base)
    stage = PopulationGroup(tuple(pair for pair in request.group.pairs if DIMENSIONS[pair[0]].profile))
    within = breakdowns(*asked, stage) if stage.pairs else ()
    found = within if any(each.gap for each in within) else breakdowns(*asked)
    return health_differences(found, request)


def _indicator(view: View) -> Indicator:
    if view.indicator is None:
        raise ValueError("the page of an indicator needs a view with an indicator")
    return view.indicator


def _no_values(context: Context) -> html.Section:
    """Return why there is nothing to show, and a way on: other years that have values, or what to look for."""
    view, text = context.view, context.text
    absence, in_area = read_absence(context), text.name(view.area.locative)
    if absence.suppressed:
        phrase = text.t("The values of this indicator {in_area} are suppressed to protect privacy.", in_area=in_area)
    elif absence.other_years is not None and view.years is not None:
        phrase = text.t("There are no values in {years}.", years=PARAMETERS["years"].write(view.years).replace("-", DASH))
    else:
        phrase = text.t(
            "There are no values for this indicator {in_area} or in the larger areas that it belongs to.", in_area=in_area
        )
    ways = [html.P(phrase)]
    if absence.other_years is not None:
        name = text.t("Show the values of {years}", years=text.period(absence.other_years))
        ways.append(html.P(html.A(name, href=view.at(years=None).url)))
    advice = text.t("Choose another population group or area. The page of sources tells what has been fetched and what failed.")
    link = html.A(text.t("Sources"), href=view.at(page="sources", indicator=None).url)
    return html.Section([*ways, html.P([advice, " ", link])], className="card empty")


def _facts(indicator: Indicator, origins: Sequence[Origin], text: Text) -> html.Section:
    facts: list[tuple[str, Any]] = []
    for kind, label in (
        ("description", text.t("Definition")),
        ("interpretation", text.t("Interpretation")),
        ("limits", text.t("Limits")),
        ("notices", text.t("Notices")),
    ):
        phrase = next((text.name(origin.texts[kind]) for origin in origins if kind in origin.texts), "")
        if phrase:
            facts.append((label, [html.P(paragraph) for paragraph in phrase.split("\n\n")]))
    facts += [
        (text.t("Unit"), text.unit(indicator.unit)),
        (text.t("Direction"), text.capitalise(text.direction(indicator.direction))),
        (text.t("Interval between values"), text.n("{count} year", "{count} years", indicator.interval)),
    ]
    facts += [(text.t("Source"), _source(origin, text)) for origin in origins]
    rows = [node for name, value in facts for node in (html.Dt(name), html.Dd(value))]
    return html.Section([html.H2(text.t("About the indicator")), html.Dl(rows)], className="card facts")


def _source(origin: Origin, text: Text) -> list[Any]:
    title_of_series = text.name(origin.texts.get("title", {}))
    link = html.A(origin.series, href=origin.address) if origin.address else origin.series
    updated = [", ", text.t("updated {date}", date=text.date(origin.updated))] if origin.updated else []
    fetched = text.fetched(origin)
    phrase = [text.name(origin.publisher), ", ", link, f" {title_of_series}" if title_of_series else ""]
    return [*phrase, ", ", origin.licence, *updated, ", ", fetched]
