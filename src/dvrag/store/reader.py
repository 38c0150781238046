"""Reading a library, from any number of threads: each call borrows a connection of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

import apsw

from dvrag.errors import DamagedError, MismatchError
from dvrag.model.building import Records
from dvrag.model.documents import Passage, Report
from dvrag.model.findings import Theme
from dvrag.model.ids import PassageId, ReportId, Row
from dvrag.model.results import Filters, Ranked, ReportSummary
from dvrag.ports import Rows, Vectors
from dvrag.store import files, generations, read, search
from dvrag.store.connection import REBUILD, connect, plain_errors
from dvrag.store.read import Attempt
from dvrag.store.register import read as register
from dvrag.store.register import themed
from dvrag.store.tables import FORMAT, MIGRATIONS

T = TypeVar("T")

_BLOCK = 8192
"""Passages read at a time."""


class LibraryReader:
    """What an open library answers. `Library` adds writing."""

    def __init__(self, root: Path, *, read_only: bool) -> None:
        self.root = root
        self.read_only = read_only
        self._idle: list[apsw.Connection] = []
        self._summaries: tuple[int, tuple[ReportSummary, ...]] | None = None
        self._records: tuple[int, Records] | None = None
        self._pointer: tuple[tuple[int, ...], str] | None = None

    def close(self) -> None:
        """Close every connection."""
        while self._idle:
            self._idle.pop().close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def meta(self) -> dict[str, str]:
        """Return the library's own facts: format, library, embedder, dimension, tx, linked, purge."""
        return self._read(read.meta)

    def transaction(self) -> int:
        """Return the number of the last transaction."""
        with self.borrow() as connection:
            return read.transaction(connection)

    def fingerprint(self) -> str:
        """Return 16 hexadecimal digits that change when a report, its passages or the model changes."""
        return self._read(read.fingerprint)

    def reports(self) -> tuple[ReportSummary, ...]:
        """Return every report, by file name, then id."""
        tx = self.transaction()
        cached = self._summaries
        if cached is None or cached[0] != tx:
            cached = self._summaries = (tx, self._read(read.summaries))
        return cached[1]

    def reports_matching(self, filters: Filters) -> tuple[ReportSummary, ...]:
        """Return the reports that meet every given field of the filters."""
        return search.matching(self.reports(), filters)

    def report(self, identity: ReportId) -> Report:
        """Return a whole report. Raises NotFoundError for an unknown id."""
        return self._read(lambda connection: read.report(connection, identity))

    def passages(self, rows: Iterable[int]) -> dict[Row, Passage]:
        """Return the passages of `rows`, in that order. Raises DamagedError where one is missing or damaged."""
        return self._read(lambda connection: read.passages(connection, rows))

    def rows_of(self, reports: Sequence[ReportId]) -> Rows:
        """Return the passage rows of some reports, ascending; shape (n,)."""
        return self._read(lambda connection: read.rows_of_reports(connection, reports))

    def row_ranges(self) -> tuple[tuple[int, int, ReportId], ...]:
        """Return (first row, last row, report) for each report, ascending: a report's rows stand together."""
        return self._read(read.row_ranges)

    def passages_of(self, report: ReportId) -> tuple[Passage, ...]:
        """Return the passages of one report in the order of its text."""
        found = self.passages(self.rows_of([report]).tolist()).values()
        return tuple(sorted(found, key=lambda passage: passage.start))

    def rows_matching(self, filters: Filters) -> Rows | None:
        """Return the rows that the filters allow, ascending; None for no restriction, no rows where nothing matches."""
        if not filters:
            return None
        about = replace(filters, theme=())
        reports = [summary.id for summary in search.matching(self.reports(), about)] if about else None
        if not filters.theme:
            return self.rows_of(reports or ())
        return self._read(lambda connection: themed.rows_of_themes(connection, filters.theme, reports))

    def theme_counts(self) -> dict[str, int]:
        """Return the number of passages that speak of each theme; one of which none speaks is left out."""
        return self._read(themed.theme_counts)

    def own_themes(self) -> tuple[Theme, ...]:
        """Return the themes that users added, by name."""
        return self._read(register.own_themes)

    def themes_of(self, passages: Sequence[PassageId]) -> dict[PassageId, tuple[str, ...]]:
        """Return the names of the themes of each passage, in the order given."""
        return self._read(lambda connection: themed.themes_of_passages(connection, passages))

    def search_text(self, terms: Sequence[str], k: int, allowed: Rows | None = None) -> list[Ranked]:
        """Return at most k rows that hold any of the terms, by BM25, best first, ties by row."""
        return self._read(lambda connection: search.search_text(connection, terms, k, allowed))

    def mentions(self, words: Sequence[str]) -> dict[ReportId, int]:
        """Return, per report, how many of its passages hold the words side by side in their text."""
        return self._read(lambda connection: search.mentions(connection, words))

    def sample(self, words: Sequence[str], limit: int) -> tuple[Passage, ...]:
        """Return at most `limit` passages that hold the words side by side, spread over the library."""
        return self._read(lambda connection: search.sample(connection, words, limit))

    def passage_count(self) -> int:
        """Return the number of passages."""
        return self._read(search.passage_count)

    def vocabulary(self) -> dict[str, int]:
        """Return the Porter stems of all passages, their contexts and titles, each with its number of passages."""
        return self._read(search.vocabulary)

    def vectors(self) -> tuple[Rows, Vectors]:
        """Return the rows, ascending, and vectors of all passages; shapes (n,), (n, d)."""
        return self.vectors_after(0)

    def vector_blocks(self) -> Iterator[tuple[Rows, Vectors]]:
        """Yield the rows, ascending, and vectors of all passages, a block at a time."""
        last = 0
        while True:
            rows, vectors = self._read(lambda connection, after=last: search.vectors_from(connection, after, _BLOCK))  # type: ignore[misc]
            if not len(rows):
                return
            yield rows, vectors
            last = int(rows[-1])

    def full_text(self) -> Iterator[tuple[int, str, str, str]]:
        """Yield row, text, context and the words that name the report, of all passages in order of row."""
        titles = self._read(read.titles)
        last = 0
        while True:
            found = self._read(lambda connection, after=last: read.full_text_from(connection, titles, after, _BLOCK))  # type: ignore[misc]
            if not found:
                return
            yield from found
            last = found[-1][0]

    def vectors_after(self, transaction: int) -> tuple[Rows, Vectors]:
        """Return the rows, ascending, and vectors of passages committed after a transaction."""
        return self._read(lambda connection: search.vectors(connection, transaction))

    def vectors_of(self, rows: Rows) -> tuple[Rows, Vectors]:
        """Return the vectors of some rows, ascending by row; rows that are not there are left out."""
        return self._read(lambda connection: search.vectors_of(connection, rows))

    def vectors_by_key(self, keys: Sequence[bytes]) -> dict[bytes, Vectors]:
        """Return stored vectors by the hash of the text that was embedded."""
        return self._read(lambda connection: search.vectors_by_key(connection, keys))

    def removed_since(self, transaction: int) -> Rows:
        """Return the rows removed after a transaction, ascending."""
        return self._read(lambda connection: search.removed_since(connection, transaction))

    def glossary(self) -> dict[ReportId, dict[str, str]]:
        """Return the acronyms of each report that explains any."""
        return self._read(read.glossaries)

    def find(self, reference: str) -> ReportSummary:
        """Return the report with that id, 8 digits or more of it, or file name. Raises NotFoundError, UsageError."""
        return read.find(self.reports(), reference)

    def attempts(self) -> tuple[Attempt, ...]:
        """Return how each file last ended, failed ones too, by path."""
        return self._read(read.attempts)

    def records(self) -> Records:
        """Return what is known of files, of the findings of reports, and of the library itself."""
        tx = self.transaction()
        cached = self._records
        if cached is None or cached[0] != tx:
            cached = self._records = (tx, self._read(_records))
        return cached[1]

    def original(self, identity: ReportId) -> bytes:
        """Return the bytes of the file a report came from. Raises DamagedError where they differ from its hash."""
        kept = self._read(lambda connection: read.original_of(connection, identity))
        with plain_errors(self.root):
            return files.read_original(self.root, kept)

    def query(self, question: Callable[[apsw.Connection], T]) -> T:
        """Return what a function of `store.read` or `store.search` returns for this library."""
        return self._read(question)

    def published(self) -> tuple[str, int, Path] | None:
        """Return name, last transaction and folder of the published index, all verified; None where there is none.

        Raises DamagedError where it is damaged or belongs to another library or model.
        """
        with plain_errors(self.root):
            generation = generations.load(self.root)
        if generation is None:
            return None
        about, facts = self.meta(), generation.facts
        if (facts.library, facts.embedder) != (about["library"], about.get("embedder")):
            raise DamagedError("The search index belongs to another library or model.", hint=REBUILD)
        if facts.transaction > int(about["tx"]):
            raise DamagedError("The search index is newer than the library.", hint=REBUILD)
        return generation.name, facts.transaction, generation.folder

    def published_name(self) -> str:
        """Return the name of the published index, "" for none. Raises DamagedError for a damaged pointer."""
        with plain_errors(self.root):
            signature = generations.signature(self.root)
            known = self._pointer
            if known is None or known[0] != signature:
                pointer = generations.current(self.root)
                known = self._pointer = (signature, str(pointer["generation"]) if pointer else "")
        return known[1]

    @contextmanager
    def borrow(self) -> Iterator[apsw.Connection]:
        """Lend a connection; errors of SQLite become dvrag's."""
        path = self.root / files.DATABASE
        with plain_errors(path):
            connection = self._idle.pop() if self._idle else connect(path, read_only=self.read_only)
            try:
                yield connection
            finally:
                self._idle.append(connection)

    def check(self) -> None:
        """Raise MismatchError for another format, DamagedError where acknowledged transactions are lost."""
        head = files.read_head(self.root) if (self.root / files.HEAD).exists() else None
        facts = self.meta()
        if self.is_older():
            raise MismatchError(
                f"The library {self.root} was made by an older version of dvrag (format {facts['format']}).",
                hint="Run `dvrag library rebuild` once: nothing is lost.",
            )
        if facts.get("format") != str(FORMAT):
            raise MismatchError(
                f"The library {self.root} has format {facts.get('format')}; this version reads {FORMAT}.",
                hint="Use the version of dvrag that made it, or build it anew.",
            )
        tx = int(facts["tx"])
        if head is None and tx:
            raise DamagedError(f"The file {files.HEAD} of the library is missing.", hint=REBUILD)
        if head is not None and tx < head:
            raise DamagedError(
                f"The library {self.root} has lost its last changes (transactions {tx + 1} to {head}).", hint=REBUILD
            )

    def is_older(self) -> bool:
        """Return whether an older version made the library: opening it for writing brings it to this one."""
        version = self.meta().get("format", "")
        return version.isdigit() and int(version) in MIGRATIONS

    def _read(self, question: Callable[[apsw.Connection], T]) -> T:
        with self.borrow() as connection:
            connection.execute("BEGIN")
            try:
                answer = question(connection)
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
        return answer


def _records(connection: apsw.Connection) -> Records:
    return Records(
        facts=read.meta(connection),
        files=read.file_records(connection),
        unread=register.never_read(connection),
        problems=register.problems(connection),
        findings=register.findings_by_report(connection),
        edits=register.edits_by_report(connection),
    )
