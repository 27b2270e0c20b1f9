"""The headlines of slides with a chart: the conclusion in words, as long as two lines of large type hold.

What is certain, uncertain and unknown is worded apart, and figures of a parent area name it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from textwrap import shorten

from dashboard.analysis.progress import Flag, Progress
from dashboard.analysis.trend import TrendDirection
from dashboard.charts._progress_words import status_words
from dashboard.charts._recent_trend import recent_trend_of
from dashboard.deck._types import LONGEST_TITLE
from dashboard.differences import Division, GroupStand
from dashboard.standing import Standing
from dashboard.text import Text
from data_sources.model import Area, Direction, ObservationStatus, PopulationGroup

Form = Callable[[str], str]
"""A way to say a conclusion, given the name of what it speaks of."""


def fitting(name: str, forms: Sequence[Form]) -> str:
    """Return the first form that is short enough; else the last, with the name shortened."""
    found = next((form(name) for form in forms if len(form(name)) <= LONGEST_TITLE), None)
    room = LONGEST_TITLE - len(forms[-1](""))
    return found or forms[-1](shorten(name, max(room, 20), placeholder="…"))


def target_headline(standing: Standing, text: Text) -> str:
    """Return status, figure and target: "Daily smokers: too slow, 12.3% in 2024, target 9% …"."""
    progress, name = standing.progress, _name(standing, standing.status_area, text)
    if progress is None:
        return absent_headline(standing, "target", text)
    status, figure, aim = _status(progress, text), _judged(standing, progress, text), _aim(standing, text)
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


def trend_headline(standing: Standing, text: Text) -> str:
    """Return where the series has lately gone, and its newest figure."""
    newest, indicator = standing.newest, standing.indicator
    if newest is None or newest.value is None:
        return absent_headline(standing, "trend", text)
    figure = text.t(
        "{value} {when}", value=text.value(newest.value, indicator.unit, indicator.decimals), when=text.when(newest.period)
    )
    course = _course(standing, text)
    return fitting(
        _name(standing, standing.figure_area, text),
        [
            lambda name: text.t("{indicator}: {course}, {figure}", indicator=name, course=course, figure=figure),
            lambda name: text.t("{indicator}: {course}", indicator=name, course=course),
        ],
    )


def groups_headline(standing: Standing, division: Division | None, text: Text) -> str:
    """Return the main finding between groups, how certain it is, and both figures."""
    if division is None:
        return absent_headline(standing, "groups", text)
    area = None if division.own else division.area
    name = _named(standing, division.whole, area, text, text.period(division.period) if division.hidden_since else "")
    gap = division.gap
    if gap is None:
        by = text.by_dimension(division.dimension)
        return fitting(name, [lambda name: text.t("{indicator} {by_dimension}", indicator=name, by_dimension=by)])
    unit, decimals = standing.indicator.unit, standing.indicator.decimals
    words = {
        "larger": _side(gap.larger, division, text),
        "smaller": _side(gap.smaller, division, text),
        "among": text.among(_own(gap.worse or gap.larger.group, division)),
        "amount": text.figure(gap.absolute.value, unit, decimals, ObservationStatus.NORMAL, difference=True),
    }
    return fitting(name, [_form(message, words) for message in _gap_messages(division, text)])


def absent_headline(standing: Standing, kind: str, text: Text) -> str:
    """Return that there is nothing to draw, and why."""
    area = text.area(standing.area)
    forms: dict[str, Form] = {
        "target": lambda name: text.t("{indicator}: no figures with a target {area.locative}", indicator=name, area=area),
        "groups": lambda name: text.t("{indicator}: no figures by population group {area.locative}", indicator=name, area=area),
        "trend": lambda name: text.t("{indicator}: no figures {area.locative}", indicator=name, area=area),
    }
    return fitting(_name(standing, None, text), [forms[kind]])


def _name(standing: Standing, area: Area | None, text: Text) -> str:
    return _named(standing, standing.group, area if area and area.code != standing.area.code else None, text)


def _named(standing: Standing, group: PopulationGroup, area: Area | None, text: Text, period: str = "") -> str:
    """Return the indicator's name with group and parent area, where they are not those asked for, and an older period."""
    more = [*([text.group_words(group)] if group.pairs else []), *([text.area(area).name] if area else []), period]
    more = [each for each in more if each]
    name = text.name(standing.indicator.name)
    return f"{name} ({', '.join(more)})" if more else name


def _status(progress: Progress, text: Text) -> str:
    words = status_words(progress, text)
    unknown = Flag.NO_MARGIN in progress.flags and not progress.uncertain
    return text.t("{status} (no margin of error)", status=words) if unknown else words


def _judged(standing: Standing, progress: Progress, text: Text) -> str:
    """Return the figure that the status was judged by, with its year; nothing where none was."""
    figure, indicator = progress.figure, standing.indicator
    if figure is None:
        return ""
    value = text.value(figure.value, indicator.unit, indicator.decimals)
    return text.t("{value} in {year}", value=value, year=figure.year)


def _aim(standing: Standing, text: Text) -> str:
    target, indicator = standing.target, standing.indicator
    if target is None or target.target is None:
        return ""
    value = text.value(target.target, indicator.unit, indicator.decimals)
    if target.example:
        return text.t("example target {value} in {year}", value=value, year=target.years.last)
    return text.t("target {value} in {year}", value=value, year=target.years.last)


def _course(standing: Standing, text: Text) -> str:
    """Return the direction of the recent trend and, apart from it, whether that is better; never more than the test tells."""
    direction = recent_trend_of(standing.figures, standing.indicator).trend.direction
    better = standing.is_better(1 if direction is TrendDirection.INCREASING else -1)
    if standing.indicator.direction is Direction.NEITHER:
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


def _gap_messages(division: Division, text: Text) -> list[str]:
    """Return messages from the longest; who is worse off is said only where the difference is larger than the margin of error."""
    gap = division.gap
    if gap is None or not round(gap.absolute.value or 0, division.indicator.decimals):
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


def _side(stand: GroupStand, division: Division, text: Text) -> str:
    """Return "16.4% among people with low education"."""
    indicator, observation = division.indicator, stand.observation
    if observation is None:
        raise ValueError("a side of a gap has a figure")
    value = text.figure(observation.value, indicator.unit, indicator.decimals, observation.status)
    return text.t("{value} {among}", value=value, among=text.among(_own(stand.group, division)))


def _own(group: PopulationGroup, division: Division) -> PopulationGroup:
    return PopulationGroup(tuple(pair for pair in group.pairs if pair[0] == division.dimension))
