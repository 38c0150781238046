"""One run over many files: parsed a little ahead in threads; one thread embeds and writes, a transaction a report."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from pathlib import PurePath
from typing import TypeAlias

from dvrag.builder.documents import Documents
from dvrag.builder.embedding import BATCH, Embedding
from dvrag.builder.parts import BuildParts, Draft, Prepared, check, prepare
from dvrag.builder.scan import FoundFile
from dvrag.errors import InputError
from dvrag.model.building import FileResult, Outcome
from dvrag.model.ids import ReportId
from dvrag.ports import Progress, Stoppable
from dvrag.store import read
from dvrag.store.library import Attempt, Library, Original

READING = "Reading reports"
"""The phase in which each step is a file."""

_GLANCE = 0.2
"""Seconds between two looks whether the work is to stop, while a file is parsed."""

_AHEAD = 6
"""Files that are parsed beyond those that the workers have in hand, so that the encoder never waits for a parser."""

_Work: TypeAlias = "tuple[FoundFile, Future[Prepared] | None]"
_Parsed: TypeAlias = tuple[FoundFile, Prepared | None]


class Ingestion:
    """Brings files into an open library."""

    def __init__(self, library: Library, parts: BuildParts, progress: Progress) -> None:
        self._library = library
        self._parts = parts
        self._progress = progress
        self._known = library.query(read.chunkers)
        self._embedding = Embedding(library, parts, progress)
        self._left = 0
        self.results: list[FileResult] = []
        """How each file ended that ended so far, in order."""

    def run(self, files: Sequence[FoundFile]) -> tuple[FileResult, ...]:
        """Return how each file ended, in order. What ended before an interruption is kept."""
        self._left = len(files)
        self._start()
        with self._pool() as submit:
            for group in _grouped(_ahead(files, self._ready, submit, self._parts.workers + _AHEAD), self._waited):
                self._embedding.ahead([prepared.draft for _, prepared in group if prepared and prepared.draft])
                for file, prepared in group:
                    result = self._finish(file, prepared)
                    self.results.append(result)
                    self._left -= 1
                    self._progress.advance(f"{PurePath(result.path).name}: {result.outcome.value}")
        self._progress.stop()
        return tuple(self.results)

    def _start(self) -> None:
        self._progress.start(READING, self._left)

    def _waited(self, future: Future[Prepared]) -> Prepared:
        """Return what a parser made of a file. Raises Cancelled meanwhile, where the progress asks for it."""
        while isinstance(self._progress, Stoppable) and not future.done():
            wait([future], timeout=_GLANCE)
            check(self._progress)
        check(self._progress)  # a parser that was stopped has made nothing of its file
        return future.result()

    @contextmanager
    def _pool(self) -> Iterator[Callable[[FoundFile], Future[Prepared]]]:
        pool = ThreadPoolExecutor(self._parts.workers, thread_name_prefix="parse")
        try:
            yield lambda file: pool.submit(prepare, self._parts, file)
        except BaseException:
            # Interrupted: end the workers, so that the threads that wait for them end too.
            pool.shutdown(wait=False, cancel_futures=True)
            self._parts.parser.close()
            raise
        finally:
            pool.shutdown(wait=True, cancel_futures=True)

    def _ready(self, file: FoundFile) -> bool:
        """Return whether a file needs no parsing."""
        return bool(file.problem) or self._is_in(file)

    def _is_in(self, file: FoundFile) -> bool:
        ingested = self._library.query(lambda connection: read.ingested_with(connection, file.sha256))
        return ingested == self._parts.chunker

    def _finish(self, file: FoundFile, prepared: Prepared | None) -> FileResult:
        if file.problem:
            return self._failed(file, file.problem)
        if self._is_in(file):
            return self._unchanged(file)
        prepared = prepared or prepare(self._parts, file)
        if prepared.reason:
            return self._failed(file, prepared.reason)
        try:
            return self._store(file, prepared.draft) if prepared.draft else self._store_several(prepared)
        except InputError as error:
            return self._failed(file, str(error))

    def _failed(self, file: FoundFile, reason: str) -> FileResult:
        before = self._library.query(lambda connection: read.sources_of_path(connection, file.key))
        if before:
            reason = f"{reason} The version ingested before stays in the library."
        self._record(self._attempt(file, Outcome.FAILED, reason))
        return FileResult(file.shown, Outcome.FAILED, reason=reason)

    def _unchanged(self, file: FoundFile) -> FileResult:
        library = self._library
        sources = library.query(lambda connection: read.sources_of_original(connection, file.sha256))
        reports = tuple(dict.fromkeys(report for _, report in sources))
        outcome, note = Outcome.UNCHANGED, ""
        library.keep(_original(file), file.path)
        if all(path != file.key for path, _ in sources):
            before = library.query(lambda connection: read.sources_of_path(connection, file.key))
            outcome = Outcome.REPLACED if before else Outcome.UNCHANGED
            note = f"Same bytes as {PurePath(sources[0][0]).name}."
            library.complete(_original(file), reports, self._parts.chunker, self._attempt(file, outcome, note))
        else:
            self._record_mended(file)
        pages, passages = library.query(lambda connection: read.sizes(connection, reports))
        identity = reports[0] if len(reports) == 1 else None
        return FileResult(file.shown, outcome, identity, note, pages=pages, passages=passages)

    def _record_mended(self, file: FoundFile) -> None:
        """A file that failed with other bytes, and has its former bytes again, is in order again."""
        last = self._library.query(lambda connection: read.attempt(connection, file.key))
        if last is None or last.outcome is Outcome.FAILED:
            self._library.record(self._attempt(file, Outcome.UNCHANGED, ""))

    def _store(self, file: FoundFile, draft: Draft) -> FileResult:
        done = self._attempt(file, self._outcome(file, {draft.id}), "")
        (entry,) = self._embedding.entries([draft])
        self._library.add(entry, _original(file), file.path, done)
        pages, passages = self._library.query(lambda connection: read.sizes(connection, [draft.id]))
        return FileResult(file.shown, done.outcome, draft.id, "", entry.report.warnings, pages, passages)

    def _outcome(self, file: FoundFile, now: set[ReportId]) -> Outcome:
        before = set(self._library.query(lambda connection: read.sources_of_path(connection, file.key)))
        complete = self._library.query(lambda connection: read.ingested_with(connection, file.sha256))
        return Outcome.REPLACED if before - now or (before and complete) else Outcome.ADDED

    def _store_several(self, prepared: Prepared) -> FileResult:
        """Store the documents of one file. Raises InputError, after what was stored of it has been taken out again."""
        file, original = prepared.file, _original(prepared.file)
        self._progress.stop()
        self._progress.start(file.path.name, prepared.documents)
        documents = Documents(self._library, self._parts, self._embedding, self._progress)
        try:
            stored = documents.store(file, original, self._known)
        finally:
            self._progress.stop()
            self._start()
        done = self._attempt(file, self._outcome(file, set(stored.reports)), "")
        self._library.keep(original, file.path)
        self._library.complete(original, stored.reports, self._parts.chunker, done)
        self._known |= dict.fromkeys(stored.reports, self._parts.chunker)
        pages, passages = self._library.query(lambda connection: read.sizes(connection, stored.reports))
        notes = (*stored.warnings, *_left_out(prepared.documents, len(stored.reports)))
        return FileResult(file.shown, done.outcome, None, "", notes, pages, passages)

    def _attempt(self, file: FoundFile, outcome: Outcome, reason: str) -> Attempt:
        now = self._parts.clock.now().isoformat(timespec="seconds")
        return Attempt(file.key, file.sha256, outcome, reason, now)

    def _record(self, attempt: Attempt) -> None:
        last = self._library.query(lambda connection: read.attempt(connection, attempt.path))
        same = last and (last.sha256, last.outcome, last.reason) == (attempt.sha256, attempt.outcome, attempt.reason)
        if not same:
            self._library.record(attempt)


def _ahead(
    files: Sequence[FoundFile],
    ready: Callable[[FoundFile], bool],
    submit: Callable[[FoundFile], Future[Prepared]],
    window: int,
) -> Iterator[_Work]:
    """Yield files in order, at most `window` of them being parsed; the same bytes are submitted once."""
    waiting: deque[_Work] = deque()
    submitted: set[str] = set()
    for file in files:
        again = file.sha256 in submitted
        waiting.append((file, None if again or ready(file) else submit(file)))
        submitted.add(file.sha256)
        if len(waiting) > window:
            yield waiting.popleft()
    yield from waiting


def _grouped(work: Iterable[_Work], waited: Callable[[Future[Prepared]], Prepared]) -> Iterator[list[_Parsed]]:
    """Yield files in order, those together that are parsed already, up to BATCH passages."""
    group: list[_Parsed] = []
    passages = 0
    for file, future in work:
        if group and (passages >= BATCH or (future and not future.done())):
            yield group
            group, passages = [], 0
        prepared = waited(future) if future else None
        group.append((file, prepared))
        passages += len(prepared.draft.texts) if prepared and prepared.draft else 0
    if group:
        yield group


def _left_out(documents: int, stored: int) -> tuple[str, ...]:
    left = documents - stored
    return (f"{left} of its {documents} documents hold no text or stand twice.",) if left else ()


def _original(file: FoundFile) -> Original:
    return Original(file.sha256, file.ending, file.size, file.key)
