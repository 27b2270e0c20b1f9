"""The text of a deck on a target: status, value and target, with the arithmetic of the status for the speaker."""

from __future__ import annotations

from dashboard.analysis.progress import Flag, Progress, Status
from dashboard.charts.chart import Chart
from dashboard.charts.kinds import target
from dashboard.deck.headline import Wording, absent_headline, fitting, name_of
from dashboard.deck.kinds import DeckKind
from dashboard.deck.material import DeckMaterial
from dashboard.deck.text_slides import status_notes
from dashboard.monitoring.progress_text import status_text
from dashboard.monitoring.status import IndicatorStatus
from dashboard.text import Text
from dashboard.text.labels import _

ABSENT = _("{indicator}: no values with a target {area.locative}")


def headline(indicator_status: IndicatorStatus, _chart: Chart, material: DeckMaterial) -> str:
    """Return status, value and target: "Daily smokers: too slow, 12.3% in 2024, target 9% …"."""
    text, progress = material.context.text, indicator_status.progress
    name = name_of(indicator_status, indicator_status.status_area, text)
    if progress is None:
        return absent_headline(indicator_status, ABSENT, text)
    if progress.status is Status.CHECK_TARGET:
        return _without_status(indicator_status, name, text)
    status, value, aim = _status(progress, text), _judged(indicator_status, progress, text), _aim(indicator_status, text)
    wordings: list[Wording] = [lambda name: text.t("{indicator}: {status}", indicator=name, status=status)]
    if value:
        wordings.insert(0, lambda name: text.t("{indicator}: {status}, {figure}", indicator=name, status=status, figure=value))
    if value and aim:
        wordings.insert(
            0,
            lambda name: text.t(
                "{indicator}: {status}, {figure}, {target}", indicator=name, status=status, figure=value, target=aim
            ),
        )
    return fitting(name, wordings)


KIND = DeckKind(
    chart=target.KIND.name,
    headline=headline,
    absent=ABSENT,
    notes=lambda indicator_status, material: status_notes(indicator_status, material.context.text),
    offers=lambda indicator_status, _material: _has_values(indicator_status) and not indicator_status.indicator.closed,
)


def _has_values(indicator_status: IndicatorStatus) -> bool:
    return indicator_status.progress is not None and indicator_status.progress.status is not Status.NO_DATA


def _without_status(indicator_status: IndicatorStatus, name: str, text: Text) -> str:
    """Return the newest value alone: a faulty target leads no slide, and the notes say what is wrong with it."""
    newest, indicator = indicator_status.newest, indicator_status.indicator
    if newest is None or newest.value is None:
        return fitting(name, [lambda name: name])
    value, when = text.value(newest.value, indicator.unit, indicator.decimals), text.when(newest.period)
    return fitting(name, [lambda name: text.t("{indicator}: {value} {when}", indicator=name, value=value, when=when)])


def _status(progress: Progress, text: Text) -> str:
    status = status_text(progress, text)
    unknown = Flag.NO_MARGIN in progress.flags and not progress.uncertain
    return text.t("{status} (no margin of error)", status=status) if unknown else status


def _judged(indicator_status: IndicatorStatus, progress: Progress, text: Text) -> str:
    """Return the value that the status was judged by, with its year; nothing where none was."""
    judged, indicator = progress.assessed, indicator_status.indicator
    if judged is None:
        return ""
    value = text.value(judged.value, indicator.unit, indicator.decimals)
    return text.t("{value} in {year}", value=value, year=judged.year)


def _aim(indicator_status: IndicatorStatus, text: Text) -> str:
    target, indicator = indicator_status.target, indicator_status.indicator
    if target is None or target.target is None:
        return ""
    value = text.value(target.target, indicator.unit, indicator.decimals)
    if target.example:
        return text.t("example target {value} in {year}", value=value, year=target.years.last)
    return text.t("target {value} in {year}", value=value, year=target.years.last)
