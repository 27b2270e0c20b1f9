"""The slope and the relative index of inequality in sentences."""

from __future__ import annotations

from dashboard.analysis.intervals import Estimate
from dashboard.charts.gap_text import interval_text
from dashboard.differences import Breakdown
from dashboard.differences.terms import joined, reason_sentence
from dashboard.text import Text

RATIO_DECIMALS = 2
"""Decimals of a relative index."""


def slope_sentences(breakdown: Breakdown, text: Text) -> str:
    """Return both indices with intervals and certainty, or why there are none; nothing for unordered groups."""
    if breakdown.slope is None:
        reason = reason_sentence(breakdown.slope_reason, text)
        return joined(text.t("The slope index of inequality cannot be computed."), reason) if reason else ""
    slope, decimals = breakdown.slope, breakdown.indicator.decimals
    if slope.sii.low is not None and slope.sii.high is not None and slope.sii.low <= 0 <= slope.sii.high:
        return text.t(
            "With every group counted by its size, no slope from end to end of the scale is certain "
            "(slope index of inequality, SII{interval}).",
            interval=_after(slope.sii, decimals, text),
        )
    return joined(_absolute(slope.sii, breakdown, text), _relative(slope.rii, text), _certainty(slope.sii, decimals, text))


def _absolute(sii: Estimate, breakdown: Breakdown, text: Text) -> str:
    indicator, value = breakdown.indicator, sii.value or 0
    if not round(value, indicator.decimals):
        return text.t("With every group counted by its size, both ends of the scale are alike (slope index of inequality, SII).")
    placeholders = {
        "amount": text.difference(value, indicator.unit, indicator.decimals, signed=False),
        "interval": _after(_size(sii), indicator.decimals, text),
    }
    if value > 0:
        return text.t(
            "With every group counted by its size, the value is {amount} higher at the best-off end of the scale "
            "than at the worst-off end (slope index of inequality, SII{interval}).",
            **placeholders,
        )
    return text.t(
        "With every group counted by its size, the value is {amount} lower at the best-off end of the scale than "
        "at the worst-off end (slope index of inequality, SII{interval}).",
        **placeholders,
    )


def _relative(rii: Estimate, text: Text) -> str:
    if rii.value is None:
        return joined(text.t("The relative index of inequality cannot be computed."), reason_sentence(rii.reason, text))
    return text.t(
        "The best-off end has {ratio} times the value of the worst-off end (relative index of inequality, RII{interval}).",
        ratio=text.number(rii.value, RATIO_DECIMALS),
        interval=_after(rii, RATIO_DECIMALS, text),
    )


def _certainty(sii: Estimate, decimals: int, text: Text) -> str:
    if sii.low is None or sii.high is None:
        return text.t("It cannot be assessed whether the slope is certain: no margin of error available.")
    return text.t("The slope is larger than the margin of error.") if round(sii.value or 0, decimals) else ""


def _size(estimate: Estimate) -> Estimate:
    """Return an estimate for use with "larger" or "smaller": its signs reversed where it is negative."""
    if estimate.low is None or estimate.high is None or (estimate.value or 0) > 0:
        return estimate
    return Estimate(estimate.value, -estimate.high, -estimate.low)


def _after(estimate: Estimate, decimals: int, text: Text) -> str:
    interval = interval_text(estimate, decimals, text)
    return f"; {interval}" if interval else ""
