"""The text that kinds of charts share: title, one value in a sentence, and why a parent's values are shown."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.charts.request import ChartRequest
from dashboard.text import Text
from data_sources.model import Area, Direction, Indicator, Observation, ObservationStatus, PopulationGroup, is_shown


def absence(request: ChartRequest, focus: Area, groups: Sequence[PopulationGroup]) -> str:
    """Return why a parent's values are shown, such as "no value for Kajaani"; empty where they are the area's own."""
    if focus == request.area:
        return ""
    text, area = request.text, request.text.area(request.area)
    own = [each for each in request.observations if each.area == request.area.code and each.group in groups]
    if any(each.status is ObservationStatus.SUPPRESSED for each in own):
        return text.t("the values for {area} are suppressed", area=area)
    if len(set(groups)) > 1:
        return text.t("no values by population group for {area}", area=area)
    if groups[0].pairs:
        return text.t("no value for this group in {area}", area=area)
    return text.t("no value for {area}", area=area)


def title(name: str, group: PopulationGroup, area: Area, reason: str, text: Text) -> str:
    """Return the title: what is measured, in which group, where, and why it is not the area that was asked for."""
    parts = [name, *([text.group_text(group)] if group.pairs else []), text.area(area).name]
    return f"{', '.join(parts)} ({reason})" if reason else ", ".join(parts)


def value_sentence(request: ChartRequest, area: Area, observation: Observation) -> str:
    """Return the full sentence of one value: "Daily smokers in Kajaani in 2024: 12.3% (…)."."""
    text, name = request.text, request.text.name(request.indicator.name)
    if observation.group.pairs:
        name = f"{name} ({text.group_text(observation.group)})"
    return text.capitalise(
        text.t(
            "{indicator} {area.locative} {when}: {figure}.",
            indicator=name,
            area=text.area(area),
            when=text.when(observation.period),
            figure=_value(observation, request.indicator, text),
        )
    )


def _value(observation: Observation, indicator: Indicator, text: Text) -> str:
    """Return a value as sentences give it, with its interval and whether it is provisional: "12.3% (…)"."""
    value = text.value_or_sign(observation.value, indicator.unit, indicator.decimals, observation.status)
    more = []
    if is_shown(observation) and observation.low is not None and observation.high is not None:
        interval = text.interval(observation.low, observation.high, indicator.decimals)
        more.append(text.t("95% confidence interval {interval}", interval=interval))
    if observation.status is ObservationStatus.PROVISIONAL:
        more.append(text.status(observation.status))
    return f"{value} ({'; '.join(more)})" if more else value


def direction_clause(indicator: Indicator, text: Text) -> str:
    """Return "; smaller is better", or nothing where neither direction is better."""
    return "" if indicator.direction is Direction.NEITHER else f"; {text.direction(indicator.direction)}"
