"""What is recorded of answers, and for how long."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dvrag.model.answers import Answer, Status


class Recording(StrEnum):
    """Which answers are recorded: those that a language model wrote or was to write, all, or none."""

    WRITTEN = "written"
    ALL = "all"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class AuditPolicy:
    """What is recorded and for how long.

    `keep_days`: rows older than so many days are deleted, within a day; 0 keeps them for ever. `declined`: questions
    about a person at risk, a live case or someone's identity are counted.
    """

    recording: Recording = Recording.WRITTEN
    keep_days: int = 0
    declined: bool = True

    def wants(self, answer: Answer) -> bool:
        """Return whether an answer is recorded, or counted where it was declined."""
        if answer.status is Status.DECLINED:
            return self.declined and self.recording is not Recording.NONE
        written = answer.draft is not None or bool(answer.note)
        return self.recording is Recording.ALL or (written and self.recording is Recording.WRITTEN)
