"""Word documents (DOCX) in document order: headings, numbered paragraphs, lists, tables, footnotes."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docx import Document
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from lxml import etree

from dvrag.errors import LimitError, UnreadableError
from dvrag.ingest.readers.docx_numbering import Label, Numbering, read_numbering
from dvrag.ingest.readers.spans import gone_on
from dvrag.model.raw import Markup, RawDocument, RawLine, RawPage

MOST_BYTES = 300_000_000
MOST_XML = 60_000_000
MOST_RATIO = 150
MOST_ENTRIES = 5_000
"""An archive unpacking to more is refused: real documents stay far below (text packs 5 to 20 times)."""

SKIPPED = frozenset(qn(name) for name in ("w:del", "w:moveFrom", "w:instrText", "w:delText", "w:pPr", "w:rPr"))
SKIPPED |= {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
BOXES = qn("w:txbxContent")
SPACES = frozenset(qn(name) for name in ("w:tab", "w:br", "w:cr", "w:ptab"))
DAMAGE = (OpcError, etree.LxmlError, zipfile.BadZipFile, KeyError, ValueError, AttributeError, TypeError, OSError)
SECTIONED = re.compile(r"\d+\.\d+")
"""The number of a numbered paragraph (5.14), as against that of a list item."""

GOES_ON: tuple[str, list[tuple[str, str]]] = ("", [])
"""A cell that goes on from the row above."""
DEEPEST_STYLE = 8
HEADING = re.compile(r"heading\s*(\d)", re.IGNORECASE)
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class DocxReader:
    """Reads Word documents. Tracked insertions are kept, deletions left out."""

    formats: tuple[str, ...] = ("docx",)

    def read(self, path: Path) -> RawDocument:
        """Return the document's blocks. Raises LimitError for an archive bomb, UnreadableError for a damaged file."""
        check_archive(path)
        try:
            document = Document(str(path))
            lines = tuple(_Body(document).lines())
            properties = _properties(document)
        except DAMAGE as error:
            raise UnreadableError(
                "The Word document is damaged and cannot be read.", hint="Save it again from Word."
            ) from error
        return RawDocument(path.name, "docx", (RawPage(0, lines),), properties=properties)


def check_archive(path: Path) -> None:
    """Raise LimitError if the archive unpacks to too much, judged before anything is unpacked."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise UnreadableError("The Word document is damaged and cannot be read.", hint="Fetch it again.") from error
    total = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    largest = max((entry.file_size for entry in entries if entry.filename.endswith((".xml", ".rels"))), default=0)
    if len(entries) > MOST_ENTRIES or total > MOST_BYTES or largest > MOST_XML:
        raise LimitError(f"The Word document unpacks to {total // 1_000_000} MB in {len(entries)} parts: too much.")
    if total > 10_000_000 and total > MOST_RATIO * max(packed, 1):
        raise LimitError("The Word document unpacks to far more than its size: it looks like an archive bomb.")


def _properties(document: Any) -> dict[str, str]:
    core = document.core_properties
    values = {"title": core.title, "author": core.author, "subject": core.subject, "keywords": core.keywords}
    for name, moment in (("created", core.created), ("modified", core.modified)):
        values[name] = moment.date().isoformat() if moment else ""
    values["date"] = values["created"]
    return {name: value.strip() for name, value in values.items() if value and value.strip()}


class _Body:
    """One pass over a document's body."""

    def __init__(self, document: Any) -> None:
        self.document = document
        self.numbering: Numbering = read_numbering(_part(document, "numbering"))
        self.notes = _notes(document)
        self.styles = _styles(document)
        for number, reference in enumerate(document.element.body.iter(qn("w:footnoteReference")), 1):
            reference.set("shown", str(number))  # Word prints footnotes in order, whatever their ids

    def lines(self) -> Iterator[RawLine]:
        yield from self._blocks(self.document.element.body)

    def _blocks(self, parent: Any) -> Iterator[RawLine]:
        for element in parent:
            if element.tag == qn("w:p"):
                yield from self._paragraph(element)
            elif element.tag == qn("w:tbl"):
                yield from self._table(element)
            elif element.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:moveTo"), qn("w:customXml")):
                yield from self._blocks(element)

    def _paragraph(self, element: Any) -> Iterator[RawLine]:
        text, boxes, notes = _text(element)
        level, label = self._level(element), self._label(element)
        if text:
            numbered = f"{label.text} {text}" if label and label.text else text
            bold = _bold(element)
            if level:
                yield RawLine(numbered, bold=bold, markup=Markup.HEADING, level=level)
            elif label and SECTIONED.match(label.text):
                yield RawLine(numbered, bold=bold, markup=Markup.PARAGRAPH)
            elif label or self._listed(element):
                yield RawLine(numbered, bold=bold, markup=Markup.LIST_ITEM, level=label.depth if label else 1)
            else:
                yield RawLine(numbered, bold=bold, markup=Markup.PARAGRAPH)
        for box in boxes:
            yield from self._blocks(box)
        yield from self._footnotes(notes)

    def _footnotes(self, notes: list[tuple[str, str]]) -> Iterator[RawLine]:
        for key, shown in notes:
            if self.notes.get(key):
                yield RawLine(f"{shown} {self.notes[key]}", markup=Markup.FOOTNOTE)

    def _styles_of(self, element: Any) -> Iterator[tuple[str, Any]]:
        """Yield name and element of the paragraph's style and of those it is based on."""
        found = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        key = found.get(qn("w:val")) if found is not None else ""
        for _ in range(DEEPEST_STYLE):
            name, style = self.styles.get(key, ("", None))
            yield name, style
            base = style.find(qn("w:basedOn")) if style is not None else None
            if base is None:
                return
            key = base.get(qn("w:val"), "")

    def _level(self, element: Any) -> int:
        """Return the level of a heading from 1, 0 for other paragraphs."""
        own = _outline(element)
        if own is not None:
            return own
        for name, style in self._styles_of(element):
            match = HEADING.match(name)
            if match:
                return int(match.group(1))
            if name.lower() == "title":
                return 1
            level = _outline(style) if style is not None else None
            if level is not None:
                return level
        return 0

    def _label(self, element: Any) -> Label | None:
        """Return the number that Word prints, from the paragraph's own list or that of its style."""
        number, depth = None, None
        for source in (element, *(style for _, style in self._styles_of(element))):
            found = source.find(f"{qn('w:pPr')}/{qn('w:numPr')}") if source is not None else None
            if found is None:
                continue
            own, level = found.find(qn("w:numId")), found.find(qn("w:ilvl"))
            number = own.get(qn("w:val")) if number is None and own is not None else number
            depth = level.get(qn("w:val")) if depth is None and level is not None else depth
        return self.numbering.next(number, int(depth) if depth and depth.isdigit() else 0) if number else None

    def _listed(self, element: Any) -> bool:
        return any(name.lower().startswith(("list bullet", "list number")) for name, _ in self._styles_of(element))

    def _table(self, element: Any) -> Iterator[RawLine]:
        rows = [(row, self._cells(row)) for row in element.findall(qn("w:tr"))]
        if len(rows) == 1 and sum(bool(text) for text, _ in rows[0][1]) == 1:  # a box around text
            for cell in rows[0][0].iter(qn("w:tc")):
                yield from self._blocks(cell)
            return
        notes: list[tuple[str, str]] = []
        texts: tuple[str, ...] = ()
        for place, (row, cells) in enumerate(rows):
            texts = gone_on(
                texts, [at for at, cell in enumerate(cells) if cell is GOES_ON], [text for text, _ in cells]
            )
            notes.extend(note for _, found in cells for note in found)
            if any(texts):
                header = place < len(rows) - 1 and _header(row, place)
                markup = Markup.TABLE_HEADER if header else Markup.TABLE_ROW
                yield RawLine(" | ".join(texts), bold=header, markup=markup, cells=texts)
        yield from self._footnotes(notes)

    def _cells(self, row: Any) -> list[tuple[str, list[tuple[str, str]]]]:
        """Return text and footnotes of each cell; of one that goes on from the row above GOES_ON."""
        cells: list[tuple[str, list[tuple[str, str]]]] = []
        for cell in row.iter(qn("w:tc")):
            if any(parent.tag == qn("w:tc") for parent in cell.iterancestors()):
                continue  # a cell of a table inside a cell: its text is read with the outer one
            merged = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
            if merged is not None and merged.get(qn("w:val"), "continue") == "continue":
                cells.append(GOES_ON)
                continue
            parts, notes = [], []
            for paragraph in cell.iter(qn("w:p")):
                text, _, found = _text(paragraph)
                label = self._label(paragraph)
                parts.append(f"{label.text} {text}" if label and label.text and text else text)
                notes.extend(found)
            cells.append((" ".join(part for part in parts if part), notes))
            span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
            width = span.get(qn("w:val"), "1") if span is not None else "1"
            cells.extend([("", [])] * (min(int(width), 60) - 1 if width.isdigit() else 0))
        return cells


def _outline(element: Any) -> int | None:
    """Return the outline level that an element sets: from 1, 0 for body text, None where it sets none."""
    found = element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
    value = found.get(qn("w:val"), "") if found is not None else ""
    if not value.isdigit():
        return None
    return int(value) + 1 if int(value) < 9 else 0


def _header(row: Any, place: int) -> bool:
    if row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None:
        return True
    paragraphs = [each for each in row.iter(qn("w:p")) if _text(each)[0]]
    return place == 0 and bool(paragraphs) and all(_bold(each) for each in paragraphs)


def _bold(paragraph: Any) -> bool:
    runs = [run for run in paragraph.iter(qn("w:r")) if run.find(qn("w:t")) is not None]
    return bool(runs) and all(_on(run.find(f"{qn('w:rPr')}/{qn('w:b')}")) for run in runs)


def _on(element: Any) -> bool:
    return element is not None and element.get(qn("w:val"), "1") not in ("0", "false", "off")


def _text(paragraph: Any) -> tuple[str, list[Any], list[tuple[str, str]]]:
    """Return a paragraph's text on one line, the text boxes anchored in it, and its footnotes (id, mark)."""
    parts: list[str] = []
    boxes: list[Any] = []
    notes: list[tuple[str, str]] = []
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        if element.tag in SKIPPED or not isinstance(element.tag, str):
            continue
        if element.tag == BOXES:
            boxes.append(element)
        elif element.tag == qn("w:t"):
            parts.append(element.text or "")
        elif element.tag in SPACES:
            parts.append(" ")
        elif element.tag in (qn("w:noBreakHyphen"), qn("w:softHyphen")):
            parts.append("-" if element.tag == qn("w:noBreakHyphen") else "")
        elif element.tag == qn("w:footnoteReference"):
            shown = element.get("shown", "").translate(SUPERSCRIPTS)
            notes.append((element.get(qn("w:id"), ""), shown))
            parts.append(shown)
        else:
            stack.extend(reversed(element))
    return re.sub(r"\s+", " ", "".join(parts)).strip(), boxes, notes


def _part(document: Any, ending: str) -> Any:
    for relation in document.part.rels.values():
        if not relation.is_external and relation.reltype.endswith(f"/{ending}"):
            return relation.target_part
    return None


def _notes(document: Any) -> dict[str, str]:
    part = _part(document, "footnotes")
    if part is None:
        return {}
    root = etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
    found = {}
    for note in root.iter(qn("w:footnote")):
        if note.get(qn("w:type"), "normal") == "normal":
            texts = (_text(paragraph)[0] for paragraph in note.iter(qn("w:p")))
            found[note.get(qn("w:id"), "")] = " ".join(text for text in texts if text)
    return found


def _styles(document: Any) -> dict[str, tuple[str, Any]]:
    """Map style ids to their name and element; "" is the default paragraph style."""
    found: dict[str, tuple[str, Any]] = {"": ("", None)}
    for style in document.styles.element.iter(qn("w:style")):
        name = style.find(qn("w:name"))
        found[style.get(qn("w:styleId"), "")] = (name.get(qn("w:val"), "") if name is not None else "", style)
    return found
