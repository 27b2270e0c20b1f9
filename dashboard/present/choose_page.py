"""The page that chooses the content of a presentation: a plain form whose answer is the presentation's address."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from dashboard.addresses.parameters import PARAMETERS
from dashboard.addresses.presentations import CHOOSE, present_path
from dashboard.charts.kinds import IN_DECKS
from dashboard.deck import Choice
from dashboard.deck.offer import Offered, read_offer
from dashboard.present.bar import file_links
from dashboard.present.request import PresentRequest
from dashboard.present.static_files import STATIC
from dashboard.queries.context import Context
from dashboard.text import Text

_DOCUMENT = Markup(
    """<!DOCTYPE html>
<html lang="{language}" data-theme="{theme}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title><meta name="robots" content="noindex"><link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="{styles}"><script src="{script}" defer></script><script src="{files_script}" defer></script></head>
<body><main><p class="links"><a href="{overview}">{overview_words}</a> <a href="{shown}">{shown_words}</a></p>
<h1>{heading}</h1>{notice}<p>{help}</p>{form}
<h2>{files_heading}</h2><p class="links">{files} <output class="making" role="status"></output></p></main></body>
</html>"""
)
_FORM = Markup(
    '<form method="get" action="{action}"><input type="hidden" name="sent" value="1">{kept}<ol class="sorted">{priorities}</ol>'
    '<p class="actions"><button class="main">{show}</button> <a href="{reset}">{reset_words}</a> '
    '<button type="button" class="copy" data-copied="{copied}" hidden>{copy}</button> '
    '<output class="copied" role="status"></output></p></form>'
)
_PRIORITY = Markup(
    '<li class="priority" data-name="{name}"><fieldset><legend>{name}</legend><p class="row">{box}{place}</p>'
    '<ol class="sorted">{rows}</ol></fieldset></li>'
)
_ROW = Markup(
    '<li class="row" data-name="{name}"><span class="name" id="{id}">{name}</span><span class="boxes">{boxes}</span>{place}</li>'
)
_BOX = Markup('<label><input type="checkbox" name="slide" value="{value}"{checked}{described}> {words}</label>')
_PLACE = Markup(
    '<span class="moving"><label class="number"><span>{words}</span> <span class="visually-hidden">{name}</span> '
    '<input type="number" name="place.{value}" value="{number}" min="0" max="999" required></label>'
    '<button type="button" data-moves="up" aria-label="{up}" hidden>↑</button>'
    '<button type="button" data-moves="down" aria-label="{down}" hidden>↓</button></span>'
)
_HIDDEN = Markup('<input type="hidden" name="{}" value="{}">')


def choose_page(context: Context, asked: PresentRequest) -> str:
    """Return the page as HTML; ticked is what the presentation of the same address shows."""
    text, area = context.text, context.text.name(context.view.area.name)
    choice, priorities = read_offer(context, asked.choice)
    return _DOCUMENT.format(
        language=text.language,
        theme=asked.theme,
        title=text.t("Choose the content of the presentation, {area}", area=area),
        styles=STATIC.address("choose.css"),
        script=STATIC.address("choose.js"),
        files_script=STATIC.address("files.js"),
        overview=asked.view.url,
        overview_words=text.t("To the overview"),
        shown=asked.address(),
        shown_words=text.t("To the presentation"),
        heading=text.t("Choose the content of the presentation, {area}", area=area),
        notice=_notice(asked, text),
        help=text.t("The choice is kept in the address: send or save it, and it opens with the figures of that day."),
        form=_form(priorities, asked, choice, text),
        files_heading=text.t("The same content as a file"),
        files=Markup(" ").join(file_links(asked, text)),
    )


def _notice(asked: PresentRequest, text: Text) -> Markup:
    if not asked.nothing:
        return Markup("")
    words = text.t("Nothing was chosen. Tick at least one priority area or chart.")
    return Markup('<p class="notice" role="alert">{}</p>').format(words)


def _form(priorities: Sequence[Offered], asked: PresentRequest, choice: Choice, text: Text) -> Markup:
    return _FORM.format(
        action=present_path(asked.view).partition("?")[0],
        kept=Markup("").join(_kept(asked)),
        priorities=Markup("").join(_priority(each, number, choice, text) for number, each in enumerate(priorities, 1)),
        show=text.t("Show the presentation"),
        reset=present_path(asked.view, "", CHOOSE),
        reset_words=text.t("Back to the default content"),
        copy=text.t("Copy the address"),
        copied=text.t("Copied."),
    )


def _kept(asked: PresentRequest) -> Iterator[Markup]:
    """Yield what the address says beside the choice."""
    view = asked.view
    values = {
        "plan": view.plan,
        "compare": ",".join(area.slug for area in view.comparisons) if view.comparisons is not None else None,
        "council": view.council.isoformat() if view.council else None,
        "theme": asked.theme if asked.theme != PARAMETERS["theme"].default else None,
    }
    yield from (_HIDDEN.format(name, value) for name, value in values.items() if value is not None)


def _priority(each: Offered, number: int, choice: Choice, text: Text) -> Markup:
    shown = any(item[0] == each.id for item in choice.items)
    return _PRIORITY.format(
        name=each.name,
        box=_BOX.format(
            value=each.id,
            checked=Markup(" checked") if shown else "",
            described="",
            words=text.t("Summary of the priority area"),
        ),
        place=_place(each.id, each.name, number, text),
        rows=Markup("").join(_row(each, row, place, choice, text) for place, row in enumerate(each.indicators, 1)),
    )


def _row(priority: Offered, row: Offered, number: int, choice: Choice, text: Text) -> Markup:
    value, name_id = f"{priority.id}.{row.id}", f"{priority.id}-{row.id}"
    boxes = (
        _BOX.format(
            value=f"{value}.{kind.name}",
            checked=Markup(" checked") if (priority.id, row.id, kind.name) in choice.items else "",
            described=Markup(' aria-describedby="{}"').format(name_id),
            words=text.t(kind.label),
        )
        for kind in IN_DECKS
        if kind.name in row.kinds
    )
    return _ROW.format(name=row.name, id=name_id, boxes=Markup("").join(boxes), place=_place(value, row.name, number, text))


def _place(value: str, name: str, number: int, text: Text) -> Markup:
    return _PLACE.format(
        value=value,
        name=name,
        number=number,
        words=text.t("Place"),
        up=text.t("Move up: {name}", name=name),
        down=text.t("Move down: {name}", name=name),
    )
