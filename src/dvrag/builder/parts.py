"""What a builder is made of, and the way of one file from bytes to passages ready to be embedded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from dvrag.builder.scan import FoundFile, printable
from dvrag.chunk.embedded import embedded_texts
from dvrag.errors import InputError, UnreadableError
from dvrag.model.documents import Passage, Report
from dvrag.model.ids import ReportId, report_id
from dvrag.model.raw import RawDocument
from dvrag.ports import Clock, Embedder, Rows, TokenCounter, Vectors

_MALFORMED = (ValueError, LookupError, ArithmeticError, TypeError, AttributeError, RecursionError)
"""What a document of unforeseen shape can raise while its structure is inferred; it becomes that file's reason."""


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
    """Everything that a builder needs; made in `assembly.py`.

    `chunker` is a fingerprint of everything that decides how a file becomes passages: what was ingested with another
    one is ingested anew. `build_index` returns the files of an index of rows (n,), ascending, and vectors (n, d).
    """

    parser: Parser
    build_report: Callable[[RawDocument, ReportId], Report]
    chunk: Callable[[Report], tuple[Passage, ...]]
    chunker: str
    tokens: TokenCounter
    embedder: Embedder
    build_index: Callable[[Rows, Vectors], Mapping[str, bytes]]
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
    """A file's reports, or the reason why there are none."""

    file: FoundFile
    drafts: tuple[Draft, ...] = ()
    several: bool = False
    reason: str = ""
    warnings: tuple[str, ...] = ()


def prepare(parts: BuildParts, file: FoundFile, known: Mapping[ReportId, str]) -> Prepared:
    """Return a file's reports with their passages; a document's fault becomes the reason.

    `known` maps the ids of stored reports to the chunker they were cut with: those are not cut again when they stand
    in a file with others.
    """
    try:
        raws = [replace(raw, source=printable(raw.source)) for raw in parts.parser.parse(file.path)]
        several = len(raws) > 1
        drafts: dict[ReportId, Draft] = {}
        for raw in raws:
            identity = _part_id(raw) if several else ReportId(file.sha256)
            if several and known.get(identity) == parts.chunker:
                drafts[identity] = Draft(identity)
            else:
                drafts[identity] = _draft(parts, raw, identity)
        with_text = tuple(draft for draft in drafts.values() if draft.report is None or draft.passages)
        return _judged(file, with_text, len(drafts), several)
    except InputError as error:
        return Prepared(file, reason=str(error))
    except _MALFORMED as error:
        return Prepared(file, reason=f"Its structure could not be made out ({type(error).__name__}: {error}).")


def _judged(file: FoundFile, drafts: tuple[Draft, ...], total: int, several: bool) -> Prepared:
    if not drafts:
        raise UnreadableError("No text was found in it.", hint="If it is a scan, is character recognition (OCR) on?")
    warnings = [warning for draft in drafts if draft.report for warning in draft.report.warnings]
    if total > len(drafts):
        warnings.append(f"{total - len(drafts)} of its {total} documents hold no text.")
    return Prepared(file, drafts, several, warnings=tuple(dict.fromkeys(warnings)))


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
