"""Word documents: structure, numbers that Word prints, footnotes, archive bombs."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from dvrag.errors import LimitError, UnreadableError
from dvrag.ingest.readers.docx import DocxReader
from dvrag.model.raw import Markup, RawLine

LEVELS = """<w:abstractNum {ns} w:abstractNumId="77"><w:lvl w:ilvl="0"><w:start w:val="5"/><w:numFmt w:val="decimal"/>
<w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="(%3)"/></w:lvl></w:abstractNum>"""
NOTES = """<?xml version="1.0"?><w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>
<w:footnote w:id="7"><w:p><w:r><w:t>See the annex.</w:t></w:r></w:p></w:footnote></w:footnotes>"""


def read(path: Path) -> tuple[RawLine, ...]:
    return DocxReader().read(path).pages[0].lines


def saved(document: object, tmp_path: Path) -> Path:
    path = tmp_path / "report.docx"
    document.save(str(path))  # type: ignore[attr-defined]
    return path


def test_blocks_keep_their_order_and_kind(tmp_path: Path) -> None:
    document = Document()
    document.core_properties.title = "Practice guidance"
    document.add_heading("Definitions", 1)
    document.add_paragraph("Abuse takes many forms.")
    document.add_paragraph("economic abuse", style="List Bullet")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(table.rows[0].cells, ("Sign", "What to do"), strict=True):
        cell.paragraphs[0].add_run(text).bold = True
    table.rows[1].cells[0].text, table.rows[1].cells[1].text = "Fear", "Ask alone"
    document.add_heading("Steps", 2)
    path = saved(document, tmp_path)
    found = [(line.markup, line.text, line.level) for line in read(path)]
    assert found == [
        (Markup.HEADING, "Definitions", 1),
        (Markup.PARAGRAPH, "Abuse takes many forms.", 0),
        (Markup.LIST_ITEM, "economic abuse", 1),
        (Markup.TABLE_HEADER, "Sign | What to do", 0),
        (Markup.TABLE_ROW, "Fear | Ask alone", 0),
        (Markup.HEADING, "Steps", 2),
    ]
    assert DocxReader().read(path).properties["title"] == "Practice guidance"


def numbered(document: object, text: str, depth: int) -> None:
    paragraph = document.add_paragraph(text)  # type: ignore[attr-defined]
    paragraph._p.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="77"/></w:numPr>')
    )


def test_numbers_that_word_counts_stand_in_the_text(tmp_path: Path) -> None:
    document = Document()
    root = document.part.numbering_part.element
    root.insert(0, parse_xml(LEVELS.format(ns=nsdecls("w"))))
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    for text, depth in (
        ("Analysis", 0),
        ("The police", 1),
        ("The council", 1),
        ("late", 2),
        ("Health", 1),
        ("Next", 0),
        ("First", 1),
    ):
        numbered(document, text, depth)
    found = [(line.text, line.markup) for line in read(saved(document, tmp_path))]
    assert found == [
        ("5. Analysis", Markup.LIST_ITEM),
        ("5.1 The police", Markup.PARAGRAPH),
        ("5.2 The council", Markup.PARAGRAPH),
        ("(i) late", Markup.LIST_ITEM),
        ("5.3 Health", Markup.PARAGRAPH),
        ("6. Next", Markup.LIST_ITEM),
        ("6.1 First", Markup.PARAGRAPH),
    ]


def test_deleted_text_is_left_out_and_inserted_text_kept(tmp_path: Path) -> None:
    document = Document()
    paragraph = document.add_paragraph("The force ")
    deleted, inserted = OxmlElement("w:del"), OxmlElement("w:ins")
    for parent, tag, text in ((deleted, "w:delText", "should "), (inserted, "w:t", "must ")):
        run, content = OxmlElement("w:r"), OxmlElement(tag)
        content.text = text
        run.append(content)
        parent.append(run)
        paragraph._p.append(parent)
    paragraph.add_run("train officers.")
    assert [line.text for line in read(saved(document, tmp_path))] == ["The force must train officers."]


def test_a_footnote_follows_the_paragraph_that_refers_to_it(tmp_path: Path) -> None:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    document = Document()
    paragraph = document.add_paragraph("She moved")
    reference = OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), "7")
    paragraph.add_run()._r.append(reference)
    document.add_paragraph("The next paragraph.")
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, NOTES.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    found = [(line.markup, line.text) for line in read(saved(document, tmp_path))]
    assert found == [
        (Markup.PARAGRAPH, "She moved¹"),
        (Markup.FOOTNOTE, "¹ See the annex."),
        (Markup.PARAGRAPH, "The next paragraph."),
    ]


def test_merged_cells_keep_their_columns(tmp_path: Path) -> None:
    document = Document()
    table = document.add_table(rows=3, cols=3)
    for row, texts in enumerate((("a", "b", "c"), ("d", "e", "f"), ("g", "h", "i"))):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(1, 0).merge(table.cell(2, 0)).text = "both"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "wide"
    assert [line.cells for line in read(saved(document, tmp_path))] == [
        ("a", "wide", ""),
        ("both", "e", "f"),
        ("both", "h", "i"),
    ]


def test_a_long_cell_that_spans_rows_stands_once(tmp_path: Path) -> None:
    document = Document()
    table = document.add_table(rows=2, cols=3)
    long = "Each surgery should ask about abuse at every visit and write down what is said."
    for row, texts in enumerate((("1", long, "Train staff"), ("", "", "Audit notes"))):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(0, 0).merge(table.cell(1, 0)).text = "1"
    table.cell(0, 1).merge(table.cell(1, 1)).text = long
    assert [line.cells for line in read(saved(document, tmp_path))] == [
        ("1", long, "Train staff"),
        ("", "", "Audit notes"),
    ]


def test_an_archive_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = saved(Document(), tmp_path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/image1.png", b"\0" * 50_000_000)
    with pytest.raises(LimitError, match="archive bomb"):
        DocxReader().read(path)


def test_a_damaged_document_says_so(tmp_path: Path) -> None:
    path = saved(Document(), tmp_path)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content[:100] if name == "word/document.xml" else content)
    with pytest.raises(UnreadableError, match="damaged"):
        DocxReader().read(path)
