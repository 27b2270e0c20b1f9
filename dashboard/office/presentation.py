"""A deck as a PowerPoint file: every chart native, every status with its sign and its label."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from dashboard.deck import Deck, Slide, SlideLine
from dashboard.renderers.pptx.rows import SlideRow
from dashboard.renderers.pptx.slides import SlideWriter, sample_and_source
from dashboard.theme.statuses import look_of

SIGNS: Mapping[str, str] = {
    "check": "\N{CHECK MARK}",
    "up": "\N{NORTH EAST ARROW}",
    "slow": "\N{RIGHTWARDS ARROW}",
    "far": "\N{HORIZONTAL ELLIPSIS}",
    "down": "\N{SOUTH EAST ARROW}",
    "cross": "\N{MULTIPLICATION X}",
    "wait": "\N{WHITE CIRCLE}",
    "level": "\N{EQUALS SIGN}",
    "query": "?",
}
"""Letters that are shaped like the icons of statuses (`dashboard.theme.statuses.SHAPES`)."""
_NONE = ("\N{EN DASH}", "muted")
"""Sign and colour of a line without a status."""
MOST_IN_A_COLUMN = 9
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation"

Watch = Callable[[Sequence[Slide]], Iterable[Slide]]
"""What sees each slide as its turn comes, such as a bar of progress."""


def presentation(deck: Deck, template: Path | None = None, watch: Watch = iter) -> bytes:
    """Return the deck as a .pptx file, in the layouts of `template` where given; `CatalogueError` where that cannot be used."""
    writer = SlideWriter(deck.language, template)
    for slide in watch(deck.slides):
        _add(writer, slide, deck)
    return writer.save(title=f"{deck.area}: {deck.plan}", subject=deck.plan, made=deck.made)


def _add(writer: SlideWriter, slide: Slide, deck: Deck) -> None:
    head = (slide.eyebrow, slide.subtitle)
    sample = slide.chart.sample if slide.chart else deck.sample
    foot = sample_and_source(sample, slide.source, deck.language)
    if slide.kind == "title":
        lines = [slide.subtitle, *(line.text for line in slide.lines if line.text)]
        writer.add_title(
            slide.title, list(filter(None, lines)), slide.notes, sample_and_source(deck.sample, slide.source, deck.language)
        )
    elif slide.chart:
        writer.add_chart(slide.title, head, slide.chart, slide.notes, foot)
    else:
        writer.add_text(slide.title, head, _columns(slide.lines), slide.notes, foot)


def _columns(lines: Sequence[SlideLine]) -> list[list[SlideRow]]:
    """Return the lines under each heading as a column, or one list in two columns where it is long."""
    columns: list[list[SlideRow]] = []
    for line in lines:
        if line.heading or not columns:
            columns.append([])
        columns[-1].append(_row(line))
    if len(columns) == 1 and len(columns[0]) > MOST_IN_A_COLUMN:
        half = (len(columns[0]) + 1) // 2
        columns = [columns[0][:half], columns[0][half:]]
    return columns


def _row(line: SlideLine) -> SlideRow:
    if line.heading or line.empty:
        return SlideRow(line.text, bold=line.heading)
    sign, colour = _NONE
    if line.status:
        look = look_of(line.status, uncertain=line.uncertain)
        sign, colour = SIGNS[look.shape], "muted" if look.tone == "grey" else look.tone
    return SlideRow(line.text, lead="" if line.count is None else str(line.count), sign=sign, colour=colour)
