"""What readers said about answers: appended, read, counted."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

import apsw

from dvrag.model.answers import Status
from dvrag.model.feedback import AnswerRecord, Cited, Feedback, FeedbackCounts
from dvrag.model.ids import ReportId
from dvrag.store.library import Library
from dvrag.store.register.kept import changing
from dvrag.store.tables import Value, insert, next_number, select


def append(library: Library, said: Feedback) -> Feedback:
    """Store what a reader said; it is durable when this returns. Returns it with its number."""
    with changing(library) as connection:
        numbered = replace(said, n=next_number(connection, "feedback"))
        insert(connection, "feedback", _values(numbered))
    return numbered


def entries(connection: apsw.Connection) -> tuple[Feedback, ...]:
    """Return what readers said, newest first."""
    return tuple(_from(row) for row in select(connection, "feedback", "ORDER BY n DESC"))


def counts(connection: apsw.Connection) -> FeedbackCounts:
    """Return how many said what."""
    useful = [bool(row[2]) for row in select(connection, "feedback")]
    declined = {reason: int(n) for reason, n in select(connection, "declined", "ORDER BY reason")}
    return FeedbackCounts(sum(useful), len(useful) - sum(useful), declined)


def _values(said: Feedback) -> tuple[Value, ...]:
    record = json.dumps(asdict(said.record), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return (said.n, said.at, int(said.useful), said.comment, said.question, record, said.version)


def _from(row: Sequence[Any]) -> Feedback:
    n, at, useful, comment, question, record, version = row
    found = json.loads(record)
    made = AnswerRecord(
        status=Status(found["status"]),
        confidence=found["confidence"],
        library=found["library"],
        filters={name: tuple(values) for name, values in found["filters"].items()},
        models=found["models"],
        cited=tuple(Cited(ReportId(c["report"]), c["start"], c["end"], c["quote"]) for c in found["cited"]),
    )
    return Feedback(n, at, bool(useful), comment, question, made, version)
