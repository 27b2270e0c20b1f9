"""HTML from templates: every value is escaped except HTML written by a renderer, and a missing value is an error.

Templates are in the folder `templates` of the package that shows them. They hold no text of any language: the caller passes
in what its `Text` says.
"""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup


def render(template: str, **values: object) -> Markup:
    """Return what a template makes of the values; it is named as in `embed/templates/page.html`."""
    return Markup(_environment().get_template(template).render(values))  # noqa: S704  # the environment escapes


def written(html: str) -> Markup:
    """Return HTML that is already escaped, such as a renderer's drawing or table, as a value that is not escaped again."""
    return Markup(html)  # noqa: S704  # as promised


def json_block(json: str) -> Markup:
    """Return JSON that can be put inside a script element: no `<` can close it."""
    return written(json.replace("<", "\\u003c"))


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("dashboard", ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
