"""What building a library returns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
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
class FileRecord:
    """What a library knows of a file: how the last attempt to read it ended, when (ISO), and the reports it gave."""

    path: str
    outcome: Outcome
    reason: str
    attempted: str
    reports: tuple[ReportId, ...] = ()


@dataclass(frozen=True, slots=True)
class Records:
    """What a library knows beside its reports.

    `facts` are its own (format, embedder, …). `unread` are reports whose findings were not read yet, `problems` those
    whose findings could not be read, with the reason. `findings` and people's `edits` of them are counted by report.
    """

    facts: Mapping[str, str] = field(default_factory=dict)
    files: tuple[FileRecord, ...] = ()
    unread: frozenset[ReportId] = frozenset()
    problems: Mapping[ReportId, str] = field(default_factory=dict)
    findings: Mapping[ReportId, int] = field(default_factory=dict)
    edits: Mapping[ReportId, int] = field(default_factory=dict)

    def files_of(self, report: ReportId) -> tuple[FileRecord, ...]:
        """Return the files that a report came from."""
        return tuple(record for record in self.files if report in record.reports)

    @property
    def failed(self) -> tuple[FileRecord, ...]:
        """The files that could not be read the last time, the latest first."""
        found = (record for record in self.files if record.outcome is Outcome.FAILED)
        return tuple(sorted(found, key=lambda record: (record.attempted, record.path), reverse=True))


@dataclass(frozen=True, slots=True)
class Damage:
    """One finding of `library verify`: where, what, and whether `library rebuild` can mend it."""

    where: str
    what: str
    repairable: bool
