"""The words that all kinds of charts share: whose figures, their statuses and margins, their source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dashboard.charts.chart import WITH_INTERVALS, Series
from dashboard.charts.request import ChartRequest
from dashboard.text import Text
from data_sources.adapters import service_name
from data_sources.model import (
    OWN_TABLE,
    Area,
    Direction,
    Indicator,
    Observation,
    ObservationStatus,
    Origin,
    PopulationGroup,
    is_shown,
)


def absence(request: ChartRequest, focus: Area, groups: Sequence[PopulationGroup]) -> str:
    """Return why a parent's figures are shown, such as "no figure for Kajaani"; empty where they are the area's own."""
    if focus == request.area:
        return ""
    text, area = request.text, request.text.area(request.area)
    own = [each for each in request.observations if each.area == request.area.code and each.group in groups]
    if any(each.status is ObservationStatus.SUPPRESSED for each in own):
        return text.t("the figures for {area} are suppressed", area=area)
    if len(groups) > 1:
        return text.t("no figures by population group for {area}", area=area)
    if groups[0].pairs:
        return text.t("no figure of this group for {area}", area=area)
    return text.t("no figure for {area}", area=area)


def title(request: ChartRequest, name: str, group: PopulationGroup, focus: Area, reason: str) -> str:
    """Return the title: what is measured, in which group, where, and why it is not the area that was asked for."""
    text = request.text
    parts = [name, *([text.group_words(group)] if group.pairs else []), text.area(focus).name]
    return f"{', '.join(parts)} ({reason})" if reason else ", ".join(parts)


def main_sentence(request: ChartRequest, focus: Area, observation: Observation, reason: str) -> str:
    """Return the sentence that says one figure whole: "Daily smokers in Kajaani in 2024: 12.3% (…)."."""
    text, name = request.text, request.text.name(request.indicator.name)
    if observation.group.pairs:
        name = f"{name} ({text.group_words(observation.group)})"
    sentence = text.t(
        "{indicator} {area.locative} {when}: {figure}.",
        indicator=name,
        area=text.area(focus),
        when=text.when(observation.period),
        figure=figure(observation, request.indicator, text),
    )
    return " ".join(text.capitalise(each) for each in (f"{reason}." if reason else "", sentence) if each)


def figure(observation: Observation, indicator: Indicator, text: Text) -> str:
    """Return a figure as sentences say it, with its interval and that it is provisional: "12,3 % (…)"."""
    words = text.figure(observation.value, indicator.unit, indicator.decimals, observation.status)
    more = []
    if is_shown(observation) and observation.low is not None and observation.high is not None:
        interval = text.interval(observation.low, observation.high, indicator.decimals)
        more.append(text.t("95% confidence interval {interval}", interval=interval))
    if observation.status is ObservationStatus.PROVISIONAL:
        more.append(text.status(observation.status))
    return f"{words} ({'; '.join(more)})" if more else words


def drawn(series: Sequence[Series]) -> list[float]:
    """Return every number that the picture must have room for: values, and the intervals of the focus and the projection."""
    values = [point.value for each in series for point in each.points]
    with_ends = [each for each in series if each.role in WITH_INTERVALS]
    ends = [end for each in with_ends for point in each.points for end in (point.low, point.high)]
    return [number for number in (*values, *ends) if number is not None]


def parent_notes(reason: str, focus: Area, text: Text) -> list[str]:
    """Return the note that a parent's figures stand in for the area's own."""
    if not reason:
        return []
    note = text.t("{reason}; the figures shown are {area.genitive}.", reason=reason, area=text.area(focus))
    return [text.capitalise(note)]


def status_notes(series: Iterable[Series], text: Text) -> list[str]:
    """Return notes on suppressed and provisional figures."""
    statuses = [point.status for each in series for point in each.points]
    suppressed = statuses.count(ObservationStatus.SUPPRESSED)
    notes = []
    if suppressed:
        notes.append(
            text.n(
                "{count} figure is suppressed to protect privacy.",
                "{count} figures are suppressed to protect privacy.",
                suppressed,
            ),
        )
    if ObservationStatus.PROVISIONAL in statuses:
        notes.append(text.t("Some of the figures are provisional."))
    return notes


def margin_notes(series: Sequence[Series], text: Text, *, calculated: bool = False) -> list[str]:
    """Return the note on margins of error: none, some or all, whose are drawn, and whether they were calculated here."""
    shown = [point for each in series for point in each.points if point.value is not None]
    having = [point for point in shown if point.low is not None]
    if not having:
        return [text.t("No margin of error available.")]
    focus, *others = series
    notes = []
    if any(point.low is not None for point in focus.points):
        notes.append(text.t("The picture shows the 95% confidence intervals of {area}.", area=focus.name))
    if any(point.low is not None for each in others for point in each.points):
        notes.append(text.t("The other confidence intervals are in the table."))
    if len(having) < len(shown):
        notes.append(text.t("Some of the figures have no margin of error."))
    if calculated:
        notes.append(text.t("The confidence intervals are calculated from the counts that the source gives."))
    return notes


def closing_notes(indicator: Indicator, ticks: Sequence[float], text: Text) -> list[str]:
    """Return what a reader must know of the scale: where it starts, whether the series ended, which way is better."""
    notes = []
    if ticks[0] > 0:
        notes.append(text.t("The scale does not start at zero."))
    if indicator.closed:
        notes.append(text.t("The series has ended: no new figures are published."))
    notes.append(text.capitalise(text.direction(indicator.direction)) + ".")
    return notes


def direction_clause(indicator: Indicator, text: Text) -> str:
    """Return "; pienempi on parempi", or nothing where neither direction is better."""
    return "" if indicator.direction is Direction.NEITHER else f"; {text.direction(indicator.direction)}"


def sample_words(origins: Sequence[Origin], text: Text) -> str:
    """Return the words that mark sample data, or nothing; `ValueError` where sample and real would stand in one chart."""
    samples = {origin.sample for origin in origins}
    if len(samples) > 1:
        raise ValueError(f"sample and real figures of {origins[0].indicator} in one chart")
    return text.t("sample data, not real figures") if samples == {True} else ""


def source_line(request: ChartRequest, groups: Iterable[PopulationGroup]) -> str:
    """Return publisher, service, series, licence and update date of the series that hold these groups."""
    text = request.text
    origins = _origins(request, set(groups))
    if not origins:
        return text.t("Source: not recorded")
    parts = [*_unique(text.name(origin.publisher) for origin in origins), _series(origins)]
    parts += _unique(origin.licence for origin in origins)
    updated = [origin.updated for origin in origins if origin.updated]
    if updated:
        parts.append(text.t("updated {date}", date=text.date(max(updated))))
    else:
        parts.append(text.fetched(max(origins, key=lambda origin: origin.fetched)))
    return text.t("Source: {parts}", parts=", ".join(part for part in parts if part))


def _origins(request: ChartRequest, groups: set[PopulationGroup]) -> list[Origin]:
    """Return the origins of the series that hold one of the groups; all of them where none is told apart."""
    names = {str(series) for series in request.indicator.series if series.groups & groups}
    return [origin for origin in request.origins if origin.series in names] or list(request.origins)


def _series(origins: Sequence[Origin]) -> str:
    """Return "Sotkanet (4404, 4405)" for each service; a table of one's own has none beside its publisher."""
    ids: dict[str, list[str]] = {}
    for origin in origins:
        service, _, identifier = origin.series.partition(":")
        if service == OWN_TABLE:
            continue
        ids.setdefault(service_name(service), []).append(identifier)
    return ", ".join(f"{service} ({', '.join(filter(None, found))})" if any(found) else service for service, found in ids.items())


def _unique(items: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(items))
