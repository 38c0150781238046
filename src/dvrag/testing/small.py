"""A builder of small text files without a model or worker processes: a line is a passage."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dvrag.builder import BuildParts
from dvrag.builder.findings import FindingParts
from dvrag.errors import UnreadableError
from dvrag.index.combined import CombinedIndex
from dvrag.index.faiss_index import FaissIndex, build
from dvrag.index.published import Bases, Published
from dvrag.model.documents import (
    Authority,
    Block,
    BlockKind,
    Fact,
    Facts,
    Family,
    Line,
    Page,
    Passage,
    Report,
    Section,
    Span,
)
from dvrag.model.findings import Finding, FindingKind, Theme, ThemeMark
from dvrag.model.ids import ReportId, finding_id, passage_id
from dvrag.model.raw import Box, PageSource, RawDocument, RawLine, RawPage
from dvrag.ports import Vectors
from dvrag.store.library import Library
from dvrag.testing.fakes import FixedClock, HashingEmbedder, WordTokens

CHUNKER = "small-1"


@dataclass(frozen=True, slots=True)
class SmallParser:
    """Reads `.jsonl` (a document a line) and anything else as text; refuses NUL bytes."""

    def parse(self, path: Path) -> Sequence[RawDocument]:
        """Return the documents. Raises UnreadableError for what is no text."""
        content = path.read_bytes()
        if b"\0" in content:
            raise UnreadableError("It is not a text file.")
        text = content.decode("utf-8", "replace")
        if path.suffix == ".jsonl":
            documents = [json.loads(line) for line in text.splitlines()]
            return [_raw(document["_id"], document["text"]) for document in documents]
        return [_raw(path.name, text)]

    def close(self) -> None:
        """Nothing to stop."""


def small_report(raw: RawDocument, identity: ReportId) -> Report:
    """Return a report: one page, a block a line; the first line is the title."""
    texts = [line.text for line in raw.pages[0].lines]
    text = "\n".join(texts)
    starts = [sum(len(line) + 1 for line in texts[:i]) for i in range(len(texts))]
    spans = [(start, start + len(line)) for start, line in zip(starts, texts, strict=True) if line]
    title = Fact(texts[0], Span(0, len(texts[0])), "text") if text else Fact()
    return Report(
        id=identity,
        source=raw.source,
        format=raw.format,
        family=Family.OTHER,
        authority=Authority.UNKNOWN,
        text=text,
        pages=(Page(1, "i", 0, len(text), 595.0, 842.0, PageSource.TEXT),),
        lines=tuple(Line(a, b, 1, Box(72.1, 72.2 + i, 500.3, 84.4 + i)) for i, (a, b) in enumerate(spans)),
        sections=(Section(0, 0, (), 0, len(text)),),
        blocks=tuple(Block(a, b, BlockKind.PARAGRAPH, 0, f"{i}", i) for i, (a, b) in enumerate(spans, 1)),
        facts=Facts(title=title),
        glossary={"MARAC": "multi-agency risk assessment conference"} if "MARAC" in text else {},
        warnings=raw.warnings,
    )


def small_passages(report: Report) -> tuple[Passage, ...]:
    """Return a passage for each block."""
    return tuple(
        Passage(
            id=passage_id(report.id, block.start, block.end, CHUNKER),
            report_id=report.id,
            start=block.start,
            end=block.end,
            text=report.text[block.start : block.end],
            kind=block.kind,
            section="",
            page=1,
            page_label="i",
            paragraph=block.paragraph,
            paragraph_index=block.index,
        )
        for block in report.blocks
    )


def small_findings(report: Report) -> tuple[Finding, ...]:
    """Return each line that begins with "Recommend" as a recommendation. Raises ValueError for a line "Unreadable"."""
    if any(report.text[block.start : block.end] == "Unreadable" for block in report.blocks):
        raise ValueError("an unreadable line")
    kind = FindingKind.RECOMMENDATION
    return tuple(
        Finding(
            id=finding_id(report.id, kind.value, block.start, block.end),
            report_id=report.id,
            kind=kind,
            start=block.start,
            end=block.end,
            text=report.text[block.start : block.end],
            section="",
            page=1,
            page_label=None,
            paragraph=None,
            paragraph_index=block.index,
        )
        for block in report.blocks
        if report.text[block.start : block.end].startswith("Recommend")
    )


def small_themes(own: Sequence[Theme], found: Sequence[Finding], _: Vectors) -> list[tuple[ThemeMark, ...]]:
    """Return, per finding, the users' themes whose first term stands in it."""
    return [tuple(ThemeMark(t.name, 1.0, t.terms[0]) for t in own if t.terms[0] in f.text) for f in found]


def small_passage_themes(own: Sequence[Theme], passages: Sequence[Passage], _: Vectors) -> list[tuple[str, ...]]:
    """Return, per passage, "asking" where it says "ask", and the users' themes whose first term stands in it."""
    asking = Theme("asking", "Asking", ("ask",), ())
    return [tuple(t.name for t in (asking, *own) if t.terms[0] in p.text) for p in passages]


def small_parts(embedder: HashingEmbedder | None = None, chunker: str = CHUNKER, rules: str = "small-1") -> BuildParts:
    """Return parts for a builder; deterministic, offline and quick."""
    parts = BuildParts(
        parser=SmallParser(),
        build_report=small_report,
        chunk=small_passages,
        chunker=CHUNKER,
        tokens=WordTokens(),
        embedder=embedder or HashingEmbedder(),
        write_indexes=lambda library, folder: build(library.vector_blocks, library.passage_count(), folder),
        findings=FindingParts(extract=small_findings, sort=small_themes, themes_of=small_passage_themes, rules=rules),
        clock=FixedClock(),
    )
    return replace(parts, chunker=chunker)


def small_vectors(library: Library) -> CombinedIndex:
    """Return the vector index of a library that was built with `small_parts`."""
    return CombinedIndex(Published(library, lambda folder: Bases(FaissIndex(folder))))


def _raw(source: str, text: str) -> RawDocument:
    lines = tuple(RawLine(line) for line in text.splitlines() if line.strip())
    return RawDocument(source, "text", (RawPage(1, lines),))
