"""What is kept of questions and answers, without what names people; and how it is written while others write.

It is written without a number of its own in the sequence of transactions: nothing that is searched changes by it, and
what an open library keeps in memory must not be read anew for it.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path

import apsw

from dvrag.errors import DvragError, LockedError, UsageError
from dvrag.model.answers import Source
from dvrag.model.feedback import Cited
from dvrag.model.results import Filters, ReportSummary
from dvrag.store.library import Library
from dvrag.store.tables import insert, select_one
from dvrag.text.redaction import redacted

_PAUSE = 0.05


@dataclass(frozen=True, slots=True)
class Patience:
    """How many `seconds` to wait while another process writes; `pause` waits for some seconds."""

    seconds: float = 2.0
    pause: Callable[[float], None] = time.sleep


@contextmanager
def opened_for_writing(root: Path, lost: str, patience: Patience) -> Iterator[Library]:
    """Lend the library in `root`, open for writing. Raises LockedError, which says what was `lost`, and as opening."""
    left = patience.seconds
    while True:
        try:
            library = Library.open(root)
            break
        except LockedError as error:
            if left <= 0:
                raise LockedError(
                    f"The library is being changed, by an ingest perhaps. {lost}",
                    hint="Wait until that is finished, then send it again.",
                ) from error
        patience.pause(_PAUSE)
        left -= _PAUSE
    with library:
        yield library


@contextmanager
def changing(library: Library) -> Iterator[apsw.Connection]:
    """Run one durable change that takes no number. Raises UsageError where the library is open for reading."""
    if library.read_only:
        raise UsageError("The library is open for reading only.")
    with library.borrow() as connection:
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
            connection.execute("COMMIT")
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")


def count_one_more(library: Library, table: str, reason: str) -> int:
    """Count one more of which nothing else is kept, in `declined` or `unrecorded`; return the count for that reason."""
    with changing(library) as connection:
        row = select_one(connection, table, "WHERE reason = ?", (reason,))
        number = 1 + (int(row[1]) if row else 0)
        insert(connection, table, (reason, number))
    return number


def restrictions(filters: Filters, library: Library) -> dict[str, tuple[str, ...]]:
    """Return the restrictions by name; reports by id, so that no name of a file stays when its report is removed."""
    named = {field.name: tuple(map(str, getattr(filters, field.name))) for field in fields(filters)}
    named["report"] = tuple(_report(value, library) for value in filters.report)
    return {
        name: values if name == "report" else tuple(map(redacted, values)) for name, values in named.items() if values
    }


def cited(source: Source) -> Cited:
    """Return where a quote stands, and the SHA-256 of its words."""
    words = hashlib.sha256(source.quote.encode()).hexdigest()
    return Cited(source.hit.report.id, source.start, source.end, words)


def published_names(reports: tuple[ReportSummary, ...]) -> frozenset[str]:
    """Return the words of titles, areas and bodies: pseudonyms, places and forces that may stay as they are."""
    stated = (
        value
        for report in reports
        for value in (
            report.facts.title.value,
            report.facts.area.value,
            report.facts.force.value,
            report.facts.partnership.value,
            report.facts.publisher.value,
        )
    )
    return frozenset(word for value in stated if value for word in value.replace("’s", "").replace("'s", "").split())


def _report(reference: str, library: Library) -> str:
    try:
        return library.find(reference).id
    except DvragError:
        return "a report that is not in the library"
