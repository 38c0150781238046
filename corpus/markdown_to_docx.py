"""Markdown → a Word document with real styles, the same bytes each time.

Reads what `sources/*.md` use: front matter, headings, paragraphs, bulleted and numbered lists, tables, bold, italics.
"""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

ZIP_DATE = (2023, 1, 16, 9, 0, 0)
MARKS = re.compile(r"(\*\*.+?\*\*|\*[^*\s][^*]*?\*|_[^_\s][^_]*?_(?!\w))")
ITEM = re.compile(r"^(?P<indent> *)(?P<mark>[-*]|\d+[.)]) +(?P<text>.*)$")
RULE = re.compile(r"^\|[\s:|-]+\|$")


def write_docx(source: Path, made: Path) -> None:
    """Write the Markdown file `source` to `made` as a Word document."""
    properties, lines = _front_matter(source.read_text("utf-8").splitlines())
    document = docx.Document()
    document.styles["Normal"].font.name = "Calibri"
    _set_properties(document, properties)
    _write_blocks(document, lines)
    buffer = io.BytesIO()
    document.save(buffer)
    made.write_bytes(_same_zip(buffer.getvalue()))


def _front_matter(lines: list[str]) -> tuple[dict[str, str], list[str]]:
    if not lines or lines[0].strip() != "---":
        return {}, lines
    end = lines.index("---", 1)
    pairs = (line.partition(":") for line in lines[1:end])
    return {key.strip().lower(): value.strip().strip("\"'") for key, _, value in pairs}, lines[end + 1 :]


def _set_properties(document: Document, properties: dict[str, str]) -> None:
    core = document.core_properties
    core.title = properties.get("title", "")
    core.author = properties.get("publisher", "")
    core.version = properties.get("version", "")
    core.subject = "Fictional document written to test software"
    core.comments = ""
    core.created = core.modified = datetime.datetime(*ZIP_DATE)
    core.last_modified_by = core.author
    core.revision = 1


def _write_blocks(document: Document, lines: list[str]) -> None:
    number: Any = None
    for kind, block in _blocks(lines):
        if kind == "numbered":
            number = number or _new_numbering(document)
            _list_item(document, block[0], number)
            continue
        if kind != "bullet" or not block[0].startswith(" "):
            number = None
        WRITERS[kind](document, block)


def _blocks(lines: list[str]) -> list[tuple[str, list[str]]]:
    """Return (kind, lines) for each block; lines of one paragraph are joined, each list item is a block."""
    blocks: list[tuple[str, list[str]]] = []
    for line in lines:
        kind = _kind(line)
        if kind == "blank":
            blocks.append(("blank", []))
        elif kind == "paragraph" and blocks and blocks[-1][0] in {"paragraph", "bullet", "numbered"}:
            blocks[-1][1][-1] += f" {line.strip()}"
        elif kind == "table" and blocks and blocks[-1][0] == "table":
            blocks[-1][1].append(line)
        else:
            blocks.append((kind, [line.rstrip()]))
    return [block for block in blocks if block[0] != "blank"]


def _kind(line: str) -> str:
    if not line.strip():
        return "blank"
    if line.startswith("#"):
        return "heading"
    if line.startswith("|"):
        return "table"
    found = ITEM.match(line)
    if found:
        return "bullet" if found["mark"] in "-*" else "numbered"
    return "paragraph"


def _heading(document: Document, block: list[str]) -> None:
    marks, _, text = block[0].partition(" ")
    level = len(marks)
    if level == 1 and not document.paragraphs:
        document.add_paragraph(text, style="Title")
    else:
        document.add_heading(text, level=max(1, level - 1))


def _paragraph(document: Document, block: list[str]) -> None:
    _add_runs(document.add_paragraph(), block[0].strip())


def _bullet(document: Document, block: list[str]) -> None:
    found = ITEM.match(block[0])
    assert found is not None
    style = "List Bullet 2" if len(found["indent"]) >= 2 else "List Bullet"
    _add_runs(document.add_paragraph(style=style), found["text"])


def _list_item(document: Document, line: str, numbering: Any) -> None:
    found = ITEM.match(line)
    assert found is not None
    paragraph = document.add_paragraph(style="List Number")
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = numbering
    _add_runs(paragraph, found["text"])


def _new_numbering(document: Document) -> int:
    """Return the id of a numbering like that of "List Number" which starts at 1 again."""
    style = document.styles["List Number"].element
    first = style.find(".//" + qn("w:numId")).get(qn("w:val"))
    numbering = document.part.numbering_part.element
    abstract = next(n.abstractNumId.val for n in numbering.num_lst if n.numId == int(first))
    added = numbering.add_num(abstract)
    override = added.add_lvlOverride(ilvl=0)
    override.add_startOverride(1)
    return int(added.numId)


def _table(document: Document, block: list[str]) -> None:
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in block if not RULE.match(line)]
    table = document.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            _add_runs(cell.paragraphs[0], text)
    for cell in table.rows[0].cells:
        for run in cell.paragraphs[0].runs:
            run.bold = True
    header = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(header)


def _add_runs(paragraph: Any, text: str) -> None:
    for position, line in enumerate(text.split("\\n")):
        if position:
            paragraph.add_run().add_break(WD_BREAK.LINE)
        for part in MARKS.split(line):
            if part.startswith("**"):
                paragraph.add_run(part[2:-2]).bold = True
            elif len(part) > 2 and part[0] == part[-1] and part[0] in "*_":
                paragraph.add_run(part[1:-1]).italic = True
            elif part:
                paragraph.add_run(part)


def _same_zip(content: bytes) -> bytes:
    """Return the archive with its members in order of name and with one fixed date."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w") as new:
        names = sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name))
        for name in names:
            info = zipfile.ZipInfo(name, ZIP_DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3
            new.writestr(info, old.read(name))
    return buffer.getvalue()


WRITERS: dict[str, Callable[[Document, list[str]], None]] = {
    "heading": _heading,
    "paragraph": _paragraph,
    "bullet": _bullet,
    "table": _table,
}
