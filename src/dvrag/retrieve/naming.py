"""Which reports a query names: by area, force, partnership or a name in the title; year and family tell them apart."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from dvrag.model.documents import Family
from dvrag.model.ids import ReportId
from dvrag.model.results import ReportSummary
from dvrag.text.stems import stem
from dvrag.text.terms import STOP_WORDS, words

DETAIL = 0.25
"""Share of a report's score that the query's years and family words decide among the reports that it names."""

_SHORTEST = 3
"""Letters of a word that can be a name."""
_VAGUE = frozenset({"dhr", "report", "review", "case", "servic", "librari", "other"})
"""Stems of family words that people use for any report."""

_DESCRIBED = frozenset({Family.NEWS, Family.OPINION, Family.RESEARCH, Family.GUIDANCE, Family.OTHER})

Index = Mapping[str, set[ReportId]]


class ReportNames:
    """The words that name each report of a library, weighted by how few reports they name.

    Only proper names count ("Brackenford", "Ilona"), that is words that the library's passages never write in small
    letters: titles also hold everyday words, which name nothing. The title of a review or an inspection names its
    subject; that of an article or of guidance describes what it says, and is left to the search by words.
    """

    def __init__(self, reports: Iterable[ReportSummary], texts: Callable[[str], list[str]]) -> None:
        """`texts` returns a few passages that hold a word."""
        listed = tuple(reports)
        self._texts = texts
        self._count = len(listed)
        self._places = _index(listed, _place_words)
        self._names = _index(listed, lambda report: _place_words(report) | _title_words(report))
        self._details = _index(listed, _detail_words)
        self._proper: dict[str, bool] = {}

    def named(self, query: str) -> dict[ReportId, float]:
        """Return the reports that the query names, each with a score in (0, 1].

        That is the share of the weight of the query's names that name the report, times 1, or less where the query
        also states a year or family that is not the report's. A name's weight is log(reports / reports that it
        names): a name of every report counts nothing.
        """
        asked = {stem(word): word for word in words(query) if word not in STOP_WORDS}
        weights = {name: self._weight(name) for name in asked if name in self._names}
        proper = {name: weight for name, weight in weights.items() if weight > 0 and self._is_proper(name, asked[name])}
        total = sum(proper.values())
        shares: dict[ReportId, float] = defaultdict(float)
        for name, weight in proper.items():
            for report in self._names[name]:
                shares[report] += weight / total
        details = [self._details[word] for word in asked if word in self._details]
        return {report: shares[report] * _agreement(report, details) for report in sorted(shares)}

    def _weight(self, name: str) -> float:
        return math.log(self._count / len(self._names[name]))

    def _is_proper(self, name: str, word: str) -> bool:
        if name not in self._proper:
            self._proper[name] = len(name) >= _SHORTEST and not name[0].isdigit() and self._never_small(name, word)
        return self._proper[name]

    def _never_small(self, name: str, word: str) -> bool:
        """Return whether passages write the word with a capital only; one that no passage holds must name a place."""
        forms = [form for text in self._texts(word) for form in text.split() if name in _stems(form)]
        return not any(form.islower() for form in forms) if forms else name in self._places


def _agreement(report: ReportId, details: list[set[ReportId]]) -> float:
    if not details:
        return 1.0
    return 1 - DETAIL * sum(report not in found for found in details) / len(details)


def _index(reports: Iterable[ReportSummary], names: Callable[[ReportSummary], set[str]]) -> Index:
    found: dict[str, set[ReportId]] = defaultdict(set)
    for report in reports:
        for name in names(report):
            found[name].add(report.id)
    return dict(found)


def _place_words(report: ReportSummary) -> set[str]:
    facts = report.facts
    return _stems(facts.area.value) | _stems(facts.force.value) | _stems(facts.partnership.value)


def _title_words(report: ReportSummary) -> set[str]:
    return set() if report.family in _DESCRIBED else _stems(report.facts.title.value)


def _detail_words(report: ReportSummary) -> set[str]:
    years = {(fact.value or "")[:4] for fact in (report.facts.published, report.facts.year_of_death)}
    return (years | _stems(report.family.value.replace("_", " "))) - _VAGUE - {""}


def _stems(text: str | None) -> set[str]:
    return {stem(word) for word in words(text or "") if word not in STOP_WORDS}
