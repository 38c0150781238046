"""The facade for the record of answers: appended, read, checked, and deleted by age."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from dvrag.answer.decline import decline
from dvrag.errors import LockedError, NotFoundError, UsageError
from dvrag.model.answers import Answer, Status
from dvrag.model.audit import AuditCheck, AuditEntry, AuditKind, AuditPolicy
from dvrag.model.results import Filters
from dvrag.ports import Clock
from dvrag.store.audit import chain
from dvrag.store.audit.check import check
from dvrag.store.audit.record import record_of, words_of
from dvrag.store.library import Library
from dvrag.store.register import kept

LOST = "This answer was not recorded."
_DAY = timedelta(days=1)


class AuditBook:
    """The record of answers from the library in `root`. Holds nothing open; safe to share between threads.

    `policy` says what is recorded and for how long; `patience` how long to wait while another process writes.
    """

    def __init__(
        self,
        root: Path,
        clock: Clock,
        version: str,
        policy: AuditPolicy | None = None,
        patience: kept.Patience | None = None,
    ) -> None:
        self._root = root
        self._clock = clock
        self._version = version
        self._policy = policy or AuditPolicy()
        self._patience = patience or kept.Patience()

    def append(self, answer: Answer, filters: Filters) -> AuditEntry | None:
        """Record an answer, redacted, and return its row; None where the policy leaves it out or only counts it.

        Only a count is kept where the question is about a person at risk, a live case or someone's identity. What has
        become too old goes at the same time, once a day. Raises LockedError while another process writes (nothing is
        recorded then), NotFoundError, DamagedError, MismatchError.
        """
        declined = answer if answer.status is Status.DECLINED else decline(answer.question)
        if not self._policy.wants(declined or answer):
            return None
        with kept.opened_for_writing(self._root, LOST, self._patience) as library:
            if declined is not None:
                kept.count_one_more(library, "unrecorded", declined.reason)
                return None
            record = {**self._now(AuditKind.ANSWER), **record_of(answer, filters, library)}
            words = words_of(answer, library)
            with kept.changing(library) as connection:
                added = chain.add(connection, record, words)
            if self._policy.keep_days and self._is_due(library):
                self._cut(library, self._policy.keep_days)
        return added

    def entries(self) -> tuple[AuditEntry, ...]:
        """Return every row, newest first. Raises NotFoundError, DamagedError, MismatchError."""
        with Library.open(self._root, read_only=True) as library:
            return library.query(chain.entries)

    def show(self, n: int) -> AuditEntry:
        """Return the row with that number. Raises NotFoundError where there is none, and as `entries`."""
        with Library.open(self._root, read_only=True) as library:
            found = library.query(lambda connection: chain.entries(connection, "WHERE n = ?", (n,)))
        if not found:
            raise NotFoundError(f"The record of answers has no row {n}.", hint="See `dvrag audit list`.")
        return found[0]

    def verify(self, noted: str = "") -> AuditCheck:
        """Return what a check of all rows finds.

        `noted`: a digest that was noted elsewhere; it is a fault where no row has it. Raises as `entries`.
        """
        with Library.open(self._root, read_only=True) as library:
            return library.query(lambda connection: check(connection, noted.strip().casefold()))

    def prune(self, older_than_days: int) -> int:
        """Delete the rows that are older than so many days; return how many went. A row of the chain says so.

        Raises UsageError for less than 1 day, LockedError while another process writes, and as `entries`.
        """
        if older_than_days < 1:
            raise UsageError("The age must be at least 1 day.", hint="Give the days that rows are kept: 365, say.")
        with kept.opened_for_writing(self._root, "Nothing was deleted.", self._patience) as library:
            return self._cut(library, older_than_days)

    def _now(self, kind: AuditKind) -> dict[str, Any]:
        at = self._clock.now().isoformat(timespec="seconds")
        return {"kind": kind.value, "at": at, "version": self._version}

    def _is_due(self, library: Library) -> bool:
        """Return whether the oldest row is too old and none went within the last day."""
        oldest = library.query(lambda connection: chain.entries(connection, "ORDER BY n LIMIT 1"))
        cut_at = library.query(chain.last_cut)
        now = self._clock.now()
        recent = bool(cut_at) and now - datetime.fromisoformat(cut_at) < _DAY
        return not recent and _older(oldest[0].record, now - self._policy.keep_days * _DAY)

    def _cut(self, library: Library, days: int) -> int:
        limit = self._clock.now() - timedelta(days=days)
        through = 0
        for entry in library.query(lambda connection: chain.entries(connection, "ORDER BY n")):
            if not _older(entry.record, limit):
                break
            through = entry.n
        if not through:
            return 0
        faults = [fault.what for fault in library.query(check).faults]
        with kept.changing(library) as connection:
            record = {**self._now(AuditKind.CUT), "older_than_days": days, "faults": faults}
            gone = int(chain.cut(connection, through, record).record["rows"])
        with suppress(LockedError):  # the log is emptied by the next who can, where somebody reads just now
            library.checkpoint()
        return gone


def _older(record: Mapping[str, Any], limit: datetime) -> bool:
    return datetime.fromisoformat(record["at"]) < limit
