"""Our own layouts of slides, in 16:9, with our colours and room for a logo in the upper right corner."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import oxml_parser
from pptx.oxml.ns import qn
from pptx.util import Inches

from dashboard.renderers.pptx.native.drawing_ml import A, Element, maker, rgb

FONT = "Arial"
"""Typeface of slides: every office program has it, or one of the same widths."""
WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
EYEBROW, SUBTITLE, NOTE = 13, 14, 15
"""Numbers of the placeholders of our layouts that a template may lack."""


_P = maker("p", "a")


@dataclass(frozen=True, slots=True)
class _Box:
    """A placeholder of a layout of ours; places and sizes in inches, type in points."""

    kind: str
    number: int
    name: str
    box: tuple[float, float, float, float]
    size: float
    colour: str = "tx1"
    bold: bool = False
    anchor: str = "t"


_NUMBER = _Box("sldNum", 12, "Slide number", (12.0, 6.98, 0.8, 0.32), 11, "tx2", anchor="ctr")
_FOOTER = _Box("ftr", 11, "Source", (0.55, 6.98, 11.3, 0.32), 11, "tx2", anchor="ctr")
_HEAD = (
    _Box("title", 0, "Title", (0.55, 0.66, 10.7, 1.06), 28, bold=True, anchor="t"),
    _Box("body", EYEBROW, "Priority area", (0.55, 0.3, 10.7, 0.36), 14, "accent1", bold=True, anchor="ctr"),
    _Box("body", SUBTITLE, "What is shown", (0.55, 1.72, 12.2, 0.44), 14, "tx2", anchor="ctr"),
)
_NOTES = _Box("body", NOTE, "Notes", (0.55, 6.26, 12.2, 0.68), 11, "tx2", anchor="b")
_OURS: Sequence[tuple[str, str, tuple[_Box, ...]]] = (
    (
        "title",
        "Title",
        (
            _Box("ctrTitle", 0, "Title", (0.9, 2.2, 11.5, 1.4), 44, bold=True, anchor="b"),
            _Box("subTitle", 1, "Subtitle", (0.9, 3.8, 11.5, 2.2), 22, "tx2"),
            _FOOTER,
            _NUMBER,
        ),
    ),
    ("obj", "Title and text", (*_HEAD, _Box("body", 1, "Text", (0.55, 2.3, 12.2, 3.9), 20), _NOTES, _FOOTER, _NUMBER)),
    ("chart", "Title and chart", (*_HEAD, _Box("chart", 1, "Chart", (0.55, 2.2, 12.2, 4.02), 14), _NOTES, _FOOTER, _NUMBER)),
)
"""Type, name and placeholders of our layouts; the upper right corner is left to a logo."""


@cache
def our_template() -> bytes:
    """Return our own template: the default one of python-pptx with other layouts, since widening it would leave them 4:3."""
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = WIDTH, HEIGHT
    package = presentation.part.package
    for key, each in list(package._rels.items()):  # noqa: SLF001  # the way to a thumbnail of another presentation
        if each.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            package.drop_rel(key)
    for key, each in list(presentation.part.rels.items()):
        if each.reltype == RELATIONSHIP_TYPE.PRINTER_SETTINGS:
            presentation.part.drop_rel(key)
    layouts = presentation.slide_layouts
    for layout in list(layouts)[len(_OURS) :]:
        layouts.remove(layout)
    for layout, (kind, name, boxes) in zip(layouts, _OURS, strict=True):
        _set_boxes(layout, boxes)
        layout.name = name
        layout._element.set("type", kind)  # noqa: SLF001  # python-pptx does not write a layout's type
    _set_boxes(presentation.slide_master, [*_HEAD[:1], _OURS[1][2][3], _FOOTER, _NUMBER])
    stream = io.BytesIO()
    presentation.save(stream)
    return _themed(stream)


def _set_boxes(layout: object, boxes: Sequence[_Box]) -> None:
    tree = layout.shapes._spTree  # type: ignore[attr-defined]  # noqa: SLF001  # masters and layouts alike; made from XML only
    for shape in list(layout.shapes):  # type: ignore[attr-defined]  # as above
        tree.remove(shape._element)  # noqa: SLF001  # as above
    for number, box in enumerate(boxes, start=2):
        tree.append(_shape(box, number))


def _shape(box: _Box, number: int) -> Element:
    return _P.sp(
        _P.nvSpPr(
            _P.cNvPr(id=number, name=box.name),
            _P.cNvSpPr(A.spLocks(noGrp="1")),
            _P.nvPr(_P.ph(type=box.kind, **({} if box.kind in {"title", "ctrTitle"} else {"idx": str(box.number)}))),
        ),
        _P.spPr(_place(box), A.prstGeom(A.avLst(), prst="rect")),
        _P.txBody(
            A.bodyPr(A.normAutofit(), lIns="0", tIns="0", rIns="0", bIns="0", anchor=box.anchor),
            A.lstStyle(_level(box)),
            A.p(_text(box)),
        ),
    )


def _place(box: _Box) -> Element:
    left, top, width, height = (int(Inches(each)) for each in box.box)
    return A.xfrm(A.off(x=left, y=top), A.ext(cx=width, cy=height))


def _level(box: _Box) -> Element:
    """Return the looks of the placeholder's paragraphs."""
    return A.lvl1pPr(
        A.lnSpc(A.spcPct(val="95000")),
        A.spcBef(A.spcPts(val="0")),
        A.buNone(),
        A.defRPr(A.solidFill(A.schemeClr(val=box.colour)), sz=round(box.size * 100), b=int(box.bold), cap="none"),
        marL="0",
        indent="0",
        algn="r" if box.kind == "sldNum" else "l",
    )


def _text(box: _Box) -> Element:
    looks = A.rPr(lang="en-GB")
    if box.kind == "sldNum":
        return A.fld(looks, A.t("#"), id="{C1FF6DA9-008F-8B48-92A6-B652298478BF}", type="slidenum")
    return A.r(looks, A.t(box.name))


_SCHEME = {
    "dk1": "ink",
    "lt1": "paper",
    "dk2": "muted",
    "lt2": "wash",
    "accent1": "focus",
    "accent2": "target",
    "accent3": "comparison-1",
    "accent4": "comparison-2",
    "accent5": "comparison-3",
    "accent6": "comparison-4",
    "hlink": "focus",
    "folHlink": "comparison-3",
}
"""Colours of an office theme by those of `dashboard.theme`."""


def _themed(stream: io.BytesIO) -> bytes:
    """Return a presentation with our colours and typeface in its theme."""
    themed = io.BytesIO()
    with zipfile.ZipFile(stream) as source, zipfile.ZipFile(themed, "w", zipfile.ZIP_DEFLATED) as result:
        for name in source.namelist():
            content = source.read(name)
            result.writestr(name, _with_colours(content) if "/theme/" in name else content)
    return themed.getvalue()


def _with_colours(part: bytes) -> bytes:
    root = etree.fromstring(part, oxml_parser)
    for slot, name in _SCHEME.items():
        for each in root.iter(qn(f"a:{slot}")):
            each[:] = [rgb(name)]
    for fonts in root.iter(qn("a:majorFont"), qn("a:minorFont")):
        fonts.find(qn("a:latin")).set("typeface", FONT)
    themed: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return themed
