"""Tables of a Word document: a header row that is repeated on every page and read as such, and no merged cells."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from dashboard import theme
from dashboard.office.word.fields import run

TWENTIETHS = 635
"""English metric units, in which python-docx measures, in a twentieth of a point."""


def add_table(
    document: Document, title: str, heads: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float], room: int
) -> None:
    """Add a table with a header row; the first column heads its rows. `widths` are shares of `room`, which is in EMU.

    `title` is what it holds, for those who do not see it. Cells are written as XML: python-docx takes seconds for a large table.
    """
    columns = [round(room / TWENTIETHS * width / sum(widths)) for width in widths]
    table = OxmlElement("w:tbl")
    grid = OxmlElement("w:tblGrid")
    for width in columns:
        grid.append(_valued("w:gridCol", w=width))
    table.extend([_properties(title, sum(columns)), grid, _row(heads, columns, head=True)])
    table.extend([_row(cells, columns) for cells in rows])
    document.element.body.insert_element_before(table, "w:sectPr")


def _properties(title: str, width: int) -> BaseOxmlElement:
    properties, borders = OxmlElement("w:tblPr"), OxmlElement("w:tblBorders")
    edge = theme.COLOURS["light"]["edge"].lstrip("#")
    for side in ("top", "bottom", "insideH"):
        borders.append(_valued(f"w:{side}", val="single", sz=4, space=0, color=edge))
    margins = OxmlElement("w:tblCellMar")
    margins.extend([_valued(f"w:{side}", w=70, type="dxa") for side in ("left", "right")])
    look = _valued("w:tblLook", val="0420", firstRow=1, lastRow=0, firstColumn=1, lastColumn=0, noHBand=1, noVBand=1)
    properties.extend(
        [
            _valued("w:tblW", w=width, type="dxa"),
            borders,
            _valued("w:tblLayout", type="fixed"),
            margins,
            look,
            _valued("w:tblCaption", val=title),
        ]
    )
    return properties


def _row(cells: Sequence[str], widths: Sequence[int], *, head: bool = False) -> BaseOxmlElement:
    row, properties = OxmlElement("w:tr"), OxmlElement("w:trPr")
    properties.append(OxmlElement("w:cantSplit"))
    if head:
        properties.append(OxmlElement("w:tblHeader"))
    row.append(properties)
    row.extend([_cell(text, width, head=head, bold=head) for text, width in zip(cells, widths, strict=True)])
    return row


def _cell(text: str, width: int, *, head: bool, bold: bool) -> BaseOxmlElement:
    cell, properties = OxmlElement("w:tc"), OxmlElement("w:tcPr")
    properties.append(_valued("w:tcW", w=width, type="dxa"))
    if head:
        ground = theme.COLOURS["light"]["wash"].lstrip("#")
        properties.append(_valued("w:shd", val="clear", color="auto", fill=ground))
    cell.append(properties)
    for line in text.split("\n"):
        cell.append(_paragraph(line, bold=bold))
    return cell


def _paragraph(text: str, *, bold: bool) -> BaseOxmlElement:
    paragraph, properties, looks = OxmlElement("w:p"), OxmlElement("w:pPr"), OxmlElement("w:rPr")
    properties.extend([_valued("w:spacing", before=30, after=30, line=240, lineRule="auto"), _valued("w:jc", val="left")])
    if bold:
        looks.append(OxmlElement("w:b"))
    looks.append(_valued("w:sz", val=18))
    made = run(text)
    made.insert(0, looks)
    paragraph.extend([properties, made])
    return paragraph


def _valued(tag: str, **attributes: object) -> BaseOxmlElement:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), str(value))
    return element
