"""The facade for what readers say about answers: kept in the library, redacted, and read again."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from dvrag.answer.decline import decline
from dvrag.errors import UsageError
from dvrag.model.answers import Answer, Status
from dvrag.model.feedback import AnswerRecord, Feedback, FeedbackCounts
from dvrag.model.results import Filters
from dvrag.ports import Clock
from dvrag.store.library import Library
from dvrag.store.register import feedback, kept
from dvrag.text.characters import without_controls
from dvrag.text.redaction import redacted

LONGEST = 2000
"""Characters of a comment; longer ones are refused, not cut."""


class FeedbackBook:
    """What readers said about answers from the library in `root`. Holds nothing open; safe to share between threads.

    `patience` is how many seconds it waits while another process writes; `pause` waits for some seconds.
    """

    def __init__(
        self,
        root: Path,
        clock: Clock,
        version: str,
        patience: float = 2.0,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._root = root
        self._clock = clock
        self._version = version
        self._waiting = kept.Patience(patience, pause)

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
        with kept.opened_for_writing(self._root, "Your feedback was not stored.", self._waiting) as library:
            if declined is not None:
                kept.count_one_more(library, "declined", declined.reason)
                return None
            names = kept.published_names(library.reports())
            new = Feedback(
                n=0,
                at=self._clock.now().isoformat(timespec="seconds"),
                useful=useful,
                comment=redacted(said, names),
                question=redacted(answer.question, names),
                record=_record(answer, filters, library),
                version=self._version,
            )
            return feedback.append(library, new)

    def entries(self) -> tuple[Feedback, ...]:
        """Return what readers said, newest first. Raises NotFoundError, DamagedError, MismatchError."""
        with Library.open(self._root, read_only=True) as library:
            return library.query(feedback.entries)

    def counts(self) -> FeedbackCounts:
        """Return how many said what. Raises as `entries`."""
        with Library.open(self._root, read_only=True) as library:
            return library.query(feedback.counts)

    def library_now(self) -> str:
        """Return the library's fingerprint as it is now: an answer with another one was given before it changed."""
        with Library.open(self._root, read_only=True) as library:
            return library.fingerprint()


def _record(answer: Answer, filters: Filters, library: Library) -> AnswerRecord:
    return AnswerRecord(
        status=answer.status,
        confidence=answer.confidence,
        library=answer.library,
        filters=kept.restrictions(filters, library),
        models=dict(answer.models),
        cited=tuple(map(kept.cited, answer.sources)),
    )
