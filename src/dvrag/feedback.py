"""The facade for what readers say about answers: kept in the library, redacted, and read again."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path

from dvrag.answer.decline import decline
from dvrag.errors import DvragError, LockedError, UsageError
from dvrag.model.answers import Answer, Source, Status
from dvrag.model.feedback import AnswerRecord, Cited, Feedback, FeedbackCounts
from dvrag.model.results import Filters, ReportSummary
from dvrag.ports import Clock
from dvrag.store.library import Library
from dvrag.store.register import feedback as kept
from dvrag.text.characters import without_controls
from dvrag.text.redaction import redacted

LONGEST = 2000
"""Characters of a comment; longer ones are refused, not cut."""
PATIENCE = 2.0
"""Seconds to wait for another writer."""
_PAUSE = 0.05


class FeedbackBook:
    """What readers said about answers from the library in `root`. Holds nothing open; safe to share between threads.

    `patience` is how many seconds it waits while another process writes; `pause` waits for some seconds.
    """

    def __init__(
        self,
        root: Path,
        clock: Clock,
        version: str,
        patience: float = PATIENCE,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._root = root
        self._clock = clock
        self._version = version
        self._patience = patience
        self._pause = pause

    def give(self, answer: Answer, filters: Filters, *, useful: bool, comment: str = "") -> Feedback | None:
        """Store what a reader says about an answer and return it, redacted; None where only a count is kept.

        Only a count is kept where question or comment speaks of a person at risk, a live case or someone's identity.
        Raises UsageError for an overlong comment, LockedError while another process writes (nothing is stored then),
        NotFoundError, DamagedError, MismatchError.
        """
        said = without_controls(comment).strip()
        if len(said) > LONGEST:
            raise UsageError(f"The comment is longer than {LONGEST} characters.", hint="Say it in fewer words.")
        declined = answer if answer.status is Status.DECLINED else decline(answer.question) or decline(said)
        with self._writing() as library:
            if declined is not None:
                kept.count_declined(library, declined.reason)
                return None
            names = _names(library.reports())
            new = Feedback(
                n=0,
                at=self._clock.now().isoformat(timespec="seconds"),
                useful=useful,
                comment=redacted(said, names),
                question=redacted(answer.question, names),
                record=_record(answer, filters, library),
                version=self._version,
            )
            return kept.append(library, new)

    def entries(self) -> tuple[Feedback, ...]:
        """Return what readers said, newest first. Raises NotFoundError, DamagedError, MismatchError."""
        with Library.open(self._root, read_only=True) as library:
            return library.query(kept.entries)

    def counts(self) -> FeedbackCounts:
        """Return how many said what. Raises as `entries`."""
        with Library.open(self._root, read_only=True) as library:
            return library.query(kept.counts)

    def library_now(self) -> str:
        """Return the library's fingerprint as it is now: an answer with another one was given before it changed."""
        with Library.open(self._root, read_only=True) as library:
            return library.fingerprint()

    @contextmanager
    def _writing(self) -> Iterator[Library]:
        """Open the library for writing, waiting a little for another writer."""
        left = self._patience
        while True:
            try:
                library = Library.open(self._root)
                break
            except LockedError as error:
                if left <= 0:
                    raise LockedError(
                        "The library is being changed, by an ingest perhaps. Your feedback was not stored.",
                        hint="Wait until that is finished, then send it again.",
                    ) from error
            self._pause(_PAUSE)
            left -= _PAUSE
        with library:
            yield library


def _record(answer: Answer, filters: Filters, library: Library) -> AnswerRecord:
    return AnswerRecord(
        status=answer.status,
        confidence=answer.confidence,
        library=answer.library,
        filters=_restrictions(filters, library),
        models=dict(answer.models),
        cited=tuple(map(_cited, answer.sources)),
    )


def _restrictions(filters: Filters, library: Library) -> dict[str, tuple[str, ...]]:
    """Return the restrictions by name; reports by id, so that no name of a file stays when its report is removed."""
    named = {field.name: tuple(map(str, getattr(filters, field.name))) for field in fields(filters)}
    named["report"] = tuple(_report(value, library) for value in filters.report)
    return {
        name: values if name == "report" else tuple(map(redacted, values)) for name, values in named.items() if values
    }


def _report(reference: str, library: Library) -> str:
    try:
        return library.find(reference).id
    except DvragError:
        return "a report that is not in the library"


def _cited(source: Source) -> Cited:
    words = hashlib.sha256(source.quote.encode()).hexdigest()
    return Cited(source.hit.report.id, source.start, source.end, words)


def _names(reports: tuple[ReportSummary, ...]) -> frozenset[str]:
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
