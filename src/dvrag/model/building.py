"""What building a library returns."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dvrag.model.ids import ReportId


class Outcome(StrEnum):
    """How a file ended."""

    ADDED = "added"
    UNCHANGED = "unchanged"
    REPLACED = "replaced"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class FileResult:
    """A file and how it ended; `reason` is a plain sentence for a failed one."""

    path: str
    outcome: Outcome
    report_id: ReportId | None = None
    reason: str = ""
    warnings: tuple[str, ...] = ()
    pages: int = 0
    passages: int = 0


@dataclass(frozen=True, slots=True)
class Damage:
    """One finding of `library verify`: where, what, and whether `library rebuild` can mend it."""

    where: str
    what: str
    repairable: bool
