"""What headlines of slides with a chart share: the name of their subject, within two lines of large type."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from textwrap import shorten

from dashboard.deck.slide import LONGEST_TITLE
from dashboard.monitoring.status import IndicatorStatus
from dashboard.text import Text
from dashboard.text.labels import _
from data_sources.model import Area, PopulationGroup

Wording = Callable[[str], str]
"""A wording of a conclusion, given the name of its subject."""


def fitting(name: str, wordings: Sequence[Wording]) -> str:
    """Return the first wording that is short enough; else the last, with the name shortened."""
    found = next((wording(name) for wording in wordings if len(wording(name)) <= LONGEST_TITLE), None)
    room = LONGEST_TITLE - len(wordings[-1](""))
    return found or wordings[-1](shorten(name, max(room, 20), placeholder="…"))


SUPPRESSED = _("{indicator}: values suppressed {area.locative}")


def absent_headline(indicator_status: IndicatorStatus, message: str, text: Text) -> str:
    """Return that there is nothing to draw, and why, by a message with `{indicator}` and `{area}`."""
    area = text.area(indicator_status.area)
    if indicator_status.hidden is not None and indicator_status.newest is None:
        message = SUPPRESSED
    return fitting(name_of(indicator_status, None, text), [lambda name: text.t(message, indicator=name, area=area)])


def name_of(indicator_status: IndicatorStatus, area: Area | None, text: Text) -> str:
    """Return the indicator's name with its group, and with an area other than the one asked for."""
    return named(
        indicator_status, indicator_status.group, area if area and area.code != indicator_status.area.code else None, text
    )


def named(indicator_status: IndicatorStatus, group: PopulationGroup, area: Area | None, text: Text, period: str = "") -> str:
    """Return the indicator's name with group and parent area, where they are not those asked for, and an older period."""
    more = [*([text.group_text(group)] if group.pairs else []), *([text.area(area).name] if area else []), period]
    more = [each for each in more if each]
    name = text.name(indicator_status.indicator.name)
    return f"{name} ({', '.join(more)})" if more else name
