"""One run over many files: parsed a little ahead in threads; one thread embeds and writes, a transaction a report."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import PurePath
from typing import TypeAlias

import numpy as np

from dvrag.builder.parts import BuildParts, Draft, Prepared, prepare
from dvrag.builder.scan import FoundFile
from dvrag.chunk.embedded import text_key
from dvrag.errors import InputError
from dvrag.model.building import FileResult, Outcome
from dvrag.ports import Progress, Vectors
from dvrag.store import read
from dvrag.store.library import Attempt, Entry, Library, Original

_BATCH = 256
"""Passages of small documents in one file that are embedded, and committed, together."""

_Work: TypeAlias = "tuple[FoundFile, Future[Prepared] | None]"


class Ingestion:
    """Brings files into an open library."""

    def __init__(self, library: Library, parts: BuildParts, progress: Progress) -> None:
        self._library = library
        self._parts = parts
        self._progress = progress
        self._known = library.query(read.chunkers)
        self._left = 0

    def run(self, files: Sequence[FoundFile]) -> tuple[FileResult, ...]:
        """Return how each file ended, in order. What ended before an interruption is kept."""
        self._left = len(files)
        self._start()
        results = []
        with self._pool() as submit:
            for file, future in _ahead(files, self._ready, submit, self._parts.workers + 2):
                result = self._finish(file, future)
                results.append(result)
                self._left -= 1
                self._progress.advance(f"{PurePath(result.path).name}: {result.outcome.value}")
        self._progress.stop()
        return tuple(results)

    def _start(self) -> None:
        self._progress.start("Reading reports", self._left)

    @contextmanager
    def _pool(self) -> Iterator[Callable[[FoundFile], Future[Prepared]]]:
        pool = ThreadPoolExecutor(self._parts.workers, thread_name_prefix="parse")
        try:
            yield lambda file: pool.submit(prepare, self._parts, file, self._known)
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

    def _finish(self, file: FoundFile, future: Future[Prepared] | None) -> FileResult:
        if file.problem:
            return self._failed(file, file.problem)
        if self._is_in(file):
            return self._unchanged(file)
        prepared = future.result() if future else prepare(self._parts, file, self._known)
        if prepared.reason:
            return self._failed(file, prepared.reason)
        try:
            return self._store(prepared)
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

    def _store(self, prepared: Prepared) -> FileResult:
        file, drafts = prepared.file, prepared.drafts
        done = self._attempt(file, self._outcome(prepared), "")
        if prepared.several:
            self._store_several(prepared, done)
        else:
            (entry,) = self._entries(drafts)
            self._library.add(entry, _original(file), file.path, done)
        reports = tuple(draft.id for draft in drafts)
        pages, passages = self._library.query(lambda connection: read.sizes(connection, reports))
        identity = None if prepared.several else reports[0]
        return FileResult(file.shown, done.outcome, identity, "", prepared.warnings, pages, passages)

    def _outcome(self, prepared: Prepared) -> Outcome:
        file, now = prepared.file, {draft.id for draft in prepared.drafts}
        before = set(self._library.query(lambda connection: read.sources_of_path(connection, file.key)))
        complete = self._library.query(lambda connection: read.ingested_with(connection, file.sha256))
        return Outcome.REPLACED if before - now or (before and complete) else Outcome.ADDED

    def _store_several(self, prepared: Prepared, done: Attempt) -> None:
        """Store the documents of one file, a group in a transaction; the file is complete only with the last."""
        file, original = prepared.file, _original(prepared.file)
        self._progress.stop()
        self._progress.start(file.path.name, len(prepared.drafts))
        for group in _groups([draft for draft in prepared.drafts if draft.report]):
            entries = self._entries(group)
            self._library.add_documents(entries, original, file.path)
            for entry in entries:
                self._known[entry.report.id] = entry.chunker
                self._progress.advance(entry.report.source)
        self._library.keep(original, file.path)
        reports = [draft.id for draft in prepared.drafts]
        self._library.complete(original, reports, self._parts.chunker, done)
        self._progress.stop()
        self._start()

    def _entries(self, drafts: Sequence[Draft]) -> list[Entry]:
        texts = [text for draft in drafts for text in draft.texts]
        keys = [text_key(text) for text in texts]
        vectors = self._embedded(texts, keys)
        entries, at = [], 0
        for draft in drafts:
            if draft.report is None:
                continue
            end = at + len(draft.texts)
            added = self._parts.clock.now().isoformat(timespec="seconds")
            found = (draft.report, draft.passages, vectors[at:end], tuple(keys[at:end]))
            entries.append(Entry(*found, self._parts.chunker, added))
            at = end
        return entries

    def _embedded(self, texts: Sequence[str], keys: Sequence[bytes]) -> Vectors:
        """Return one vector a text; what was embedded before, for this or another report, is not embedded again."""
        known = self._library.vectors_by_key(keys)
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        if missing:
            known |= dict(zip(missing, self._parts.embedder.encode(list(missing.values())), strict=True))
        return np.stack([known[key] for key in keys]).astype(np.float32, copy=False)

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


def _groups(drafts: Sequence[Draft]) -> Iterator[list[Draft]]:
    group: list[Draft] = []
    for draft in drafts:
        group.append(draft)
        if sum(len(member.texts) for member in group) >= _BATCH:
            yield group
            group = []
    if group:
        yield group


def _original(file: FoundFile) -> Original:
    return Original(file.sha256, file.ending, file.size, file.key)
