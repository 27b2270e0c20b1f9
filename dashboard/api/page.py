"""The page of the API for people: operations, working examples, and every parameter."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import Any

from dashboard import BRAND, theme
from dashboard.api.operations import BASE, OPERATIONS, Operation, example_url
from dashboard.components.shell import footer
from dashboard.components.static import to_html
from dashboard.text import DASH, Text, text_for
from dashboard.text.languages import Language, languages
from dashboard.web.documents import render, written


def page(language: str) -> str:
    """Return the page in a language, as a whole document."""
    return _page(language, tuple(languages().values()))


@lru_cache(maxsize=32)
def _page(language: str, offered: Sequence[Language]) -> str:
    text = text_for(language)
    heading = text.t("Open data (API)")
    return render(
        "api/templates/page.html",
        language=language,
        title=f"{heading} {DASH} {BRAND}",
        styles=("page", "api"),
        variables=written(theme.css_variables()),
        brand=BRAND,
        heading=heading,
        languages_label=text.t("Language"),
        languages=[(each.code, each.name) for each in offered],
        base=BASE,
        lede=text.t("The data of Hytetaulu for other programs: free to read from any site, without keys."),
        facts=_facts(text),
        described=text.t("For programs, the same is described by OpenAPI"),
        example=text.t("Example"),
        parameters=text.t("Parameters"),
        columns=(text.t("Parameter"), text.t("Meaning"), text.t("Values or an example")),
        operations=[_operation(each, text) for each in OPERATIONS],
        footer=written(to_html(footer(text))),
    )


def _facts(text: Text) -> Iterator[str]:
    yield text.t(
        "Responses are JSON; format=csv gives a table, and values are also available as JSON-stat 2.0 (format=json-stat)."
    )
    yield text.t("Every response says whether it contains sample data (sample). A suppressed value has a status but no number.")
    yield text.t("Indicator ids, area codes and population group ids do not change.")
    yield text.t("A long response comes in parts: next is the address of the following part.")
    yield text.t("A response that you already have is not sent again while its values are unchanged (ETag, If-None-Match).")
    yield text.t("An interval is published by the source or calculated here from its counts; the field interval says which.")


def _operation(operation: Operation, text: Text) -> dict[str, Any]:
    """Return the page's section on an operation; `others` are its further formats with an example of each."""
    url = example_url(operation)
    return {
        "summary": text.t(operation.summary),
        "path": operation.path,
        "url": url,
        "others": [(form, f"{url}{'&' if '?' in url else '?'}format={form}") for form in operation.formats[1:]],
        "parameters": [
            (each.name, text.t(each.description), _values(each.choices(), each.example)) for each in operation.parameters
        ],
    }


def _values(choices: Collection[str], example: str) -> str:
    return " | ".join(choices) if choices else example
