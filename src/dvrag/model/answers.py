"""What asking returns."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from dvrag.model.results import Hit


class Status(StrEnum):
    """How a question ended."""

    ANSWERED = "answered"
    NOT_FOUND = "not_found"
    DECLINED = "declined"


class Verdict(StrEnum):
    """Whether the cited span carries the sentence."""

    SUPPORTED = "supported"
    PARTLY = "partly"
    UNSUPPORTED = "unsupported"


class Reason(StrEnum):
    """Why a question was declined."""

    PERSON_AT_RISK = "person_at_risk"
    IDENTITY = "identity"
    LIVE_CASE = "live_case"


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence of an answer; `citations` are numbers of `Answer.sources`."""

    text: str
    citations: tuple[int, ...]
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Source:
    """A citation: `quote` stands verbatim at `[start, end)` of the report, on `page` and in `paragraph`.

    `hit` is the passage around it; the page, label, paragraph and index here are those of the quote itself.
    """

    n: int
    hit: Hit
    quote: str
    start: int
    end: int
    page: int | None
    page_label: str | None
    paragraph: str | None
    paragraph_index: int


@dataclass(frozen=True, slots=True)
class DisagreeingValue:
    """One side of a disagreement; `n` is the number of the source that says so."""

    value: str
    n: int


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Reports that state different values of the same thing."""

    about: str
    values: tuple[DisagreeingValue, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """A number that comes from the register, with the findings behind it."""

    n: int
    finding_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Abstention:
    """Why nothing is answered and what was missing. `reason` is a plain sentence."""

    reason: str
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer with its record. `confidence` lies in [0, 1]; `reason` is a Reason value or a plain sentence."""

    question: str
    status: Status
    claims: tuple[Claim, ...] = ()
    sources: tuple[Source, ...] = ()
    confidence: float = 0.0
    reason: str = ""
    missing: tuple[str, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    support: tuple[str, ...] = ()
    count: Count | None = None
    resolved_question: str = ""
    timings_ms: dict[str, float] = field(default_factory=dict)
    library: str = ""
    models: dict[str, str] = field(default_factory=dict)
