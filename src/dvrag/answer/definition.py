"""Questions for the meaning of an acronym: every meaning that the reports themselves give, quoted."""

from __future__ import annotations

from collections.abc import Iterator

from dvrag.answer.choose import Choice
from dvrag.answer.corpus import Corpus
from dvrag.answer.evidence import Evidence, pieces
from dvrag.answer.question.names import mentions
from dvrag.answer.question.parse import Kind, Question
from dvrag.answer.question.scope import Scope
from dvrag.model.documents import Authority
from dvrag.model.ids import ReportId
from dvrag.model.results import Filters, Hit, ReportSummary
from dvrag.text.stems import stems

MOST = 4
"""Meanings quoted at most."""


def definitions(question: Question, scope: Scope, corpus: Corpus, filters: Filters | None = None) -> tuple[Choice, ...]:
    """Return a quote for each meaning of the acronym that is asked for, the weightiest authority first.

    Empty where the question asks for no acronym, or no report within the scope explains it.
    """
    if question.kind is not Kind.DEFINITION or scope.impossible():
        return ()
    found: dict[str, Choice] = {}
    for report, acronym, meaning in _explained(question, scope, corpus, filters):
        key = " ".join(sorted(set(stems(meaning))))
        if key not in found and len(found) < MOST:
            quoted = _quoted(report, acronym, meaning, corpus)
            if quoted:
                found[key] = quoted
    return tuple(found.values())


def _explained(
    question: Question, scope: Scope, corpus: Corpus, filters: Filters | None
) -> Iterator[tuple[ReportSummary, str, str]]:
    asked = {word.text.lower() for word in question.words}
    glossaries = corpus.glossary()
    about: frozenset[ReportId] = scope.about()
    order = list(Authority)
    reports = corpus.reports_matching(filters) if filters else corpus.reports()
    for report in sorted(reports, key=lambda r: (order.index(r.authority), r.source)):
        if scope.groups and report.id not in about:
            continue
        for acronym, meaning in glossaries.get(report.id, {}).items():
            if acronym.lower() in asked:
                yield report, acronym, meaning


def _quoted(report: ReportSummary, acronym: str, meaning: str, corpus: Corpus) -> Choice | None:
    """Return the shortest sentence or row of the report that holds both the acronym and its meaning."""
    found: list[Choice] = []
    for passage in corpus.passages_of(report.id):
        if mentions(passage.text, acronym) and mentions(passage.text, meaning):
            hit = Hit(1, 0.0, passage, report)
            for start, end in pieces(hit):
                text = passage.text[start:end]
                if mentions(text, acronym) and mentions(text, meaning):
                    span = (passage.start + start, passage.start + end)
                    found.append(
                        Choice(Evidence(hit, *span, text, 0.0, 0.0, 0.0, 0.0, form=True, bonus=0.0, short=False), *span)
                    )
    return min(found, key=lambda c: (c.end - c.start, c.start), default=None)
