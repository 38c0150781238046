"""What good looks like: promising practice, strengths, good grades, and what guidance says."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from dvrag.lessons.agencies.normalise import same
from dvrag.model.actions import Entry
from dvrag.model.documents import Family
from dvrag.model.findings import GRADES, AgencyClass, FindingKind, Judgment, Scale
from dvrag.model.learning.briefing import Part, Point
from dvrag.model.learning.items import Cited
from dvrag.model.results import ReportSummary
from dvrag.text.plain import capitalised
from dvrag.training.briefing.balance import in_turn, weight
from dvrag.training.briefing.naming import dated, joined, named, published
from dvrag.training.briefing.quoting import quoted
from dvrag.training.briefing.scope import Scope, Sizes
from dvrag.training.briefing.strengths import Strength, strengths
from dvrag.training.material import cited_finding

KEY, HEADING = "good", "What good looks like"
LEAD = "Practice that reports describe as good or promising, and what guidance asks for."
_GOOD = ("outstanding", "good")
_HEADED = re.compile(r"^(?:promising|innovative|good|notable) practice\W+(\w.*)$", re.IGNORECASE)
_TITLE = 110
"""Characters of a practice's own heading, at most."""


@dataclass(frozen=True, slots=True)
class _Good:
    """A candidate: what is said of it, its citation, and its place in the order (0 first)."""

    report: ReportSummary
    text: str
    cited: Cited
    order: int


def good(scope: Scope, sizes: Sizes) -> Part | None:
    """Return the part: practice and guidance in turn from each report, grades last; None where nothing is good."""
    found = [*_practice(scope, sizes), *_told(strengths(scope, sizes)), *_grades(scope)]
    found.sort(key=lambda each: (each.order, weight(each.report), each.report.source))
    chosen = in_turn(found, sizes.good, lambda each: each.report.id)
    points = tuple(Point(each.text, (each.cited,)) for each in chosen)
    return Part(KEY, HEADING, LEAD, points) if points else None


def scales(part: Part | None, scope: Scope) -> frozenset[Scale]:
    """Return the scales of the grades that a part quotes."""
    if part is None:
        return frozenset()
    places = {(cited.report_id, cited.start) for point in part.points for cited in point.cited}
    judged = (entry.finding for entry in scope.entries if entry.finding.judgment)
    return frozenset(f.judgment.scale for f in judged if f.judgment and (f.report_id, f.start) in places)


def _practice(scope: Scope, sizes: Sizes) -> Iterable[_Good]:
    found = [
        entry
        for entry in scope.entries
        if entry.finding.kind is FindingKind.PROMISING_PRACTICE and _fits_agency(entry, scope)
    ]
    for entry, cited in quoted(found, sizes):
        text = entry.finding.text
        headed = _HEADED.match(entry.finding.section.rpartition(" > ")[2])
        title = text.partition("\n")[0] if "\n\n" in text[: _TITLE + 2] else headed[1] if headed else ""
        called = f", “{title}”" if title and not cited.quote.startswith(title) else ""
        yield _Good(entry.report, f"Promising practice{called}, in {dated(entry.report)}:", cited, 0)


def _told(found: Iterable[Strength]) -> Iterable[_Good]:
    for each in found:
        who = _guidance(each.report) if each.guidance else dated(each.report)
        said = "says" if each.guidance else "found this done well"
        order = 2 if not each.near else 1 if each.guidance else 0
        yield _Good(each.report, f"{capitalised(who)} {said}:", each.cited, order)


def _guidance(report: ReportSummary) -> str:
    version = report.facts.version.value
    told = ", ".join(part for part in (f"version {version}" if version else "", published(report)) if part)
    return f"{named(report)} ({told})"


def _fits_agency(entry: Entry, scope: Scope) -> bool:
    """Return whether a practice is of the kind of agency asked for; of a force where an inspection tells it."""
    if not scope.classes or scope.request.theme:
        return True
    inspected = entry.report.family is Family.INSPECTION and AgencyClass.POLICE in scope.classes
    return inspected or any(agency.kind in scope.classes for agency in entry.finding.agencies)


def _grades(scope: Scope) -> list[_Good]:
    """Return good grades, those of the newest inspections first."""
    graded = [entry for entry in _judged(scope) if entry.finding.judgment and _is_fit(entry.finding.judgment, scope)]
    graded.sort(key=lambda e: (e.report.facts.published.value or "", e.report.source), reverse=True)
    found = []
    for entry in graded:
        judgment = entry.finding.judgment
        if judgment:
            text = f"{judgment.body}, graded {judgment.grade} for “{judgment.question}”{_scale(judgment)}:"
            found.append(_Good(entry.report, text, cited_finding(entry), 3))
    return found


def _judged(scope: Scope) -> list[Entry]:
    """Return the good grades of the reports of a scope that speak of its theme."""
    ids = {report.id for report in scope.reports}
    found = [
        entry
        for entry in scope.material.entries
        if entry.report.id in ids and entry.finding.judgment and entry.finding.judgment.grade in _GOOD
    ]
    if not scope.request.theme or not found:
        return found
    texts = [f"{e.finding.judgment.question}. {e.finding.text}" for e in found if e.finding.judgment]
    themes = scope.material.themes_of(texts, [e.finding.section for e in found])
    return [entry for entry, names in zip(found, themes, strict=True) if set(names) & set(scope.request.theme)]


def _is_fit(judgment: Judgment, scope: Scope) -> bool:
    request = scope.request
    if not request.agency:
        return True
    named_so = any(same(judgment.body, name) for name in request.agency)
    by_class = AgencyClass.POLICE in scope.classes and judgment.force is not None
    return named_so or (by_class and any(name in set(AgencyClass) for name in request.agency))


def _scale(judgment: Judgment) -> str:
    grades = GRADES.get(judgment.scale)
    told = [
        f"inspected {judgment.cycle}" if judgment.cycle else "",
        f"a scale of {len(grades)} grades" if grades else "",
    ]
    shown = joined([part for part in told if part], "on")
    return f" ({shown})" if shown else ""
