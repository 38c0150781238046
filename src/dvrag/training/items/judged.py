"""Grades: which grade a body got for what, and what it was graded so for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from dvrag.model.actions import Entry
from dvrag.model.findings import GRADES, Agency, AgencyClass, Judgment
from dvrag.model.learning.items import Item
from dvrag.text.plain import capitalised
from dvrag.training.desk import Desk, desk_of
from dvrag.training.items.build import About, Asking, about_entry, choice, drawn_key, in_order
from dvrag.training.material import Material, cited_finding

_LONGEST = 110
"""Characters of a question that was graded, at most."""


def grade(material: Material) -> Iterator[Item]:
    """Yield, for each judgment on a known scale, the question which grade was given; every grade can be chosen."""
    desk = desk_of(material)
    for graded in _by_report(material):
        for entry, judgment in graded:
            if sum(_asked(other) == _asked(judgment) for _, other in graded) == 1:
                yield _grade(entry, judgment, desk)


def graded_so(material: Material) -> Iterator[Item]:
    """Yield, for a grade that one report gave to some questions, which of its questions got that grade."""
    desk = desk_of(material)
    for graded in _by_report(material):
        for entry, judgment in graded:
            others = [other for _, other in graded if other.grade != judgment.grade and _beside(judgment, other)]
            distinct = tuple(dict.fromkeys(capitalised(other.question) for other in others))
            alike = [drawn_key(e.finding.id) for e, other in graded if other.grade == judgment.grade]
            if len(distinct) >= 3 and drawn_key(entry.finding.id) == min(alike):
                yield _graded_so(entry, judgment, distinct, desk)


def _by_report(material: Material) -> list[list[tuple[Entry, Judgment]]]:
    """Return the judgments of each report that can be asked about, those of one scale."""
    found: dict[str, list[tuple[Entry, Judgment]]] = defaultdict(list)
    for entry in material.entries:
        judgment = entry.finding.judgment
        if judgment is None or judgment.grade not in GRADES.get(judgment.scale, ()):
            continue
        if len(judgment.question) <= _LONGEST and _says(entry.finding.text, judgment.grade):
            found[entry.report.id].append((entry, judgment))
    return list(found.values())


def _beside(one: Judgment, other: Judgment) -> bool:
    """Return whether two judgments are of one body and neither question is a part of the other."""
    first, second = one.question.casefold(), other.question.casefold()
    return one.body == other.body and not first.startswith(second) and not second.startswith(first)


def _says(quote: str, given: str) -> bool:
    """Return whether a quote says a grade, in any case and spacing."""
    return re.search(r"\s+".join(map(re.escape, given.split())), quote, re.IGNORECASE) is not None


def _asked(judgment: Judgment) -> tuple[str, str]:
    return judgment.body.casefold(), judgment.question.casefold()


def _grade(entry: Entry, judgment: Judgment, desk: Desk) -> Item:
    name = desk.names[entry.report.id]
    options = [capitalised(each) for each in GRADES[judgment.scale]]
    body = "" if judgment.body in name else f" {judgment.body}"
    stem = f"In {name}, which grade was given{' to' + body if body else ''} for “{judgment.question}”?"
    right = capitalised(judgment.grade)
    why = f"{capitalised(name)} gave{body} the grade “{judgment.grade}” for “{judgment.question}”."
    wrong = tuple(option for option in options if option != right)
    return in_order(_about("grade", entry, desk), Asking(stem, right, wrong, why), cited_finding(entry), options)


def _graded_so(entry: Entry, judgment: Judgment, others: Sequence[str], desk: Desk) -> Item:
    name = desk.names[entry.report.id]
    body = "" if judgment.body in name else f" for {judgment.body}"
    stem = f"Which of these was graded “{judgment.grade}”{body} in {name}?"
    why = f"{capitalised(name)} gave the grade “{judgment.grade}” for “{judgment.question}”."
    wrong = tuple(sorted(others, key=lambda other: drawn_key(entry.finding.id, other))[:3])
    asking = Asking(stem, capitalised(judgment.question), wrong, why, near=True)
    return choice(_about("graded_so", entry, desk), asking, cited_finding(entry))


def _about(pattern: str, entry: Entry, desk: Desk) -> About:
    """Return what a judgment is about; its themes are those of its question where it has none of its own."""
    about, judgment = about_entry(pattern, entry), entry.finding.judgment
    if judgment is None:
        return about
    themes = about.themes or desk.material.themes_of([judgment.question], [entry.finding.section])[0]
    force = (Agency(judgment.body, AgencyClass.POLICE),) if judgment.force else about.agencies
    return About(pattern, tuple(themes), force)
