"""The widest and the growing gaps between population groups, as short lists for the pages of a plan."""

from __future__ import annotations

from typing import Any

from dashboard.components import html
from dashboard.components.differences.table import link_of
from dashboard.components.values import sample_tag
from dashboard.differences import Breakdown, GapCourse
from dashboard.differences.order import ordered
from dashboard.differences.reading import PlacedBreakdown, read_differences
from dashboard.differences.sentences import BreakdownText, certainty_text
from dashboard.queries.context import Context

MOST_LISTED = 3
"""Gaps in each list: the page of differences has them all."""


def gap_lists(context: Context) -> list[html.Section]:
    """Return two sections on the area's own gaps, within the view's priority area where it has one."""
    text = context.text
    gaps = [each for each in read_differences(context).breakdowns if _counts(each, context.view.priority)]
    certain = [each for each in gaps if each.breakdown.gap and each.breakdown.gap.certain]
    growing = [each for each in gaps if each.breakdown.course is GapCourse.WIDENING]
    address = context.view.at(page="differences", council=None, tag=None).url
    every = html.P(html.A(text.t("All differences"), href=address)) if gaps else None
    return [
        _section(
            text.t("Widest certain gaps between groups") if certain else text.t("Widest gaps between groups"),
            [_wide(each, context) for each in ordered(certain or gaps, "width")[:MOST_LISTED]],
            text.t("There are no values by population group to compare."),
            every,
        ),
        _section(
            text.t("Growing gaps"),
            [_growing(each, context) for each in ordered(growing, "growth")[:MOST_LISTED]],
            text.t("No gap between groups has grown beyond its margin of error."),
        ),
    ]


def _counts(placed: PlacedBreakdown, priority: str | None) -> bool:
    """Tell whether a breakdown has a gap with a worse-off group, in the area's own values and in the priority area."""
    breakdown = placed.breakdown
    inside = priority is None or priority in {each.id for each in placed.priorities}
    return inside and breakdown.own and not breakdown.profile and breakdown.gap is not None and breakdown.gap.worse is not None


def _section(heading: str, items: list[list[Any]], nothing: str, more: html.P | None = None) -> html.Section:
    body = html.Ul([html.Li(item) for item in items]) if items else html.P(nothing)
    return html.Section([html.H2(heading), body, more])


def _wide(breakdown: Breakdown, context: Context) -> list[Any]:
    text, certain = context.text, breakdown.gap.certain if breakdown.gap else None
    return [*_name(breakdown, context), f": {BreakdownText(breakdown, text).sides()} ({certainty_text(certain, text)})"]


def _growing(breakdown: Breakdown, context: Context) -> list[Any]:
    growth = BreakdownText(breakdown, context.text).growth()
    return [*_name(breakdown, context), f": {growth[:1].lower()}{growth[1:]}"]


def _name(breakdown: Breakdown, context: Context) -> list[Any]:
    text, whole = context.text, breakdown.whole
    name = text.name(breakdown.indicator.name)
    phrase = f"{name}, {text.group_text(whole)}" if whole.pairs else name
    link = html.A(phrase, href=link_of(breakdown, context.view))
    return [link, sample_tag(breakdown.indicator.id, context.sampled, text), f" {text.by_dimension(breakdown.dimension)}"]
