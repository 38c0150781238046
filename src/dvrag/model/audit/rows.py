"""The rows of the record of answers, and what a check of them finds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class AuditKind(StrEnum):
    """What a row records: an answer, that older rows went by age, or that words went with a removed report."""

    ANSWER = "answer"
    CUT = "cut"
    ERASED = "erased"


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One row. `record` is what its digest covers, by the keys of docs/audit.md; always with "kind" and "at".

    `before` and `digest` are SHA-256 in hexadecimal digits: of the row before, and of this one. `words`: what repeats
    the words of reports (the model's raw text, sentences, reasons), or None where there are none or they were erased.
    """

    n: int
    before: str
    digest: str
    record: Mapping[str, Any]
    words: Mapping[str, Any] | None = None

    @property
    def kind(self) -> AuditKind:
        """What the row records."""
        return AuditKind(self.record["kind"])

    @property
    def at(self) -> str:
        """When it was recorded, as an ISO time."""
        return str(self.record["at"])

    @property
    def erased(self) -> bool:
        """Whether its words went with a report that was removed."""
        return self.kind is AuditKind.ANSWER and self.words is None


@dataclass(frozen=True, slots=True)
class AuditFault:
    """Something wrong: the number of the row that shows it (0: of no single row), and what, in a plain sentence."""

    n: int
    what: str


@dataclass(frozen=True, slots=True)
class AuditCheck:
    """What a check of all rows found.

    `first`, `last`: the lowest and highest number kept, 0 for none. `digest`: of the last row, to be noted elsewhere.
    `cut`: the number of the last row that went by age. `erased`: answers whose words went with a removed report.
    """

    rows: int
    first: int
    last: int
    digest: str
    cut: int = 0
    erased: int = 0
    unrecorded: Mapping[str, int] = field(default_factory=dict)
    faults: tuple[AuditFault, ...] = ()
