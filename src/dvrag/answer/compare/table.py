"""The answers of the sides, put together as one answer with a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from dvrag.answer.compare.sides import Side, Wanted
from dvrag.model.answers import Answer, Claim, ComparedRow, Comparison, Disagreement, Source, Status
from dvrag.text.plain import capitalised

EACH = 3
"""Claims of one side that a cell holds; of what the register counts, the number, and the findings up to as many."""
OVERALL = "What is said"
"""What a row is about where the question names only the sides."""


def compared(text: str, wanted: Wanted, ask: Callable[[Side], Answer]) -> Answer:
    """Return the answer to a comparison: each side asked for itself, each sentence with its own citations.

    Where no side is answered nothing is compared, and the answer says of whom the reports do not say it.
    """
    answers = [ask(side) for side in wanted.sides]
    missing = tuple(side.name for side, answer in zip(wanted.sides, answers, strict=True) if not _is_answered(answer))
    if len(missing) == len(answers):
        return Answer(text, Status.NOT_FOUND, reason=_nothing(wanted), missing=missing, resolved_question=text)
    sources: list[Source] = []
    disagreements: list[Disagreement] = []
    cells = []
    for answer in answers:
        first = len(sources)
        cells.append(_cell(answer, sources))
        disagreements += _renumbered(answer, sources[first:])
    row = ComparedRow(capitalised(wanted.topic or OVERALL), tuple(cells))
    return Answer(
        question=text,
        status=Status.ANSWERED,
        claims=tuple(claim for cell in cells for claim in cell),
        sources=tuple(sources),
        confidence=min(answer.confidence for answer in answers if _is_answered(answer)),
        missing=_unheld(wanted.sides, answers),
        disagreements=tuple(disagreements),
        resolved_question=text,
        comparison=Comparison(tuple(side.name for side in wanted.sides), (row,)),
    )


def _cell(answer: Answer, sources: list[Source]) -> tuple[Claim, ...]:
    """Return the claims of one side, numbered on from `sources`, to which theirs are added, each once."""
    if not _is_answered(answer):
        return ()
    by_number = {source.n: source for source in answer.sources}
    many = answer.count is not None and len(answer.sources) > EACH
    claims = []
    for claim in answer.claims[: 1 if many else EACH + (answer.count is not None)]:
        numbers = tuple(_number(by_number[n], sources) for n in claim.citations)
        claims.append(replace(claim, citations=numbers))
    return tuple(claims)


def _number(source: Source, sources: list[Source]) -> int:
    for known in sources:
        if (known.hit.report.id, known.start, known.end) == (source.hit.report.id, source.start, source.end):
            return known.n
    sources.append(replace(source, n=len(sources) + 1))
    return len(sources)


def _renumbered(answer: Answer, added: Sequence[Source]) -> list[Disagreement]:
    """Return the disagreements within a side whose sources are all cited in the table."""
    new = {
        old.n: source.n
        for old in answer.sources
        for source in added
        if (old.hit.report.id, old.start, old.end) == (source.hit.report.id, source.start, source.end)
    }
    kept = [item for item in answer.disagreements if all(side.n in new for side in item.values)]
    return [replace(item, values=tuple(replace(side, n=new[side.n]) for side in item.values)) for item in kept]


def _is_answered(answer: Answer) -> bool:
    return answer.status is Status.ANSWERED


def _unheld(sides: Sequence[Side], answers: Sequence[Answer]) -> tuple[str, ...]:
    """Return the sides of which the library holds nothing; of others an empty cell says it."""
    pairs = zip(sides, answers, strict=True)
    return tuple(side.name for side, answer in pairs if not side.held and not _is_answered(answer))


def _nothing(wanted: Wanted) -> str:
    names = [side.name for side in wanted.sides]
    listed = f"{', '.join(names[:-1])} or {names[-1]}"
    return f"The reports do not say this of {listed}." if wanted.topic else f"The reports do not speak of {listed}."
