"""The table of differences: a row for each indicator and dimension with its groups on a scale, the gap, its growth, people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dashboard.addresses.view import View
from dashboard.analysis.intervals import Estimate
from dashboard.components import html
from dashboard.components.differences.marks import SHORT, group_lines, profile_lines
from dashboard.components.html import Markup
from dashboard.components.values import sample_tag
from dashboard.differences import Breakdown
from dashboard.differences.sentences import certainty_text, course_text, reason_sentence, rounded_persons
from dashboard.queries.context import Context
from dashboard.text import MINUS, Text
from data_sources.model import Direction, Indicator, ObservationStatus, Period

SORTED_COLUMNS = {"plan": 0, "width": 3, "growth": 4, "persons": 5}
"""The column by which each order sorts."""


def link_of(breakdown: Breakdown, view: View) -> str:
    """Return the address of the indicator's page with the breakdown's worse-off, else its larger, group chosen."""
    gap = breakdown.gap
    group = (gap.worse or gap.larger.group) if gap else breakdown.whole
    return view.at(page="indicator", indicator=breakdown.indicator, group=group).url


def gap_table(rows: Sequence[Breakdown], context: Context) -> html.Div:
    """Return the breakdowns with gaps as one table, in the order given."""
    text = context.text
    names = (
        *_first_names(text),
        text.t("Difference"),
        text.t("Change of the difference"),
        text.t("In people"),
    )
    return _table(text.t("Differences between population groups"), names, [_row(each, context, names) for each in rows], context)


def profile_table(rows: Sequence[Breakdown], context: Context) -> html.Div:
    """Return the profiles as one table: values in the order of age or school stage, without a gap."""
    text = context.text
    names = _first_names(text)
    return _table(text.t("Profiles"), names, [html.Tr(_first_cells(each, context, names)) for each in rows], context)


def _table(caption: str, names: Sequence[str], rows: list[html.Tr], context: Context) -> html.Div:
    by = SORTED_COLUMNS[context.view.sort] if len(names) > len(_first_names(context.text)) else None
    order = "ascending" if by == 0 else "descending"
    head = [html.Th(name, scope="col", **({"aria-sort": order} if number == by else {})) for number, name in enumerate(names)]
    parts = [html.Caption(caption, className="visually-hidden"), html.Thead(html.Tr(head)), html.Tbody(rows)]
    kind = "differences profiles" if by is None else "differences gaps"
    return html.Div(html.Table(parts, className=kind), className="table-wrap")


def _first_names(text: Text) -> tuple[str, ...]:
    return text.t("Indicator"), text.t("Groups by"), text.t("Population groups")


def _row(breakdown: Breakdown, context: Context, names: Sequence[str]) -> html.Tr:
    text = context.text
    cells = (_gap(breakdown, text), _growth(breakdown, text), _persons(breakdown, text))
    named = (html.Td(cell, **{"data-label": name}) for cell, name in zip(cells, names[3:], strict=True))
    return html.Tr([*_first_cells(breakdown, context, names), *named])


def _first_cells(breakdown: Breakdown, context: Context, names: Sequence[str]) -> list[Any]:
    """Return indicator, dimension and groups."""
    text, indicator = context.text, breakdown.indicator
    name = html.A(text.name(indicator.name), href=link_of(breakdown, context.view))
    facts = facts_of(indicator, breakdown.period, text)
    if breakdown.whole.pairs:
        facts.insert(0, text.group_text(breakdown.whole))
    return [
        html.Th(
            [
                name,
                sample_tag(indicator.id, context.sampled, text),
                html.Span(", ".join(facts), className="fact"),
                *_instead(breakdown, text),
            ],
            scope="row",
        ),
        html.Td(text.dimension(breakdown.dimension), className="dimension", **{"data-label": names[1]}),
        html.Td(Markup((profile_lines if breakdown.profile else group_lines)(breakdown, text)), className="groups-cell"),
    ]


def facts_of(indicator: Indicator, period: Period, text: Text) -> list[str]:
    """Return period, unit where it is not written with the values, and which direction is better."""
    unit = "" if indicator.unit in SHORT else text.unit(indicator.unit)
    direction = "" if indicator.direction is Direction.NEITHER else text.direction(indicator.direction)
    return [each for each in (text.period(period), unit, direction) if each]


def _instead(breakdown: Breakdown, text: Text) -> list[Any]:
    """Return whose values they are where they are not the area's own, and that newer ones are suppressed."""
    found = []
    if not breakdown.own:
        asked, area = text.area(breakdown.asked), text.area(breakdown.area)
        if breakdown.asked_hidden:
            found.append(text.t("{area}: the values for {asked} are suppressed", area=area, asked=asked))
        else:
            found.append(text.t("{area}: no values by group for {asked}", area=area, asked=asked))
    if breakdown.hidden_since:
        found.append(text.t("Newer values are suppressed ({period}).", period=text.period(breakdown.hidden_since)))
    return [html.Span(phrase, className="instead") for phrase in found]


def _gap(breakdown: Breakdown, text: Text) -> list[Any]:
    """Return the relative and the absolute gap with their intervals, and how certain the gap is."""
    gap, indicator = breakdown.gap, breakdown.indicator
    if gap is None:
        return [html.Span(text.t("not computed: a group has no value"), className="fact")]
    size = text.value_or_sign(gap.absolute.value, indicator.unit, indicator.decimals, ObservationStatus.NORMAL, difference=True)
    relative: list[Any] = [html.Span(reason_sentence(gap.relative.reason, text), className="fact")]
    if gap.relative.value is not None:
        relative = [_times(gap.relative.value, text), " ", html.Span(_interval(gap.relative, 2, text), className="interval")]
    absolute = [size, " ", html.Span(_interval(gap.absolute, indicator.decimals, text), className="interval")]
    return [
        html.Span(relative, className="line"),
        html.Span(absolute, className="line"),
        html.Span(certainty_text(gap.certain, text), className="line sure" if gap.certain else "line unsure"),
    ]


def _times(ratio: float, text: Text) -> html.Strong:
    """Return a ratio of two values."""
    return html.Strong(text.t("{ratio} times", ratio=text.number(ratio, 2)))


def _interval(estimate: Estimate, decimals: int, text: Text) -> str:
    if estimate.low is None or estimate.high is None:
        return ""
    return f"({text.interval(estimate.low, estimate.high, decimals)})"


def _growth(breakdown: Breakdown, text: Text) -> list[Any]:
    """Return the change of the gap since its first comparable value."""
    growth = breakdown.growth
    if breakdown.gap is None or growth.since is None or growth.change.value is None:
        return [html.Span(text.t("no earlier value to compare with"), className="fact")]
    indicator, value = breakdown.indicator, growth.change.value
    size = text.value_or_sign(abs(value), indicator.unit, indicator.decimals, ObservationStatus.NORMAL, difference=True)
    sign = "" if not round(value, indicator.decimals) else "+" if value > 0 else MINUS
    since = text.t("{difference} since {period}", difference=f"{sign}{size}", period=text.period(growth.since))
    return [html.Span(since, className="line"), html.Span(course_text(growth.course, text), className="line fact")]


def _persons(breakdown: Breakdown, text: Text) -> list[Any]:
    """Return how many people fewer or more there would be, rounded."""
    if breakdown.fewer.value is None or breakdown.gap is None:
        return [html.Span(reason_sentence(breakdown.fewer.reason, text), className="fact")]
    number = rounded_persons(breakdown.fewer.value)
    if breakdown.indicator.direction is Direction.HIGHER:
        return [html.Span(text.n("about {count} more", "about {count} more", number))]
    return [html.Span(text.n("about {count} fewer", "about {count} fewer", number))]
