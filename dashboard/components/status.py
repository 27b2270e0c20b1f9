"""A status as an icon and a label; the shape of the icon says the same as its colour, the label says it in full."""

from __future__ import annotations

from dashboard.analysis.progress import Status
from dashboard.components import html
from dashboard.components.html import Markup
from dashboard.monitoring.tally_text import status_label
from dashboard.text import Text
from dashboard.theme.statuses import SHAPES, Look, look_of


def status_mark(status: str, text: Text, *, uncertain: bool = False, count: int | None = None) -> html.Span:
    """Return icon and label of a status, with the number of indicators that have it where `count` is given."""
    look = look_of(status, uncertain=uncertain)
    phrase = status_label(Status(status), text, uncertain=uncertain)
    number = [html.Strong(str(count), className="count"), " "] if count is not None else []
    return html.Span([_icon(look), *number, html.Span(phrase)], className=f"status status-{look.tone}")


def _icon(look: Look) -> Markup:
    drawing = (
        '<svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" fill="none" stroke="currentColor" '
        f'stroke-width="2" stroke-linecap="round" stroke-linejoin="round">{SHAPES[look.shape]}</svg>'
    )
    return Markup(drawing, className="status-icon")
