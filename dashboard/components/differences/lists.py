"""The differences that matter most and the growing gaps between population groups, as short lists for the pages of a plan."""

from __future__ import annotations

from typing import Any

from dashboard.components import html
from dashboard.components.differences.table import link_of
from dashboard.components.values import sample_tag
from dashboard.differences import Breakdown
from dashboard.differences.reading import read_differences
from dashboard.differences.sentences import BreakdownText, certainty_text
from dashboard.queries.context import Context

MOST_LISTED = 3
"""Gaps in each list: the page of differences has them all."""


def gap_lists(context: Context) -> list[html.Section]:
    """Return two sections on the area's own gaps that may lead, within the view's priority area where it has one."""
    text, view, read = context.text, context.view, read_differences(context)
    within = None if view.priority is None else {view.priority}
    address = view.at(page="differences", council=None, tag=None).url
    every = html.P(html.A(text.t("All differences"), href=address)) if read.within(within) else None
    return [
        _section(
            text.t("Differences that matter most"),
            [_wide(each, context) for each in read.findings(within, MOST_LISTED)],
            text.t("No difference between groups is certain, or large enough to be told without a margin of error."),
            every,
        ),
        _section(
            text.t("Growing gaps"),
            [_growing(each, context) for each in read.growing(within)[:MOST_LISTED]],
            text.t("No gap between groups has grown beyond its margin of error."),
        ),
    ]


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
