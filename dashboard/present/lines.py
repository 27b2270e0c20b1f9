"""The lines of a slide without a chart as HTML: icon, number and words; headings; places to write on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from markupsafe import Markup

from dashboard.components.status import LOOKS, SHAPES
from dashboard.deck import SlideLine

_ICON = Markup(
    '<svg class="icon" viewBox="0 0 20 20" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="2" '
    'stroke-linecap="round" stroke-linejoin="round">{}</svg>'
)
_ITEM = Markup("<li{}>{}{}<span>{}</span></li>")


def lines_markup(lines: Iterable[SlideLine]) -> Markup:
    """Return a list for each run of lines, below its heading where it has one."""
    return Markup("").join(_parts(lines))


def _parts(lines: Iterable[SlideLine]) -> Iterator[Markup]:
    for is_heading, run in groupby(lines, key=lambda line: line.heading):
        if is_heading:
            yield from (Markup("<h3>{}</h3>").format(line.words) for line in run)
        else:
            yield Markup('<ul class="lines">{}</ul>').format(Markup("").join(map(_item, run)))


def _item(line: SlideLine) -> Markup:
    if line.empty:
        return Markup('<li class="empty"></li>')
    look = LOOKS.get(line.status)
    icon = _ICON.format(Markup(SHAPES[look.shape])) if look else ""  # noqa: S704  # strokes of our own
    count = Markup("<strong>{}</strong> ").format(line.count) if line.count is not None else ""
    tone = Markup(' class="tone-{}"').format(look.tone) if look else ""
    return _ITEM.format(tone, icon, count, line.words)
