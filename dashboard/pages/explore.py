"""The page of all indicators: every indicator with its newest value, by theme."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from dashboard.addresses.pages import Navigation, Page
from dashboard.addresses.view import View
from dashboard.components import html
from dashboard.components.values import sample_tag
from dashboard.queries.context import Context
from dashboard.text import Text
from dashboard.text.labels import _
from data_sources.areas import read_areas
from data_sources.indicators import read_indicators, read_themes
from data_sources.model import TOTAL, Indicator, Observation

PAGE = Page(
    "/<language>/explore",
    parameters=("area", "compare"),
    controls=("area", "comparisons"),
    navigation=Navigation(3, _("All indicators")),
)


def title(context: Context) -> str:
    """Return the name of the page and the area's."""
    return f"{context.text.t('All indicators')}, {context.text.name(context.view.area.name)}"


def content(context: Context) -> list[Any]:
    """Return the heading and a table of newest values for each theme."""
    view, snapshot, text = context.view, context.snapshot, context.text
    indicators = read_indicators()
    parents = read_areas().parents(view.area)
    areas = list({area.code: area for area in (view.area, *view.compared, *parents)}.values())
    groups = {indicator.default_group for indicator in indicators.values()}
    observed = [indicator.id for indicator in indicators.values() if not indicator.projection]
    newest = {
        (each.indicator, each.area): each
        for each in snapshot.latest(observed, [area.code for area in areas], groups)
        if each.group == indicators[each.indicator].default_group
    }
    themes = read_themes()
    tables = [
        _theme(text.name(themes[theme]), list(members), context, newest)
        for theme, members in groupby(indicators.values(), key=lambda indicator: indicator.theme)
    ]
    lede = text.t("Newest values of every indicator. Open one for its trend and its population groups.")
    head = html.Header(
        [
            html.P(text.name(view.area.name), className="eyebrow"),
            html.H1(text.t("All indicators")),
            html.P(lede, className="lede"),
        ],
        className="page-head",
    )
    return [head, *tables]


def _theme(name: str, members: list[Indicator], context: Context, newest: Mapping[tuple[str, str], Observation]) -> html.Section:
    view, text = context.view, context.text
    columns = [
        text.t("Indicator"),
        text.name(view.area.name),
        *(text.name(area.name) for area in view.compared),
    ]
    header = html.Tr([html.Th(column, scope="col") for column in columns])
    rows = [_row(indicator, context, newest) for indicator in members]
    table = html.Table(
        [html.Caption(name, className="visually-hidden"), html.Thead(header), html.Tbody(rows)], className="figures"
    )
    return html.Section([html.H2(name), html.Div(table, className="table-wrap")], className="theme")


def _row(indicator: Indicator, context: Context, newest: Mapping[tuple[str, str], Observation]) -> html.Tr:
    view, text = context.view, context.text
    link = html.A(text.name(indicator.name), href=view.at(page="indicator", indicator=indicator).url)
    own = newest.get((indicator.id, view.area.code))
    cells = [html.Td(_own_value(indicator, own, view, newest, text), className="number own")]
    cells += [
        html.Td(_value(indicator, newest.get((indicator.id, area.code)), text), className="number") for area in view.compared
    ]
    of_whom = html.Span(text.group(indicator.default_group), className="of-whom") if indicator.default_group != TOTAL else None
    return html.Tr([html.Th([link, sample_tag(indicator.id, context.sampled, text), of_whom], scope="row"), *cells])


def _own_value(
    indicator: Indicator, own: Observation | None, view: View, newest: Mapping[tuple[str, str], Observation], text: Text
) -> list[Any]:
    """Return the area's value or, where it has none, the nearest parent's with its name."""
    if own:
        return _value(indicator, own, text)
    for parent in read_areas().parents(view.area):
        if observation := newest.get((indicator.id, parent.code)):
            return [*_value(indicator, observation, text), html.Span(text.name(parent.name), className="instead")]
    return _value(indicator, None, text)


def _value(indicator: Indicator, observation: Observation | None, text: Text) -> list[Any]:
    if indicator.projection:
        return [text.t("projection")]
    if observation is None or observation.value is None:
        return [html.Abbr("..", title=text.t("no value"))]
    value = text.value(observation.value, indicator.unit, indicator.decimals)
    return [html.Span(value), " ", html.Span(text.period(observation.period), className="year")]
