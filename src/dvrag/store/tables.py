"""The tables of a library, the steps between format versions, and rows that carry a hash of their own.

Every table but the full-text index ends in a column `hash`: BLAKE2b over the table's name and the row's values,
written with the row and checked whenever it is read. `MIGRATIONS[n]` leads from version n to n + 1.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeAlias

import apsw

from dvrag.errors import DamagedError
from dvrag.store.connection import REBUILD
from dvrag.store.register import tables as register

Value: TypeAlias = int | float | str | bytes | None

_DIGEST = 16
_LENGTH = struct.Struct("<q").pack

FORMAT = 5
"""Version of the tables below."""

COLUMNS: dict[str, tuple[str, ...]] = {
    "meta": ("key", "value"),
    "reports": (
        *("id", "source", "format", "family", "authority", "facts", "glossary", "warnings"),
        *("pages", "passages", "characters", "added", "chunker", "tx"),
    ),
    "bodies": ("report", "text", "pages", "lines", "sections", "blocks"),
    "passages": (
        *("row", "id", "report", "start", "end", "text", "kind", "section"),
        *("page", "page_label", "paragraph", "paragraph_index", "context", "tx"),
    ),
    "vectors": ("row", "key", "vector"),
    "removed": ("row", "tx"),
    "originals": ("sha256", "ext", "size", "ingested"),
    "sources": ("path", "report", "original"),
    "files": ("path", "sha256", "outcome", "reason", "attempted"),
    "sketches": ("report", "threshold", "hashes"),
    "similar": ("a", "b", "share"),
    **register.COLUMNS,
}
"""The columns of each table, in the order in which they are hashed; `hash` follows them."""

_TABLES = """
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL, hash BLOB NOT NULL) STRICT;
CREATE TABLE reports(
  id TEXT PRIMARY KEY, source TEXT NOT NULL, format TEXT NOT NULL, family TEXT NOT NULL, authority TEXT NOT NULL,
  facts TEXT NOT NULL, glossary TEXT NOT NULL, warnings TEXT NOT NULL, pages INTEGER NOT NULL,
  passages INTEGER NOT NULL, characters INTEGER NOT NULL, added TEXT NOT NULL, chunker TEXT NOT NULL,
  tx INTEGER NOT NULL, hash BLOB NOT NULL) STRICT;
CREATE TABLE bodies(
  report TEXT PRIMARY KEY REFERENCES reports(id) ON DELETE CASCADE, text TEXT NOT NULL, pages TEXT NOT NULL,
  lines BLOB NOT NULL, sections TEXT NOT NULL, blocks TEXT NOT NULL, hash BLOB NOT NULL) STRICT;
CREATE TABLE passages(
  row INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,
  report TEXT NOT NULL REFERENCES reports(id) ON DELETE CASCADE, start INTEGER NOT NULL, end INTEGER NOT NULL,
  text TEXT NOT NULL, kind TEXT NOT NULL, section TEXT NOT NULL, page INTEGER, page_label TEXT, paragraph TEXT,
  paragraph_index INTEGER NOT NULL, context TEXT NOT NULL, tx INTEGER NOT NULL, hash BLOB NOT NULL) STRICT;
CREATE INDEX passages_by_report ON passages(report);
CREATE INDEX passages_by_tx ON passages(tx);
CREATE TABLE vectors(
  row INTEGER PRIMARY KEY REFERENCES passages(row) ON DELETE CASCADE, key BLOB NOT NULL, vector BLOB NOT NULL,
  hash BLOB NOT NULL) STRICT;
CREATE INDEX vectors_by_key ON vectors(key);
CREATE TABLE removed(row INTEGER PRIMARY KEY, tx INTEGER NOT NULL, hash BLOB NOT NULL) STRICT;
CREATE TABLE originals(
  sha256 TEXT PRIMARY KEY, ext TEXT NOT NULL, size INTEGER NOT NULL, ingested TEXT, hash BLOB NOT NULL) STRICT;
CREATE TABLE sources(
  path TEXT NOT NULL, report TEXT NOT NULL REFERENCES reports(id) ON DELETE CASCADE,
  original TEXT NOT NULL REFERENCES originals(sha256), hash BLOB NOT NULL, PRIMARY KEY(path, report)) STRICT;
CREATE INDEX sources_by_report ON sources(report);
CREATE INDEX sources_by_original ON sources(original);
CREATE TABLE files(
  path TEXT PRIMARY KEY, sha256 TEXT NOT NULL, outcome TEXT NOT NULL, reason TEXT NOT NULL, attempted TEXT NOT NULL,
  hash BLOB NOT NULL) STRICT;
CREATE TABLE sketches(
  report TEXT PRIMARY KEY REFERENCES reports(id) ON DELETE CASCADE, threshold BLOB NOT NULL, hashes BLOB NOT NULL,
  hash BLOB NOT NULL) STRICT;
CREATE TABLE similar(
  a TEXT NOT NULL REFERENCES reports(id) ON DELETE CASCADE, b TEXT NOT NULL REFERENCES reports(id) ON DELETE CASCADE,
  share REAL NOT NULL, hash BLOB NOT NULL, PRIMARY KEY(a, b)) STRICT;
CREATE INDEX similar_by_b ON similar(b);
"""

CREATE_FULL_TEXT = """
CREATE VIRTUAL TABLE passages_fts USING fts5(text, context, title, tokenize = 'porter unicode61');
INSERT INTO passages_fts(passages_fts, rank) VALUES('secure-delete', 1);
"""
"""`text` of the passage; its `context`: heading path, table header; `title`: the words that name the report."""

CREATE = _TABLES + register.TABLES + register.SINCE_3 + register.SINCE_4 + register.SINCE_5 + CREATE_FULL_TEXT

MIGRATIONS: dict[int, str] = {1: register.TABLES, 2: register.TO_3, 3: register.SINCE_4, 4: register.SINCE_5}


def row_hash(table: str, values: Sequence[Value]) -> bytes:
    """Return BLAKE2b (16 bytes) of a row: the table's name, then each value with its type and length."""
    parts = [table.encode()]
    for value in values:
        kind, content = _bytes_of(value)
        parts += (kind, _LENGTH(len(content)), content)
    return hashlib.blake2b(b"".join(parts), digest_size=_DIGEST).digest()


def insert(connection: apsw.Connection, table: str, values: Sequence[Value]) -> None:
    """Insert a row, replacing one with the same key, with its hash."""
    insert_many(connection, table, [values])


def insert_many(connection: apsw.Connection, table: str, rows: Iterable[Sequence[Value]]) -> None:
    """Insert rows, each with its hash."""
    marks = ",".join("?" * (len(COLUMNS[table]) + 1))
    names = ",".join((*COLUMNS[table], "hash"))
    connection.executemany(
        f"INSERT OR REPLACE INTO {table}({names}) VALUES({marks})",
        ((*values, row_hash(table, values)) for values in rows),
    )


def select(
    connection: apsw.Connection, table: str, tail: str = "", bindings: Sequence[Any] = ()
) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of `table` that `tail` ("WHERE ... ORDER BY ...") names, in the order of `COLUMNS`.

    Raises DamagedError where a row differs from its hash.
    """
    names = ",".join(f"{table}.{name}" for name in (*COLUMNS[table], "hash"))
    statement = f"SELECT {names} FROM {table} {tail}"  # noqa: S608 - names of this file's tables only
    for row in connection.execute(statement, tuple(bindings)):
        values, stored = row[:-1], row[-1]
        if row_hash(table, values) != stored:
            raise DamagedError(
                f"A row of the table {table} differs from what was written (key {values[0]}).", hint=REBUILD
            )
        yield values


def select_one(connection: apsw.Connection, table: str, tail: str, bindings: Sequence[Any]) -> tuple[Any, ...] | None:
    """Return the first row that `tail` names, or None. Raises DamagedError as `select` does."""
    return next(select(connection, table, tail, bindings), None)


def next_number(connection: apsw.Connection, table: str) -> int:
    """Return the number after the highest that a row of `table` ever had: none is given twice."""
    found = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).get
    return 1 + (found or 0)


def _bytes_of(value: Value) -> tuple[bytes, bytes]:
    if isinstance(value, str):
        return b"s", value.encode("utf-8")
    if value is None:
        return b"n", b""
    if isinstance(value, bytes):
        return b"b", value
    if isinstance(value, int):
        return b"i", str(value).encode()
    return b"f", struct.pack("<d", value)
