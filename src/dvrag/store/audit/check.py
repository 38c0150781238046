"""Checking the chain of the record of answers: every row, what follows what, where it begins and ends."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import apsw

from dvrag.model.audit import AuditCheck, AuditFault, AuditKind
from dvrag.store.audit.chain import END, GENESIS, End, digest_of, digest_of_words
from dvrag.store.codec import to_json
from dvrag.store.register.tables import AUDIT
from dvrag.store.tables import COLUMNS, row_hash

_TYPED = "CASE typeof({name}) WHEN 'text' THEN CAST({name} AS BLOB) ELSE {name} END"


@dataclass(slots=True)
class _Seen:
    """What was read so far."""

    rows: int = 0
    first: int = 0
    last: End = field(default_factory=End)
    begins: str = ""
    cuts: list[tuple[int, str]] = field(default_factory=list)
    erased: set[int] = field(default_factory=set)
    words: dict[int, str] = field(default_factory=dict)
    faults: list[AuditFault] = field(default_factory=list)

    def wrong(self, n: int, what: str) -> None:
        """Note a fault."""
        self.faults.append(AuditFault(n, what))


def check(connection: apsw.Connection, noted: str = "") -> AuditCheck:
    """Return what a check of all rows finds; `noted`: a digest that some row must have, or had when it went by age."""
    seen = _Seen()
    known = not noted
    for n, before, record, digest, stored in _raw(connection, "audit"):
        if row_hash("audit", (n, before, record, digest)) != stored or digest_of(n, before, record) != digest:
            seen.wrong(n, f"Row {n} differs from what was written.")
        _follows(seen, n, before)
        _take(seen, n, record)
        seen.rows, seen.last = seen.rows + 1, End(n, digest)
        known = known or noted == digest or any(noted == last for _, last in seen.cuts)
    _begins(seen)
    ends = _ends(connection, seen)
    _words(connection, seen)
    unrecorded = dict(_counts(connection, seen))
    if not known:
        seen.wrong(0, "No row has the digest that was noted: rows were rewritten, or it went by age long ago.")
    faults = tuple(sorted(dict.fromkeys(seen.faults), key=lambda fault: fault.n))
    digest = seen.last.digest if seen.rows else GENESIS
    erased = len(seen.erased & seen.words.keys())
    return AuditCheck(seen.rows, seen.first, seen.last.n, digest, ends.cut, erased, unrecorded, faults)


def _follows(seen: _Seen, n: int, before: str) -> None:
    if not seen.rows:
        seen.first, seen.begins = n, before
    elif n != seen.last.n + 1:
        seen.wrong(n, f"{_span(seen.last.n + 1, n - 1)} missing.")
    elif before != seen.last.digest:
        seen.wrong(n, f"Row {n} does not follow row {n - 1}: one of them was replaced, or their order changed.")


def _take(seen: _Seen, n: int, record: str) -> None:
    """Keep what the rest of the check needs of a row."""
    try:
        told = json.loads(record)
        kind = AuditKind(told["kind"])
        if record != to_json(told):
            raise ValueError(record)
        if kind is AuditKind.CUT:
            seen.cuts.append((int(told["through"]), str(told["digest"])))
        elif kind is AuditKind.ERASED:
            seen.erased |= set(map(int, told["erased"]))
        else:
            seen.words[n] = str(told["words"])
    except (ValueError, KeyError, TypeError):
        seen.wrong(n, f"Row {n} differs from what was written.")


def _begins(seen: _Seen) -> None:
    """Check that the first row is the first ever, or follows what went by age."""
    if not seen.rows:
        return
    through, digest = seen.cuts[-1] if seen.cuts else (0, GENESIS)
    if seen.first > through + 1:
        seen.wrong(seen.first, f"{_span(through + 1, seen.first - 1)} missing.")
    elif seen.first <= through:
        seen.wrong(seen.first, f"{_span(seen.first, through)} there, although their deletion by age is recorded.")
    elif seen.begins != digest:
        seen.wrong(seen.first, f"Row {seen.first} does not follow what is recorded to have stood before it.")


def _ends(connection: apsw.Connection, seen: _Seen) -> End:
    """Check that the last row is the last that was written; return what stands about it in the other place."""
    found = list(_raw(connection, "audit_end"))
    ever = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'audit'").get or 0
    if not found:
        if seen.rows or ever:
            seen.wrong(seen.last.n, "The note of the last row is missing.")
        _reaches(seen, ever)
        return End(cut=seen.cuts[-1][0] if seen.cuts else 0)
    key, n, digest, cut, stored = found[0]
    if row_hash("audit_end", (key, n, digest, cut)) != stored or key != END or len(found) > 1:
        seen.wrong(seen.last.n, "The note of the last row differs from what was written.")
    if cut != (seen.cuts[-1][0] if seen.cuts else 0):
        seen.wrong(0, "The note of what went by age differs from what the rows say.")
    _reaches(seen, max(n, ever))
    if n < seen.last.n:
        seen.wrong(seen.last.n, f"{_span(n + 1, seen.last.n)} there without a note of the last row.")
    elif n == seen.last.n and digest != seen.last.digest:
        seen.wrong(n, f"Row {n} is not the last row that was noted: it was replaced.")
    return End(n, digest, cut)


def _reaches(seen: _Seen, last: int) -> None:
    if last > seen.last.n:
        seen.wrong(last, f"{_span(seen.last.n + 1, last)} missing at the end.")


def _words(connection: apsw.Connection, seen: _Seen) -> None:
    """Check that the words of every answer are there as they were, but for those that went with a report."""
    there: set[int] = set()
    for n, words, stored in _raw(connection, "audit_words"):
        there.add(n)
        if n not in seen.words:
            seen.wrong(n, f"There are words of row {n}, which is not there.")
        elif row_hash("audit_words", (n, words)) != stored or digest_of_words(words) != seen.words[n]:
            seen.wrong(n, f"The words of row {n} differ from what was written.")
        elif n in seen.erased:
            seen.wrong(n, f"The words of row {n} are there, although their erasure is recorded.")
    for n in seen.words.keys() - there - seen.erased:
        seen.wrong(n, f"The words of row {n} are missing.")


def _counts(connection: apsw.Connection, seen: _Seen) -> Iterator[tuple[str, int]]:
    for reason, number, stored in _raw(connection, "unrecorded"):
        if row_hash("unrecorded", (reason, number)) != stored:
            seen.wrong(0, f"The count of questions not recorded ({reason}) differs from what was written.")
        yield reason, number


def _raw(connection: apsw.Connection, table: str) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a table as they stand, unchecked, each with its hash; bytes that are no text are replaced."""
    assert table in AUDIT
    columns = [_TYPED.format(name=name) for name in COLUMNS[table]]
    statement = f"SELECT {','.join(columns)}, hash FROM {table} ORDER BY 1"  # noqa: S608 - names of ours only
    for *values, stored in connection.execute(statement):
        yield *(v.decode("utf-8", "replace") if isinstance(v, bytes) else v for v in values), stored


def _span(first: int, last: int) -> str:
    return f"Row {first} is" if first == last else f"Rows {first} to {last} are"
