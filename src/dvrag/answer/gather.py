"""The passages that an answer may be drawn from: searched wide, then deep in the reports the question is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from dvrag.answer.question.form import asks_for_form
from dvrag.answer.question.parse import AGES, Question
from dvrag.answer.question.scope import Scope
from dvrag.model.ids import ReportId
from dvrag.model.results import Filters, Hit, SearchResult
from dvrag.ports import Finder

WIDE = 4
"""Hits looked through for ones within the scope, as a multiple of the passages that are read."""
OTHERS = 6
"""Further reports that are looked into, since they may say otherwise."""
EACH = 3
"""Passages read of each of them where a figure or a date is asked for; else one."""

_AGED = "aged years old when died"
"""Words that stand beside an age, searched as well where one is asked for."""


class Gatherer:
    """Finds `size` passages for a question, and a few of further reports."""

    def __init__(self, finder: Finder, size: int) -> None:
        self._finder = finder
        self._size = size

    def first(self, text: str, filters: Filters | None) -> SearchResult:
        """Return the wide search, which also mends the question's spelling."""
        return self._finder.search(text, WIDE * self._size, filters)

    def within(self, first: SearchResult, question: Question, scope: Scope, filters: Filters | None) -> tuple[Hit, ...]:
        """Return the hits that the scope admits, best first, then those of further reports; none is there twice."""
        about = scope.about()
        hits = list(first.hits)
        named = bool(filters and filters.report)
        if about and not named:
            hits += self._search(question, 2 * self._size, about, filters)
        top = self._admitted(hits, scope)[: self._size]
        others = sorted(about - {hit.report.id for hit in top})[:OTHERS]
        if asks_for_form(question) and not named:
            further = [self._admitted(self._search(question, EACH, [i], filters), scope) for i in others]
            return (*top, *(hit for found in further for hit in found))
        return (*top, *_best_of_others(self._admitted(hits, scope)[self._size :], top))

    def _search(
        self, question: Question, k: int, reports: Iterable[ReportId], filters: Filters | None
    ) -> tuple[Hit, ...]:
        only = replace(filters or Filters(), report=tuple(sorted(reports)))
        sought = f"{question.text} {_AGED}" if AGES.search(question.text) else question.text
        return self._finder.search(sought, k, only).hits

    def _admitted(self, hits: Iterable[Hit], scope: Scope) -> list[Hit]:
        """Return each passage once, best first; only those of the question's years, if it names any."""
        unique = {hit.passage.id: hit for hit in sorted(hits, key=lambda hit: hit.score)}
        found = [hit for hit in unique.values() if scope.admits(hit) and scope.dated(hit)]
        return sorted(found, key=lambda hit: (-hit.score, hit.passage.id))


def _best_of_others(rest: Sequence[Hit], top: Sequence[Hit]) -> list[Hit]:
    seen = {hit.report.id for hit in top}
    found: list[Hit] = []
    for hit in rest:
        if hit.report.id not in seen and len(found) < OTHERS:
            seen.add(hit.report.id)
            found.append(hit)
    return found
