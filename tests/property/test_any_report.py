"""Whatever lines a file has, every span of the report and of its passages is exact."""

from __future__ import annotations

import string
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dvrag.chunk.passages import chunk
from dvrag.config.settings import ChunkSettings
from dvrag.ingest.pipeline import build_report
from dvrag.ingest.readers.pdf import PdfReader
from dvrag.model.documents import BlockKind, Report
from dvrag.model.ids import ReportId
from dvrag.model.raw import Box, Markup, RawDocument, RawLine, RawPage
from dvrag.testing.fakes import WordTokens
from dvrag.text.sentences import sentence_spans

CHARACTERS = st.one_of(
    st.sampled_from(string.ascii_letters + "  ..,;:()'’“”-–0123456789•|¹²\u00ad\u00a0\ufb01\n\t"),
    st.characters(codec="utf-8"),
)
TEXT = st.text(CHARACTERS, max_size=60)
STARTS = st.sampled_from(
    [
        "",
        "5.14 ",
        "5.15 ",
        "(a) ",
        "(b) ",
        "1. ",
        "2. ",
        "• ",
        "9.1 a ",
        "Recommendation 2: ",
        "3 May 2019. ",
        "Contents",
        "¹ ",
        "R7 ",
    ]
)


@st.composite
def lines(draw: st.DrawFn, boxed: bool) -> RawLine:
    markup = draw(st.sampled_from(Markup))
    cells = tuple(draw(st.lists(TEXT, min_size=1, max_size=4))) if "table" in markup else ()
    text = " | ".join(cells) if cells else draw(STARTS) + draw(TEXT)
    x, y = draw(st.integers(40, 300)), draw(st.integers(20, 780))
    box = Box(x, y, x + draw(st.integers(1, 250)), y + 12) if boxed else None
    size = draw(st.sampled_from([8.0, 10.0, 10.0, 10.0, 14.0])) if boxed else 0.0
    return RawLine(text, box, size, draw(st.booleans()), markup, draw(st.integers(0, 3)), cells)


@st.composite
def documents(draw: st.DrawFn) -> RawDocument:
    boxed = draw(st.booleans())
    pages = [
        RawPage(
            number if boxed else 0, tuple(draw(st.lists(lines(boxed), max_size=12))), height=800.0 if boxed else 0.0
        )
        for number in range(1, draw(st.integers(1, 4 if boxed else 1)) + 1)
    ]
    return RawDocument("any.pdf", "pdf", tuple(pages))


def check(report: Report) -> None:
    for ordered in (report.blocks, report.lines):
        assert all(a.end <= b.start for a, b in pairwise(ordered))
    assert all(0 <= block.start < block.end <= len(report.text) for block in report.blocks)
    assert all(report.text[b.start : b.end].strip() == report.text[b.start : b.end] for b in report.blocks)
    assert "\u00ad" not in report.text
    assert [section.start for section in report.sections] == sorted(section.start for section in report.sections)
    for block in report.blocks:
        section = report.sections[block.section]
        assert section.start <= block.start
        assert block.end <= section.end
    assert all(a.end == b.start for a, b in pairwise(report.pages))
    for fact in (report.facts.title, report.facts.published, report.facts.area):
        assert fact.span is None or report.text[fact.span.start : fact.span.end].strip()


def check_passages(report: Report, sizes: ChunkSettings) -> None:
    found = chunk(report, sizes, WordTokens())
    headers = {block.context for block in report.blocks}
    assert all(report.text[p.start : p.end] == p.text for p in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert len({p.id for p in found}) == len(found)
    spans = [(p.start, p.end) for p in found]
    for block in report.blocks:
        text = report.text[block.start : block.end]
        if block.kind is not BlockKind.HEADING and not any(text in header for header in headers):
            covered = sum(
                min(end, block.end) - max(start, block.start)
                for start, end in spans
                if start < block.end and end > block.start
            )
            gaps = len(text) - covered
            assert gaps <= text.count(" ") + text.count("\n"), text


@settings(deadline=None, max_examples=150)
@given(documents())
def test_spans_are_exact(raw: RawDocument) -> None:
    report = build_report(raw, ReportId("0" * 64))
    check(report)
    check_passages(report, ChunkSettings(max_tokens=20, target_tokens=12))


@settings(deadline=None, max_examples=50)
@given(documents())
def test_the_same_lines_give_the_same_report(raw: RawDocument) -> None:
    assert build_report(raw, ReportId("0" * 64)) == build_report(raw, ReportId("0" * 64))


@given(st.text(CHARACTERS, max_size=300))
def test_sentences_hold_all_that_is_no_space(text: str) -> None:
    spans = sentence_spans(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    kept = "".join(text[start:end] for start, end in spans)
    assert "".join(kept.split()) == "".join(text.split())


def test_the_sample_reports_are_covered(corpus: tuple[Path, ...]) -> None:
    for path in corpus:
        if path.suffix == ".pdf":
            report = build_report(PdfReader().read(path), ReportId("0" * 64))
            check(report)
            check_passages(report, ChunkSettings())


@pytest.mark.shared
@pytest.mark.slow
def test_real_reports_are_covered(shared: Path) -> None:
    for path in sorted((shared / "data" / "inspection-reports" / "pdfs").glob("*.pdf"))[::4]:
        report = build_report(PdfReader().read(path), ReportId("0" * 64))
        check(report)
        check_passages(report, ChunkSettings())
