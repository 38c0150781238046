"""Real PDFs made by the tests, read with the product's reader."""

from __future__ import annotations

import hashlib
from pathlib import Path

import typst

from dvrag.ingest.pipeline import build_report
from dvrag.ingest.readers.pdf import PdfReader
from dvrag.model.documents import Block, BlockKind, Report
from dvrag.model.ids import ReportId
from dvrag.model.raw import Markup, RawDocument, RawLine, RawPage

PAGE = '#set page(paper: "a5", margin: 2cm)\n#set text(size: 10pt, font: "Libertinus Serif", lang: "en")\n'


def typeset(folder: Path, source: str, name: str = "report.pdf") -> RawDocument:
    """The lines of the PDF that `source` gives."""
    typ = folder / "source.typ"
    typ.write_text(PAGE + source, "utf-8")
    path = folder / name
    typst.compile(str(typ), output=str(path), ignore_system_fonts=True)
    return PdfReader().read(path)


def report_of(raw: RawDocument) -> Report:
    return build_report(raw, ReportId(hashlib.sha256(raw.source.encode()).hexdigest()))


def plain(*texts: str, source: str = "report.txt", **properties: str) -> RawDocument:
    """A text file of these lines."""
    lines = tuple(RawLine(text) for text in texts)
    return RawDocument(source, "text", (RawPage(0, lines),), properties=dict(properties))


def marked(*lines: tuple[Markup, str], **properties: str) -> RawDocument:
    """A file that says what each of its blocks is; cells of table rows are parted by " | "."""
    raw = [
        RawLine(text, markup=markup, level=1, cells=tuple(text.split(" | ")) if "table" in markup else ())
        for markup, text in lines
    ]
    return RawDocument("report.html", "html", (RawPage(0, tuple(raw)),), properties=dict(properties))


def texts(report: Report, *kinds: BlockKind) -> list[str]:
    return [text_of(report, block) for block in report.blocks if not kinds or block.kind in kinds]


def text_of(report: Report, block: Block) -> str:
    return report.text[block.start : block.end]


def numbered(report: Report) -> dict[str | None, str]:
    """Text by paragraph number, the numbered blocks only."""
    return {block.paragraph: text_of(report, block) for block in report.blocks if block.paragraph}
