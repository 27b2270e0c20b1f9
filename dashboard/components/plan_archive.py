"""The plans of an area with their versions, and what changed between those."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dashboard.addresses.view import View
from dashboard.components import html
from dashboard.components.plan_changes import change_texts
from dashboard.queries.plan_archive import PlanHistory, PlanVersion
from dashboard.text import Text
from dashboard.text.labels import _
from data_sources.plans.changes import PlanChange

KINDS: Mapping[str, str] = {"added": _("Added"), "removed": _("Removed"), "changed": _("Changed")}


def archive_link(view: View, text: Text) -> html.A:
    """Return the link to the page of an area's plans and their versions."""
    return html.A(text.t("Plans and their versions"), href=view.at(page="plans", priority=None, tag=None).url)


def plan_history(history: PlanHistory, view: View, text: Text) -> html.Section:
    """Return the section of a plan: its name as a link, whether it is in use, and its versions, the newest first."""
    plan = history.newest.plan
    link = html.A(text.name(plan.name), href=view.at(page="overview", plan=plan.key).url)
    items = [html.Li(_version(version, text)) for version in history.versions]
    return html.Section([html.H2(link), html.P(_state(history, text)), html.Ul(items, className="versions")])


def _state(history: PlanHistory, text: Text) -> str:
    retired = history.newest.retired
    if retired:
        return text.t("Retired ({moment}); kept in the archive.", moment=text.moment(retired))
    return text.t("The current plan.") if history.current else text.t("In use beside the current plan.")


def _version(version: PlanVersion, text: Text) -> list[Any]:
    stored = version.stored
    moment = text.moment(stored.imported)
    if stored.shipped:
        told = text.t("Version {number}, came with the program ({moment})", number=stored.version, moment=moment)
    else:
        told = text.t("Version {number}, imported ({moment})", number=stored.version, moment=moment)
    if stored.version == 1:
        return [told]
    if not version.changes:
        return [told, html.P(text.t("Only the order has changed."))]
    summary = text.n("{count} change since the version before", "{count} changes since the version before", len(version.changes))
    return [told, html.Details([html.Summary(summary), *_changes(version.changes, text)])]


def _changes(changes: Iterable[PlanChange], text: Text) -> list[Any]:
    """Return a heading and a list for what was added, removed and changed."""
    elements: list[Any] = []
    for kind, heading in KINDS.items():
        items = [_item(change, text) for change in changes if change.kind == kind]
        elements += [html.H3(text.t(heading)), html.Ul(items)] if items else []
    return elements


def _item(change: PlanChange, text: Text) -> html.Li:
    what, fields = change_texts(change, text)
    return html.Li([what, html.Ul([html.Li(field) for field in fields])] if fields else what)
