"""Reports made from small files, read with the product's readers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from dvrag.ingest.pipeline import build_report
from dvrag.ingest.readers.html import HtmlReader
from dvrag.ingest.readers.text import TextReader
from dvrag.lessons.judged.read import judged
from dvrag.model.documents import Family, Report
from dvrag.model.findings import Figure, Judgment
from dvrag.model.ids import report_id

PROSE = (
    "We visited the force in spring and spoke to officers and staff of every rank. There is a plan for each district, "
    "which leaders review with partners from local services every quarter."
)
"""Words in which nothing is judged."""


def read(folder: Path, name: str, text: str, family: Family | None = None) -> Report:
    """The report of a file of that name and text, of a family where one is given."""
    path = folder / name
    path.write_text(text, "utf-8")
    reader = HtmlReader() if path.suffix == ".html" else TextReader()
    report = build_report(reader.read(path), report_id(path.read_bytes()))
    return replace(report, family=family) if family else report


def judgments(report: Report) -> list[Judgment]:
    return [draft.judgment for draft in judged(report) if draft.judgment]


def figures(report: Report) -> list[Figure]:
    return [draft.figure for draft in judged(report) if draft.figure]
