"""Differences between the peer areas of a view: the indicators with the widest certain ones, with highest and lowest value."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dashboard.charts.ranking.ranking import AreaValue
from dashboard.charts.ranking.text import LEVELS
from dashboard.components import html
from dashboard.components.differences.marks import row_value
from dashboard.components.differences.table import facts_of
from dashboard.components.values import sample_tag
from dashboard.differences.reading import AreaDifference, Differences
from dashboard.differences.sentences import certainty_text, reason_sentence
from dashboard.queries.context import Context
from data_sources.model import AreaLevel, Indicator

MOST_LISTED = 8


def between_areas(read: Differences) -> html.Section | None:
    """Return the differences between areas that may lead, certain ones first; None where there are none."""
    context = read.context
    text, view = context.text, context.view
    found = read.between_areas if view.priority is None else _of_priority(read, view.priority)
    listed = found[:MOST_LISTED]
    if not listed:
        return None
    level = listed[0].ranking.ranked[0].area.level
    heading = {
        AreaLevel.DISTRICT: text.t("Differences between districts"),
        AreaLevel.MUNICIPALITY: text.t("Differences between municipalities"),
        AreaLevel.COUNTY: text.t("Differences between wellbeing services counties"),
    }.get(level, text.t(LEVELS[level]))
    phrase = text.t(
        "The indicators in which the highest value is most times the lowest: certain differences first, then "
        "those whose certainty cannot be assessed. Areas whose value rests on few people or cases are left out."
    )
    return html.Section([html.H2(heading), html.P(phrase), _table(listed, heading, context)], className="difference-section")


def _of_priority(read: Differences, priority: str) -> tuple[AreaDifference, ...]:
    names = {each.indicator.id for each in read.indicators if priority in {one.id for one in each.priorities}}
    return tuple(each for each in read.between_areas if each.indicator.id in names)


def _table(listed: Sequence[AreaDifference], caption: str, context: Context) -> html.Div:
    text = context.text
    names = (text.t("Indicator"), text.t("Highest value"), text.t("Lowest value"), text.t("Difference"))
    head = html.Thead(html.Tr([html.Th(name, scope="col") for name in names]))
    rows = [_row(each, names, context) for each in listed]
    parts = [html.Caption(caption, className="visually-hidden"), head, html.Tbody(rows)]
    return html.Div(html.Table(parts, className="differences between"), className="table-wrap")


def _row(each: AreaDifference, names: Sequence[str], context: Context) -> html.Tr:
    text, view, indicator = context.text, context.view, each.indicator
    link = html.A(text.name(indicator.name), href=view.at(page="indicator", indicator=indicator, group=each.group).url)
    facts = html.Span(", ".join(facts_of(indicator, each.ranking.period, text)), className="fact")
    compared, ratio = each.claim.compared, each.claim.compared.relative
    size: Any = html.Span(reason_sentence(ratio.reason, text), className="line")
    if ratio.value is not None:
        size = html.Strong(text.t("{ratio} times", ratio=text.number(ratio.value, 2)))
    sure = html.Span(certainty_text(compared.certain, text), className="line sure" if compared.certain else "line unsure")
    ends = [
        _end(each.ranking.level_with(each.ranking.ranked[place], indicator.decimals), indicator, context) for place in (0, -1)
    ]
    cells = [*ends, [size, sure]]
    return html.Tr(
        [
            html.Th([link, sample_tag(indicator.id, context.sampled, text), facts], scope="row"),
            *(html.Td(cell, **{"data-label": name}) for cell, name in zip(cells, names[1:], strict=True)),
        ]
    )


def _end(tied: Sequence[AreaValue], indicator: Indicator, context: Context) -> list[Any]:
    """Return the areas that share a value, and the value."""
    text = context.text
    names = text.listing(text.area(each.area).name for each in tied)
    return [html.Span(names, className="line"), html.Strong(row_value(tied[0].value, indicator, text))]
