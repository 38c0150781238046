"""Quotes of whole reports on their pages: the words of each are found under its boxes, and hardly any others."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from dvrag.ingest.pipeline import build_report
from dvrag.ingest.readers.pdf import PdfReader
from dvrag.ingest.readers.pdf_image import _words
from dvrag.ingest.readers.pdf_marks import located
from dvrag.model.documents import BlockKind, Report
from dvrag.model.ids import ReportId
from dvrag.model.page_images import MarkedLine
from dvrag.text.marking import marked_lines
from dvrag.text.sentences import sentence_spans

SCAN = "brackenford-qa-letter.pdf"
"""The sample report that is a picture: it has no text of its own to compare with."""

EACH = 3
"""One quote in so many is looked at."""

LEAST, MOST_BESIDE = 0.99, 0.01
"""Share of the letters of quotes under their boxes, and of others there. Ligatures count by their letters."""


def report_of(path: Path) -> Report:
    return build_report(PdfReader().read(path), ReportId("a" * 64))


def quotes(report: Report) -> Iterator[tuple[MarkedLine, ...]]:
    """The lines of each sentence, and of each cell of a table."""
    for block in report.blocks:
        text = report.text[block.start : block.end]
        if block.kind is BlockKind.TABLE_ROW:
            at = block.start
            for cell in text.split(" | "):
                yield marked_lines(report, at, at + len(cell))
                at += len(cell) + 3
        else:
            for span in sentence_spans(text):
                yield marked_lines(report, block.start + span[0], block.start + span[1])


def counted(path: Path) -> tuple[int, int, int]:
    """Letters of all quotes, those of them under their boxes, and other letters there."""
    report, all_of_them, under, beside = report_of(path), 0, 0, 0
    with pypdfium2.PdfDocument(path) as pdf:
        pages: dict[int, tuple[Any, Any, float]] = {}
        for line in (line for found in islice(quotes(report), 0, None, EACH) for line in found):
            if line.page not in pages:
                page = pdf[line.page - 1]
                pages[line.page] = (_words(page, page.get_size()), page.get_textpage(), page.get_height())
            words, textpage, height = pages[line.page]
            wanted = Counter(letters(line.text[line.start : line.end]))
            found = Counter("".join(letters(_under(textpage, height, box)) for box in located(words, line)))
            all_of_them += wanted.total()
            under += (wanted & found).total()
            beside += (found - wanted).total()
        for _, textpage, _ in pages.values():
            textpage.close()
    return all_of_them, under, beside


def _under(textpage: Any, height: float, box: Any) -> str:
    return str(textpage.get_text_bounded(box.x0 - 0.3, height - box.y1 - 0.3, box.x1 + 0.3, height - box.y0 + 0.3))


def letters(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


def assert_marked(path: Path) -> None:
    wanted, under, beside = counted(path)
    print(
        f"{path.name}: {wanted} letters of quotes, {under / wanted:.4f} under their boxes, {beside / wanted:.4f} more"
    )
    assert under >= LEAST * wanted
    assert beside <= MOST_BESIDE * wanted


def test_the_quotes_of_a_review_and_an_action_plan_stand_under_their_boxes(corpus: tuple[Path, ...]) -> None:
    for name in ("brackenford-dhr-marian-overview.pdf", "tarnleigh-action-plan.pdf"):
        assert_marked(next(path for path in corpus if path.name == name))


@pytest.mark.slow
def test_the_quotes_of_all_sample_reports_stand_under_their_boxes(corpus: tuple[Path, ...]) -> None:
    read = [path for path in corpus if path.suffix == ".pdf" and path.name != SCAN]
    assert len(read) >= 15
    for path in read:
        assert_marked(path)


@pytest.mark.shared
def test_the_quotes_of_real_inspections_stand_under_their_boxes(shared: Path) -> None:
    files = sorted((shared / "data" / "inspection-reports" / "pdfs").glob("*.pdf"))
    for path in files[:: max(1, len(files) // 5)]:
        assert_marked(path)
