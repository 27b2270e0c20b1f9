"""The shell around every page: banner of the sample, navigation, controls, footer; once for Dash and once as plain HTML."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

import dash_mantine_components as dmc
from dash import html
from markupsafe import escape

from dashboard.addresses.view import MOST_COMPARISONS, PARAMETERS, View
from dashboard.text import Text
from dashboard.text.languages import LANGUAGES, language_of
from data_sources.areas import read_areas
from data_sources.indicators import read_indicators, read_themes
from data_sources.model import AreaLevel, PopulationGroup, in_language

BRAND = "Hytetaulu"
FETCH_COMMAND = "./run refresh"

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
    """Return the controls of the shell for a view; `groups` are those that have figures there.

    Every page has all of them, since one callback reads them; those that mean nothing to a page are not shown.
    """
    known = PARAMETERS[view.page]
    areas = _area_options(view, text)
    nothing = text.t("Nothing found")
    indicator = view.indicator.id if view.indicator else None
    return (
        Control("area", text.t("Area"), view.area.slug, areas, nothing, shown=view.page not in {"sources", "accessibility"}),
        Control("indicator", text.t("Indicator"), indicator, _indicator_options(text), nothing, shown=indicator is not None),
        Control(
            "group",
            text.t("Population group"),
            str(view.group),
            _group_options(view, groups, text),
            nothing,
            shown="group" in known,
        ),
        Control(
            "comparisons",
            text.t("Compare with"),
            [area.slug for area in view.compared],
            tuple(option for option in areas if option[0] != view.area.slug),
            nothing,
            many=True,
            shown="compare" in known and view.page != "differences",  # that page keeps the choice for others
        ),
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


def select_data(control: Control) -> list[dict[str, Any]]:
    """Return a control's options as Mantine's `data`, in groups where the options have them."""
    if not any(group for *_, group in control.options):
        return [{"value": value, "label": label} for value, label, _ in control.options]
    grouped: dict[str, list[dict[str, str]]] = {}
    for value, label, group in control.options:
        grouped.setdefault(group, []).append({"value": value, "label": label})
    return [{"group": group, "items": items} for group, items in grouped.items()]


def dash_control(control: Control) -> Any:
    """Return the Mantine component of a control, its id the control's."""
    common = {
        "id": control.id,
        "label": control.label,
        "data": select_data(control),
        "value": control.value,
        "searchable": True,
        "nothingFoundMessage": control.empty,
        "size": "md",
        "limit": 400,
        "maxDropdownHeight": 360,
        "comboboxProps": {"shadow": "md"},
    }
    if control.many:
        field = dmc.MultiSelect(**common, maxValues=MOST_COMPARISONS, hidePickedOptions=True)
    else:
        field = dmc.Select(**common, allowDeselect=False)
    return html.Div(field, className=f"control control-{control.id}", hidden=not control.shown)


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


def navigation(view: View, text: Text) -> list[Any]:
    """Return the links of the header: brand, pages, languages."""
    pages = (
        ("overview", text.t("Overview")),
        ("differences", text.t("Differences")),
        ("explore", text.t("All indicators")),
        ("sources", text.t("Sources")),
    )
    links = [
        html.A(
            label,
            href=view.at(page=page, indicator=None, priority=None).url,
            **({"aria-current": "page"} if page == view.page else {}),
        )
        for page, label in pages
    ]
    languages = [
        html.A(
            language_of(language).name,
            href=view.at(language=language).url,
            lang=language,
            hrefLang=language,
            **({"aria-current": "true"} if language == view.language else {}),
        )
        for language in LANGUAGES
    ]
    return [
        html.A(BRAND, href=view.at(page="overview", indicator=None).url, className="brand"),
        html.Nav(links, className="pages", **{"aria-label": text.t("Pages")}),
        html.Nav(languages, className="languages", **{"aria-label": text.t("Language")}),
    ]


def sample_banner(text: Text, *, mixed: bool) -> html.P:
    """Return the strip that says on every page that the store holds sample data, `mixed` with real figures or alone."""
    some = text.t("Some of the figures are sample data, not real ones; their charts say so.")
    words = some if mixed else text.t("Sample data, not real figures.")
    return html.P(
        [html.Strong(words), " ", text.t("Fetch the real ones with the command"), " ", html.Code(FETCH_COMMAND)],
        className="sample-banner",
    )


def footer(text: Text) -> html.Footer:
    """Return the foot of every page."""
    words = text.t(
        "Hytetaulu shows public statistics by population group for wellbeing plans. Each figure names its source and licence."
    )
    links = [
        html.A(text.t("Accessibility statement"), href=f"/{text.language}/accessibility"),
        " \u00b7 ",
        html.A(text.t("Open data (API)"), href=f"/api/v1?lang={text.language}"),
    ]
    return html.Footer([html.P(words), html.P(links)])
