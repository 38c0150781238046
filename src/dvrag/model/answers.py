"""What asking returns."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from dvrag.model.results import Hit
from dvrag.model.writing import Draft


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

    @property
    def sentence(self) -> str:
        """The reason in plain words."""
        return {
            Reason.PERSON_AT_RISK: "It sounds as if someone may be at risk. Please speak to people who can help now.",
            Reason.IDENTITY: "Pseudonyms protect the people in these reports. dvrag does not help to identify them.",
            Reason.LIVE_CASE: "This reads like a live case. Published reports cannot say what to do in it.",
        }[self]


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence of an answer; `citations` are numbers of `Answer.sources`.

    `why` says in a plain sentence what the cited texts do not carry; it is empty where they carry all of it.
    """

    text: str
    citations: tuple[int, ...]
    verdict: Verdict
    why: str = ""


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

    @classmethod
    def whole(cls, hit: Hit, n: int = 1) -> Source:
        """Return a passage found as a source that quotes all of it."""
        found = hit.passage
        where = (found.page, found.page_label, found.paragraph, found.paragraph_index)
        return cls(n, hit, found.text, found.start, found.end, *where)


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
    """A number that comes from the register, with the findings behind it. `said` is the number with what is counted."""

    n: int
    finding_ids: tuple[str, ...]
    said: str = ""


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One matter that is compared; `cells` holds the claims of each side, in the order of `Comparison.sides`."""

    about: str
    cells: tuple[tuple[Claim, ...], ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Sides set against each other: a table whose every cell is made of claims with citations, or is empty."""

    sides: tuple[str, ...]
    rows: tuple[ComparedRow, ...]

    def sides_of(self, n: int) -> tuple[str, ...]:
        """Return the sides of which a cell cites source `n`, in their order."""
        cited = [
            {n for row in self.rows for claim in row.cells[i] for n in claim.citations} for i in range(len(self.sides))
        ]
        return tuple(side for side, numbers in zip(self.sides, cited, strict=True) if n in numbers)


@dataclass(frozen=True, slots=True)
class Abstention:
    """Why nothing is answered and what was missing. `reason` is a plain sentence."""

    reason: str
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer with its record. `confidence` lies in [0, 1]; `reason` is a Reason value or a plain sentence.

    `draft` is what a language model wrote, where one did; `dropped` are its sentences that were not supported; `note`
    says in a plain sentence why the answer quotes where a language model was to write it. The claims of a `comparison`
    stand in `claims` too, row by row.
    """

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
    comparison: Comparison | None = None
    draft: Draft | None = None
    dropped: tuple[Claim, ...] = ()
    note: str = ""
    timings_ms: dict[str, float] = field(default_factory=dict)
    library: str = ""
    models: dict[str, str] = field(default_factory=dict)

    def quotes(self, claim: Claim) -> bool:
        """Return whether a claim is a cited source's own words."""
        return any(source.n in claim.citations and source.quote == claim.text for source in self.sources)

    def said(self, claim: Claim) -> str:
        """Return a claim's text, between quotation marks where it is a source's own words."""
        return f"“{claim.text}”" if self.quotes(claim) else claim.text

    @property
    def contrasts(self) -> tuple[Disagreement, ...]:
        """What differs between the sides of a comparison: no one side cites all of the values."""
        if self.comparison is None:
            return ()
        sides_of = self.comparison.sides_of
        told = [(item, [set(sides_of(value.n)) for value in item.values]) for item in self.disagreements]
        return tuple(item for item, sides in told if sides and all(sides) and not set.intersection(*sides))

    @property
    def contradictions(self) -> tuple[Disagreement, ...]:
        """The disagreements of sources on one thing: those that are no contrast between sides."""
        return tuple(item for item in self.disagreements if item not in self.contrasts)

    @property
    def why(self) -> str:
        """Why there is no answer, as a plain sentence."""
        if self.reason in set(Reason):
            return Reason(self.reason).sentence
        return self.reason or "The reports in this library do not say."

    @property
    def understood(self) -> str:
        """The question as it was understood where that differs (spelling, a follow-up), else an empty text."""
        same = self.resolved_question.split() in ([], self.question.split())
        return "" if same else self.resolved_question

    @property
    def unanswered(self) -> tuple[str, ...]:
        """The parts of `missing` that `reason` does not name already."""
        return tuple(part for part in self.missing if part not in self.reason)
