"""What a builder is made of, and the way of one file from bytes to passages ready to be embedded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from dvrag.builder.findings import FindingParts
from dvrag.builder.scan import FoundFile, printable
from dvrag.chunk.embedded import embedded_texts
from dvrag.errors import InputError, UnreadableError
from dvrag.model.documents import Passage, Report
from dvrag.model.ids import ReportId, report_id
from dvrag.model.raw import RawDocument
from dvrag.ports import Clock, Embedder, Progress, Stoppable, TokenCounter
from dvrag.store.library import Library

_MALFORMED = (ValueError, LookupError, ArithmeticError, TypeError, AttributeError, RecursionError)
"""What a document of unforeseen shape can raise while its structure is inferred; it becomes that file's reason."""


_IS_IT_A_SCAN = "If it is a scan, is character recognition (OCR) on?"


class Parser(Protocol):
    """Reads files in worker processes; called from several threads."""

    def parse(self, path: Path) -> Iterable[RawDocument]:
        """Return the documents in a file, usually one. Raises InputError with a plain reason."""
        ...

    def close(self) -> None:
        """Stop the worker processes; a `parse` that is under way ends."""
        ...


@dataclass(frozen=True, slots=True)
class BuildParts:
    """Everything that a builder needs; made in `assembly`.

    `chunker` is a fingerprint of everything that decides how a file becomes passages: what was ingested with another
    one is ingested anew. `write_indexes` writes the indexes of all passages of a library into a folder.
    """

    parser: Parser
    build_report: Callable[[RawDocument, ReportId], Report]
    chunk: Callable[[Report], tuple[Passage, ...]]
    chunker: str
    tokens: TokenCounter
    embedder: Embedder
    write_indexes: Callable[[Library, Path], None]
    findings: FindingParts
    clock: Clock
    workers: int = 2


@dataclass(frozen=True, slots=True)
class Draft:
    """A report, its passages, and the texts to embed for them. No report: the library has it already."""

    id: ReportId
    report: Report | None = None
    passages: tuple[Passage, ...] = ()
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file's report, or the reason why there is none. `documents` counts those in the file.

    Of a file with several, none is kept here: `drafts` yields them.
    """

    file: FoundFile
    draft: Draft | None = None
    documents: int = 1
    reason: str = ""


def check(progress: Progress) -> None:
    """Raise Cancelled where the person who watches wants the work to stop; else return at once."""
    if isinstance(progress, Stoppable):
        progress.check()


def prepare(parts: BuildParts, file: FoundFile) -> Prepared:
    """Return a file's report with its passages, or the number of its documents; its fault becomes the reason.

    A file with several documents is read to its end, so that a fault in the last keeps all of them out.
    """
    try:
        documents = iter(_raws(parts, file))
        first = next(documents, None)
        if first is None:
            raise UnreadableError("No text was found in it.")
        others = sum(1 for _ in documents)
        if others:
            return Prepared(file, documents=1 + others)
        draft = _draft(parts, first, ReportId(file.sha256))
        if not draft.passages:
            raise UnreadableError("No text was found in it.", hint=_IS_IT_A_SCAN)
        return Prepared(file, draft)
    except InputError as error:
        return Prepared(file, reason=str(error))
    except _MALFORMED as error:
        return Prepared(file, reason=_malformed(error))


def drafts(parts: BuildParts, file: FoundFile, known: Mapping[ReportId, str]) -> Iterator[Draft]:
    """Yield the documents of a file with several, each once; one without text has no passages.

    `known` maps the ids of stored reports to the chunker they were cut with: those are not cut again. Raises
    InputError.
    """
    seen: set[ReportId] = set()
    for raw in _raws(parts, file):
        identity = _part_id(raw)
        if identity in seen:
            continue
        seen.add(identity)
        if known.get(identity) == parts.chunker:
            yield Draft(identity)
            continue
        try:
            yield _draft(parts, raw, identity)
        except _MALFORMED as error:
            raise UnreadableError(f"{raw.source}: {_malformed(error)}") from error


def _raws(parts: BuildParts, file: FoundFile) -> Iterator[RawDocument]:
    for raw in parts.parser.parse(file.path):
        yield replace(raw, source=printable(raw.source))


def _malformed(error: Exception) -> str:
    return f"Its structure could not be made out ({type(error).__name__}: {error})."


def _draft(parts: BuildParts, raw: RawDocument, identity: ReportId) -> Draft:
    report = parts.build_report(raw, identity)
    passages = parts.chunk(report) if report.text.strip() else ()
    if report.text.strip() and not passages:
        raise UnreadableError("No passage could be cut from its text.")
    title = report.facts.title.value or ""
    texts = embedded_texts(title, passages, parts.tokens, parts.embedder.max_tokens)
    return Draft(identity, report, passages, tuple(texts))


def _part_id(raw: RawDocument) -> ReportId:
    """Return the id of one document of several in a file: the hash of its name, title and lines."""
    lines = (line.text for page in raw.pages for line in page.lines)
    content = "\n".join([raw.source, raw.properties.get("title", ""), *lines])
    return report_id(content.encode("utf-8", "replace"))
