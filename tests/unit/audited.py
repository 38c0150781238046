"""A small library with a record of answers, and what tampers with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import apsw

from dvrag.audit import AuditBook
from dvrag.builder import Builder
from dvrag.model.answers import Answer, Claim, Source, Status, Verdict
from dvrag.model.audit import AuditPolicy
from dvrag.model.results import Filters, Hit
from dvrag.model.writing import Draft, Usage
from dvrag.store.library import Library
from dvrag.store.tables import COLUMNS, row_hash
from dvrag.testing.fakes import FixedClock, Listener
from dvrag.testing.small import small_parts

QUOTE = "Nobody would ask about the purple ledger."
QUESTION = "What did Mr Smith of LS1 4AP say?"
RAW = "Nobody asked about the purple ledger [1]. Ring 07700 900123 [1]."
NOON = datetime(2026, 1, 31, 12, tzinfo=UTC)


def build(folder: Path) -> Path:
    """Return the folder of a library of two reports, made in `folder`."""
    reports = folder / "reports"
    reports.mkdir()
    (reports / "review.txt").write_text(f"The death of Marian\nThe flat was cold.\n{QUOTE}\n")
    (reports / "other.txt").write_text("Another review\nRecommend that staff ask.\n")
    Builder(folder / "library", small_parts()).build([reports], Listener())
    return folder / "library"


def book(root: Path, *, at: datetime = NOON, policy: AuditPolicy | None = None) -> AuditBook:
    return AuditBook(root, FixedClock(at), "9.9", policy)


def written(root: Path, question: str = QUESTION) -> Answer:
    """Return an answer that a language model wrote, of which one sentence was dropped."""
    with Library.open(root, read_only=True) as library:
        report = library.find("review.txt")
        (passage,) = [p for p in library.passages_of(report.id) if p.text == QUOTE]
        source = Source(1, Hit(1, 1.0, passage, report), QUOTE, passage.start, passage.end, 1, "i", "3", 3)
        fingerprint = library.fingerprint()
    draft = Draft(RAW, "ollama:small", "1", False, (passage.id,), Usage(120, 17))
    claims = (Claim("Nobody asked about the purple ledger.", (1,), Verdict.SUPPORTED),)
    dropped = (Claim("Ring 07700 900123.", (1,), Verdict.UNSUPPORTED, "The number 07700 900123 is not there."),)
    made = Answer(question, Status.ANSWERED, claims, (source,), confidence=0.8, library=fingerprint, draft=draft)
    return replace(made, dropped=dropped, models={"embedder": "small"}, timings_ms={"write": 12.345})


def fill(root: Path, number: int = 3, *, at: datetime = NOON) -> None:
    for _ in range(number):
        book(root, at=at).append(written(root), Filters())


def without_guard(root: Path) -> apsw.Connection:
    """Return a connection on which nothing keeps rows of the record from being changed."""
    connection = apsw.Connection(str(root / "library.sqlite"))
    for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    return connection


def hash_again(connection: apsw.Connection, table: str) -> None:
    """Give every row of a table the hash that fits it, as somebody would who knows how it is made."""
    names = ",".join(COLUMNS[table])
    for row in connection.execute(f"SELECT {names}, rowid FROM {table}").fetchall():
        connection.execute(f"UPDATE {table} SET hash = ? WHERE rowid = ?", (row_hash(table, row[:-1]), row[-1]))
