"""HTML from templates: every value is escaped but what another maker of HTML has written, and one that is missing is an error.

Templates stand in the folder `templates` of the package that shows them. They hold no words of any language: the caller
hands over what its `Text` says.
"""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup


def render(template: str, **values: object) -> Markup:
    """Return what a template makes of the values; it is named as in `embed/templates/page.html`."""
    return Markup(_environment().get_template(template).render(values))  # noqa: S704  # the environment escapes


def written(html: str) -> Markup:
    """Return HTML that its maker has escaped, a drawing or a table of a renderer, as a value that stays as it is."""
    return Markup(html)  # noqa: S704  # as promised


def json_block(json: str) -> Markup:
    """Return JSON that can stand inside a script element: no `<` can close it."""
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
