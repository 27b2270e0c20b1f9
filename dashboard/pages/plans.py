"""The page of an area's plans: the current one, others and retired ones, their versions and what changed between them."""

from __future__ import annotations

from typing import Any

from dashboard.addresses.pages import Navigation, Page
from dashboard.components import html
from dashboard.components.plan_archive import plan_history
from dashboard.queries.context import Context
from dashboard.queries.plan_archive import read_plan_archive
from dashboard.text.labels import _

PAGE = Page(
    "/<language>/plans",
    controls=("area",),
    navigation=Navigation(2, _("Plans and their versions"), "footer"),
)


def title(context: Context) -> str:
    """Return what the page lists, and the area's name."""
    return f"{context.text.t('Plans and their versions')}, {context.text.name(context.view.area.name)}"


def content(context: Context) -> list[Any]:
    """Return a section for each plan of the area and of its county."""
    text = context.text
    lede = text.t(
        "Every import of a plan is kept as a version. A retired plan is no longer offered; its addresses still open and say "
        "that it is retired."
    )
    sections: list[Any] = [plan_history(history, context.view, text) for history in read_plan_archive(context)]
    nothing = text.t("{area} has no plans here, nor has its county.", area=text.area(context.view.area))
    return [
        html.Header([html.H1(title(context)), html.P(lede, className="lede")], className="page-head"),
        *(sections or [html.P(nothing)]),
    ]
