"""Which reports belong to one review: overview report, executive summary, action plan and library page of one death."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

from dvrag.model.documents import Family
from dvrag.model.ids import ReportId
from dvrag.model.results import ReportSummary

ORDER = (Family.DHR_OVERVIEW, Family.DHR_SUMMARY, Family.ACTION_PLAN, Family.LIBRARY_SUMMARY)
"""The documents of a review, the one whose words count first."""

_FORMS = frozenset(
    "abuse action adult adults after and annex anonymised appendix case child children community csp dardr death "
    "deaths december january february march april may june july august september october november dhr died domestic "
    "executive final fatal full home homicide homicides in into learning lessons library local murder of office on "
    "overview partnership plan published reference related report review reviews safeguarding safer serious summary "
    "suicide the their version victim violence who woman man for from by subject concerning circumstances "
    "surrounding".split()
)
_WORD = re.compile(r"[^\W\d_]+")
_INITIALS = re.compile(r"\b[A-Z]{1,2}\d?\b")


def reviews(reports: Iterable[ReportSummary]) -> dict[ReportId, ReportId]:
    """Return, for each report, the report that stands for its review; of a review with one document, itself.

    Two documents of one area are one review where their names of the person or years of death agree and none differ.
    Inspections and other publications stand for themselves.
    """
    known = sorted({report.id: report for report in reports}.values(), key=_preference)
    found = {report.id: report.id for report in known}
    places: dict[str, list[ReportSummary]] = defaultdict(list)
    for report in known:
        if report.family in ORDER:
            places[_area(report)].append(report)
    for place, here in places.items():
        for one, two in combinations(here, 2):
            if found[one.id] != found[two.id] and place and _same(one, two) and _fit(here, found, one, two):
                _join(found, one.id, two.id)
    return found


def preference(report: ReportSummary) -> int:
    """Return how far down the order of documents of a review a report stands, from 0."""
    return ORDER.index(report.family) if report.family in ORDER else len(ORDER)


def people(report: ReportSummary) -> frozenset[str]:
    """Return the words of a report's title that name the case: pseudonyms and initials, in lower case."""
    title = report.facts.title.value or ""
    facts = report.facts
    other = " ".join(
        filter(None, (facts.area.value, facts.partnership.value, facts.force.value, facts.publisher.value))
    )
    place = {word.lower() for word in _WORD.findall(other)}
    names = {word.lower() for word in _WORD.findall(title) if word[0].isupper() and len(word) > 2}
    return frozenset((names - _FORMS - place) | {mark.lower() for mark in _INITIALS.findall(title)})


def _preference(report: ReportSummary) -> tuple[int, str, str]:
    return preference(report), report.source.casefold(), report.id


def _area(report: ReportSummary) -> str:
    return (report.facts.area.value or report.facts.partnership.value or "").casefold().strip()


def _same(one: ReportSummary, two: ReportSummary) -> bool:
    if not _agree(one, two):
        return False
    year = one.facts.year_of_death.value
    linked = one.id in two.near_duplicates or two.id in one.near_duplicates
    return linked or bool(people(one) & people(two)) or bool(year and year == two.facts.year_of_death.value)


def _agree(one: ReportSummary, two: ReportSummary) -> bool:
    """Return whether nothing says that the two are about different deaths."""
    years = {report.facts.year_of_death.value for report in (one, two)} - {None}
    names = people(one), people(two)
    return len(years) < 2 and not (all(names) and not names[0] & names[1])


def _fit(
    here: Sequence[ReportSummary], found: dict[ReportId, ReportId], one: ReportSummary, two: ReportSummary
) -> bool:
    """Return whether all documents of the two reviews agree with one another."""
    first = [report for report in here if found[report.id] == found[one.id]]
    second = [report for report in here if found[report.id] == found[two.id]]
    return all(_agree(left, right) for left in first for right in second)


def _join(found: dict[ReportId, ReportId], one: ReportId, two: ReportId) -> None:
    kept, gone = found[one], found[two]
    for report, review in found.items():
        if review == gone:
            found[report] = kept
