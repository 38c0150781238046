"""Small real libraries, put together report by report."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from dvrag.config.settings import RetrieveSettings
from dvrag.index.lexical import FullTextIndex
from dvrag.model.building import Outcome
from dvrag.model.documents import Authority, BlockKind, Fact, Facts, Family, Passage, Report, Section
from dvrag.model.ids import ReportId, passage_id, report_id
from dvrag.retrieve.pipeline import Engines, Retriever
from dvrag.store.library import Attempt, Entry, Library, Original
from dvrag.testing.fakes import HashingEmbedder
from dvrag.testing.small import small_vectors


def report_of(source: str, paragraphs: Sequence[str], **values: str) -> Report:
    """Return a report; `values` are facts by name."""
    text = "\n".join(paragraphs)
    return Report(
        id=report_id(f"{source}\n{text}".encode()),
        source=source,
        format="txt",
        family=Family.OTHER,
        authority=Authority.UNKNOWN,
        text=text,
        pages=(),
        lines=(),
        sections=(Section(0, 0, (), 0, len(text)),),
        blocks=(),
        facts=Facts(**{name: Fact(value, None, "text") for name, value in values.items()}),
    )


class Shelf:
    """A library that reports are put on, and a retriever over it."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.embedder = HashingEmbedder(64)
        library.use_embedder(self.embedder.fingerprint, self.embedder.dimension)

    def add(
        self,
        source: str,
        paragraphs: Sequence[str],
        *,
        family: Family = Family.OTHER,
        glossary: Mapping[str, str] | None = None,
        **facts: str,
    ) -> ReportId:
        """Store a report with one passage a paragraph; return its id."""
        report = replace(report_of(source, paragraphs, **facts), family=family, glossary=dict(glossary or {}))
        passages, start = [], 0
        for index, text in enumerate(paragraphs, start=1):
            end = start + len(text)
            identity = passage_id(report.id, start, end, "test")
            kind = BlockKind.PARAGRAPH
            passages.append(Passage(identity, report.id, start, end, text, kind, "", None, None, None, index))
            start = end + 1
        title = facts.get("title", "")
        vectors = self.embedder.encode([f"{title}\n{text}" for text in paragraphs])
        content = f"{source}\n{report.text}".encode()
        original = Original(hashlib.sha256(content).hexdigest(), "txt", len(content), source)
        keys = tuple(hashlib.blake2b(text.encode(), digest_size=16).digest() for text in paragraphs)
        entry = Entry(report, tuple(passages), vectors, keys, "test", "2024-01-01")
        self.library.add(entry, original, content, Attempt(source, original.sha256, Outcome.ADDED, "", "2024-01-01"))
        return report.id

    def retriever(self, **settings: float | bool) -> Retriever:
        """Return a retriever with some settings changed."""
        engines = Engines(FullTextIndex(self.library), small_vectors(self.library), self.embedder)
        return Retriever(self.library, engines, replace(RetrieveSettings(), **settings))


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    """An empty library."""
    with ExitStack() as stack:
        yield Shelf(stack.enter_context(Library.open(tmp_path / "library", create=True)))
