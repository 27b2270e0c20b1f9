"""The headlines of slides with a chart: the conclusion in words, as long as two lines of large type hold.

What is certain, uncertain and unknown is worded apart, and figures of a parent area name it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from textwrap import shorten

from dashboard.analysis.progress import Flag, Progress
from dashboard.analysis.trend import TrendDirection
from dashboard.deck.slide import LONGEST_TITLE
from dashboard.differences import Breakdown, GroupStand
from dashboard.monitoring.progress_text import status_words
from dashboard.monitoring.recent_trend import recent_trend_of
from dashboard.monitoring.status import IndicatorStatus
from dashboard.text import Text
from data_sources.model import Area, Direction, ObservationStatus, PopulationGroup

Form = Callable[[str], str]
"""A way to say a conclusion, given the name of what it speaks of."""


def fitting(name: str, forms: Sequence[Form]) -> str:
    """Return the first form that is short enough; else the last, with the name shortened."""
    found = next((form(name) for form in forms if len(form(name)) <= LONGEST_TITLE), None)
    room = LONGEST_TITLE - len(forms[-1](""))
    return found or forms[-1](shorten(name, max(room, 20), placeholder="…"))


def target_headline(indicator_status: IndicatorStatus, text: Text) -> str:
    """Return status, figure and target: "Daily smokers: too slow, 12.3% in 2024, target 9% …"."""
    progress, name = indicator_status.progress, _name(indicator_status, indicator_status.status_area, text)
    if progress is None:
        return absent_headline(indicator_status, "target", text)
    status, figure, aim = _status(progress, text), _judged(indicator_status, progress, text), _aim(indicator_status, text)
    forms: list[Form] = [lambda name: text.t("{indicator}: {status}", indicator=name, status=status)]
    if figure:
        forms.insert(0, lambda name: text.t("{indicator}: {status}, {figure}", indicator=name, status=status, figure=figure))
    if figure and aim:
        forms.insert(
            0,
            lambda name: text.t(
                "{indicator}: {status}, {figure}, {target}", indicator=name, status=status, figure=figure, target=aim
            ),
        )
    return fitting(name, forms)


def trend_headline(indicator_status: IndicatorStatus, text: Text) -> str:
    """Return where the series has lately gone, and its newest figure."""
    newest, indicator = indicator_status.newest, indicator_status.indicator
    if newest is None or newest.value is None:
        return absent_headline(indicator_status, "trend", text)
    figure = text.t(
        "{value} {when}", value=text.value(newest.value, indicator.unit, indicator.decimals), when=text.when(newest.period)
    )
    course = _course(indicator_status, text)
    return fitting(
        _name(indicator_status, indicator_status.observed_area, text),
        [
            lambda name: text.t("{indicator}: {course}, {figure}", indicator=name, course=course, figure=figure),
            lambda name: text.t("{indicator}: {course}", indicator=name, course=course),
        ],
    )


def groups_headline(indicator_status: IndicatorStatus, breakdown: Breakdown | None, text: Text) -> str:
    """Return the main finding between groups, how certain it is, and both figures."""
    if breakdown is None:
        return absent_headline(indicator_status, "groups", text)
    area = None if breakdown.own else breakdown.area
    name = _named(indicator_status, breakdown.whole, area, text, text.period(breakdown.period) if breakdown.hidden_since else "")
    gap = breakdown.gap
    if gap is None:
        by = text.by_dimension(breakdown.dimension)
        return fitting(name, [lambda name: text.t("{indicator} {by_dimension}", indicator=name, by_dimension=by)])
    unit, decimals = indicator_status.indicator.unit, indicator_status.indicator.decimals
    words = {
        "larger": _side(gap.larger, breakdown, text),
        "smaller": _side(gap.smaller, breakdown, text),
        "among": text.among(_own(gap.worse or gap.larger.group, breakdown)),
        "amount": text.figure(gap.absolute.value, unit, decimals, ObservationStatus.NORMAL, difference=True),
    }
    return fitting(name, [_form(message, words) for message in _gap_messages(breakdown, text)])


def absent_headline(indicator_status: IndicatorStatus, kind: str, text: Text) -> str:
    """Return that there is nothing to draw, and why."""
    area = text.area(indicator_status.area)
    forms: dict[str, Form] = {
        "target": lambda name: text.t("{indicator}: no figures with a target {area.locative}", indicator=name, area=area),
        "groups": lambda name: text.t("{indicator}: no figures by population group {area.locative}", indicator=name, area=area),
        "trend": lambda name: text.t("{indicator}: no figures {area.locative}", indicator=name, area=area),
    }
    return fitting(_name(indicator_status, None, text), [forms[kind]])


def _name(indicator_status: IndicatorStatus, area: Area | None, text: Text) -> str:
    return _named(
        indicator_status, indicator_status.group, area if area and area.code != indicator_status.area.code else None, text
    )


def _named(indicator_status: IndicatorStatus, group: PopulationGroup, area: Area | None, text: Text, period: str = "") -> str:
    """Return the indicator's name with group and parent area, where they are not those asked for, and an older period."""
    more = [*([text.group_words(group)] if group.pairs else []), *([text.area(area).name] if area else []), period]
    more = [each for each in more if each]
    name = text.name(indicator_status.indicator.name)
    return f"{name} ({', '.join(more)})" if more else name


def _status(progress: Progress, text: Text) -> str:
    words = status_words(progress, text)
    unknown = Flag.NO_MARGIN in progress.flags and not progress.uncertain
    return text.t("{status} (no margin of error)", status=words) if unknown else words


def _judged(indicator_status: IndicatorStatus, progress: Progress, text: Text) -> str:
    """Return the figure that the status was judged by, with its year; nothing where none was."""
    figure, indicator = progress.figure, indicator_status.indicator
    if figure is None:
        return ""
    value = text.value(figure.value, indicator.unit, indicator.decimals)
    return text.t("{value} in {year}", value=value, year=figure.year)


def _aim(indicator_status: IndicatorStatus, text: Text) -> str:
    target, indicator = indicator_status.target, indicator_status.indicator
    if target is None or target.target is None:
        return ""
    value = text.value(target.target, indicator.unit, indicator.decimals)
    if target.example:
        return text.t("example target {value} in {year}", value=value, year=target.years.last)
    return text.t("target {value} in {year}", value=value, year=target.years.last)


def _course(indicator_status: IndicatorStatus, text: Text) -> str:
    """Return the direction of the recent trend and, apart from it, whether that is better; never more than the test tells."""
    direction = recent_trend_of(indicator_status.figures, indicator_status.indicator).trend.direction
    better = indicator_status.is_better(1 if direction is TrendDirection.INCREASING else -1)
    if indicator_status.indicator.direction is Direction.NEITHER:
        better = None
    words = {
        (TrendDirection.INCREASING, True): text.t("increasing, for the better"),
        (TrendDirection.INCREASING, False): text.t("increasing, for the worse"),
        (TrendDirection.INCREASING, None): text.t("increasing"),
        (TrendDirection.DECREASING, True): text.t("decreasing, for the better"),
        (TrendDirection.DECREASING, False): text.t("decreasing, for the worse"),
        (TrendDirection.DECREASING, None): text.t("decreasing"),
    }
    if direction is TrendDirection.NO_CHANGE:
        return text.t("no significant change")
    return words.get((direction, better)) or text.t("direction cannot be assessed yet")


def _gap_messages(breakdown: Breakdown, text: Text) -> list[str]:
    """Return messages from the longest; who is worse off is said only where the difference is larger than the margin of error."""
    gap = breakdown.gap
    if gap is None or not round(gap.absolute.value or 0, breakdown.indicator.decimals):
        return [text.t("{indicator}: no difference, {larger}, {smaller}"), text.t("{indicator}: no difference")]
    if gap.certain is False:
        short = text.t("{indicator}: the difference is within the margin of error")
        return [text.t("{indicator}: no certain difference, {larger}, {smaller}"), short]
    if gap.certain is None:
        short = text.t("{indicator}: certainty of the difference is not known")
        return [text.t("{indicator}: {larger}, {smaller}, certainty not known"), short]
    if gap.worse is None:
        return [
            text.t("{indicator}: the figure is larger {among} ({larger}, {smaller})"),
            text.t("{indicator}: the figure is larger {among} (difference {amount})"),
            text.t("{indicator}: the figure is larger {among}"),
        ]
    return [
        text.t("{indicator}: the situation is worse {among} ({larger}, {smaller})"),
        text.t("{indicator}: the situation is worse {among} (difference {amount})"),
        text.t("{indicator}: the situation is worse {among}"),
    ]


def _form(message: str, words: dict[str, str]) -> Form:
    return lambda name: message.format(indicator=name, **words)


def _side(stand: GroupStand, breakdown: Breakdown, text: Text) -> str:
    """Return "16.4% among people with low education"."""
    indicator, observation = breakdown.indicator, stand.observation
    if observation is None:
        raise ValueError("a side of a gap has a figure")
    value = text.figure(observation.value, indicator.unit, indicator.decimals, observation.status)
    return text.t("{value} {among}", value=value, among=text.among(_own(stand.group, breakdown)))


def _own(group: PopulationGroup, breakdown: Breakdown) -> PopulationGroup:
    return PopulationGroup(tuple(pair for pair in group.pairs if pair[0] == breakdown.dimension))
