"""The section "Health differences" of an indicator's page: one part for each breakdown, from sentence to measures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dashboard.charts.request import ChartRequest
from dashboard.charts.source import sample_text, source_line
from dashboard.components import html
from dashboard.components.differences.measures import advanced_measures, gap_measures, group_table, slope_measures
from dashboard.differences import Breakdown
from dashboard.differences.sentences import BreakdownText
from data_sources.model import Observation


def health_differences(found: Sequence[Breakdown], request: ChartRequest) -> html.Section:
    """Return the section of an indicator's breakdowns; profiles (age, school stage) stay in the chart of groups.

    Where nothing can be compared, the section says why.
    """
    text = request.text
    compared = [each for each in found if not each.profile]
    sample = sample_text(request.origins, text)
    return html.Section(
        [
            html.H2(text.t("Health differences")),
            html.P(text.capitalise(sample), className="subtitle") if sample else None,
            html.P(_lead(found, request), className="sentence"),
            *(_part(breakdown, request) for breakdown in compared),
            html.Ul([html.Li(note) for note in _notes(request)], className="notes") if compared else None,
            html.P(_source(compared, request), className="source") if compared else None,
        ],
        className="card health-differences",
        **{"aria-label": text.t("Health differences")},
    )


def _lead(found: Sequence[Breakdown], request: ChartRequest) -> str:
    """Return the breakdowns in which the difference is certain, uncertain or not assessable; or why there is none."""
    text = request.text
    gaps = [each for each in found if each.gap]
    if not gaps:
        return _nothing(found, request)
    names = {"indicator": text.name(request.indicator.name), "area": text.area(request.area)}
    sorted_out = (
        (True, text.t("{breakdowns} the difference is certain")),
        (False, text.t("{breakdowns} the difference is uncertain")),
        (None, text.t("{breakdowns} the certainty of the difference cannot be assessed")),
    )
    parts = []
    for certain, message in sorted_out:
        alike = [_by(each, request) for each in gaps if each.gap and each.gap.certain is certain]
        if alike:
            parts.append(message.format(breakdowns=text.listing(alike)))
    return text.t("{indicator} {area.locative}: {parts}.", parts="; ".join(parts), **names)


def _by(breakdown: Breakdown, request: ChartRequest) -> str:
    """Return "by education", in brackets the parent area whose values they are, and an older period."""
    text = request.text
    more = [
        "" if breakdown.own else text.area(breakdown.area).name,
        text.period(breakdown.period) if breakdown.hidden_since else "",
    ]
    return " ".join([text.by_dimension(breakdown.dimension), *([f"({', '.join(filter(None, more))})"] if any(more) else [])])


def _nothing(found: Sequence[Breakdown], request: ChartRequest) -> str:
    text = request.text
    if request.indicator.unit.is_count:
        return text.t("Numbers of people or cases are not compared between groups, since groups differ in size.")
    if any(not each.profile for each in found):
        return text.t("No difference can be told: too few of the groups have a value that may be shown.")
    if found:
        return text.t(
            "There are values by age or school stage only; such groups are stages of life and are not compared as gaps."
        )
    return text.t(
        "There are no values for at least two population groups {in_area} or in the larger areas that it belongs to.",
        in_area=text.area(request.area).locative,
    )


def _part(breakdown: Breakdown, request: ChartRequest) -> html.Section:
    text, told = request.text, BreakdownText(breakdown, request.text)
    name = text.dimension(breakdown.dimension)
    if breakdown.whole.pairs:
        name = f"{name}, {text.group_text(breakdown.whole)}"
    more = [each for each in (told.persons(), told.growth()) if each]
    return html.Section(
        [
            html.H3(name),
            html.P(told.headline(), className="sentence"),
            gap_measures(breakdown.gap, breakdown.indicator, text) if breakdown.gap else None,
            *(html.P(each) for each in more),
            *slope_measures(breakdown, text),
            group_table(breakdown, name, text),
            advanced_measures(breakdown, name, text),
            _sizes(breakdown, request),
        ],
        className="division",
        **{"aria-label": f"{text.t('Health differences')}: {name}"},
    )


def _sizes(breakdown: Breakdown, request: ChartRequest) -> html.P | None:
    """Return where the sizes of the groups come from; nothing where none are known."""
    text, used = request.text, _populations(breakdown, request)
    if not used:
        return None
    newest = text.period(max((each.period for each in used), key=lambda period: period.last))
    if breakdown.dimension == "education":
        phrase = text.t(
            "Group sizes: Statistics Finland, educational structure, {period}. The survey may form its education "
            "classes otherwise, so people and slope index are approximate.",
            period=newest,
        )
    else:
        phrase = text.t("Group sizes: Statistics Finland, population structure, {period}.", period=newest)
    return html.P(phrase, className="source")


def _populations(breakdown: Breakdown, request: ChartRequest) -> list[Observation]:
    """Return the populations of the breakdown's groups in its area."""
    bases = {breakdown.indicator.base_of(each.group) for each in breakdown.groups}
    return [
        each
        for each in request.base
        if each.area == breakdown.area.code and (each.indicator, each.group) in bases and each.value is not None
    ]


def _notes(request: ChartRequest) -> list[str]:
    text = request.text
    notes = [text.t("A group is set against all other groups of the division together, never against a total that contains it.")]
    if request.calculated:
        notes.append(text.t("The confidence intervals are calculated from the counts that the source gives."))
    notes.append(text.capitalise(text.direction(request.indicator.direction)) + ".")
    return notes


def _source(found: Sequence[Breakdown], request: ChartRequest) -> Any:
    return source_line(request, [each.group for breakdown in found for each in breakdown.groups])
