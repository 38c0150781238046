"""Changing the library: what goes into one transaction."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath

import apsw
import numpy as np

from dvrag.errors import NotFoundError, UnreadableError, UsageError
from dvrag.model.documents import Passage, Report
from dvrag.model.ids import ReportId
from dvrag.ports import Rows, Vectors
from dvrag.store.codec import body_values, passage_values, summary_values
from dvrag.store.files import Original
from dvrag.store.read import Attempt, full_text_from, sources_of_path, title_words, titles
from dvrag.store.tables import CREATE_FULL_TEXT, insert, insert_many, next_number, select


@dataclass(frozen=True, slots=True)
class Entry:
    """A report ready to be stored: passages, their vectors (n, d) in order, the hashes of the texts that were embedded,
    the chunker's fingerprint and the time as ISO text.
    """

    report: Report
    passages: tuple[Passage, ...]
    vectors: Vectors
    keys: tuple[bytes, ...]
    chunker: str
    added: str


def put_meta(connection: apsw.Connection, **values: str) -> None:
    """Set facts of the library."""
    insert_many(connection, "meta", list(values.items()))


def put_report(connection: apsw.Connection, entry: Entry, original: Original, tx: int) -> None:
    """Insert a report and all that belongs to it; an older one with the same id goes, its other paths stay.

    Raises UnreadableError where the text cannot be stored.
    """
    check_text(entry)
    report = entry.report
    kept = list(select(connection, "sources", "WHERE report = ?", (report.id,)))
    delete_reports(connection, [report.id], tx)
    row = next_number(connection, "passages")
    rows = range(row, row + len(entry.passages))
    summary = summary_values(report, len(entry.passages), entry.added, entry.chunker, tx)
    insert(connection, "reports", summary)
    insert(connection, "bodies", body_values(report))
    insert_many(connection, "passages", (passage_values(p, at, tx) for at, p in zip(rows, entry.passages, strict=True)))
    blobs = (np.ascontiguousarray(vector, dtype=np.float32).tobytes() for vector in entry.vectors)
    insert_many(connection, "vectors", zip(rows, entry.keys, blobs, strict=True))
    put_full_text(connection, zip(rows, entry.passages, strict=True), title_words(summary))
    insert_many(connection, "sources", kept)
    put_source(connection, original, report.id)


def put_full_text(connection: apsw.Connection, passages: Iterable[tuple[int, Passage]], title: str) -> None:
    """Index passages of one report; `title` holds the words that name it."""
    connection.executemany(
        "INSERT INTO passages_fts(rowid, text, context, title) VALUES(?, ?, ?, ?)",
        ((row, p.text, f"{p.section}\n{p.context}", title) for row, p in passages),
    )


def put_original(connection: apsw.Connection, original: Original, ingested: str | None) -> None:
    """Record a kept original; `ingested` is the chunker with which all its reports are in the library, if they are."""
    insert(connection, "originals", (original.sha256, original.ext, original.size, ingested))


def put_source(connection: apsw.Connection, original: Original, report: ReportId) -> None:
    """Record that a report came from a path."""
    insert(connection, "sources", (original.path, report, original.sha256))


def put_attempt(connection: apsw.Connection, attempt: Attempt) -> None:
    """Record how a file ended."""
    values = (attempt.path, attempt.sha256, attempt.outcome.value, attempt.reason, attempt.attempted)
    insert(connection, "files", values)


def unlink_others(connection: apsw.Connection, path: str, keep: Iterable[ReportId], tx: int) -> tuple[ReportId, ...]:
    """Delete the reports that came from `path` only and are not in `keep`; return them."""
    kept = set(keep)
    others = [report for report in sources_of_path(connection, path) if report not in kept]
    for report in others:
        connection.execute("DELETE FROM sources WHERE path = ? AND report = ?", (path, report))
    query = "SELECT count(*) FROM sources WHERE report = ?"
    orphans = [report for report in others if connection.execute(query, (report,)).get == 0]
    delete_reports(connection, orphans, tx)
    return tuple(orphans)


def delete_reports(connection: apsw.Connection, reports: Sequence[ReportId], tx: int) -> Rows:
    """Delete reports with everything that belongs to them; return the rows of their passages."""
    gone: list[int] = []
    for report in reports:
        rows = [row for (row,) in connection.execute("SELECT row FROM passages WHERE report = ?", (report,))]
        connection.executemany("DELETE FROM passages_fts WHERE rowid = ?", ((row,) for row in rows))
        insert_many(connection, "removed", ((row, tx) for row in rows))
        connection.execute("DELETE FROM reports WHERE id = ?", (report,))
        gone += rows
    if gone:
        put_meta(connection, purge="1")
    return np.array(gone, dtype=np.int64)


def finish_file(connection: apsw.Connection, done: Attempt, reports: Sequence[ReportId], tx: int) -> tuple[str, ...]:
    """Record that a file is complete with `reports`; return the hashes of originals that nothing names any more."""
    unlink_others(connection, done.path, reports, tx)
    put_attempt(connection, done)
    return drop_unused(connection)


def paths_to_forget(connection: apsw.Connection, reports: Sequence[ReportId]) -> tuple[str, ...]:
    """Return the paths that some reports came from.

    Raises NotFoundError for an unknown report, UsageError where a file holds other reports beside these.
    """
    going, paths = set(reports), []
    for report in reports:
        rows = list(select(connection, "sources", "WHERE report = ?", (report,)))
        if not rows:
            raise NotFoundError(f"No report {report[:12]} in this library.", hint="See `dvrag library list`.")
        for path, _, original in rows:
            _check_alone(connection, path, original, going)
            paths.append(path)
    return tuple(dict.fromkeys(paths))


def forget_paths(connection: apsw.Connection, paths: Sequence[str]) -> None:
    """Delete the record of attempts at some paths."""
    connection.executemany("DELETE FROM files WHERE path = ?", ((path,) for path in paths))


def drop_unused(connection: apsw.Connection) -> tuple[str, ...]:
    """Delete originals that no report came from; return their hashes."""
    query = "DELETE FROM originals WHERE sha256 NOT IN (SELECT original FROM sources) RETURNING sha256"
    return tuple(str(sha256) for (sha256,) in connection.execute(query).fetchall())


def rebuild_full_text(connection: apsw.Connection) -> None:
    """Drop the full-text index and build it from the passages."""
    connection.execute("DROP TABLE IF EXISTS passages_fts")
    connection.execute(CREATE_FULL_TEXT)
    found = full_text_from(connection, titles(connection))
    connection.executemany("INSERT INTO passages_fts(rowid, text, context, title) VALUES(?, ?, ?, ?)", found)


def check_text(entry: Entry) -> None:
    """Raise UnreadableError where a text holds lone surrogates, which UTF-8 cannot store."""
    try:
        json.dumps(body_values(entry.report)[1], ensure_ascii=False).encode()
        for passage in entry.passages:
            f"{passage.text}{passage.section}{passage.context}".encode()
    except UnicodeEncodeError as error:
        raise UnreadableError(
            f"The text of {entry.report.source} holds characters that are none (half of a pair) and cannot be stored."
        ) from error


def _check_alone(connection: apsw.Connection, path: str, original: str, going: set[ReportId]) -> None:
    query = "SELECT DISTINCT report FROM sources WHERE original = ?"
    beside = sum(report not in going for (report,) in connection.execute(query, (original,)))
    if beside:
        raise UsageError(
            f"{PurePath(path).name} holds {beside} other reports, and its kept original cannot be cut.",
            hint=f"Remove all (`dvrag library remove {PurePath(path).name}`), or edit the file and ingest it again.",
        )
