"""Reports that state different figures or dates for the same thing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dvrag.answer.evidence import Evidence
from dvrag.answer.question.parse import Kind, Question
from dvrag.model.answers import DisagreeingValue, Disagreement
from dvrag.model.results import Hit, ReportSummary
from dvrag.text.quantities import Quantity, QuantityKind, quantities
from dvrag.text.stems import WORD, stem, stems

SHARED = 0.3
"""Share of a sentence's stems that the other must hold before their figures are compared."""


ON_TOPIC = 0.4
"""Topic coverage that both sentences need: else they may state figures of different things."""


def disagreement(question: Question, found: Sequence[Evidence]) -> tuple[Evidence, Evidence] | None:
    """Return two sentences of different reports on one subject that state different values of what is asked.

    `found` is best first and within the question's scope. Only questions for a figure or a date are compared.
    """
    if question.kind not in {Kind.COUNT, Kind.AMOUNT, Kind.WHEN} or not found:
        return None
    first = found[0]
    asked = _asked(question, first.text)
    if asked is None:
        return None
    for other in found[1:]:
        if other.hit.report.id == first.hit.report.id or not _same_subject(first.hit, other.hit):
            continue
        value = _counterpart(asked, other.text)
        if value is None or _compatible(value, asked.quantity) or not _alike(first.text, other.text):
            continue
        if min(first.coverage, other.coverage) >= ON_TOPIC:
            return first, other
    return None


def described(question: Question, pair: tuple[Evidence, Evidence], numbers: tuple[int, int]) -> Disagreement | None:
    """Return the disagreement of two sentences that are cited under `numbers`."""
    asked = _asked(question, pair[0].text)
    other = _counterpart(asked, pair[1].text) if asked else None
    if asked is None or other is None:
        return None
    values = (
        DisagreeingValue(_written(asked.quantity, pair[0].text), numbers[0]),
        DisagreeingValue(_written(other, pair[1].text), numbers[1]),
    )
    return Disagreement(about=asked.noun or question.text, values=tuple(sorted(values, key=lambda value: value.n)))


def _compatible(one: Quantity, other: Quantity) -> bool:
    """Return whether two values can both be true: the same one, or a month and a day within it."""
    if one.value == other.value:
        return True
    return one.kind in _DATES and (one.value in other.value or other.value in one.value)


class _Asked:
    """The quantity that answers a question, with the noun it counts."""

    def __init__(self, quantity: Quantity, noun: str) -> None:
        self.quantity = quantity
        self.noun = noun


_FIGURES = {QuantityKind.NUMBER, QuantityKind.MONEY, QuantityKind.PERCENT}
_DATES = {QuantityKind.DATE, QuantityKind.YEAR}
_HOW_MANY = re.compile(r"\bhow\s+many\s+(?:\w+\s+)?(\w+)|\bnumber\s+of\s+(?:\w+\s+)?(\w+)", re.IGNORECASE)


def _asked(question: Question, text: str) -> _Asked | None:
    wanted = _DATES if question.kind is Kind.WHEN else _FIGURES
    found = [q for q in quantities(text) if q.kind in wanted]
    if not found:
        return None
    nouns = _counted_nouns(question.text)
    for quantity in found:
        noun = _noun_after(text, quantity)
        if not nouns or stem(noun) in nouns or question.kind is not Kind.COUNT:
            return _Asked(quantity, noun)
    return None


def _counted_nouns(text: str) -> set[str]:
    match = _HOW_MANY.search(text)
    if not match:
        return {"time"} if re.search(r"\bhow\s+often\b", text, re.IGNORECASE) else set()
    after = text[match.start() :]
    return {stem(word) for word in WORD.findall(after)[2:5]}


def _counterpart(asked: _Asked, text: str) -> Quantity | None:
    """Return the quantity of the same kind that counts the same noun."""
    for quantity in quantities(text):
        same_kind = quantity.kind == asked.quantity.kind
        if same_kind and (quantity.kind in _DATES or stem(_noun_after(text, quantity)) == stem(asked.noun)):
            return quantity
    return None


def _noun_after(text: str, quantity: Quantity) -> str:
    following = WORD.findall(text[quantity.end : quantity.end + 40])
    return following[0] if following else ""


def _written(quantity: Quantity, text: str) -> str:
    noun = _noun_after(text, quantity)
    written = text[quantity.start : quantity.end]
    return f"{written} {noun}".strip() if quantity.kind is QuantityKind.NUMBER else written


def _alike(one: str, other: str) -> bool:
    a, b = set(stems(one)), set(stems(other))
    return bool(a and b) and len(a & b) / min(len(a), len(b)) >= SHARED


def _same_subject(one: Hit, other: Hit) -> bool:
    """Return whether two hits are about one area, force, partnership or person, by facts, titles or passages."""
    names = _names(one.report) & _names(other.report)
    if names:
        return True
    return _speaks_of(one, _names(other.report)) or _speaks_of(other, _names(one.report))


def _speaks_of(hit: Hit, names: set[str]) -> bool:
    text = f"{hit.report.title} {hit.passage.text} {hit.passage.section}".lower()
    return any(name in text for name in names)


def _names(report: ReportSummary) -> set[str]:
    facts = (report.facts.area, report.facts.partnership)
    return {fact.value.lower() for fact in facts if fact.value}
