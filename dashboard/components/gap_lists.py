"""The widest and the growing gaps between population groups, as short lists for the pages of a plan."""

from __future__ import annotations

from typing import Any

from dash import html

from dashboard.components.differences import link_of
from dashboard.components.figures import sample_tag
from dashboard.context import Context
from dashboard.differences import Course, Division
from dashboard.differences.order import ordered
from dashboard.differences.reading import PlacedDivision, read_differences
from dashboard.differences.words import DivisionWords, certainty_words

MOST_LISTED = 3
"""Gaps in each list: the page of differences has them all."""


def gap_lists(context: Context) -> list[html.Section]:
    """Return two sections on the area's own gaps, within the view's priority area where it has one."""
    text = context.text
    gaps = [each for each in read_differences(context).divisions if _counts(each, context.view.priority)]
    certain = [each for each in gaps if each.division.gap and each.division.gap.certain]
    growing = [each for each in gaps if each.division.course is Course.WIDENING]
    address = context.view.at(page="differences", council=None, tag=None).url
    every = html.P(html.A(text.t("All differences"), href=address)) if gaps else None
    return [
        _section(
            text.t("Widest certain gaps between groups") if certain else text.t("Widest gaps between groups"),
            [_wide(each, context) for each in ordered(certain or gaps, "width")[:MOST_LISTED]],
            text.t("There are no figures by population group to compare."),
            every,
        ),
        _section(
            text.t("Growing gaps"),
            [_growing(each, context) for each in ordered(growing, "growth")[:MOST_LISTED]],
            text.t("No gap between groups has grown beyond its margin of error."),
        ),
    ]


def _counts(placed: PlacedDivision, priority: str | None) -> bool:
    """Tell whether a division has a gap of the area's own figures that one side suffers from, in the priority area."""
    division = placed.division
    inside = priority is None or priority in {each.id for each in placed.priorities}
    return inside and division.own and not division.profile and division.gap is not None and division.gap.worse is not None


def _section(heading: str, items: list[list[Any]], nothing: str, more: html.P | None = None) -> html.Section:
    body = html.Ul([html.Li(item) for item in items]) if items else html.P(nothing)
    return html.Section([html.H2(heading), body, more])


def _wide(division: Division, context: Context) -> list[Any]:
    text, certain = context.text, division.gap.certain if division.gap else None
    return [*_name(division, context), f": {DivisionWords(division, text).sides()} ({certainty_words(certain, text)})"]


def _growing(division: Division, context: Context) -> list[Any]:
    growth = DivisionWords(division, context.text).growth()
    return [*_name(division, context), f": {growth[:1].lower()}{growth[1:]}"]


def _name(division: Division, context: Context) -> list[Any]:
    text, whole = context.text, division.whole
    name = text.name(division.indicator.name)
    words = f"{name}, {text.group_words(whole)}" if whole.pairs else name
    link = html.A(words, href=link_of(division, context.view))
    return [link, sample_tag(division.indicator.id, context.sampled, text), f" {text.by_dimension(division.dimension)}"]
