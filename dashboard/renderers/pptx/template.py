"""Our own layouts of slides, in 16:9, with our colours and room for a logo in the upper right corner."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from markupsafe import escape
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.util import Emu, Inches

from dashboard import theme

FONT = "Arial"
"""Typeface of slides: every office program has it, or one of the same widths."""
WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
EYEBROW, SUBTITLE, NOTE = 13, 14, 15
"""Numbers of the placeholders of our layouts that a template may lack."""


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
        tree.append(parse_xml(_box(box, number)))


def _box(box: _Box, shape: int) -> str:
    left, top, width, height = (Emu(Inches(each)) for each in box.box)
    kind = {"body": "body", "chart": "chart"}.get(box.kind, box.kind)
    number = "" if box.kind in {"title", "ctrTitle"} else f' idx="{box.number}"'
    aligned = "r" if box.kind == "sldNum" else "l"
    colour = f'<a:solidFill><a:schemeClr val="{box.colour}"/></a:solidFill>'
    level = (
        f'<a:lvl1pPr marL="0" indent="0" algn="{aligned}"><a:lnSpc><a:spcPct val="95000"/></a:lnSpc><a:spcBef><a:spcPts '
        f'val="0"/></a:spcBef><a:buNone/><a:defRPr sz="{round(box.size * 100)}" b="{int(box.bold)}" cap="none">{colour}'
        "</a:defRPr></a:lvl1pPr>"
    )
    words = '<a:fld id="{C1FF6DA9-008F-8B48-92A6-B652298478BF}" type="slidenum"><a:rPr lang="en-GB"/><a:t>#</a:t></a:fld>'
    if box.kind != "sldNum":
        words = f'<a:r><a:rPr lang="en-GB"/><a:t>{escape(box.name)}</a:t></a:r>'
    inset = 'lIns="0" tIns="0" rIns="0" bIns="0"'
    return (
        '<p:sp xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        f'<p:nvSpPr><p:cNvPr id="{shape}" name="{escape(box.name)}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph type="{kind}"{number}/></p:nvPr></p:nvSpPr>'
        f'<p:spPr><a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        f'<p:txBody><a:bodyPr {inset} anchor="{box.anchor}"><a:normAutofit/></a:bodyPr><a:lstStyle>{level}</a:lstStyle>'
        f"<a:p>{words}</a:p></p:txBody></p:sp>"
    )


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
            result.writestr(name, _with_colours(content.decode()).encode() if "/theme/" in name else content)
    return themed.getvalue()


def _with_colours(xml: str) -> str:
    for slot, name in _SCHEME.items():
        colour = theme.COLOURS["light"][name].lstrip("#")
        xml = re.sub(rf"<a:{slot}>.*?</a:{slot}>", f'<a:{slot}><a:srgbClr val="{colour}"/></a:{slot}>', xml, flags=re.DOTALL)
    return re.sub(r'(<a:(?:major|minor)Font>\s*<a:latin typeface=")[^"]*', rf"\g<1>{FONT}", xml)
