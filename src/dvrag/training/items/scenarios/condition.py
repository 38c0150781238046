"""What should happen when something is so: sentences that name a condition and what is to be done then."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dvrag.model.documents import Family
from dvrag.model.ids import ReportId
from dvrag.model.learning.items import Item, ItemKind
from dvrag.text.plain import capitalised
from dvrag.training.desk import Desk, desk_of
from dvrag.training.items.build import About, Asking, choice, drawn_key
from dvrag.training.likeness import by_words, unit
from dvrag.training.material import Material, cited_at
from dvrag.training.prose.alone import points
from dvrag.training.prose.cut import without_deadline
from dvrag.training.prose.people import names
from dvrag.training.quality.words import graphic
from dvrag.training.terms.alone import alone

NEAR = 0.5
"""Cosine from which two rules may be for one situation."""

_WHEN = r"(?:[Ww]hen|[Ww]henever|[Ww]here|[Ii]f)"
_LEAD = re.compile(rf"^(?:{_WHEN}|Once) (?P<so>[^,;]{{15,140}}), (?:then )?(?P<do>.{{30,190}})\.$")
_TRAIL = re.compile(rf"^(?P<do>.{{30,190}}?),? {_WHEN} (?P<so>[^,;]{{15,140}})\.$")
_CLAUSE = re.compile(
    r"^(?!an? (?:second|third|further|later|similar))"
    r"(?:an? |the |any |some(?:one|body)|nobody|officers|staff|parents|children|victims|police|people|professionals|"
    r"practitioners|services|agencies|two |three )"
)
_UNKNOWN = re.compile(r"\b(?:it|they|them|this|these|that|there|he|she|we|our|you|your|my)\b")
_SHOULD = re.compile(r"\b(?:should|must)\b")


@dataclass(frozen=True, slots=True)
class _Rule:
    """What is to be done (`do`) when something is so (`so`), at `[start, end)` of a report."""

    report: ReportId
    so: str
    do: str
    start: int
    end: int
    section: str


def condition(material: Material) -> Iterator[Item]:
    """Yield, for each sentence that says what to do when something is so, that situation and four answers."""
    desk = desk_of(material)
    rules = [rule for identity in material.reports for rule in _rules(identity, desk)]
    vectors = unit(material.encode([f"{rule.so}. {rule.do}." for rule in rules])) if rules else by_words([])
    for place, rule in enumerate(rules):
        near = vectors @ vectors[place]
        wrong = _others(rule, [other for row, other in enumerate(rules) if near[row] < NEAR], desk)
        if len(wrong) == 3:
            yield _item(rule, wrong, desk)


def _rules(identity: ReportId, desk: Desk) -> Iterator[_Rule]:
    """Yield the rules of a report, but of news and opinion, which make none; each once in a review."""
    report, people = desk.material.report(identity), desk.people(identity)
    if report.family in {Family.NEWS, Family.OPINION} or desk.review[identity] != identity:
        return
    for each in alone(report):
        text = without_deadline(" ".join(each.text.split()))
        found = _LEAD.match(text) or _TRAIL.match(text)
        if found is None or points(text) or names(text, people) or graphic(text):
            continue
        so, do = found["so"], found["do"]
        if _CLAUSE.match(so) and not _UNKNOWN.search(so) and _SHOULD.search(do) and not _SHOULD.search(so):
            section = " > ".join(report.sections[each.block.section].path)
            yield _Rule(identity, so, capitalised(do), each.start, each.end, section)


def _others(rule: _Rule, rules: Sequence[_Rule], desk: Desk) -> tuple[str, ...]:
    """Return what other reviews say should be done when something else is so."""
    own = desk.review[rule.report]
    found = [
        other.do
        for other in sorted(rules, key=lambda each: drawn_key(rule.do, each.do))
        if desk.review[other.report] != own
        and max(len(other.do), len(rule.do)) <= 1.8 * min(len(other.do), len(rule.do))
        and not desk.says(other.do, rule.report)
    ]
    return tuple(f"{do}." for do in dict.fromkeys(found))[:3]


def _item(rule: _Rule, wrong: tuple[str, ...], desk: Desk) -> Item:
    name = desk.names[rule.report]
    themes = desk.material.themes_of([f"{rule.so}. {rule.do}."], [rule.section])[0]
    asking = Asking(
        stem=f"{capitalised(rule.so)}. What does {name} say should happen?",
        right=f"{rule.do}.",
        wrong=wrong,
        rationale=f"{capitalised(name)} says so; the other answers are for other situations, from other reports.",
        near=True,
    )
    cited = cited_at(desk.material.report(rule.report), desk.material.reports[rule.report], (rule.start, rule.end))
    return choice(About("condition", tuple(themes)), asking, cited, ItemKind.SCENARIO)
