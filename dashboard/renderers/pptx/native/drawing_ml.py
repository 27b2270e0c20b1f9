"""The elements of native charts and slides: colours, lines, type and places (DrawingML, ECMA-376 part 1, 20 and 21)."""

from __future__ import annotations

import re
from typing import TypeAlias

from lxml.builder import ElementMaker
from pptx.oxml import oxml_parser
from pptx.oxml.ns import nsuri
from pptx.oxml.xmlchemy import BaseOxmlElement

from dashboard import theme
from dashboard.text.languages import find_language

Element: TypeAlias = BaseOxmlElement
"""An element of a part of a presentation."""

POINT = 12700
"""English metric units in a point."""
DASHES = {"": "solid", "9 5": "dash", "1.5 4": "sysDot", "6 3": "dash", "2 3": "sysDot", "8 3 2 3": "dashDot"}
"""Dashes of the theme as DrawingML names them."""


def maker(prefix: str, *others: str) -> ElementMaker:
    """Return what makes elements of a namespace by its usual prefix, with which it and others are declared.

    Attributes may be numbers, which are written in full. Elements are python-pptx's own, so that its trees take them.
    """
    typemap = {kind: lambda _element, number: repr(number) for kind in (int, float)}
    declared = {name: nsuri(name) for name in (prefix, *others)}
    return ElementMaker(typemap, namespace=nsuri(prefix), nsmap=declared, makeelement=oxml_parser.makeelement)


A, C = maker("a"), maker("c")
"""Makers of elements of drawings and of charts."""
_OFFICE_2013 = "http://schemas.microsoft.com/office/drawing/2012/chart"
C15 = ElementMaker(namespace=_OFFICE_2013, nsmap={"c15": _OFFICE_2013})
"""Maker of the elements of charts that came with Office 2013."""


def clean(text: str) -> str:
    """Return the text without letters that XML cannot hold."""
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", text)


def colour(name: str) -> str:
    """Return a colour of the theme for paper, without its number sign."""
    return theme.COLOURS["light"][name].lstrip("#")


def rgb(name: str, opacity: float = 1) -> Element:
    """Return a colour of the theme."""
    alpha = [A.alpha(val=round(opacity * 100000))] if opacity < 1 else []
    return A.srgbClr(*alpha, val=colour(name))


def fill(name: str, opacity: float = 1) -> Element:
    """Return a plain fill."""
    return A.solidFill(rgb(name, opacity))


def line(name: str, points: float, dash: str = "", opacity: float = 1) -> Element:
    """Return a line of a width in points."""
    kind = [A.prstDash(val=DASHES.get(dash, "dash"))] if dash else []
    return A.ln(fill(name, opacity), *kind, A.round(), w=round(points * POINT), cap="rnd")


def bare() -> Element:
    """Return the looks of what has neither ground nor frame."""
    return C.spPr(A.noFill(), A.ln(A.noFill()))


def run_looks(language: str, size: float, name: str, *, bold: bool = False) -> Element:
    """Return the looks of a run of letters of a size in points."""
    return A.rPr(fill(name), **_letters(language, size, bold=bold))


def default_looks(language: str, size: float, name: str, *, bold: bool = False) -> Element:
    """Return the looks of letters of a paragraph that its runs may change."""
    return A.defRPr(fill(name), **_letters(language, size, bold=bold))


def typed(language: str, size: float, name: str, *, bold: bool = False, turned: bool = True) -> Element:
    """Return the letters of an axis, a legend or labels; not `turned`: upright whatever the room."""
    looks = A.pPr(default_looks(language, size, name, bold=bold))
    paragraph = A.p(looks, A.endParaRPr(lang=find_language(language).office))
    return C.txPr(A.bodyPr() if turned else _upright(), A.lstStyle(), paragraph)


def rich(language: str, text: str, size: float, name: str) -> Element:
    """Return the text of a title of an axis, upright."""
    run = A.r(run_looks(language, size, name), A.t(clean(text)))
    return C.tx(C.rich(_upright(), A.lstStyle(), A.p(A.pPr(default_looks(language, size, name)), run)))


def place(x: float, y: float, width: float | None = None, height: float | None = None) -> Element:
    """Return a place in parts of the chart: of the plot where it has a width and a height, else of a title."""
    edges = [C.xMode(val="edge"), C.yMode(val="edge"), C.x(val=_share(x)), C.y(val=_share(y))]
    if width is None or height is None:
        return C.layout(C.manualLayout(*edges))
    return C.layout(C.manualLayout(C.layoutTarget(val="inner"), *edges, C.w(val=_share(width)), C.h(val=_share(height))))


def moved(across: float, down: float) -> Element:
    """Return how far a label is moved from its default place, in parts of the chart."""
    return C.layout(C.manualLayout(C.x(val=_share(across)), C.y(val=_share(down))))


def shown(*kinds: str) -> list[Element]:
    """Return which parts a label shows, such as "Val", and that it shows no others."""
    every = ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")
    return [C(f"show{kind}", val=int(kind in kinds)) for kind in every]


def extension(*elements: Element) -> Element:
    """Return the list of extensions of labels with elements of Office 2013."""
    return C.extLst(C.ext(*elements, uri="{CE6537A1-D6FC-4f65-9D91-7224C49458BB}"))


def no_leaders() -> Element:
    """Return that no line runs from a point to its label, as some programs draw when a label was moved."""
    return extension(C15.showLeaderLines(val="0"))


def _letters(language: str, size: float, *, bold: bool) -> dict[str, str | int]:
    return {"lang": find_language(language).office, "sz": round(size * 100), "b": int(bold)}


def _upright() -> Element:
    return A.bodyPr(rot="0", vert="horz")


def _share(part: float) -> str:
    return f"{part:.4f}"
