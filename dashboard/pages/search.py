"""The page of what a search found: indicators, areas, parts of the plan of the area looked at, and pages."""

from __future__ import annotations

import shlex
from typing import Any

from dashboard.addresses.pages import Navigation, Page
from dashboard.addresses.view import View
from dashboard.components import html
from dashboard.queries.context import Context
from dashboard.queries.plans import read_plan
from dashboard.search.index import Kind
from dashboard.search.ranking import Answer, Hit, find
from dashboard.search.things import PlanPart, plan_index, read_index
from dashboard.text import Text
from dashboard.text.labels import _
from data_sources.areas import read_areas
from data_sources.indicators import read_indicators
from data_sources.model import Area

PAGE = Page(
    "/<language>/search",
    parameters=("area", "q"),
    controls=("area",),
    navigation=Navigation(3, _("Search"), "footer"),
    transient=True,
)


def title(context: Context) -> str:
    """Return what was searched for, or the name of the page."""
    text, wanted = context.text, context.view.q
    return text.t("Search: {query}", query=wanted) if wanted else text.t("Search")


def content(context: Context) -> list[Any]:
    """Return a section for each kind of thing that was found, or what to do where nothing was."""
    view, text = context.view, context.text
    if view.q is None:
        return [
            _head(context, text.t("Write what you want to know about, such as smoking or loneliness, or the name of an area."))
        ]
    plan = read_plan(context)
    answer = find(view.q, read_index(view.language), plan_index(plan.plan, view.language))
    found = sum(len(group) for _kind, group in answer.groups)
    if not found:
        return [_head(context, text.t("Nothing was found.")), _advice(context)]
    sections = [_group(kind, group, answer, context) for kind, group in answer.groups]
    return [_head(context, text.n("{count} result", "{count} results", found)), *sections]


def _head(context: Context, sentence: str) -> html.Header:
    return html.Header([html.H1(title(context)), html.P(sentence, className="lede")], className="page-head")


def _group(kind: Kind, group: tuple[Hit, ...], answer: Answer, context: Context) -> html.Section:
    text = context.text
    headings = {
        Kind.INDICATOR: text.t("Indicators"),
        Kind.AREA: text.t("Areas"),
        Kind.PLAN: text.name(read_plan(context).plan.name),
        Kind.PAGE: text.t("Pages"),
    }
    items = [html.Li(_item(found, answer.area, context)) for found in group]
    return html.Section([html.H2(headings[kind]), html.Ol(items)], className="found")


def _item(found: Hit, named: Area | None, context: Context) -> list[Any]:
    """Return the link to a thing, and below it what it is; `named` is the area that the query names beside it."""
    view, text, thing = context.view, context.text, found.thing
    at = view.at(q=None, area=named or view.area)
    if thing.kind is Kind.INDICATOR:
        name = text.name(thing.thing.name)
        return _linked(
            f"{name}, {text.name(named.name)}" if named else name,
            at.at(page="indicator", indicator=thing.thing),
            text.name(thing.thing.explanation),
        )
    if thing.kind is Kind.AREA:
        return _linked(text.name(thing.thing.name), at.at(page="overview", area=thing.thing), _place(thing.thing, text))
    if thing.kind is Kind.PAGE:
        return _linked(text.t(thing.thing.navigation.label), at.at(page=thing.key))
    part: PlanPart = thing.thing
    return _linked(text.name(part.name), view.at(q=None, page="priority", priority=part.priority.id), _standing(part, text))


def _linked(name: str, view: View, detail: str = "") -> list[Any]:
    return [html.A(name, href=view.url), html.Span(detail, className="what") if detail else None]


def _place(area: Area, text: Text) -> str:
    """Return the larger areas around an area, and the former municipalities that are part of it."""
    areas = read_areas()
    around = ", ".join(text.name(parent.name) for parent in areas.parents(area)[:1])
    former = ", ".join(areas.former_names.get(area.code, ()))
    return ". ".join(filter(None, (around, text.t("Former municipalities: {names}", names=former) if former else "")))


def _standing(part: PlanPart, text: Text) -> str:
    """Return what a part of a plan is, and whose."""
    priority = text.name(part.priority.name)
    if part.measure and part.objective:
        return text.t(
            "Measure of the objective “{objective}”, {priority}", objective=text.name(part.objective.name), priority=priority
        )
    return text.t("Objective, {priority}", priority=priority) if part.objective else text.t("Priority area")


def _advice(context: Context) -> html.Ul:
    """Return what can be done where nothing was found."""
    view, text, statement = context.view, context.text, context.statement
    everything = html.A(text.t("All indicators"), href=view.at(page="explore", q=None).url)
    asked = html.A(statement.feedback, href=statement.feedback_link) if statement.feedback else None
    operator = text.t("Ask whoever maintains this service to add it.")
    command = html.Code(f"./run search {shlex.quote(view.q or '')}")
    return html.Ul(
        [
            html.Li(text.t("Try another word for it, or a part of the word. Finnish, Swedish and English words are understood.")),
            html.Li(
                [
                    text.n(
                        "This service shows {count} indicator.", "This service shows {count} indicators.", len(read_indicators())
                    ),
                    " ",
                    everything,
                ]
            ),
            html.Li([operator, *([" ", asked] if asked else [])]),
            html.Li(
                [
                    text.t("Whoever maintains it finds thousands more in the list of Sotkanet with the command"),
                    " ",
                    command,
                ]
            ),
        ],
        className="advice",
    )
