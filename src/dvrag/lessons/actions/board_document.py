"""A Word document of plain parts: headings, paragraphs, tables with a repeated header, upright and landscape pages."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.table import CT_Tbl
from docx.shared import Emu, Mm, Pt, RGBColor

from dvrag.exports.package import packed

LANGUAGE = "en-GB"
FONT = "Arial"
LONG, SHORT, MARGIN = Mm(297), Mm(210), Mm(18)
_INK = RGBColor(0x1F, 0x29, 0x37)
_ILLEGAL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


class Paper:
    """A document under construction; texts are taken as they are, without control characters."""

    def __init__(self, title: str, today: date) -> None:
        self._document: Any = Document()
        self._today = today
        _style(self._document)
        _properties(self._document, _shown(title), today)
        self._styles = {style.name: style.style_id for style in self._document.styles}
        section = self._document.sections[0]
        self._width = _pages(section, landscape=False)
        _footer(section, _shown(title))
        self._add(_paragraph(self._styles["Title"], title))

    def heading(self, text: str, level: int) -> None:
        """Add a heading of level 1 to 3."""
        self._add(_paragraph(self._styles[f"Heading {level}"], text))

    def text(self, text: str, style: str = "Normal") -> None:
        """Add a paragraph; a line break in it stays one."""
        self._add(_paragraph(self._styles[style], text))

    def labelled(self, label: str, text: str) -> None:
        """Add a paragraph that begins with a bold label."""
        paragraph = _paragraph(self._styles["Entry"], f"{label}: ")
        _bold(paragraph)
        paragraph.add_r().text = _shown(text)
        self._add(paragraph)

    def turn(self, *, landscape: bool) -> None:
        """Begin a new page, turned as said."""
        self._width = _pages(self._document.add_section(WD_SECTION.NEW_PAGE), landscape=landscape)

    def table(self, header: Sequence[str], rows: Sequence[Sequence[str]], shares: Sequence[int]) -> None:
        """Add a table as wide as the page; `shares` are the columns' parts of the width. The header is repeated."""
        table = CT_Tbl.new_tbl(1 + len(rows), len(header), Emu(self._width))
        table.tblStyle_val = self._styles["Table Grid"]
        table.tblPr.autofit = False
        widths = [Emu(self._width * share // sum(shares)) for share in shares]
        for column, width in zip(table.tblGrid.gridCol_lst, widths, strict=True):
            column.w = width
        for row, texts in zip(table.tr_lst, (header, *rows), strict=True):
            _row(row, texts, widths, self._styles["Cell"])
        _head(table.tr_lst[0])
        self._add(table)
        self._add(_paragraph(self._styles["Entry"], ""))

    def _add(self, element: Any) -> None:
        """Put an element at the end: python-docx's own ways look through the whole document for each."""
        self._document.element.body[-1].addprevious(element)

    def content(self) -> bytes:
        """Return the document's file: the same bytes for the same parts and day."""
        made = io.BytesIO()
        self._document.save(made)
        return packed(made.getvalue(), datetime.combine(self._today, time(), UTC))


def _shown(text: str) -> str:
    return _ILLEGAL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _paragraph(style: str, text: str) -> Any:
    paragraph = OxmlElement("w:p")
    paragraph.style = style
    if text:
        paragraph.add_r().text = _shown(text)
    return paragraph


def _bold(paragraph: Any) -> None:
    for run in paragraph.r_lst:
        run.get_or_add_rPr().append(OxmlElement("w:b"))


def _row(row: Any, texts: Sequence[str], widths: Sequence[Any], style: str) -> None:
    row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for cell, text, width in zip(row.tc_lst, texts, widths, strict=True):
        cell.width = width
        cell.replace(cell.p_lst[0], _paragraph(style, text))


def _head(row: Any) -> None:
    row.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell in row.tc_lst:
        shade = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", "E8EAED")):
            shade.set(qn(f"w:{name}"), value)
        cell.get_or_add_tcPr().append(shade)
        _bold(cell.p_lst[0])


def _pages(section: Any, *, landscape: bool) -> int:
    """Turn the pages of a section; return the width between their margins."""
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (LONG, SHORT) if landscape else (SHORT, LONG)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN
    return (LONG if landscape else SHORT) - 2 * MARGIN


def _footer(section: Any, title: str) -> None:
    paragraph = section.footer.paragraphs[0]
    paragraph.add_run(f"{title} · page ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


def _style(document: Any) -> None:
    """One sans-serif face, dark headings (the template's blue is too light), British English throughout."""
    styles = document.styles
    names = ("Normal", "Title", "Heading 1", "Heading 2", "Heading 3")
    for name, size in zip(names, (11, 22, 16, 13, 11.5), strict=True):
        font = styles[name].font
        font.size, font.name = Pt(size), FONT
        font.color.rgb = _INK if name != "Normal" else RGBColor(0, 0, 0)
        fonts = styles[name].element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{kind}"), None)
    for name, size, after in (("Cell", 9, 0), ("Entry", 11, 2)):
        made = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        made.base_style = styles["Normal"]
        made.font.size = Pt(size)
        made.paragraph_format.space_after = Pt(after)
    for language in styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)
    for language in document.settings.element.iter(qn("w:themeFontLang")):
        language.set(qn("w:val"), LANGUAGE)


def _properties(document: Any, title: str, today: date) -> None:
    core = document.core_properties
    moment = datetime.combine(today, time())
    core.title, core.language = title[:255], LANGUAGE
    core.author = core.last_modified_by = "dvrag"
    core.comments, core.keywords, core.subject = "", "", "Progress on recommendations"
    core.created = core.modified = moment
    core.revision = 1
