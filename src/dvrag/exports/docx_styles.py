"""How a Word document looks: faces, pages, language, properties, and the styles that python-docx's template lacks."""

from __future__ import annotations

from datetime import UTC
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from dvrag.exports.characters import one_line
from dvrag.exports.document import Document

FONT = "Arial"
LONG, SHORT, MARGIN, DENSE_MARGIN = Mm(297), Mm(210), Mm(22), Mm(15)
NOTE_TEXT, NOTE_MARK = "footnote text", "footnote reference"
"""The names of Word's own styles for notes."""

_INK, _BLACK, _RULE = RGBColor(0x1F, 0x29, 0x37), RGBColor(0, 0, 0), "8A9099"
_SIZES = {"Normal": 11, "Title": 20, "Heading 1": 15, "Heading 2": 12.5, "Heading 3": 11.5}
_DENSE = {
    "Normal": (10, 0, 3),
    "Title": (15, 0, 4),
    "Heading 1": (11.5, 6, 2),
    "List Bullet": (10, 0, 2),
    NOTE_TEXT: (8.5, 0, 0),
}
"""Size, space before and space after of the styles of a dense document, in points."""
_TITLE = 255
"""Characters that Office keeps of a title."""


def prepare(word: Any, document: Document) -> int:
    """Set styles, pages, language and properties of a python-docx document; return the width between its margins."""
    _faces(word.styles)
    _quotes(word.styles)
    _notes(word.styles)
    _language(word, document.language)
    _properties(word.core_properties, document)
    section = word.sections[0]
    section.page_width, section.page_height = SHORT, LONG
    margin = MARGIN
    if document.dense:
        _dense(word.styles)
        margin = section.footer_distance = section.header_distance = DENSE_MARGIN
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = margin
    _footer(section)
    return int(SHORT - 2 * margin)


def _dense(styles: Any) -> None:
    """Smaller type and less space between paragraphs."""
    for name, (size, before, after) in _DENSE.items():
        styles[name].font.size = Pt(size)
        styles[name].paragraph_format.space_before, styles[name].paragraph_format.space_after = Pt(before), Pt(after)
        styles[name].paragraph_format.line_spacing = 1.0


def _faces(styles: Any) -> None:
    """One sans-serif face, dark headings: the template's blue is too light."""
    for name, size in _SIZES.items():
        style = styles[name]
        style.font.size, style.font.name = Pt(size), FONT
        style.font.color.rgb = _BLACK if name == "Normal" else _INK
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{kind}"), None)
    line = styles["Title"].element.pPr.find(qn("w:pBdr"))
    if line is not None:
        styles["Title"].element.pPr.remove(line)
    for name in ("List Bullet", "List Number"):
        styles[name].paragraph_format.space_after = Pt(4)
    cell = styles.add_style("Cell", WD_STYLE_TYPE.PARAGRAPH)
    cell.base_style = styles["Normal"]
    cell.font.size = Pt(10)
    cell.paragraph_format.space_after = Pt(2)


def _quotes(styles: Any) -> None:
    """Quotes stand upright behind a line at their left: long italics are hard to read."""
    quote = styles["Quote"]
    quote.font.italic = False
    quote.paragraph_format.left_indent = Mm(6)
    borders, left = OxmlElement("w:pBdr"), OxmlElement("w:left")
    for name, value in (("val", "single"), ("sz", "12"), ("space", "8"), ("color", _RULE)):
        left.set(qn(f"w:{name}"), value)
    borders.append(left)
    quote.element.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc"
    )


def _notes(styles: Any) -> None:
    text = styles.add_style(NOTE_TEXT, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    text.element.styleId, text.base_style = "FootnoteText", styles["Normal"]
    text.font.size = Pt(9.5)
    text.paragraph_format.space_after = Pt(3)
    mark = styles.add_style(NOTE_MARK, WD_STYLE_TYPE.CHARACTER, builtin=True)
    mark.element.styleId, mark.font.superscript = "FootnoteReference", True


def _language(word: Any, language: str) -> None:
    for tag, element in (("w:lang", word.styles.element), ("w:themeFontLang", word.settings.element)):
        for found in element.iter(qn(tag)):
            found.set(qn("w:val"), language)


def _properties(core: Any, document: Document) -> None:
    moment = document.created.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    core.title, core.subject = one_line(document.title)[:_TITLE], one_line(document.subject)[:_TITLE]
    core.author = core.last_modified_by = one_line(document.author)[:_TITLE]
    core.keywords = ", ".join(one_line(word) for word in document.keywords)[:_TITLE]
    core.language, core.comments, core.revision = document.language, "", 1
    core.created = core.modified = moment


def _footer(section: Any) -> None:
    paragraph = section.footer.paragraphs[0]
    paragraph.add_run("Page ")
    for before, instruction in (("", "PAGE"), (" of ", "NUMPAGES")):
        if before:
            paragraph.add_run(before)
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), instruction)
        paragraph._p.append(field)
