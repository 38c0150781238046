"""What a review found missing: a sentence that something was not done or not there, among those of other reviews."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dvrag.model.documents import Family
from dvrag.model.ids import ReportId
from dvrag.model.learning.items import Item
from dvrag.ports import Vectors
from dvrag.text.plain import capitalised
from dvrag.training.desk import Desk, desk_of
from dvrag.training.items.build import About, Asking, choice, drawn_key
from dvrag.training.likeness import unit
from dvrag.training.material import Material, cited_at
from dvrag.training.prose.absence import is_absence
from dvrag.training.prose.alone import is_told_alone, points
from dvrag.training.prose.clauses import has_clause
from dvrag.training.prose.making import is_of_making
from dvrag.training.prose.people import names
from dvrag.training.prose.victim import of_her, spelled_out, with_agency
from dvrag.training.quality.words import graphic
from dvrag.training.terms.alone import clean
from dvrag.training.terms.catalogue import is_marked
from dvrag.training.terms.leaning import stands_alone

MOST = 6
"""Items of one report, at most."""
SHORTEST, LONGEST = 34, 195
"""Characters of an option."""
FEWEST = 6
"""Words of an option, at least."""
NEAR, NEAR_FINDING = 0.5, 0.58
"""Cosine, to a sentence of this kind and to a finding, from which another review's may be true of this one too."""
RATIO = 1.8
"""How many times as long one option may be as another, at most."""

_OF_A_CASE = frozenset({Family.DHR_OVERVIEW, Family.DHR_SUMMARY, Family.PREVENTION_REPORT, Family.LIBRARY_SUMMARY})
"""Families that look at what was done for one person."""


@dataclass(frozen=True, slots=True)
class Absence:
    """A sentence at `[start, end)` of a report that says what was not done or not there, under its headings."""

    report: ReportId
    text: str
    start: int
    end: int
    section: str
    themes: frozenset[str]


def absent(material: Material) -> Iterator[Item]:
    """Yield, for each sentence of a review that says what was missing, which of several things that was."""
    desk = desk_of(material)
    found = [each for identity in material.reports for each in absences(identity, desk)]
    if not found:
        return
    vectors = unit(material.encode([each.text for each in found]))
    options, often, told = _Others(found, vectors, desk), Counter[ReportId](), set[str]()
    for row, each in enumerate(found):
        wrong = options.of(row) if often[each.report] < MOST and each.text not in told else ()
        if len(wrong) == 3:
            often[each.report] += 1
            told.add(each.text)
            yield _item(each, wrong, desk)


def absences(identity: ReportId, desk: Desk) -> list[Absence]:
    """Return the sentences of a report that say what was missing, name nobody and stand alone; none of opinions."""
    report = desk.material.report(identity)
    if report.family in {Family.OPINION, Family.NEWS, Family.GUIDANCE, Family.ACTION_PLAN}:
        return []
    found, of_a_case = [], report.family in _OF_A_CASE
    for each in clean(report):
        text, section = " ".join(each.text.split()), " > ".join(report.sections[each.block.section].path)
        if is_absence(text) and _is_clear(text, of_a_case=of_a_case) and _is_usable(text, desk.people(identity)):
            found.append((text, each.start, each.end, section))
    themes = desk.material.themes_of([text for text, *_ in found], [section for *_, section in found]) if found else []
    return [Absence(identity, *each, frozenset(named)) for each, named in zip(found, themes, strict=True)]


def _is_usable(text: str, people: frozenset[str]) -> bool:
    plain = SHORTEST <= len(text) <= LONGEST and not points(text)
    return plain and not (is_of_making(text, "") or names(text, people) or graphic(text))


def _is_clear(text: str, *, of_a_case: bool) -> bool:
    """Return whether it is plain who is meant; "she" in the review of one woman's death is the woman."""
    known = spelled_out(text) if of_a_case else with_agency(text)
    return stands_alone(known, FEWEST) and is_told_alone(known) and has_clause(known)


class _Others:
    """Wrong options: what other reviews missed and this one surely does not speak of."""

    def __init__(self, found: Sequence[Absence], vectors: Vectors, desk: Desk) -> None:
        self._found = found
        self._vectors = vectors
        self._desk = desk
        self._used: Counter[int] = Counter()

    def of(self, row: int, most: int = 3) -> tuple[str, ...]:
        """Return wrong options for the absence of a row, those on a theme of it first; fewer where not enough fit."""
        right, chosen = self._found[row], list[int]()
        for other in sorted(range(len(self._found)), key=lambda each: self._order(right, each)):
            if len(chosen) < most and self._fits(row, other, chosen):
                chosen.append(other)
        if len(chosen) == most:
            self._used.update(chosen)
        return tuple(self._found[other].text for other in chosen)

    def _order(self, right: Absence, other: int) -> tuple[bool, int, str]:
        each = self._found[other]
        return (not each.themes & right.themes, self._used[other], drawn_key(right.text, each.text))

    def _fits(self, row: int, other: int, chosen: Sequence[int]) -> bool:
        right, each = self._found[row], self._found[other]
        if self._desk.review[each.report] == self._desk.review[right.report] or _names_a_body(each.text, self._desk):
            return False
        if of_her(each.text) and not self._of_her(right.report):
            return False
        lengths = [len(self._found[place].text) for place in (row, other, *chosen)]
        if max(lengths) > RATIO * min(lengths) or any(self._cosine(other, kept) >= NEAR for kept in (row, *chosen)):
            return False
        return not self._is_said(other, right.report)

    def _of_her(self, report: ReportId) -> bool:
        """Return whether a report speaks of one woman as "she"."""
        return any(each.report == report and of_her(each.text) for each in self._found)

    def _cosine(self, one: int, two: int) -> float:
        return float(self._vectors[one] @ self._vectors[two])

    def _is_said(self, other: int, report: ReportId) -> bool:
        """Return whether a review may say the same somewhere: among what it misses, in its findings or in its text."""
        text, kin = self._found[other].text, self._desk.kin(report)
        own = [row for row, each in enumerate(self._found) if each.report in kin]
        findings = [entry.finding.text for entry in self._desk.findings_of(report)]
        near = float((unit(self._desk.material.encode(findings)) @ self._vectors[other]).max()) if findings else 0.0
        return (
            near >= NEAR_FINDING
            or any(self._cosine(other, row) >= NEAR for row in own)
            or any(self._desk.says(text, each) for each in kin)
        )


def _names_a_body(text: str, desk: Desk) -> bool:
    """Return whether a text holds a word that tells which report it comes from: a body, a place or an acronym."""
    inner = re.findall(r"(?<!^)\b[A-Z][a-z]{2,}", text)
    known = any(word.lower() in desk.bodies for word in inner)
    return known or is_marked(text) or text.split(maxsplit=1)[0].lower() in desk.places


def _item(each: Absence, wrong: tuple[str, ...], desk: Desk) -> Item:
    name = desk.names[each.report]
    asking = Asking(
        stem=f"What does {name} say was not done, or was not there?",
        right=each.text,
        wrong=wrong,
        rationale=f"{capitalised(name)} says this; the other answers come from other reviews or reports.",
        near=True,
    )
    report, summary = desk.material.report(each.report), desk.material.reports[each.report]
    cited = cited_at(report, summary, (each.start, each.end))
    return choice(About("absent", tuple(sorted(each.themes))), asking, cited)
