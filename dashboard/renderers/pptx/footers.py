"""What python-pptx leaves to do on a finished slide: footers and numbers, the room for notes, the order of reading."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.util import Inches, Pt

from dashboard.renderers.pptx.layouts import content_of
from dashboard.renderers.pptx.rows import SlideRow, fill

WIDE_FOOTER = Inches(6)
"""Width from which a footer can hold a source line."""


def copy_footers(slide: Slide, foot: Sequence[str]) -> bool:
    """Copy footer and slide number of the layout, which python-pptx leaves out; tell whether the footer holds the source."""
    placed = False
    for each in slide.slide_layout.placeholders:
        kind = each.placeholder_format.type
        footer = kind == PP_PLACEHOLDER.FOOTER and each.width >= WIDE_FOOTER and foot
        if not footer and kind != PP_PLACEHOLDER.SLIDE_NUMBER:
            continue
        copy = deepcopy(each._element)  # noqa: SLF001  # as above
        for style in copy.findall(f".//{qn('a:lstStyle')}/*"):
            style.getparent().remove(style)
        slide.shapes._spTree.append(copy)  # noqa: SLF001  # as above
        copy.xpath(".//p:cNvPr")[0].set("id", str(max(shape.shape_id for shape in slide.shapes) + 1))
        if footer:
            placed = True
            shape = next(shape for shape in slide.placeholders if shape._element is copy)  # noqa: SLF001  # as above
            shape.text_frame.clear()
            fill(shape.text_frame, [SlideRow(" ".join(foot[1:]), lead=foot[0])])
    return placed


def room_of_notes(slide: Slide, placeholder: Any) -> float:
    """Return the width of notes in points: that of their place, else of the content's."""
    found = content_of(slide.slide_layout)
    width = placeholder.width if placeholder is not None else found[1][2] if found else Inches(9)
    return float(width / Pt(1))


def put_title_first(slide: Slide) -> None:
    """Let the title be read first: shapes are read in their order."""
    title = slide.shapes.title
    if title is not None:
        tree = slide.shapes._spTree  # noqa: SLF001  # python-pptx does not move shapes
        tree.remove(title._element)  # noqa: SLF001  # as above
        tree.insert(2, title._element)  # noqa: SLF001  # as above
