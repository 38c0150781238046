"""What differs between the sides of a row: grades, figures of one thing, a denial on one side only."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, takewhile

from dvrag.answer.question.parse import Kind, parse
from dvrag.answer.sides.grades import grade_in, grade_of
from dvrag.answer.verify.facts.denial import denied
from dvrag.answer.verify.facts.words import read
from dvrag.model.answers import Answer, Claim, ComparedRow, DisagreeingValue, Disagreement, Source
from dvrag.text.quantities import Quantity, QuantityKind, quantities
from dvrag.text.sentences import sentence_spans
from dvrag.text.stems import WORD, stem, stems
from dvrag.text.terms import STOP_WORDS

MOST = 3
"""Figures of one row that are set against each other, at most."""
NEAR = 6
"""Words on each side of a figure that say what it is of."""
SHARED = 2
"""Stems near two figures that must be the same, besides the noun that is counted."""
LONGEST = 160
"""Characters of a sentence that is shown as a value; a longer one is cut."""

_COUNTED = {QuantityKind.NUMBER, QuantityKind.PERCENT, QuantityKind.MONEY}


@dataclass(frozen=True, slots=True)
class _Figure:
    """A quantity of a cell with the stems near it, the noun it counts, and the source that states it.

    `counted` are the stems right behind it: the noun, and one more.
    """

    quantity: Quantity
    written: str
    noun: str
    near: frozenset[str]
    n: int
    counted: tuple[str, ...]

    def is_of(self, about: Collection[str]) -> bool:
        """Return whether it counts something of a topic ("open cases" of "caseloads"); a sum, whether it is near."""
        own = self.near if self.quantity.kind is QuantityKind.MONEY else self.counted
        named = {word for word in about if word.isdigit()}
        if named and not named & set(own):
            return False
        return any(one.startswith(other) or other.startswith(one) for one in own for other in about)

    def same_thing(self, other: _Figure) -> bool:
        """Return whether both are figures of one thing."""
        if self.quantity.kind is not other.quantity.kind or self.noun != other.noun:
            return False
        return len((self.near & other.near) - {self.noun}) >= SHARED


def differences(
    row: ComparedRow, answers: Sequence[Answer], question: str, sources: Sequence[Source]
) -> Iterator[Disagreement]:
    """Yield what the sides state differently on the matter of a row, each value with the source that states it.

    Two figures are set against each other where they count the same and stand among the same words; a denial, where
    the question is one of yes or no.
    """
    stated = _graded(row, sources) or _counts(row, answers)
    if stated is not None:
        yield from (stated,) if _differ(stated) else ()
        return
    yield from _figures(row)
    if parse(question).kind is Kind.YES_NO:
        yield from _denied(row, question)


def _differ(item: Disagreement) -> bool:
    return len({value.value for value in item.values}) > 1


def _counts(row: ComparedRow, answers: Sequence[Answer]) -> Disagreement | None:
    """Return the numbers of the register, where it counted for two sides at least."""
    pairs = [(cell, answer) for cell, answer in zip(row.cells, answers, strict=True) if cell and answer.count]
    values = tuple(
        DisagreeingValue(answer.count.said or str(answer.count.n), cell[0].citations[0])
        for cell, answer in pairs
        if answer.count
    )
    return Disagreement(row.about, values) if len(values) > 1 else None


def _graded(row: ComparedRow, sources: Sequence[Source]) -> Disagreement | None:
    """Return the grades of the sides, where inspections state one of two at least."""
    graded = frozenset(source.n for source in sources if grade_of(source))
    by_side = [_grades(cell, graded) for cell in row.cells]
    if sum(bool(found) for found in by_side) < 2:
        return None
    return Disagreement(row.about, tuple(value for found in by_side for value in found))


def _grades(cell: Sequence[Claim], graded: Collection[int]) -> list[DisagreeingValue]:
    """Return the grades of a cell, each once. `graded`: the sources that state one."""
    found: dict[str, DisagreeingValue] = {}
    for claim in cell:
        grade = grade_in(claim.text)
        if grade and claim.citations[0] in graded and len(claim.text) <= LONGEST:
            found.setdefault(grade, DisagreeingValue(grade, claim.citations[0]))
    return list(found.values())


def _figures(row: ComparedRow) -> Iterator[Disagreement]:
    """Yield the figures of one thing that two sides state differently, the best sentences first."""
    given = {quantity.value for quantity in quantities(row.about)}
    by_side = [[f for claim in cell for f in _figures_of(claim) if f.quantity.value not in given] for cell in row.cells]
    shown: set[tuple[str, str]] = set()
    about = set(stems(row.about))
    for one, other in combinations(by_side, 2):
        for first in one:
            second = next((figure for figure in other if first.same_thing(figure)), None)
            if second is None or second.quantity.value == first.quantity.value:
                continue
            key = (first.noun, str(first.quantity.kind))
            if key in shown or len(shown) == MOST or not first.is_of(about) or not second.is_of(about):
                continue
            shown.add(key)
            yield Disagreement(
                row.about, (DisagreeingValue(first.written, first.n), DisagreeingValue(second.written, second.n))
            )


def _figures_of(claim: Claim) -> Iterator[_Figure]:
    if len(claim.citations) != 1:
        return
    for start, end in sentence_spans(claim.text):
        text = claim.text[start:end]
        for quantity in quantities(text):
            if quantity.kind not in _COUNTED:
                continue
            before = _content(text[: quantity.start])[-NEAR:]
            behind = _content(text[quantity.end :])[:NEAR]
            if behind:
                noun = stem(behind[0])
                near = frozenset(map(stem, (*before, *behind)))
                yield _Figure(
                    quantity, _written(quantity, text), noun, near, claim.citations[0], tuple(map(stem, behind[:2]))
                )


def _content(text: str) -> list[str]:
    return [word for word in WORD.findall(text) if word.lower() not in STOP_WORDS]


def _written(quantity: Quantity, text: str) -> str:
    """Return a figure with the words behind it that say what it counts ("112 open cases")."""
    if quantity.kind is not QuantityKind.NUMBER:
        return text[quantity.start : quantity.end]
    words = list(takewhile(lambda word: word[0].isalpha(), text[quantity.end :].split()[:3]))
    while words and words[-1].lower().strip(".,;:") in STOP_WORDS:
        words.pop()
    return f"{text[quantity.start : quantity.end]} {' '.join(words)}".rstrip(" .,;:|")


def _denied(row: ComparedRow, question: str) -> Iterator[Disagreement]:
    """Yield the best sentences of two sides of which one denies what is asked and the other states it."""
    asked = set(stems(question))
    said = [found for cell in row.cells if cell and (found := _Said.of(cell[0], asked))]
    for one, other in combinations(said, 2):
        same = len(one.asked & other.asked) >= SHARED
        if same and bool(one.denied) != bool(other.denied):
            yield Disagreement(row.about, (one.value, other.value))
            return


@dataclass(frozen=True, slots=True)
class _Said:
    """The sentence of a claim that speaks most of what is asked; which of the stems asked it says, and denies."""

    value: DisagreeingValue
    asked: frozenset[str]
    denied: frozenset[str]

    @classmethod
    def of(cls, claim: Claim, asked: set[str]) -> _Said | None:
        """Return what a claim says on what is asked, None where it says nothing."""
        spoken = [claim.text[start:end] for start, end in sentence_spans(claim.text)]
        best = max(spoken, key=lambda text: len(asked & set(stems(text))), default="")
        if not best or not claim.citations:
            return None
        words = read(best)
        places = denied(words)
        reached = frozenset(stem(word.text) for place, word in enumerate(words.content) if place in places)
        value = DisagreeingValue(_cut(best), claim.citations[0])
        return cls(value, frozenset(asked & set(stems(best))), reached & asked)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rsplit(' ', 1)[0]} …"
