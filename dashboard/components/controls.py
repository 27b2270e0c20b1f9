"""The controls of a page and their options; `dashboard.server.controls` draws them, and here they are a plain form."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from markupsafe import escape

from dashboard.addresses.pages import read_pages
from dashboard.addresses.view import View
from dashboard.text import Text
from data_sources.areas import read_areas
from data_sources.indicators import read_indicators, read_themes
from data_sources.model import AreaLevel, PopulationGroup, in_language

_ALPHABET = str.maketrans({"\u00e5": "z1", "\u00e4": "z2", "\u00f6": "z3"})
"""Finnish and Swedish sort a-ring, a-umlaut and o-umlaut last, in that order."""


@dataclass(frozen=True, slots=True)
class Control:
    """One control of the shell: `value` is one choice, or several where `many`; `options` are (value, label, group) in order."""

    id: str
    label: str
    value: Any
    options: tuple[tuple[str, str, str], ...]
    empty: str
    many: bool = False
    shown: bool = True


def controls(view: View, groups: Iterable[PopulationGroup], text: Text) -> tuple[Control, ...]:
    """Return the controls of the shell for a view; `groups` are those that have values there.

    Every page has all of them, since one callback reads them; those that do not apply to a page are not shown.
    """
    has = read_pages()[view.page].controls
    areas = _area_options(view, text)
    nothing = text.t("Nothing found")
    indicator = view.indicator.id if view.indicator else None
    others = tuple(option for option in areas if option[0] != view.area.slug)
    groups_offered = _group_options(view, groups, text)
    compared = [area.slug for area in view.compared]
    return (
        Control("area", text.t("Area"), view.area.slug, areas, nothing, shown="area" in has),
        Control("indicator", text.t("Indicator"), indicator, _indicator_options(text), nothing, shown="indicator" in has),
        Control("group", text.t("Population group"), str(view.group), groups_offered, nothing, shown="group" in has),
        Control("comparisons", text.t("Compare with"), compared, others, nothing, many=True, shown="comparisons" in has),
    )


def _area_options(view: View, text: Text) -> tuple[tuple[str, str, str], ...]:
    headings = {
        AreaLevel.MUNICIPALITY: text.t("Municipalities"),
        AreaLevel.COUNTY: text.t("Wellbeing services counties"),
        AreaLevel.REGION: text.t("Regions"),
        AreaLevel.COUNTRY: text.t("Country"),
    }
    named = [(area.level, in_language(area.name, view.language), area.slug) for area in read_areas()]
    order = list(headings)
    named.sort(key=lambda entry: (order.index(entry[0]), entry[1].casefold().translate(_ALPHABET)))
    return tuple((slug, name, headings[level]) for level, name, slug in named)


def _indicator_options(text: Text) -> tuple[tuple[str, str, str], ...]:
    themes = read_themes()
    return tuple(
        (indicator.id, text.name(indicator.name), text.name(themes[indicator.theme])) for indicator in read_indicators().values()
    )


def _group_options(view: View, groups: Iterable[PopulationGroup], text: Text) -> tuple[tuple[str, str, str], ...]:
    offered = sorted({*groups, view.group}, key=lambda group: group.sort_key)
    return tuple((str(group), text.group(group), "") for group in offered)


def static_control(control: Control) -> str:
    """Return a control as a field of a plain form, of the same size and place as its Mantine form."""
    if not control.shown:
        return ""
    labels = {value: label for value, label, _ in control.options}
    name = f'<span class="static-label">{escape(control.label)}</span>'
    if control.many:
        pills = "".join(f'<span class="static-pill">{escape(labels[slug])}</span>' for slug in control.value)
        return f'<div class="control control-{control.id}">{name}<span class="static-field">{pills}</span></div>'
    key = f'name="{control.id}" data-key="{control.id}" class="static-field"'
    if control.id == "area":
        field = f'<input {key} value="{escape(labels[control.value])}" autocomplete="off">'
    else:
        options = "".join(
            f'<option value="{escape(value)}"{" selected" if value == control.value else ""}>{escape(label)}</option>'
            for value, label, _ in control.options
        )
        field = f"<select {key}>{options}</select>"
    return f'<label class="control control-{control.id}">{name}{field}</label>'


def static_form(view: View, shown: Sequence[Control], text: Text) -> str:
    """Return the controls as a form that works without JavaScript; the server redirects to the view's own address."""
    fields = "".join(map(static_control, shown))
    if not fields:
        return ""
    changed = {control.id for control in shown if control.shown}
    kept = "".join(
        f'<input type="hidden" name="{name}" value="{escape(value)}">'
        for name, value in parse_qsl(view.search.lstrip("?"), keep_blank_values=True)
        if name not in changed
    )
    button = f'<noscript><button class="static-button">{escape(text.t("Show"))}</button></noscript>'
    return f'<form class="controls" method="get" action="{escape(view.path)}">{fields}{kept}{button}</form>'
