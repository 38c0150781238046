"""What readers said about answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dvrag.model.answers import Status
from dvrag.model.ids import ReportId


@dataclass(frozen=True, slots=True)
class Cited:
    """A quote of an answer: where it stands, and the SHA-256 of its words. The words themselves are not kept."""

    report: ReportId
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class AnswerRecord:
    """How an answer was made: restrictions by name, the library's fingerprint, models, what was cited."""

    status: Status
    confidence: float
    library: str
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    models: Mapping[str, str] = field(default_factory=dict)
    cited: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True)
class Feedback:
    """What one reader said about one answer. `at` is an ISO time; question and comment are redacted.

    `n` is a number that no other feedback of the library ever had; `version` is that of dvrag.
    """

    n: int
    at: str
    useful: bool
    comment: str
    question: str
    record: AnswerRecord
    version: str


@dataclass(frozen=True, slots=True)
class FeedbackCounts:
    """How many found an answer useful, how many did not, and how many spoke of what only a count is kept, by reason."""

    useful: int = 0
    not_useful: int = 0
    declined: Mapping[str, int] = field(default_factory=dict)
