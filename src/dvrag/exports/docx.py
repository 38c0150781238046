"""A document as a Word file: real headings, lists, tables with repeated headers, and real footnotes."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.table import CT_Tbl
from docx.shared import Emu

from dvrag.exports.characters import one_line, visible
from dvrag.exports.document import Block, Bullets, Document, Heading, Quote, Runs, Table, plain
from dvrag.exports.docx_notes import Notes
from dvrag.exports.docx_styles import NOTE_MARK, NOTE_TEXT, prepare
from dvrag.exports.package import packed

_SHADE = "E8EAED"


def to_docx(document: Document) -> bytes:
    """Return the document's file: the same bytes for the same document."""
    paper = _Paper(document)
    for block in document.blocks:
        paper.add(block)
    return packed(paper.file(), document.created)


class _Paper:
    """A Word document under construction."""

    def __init__(self, document: Document) -> None:
        self._word: Any = docx.Document()
        self._width = prepare(self._word, document)
        self._ids = {style.name: style.style_id for style in self._word.styles}
        self._notes = Notes(self._ids[NOTE_TEXT], self._ids[NOTE_MARK], self._fill)
        self._end = self._word.element.body[-1]
        self._put(self._paragraph("Title", plain(one_line(document.title))))

    def add(self, block: Block) -> None:
        """Put a block at the end."""
        if isinstance(block, Heading):
            self._put(self._paragraph(f"Heading {block.level}", plain(one_line(block.text))))
        elif isinstance(block, Bullets):
            self._bullets(block)
        elif isinstance(block, Table):
            self._table(block)
        else:
            self._put(self._paragraph("Quote" if isinstance(block, Quote) else "Normal", block.runs))

    def file(self) -> bytes:
        """Return the file as python-docx packs it."""
        self._notes.attach(self._word)
        made = io.BytesIO()
        self._word.save(made)
        return made.getvalue()

    def _put(self, element: Any) -> None:
        """Put an element before the end: python-docx's own ways look through the whole document for each."""
        self._end.addprevious(element)

    def _paragraph(self, style: str, runs: Runs) -> Any:
        made = OxmlElement("w:p")
        made.style = self._ids[style]
        self._fill(made, runs)
        return made

    def _fill(self, paragraph: Any, runs: Runs) -> None:
        for run in runs:
            made = paragraph.add_r()
            for tag, wanted in (("w:b", run.bold), ("w:i", run.italic)):
                if wanted:
                    made.get_or_add_rPr().append(OxmlElement(tag))
            made.text = visible(run.text)
            self._notes.refer(paragraph, run.notes)

    def _bullets(self, block: Bullets) -> None:
        style = "List Number" if block.numbered else "List Bullet"
        count = self._fresh_count(style) if block.numbered else None
        for item in block.items:
            paragraph = self._paragraph(style, item)
            if count is not None:
                place = paragraph.get_or_add_pPr().get_or_add_numPr()
                place.get_or_add_ilvl().val, place.get_or_add_numId().val = 0, count
            self._put(paragraph)

    def _fresh_count(self, style: str) -> int:
        """Return the id of a numbering like the style's that begins at 1."""
        numbering = self._word.part.numbering_part.element
        own = self._word.styles[style].element.pPr.numPr.numId.val
        made = numbering.add_num(numbering.num_having_numId(own).abstractNumId.val)
        made.add_lvlOverride(ilvl=0).add_startOverride(1)
        return int(made.numId)

    def _table(self, block: Table) -> None:
        table = CT_Tbl.new_tbl(1 + len(block.rows), len(block.header), Emu(self._width))
        table.tblStyle_val = self._ids["Table Grid"]
        table.tblPr.autofit = False
        about = OxmlElement("w:tblCaption")
        about.set(qn("w:val"), one_line(block.about))
        table.tblPr.append(about)
        shares = block.shares or (1,) * len(block.header)
        widths = [Emu(self._width * share // sum(shares)) for share in shares]
        for column, width in zip(table.tblGrid.gridCol_lst, widths, strict=True):
            column.w = width
        header = tuple(plain(one_line(name)) for name in block.header)
        for row, cells in zip(table.tr_lst, (header, *block.rows), strict=True):
            self._row(row, cells, widths)
        _head(table.tr_lst[0])
        self._put(table)
        self._put(self._paragraph("Cell", ()))

    def _row(self, row: Any, cells: Sequence[Runs], widths: Sequence[Any]) -> None:
        row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, runs, width in zip(row.tc_lst, cells, widths, strict=True):
            cell.width = width
            cell.replace(cell.p_lst[0], self._paragraph("Cell", runs))


def _head(row: Any) -> None:
    """Mark a row as the header, repeated on each page."""
    row.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell in row.tc_lst:
        shade = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", _SHADE)):
            shade.set(qn(f"w:{name}"), value)
        cell.get_or_add_tcPr().append(shade)
        for run in cell.p_lst[0].r_lst:
            run.get_or_add_rPr().append(OxmlElement("w:b"))
