"""The last slide: the releases expected before the council meets, and what there is to decide."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.deck.counts import BAD
from dashboard.deck.material import DeckMaterial
from dashboard.deck.slide import Slide, SlideLine
from dashboard.monitoring.progress_text import status_text
from dashboard.monitoring.release_calendar import Release, council_day, release_calendar
from dashboard.monitoring.status import IndicatorStatus
from dashboard.queries.sources import plan_source
from dashboard.text import Text

MOST_LISTED = 4
"""Lines of each list: with their headings and the place for decisions they fill a slide."""
DECISIONS = 2
"""Empty lines to write decisions on."""


def closing_slide(material: DeckMaterial) -> Slide:
    """Return the values that come before the council's meeting, the targets that are not reached, a place for decisions."""
    context, text = material.context, material.context.text
    until = context.view.council or council_day(context.today)
    releases = [
        each
        for each in release_calendar(material.indicator_statuses, context.origins, context.today)
        if each.expected and not each.overdue and each.expected <= until
    ]
    behind = [each for each in material.indicator_statuses if each.progress and each.progress.status in BAD]
    awaited = [_release_text(each, text) for each in releases]
    lagging = [_status_text(each, text) for each in behind]
    return Slide(
        id="closing",
        kind="closing",
        title=_title(len(releases), len(behind), text),
        subtitle=text.t("The council meets by {date}.", date=text.date(until)),
        lines=(
            SlideLine(text.t("Waiting for new values"), heading=True),
            *_listed([SlideLine(line) for line in awaited], text.t("No new values are expected before the meeting."), text),
            SlideLine(text.t("Not reached at the present pace"), heading=True),
            *_listed(
                [SlideLine(line, str(each.progress.status)) for each, line in zip(behind, lagging, strict=True) if each.progress],
                text.t("All targets with a known pace would be met."),
                text,
            ),
            SlideLine(text.t("Decisions"), heading=True),
            *(SlideLine("", empty=True) for _ in range(DECISIONS)),
        ),
        notes=(
            *(f"{line}." for line in awaited),
            *(f"{line}." for line in lagging),
            text.t("The days are estimates: as long after the year's end as the previous value came."),
        ),
        source=plan_source(material.indicator_statuses, context),
    )


def _title(releases: int, behind: int, text: Text) -> str:
    waiting = text.n("{count} indicator gets a new value", "{count} indicators get a new value", releases)
    return text.n(
        "{waiting} before the council meets; {count} target needs a decision",
        "{waiting} before the council meets; {count} targets need a decision",
        behind,
        waiting=waiting,
    )


def _listed(lines: Sequence[SlideLine], nothing: str, text: Text) -> list[SlideLine]:
    shown, rest = list(lines[:MOST_LISTED]), len(lines) - MOST_LISTED
    if rest == 1:
        return list(lines)
    return [*shown, *([SlideLine(text.n("and {count} more", "and {count} more", rest))] if rest > 0 else [])] or [
        SlideLine(nothing)
    ]


def _release_text(each: Release, text: Text) -> str:
    name = text.name(each.indicator.name)
    if each.expected is None:
        return name
    when = text.t("about {month}", month=text.month(each.expected))
    return text.t("{indicator}, value of {period}, {when}", indicator=name, period=text.period(each.period), when=when)


def _status_text(indicator_status: IndicatorStatus, text: Text) -> str:
    name = text.name(indicator_status.indicator.name)
    if indicator_status.group.pairs:
        name = f"{name} ({text.group_text(indicator_status.group)})"
    return f"{name}: {status_text(indicator_status.progress, text)}" if indicator_status.progress else name
