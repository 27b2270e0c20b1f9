"""The text of a deck on population groups: the main finding, how certain it is, and both values.

Certain, uncertain and unknown differences have wordings of their own, and values of a parent area name it.
"""

from __future__ import annotations

from dashboard.charts.chart import Chart
from dashboard.charts.kinds import groups
from dashboard.deck.headline import Wording, absent_headline, fitting, named
from dashboard.deck.kinds import DeckKind
from dashboard.deck.material import DeckMaterial
from dashboard.differences import Breakdown, GroupComparison
from dashboard.differences.leading import Bar, bar_of
from dashboard.differences.sentences import BreakdownText
from dashboard.monitoring.status import IndicatorStatus
from dashboard.text import Text
from dashboard.text.labels import _
from data_sources.model import ObservationStatus, PopulationGroup

ABSENT = _("{indicator}: no values by population group {area.locative}")


def headline(indicator_status: IndicatorStatus, _chart: Chart, material: DeckMaterial) -> str:
    """Return the main finding between groups, how certain it is, and both values."""
    text, breakdown = material.context.text, material.finding(indicator_status)
    if breakdown is None:
        return absent_headline(indicator_status, ABSENT, text)
    area = None if breakdown.own else breakdown.area
    bar = bar_of(breakdown, material.context.today.year)
    period = text.period(breakdown.period) if bar in (Bar.HIDDEN, Bar.OLD) else ""
    name = named(indicator_status, breakdown.whole, area, text, period)
    gap = breakdown.gap
    if gap is None:
        by = text.by_dimension(breakdown.dimension)
        return fitting(name, [lambda name: text.t("{indicator} {by_dimension}", indicator=name, by_dimension=by)])
    unit, decimals = indicator_status.indicator.unit, indicator_status.indicator.decimals
    stated = {
        "larger": _side(gap.larger, breakdown, text),
        "smaller": _side(gap.smaller, breakdown, text),
        "among": _among(gap.worse or gap.larger.group, breakdown, text),
        "amount": text.value_or_sign(gap.absolute.value, unit, decimals, ObservationStatus.NORMAL, difference=True),
    }
    return fitting(name, [_wording(message, stated) for message in _gap_messages(breakdown, bar, text)])


def notes(indicator_status: IndicatorStatus, material: DeckMaterial) -> list[str]:
    """Return the full sentences of the finding."""
    breakdown = material.finding(indicator_status)
    return BreakdownText(breakdown, material.context.text).sentences() if breakdown else []


KIND = DeckKind(
    chart=groups.KIND.name,
    headline=headline,
    absent=ABSENT,
    notes=notes,
    offers=lambda indicator_status, material: bool(material.breakdowns(indicator_status)),
)


def _gap_messages(breakdown: Breakdown, bar: Bar | None, text: Text) -> list[str]:
    """Return messages from the longest; who is worse off is said only where the gap is certain and may lead."""
    gap = breakdown.gap
    if bar is not None or gap is None or not gap.certain:
        return _without_verdict(bar, text)
    if gap.worse is None:
        return [
            text.t("{indicator}: the value is higher {among} ({larger}, {smaller})"),
            text.t("{indicator}: the value is higher {among} (difference {amount})"),
            text.t("{indicator}: the value is higher {among}"),
        ]
    return [
        text.t("{indicator}: the situation is worse {among} ({larger}, {smaller})"),
        text.t("{indicator}: the situation is worse {among} (difference {amount})"),
        text.t("{indicator}: the situation is worse {among}"),
    ]


def _without_verdict(bar: Bar | None, text: Text) -> list[str]:
    """Return messages of a gap that may not lead, by what bars it, or that is of unknown certainty."""
    no_new = [text.t("{indicator}: {larger}, {smaller}"), text.t("{indicator}: no new values by group")]
    barred = {
        Bar.NOTHING: [text.t("{indicator}: no difference, {larger}, {smaller}"), text.t("{indicator}: no difference")],
        Bar.FEW: [
            text.t("{indicator}: {larger}, {smaller}, too few people or cases to compare"),
            text.t("{indicator}: too few people or cases to compare groups"),
        ],
        Bar.HIDDEN: no_new,
        Bar.OLD: no_new,
        Bar.UNCERTAIN: [
            text.t("{indicator}: no certain difference, {larger}, {smaller}"),
            text.t("{indicator}: the difference is within the margin of error"),
        ],
    }
    unknown = [
        text.t("{indicator}: {larger}, {smaller}, certainty not known"),
        text.t("{indicator}: difference {amount}, certainty not known"),
        text.t("{indicator}: certainty of the difference is not known"),
    ]
    return unknown if bar is None else barred.get(bar, unknown)


def _wording(message: str, stated: dict[str, str]) -> Wording:
    return lambda name: message.format(indicator=name, **stated)


def _side(stand: GroupComparison, breakdown: Breakdown, text: Text) -> str:
    """Return "16.4% among people with low education"."""
    indicator, observation = breakdown.indicator, stand.observation
    if observation is None:
        raise ValueError("a side of a gap has a value")
    value = text.value_or_sign(observation.value, indicator.unit, indicator.decimals, observation.status)
    return text.t("{value} {among}", value=value, among=_among(stand.group, breakdown, text))


def _among(group: PopulationGroup, breakdown: Breakdown, text: Text) -> str:
    """Return the part of a group that the breakdown divides by, as an adverbial."""
    return text.among(PopulationGroup(tuple(pair for pair in group.pairs if pair[0] == breakdown.dimension)), group)
