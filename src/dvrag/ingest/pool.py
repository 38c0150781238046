"""Reads files in worker processes, several at a time; a hostile file costs its worker, never the caller."""

from __future__ import annotations

import contextlib
import queue
import stat
import sys
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any

from dvrag.config.settings import IngestSettings
from dvrag.errors import DvragError, InputError, LimitError, UnreadableError
from dvrag.ingest.codec import CodecError, decode_document, decode_page
from dvrag.ingest.process import WorkerProcess, WorkerSettings
from dvrag.model.raw import RawDocument, RawPage

OCR_MEGABYTES = 2560
OCR_THREADS = 2


class ParsePool:
    """Worker processes that read files; a context manager. `parse` may be called from several threads.

    `warnings` says, once a worker runs, what this system cannot refuse to the workers.
    """

    def __init__(self, settings: IngestSettings | None = None) -> None:
        self.settings = settings or IngestSettings()
        self.warnings: tuple[str, ...] = ()
        limits = self.settings
        parse = WorkerSettings("parse", limits.seconds, limits.memory_megabytes, limits.max_pages)
        ocr = WorkerSettings(
            "ocr", limits.ocr_seconds_per_page, OCR_MEGABYTES, limits.max_pages, limits.ocr_dpi, OCR_THREADS
        )
        # One thread starts all workers and lives as long as the pool: Linux ends a child with the thread that made it.
        self._starter = ThreadPoolExecutor(1, thread_name_prefix="dvrag-worker-starter")
        self._parsers = Slots(parse, max(1, limits.workers), self._starter)
        self._recognisers = Slots(ocr, 1, self._starter)

    def __enter__(self) -> ParsePool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End all workers, also those at work."""
        self._parsers.close()
        self._recognisers.close()
        self._starter.shutdown(wait=True)

    def parse(self, path: Path) -> Iterator[RawDocument]:
        """Yield the documents of a file: one, or one a line for JSONL.

        Raises EncryptedError (a password is needed), LimitError (says which limit) or UnreadableError, at any item.
        MissingPartError where workers cannot start. A page without text that recognition could not read either has
        source EMPTY and a warning; a file without any text is unreadable.
        """
        check_file(path, self.settings.max_megabytes)
        pending: tuple[RawDocument, tuple[int, ...]] | None = None
        with self._parsers.worker() as worker:
            self._warn(worker)
            for reply in worker.ask({"path": str(path.absolute())}):
                document, unread = _document(reply, path)
                if document.format == "jsonl":
                    yield document
                else:
                    pending = document, unread
        if pending is not None:
            yield with_text(self._recognised(path, *pending), recognition=self.settings.ocr)

    def _warn(self, worker: WorkerProcess) -> None:
        if worker.warning and worker.warning not in self.warnings:
            self.warnings = (*self.warnings, worker.warning)

    def _recognised(self, path: Path, document: RawDocument, unread: Sequence[int]) -> RawDocument:
        """Return the document with the pages `unread` as recognition reads them."""
        if not unread:
            return document
        if not self.settings.ocr:
            note = f"{_pages(unread)} without a readable text layer; text recognition (OCR) is off."
            return replace(document, warnings=(*document.warnings, note))
        pages, warnings = {page.number: page for page in document.pages}, list(document.warnings)
        for number in unread:
            try:
                found = self._page(path, number)
            except InputError as error:
                warnings.append(f"Page {number} could not be recognised: {error.message}")
                continue
            if found.lines:
                pages[number] = replace(found, label=pages[number].label)
        empty = [number for number in unread if not pages[number].lines]
        if empty:
            warnings.append(f"{_pages(empty)} without text: none could be recognised.")
        return replace(document, pages=tuple(pages.values()), warnings=tuple(warnings))

    def _page(self, path: Path, number: int) -> RawPage:
        with self._recognisers.worker() as worker:
            replies = list(worker.ask({"path": str(path.absolute()), "page": number}))
        try:
            page = decode_page(replies[0].get("page"))
        except (CodecError, IndexError) as error:
            raise UnreadableError("no proper answer came back.") from error
        if page.number != number:
            raise UnreadableError("no proper answer came back.")
        return page


class Slots:
    """At most `count` workers of one kind; each is started when first needed and replaced when it is gone."""

    def __init__(self, settings: WorkerSettings, count: int, starter: ThreadPoolExecutor) -> None:
        self.settings, self.starter = settings, starter
        self.closed = False
        self.lock = threading.Lock()
        self.running: set[WorkerProcess] = set()
        self.free: queue.LifoQueue[WorkerProcess | None] = queue.LifoQueue()
        for _ in range(count):
            self.free.put(None)

    @contextlib.contextmanager
    def worker(self) -> Iterator[WorkerProcess]:
        """Lend a running worker; wait for one where all are lent."""
        worker = self.free.get()
        try:
            if worker is None or not worker.usable:
                if worker is not None:
                    self._end(worker)
                worker = self._start()
            yield worker
        finally:
            self.free.put(worker)

    def close(self) -> None:
        """End all workers."""
        with self.lock:
            self.closed = True
            running = list(self.running)
        for worker in running:
            self._end(worker)

    def _start(self) -> WorkerProcess:
        try:
            worker = self.starter.submit(WorkerProcess, self.settings).result()
        except RuntimeError as error:  # the pool was closed by another thread
            raise UnreadableError("Reading was stopped.") from error
        with self.lock:
            self.running.add(worker)
            stopped = self.closed
        try:
            if stopped:
                raise UnreadableError("Reading was stopped.")
            worker.wait_ready()
        except BaseException:
            self._end(worker)
            raise
        return worker

    def _end(self, worker: WorkerProcess) -> None:
        worker.kill()
        with self.lock:
            self.running.discard(worker)


def check_file(path: Path, max_megabytes: int) -> None:
    """Raise UnreadableError where the path is no regular file, LimitError where it is larger than allowed."""
    try:
        found = path.stat()
    except OSError as error:
        raise UnreadableError(f"The file cannot be opened: {error.strerror or error}.") from error
    if not stat.S_ISREG(found.st_mode):
        raise UnreadableError("It is not a file.")
    if found.st_size > max_megabytes * 1_000_000:
        raise LimitError(
            f"The file has {found.st_size / 1_000_000:.1f} MB; the limit is {max_megabytes} MB.",
            hint="Split it or raise ingest.max_megabytes.",
        )


def with_text(document: RawDocument, *, recognition: bool) -> RawDocument:
    """Return the document. Raises UnreadableError where no page holds text."""
    if any(page.lines for page in document.pages):
        return document
    if document.format != "pdf":
        raise UnreadableError("The file holds no text.", hint="Fetch it again.")
    pages = _count(len(document.pages))
    if not document.warnings:
        raise UnreadableError(f"The PDF is blank or its pages are damaged: nothing can be shown of its {pages}.")
    tried = "text recognition found none" if recognition else "text recognition (OCR) is off"
    raise UnreadableError(f"No text: the PDF has no readable text layer on its {pages}, and {tried}.")


def _count(pages: int) -> str:
    return "only page" if pages == 1 else f"{pages} pages"


def _pages(numbers: Sequence[int]) -> str:
    """Return "Page 3 is" or "Pages 3, 5 to 9 are"."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    shown = ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs)
    return f"Page {shown} is" if len(numbers) == 1 else f"Pages {shown} are"


def _document(reply: dict[str, Any], path: Path) -> tuple[RawDocument, tuple[int, ...]]:
    """Return a document and its unread pages from a reply. Raises UnreadableError where it is not about this file."""
    name = path.name.encode("utf-8", "replace").decode("utf-8")
    try:
        document = decode_document(reply.get("document"))
        numbers = {page.number for page in document.pages}
        unread = tuple(number for number in reply.get("unread", ()) if number in numbers)
    except (CodecError, TypeError) as error:
        raise UnreadableError("The process that reads files sent no proper answer.", hint="Fetch it again.") from error
    if document.source != name and not document.source.startswith(f"{name}#"):
        raise UnreadableError("The process that reads files answered about another file.", hint="Try again.")
    return document, unread


def check(paths: Sequence[Path]) -> int:
    """Read files and print how each ended; return 0 if all could be read, 3 otherwise."""
    failed = 0
    with ParsePool() as pool:
        for path in paths:
            try:
                documents = list(pool.parse(path))
            except DvragError as error:
                failed += 1
                sys.stdout.write(f"{path}: {type(error).__name__}: {error}\n")
                continue
            pages = [page for document in documents for page in document.pages]
            lines = sum(len(page.lines) for page in pages)
            notes = "; ".join(note for document in documents for note in document.warnings)
            kinds = ", ".join(sorted({document.format for document in documents}))
            sys.stdout.write(
                f"{path}: {kinds}: {len(documents)} documents, {len(pages)} pages, {lines} lines. {notes}\n"
            )
    return 3 if failed else 0
