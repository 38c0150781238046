"""The answers of the sides, put together as one answer with a table."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from dvrag.answer.compare.between import differences
from dvrag.answer.compare.side import Side
from dvrag.answer.compare.told import ASKED_ONLY, of_side, on_theme, only_asks, same
from dvrag.answer.compare.wanted import Matter, Wanted
from dvrag.answer.compare.wording import asks_to_rank, speaks_of_grades
from dvrag.answer.corpus import Corpus
from dvrag.answer.question.names import mentions
from dvrag.answer.question.parse import Kind, parse
from dvrag.answer.sides.grades import grade_of
from dvrag.model.answers import Answer, Claim, ComparedRow, Comparison, Disagreement, Source, Status
from dvrag.model.documents import BlockKind
from dvrag.text.plain import capitalised
from dvrag.text.stems import stems

EACH = 3
"""Claims of one side that a cell holds; of what the register counts, the number, and the findings up to as many."""
_BESIDE = re.compile(r"\b(?:glossary|abbreviations|acronyms|terms used|panel)\b", re.IGNORECASE)
"""Headings of what explains or lists, and says nothing of a matter; a question about just that is answered from it."""
_EXACT = frozenset({Kind.COUNT, Kind.AMOUNT, Kind.WHEN})
"""Questions that a figure or a date answers, and nothing else."""
OVERALL = "What is said"
"""What a row is about where the question names only the sides."""
NOT_RANKED = "(side by side: dvrag does not rank)"
"""Said with a row that asks which side did better, where neither grades nor figures say so."""


QUOTED = 0.85
"""Confidence of a table in which no side was asked: every cell is quoted from findings and lessons.

All 22 such cells of `eval/comparisons` cite a paragraph that answers; this is the lower end of the 95 % interval
(Wilson) of 22 in 22. Beside a side that was asked, whose confidence was measured, it is left out.
"""


@dataclass(frozen=True, slots=True)
class Cell:
    """The answer of one side, with its claims that can stand in the table.

    `asked`: the side was asked for itself, and the answer's confidence was measured; else its reports are quoted.
    """

    answer: Answer
    claims: tuple[Claim, ...]
    asked: bool = True


@dataclass(frozen=True, slots=True)
class Answered:
    """A row with a cell for each side, in their order. `question` is what was asked of the first."""

    about: str
    cells: tuple[Cell, ...]
    question: str = ""


def asked(wanted: Wanted, matter: Matter, corpus: Corpus, ask: Callable[[Side, str], Answer]) -> Answered:
    """Return a row of a comparison: each side asked for itself on a matter.

    Where nothing of an answer can stand in the table, the cell is what the side's own reports tell of the matter.
    """
    cells = []
    for place, (side, question) in enumerate(zip(wanted.sides, matter.questions, strict=True)):
        answer, others = ask(side, question), _others(wanted.sides, place)
        cell = Cell(answer, _kept(answer, side, others, matter.about))
        exact = parse(question).kind in _EXACT or speaks_of_grades(question)
        if matter.about and not (exact or cell.claims):
            told = of_side(matter.about, side, others, corpus)
            cell = Cell(told, _kept(told, side, others, matter.about), asked=False)
        cells.append(cell)
    return Answered(matter.about, tuple(cells), matter.questions[0])


def quoted(about: str, answers: Sequence[Answer], sides: Sequence[Side]) -> Answered:
    """Return a row of what is quoted from each side's own reports, without asking."""
    cells = (
        Cell(answer, _kept(answer, side, _others(sides, place), about), asked=False)
        for place, (answer, side) in enumerate(zip(answers, sides, strict=True))
    )
    return Answered(about, tuple(cells))


def _others(sides: Sequence[Side], place: int) -> tuple[Side, ...]:
    return (*sides[:place], *sides[place + 1 :])


def _kept(answer: Answer, side: Side, others: Sequence[Side], about: str) -> tuple[Claim, ...]:
    """Return the claims of a side's answer that its cell may hold."""
    if answer.status is not Status.ANSWERED:
        return ()
    own = {source.n for source in answer.sources if not side.strays(source.hit, others)}
    kept: list[Claim] = []
    for claim in _on_topic(answer, about):
        if own.issuperset(claim.citations) and not any(same(claim.text, other.text) for other in kept):
            kept.append(claim)
    return tuple(kept)


def _apart(cells: Sequence[Sequence[Claim]], sides: Sequence[Side]) -> list[list[Claim]]:
    """Return the claims of all sides, one that two share only with the side it names, else the first.

    A side of which nothing else is said keeps what it shares.
    """
    made = [list(cell) for cell in cells]
    for claim in {claim.text: claim for cell in cells for claim in cell}.values():
        shared = [place for place, cell in enumerate(made) if any(other.text == claim.text for other in cell)]
        owner = next((place for place in shared if mentions(claim.text, sides[place].name)), shared[0])
        for place in shared:
            rest = [other for other in made[place] if other.text != claim.text]
            made[place] = rest if rest and place != owner else made[place]
    return made


def compared(text: str, wanted: Wanted, rows: Sequence[Answered]) -> Answer:
    """Return the answer to a comparison: a table with the rows that any side is answered on, each claim cited.

    Where no side is answered nothing is compared, and the answer says of whom the reports do not say it.
    """
    made = _Made(asks_to_rank(text))
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
        confidence=min(made.sure, default=QUOTED),
        missing=unheld,
        disagreements=tuple(made.disagreements),
        resolved_question=text,
        comparison=Comparison(tuple(side.name for side in wanted.sides), tuple(built)),
    )


@dataclass(slots=True)
class _Made:
    """What has been put together so far. `ranked`: the question asks which side did better."""

    ranked: bool
    sources: list[Source] = field(default_factory=list)
    disagreements: list[Disagreement] = field(default_factory=list)
    sure: list[float] = field(default_factory=list)

    def row(self, answered: Answered, sides: Sequence[Side]) -> ComparedRow | None:
        """Return a row, numbered on; None where no side is answered."""
        own = zip(answered.cells, _apart([cell.claims for cell in answered.cells], sides), strict=True)
        cells = [self._cell(cell, claims) if claims else () for cell, claims in own]
        if not any(cells):
            return None
        row = ComparedRow(capitalised(answered.about or OVERALL), tuple(cells))
        answers = [cell.answer for cell in answered.cells]
        differing = list(differences(row, answers, answered.question, self.sources))
        self.disagreements += differing
        cited = {n for cell in cells for claim in cell for n in claim.citations}
        measured = differing or any(grade_of(source) for source in self.sources if source.n in cited)
        return replace(row, about=f"{row.about} {NOT_RANKED}") if self.ranked and not measured else row

    def _cell(self, cell: Cell, claims: Sequence[Claim]) -> tuple[Claim, ...]:
        """Return the claims of one side, numbered on, as many as a cell holds."""
        answer = cell.answer
        by_number = {source.n: source for source in answer.sources}
        numbers: dict[int, int] = {}
        many = answer.count is not None and len(answer.sources) > EACH
        held = []
        for claim in claims[: 1 if many else EACH + (answer.count is not None)]:
            numbers |= {n: self._number(by_number[n]) for n in claim.citations}
            held.append(replace(claim, citations=tuple(numbers[n] for n in claim.citations)))
        self.sure += [answer.confidence] if cell.asked else []
        kept = [item for item in answer.disagreements if all(value.n in numbers for value in item.values)]
        self.disagreements += [_renumbered(item, numbers) for item in kept]
        return tuple(held)

    def _number(self, source: Source) -> int:
        for known in self.sources:
            if (known.hit.report.id, known.start, known.end) == (source.hit.report.id, source.start, source.end):
                return known.n
        self.sources.append(replace(source, n=len(self.sources) + 1))
        return len(self.sources)


def _on_topic(answer: Answer, about: str) -> tuple[Claim, ...]:
    """Return the claims of an answer without what explains or only asks, and without rows of tables off the topic.

    Of an inspectorate's grades of several years the newest stand.
    """
    asked = set(stems(about))
    newest = max((graded for source in answer.sources if (graded := _graded(source))), default=0)
    exact = parse(answer.question).kind in _EXACT
    told = {s.n for s in answer.sources if _tells(s, asked, exact=exact) and _graded(s) in {0, newest}}
    told -= {s.n for s in answer.sources if not (exact or on_theme(about, s.quote))}
    prose = told - {s.n for s in answer.sources if _is_row(s)}
    told = told if exact or not prose else prose
    return tuple(claim for claim in answer.claims if any(n in told for n in claim.citations))


def _is_row(source: Source) -> bool:
    """Return whether a source is a row of a table, which says little without its header; events are told in rows."""
    passage = source.hit.passage
    return passage.kind is not BlockKind.CHRONOLOGY and (passage.kind is BlockKind.TABLE_ROW or " | " in source.quote)


def _graded(source: Source) -> int:
    """Return the year of the report whose grade a source states; 0 where it states none."""
    return source.hit.report.facts.year or 0 if grade_of(source) else 0


def _tells(source: Source, asked: set[str], *, exact: bool) -> bool:
    """Return whether a source says something of a matter. A figure or date (`exact`) may stand under any heading."""
    passage = source.hit.passage
    beside = _BESIDE.search(passage.section.rpartition(" > ")[2])
    beside = beside or (None if exact else ASKED_ONLY.search(passage.section))
    if beside and not asked & set(stems(beside[0])):
        return False
    if passage.kind is BlockKind.TABLE_ROW:
        return not _is_head(source) and (not asked or bool(asked & set(stems(source.quote))))
    return not only_asks("", source.quote)


def _is_head(source: Source) -> bool:
    """Return whether a row of a table only names its columns: no figure stands in any of its cells but one."""
    cells = source.quote.split(" | ")
    repeated = source.quote in source.hit.passage.context
    return repeated or (len(cells) > 2 and all(len(cell.split()) < 4 and not re.search(r"\d", cell) for cell in cells))


def _renumbered(item: Disagreement, numbers: dict[int, int]) -> Disagreement:
    return replace(item, values=tuple(replace(value, n=numbers[value.n]) for value in item.values))


def _nothing(wanted: Wanted) -> str:
    names = [side.name for side in wanted.sides]
    listed = f"{', '.join(names[:-1])} or {names[-1]}"
    return f"The reports do not say this of {listed}." if wanted.topic else f"The reports do not speak of {listed}."
