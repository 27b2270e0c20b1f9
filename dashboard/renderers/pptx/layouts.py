"""The layouts that slides are made from: our own, in 16:9, or those of a municipality's template."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.presentation import Presentation as Slides
from pptx.slide import SlideLayout
from pptx.util import Inches

from dashboard.renderers.pptx.template import our_template
from data_sources.errors import CatalogueError

CONTENT = (PP_PLACEHOLDER.CHART, PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.BODY)
SMALLEST = (Inches(4), Inches(2))
"""Width and height that a placeholder needs to hold a chart."""


@dataclass(frozen=True, slots=True)
class Layouts:
    """The layouts of a presentation by their use."""

    title: SlideLayout
    text: SlideLayout
    chart: SlideLayout


def new_presentation(template: Path | None = None) -> tuple[Slides, Layouts]:
    """Return an empty presentation with its layouts, made from a template file where one is given.

    `CatalogueError` names a template that cannot be read or lacks a layout, and states what is needed.
    """
    if template is None:
        presentation = Presentation(io.BytesIO(our_template()))
        title, text, chart = presentation.slide_layouts
        return presentation, Layouts(title, text, chart)
    presentation = _read(template)
    _remove_slides(presentation)
    return presentation, _layouts(presentation, template)


def content_of(layout: SlideLayout) -> tuple[int, tuple[int, int, int, int]] | None:
    """Return number and place (left, top, width, height) of the largest placeholder that can hold a chart, or None."""
    found = [
        (each.width * each.height, each.placeholder_format.idx, (each.left, each.top, each.width, each.height))
        for each in layout.placeholders
        if each.placeholder_format.type in CONTENT and each.width >= SMALLEST[0] and each.height >= SMALLEST[1]
    ]
    return max(found)[1:] if found else None


def _read(template: Path) -> Slides:
    try:
        return Presentation(str(template))
    except Exception as error:  # a broken package fails in the zip reader, the XML parser or python-pptx itself
        raise CatalogueError(
            f"the template {template} (HYTETAULU_PPTX_TEMPLATE) is no presentation that can be read "
            f"({type(error).__name__}); expected a .pptx file, and a .potx must be saved as .pptx. No file was written."
        ) from error


def _remove_slides(presentation: Slides) -> None:
    """Remove the template's own slides; its layouts stay."""
    listed = presentation.slides._sldIdLst  # noqa: SLF001  # python-pptx has no other way to remove a slide
    for each in list(listed):
        presentation.part.drop_rel(each.rId)
        listed.remove(each)


def _layouts(presentation: Slides, template: Path) -> Layouts:
    every = [layout for master in presentation.slide_masters for layout in master.slide_layouts]
    titled = [layout for layout in every if _kinds(layout) & {PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE}]
    holding = [layout for layout in titled if content_of(layout)]
    if not holding:
        raise CatalogueError(
            f"the template {template} (HYTETAULU_PPTX_TEMPLATE) has no layout with a title and a content placeholder of at "
            f"least 10 x 5 cm; its layouts are: {', '.join(layout.name for layout in every) or 'none'}. Add one in the slide "
            "master. No file was written."
        )
    titles = [layout for layout in titled if PP_PLACEHOLDER.SUBTITLE in _kinds(layout)]
    charts = [layout for layout in holding if PP_PLACEHOLDER.CHART in _kinds(layout)]
    single = [layout for layout in holding if layout not in charts and _contents(layout) == 1]
    text = (single or holding)[0]
    return Layouts((titles or [text])[0], text, (charts or [text])[0])


def _kinds(layout: SlideLayout) -> set[PP_PLACEHOLDER]:
    return {each.placeholder_format.type for each in layout.placeholders}


def _contents(layout: SlideLayout) -> int:
    return sum(
        each.placeholder_format.type in CONTENT and each.width >= SMALLEST[0] and each.height >= SMALLEST[1]
        for each in layout.placeholders
    )
