"""The page that chooses the content of a presentation: a plain form that leads to the presentation's address."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from dashboard.addresses.presentations import CHOOSE, present_path
from dashboard.charts.kinds import IN_DECKS
from dashboard.deck import Choice
from dashboard.deck.offer import Offered, read_offer
from dashboard.present.bar import file_links
from dashboard.present.request import AUTO, PresentRequest
from dashboard.present.static_files import STATIC
from dashboard.queries.context import Context
from dashboard.text import Text
from dashboard.web.documents import render


def choose_page(context: Context, asked: PresentRequest) -> str:
    """Return the page as HTML; ticked is what the presentation of the same address shows."""
    text, area = context.text, context.text.name(context.view.area.name)
    choice, priorities = read_offer(context, asked.choice)
    return render(
        "present/templates/choose.html",
        language=text.language,
        theme=asked.theme,
        title=text.t("Choose the content of the presentation, {area}", area=area),
        styles=STATIC.address("choose.css"),
        scripts=[STATIC.address("choose.js"), STATIC.address("files.js")],
        links=[(asked.view.url, text.t("To the overview")), (asked.address(), text.t("To the presentation"))],
        notice=text.t("Nothing was chosen. Tick at least one priority area or chart.") if asked.nothing else "",
        help=text.t("The choice is kept in the address: send or save it, and it opens with the values of that day."),
        files_heading=text.t("The same content as a file"),
        files=file_links(asked, text),
        **_form(asked, text),
        **_offered(priorities, choice, text),
    )


def _form(asked: PresentRequest, text: Text) -> dict[str, Any]:
    """Return addresses and texts of the form, and the other parameters of the address."""
    view = asked.view
    kept = {
        "plan": view.plan,
        "compare": ",".join(area.slug for area in view.comparisons) if view.comparisons is not None else None,
        "council": view.council.isoformat() if view.council else None,
        "theme": asked.theme if asked.theme != AUTO else None,
    }
    return {
        "action": present_path(view).partition("?")[0],
        "kept": {name: value for name, value in kept.items() if value is not None},
        "show": text.t("Show the presentation"),
        "default": present_path(view, "", CHOOSE),
        "default_label": text.t("Back to the default content"),
        "copy": text.t("Copy the address"),
        "copied": text.t("Copied."),
    }


def _offered(priorities: Sequence[Offered], choice: Choice, text: Text) -> dict[str, Any]:
    """Return what can be chosen, what of it is, and the labels of its boxes and places."""

    def moves(name: str) -> Iterator[tuple[str, str, str]]:
        yield "up", text.t("Move up: {name}", name=name), "↑"
        yield "down", text.t("Move down: {name}", name=name), "↓"

    return {
        "priorities": priorities,
        "shown": {item[0] for item in choice.items},
        "chosen": choice.items,
        "kinds": {kind.name: text.t(kind.label) for kind in IN_DECKS},
        "summary": text.t("Summary of the priority area"),
        "place_label": text.t("Place"),
        "moves": moves,
    }
