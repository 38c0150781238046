"""Whole small reports as PDF, Word and HTML files, read by the product, and how far what is found is as expected."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
import typst
from docx.document import Document

from dvrag.ingest.pipeline import build_report
from dvrag.ingest.readers.docx import DocxReader
from dvrag.ingest.readers.html import HtmlReader
from dvrag.ingest.readers.pdf import PdfReader
from dvrag.lessons.extract.extract import extract
from dvrag.model.documents import Report
from dvrag.model.findings import Draft, FindingKind
from dvrag.model.ids import report_id

READERS = {".pdf": PdfReader, ".docx": DocxReader, ".html": HtmlReader}
APART = frozenset({FindingKind.JUDGMENT, FindingKind.FIGURE})
STYLES = (("# ", "Heading 1"), ("## ", "Heading 2"), ("### ", "Heading 3"), ("- ", "List Bullet"))


def built(folder: Path, layout: dict[str, Any]) -> Report:
    """Return the report of a layout's file as the product reads it, its family recognised too."""
    path = folder / layout["file"]
    if path.suffix == ".pdf":
        source = folder / "source.typ"
        source.write_text(layout["text"], "utf-8")
        typst.compile(str(source), output=str(path), ignore_system_fonts=True)
    elif path.suffix == ".docx":
        in_word(layout["text"]).save(str(path))
    else:
        path.write_text(layout["text"], "utf-8")
    return build_report(READERS[path.suffix]().read(path), report_id(path.read_bytes()))


def in_word(text: str) -> Document:
    """Return a Word document: headings, bullets, "1) …" numbered by Word, whole lines in bold, tables.

    In a table "^" goes on with the cell above and "<" with the cell to the left.
    """
    document = docx.Document()
    rows: list[list[str]] = []
    for line in [*text.strip().splitlines(), ""]:
        if line.startswith("|"):
            rows.append(line.strip("|").split("|"))
            continue
        if rows:
            _table(document, rows)
            rows = []
        if line:
            _paragraph(document, line)
    return document


def _paragraph(document: Document, line: str) -> None:
    style = next((style for mark, style in STYLES if line.startswith(mark)), None)
    if style:
        document.add_paragraph(line.lstrip("#- "), style)
    elif re.match(r"\d+\) ", line):
        document.add_paragraph(line.split(") ", 1)[1], "List Number")
    else:
        document.add_paragraph().add_run(line.strip("*")).bold = line.startswith("**")


def _table(document: Document, rows: Sequence[Sequence[str]]) -> None:
    table = document.add_table(len(rows), len(rows[0]), "Table Grid")
    for y, row in enumerate(rows):
        for x, text in enumerate(row):
            if text not in {"^", "<"}:
                table.cell(y, x).text = text
    for y, row in enumerate(rows):
        for x, text in enumerate(row):
            if text == "^":
                table.cell(y - 1, x).merge(table.cell(y, x))
            elif text == "<":
                table.cell(y, x - 1).merge(table.cell(y, x))


@dataclass(slots=True)
class Tally:
    """How many findings were expected, given and right; with what right beside them; and what is wrong."""

    expected: int = 0
    given: int = 0
    right: int = 0
    told: int = 0
    numbered: int = 0
    dated: int = 0
    whole: int = 0
    judged: int = 0
    judged_right: int = 0
    judged_given: int = 0
    wrong: tuple[str, ...] = ()


def tallied(report: Report, layout: dict[str, Any]) -> Tally:
    """Return how far the findings of a report are those that its layout expects."""
    found = extract(report)
    tally = Tally()
    given = [draft for draft in found if draft.kind not in APART]
    wanted = [line.split(" | ") for line in layout["found"]]
    for pieces in layout.get("split", []):  # a finding that may as well be read as these
        split = [line.split(" | ") for line in pieces]
        first = split[0][4].split(" … ")[0]
        if any(_words(report, draft).startswith(first) for draft in given):
            wanted = [one for one in wanted if one[4] != "? … ?"] + split
    tally.expected, tally.given = len(wanted), len(given)
    left = list(given)
    for want in wanted:
        draft = next((one for one in left if _fits(report, one, want)), None)
        if draft is None:
            tally.wrong += (f"MISSED {' | '.join(want)}",)
            continue
        left.remove(draft)
        _compare(tally, report, draft, want)
    tally.wrong += tuple(f"EXTRA {one.kind.value} {one.number} {_words(report, one)[:110]}" for one in left)
    _judge(tally, found, layout.get("judged", []))
    return tally


def _words(report: Report, draft: Draft) -> str:
    return " ".join(report.text[draft.start : draft.end].split())


def _fits(report: Report, draft: Draft, want: Sequence[str]) -> bool:
    first, _, last = want[4].partition(" … ")
    words = _words(report, draft)
    if want[0] not in {"?", draft.kind.value}:
        return False
    return first in words[:80] if first != "?" else last == "?" or last in words


def _compare(tally: Tally, report: Report, draft: Draft, want: Sequence[str]) -> None:
    last = want[4].partition(" … ")[2] or want[4]
    words = _words(report, draft)
    checks = (
        ("told", want[2] == "?" or plain(draft.addressee) == plain(want[2]), f"{draft.addressee} for {want[2]}"),
        ("numbered", want[1] in {"?", draft.number or ""}, f"{draft.number} for {want[1]}"),
        ("dated", want[3] in {"?", draft.plan.deadline or ""}, f"{draft.plan.deadline} for {want[3]}"),
        ("whole", last == "?" or words.endswith(last), f"{words[-50:]} for {last}"),
    )
    tally.right += 1
    for name, right, said in checks:
        setattr(tally, name, getattr(tally, name) + right)
        tally.wrong += () if right else (f"{name.upper()} {said} ({words[:40]})",)


def _judge(tally: Tally, found: Sequence[Draft], wanted: Sequence[str]) -> None:
    given = [
        f"{one.body} | {one.question} | {one.grade} | {one.scale.value}" for one in (d.judgment for d in found) if one
    ]
    tally.judged, tally.judged_given = len(wanted), len(given)
    tally.judged_right = sum(any(_same(want, one) for one in given) for want in wanted)
    tally.wrong += tuple(f"JUDGED {one}" for one in given if not any(_same(want, one) for want in wanted))
    tally.wrong += tuple(f"NOT JUDGED {want}" for want in wanted if not any(_same(want, one) for one in given))


def _same(want: str, one: str) -> bool:
    """Return whether two judgments are one; the printed body may be longer ("Larchester local authority")."""
    body, _, rest = want.partition(" | ")
    return one.partition(" | ")[2].lower() == rest.lower() and body.lower() in one.partition(" | ")[0].lower()


def plain(addressee: str | None) -> str:
    """Return an addressee in small letters without "the"."""
    return (addressee or "").lower().removeprefix("the ")
