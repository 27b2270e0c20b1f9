"""The looks of a Word document: page, type and colours of its styles, its language, its header and its footer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from dashboard import theme
from dashboard.office.word.fields import add_field
from dashboard.text.languages import find_language

FONT = "Arial"
MARGIN = Cm(2.2)
WIDTH = Cm(21.0 - 2 * 2.2)
"""Width of the text on an A4 page."""
PLACE = "Place to write"
"""Style of a paragraph that waits for the text of the municipality."""
SMALL = "Small print"
"""Style of sources and remarks."""
STRONG = "Strong line"
"""Style of text that must be seen, such as that the data are samples."""
TOC = "toc 1"
"""Word's own name of the style of the first level of a table of contents."""

_AFTER_UPDATE = {qn(f"w:{name}") for name in ("hdrShapeDefaults", "footnotePr", "endnotePr", "compat", "rsids", "themeFontLang")}
"""Settings that follow `updateFields` (ECMA-376, 17.15.1.78)."""

_SIZES: Mapping[str, float] = {"Title": 28, "Subtitle": 16, "Heading 1": 20, "Heading 2": 14, "Heading 3": 12, "TOC Heading": 16}


def set_up(document: Document, language: str) -> None:
    """Give a new document an A4 page, readable type in the theme's colours, and its language on every style."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = MARGIN
    section.top_margin = section.bottom_margin = Cm(2.2)
    _add_styles(document)
    for style in document.styles:
        if style.type is WD_STYLE_TYPE.PARAGRAPH:
            _set_type(cast("ParagraphStyle", style))
            _set_language(cast("ParagraphStyle", style).element.get_or_add_rPr(), language)
    defaults = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    if defaults is not None:
        _set_language(defaults, language)
    _set_settings(document, language)


def write_margins(document: Document, header: str, page: str) -> None:
    """Write the header of every page, and the page number in its footer after its label."""
    section = document.sections[0]
    section.header.paragraphs[0].text = header
    footer: Paragraph = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    footer.add_run(f"{page} ")
    add_field(footer, "PAGE", "1")
    footer.add_run(" / ")
    add_field(footer, "NUMPAGES", "1")


def _add_styles(document: Document) -> None:
    for name, base in ((PLACE, "Normal"), (SMALL, "Normal"), (STRONG, "Normal"), (TOC, "Normal")):
        style = cast("ParagraphStyle", document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name == TOC))
        style.base_style = document.styles[base]
    box = OxmlElement("w:pBdr")
    for side in ("top", "left", "bottom", "right"):
        edge = OxmlElement(f"w:{side}")
        for name, value in (("val", "dashed"), ("sz", "6"), ("space", "6"), ("color", _colour("edge"))):
            edge.set(qn(f"w:{name}"), value)
        box.append(edge)
    document.styles[PLACE].element.get_or_add_pPr().append(box)


def _set_type(style: ParagraphStyle) -> None:
    """Set font, size and colour of one style; those of headings are the theme's focus colour, which is readable on paper."""
    name = style.name or ""
    heading = name.startswith("Heading") or name in {"Title", "TOC Heading"}
    style.font.name = FONT
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{kind}"), None)
    style.font.color.rgb = RGBColor.from_string(_colour("focus" if heading else "ink"))
    if name in _SIZES:
        style.font.size = Pt(_SIZES[name])
        style.font.italic = False
    elif name in {"Caption", "Header", "Footer", SMALL}:
        style.font.size, style.font.bold = Pt(9.5), name == "Caption"
    style.font.bold = True if name == STRONG else style.font.bold
    if name == "Normal":
        style.font.size = Pt(11)
        style.paragraph_format.space_after, style.paragraph_format.line_spacing = Pt(6), 1.15
    if name == PLACE:
        style.paragraph_format.space_after = Pt(42)
        style.font.color.rgb = RGBColor.from_string(_colour("muted"))
    if name == "Heading 1":
        style.paragraph_format.page_break_before = True
    if name == "Title":
        _drop_border(style)


def _drop_border(style: ParagraphStyle) -> None:
    ends = style.element.get_or_add_pPr().find(qn("w:pBdr"))
    if ends is not None:
        ends.getparent().remove(ends)
    style.paragraph_format.space_before = Pt(150)


def _set_language(properties: BaseOxmlElement, language: str) -> None:
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    lang = OxmlElement("w:lang")
    lang.set(qn("w:val"), find_language(language).office)  # spelling is checked and read aloud by it
    properties.append(lang)


def _set_settings(document: Document, language: str) -> None:
    """Let Word fill the table of contents when it opens the file, and name the language of the theme's fonts."""
    settings = document.settings.element
    update = OxmlElement("w:updateFields")
    update.set(qn("w:val"), "true")
    later = [each for each in settings if each.tag in _AFTER_UPDATE]
    later[0].addprevious(update) if later else settings.append(update)
    for theme_language in settings.findall(qn("w:themeFontLang")):
        theme_language.set(qn("w:val"), find_language(language).office)


def _colour(name: str) -> str:
    return theme.COLOURS["light"][name].lstrip("#").upper()
