"""The last slide: the releases expected before the council meets, and what there is to decide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dashboard.analysis.progress import Progress
from dashboard.deck.headline import fitting, name_of
from dashboard.deck.material import DeckMaterial
from dashboard.deck.slide import Slide, SlideLine
from dashboard.monitoring.own_values_text import beside_status
from dashboard.monitoring.progress_text import status_text
from dashboard.monitoring.release_calendar import Release, council_day, release_calendar
from dashboard.monitoring.status import ObjectiveStatus
from dashboard.monitoring.tally import State, state_of
from dashboard.monitoring.tally_text import STATES
from dashboard.queries.sources import plan_source
from dashboard.text import Text
from data_sources.model import Area

MOST_LISTED = 4
"""Lines of each list: with their headings and the place for decisions they fill a slide."""
DECISIONS = 2
"""Empty lines to write decisions on."""


def closing_slide(material: DeckMaterial) -> Slide:
    """Return the values that come before the council's meeting, the targets that are behind, a place for decisions."""
    context, text = material.context, material.context.text
    until = context.view.council or council_day(context.today)
    releases = [
        each
        for each in release_calendar(material.indicator_statuses, context.origins, context.today)
        if each.expected and not each.overdue and each.expected <= until
    ]
    awaited = [_release_text(each, text) for each in releases]
    behind = _behind(material.objectives, text)
    return Slide(
        id="closing",
        kind="closing",
        title=_title(len(releases), len(behind), material.plan_view.owner, text),
        subtitle=text.t("The council meets by {date}.", date=text.date(until)),
        lines=(
            SlideLine(text.t("Waiting for new values"), heading=True),
            *_listed([SlideLine(line) for line in awaited], text.t("No new values are expected before the meeting."), text),
            SlideLine(text.capitalise(text.t(STATES[State.BEHIND])), heading=True),
            *_listed(behind, text.t("No target is behind."), text),
            SlideLine(text.t("Decisions"), heading=True),
            *(SlideLine("", empty=True) for _ in range(DECISIONS)),
        ),
        notes=(
            *(f"{line}." for line in awaited),
            *(f"{line.text}." for line in behind),
            text.t("The days are estimates: as long after the year's end as the previous value came."),
        ),
        source=plan_source(material.indicator_statuses, context),
    )


def _behind(objectives: Iterable[ObjectiveStatus], text: Text) -> list[SlideLine]:
    """Return a line for every target that is behind, with the area's own value where the status is another area's."""
    found: list[tuple[str, Progress, str]] = []
    for objective in objectives:
        found += [
            (name_of(each, each.status_area, text), each.progress, f"; {beside}" if (beside := beside_status(each, text)) else "")
            for each in objective.indicator_statuses
            if each.progress
        ]
        found += [(text.name(each.target.name), each.progress, "") for each in objective.stated]
    return [
        SlideLine(f"{name}: {status_text(progress, text)}{beside}", str(progress.status))
        for name, progress, beside in found
        if state_of(progress) is State.BEHIND
    ]


def _title(releases: int, behind: int, owner: Area | None, text: Text) -> str:
    waiting = text.n("{count} indicator gets a new value", "{count} indicators get a new value", releases)
    if not behind:
        return text.t("{waiting} before the council meets; no target is behind", waiting=waiting)
    if owner is not None:
        lagging = text.n(
            "{count} of {area.genitive} targets is behind",
            "{count} of {area.genitive} targets are behind",
            behind,
            area=text.area(owner),
        )
        whole = text.t("{waiting} before the council meets; {behind}", waiting=waiting, behind=lagging)
        return fitting(whole, [lambda title: title, lambda _title: lagging])
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
