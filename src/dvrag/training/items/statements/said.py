"""True or false from sentences of any report: as they stand, or with another number, or without their "not"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from dvrag.model.documents import Report
from dvrag.model.findings import FindingKind
from dvrag.model.ids import ReportId
from dvrag.model.learning.items import Item
from dvrag.text.plain import capitalised
from dvrag.text.stems import words
from dvrag.training.desk import Desk, desk_of
from dvrag.training.items.build import About, Asking, drawn_key, true_false
from dvrag.training.items.statements.number import in_its_place, swap
from dvrag.training.items.statements.polarity import affirmed
from dvrag.training.material import Material, cited_at
from dvrag.training.prose.alone import Sentence, inside, is_told_alone, stands_alone
from dvrag.training.prose.making import is_of_making
from dvrag.training.prose.people import names
from dvrag.training.quality.words import graphic
from dvrag.training.terms.alone import alone

MOST = 8
"""Items of a report, at most."""
FEW = 4
"""Statements of a report up to which those that speak of no theme are taken too."""
AROUND = 400
"""Characters before and behind a sentence whose numbers are not taken for a wrong one."""

_LISTED = frozenset({FindingKind.AREA_FOR_IMPROVEMENT, FindingKind.RECOMMENDATION})
"""Findings that are asked about otherwise."""


@dataclass(frozen=True, slots=True)
class _Statement:
    """A sentence, the same made false, and why that is false."""

    sentence: Sentence
    false: str
    why: str
    themes: tuple[str, ...]


def said(material: Material) -> Iterator[Item]:
    """Yield, for each report, statements of which about half are true; no more than `MOST`, of several themes."""
    desk = desk_of(material)
    told: set[str] = set()
    for identity in sorted(material.reports, key=lambda each: (material.reports[each].characters, each)):
        fresh = [each for each in _statements(identity, desk) if _key(each) not in told]
        told.update(map(_key, fresh))
        for statement in _spread(fresh):
            item = _item(statement, identity, desk, true=int(drawn_key(_key(statement))[0], 16) % 2 == 0)
            if item is not None:
                yield item


def _key(statement: _Statement) -> str:
    """Return the words of a statement: a summary repeats its report."""
    return " ".join(words(statement.sentence.text)).casefold()


def _statements(identity: ReportId, desk: Desk) -> list[_Statement]:
    """Return what can be said falsely of a report, in an order that looks random."""
    report, people = desk.material.report(identity), desk.people(identity)
    inner = [(e.finding.start, e.finding.end) for e in desk.findings_of(identity) if e.finding.kind in _LISTED]
    made = [
        (sentence, *_false(sentence, report))
        for sentence in _sentences(report)
        if _is_usable(sentence, people) and not any(start <= sentence.start < end for start, end in inner)
    ]
    kept = [each for each in made if each[1]]
    if not kept:
        return []
    themes = desk.material.themes_of([s.text for s, _, _ in kept], [s.section for s, _, _ in kept])
    statements = [
        _Statement(sentence, false, why, tuple(named))
        for (sentence, false, why), named in zip(kept, themes, strict=True)
        if named or len(kept) <= FEW
    ]
    return sorted(statements, key=lambda each: drawn_key(identity, each.sentence.text))


def _sentences(report: Report) -> Iterator[Sentence]:
    """Yield the sentences of a report that stand alone, under their headings."""
    for found in alone(report):
        text = " ".join(found.text.split())
        if stands_alone(text):
            yield Sentence(text, found.start, found.end, " > ".join(report.sections[found.block.section].path))


def _is_usable(sentence: Sentence, people: frozenset[str]) -> bool:
    """Return whether a sentence is worth asking about: of services and not of how the report was made."""
    return (
        is_told_alone(sentence.text)
        and not is_of_making(sentence.text, sentence.section)
        and not names(sentence.text, people)
        and not graphic(sentence.text)
    )


def _false(sentence: Sentence, report: Report) -> tuple[str, str]:
    """Return a sentence made false and why it is; ("", "") where no rule surely does."""
    near = report.text[max(0, sentence.start - AROUND) : sentence.end + AROUND]
    number = swap(sentence.text, report.id, near)
    if number is not None:
        right = sentence.text[number.start : number.end]
        return in_its_place(sentence.text, number), f"it says “{right}”, not “{number.wrong}”"
    turned = affirmed(sentence.text)
    return turned, "it says the opposite" if turned else ""


def _spread(statements: list[_Statement]) -> list[_Statement]:
    """Return at most `MOST` statements, each time one whose themes were taken least so far."""
    left, chosen, taken = list(statements), list[_Statement](), Counter[str]()
    while left and len(chosen) < MOST:
        best = min(left, key=lambda each: sum(taken[theme] for theme in each.themes) / max(1, len(each.themes)))
        left.remove(best)
        chosen.append(best)
        taken.update(best.themes)
    return chosen


def _item(statement: _Statement, identity: ReportId, desk: Desk, *, true: bool) -> Item | None:
    report, summary = desk.material.report(identity), desk.material.reports[identity]
    text = inside(statement.sentence.text if true else statement.false, desk.common)
    if text is None:
        return None
    name = desk.names[identity]
    why = f"{capitalised(name)} says so." if true else f"This is not what {name} says: {statement.why}."
    asking = Asking(f"According to {name}, {text}", "True" if true else "False", (), why)
    cited = cited_at(report, summary, (statement.sentence.start, statement.sentence.end))
    return true_false(About("said", statement.themes), asking, cited)
