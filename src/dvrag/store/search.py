"""Searching the library itself: the full-text index, filters, and the stored vectors."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import apsw
import numpy as np

from dvrag.errors import DamagedError
from dvrag.model.documents import Passage
from dvrag.model.ids import ReportId, Row
from dvrag.model.results import Filters, Ranked, ReportSummary
from dvrag.ports import Rows, Vectors
from dvrag.store.connection import REBUILD
from dvrag.store.read import passages, refers
from dvrag.store.tables import select

WEIGHTS = (1.0, 0.5, 1.0)
"""Weights of the columns text, context and title in BM25.

Title, on SciFact's train questions, nDCG@10 of this search alone: 0.25: 0.679; 0.5: 0.688; 1.0: 0.697; 2.0: 0.697.
"""

_WORDS = re.compile(r"\w+")


def search_text(
    connection: apsw.Connection,
    terms: Sequence[str],
    k: int,
    allowed: Rows | None,
    weights: tuple[float, float, float] = WEIGHTS,
) -> list[Ranked]:
    """Return at most k rows that hold any of the terms (a term of several words is a phrase), by BM25, ties by row.

    Scores are positive; higher is better. Source: FTS5's bm25(), k1 = 1.2, b = 0.75, negated.
    """
    query = match_expression(terms)
    if not query or k <= 0 or (allowed is not None and not len(allowed)):
        return []
    only, bindings = ("", ()) if allowed is None else (_ONLY, (apsw.carray(np.ascontiguousarray(allowed)),))
    found = connection.execute(_MATCH.replace("{only}", only), (*weights, query, *bindings, k))
    return [Ranked(Row(row), -score) for row, score in found]


_MATCH = """
SELECT rowid, bm25(passages_fts, ?, ?, ?) AS score FROM passages_fts
WHERE passages_fts MATCH ? {only} ORDER BY score, rowid LIMIT ?
"""
# The plus sign keeps SQLite from looking up the rows one by one in the full-text index.
_ONLY = "AND +rowid IN (SELECT value FROM carray(?))"


def match_expression(terms: Sequence[str]) -> str:
    """Return an FTS5 query for any of the terms; each is quoted, so that no character of it is an operator."""
    cleaned = (term.replace("\0", " ").replace('"', '""') for term in dict.fromkeys(terms) if _WORDS.search(term))
    return " OR ".join(f'"{term}"' for term in cleaned)


def vocabulary(connection: apsw.Connection) -> dict[str, int]:
    """Return the Porter stems in the full-text index, each with the number of passages that hold it."""
    connection.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.stems USING fts5vocab(main, passages_fts, row)")
    return dict(connection.execute("SELECT term, doc FROM temp.stems"))


def matching(summaries: Iterable[ReportSummary], filters: Filters) -> tuple[ReportSummary, ...]:
    """Return the reports that meet every given field of the filters; the values of one field are alternatives."""
    return tuple(summary for summary in summaries if _meets(summary, filters))


def vectors(connection: apsw.Connection, after: int = 0) -> tuple[Rows, Vectors]:
    """Return the rows, ascending, and vectors of passages committed after transaction `after`; shapes (n,), (n, d).

    Raises DamagedError where a vector differs from its hash.
    """
    tail = "JOIN passages ON passages.row = vectors.row WHERE passages.tx > ? ORDER BY vectors.row"
    return _stack(select(connection, "vectors", tail, (after,)))


def vectors_from(connection: apsw.Connection, after: int, most: int) -> tuple[Rows, Vectors]:
    """Return the first `most` rows, ascending, behind the row `after`, with their vectors."""
    return _stack(select(connection, "vectors", "WHERE vectors.row > ? ORDER BY vectors.row LIMIT ?", (after, most)))


def vectors_of(connection: apsw.Connection, rows: Rows) -> tuple[Rows, Vectors]:
    """Return the vectors of some rows, ascending by row; rows that are not there are left out."""
    if not len(rows):
        return _stack(())
    tail = "WHERE vectors.row IN (SELECT value FROM carray(?)) ORDER BY vectors.row"
    return _stack(select(connection, "vectors", tail, (apsw.carray(np.ascontiguousarray(rows)),)))


def vectors_by_key(connection: apsw.Connection, keys: Sequence[bytes]) -> dict[bytes, Vectors]:
    """Return stored vectors, shape (d,), of texts embedded before, by the hash of the text."""
    if not keys:
        return {}
    tail = "WHERE vectors.key IN (SELECT value FROM carray(?))"
    found = select(connection, "vectors", tail, (apsw.carray(tuple(keys)),))
    return {key: np.frombuffer(blob, dtype=np.float32) for _, key, blob in found}


def changed_since(connection: apsw.Connection, after: int) -> int:
    """Return how many passages were added or removed after transaction `after`."""
    added = connection.execute("SELECT count(*) FROM passages WHERE tx > ?", (after,)).get
    return int(added) + len(removed_since(connection, after))


def removed_since(connection: apsw.Connection, after: int) -> Rows:
    """Return the rows removed after transaction `after`, ascending; shape (n,)."""
    found = select(connection, "removed", "WHERE tx > ? ORDER BY row", (after,))
    return np.fromiter((row for row, _ in found), dtype=np.int64)


def mentions(connection: apsw.Connection, words: Sequence[str]) -> dict[ReportId, int]:
    """Return, per report, how many of its passages hold the words side by side in their text (stemmed, any case)."""
    query = _phrase(words)
    if not query:
        return {}
    statement = """
        SELECT passages.report, count(*) FROM passages_fts JOIN passages ON passages.row = passages_fts.rowid
        WHERE passages_fts MATCH ? GROUP BY passages.report ORDER BY passages.report"""
    return {ReportId(report): int(count) for report, count in connection.execute(statement, (query,))}


def sample(connection: apsw.Connection, words: Sequence[str], limit: int) -> tuple[Passage, ...]:
    """Return at most `limit` passages that hold the words side by side, spread over the library, in order of row."""
    query = _phrase(words)
    if not query:
        return ()
    statement = "SELECT rowid FROM passages_fts WHERE passages_fts MATCH ? ORDER BY rowid LIMIT 2000"
    rows = [int(row[0]) for row in connection.execute(statement, (query,))]
    step = max(1, len(rows) // max(1, limit))
    return tuple(passages(connection, rows[::step][:limit]).values())


def passage_count(connection: apsw.Connection) -> int:
    """Return the number of passages."""
    return int(connection.execute("SELECT count(*) FROM passages").get)


def _phrase(words: Sequence[str]) -> str:
    expression = match_expression([" ".join(words)])
    return f"{{text}} : {expression}" if expression else ""


def _stack(found: Iterable[Sequence[object]]) -> tuple[Rows, Vectors]:
    rows: list[int] = []
    blobs: list[bytes] = []
    for row, _, blob in found:
        rows.append(row)  # type: ignore[arg-type]
        blobs.append(blob)  # type: ignore[arg-type]
    if not rows:
        return np.zeros(0, dtype=np.int64), np.zeros((0, 0), dtype=np.float32)
    if len({len(blob) for blob in blobs}) > 1:
        raise DamagedError("The stored vectors differ in length.", hint=REBUILD)
    matrix = np.frombuffer(b"".join(blobs), dtype=np.float32).reshape(len(rows), -1)
    return np.array(rows, dtype=np.int64), matrix


def _meets(summary: ReportSummary, filters: Filters) -> bool:
    facts = summary.facts
    places = (facts.area.value, facts.force.value, facts.partnership.value)
    year = (facts.published.value or "")[:4]
    family = _normal(summary.family.value)
    checks = (
        [_normal(value) == family for value in filters.family],
        [any(_stands_in(value, place) for place in places) for value in filters.area],
        [_stands_in(value, facts.publisher.value) for value in filters.publisher],
        [str(value) == year for value in filters.year],
        [refers(value, summary) for value in filters.report],
    )
    return all(not found or any(found) for found in checks)


def _stands_in(value: str, text: str | None) -> bool:
    wanted = _normal(value)
    return bool(wanted) and f" {wanted} " in f" {_normal(text or '')} "


def _normal(text: str) -> str:
    return " ".join(_WORDS.findall(text.casefold().replace("_", " ")))
