"""Values of an indicator status as text and small pictures: newest value, change, comparison, trend."""

from __future__ import annotations

from collections.abc import Collection
from itertools import pairwise
from typing import Any

from dashboard.components import html
from dashboard.components.html import Markup
from dashboard.monitoring.progress import break_between
from dashboard.monitoring.status import IndicatorStatus
from dashboard.text import Text
from data_sources.model import Observation

WIDTH, HEIGHT, MARGIN = 120, 36, 4
"""Size of a small trend in CSS pixels."""


def newest_value(indicator_status: IndicatorStatus, text: Text) -> list[Any]:
    """Return the newest value with its year and, where it is a parent's, the parent's name."""
    newest = indicator_status.newest
    if newest is None or newest.value is None:
        return [html.Abbr("..", title=text.t("no value"))]
    value = text.value(newest.value, indicator_status.indicator.unit, indicator_status.indicator.decimals)
    parent = indicator_status.observed_area if not indicator_status.own else None
    instead = [html.Span(text.name(parent.name), className="instead")] if parent else []
    return [html.Strong(value), " ", html.Span(text.period(newest.period), className="year"), *instead]


def sample_tag(indicator: str, sampled: Collection[str], text: Text) -> html.Span | None:
    """Return the mark of an indicator with sample data where others have real data."""
    return html.Span(text.t("sample"), className="sample-tag") if indicator in sampled else None


def change_text(indicator_status: IndicatorStatus, text: Text) -> str:
    """Return the change since the previous value, "-0.5 percentage points since 2022", or that there is none to compare with."""
    if indicator_status.change is None or indicator_status.previous is None:
        return text.t("no earlier value to compare with")
    indicator = indicator_status.indicator
    if not round(indicator_status.change, indicator.decimals):
        return text.t("unchanged since {period}", period=text.period(indicator_status.previous.period))
    difference = text.difference(indicator_status.change, indicator.unit, indicator.decimals)
    phrase = text.t("{difference} since {period}", difference=difference, period=text.period(indicator_status.previous.period))
    return f"{phrase}, {text.t('not certain')}" if indicator_status.certain_change is False else phrase


def comparison_text(indicator_status: IndicatorStatus, name: str, text: Text) -> str:
    """Return the comparison's value of the same period with the comparison's name."""
    if indicator_status.compared is None or indicator_status.compared.value is None:
        return ""
    indicator = indicator_status.indicator
    return f"{name} {text.value(indicator_status.compared.value, indicator.unit, indicator.decimals)}"


def small_trend(indicator_status: IndicatorStatus, first_year: int, last_year: int) -> Markup | None:
    """Return the values of `first_year`..`last_year` as a small line, scaled from zero; the numbers are next to it."""
    observations = [each for each in indicator_status.observations if first_year <= each.period.last <= last_year]
    if len(observations) < 2 or last_year <= first_year:
        return None
    top = max(_value(each) for each in observations) or 1.0
    lowest = min(0.0, *(_value(each) for each in observations))

    def place(each: Observation) -> str:
        across = MARGIN + (WIDTH - 2 * MARGIN) * (each.period.last - first_year) / (last_year - first_year)
        down = HEIGHT - MARGIN - (HEIGHT - 2 * MARGIN) * (_value(each) - lowest) / (top - lowest)
        return f"{across:.1f} {down:.1f}"

    path = f"M{place(observations[0])}"
    for earlier, later in pairwise(observations):
        near = later.period.last - earlier.period.last <= indicator_status.indicator.interval
        path += ("L" if near and not break_between(indicator_status.indicator, earlier, later) else "M") + place(later)
    across, down = place(observations[-1]).split()
    drawing = (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" aria-hidden="true">'
        f'{_ground(path)}<path class="base" d="M{MARGIN} {HEIGHT - MARGIN}H{WIDTH - MARGIN}"/><path class="line" d="{path}"/>'
        f'<circle cx="{across}" cy="{down}" r="3.5"/></svg>'
    )
    return Markup(drawing, className="small-trend")


def _ground(path: str) -> str:
    """Return the area between each joined part of the line and its base, so that the level is seen, not only the change."""
    bottom, filled = HEIGHT - MARGIN, ""
    for part in path.split("M")[1:]:
        first, last = part.split("L")[0].split()[0], part.split("L")[-1].split()[0]
        filled += f"M{part}L{last} {bottom}L{first} {bottom}Z"
    return f'<path class="ground" d="{filled}"/>'


def _value(observation: Observation) -> float:
    return 0.0 if observation.value is None else observation.value
