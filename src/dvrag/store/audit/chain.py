"""The chain of the record of answers: its rows, how one is added, and how words that repeat a report go.

Row n holds a record (compact JSON with sorted keys), the digest of the row before, and its own digest: the SHA-256 of
`{"before":…,"n":…,"record":…}` in UTF-8. The last number and digest stand in `audit_end` too, so that a cut tail shows.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import apsw

from dvrag.errors import DamagedError
from dvrag.model.audit import AuditEntry, AuditKind
from dvrag.model.ids import ReportId
from dvrag.store.codec import to_json
from dvrag.store.tables import insert, select_one

GENESIS = hashlib.sha256(b"dvrag audit 1").hexdigest()
"""What the first row has for the digest of the row before."""
END = "end"
"""The one key of `audit_end`."""


@dataclass(frozen=True, slots=True)
class End:
    """What `audit_end` says: the last row's number and digest, and the number of the last row that went by age."""

    n: int = 0
    digest: str = GENESIS
    cut: int = 0


def digest_of(n: int, before: str, record: str) -> str:
    """Return the SHA-256, in 64 hexadecimal digits, of a row whose record is the JSON text `record`."""
    return hashlib.sha256(f'{{"before":{json.dumps(before)},"n":{n},"record":{record}}}'.encode()).hexdigest()


def digest_of_words(words: str) -> str:
    """Return the SHA-256, in 64 hexadecimal digits, of the JSON text of an answer's words."""
    return hashlib.sha256(words.encode()).hexdigest()


def end(connection: apsw.Connection) -> End:
    """Return where the chain ends. Raises DamagedError where that row differs from its hash."""
    row = select_one(connection, "audit_end", "WHERE key = ?", (END,))
    return End(*row[1:]) if row else End()


def add(connection: apsw.Connection, record: Mapping[str, Any], words: Mapping[str, Any] | None = None) -> AuditEntry:
    """Append a row inside a transaction; return it. `words` stand apart, their digest in the record."""
    last = end(connection)
    n = last.n + 1
    told = dict(record)
    if words is not None:
        written = to_json(words)
        told["words"] = digest_of_words(written)
        insert(connection, "audit_words", (n, written))
    text = to_json(told)
    digest = digest_of(n, last.digest, text)
    insert(connection, "audit", (n, last.digest, text, digest))
    insert(connection, "audit_end", (END, n, digest, last.cut))
    return AuditEntry(n, last.digest, digest, told, words)


def cut(connection: apsw.Connection, through: int, record: Mapping[str, Any]) -> AuditEntry:
    """Delete the rows up to number `through` inside a transaction; a row of the chain says so, and is returned."""
    gone = connection.execute("SELECT count(*) FROM audit WHERE n <= ?", (through,)).get
    last = connection.execute("SELECT digest FROM audit WHERE n = ?", (through,)).get
    told = {**record, "kind": AuditKind.CUT.value, "through": through, "digest": last, "rows": gone}
    added = add(connection, told)
    insert(connection, "audit_end", (END, added.n, added.digest, through))
    connection.execute("DELETE FROM audit WHERE n <= ?", (through,))
    connection.execute("DELETE FROM audit_words WHERE n <= ?", (through,))
    return added


def last_cut(connection: apsw.Connection) -> str:
    """Return when rows last went by age, as an ISO time; "" where none did."""
    query = """SELECT json_extract(record, '$.at') FROM audit
        WHERE json_extract(record, '$.kind') = ? ORDER BY n DESC LIMIT 1"""
    return str(connection.execute(query, (AuditKind.CUT.value,)).get or "")


def erase(connection: apsw.Connection, reports: Sequence[tuple[ReportId, str]]) -> int:
    """Delete, inside a transaction, the words of answers about some reports (id, source); return of how many.

    A row of the chain names the answers, so that it can be told from words that were lost.
    """
    identities, sources = {report for report, _ in reports}, {source for _, source in reports}
    concerned = [
        n
        for n, words in connection.execute("SELECT n, words FROM audit_words ORDER BY n")
        if _about(words, identities, sources)
    ]
    if concerned:
        at = connection.execute("SELECT strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')").get
        add(connection, {"kind": AuditKind.ERASED.value, "at": at, "erased": concerned})
        connection.executemany("DELETE FROM audit_words WHERE n = ?", ((n,) for n in concerned))
    return len(concerned)


def entries(
    connection: apsw.Connection, tail: str = "ORDER BY n DESC", bindings: Sequence[int] = ()
) -> tuple[AuditEntry, ...]:
    """Return rows with their words; `tail` says which. Raises DamagedError where one cannot be read."""
    statement = f"SELECT n, before, digest, record, words FROM audit LEFT JOIN audit_words USING (n) {tail}"  # noqa: S608
    try:
        return tuple(_entry(*row) for row in connection.execute(statement, tuple(bindings)))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DamagedError(
            "A row of the record of answers differs from what was written.", hint="Run `dvrag audit verify`."
        ) from error


def _entry(n: int, before: str, digest: str, record: str, words: str | None) -> AuditEntry:
    told = json.loads(record)
    told.update(kind=AuditKind(told["kind"]), at=str(told["at"]))
    return AuditEntry(n, before, digest, told, json.loads(words) if words is not None else None)


def _about(words: str, identities: set[ReportId], sources: set[str]) -> bool:
    """Return whether an answer's words are of some report; where they cannot be read, they may be."""
    try:
        reports = json.loads(words)["reports"]
        return bool(identities & reports.keys() or sources & set(reports.values()))
    except (ValueError, KeyError, TypeError, AttributeError):
        return True
