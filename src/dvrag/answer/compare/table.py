"""The answers of the sides, put together as one answer with a table."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from dvrag.answer.compare.between import differences
from dvrag.answer.compare.sides import Side
from dvrag.answer.compare.wanted import Matter, Wanted
from dvrag.model.answers import Answer, Claim, ComparedRow, Comparison, Disagreement, Source, Status
from dvrag.model.documents import BlockKind
from dvrag.text.plain import capitalised
from dvrag.text.stems import stems

EACH = 3
"""Claims of one side that a cell holds; of what the register counts, the number, and the findings up to as many."""
_BESIDE = re.compile(r"\b(?:glossary|abbreviations|acronyms|terms used|panel)\b", re.IGNORECASE)
"""Headings of what explains or lists, and says nothing of a matter; a question about just that is answered from it."""
OVERALL = "What is said"
"""What a row is about where the question names only the sides."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A row with the answer of each side, in their order. `question` is what was asked of the first."""

    about: str
    answers: tuple[Answer, ...]
    question: str = ""


def asked(wanted: Wanted, matter: Matter, ask: Callable[[Side, str], Answer]) -> Answered:
    """Return a row of a comparison: each side asked for itself on a matter."""
    answers = (ask(side, question) for side, question in zip(wanted.sides, matter.questions, strict=True))
    return Answered(matter.about, tuple(answers), matter.questions[0])


def compared(text: str, wanted: Wanted, rows: Sequence[Answered]) -> Answer:
    """Return the answer to a comparison: a table with the rows that any side is answered on, each claim cited.

    Where no side is answered nothing is compared, and the answer says of whom the reports do not say it.
    """
    made = _Made()
    built = [row for answered in rows if (row := made.row(answered, wanted.sides)) is not None]
    silent = tuple(side.name for place, side in enumerate(wanted.sides) if not any(row.cells[place] for row in built))
    if not built:
        return Answer(text, Status.NOT_FOUND, reason=_nothing(wanted), missing=silent, resolved_question=text)
    unheld = tuple(side.name for side in wanted.sides if not side.held and side.name in silent)
    return Answer(
        question=text,
        status=Status.ANSWERED,
        claims=tuple(claim for row in built for cell in row.cells for claim in cell),
        sources=tuple(made.sources),
        confidence=min(made.sure),
        missing=unheld,
        disagreements=tuple(made.disagreements),
        resolved_question=text,
        comparison=Comparison(tuple(side.name for side in wanted.sides), tuple(built)),
    )


@dataclass(slots=True)
class _Made:
    """What has been put together so far."""

    sources: list[Source] = field(default_factory=list)
    disagreements: list[Disagreement] = field(default_factory=list)
    sure: list[float] = field(default_factory=list)

    def row(self, answered: Answered, sides: Sequence[Side]) -> ComparedRow | None:
        """Return a row, numbered on; None where no side is answered."""
        cells = []
        for place, (side, answer) in enumerate(zip(sides, answered.answers, strict=True)):
            others = [*sides[:place], *sides[place + 1 :]]
            cells.append(self._cell(_on_topic(answer, answered.about), side, others))
        if not any(cells):
            return None
        row = ComparedRow(capitalised(answered.about or OVERALL), tuple(cells))
        self.disagreements += differences(row, answered.answers, answered.question)
        return row

    def _cell(self, answer: Answer, side: Side, others: Sequence[Side]) -> tuple[Claim, ...]:
        """Return the claims of one side, those left out that rest on what belongs to another side."""
        if answer.status is not Status.ANSWERED:
            return ()
        by_number = {source.n: source for source in answer.sources if not side.strays(source.hit, others)}
        numbers: dict[int, int] = {}
        many = answer.count is not None and len(answer.sources) > EACH
        claims = []
        for claim in (claim for claim in answer.claims if all(n in by_number for n in claim.citations)):
            numbers |= {n: self._number(by_number[n]) for n in claim.citations}
            claims.append(replace(claim, citations=tuple(numbers[n] for n in claim.citations)))
            if len(claims) == (1 if many else EACH + (answer.count is not None)):
                break
        if claims:
            self.sure.append(answer.confidence)
        kept = [item for item in answer.disagreements if all(value.n in numbers for value in item.values)]
        self.disagreements += [_renumbered(item, numbers) for item in kept]
        return tuple(claims)

    def _number(self, source: Source) -> int:
        for known in self.sources:
            if (known.hit.report.id, known.start, known.end) == (source.hit.report.id, source.start, source.end):
                return known.n
        self.sources.append(replace(source, n=len(self.sources) + 1))
        return len(self.sources)


def _on_topic(answer: Answer, about: str) -> Answer:
    """Return an answer without glossaries and lists of members, and without rows of tables off the topic."""
    asked = set(stems(about))
    told = {source.n for source in answer.sources if _tells(source, asked)}
    kept = tuple(claim for claim in answer.claims if any(n in told for n in claim.citations))
    return replace(answer, claims=kept)


def _tells(source: Source, asked: set[str]) -> bool:
    passage = source.hit.passage
    beside = _BESIDE.search(passage.section.rpartition(" > ")[2])
    if beside and not asked & set(stems(beside[0])):
        return False
    return passage.kind is not BlockKind.TABLE_ROW or not asked or bool(asked & set(stems(source.quote)))


def _renumbered(item: Disagreement, numbers: dict[int, int]) -> Disagreement:
    return replace(item, values=tuple(replace(value, n=numbers[value.n]) for value in item.values))


def _nothing(wanted: Wanted) -> str:
    names = [side.name for side in wanted.sides]
    listed = f"{', '.join(names[:-1])} or {names[-1]}"
    return f"The reports do not say this of {listed}." if wanted.topic else f"The reports do not speak of {listed}."
