"""Reading reports, passages and what is known about files; every row is checked against its hash."""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

import apsw
import numpy as np

from dvrag.errors import DamagedError, NotFoundError, UsageError
from dvrag.model.building import FileRecord, Outcome
from dvrag.model.documents import Passage, Report
from dvrag.model.ids import ReportId, Row
from dvrag.model.results import ReportSummary
from dvrag.ports import Rows
from dvrag.store.codec import facts_from_json, passage_from, report_from, summary_from
from dvrag.store.connection import REBUILD
from dvrag.store.files import Original
from dvrag.store.tables import select, select_one

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])|[\W_]+")
_PREFIX = re.compile(r"[0-9a-f]{8,64}")


@dataclass(frozen=True, slots=True)
class Attempt:
    """The last attempt to ingest a file. `reason` is plain words for a failed one. `attempted` is an ISO time."""

    path: str
    sha256: str
    outcome: Outcome
    reason: str
    attempted: str


def meta(connection: apsw.Connection) -> dict[str, str]:
    """Return the library's own facts: format, library, embedder, dimension, tx, linked, purge."""
    return dict(select(connection, "meta"))


def transaction(connection: apsw.Connection) -> int:
    """Return the number of the last transaction."""
    row = select_one(connection, "meta", "WHERE key = 'tx'", ())
    if row is None:
        raise DamagedError("The library does not know its last transaction.", hint=REBUILD)
    return int(row[1])


def summaries(connection: apsw.Connection) -> tuple[ReportSummary, ...]:
    """Return every report, by file name, then id, with its near-duplicates (most similar first)."""
    near: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for a, b, share in select(connection, "similar"):
        near[a].append((-share, b))
        near[b].append((-share, a))
    found = (
        summary_from(row, tuple(ReportId(other) for _, other in sorted(near[row[0]])))
        for row in select(connection, "reports")
    )
    return tuple(sorted(found, key=lambda summary: (summary.source.casefold(), summary.id)))


def glossaries(connection: apsw.Connection) -> dict[ReportId, dict[str, str]]:
    """Return the acronyms of each report that explains any."""
    found = {ReportId(row[0]): json.loads(row[6]) for row in select(connection, "reports", "ORDER BY id")}
    return {report: glossary for report, glossary in found.items() if glossary}


def report(connection: apsw.Connection, identity: ReportId) -> Report:
    """Return a whole report. Raises NotFoundError for an unknown id, DamagedError where a row is damaged."""
    row = select_one(connection, "reports", "WHERE id = ?", (identity,))
    if row is None:
        raise NotFoundError(f"No report {identity[:12]} in this library.", hint="See `dvrag library list`.")
    body = select_one(connection, "bodies", "WHERE report = ?", (identity,))
    if body is None:
        raise DamagedError(f"The text of the report {row[1]} is missing.", hint=REBUILD)
    return report_from(row, body)


def passages(connection: apsw.Connection, rows: Iterable[int]) -> dict[Row, Passage]:
    """Return the passages of `rows`, in that order. Raises DamagedError where one is missing or damaged."""
    wanted = np.fromiter((int(row) for row in rows), dtype=np.int64)
    if not wanted.size:
        return {}
    tail = "WHERE row IN (SELECT value FROM carray(?))"
    found = {values[0]: values for values in select(connection, "passages", tail, (apsw.carray(wanted),))}
    missing = [row for row in wanted.tolist() if row not in found]
    if missing:
        raise DamagedError(f"The passage in row {missing[0]} is missing.", hint=REBUILD)
    return {Row(row): passage_from(found[row]) for row in wanted.tolist()}


def row_ranges(connection: apsw.Connection) -> tuple[tuple[int, int, ReportId], ...]:
    """Return (first row, last row, report) for each report, ascending: a report's rows stand together."""
    found = connection.execute("SELECT min(row), max(row), report FROM passages GROUP BY report")
    return tuple(sorted((first, last, ReportId(report)) for first, last, report in found))


def titles(connection: apsw.Connection) -> dict[str, str]:
    """Return the words that name each report."""
    return {row[0]: title_words(row) for row in select(connection, "reports")}


def full_text_from(
    connection: apsw.Connection, names: Mapping[str, str], after: int = 0, most: int = -1
) -> list[tuple[int, str, str, str]]:
    """Return row, text, context and the report's words of the first `most` passages behind the row `after`, in order.

    `names` holds the words that name each report; a negative `most` means all.
    """
    found = select(connection, "passages", "WHERE row > ? ORDER BY row LIMIT ?", (after, most))
    return [(row[0], row[5], f"{row[7]}\n{row[12]}", names[row[2]]) for row in found]


def title_words(summary: Sequence[Any]) -> str:
    """Return the words that name a report: title, places, publisher, year, family, file name split into words."""
    facts = facts_from_json(str(summary[5]))
    stated = (facts.title, facts.area, facts.force, facts.publisher, facts.partnership, facts.published)
    name = _CAMEL.sub(" ", PurePath(str(summary[1])).stem)
    family = "" if summary[3] == "other" else str(summary[3]).replace("_", " ")
    return "\n".join([*(fact.value for fact in stated if fact.value), family, name]).strip()


def rows_of_reports(connection: apsw.Connection, reports: Sequence[str]) -> Rows:
    """Return the passage rows of some reports, ascending; shape (n,)."""
    if not reports:
        return np.zeros(0, dtype=np.int64)
    query = "SELECT row FROM passages WHERE report IN (SELECT value FROM carray(?)) ORDER BY row"
    found = connection.execute(query, (apsw.carray(tuple(reports)),))
    return np.fromiter((row[0] for row in found), dtype=np.int64)


def find(reports: Iterable[ReportSummary], reference: str) -> ReportSummary:
    """Return the report with that id (or a prefix of 8 digits or more) or file name.

    Raises NotFoundError where there is none, UsageError where there are several.
    """
    found = [summary for summary in reports if refers(reference, summary)]
    if not found:
        raise NotFoundError(f"No report {reference!r} in this library.", hint="See `dvrag library list`.")
    if len(found) > 1:
        names = ", ".join(f"{summary.id[:12]} ({summary.source})" for summary in found[:4])
        raise UsageError(f"{reference!r} means {len(found)} reports: {names}.", hint="Give the id.")
    return found[0]


def refers(reference: str, summary: ReportSummary) -> bool:
    """Return whether `reference` is the report's id, 8 first digits or more of it, or its file name, in any case."""
    text = reference.strip().casefold()
    if _PREFIX.fullmatch(text) and summary.id.startswith(text):
        return True
    return text in {summary.source.casefold(), PurePath(summary.source).name.casefold()}


def attempts(connection: apsw.Connection) -> tuple[Attempt, ...]:
    """Return the last attempt at each file, by path."""
    rows = select(connection, "files", "ORDER BY path")
    return tuple(Attempt(path, sha256, Outcome(outcome), *rest) for path, sha256, outcome, *rest in rows)


def file_records(connection: apsw.Connection) -> tuple[FileRecord, ...]:
    """Return what is known of each file, by path: the last attempt at it, and the reports that came from it."""
    held: dict[str, list[ReportId]] = defaultdict(list)
    for path, identity, _ in sources(connection):
        held[path].append(identity)
    tried = {last.path: last for last in attempts(connection)}
    return tuple(_file_record(path, tried.get(path), tuple(held.get(path, ()))) for path in sorted({*held, *tried}))


def _file_record(path: str, tried: Attempt | None, reports: tuple[ReportId, ...]) -> FileRecord:
    if tried is None:  # it was interrupted
        return FileRecord(path, Outcome.ADDED, "", "", reports)
    return FileRecord(path, tried.outcome, tried.reason, tried.attempted, reports)


def attempt(connection: apsw.Connection, path: str) -> Attempt | None:
    """Return the last attempt at a file, or None."""
    row = select_one(connection, "files", "WHERE path = ?", (path,))
    return None if row is None else Attempt(row[0], row[1], Outcome(row[2]), row[3], row[4])


def ingested_with(connection: apsw.Connection, sha256: str) -> str | None:
    """Return the chunker fingerprint with which a file of these bytes was ingested to its end, or None."""
    row = select_one(connection, "originals", "WHERE sha256 = ?", (sha256,))
    return None if row is None else row[3]


def chunkers(connection: apsw.Connection) -> dict[ReportId, str]:
    """Return the fingerprint of the chunker that each report was cut with."""
    return {ReportId(row[0]): row[12] for row in select(connection, "reports")}


def reports_since(connection: apsw.Connection, transaction: int) -> tuple[ReportId, ...]:
    """Return the reports stored after a transaction, by id."""
    return tuple(ReportId(row[0]) for row in select(connection, "reports", "WHERE tx > ? ORDER BY id", (transaction,)))


def sketches(connection: apsw.Connection) -> dict[ReportId, tuple[bytes, bytes]]:
    """Return the stored sketches (threshold, hashes) of reports."""
    return {ReportId(report): (threshold, hashes) for report, threshold, hashes in select(connection, "sketches")}


def sizes(connection: apsw.Connection, reports: Sequence[ReportId]) -> tuple[int, int]:
    """Return the pages and passages of some reports together."""
    tail = "WHERE id IN (SELECT value FROM carray(?))"
    rows = list(select(connection, "reports", tail, (apsw.carray(tuple(reports)),))) if reports else []
    return sum(row[8] for row in rows), sum(row[9] for row in rows)


def sources_of_original(connection: apsw.Connection, sha256: str) -> tuple[tuple[str, ReportId], ...]:
    """Return (path, report) for each report that came from a file of these bytes."""
    rows = select(connection, "sources", "WHERE original = ? ORDER BY path, report", (sha256,))
    return tuple((path, ReportId(identity)) for path, identity, _ in rows)


def sources_of_path(connection: apsw.Connection, path: str) -> tuple[ReportId, ...]:
    """Return the reports that came from this path."""
    rows = select(connection, "sources", "WHERE path = ? ORDER BY report", (path,))
    return tuple(ReportId(identity) for _, identity, _ in rows)


def sources(connection: apsw.Connection) -> tuple[tuple[str, ReportId, str], ...]:
    """Return (path, report, sha256 of the original) for each report and each path it came from."""
    rows = select(connection, "sources", "ORDER BY path, report")
    return tuple((path, ReportId(report), original) for path, report, original in rows)


def original_of(connection: apsw.Connection, identity: ReportId) -> Original:
    """Return the kept original of a report. Raises NotFoundError."""
    row = select_one(connection, "sources", "WHERE report = ? ORDER BY path", (identity,))
    if row is None:
        raise NotFoundError(f"No original is kept for the report {identity[:12]}.", hint="Ingest the file again.")
    return _original(connection, row)


def originals(connection: apsw.Connection) -> tuple[Original, ...]:
    """Return every kept original, with the first path it came from."""
    tail = "ORDER BY original, path"
    first = {row[2]: row for row in reversed(list(select(connection, "sources", tail)))}
    return tuple(_original(connection, first[sha256]) for sha256 in sorted(first))


def fingerprint(connection: apsw.Connection) -> str:
    """Return 16 hexadecimal digits that change when a report, its passages or the model changes."""
    facts = meta(connection)
    digest = hashlib.sha256(f"{facts['format']}:{facts.get('embedder', '')}".encode())
    for row in select(connection, "reports", "ORDER BY id"):
        digest.update(f"{row[0]}:{row[12]}:{row[9]}\n".encode())
    return digest.hexdigest()[:16]


def _original(connection: apsw.Connection, source: Sequence[str]) -> Original:
    row = select_one(connection, "originals", "WHERE sha256 = ?", (source[2],))
    if row is None:
        raise DamagedError(f"The record of the original of {source[0]} is missing.", hint=REBUILD)
    return Original(sha256=row[0], ext=row[1], size=row[2], path=source[0])
