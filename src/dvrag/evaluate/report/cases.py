"""Questions worth reading: what was asked, what was expected, what came back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dvrag.evaluate.report import wording
from dvrag.evaluate.run import Record, Run, Said
from dvrag.evaluate.summary import ANSWERED, failures
from dvrag.text.plain import capitalised, counted

MOST = 40
"""Questions that a report shows; the others are named in report.json."""
HALF = 0.5
"""Share of the vital points from which an answer helps (`runner.right`)."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A cited quote, where it stands, and whether that is a right place."""

    text: str
    place: str
    right: bool

    @property
    def judged(self) -> str:
        """Whether it is right, in words."""
        return "right passage" if self.right else "not a gold passage"


@dataclass(frozen=True, slots=True)
class Case:
    """A question worth reading. `problem` says in a sentence what is wrong; `facts` are names with values."""

    id: str
    question: str
    problem: str
    facts: tuple[tuple[str, str], ...]
    quotes: tuple[Quote, ...]


def cases(run: Run, most: int = MOST) -> tuple[Case, ...]:
    """Return at most `most` questions worth reading, in the order of `summary.failures`."""
    return tuple(case(record) for record in failures(run)[:most])


def case(record: Record) -> Case:
    """Return what there is to read about one question."""
    outcome = wording.GOT.get(record.status, record.status)
    reason = f" ({record.reason})" if record.reason else ""
    stated = (
        ("Type", capitalised(record.group) + ("" if record.gated else f" ({wording.NOT_GATED})")),
        ("Expected", wording.OUTCOMES.get(record.expected, record.expected)),
        ("Got", f"{outcome}{reason}"),
        ("Confidence", f"{record.confidence:.2f} of 1" if record.status == ANSWERED else ""),
        ("Vital points not said", "; ".join(record.missed)),
        ("Where it stands", "; ".join(dict.fromkeys(record.wanted))),
        ("Found in the search", _ranks(record.ranks)),
    )
    quotes = tuple(Quote(said.quote, _place(said), said.right) for said in record.answer)
    return Case(record.id, record.question, _problem(record), tuple(fact for fact in stated if fact[1]), quotes)


def _problem(record: Record) -> str:
    expected, answered = record.expected == ANSWERED, record.status == ANSWERED
    if not expected:
        if not answered:
            return "Rightly not answered."
        should = "should be declined" if record.expected == "declined" else "has no answer in these reports"
        return f"Answered, though it {should}."
    if not answered:
        return "Not answered, though the reports answer it."
    if record.scores.get("right"):
        return f"Helpful, but {counted(len(record.missed), 'vital point is', 'vital points are')} not said."
    return f"Answered, but {_shortfall(record)}."


def _shortfall(record: Record) -> str:
    parts = []
    if record.scores.get("vital", 0.0) < HALF:
        parts.append("fewer than half of the vital points are said")
    if record.scores.get("right_page", 0.0) < 1.0:
        parts.append("none of the first three citations stands on a right page")
    return " and ".join(parts) or "the outcome does not help"


def _ranks(ranks: Sequence[int]) -> str:
    return ", ".join(f"at rank {rank}" if rank else "not found" for rank in ranks)


def _place(said: Said) -> str:
    page = f"page {said.page}" if said.page is not None else ""
    paragraph = f"paragraph {said.paragraph}" if said.paragraph else ""
    return ", ".join(part for part in (said.source, page, paragraph) if part)
