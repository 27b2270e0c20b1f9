"""The page of the API for people: what there is, examples that can be tried, and every parameter."""

from __future__ import annotations

from functools import cache
from typing import Any

from babel import Locale
from markupsafe import escape

from dashboard import theme
from dashboard.api.operations import BASE, OPERATIONS, Operation, example_url
from dashboard.components import html
from dashboard.components.shell import BRAND, footer
from dashboard.components.static import to_html
from dashboard.text import Text, text_for
from data_sources.model import LANGUAGES


@cache
def page(language: str) -> str:
    """Return the page in a language, as a whole document."""
    text = text_for(language)
    title = text.t("Open data (API)")
    body = [
        html.Header(
            html.Div([html.A(BRAND, href=f"/{language}", className="brand"), _languages(language, text)], className="site-head")
        ),
        html.Main([_head(title, text), *(_operation(each, text) for each in OPERATIONS)], className="content api"),
        footer(text),
    ]
    style = "".join(f'<link rel="stylesheet" href="/assets/{name}.css">' for name in ("page", "api"))
    return f"""<!DOCTYPE html>
<html lang="{language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)} \N{EN DASH} {BRAND}</title><link rel="icon" type="image/svg+xml" href="/assets/icon.svg">{style}
<style>{theme.css_variables()}</style></head>
<body><div class="page">{to_html(body)}</div></body>
</html>"""


def _languages(language: str, text: Text) -> html.Nav:
    links = [
        html.A(
            text.capitalise(Locale(each).get_display_name(each) or each),
            href=f"{BASE}?lang={each}",
            lang=each,
            hrefLang=each,
            **({"aria-current": "true"} if each == language else {}),
        )
        for each in LANGUAGES
    ]
    return html.Nav(links, className="languages", **{"aria-label": text.t("Language")})


def _head(title: str, text: Text) -> html.Div:
    lede = text.t("The figures of Hytetaulu for other programs: read freely, without keys, from any site.")
    facts = [
        text.t("Answers are JSON; format=csv gives a table, and figures come as JSON-stat 2.0 too (format=json-stat)."),
        text.t("Every answer tells whether it holds sample data (sample). A suppressed figure has a status and no number."),
        text.t("Ids of indicators, codes of areas and words of population groups do not change."),
        text.t("A long answer comes in parts: next is the address of the part that follows."),
        text.t("An answer that you have is not sent again while its figures are the same (ETag, If-None-Match)."),
        text.t("An interval is published by the source or calculated here from its counts; interval tells which."),
    ]
    described = html.P([text.t("For programs, the same is described by OpenAPI"), ": ", _link(f"{BASE}/openapi.json")])
    header = html.Header([html.H1(title), html.P(lede, className="lede")], className="page-head")
    return html.Div([header, html.Ul([html.Li(fact) for fact in facts]), described])


def _operation(operation: Operation, text: Text) -> html.Section:
    head = [html.H2(text.t(operation.summary)), html.P(html.Code(f"{BASE}{operation.path}")), _examples(operation, text)]
    rows = [
        html.Tr(
            [
                html.Th(html.Code(each.name), scope="row"),
                html.Td(text.t(each.description)),
                html.Td(html.Code(_values(each.schema.get("enum"), each.example))),
            ]
        )
        for each in operation.parameters
    ]
    columns = (text.t("Parameter"), text.t("Meaning"), text.t("Values or an example"))
    table = html.Table(
        [
            html.Caption(text.t("Parameters"), className="visually-hidden"),
            html.Thead(html.Tr([html.Th(column, scope="col") for column in columns])),
            html.Tbody(rows),
        ]
    )
    return html.Section([*head, html.Div(table, className="table-wrap")])


def _examples(operation: Operation, text: Text) -> html.P:
    url = example_url(operation)
    parts: list[Any] = [text.t("Example"), ": ", _link(url)]
    for form in operation.forms[1:]:
        parts += [" \N{MIDDLE DOT} ", html.A(form, href=f"{url}{'&' if '?' in url else '?'}format={form}")]
    return html.P(parts)


def _values(choices: list[str] | None, example: str) -> str:
    return " | ".join(choices) if choices else example


def _link(url: str) -> html.A:
    return html.A(html.Code(url), href=url)
