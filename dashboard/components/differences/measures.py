"""The measures of a breakdown: gap and slope side by side, each group against the others, and summary measures folded."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.analysis.intervals import Estimate
from dashboard.components import html
from dashboard.differences import Breakdown, Gap, GroupComparison
from dashboard.differences.sentences import BreakdownText, position_text, reason_sentence
from dashboard.text import Text
from data_sources.model import Indicator, ObservationStatus, PopulationGroup, is_shown


def gap_measures(gap: Gap, indicator: Indicator, text: Text) -> html.Dl:
    """Return the absolute and the relative difference side by side, each with its interval or why there is none."""
    return _side_by_side(
        (text.t("Absolute difference"), *_amount(gap.absolute, indicator, text)),
        (text.t("Relative difference (higher / lower)"), *_ratio(gap.relative, text)),
    )


def slope_measures(breakdown: Breakdown, text: Text) -> list[html.P | html.Dl]:
    """Return slope and relative index with a line that explains them; for ordered groups without them, the reason."""
    phrase, slope = BreakdownText(breakdown, text).slope(), breakdown.slope
    if slope is None:
        return [html.P(phrase)] if phrase else []
    indices = _side_by_side(
        (text.t("Slope index of inequality (SII)"), *_amount(slope.sii, breakdown.indicator, text, signed=True)),
        (text.t("Relative index of inequality (RII)"), *_ratio(slope.rii, text)),
    )
    explained = text.t("An SII of 0 and an RII of 1 would mean no difference.")
    return [indices, html.P(phrase), html.P(explained, className="explained")]


def group_table(breakdown: Breakdown, name: str, text: Text) -> html.Div:
    """Return the table of each group against everybody else; of a suppressed value only its label is shown."""
    unit = text.difference_unit(breakdown.indicator.unit)
    head = (text.t("Population group"), text.t("Figure"), text.t("From the others, {unit}", unit=unit), text.t("Status"))
    period = text.period(breakdown.period)
    rows = [_group_row(each, breakdown, head, text) for each in breakdown.groups]
    return html.Div(
        html.Table(
            [
                html.Caption(text.t("{breakdown}: each group against everybody else, {period}", breakdown=name, period=period)),
                html.Thead(
                    html.Tr(
                        [html.Th(label, scope="col", className="number" if 0 < at < 3 else None) for at, label in enumerate(head)]
                    )
                ),
                html.Tbody(rows),
            ],
        ),
        className="table-wrap",
        tabIndex=0,  # so that the keyboard can scroll it where the column is narrow
        role="group",
        **{"aria-label": name},
    )


def advanced_measures(breakdown: Breakdown, name: str, text: Text) -> html.Details | None:
    """Return the summary measures, closed, below the warning that chance pushes them up; None for a breakdown without."""
    measures = breakdown.advanced
    if measures is None:
        return None
    indicator = breakdown.indicator
    unit = text.difference_unit(indicator.unit)
    ordered = (
        (text.t("Concentration index, absolute ({unit})", unit=unit), measures.concentration, indicator.decimals + 1),
        (text.t("Concentration index, relative (\N{MINUS SIGN}1 to 1)"), measures.relative_concentration, 3),
    )
    spread = (
        (text.t("Theil index (\N{MULTIPLICATION SIGN} 1,000)"), measures.theil, 2),
        (text.t("Mean log deviation (\N{MULTIPLICATION SIGN} 1,000)"), measures.mean_log_deviation, 2),
        (text.t("Between-group variance (unit squared)"), measures.between_group_variance, 2),
        (text.t("Index of disparity (%)"), measures.index_of_disparity, 1),
    )
    rows = (*ordered, *spread) if breakdown.slope or breakdown.slope_reason else spread
    warning = text.t(
        "These summarise all groups in one number. Chance in the values pushes them up, more so in small groups, "
        "and they have no margin of error: do not compare small areas by them."
    )
    return html.Details(
        [
            html.Summary([text.t("Advanced measures"), html.Span(f": {name}", className="visually-hidden")]),
            html.P(warning),
            html.Dl(
                [node for label, measure, decimals in rows for node in _measure(label, measure, decimals, text)],
                className="advanced",
            ),
        ]
    )


def _side_by_side(*measures: tuple[str, str, str]) -> html.Dl:
    """Return measures side by side: name, number, and its interval or why there is none."""
    return html.Dl(
        [
            html.Div([html.Dt(name), html.Dd([html.Strong(number), " ", html.Span(interval, className="interval")])])
            for name, number, interval in measures
        ],
        className="measures-beside",
    )


def _amount(estimate: Estimate, indicator: Indicator, text: Text, *, signed: bool = False) -> tuple[str, str]:
    if estimate.value is None:
        return text.sign(ObservationStatus.MISSING), reason_sentence(estimate.reason, text)
    amount = text.difference(estimate.value, indicator.unit, indicator.decimals, signed=signed)
    return amount, _interval(estimate, indicator.decimals, text)


def _ratio(estimate: Estimate, text: Text) -> tuple[str, str]:
    if estimate.value is None:
        return text.sign(ObservationStatus.MISSING), reason_sentence(estimate.reason, text)
    return text.number(estimate.value, 2), _interval(estimate, 2, text)


def _interval(estimate: Estimate, decimals: int, text: Text) -> str:
    """Return the interval as text, or why there is none."""
    if estimate.low is None or estimate.high is None:
        return reason_sentence(estimate.reason, text)
    return text.t("95% confidence interval {interval}", interval=text.interval(estimate.low, estimate.high, decimals))


def _group_row(compared: GroupComparison, breakdown: Breakdown, head: Sequence[str], text: Text) -> html.Tr:
    cells = (
        _value_text(compared, breakdown.indicator, text),
        _difference(compared, breakdown.indicator, text),
        position_text(compared, text),
    )
    own = PopulationGroup(tuple(pair for pair in compared.group.pairs if pair[0] == breakdown.dimension))
    return html.Tr(
        [
            html.Th(text.group(own, compared.group), scope="row"),
            *(
                html.Td(cell, className="number" if at < 2 else None, **{"data-label": head[at + 1]})
                for at, cell in enumerate(cells)
            ),
        ]
    )


def _value_text(compared: GroupComparison, indicator: Indicator, text: Text) -> str:
    observation = compared.observation
    if observation is None or not is_shown(observation):
        hidden = observation is not None and observation.status is ObservationStatus.SUPPRESSED
        return text.sign(ObservationStatus.SUPPRESSED if hidden else ObservationStatus.MISSING)
    value = text.value_or_sign(observation.value, indicator.unit, indicator.decimals, observation.status)
    if observation.low is None or observation.high is None:
        return value
    return f"{value} ({text.interval(observation.low, observation.high, indicator.decimals)})"


def _difference(compared: GroupComparison, indicator: Indicator, text: Text) -> str:
    found = compared.difference
    if found.value is None:
        return text.sign(ObservationStatus.MISSING)
    value = text.number(found.value, indicator.decimals)
    if round(found.value, indicator.decimals) > 0:
        value = f"+{value}"
    if found.low is None or found.high is None:
        return value
    return f"{value} ({text.interval(found.low, found.high, indicator.decimals)})"


def _measure(label: str, measure: Estimate, decimals: int, text: Text) -> tuple[html.Dt, html.Dd]:
    if measure.value is None:
        return html.Dt(label), html.Dd(f"{text.sign(ObservationStatus.MISSING)} {reason_sentence(measure.reason, text)}")
    return html.Dt(label), html.Dd(text.number(measure.value, decimals))
