"""The page of differences: which group falls behind in which indicator, by how much, how certainly, and whether the gap grows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dashboard.addresses.pages import Navigation, Page
from dashboard.components import html
from dashboard.components.differences.areas import between_areas
from dashboard.components.differences.choices import choices, counts, legend, sources
from dashboard.components.differences.table import gap_table, link_of, profile_table
from dashboard.components.plan import plan_name, plan_notes
from dashboard.differences.leading import findings
from dashboard.differences.order import ordered
from dashboard.differences.reading import Differences, PlacedBreakdown, read_differences
from dashboard.differences.sentences import BreakdownText
from dashboard.queries.context import Context
from dashboard.text.labels import _
from data_sources.model import DIMENSIONS

PAGE = Page(
    "/<language>/<area>/differences",
    parameters=("area", "compare", "plan", "priority", "dimension", "sort"),
    controls=("area",),  # the comparisons are kept for other pages
    navigation=Navigation(2, _("Differences")),
)


def title(context: Context) -> str:
    """Return the name of the page and the area's."""
    return f"{context.text.t('Differences in wellbeing and health')}, {context.text.name(context.view.area.name)}"


def content(context: Context) -> list[Any]:
    """Return heading, findings, the table of gaps, the profiles, and the differences between areas."""
    text, read = context.text, read_differences(context)
    shown = _filtered(read)
    gaps = [each for each in shown if not each.breakdown.profile]
    rows = ordered(gaps, context.view.sort, context.today.year)
    profiles = [each.breakdown for each in shown if each.breakdown.profile]
    return [
        _head(read),
        _findings([each.breakdown for each in gaps], context),
        html.Section(
            [
                html.H2(text.t("Differences between population groups")),
                counts([each.breakdown for each in gaps], text) if gaps else None,
                choices(context, read.priorities, _dimensions(read)),
                *([legend(text), gap_table(rows, context)] if gaps else [_nothing(read)]),
            ],
            className="difference-section",
        ),
        _profiles(profiles, context),
        between_areas(read),
        sources({each.indicator.id for each in read.indicators}, context),
    ]


def _filtered(read: Differences) -> list[PlacedBreakdown]:
    view = read.context.view
    return [
        each
        for each in read.breakdowns
        if view.priority in {None, *(priority.id for priority in each.priorities)}
        and view.dimension in {None, each.breakdown.dimension}
    ]


def _dimensions(read: Differences) -> list[str]:
    """Return the dimensions that have a breakdown, and the chosen one."""
    found = {each.breakdown.dimension for each in read.breakdowns} | {read.context.view.dimension}
    return [each for each in DIMENSIONS if each in found]


def _head(read: Differences) -> html.Header:
    text, plan_view, area = read.context.text, read.plan_view, read.context.text.area(read.context.view.area)
    lede = text.t("Which population groups fall behind {area.locative}, by how much, and how certain it is.", area=area)
    return html.Header(
        [
            html.P(f"{area.name}, {plan_name(plan_view, text)}", className="eyebrow"),
            html.H1(text.t("Differences in wellbeing and health")),
            html.P(lede, className="lede"),
            *plan_notes(plan_view, text, examples=False),
        ],
        className="page-head",
    )


def _findings(shown: Sequence[Any], context: Context) -> html.Section | None:
    """Return the three most important differences as sentences that link to their indicators."""
    text = context.text
    found = findings(shown, context.today.year)
    if not found:
        return None
    items = []
    for each in found:
        sentences = BreakdownText(each, text).sentences()
        name = f"{text.name(each.indicator.name)}, {text.by_dimension(each.dimension)}"
        link = html.A(name, href=link_of(each, context.view))
        items.append(html.Li([html.H3(link), html.P(" ".join(sentences[:3]))]))
    heading = text.n("The difference that matters most", "The {count} differences that matter most", len(found))
    order = text.t("Certain differences first, then those that concern the most people; at most one of each indicator.")
    return html.Section([html.H2(heading), html.P(order), html.Ol(items)], className="findings")


def _profiles(profiles: Sequence[Any], context: Context) -> html.Section | None:
    text = context.text
    if not profiles:
        return None
    phrase = text.t("Ages and school stages are stages of life: their values are shown in order and not as a gap.")
    return html.Section(
        [html.H2(text.t("By age and school stage")), html.P(phrase), profile_table(profiles, context)],
        className="difference-section",
    )


def _nothing(read: Differences) -> html.P:
    text = read.context.text
    if read.breakdowns:
        return html.P(text.t("No indicator has differences to show with this choice."))
    return html.P(text.t("No indicator of the plan has values by population group here or in the larger areas around."))
