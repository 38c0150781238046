"""Questions with several sides: what each named place, each year or each report says is quoted, not only the best."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from dvrag.answer.evidence import Evidence
from dvrag.answer.question.names import Name, mentions
from dvrag.answer.question.parse import Question
from dvrag.answer.question.scope import Scope
from dvrag.model.ids import ReportId

EACH = 0.7
"""A side is quoted when its best sentence scores at least this share of the best of all."""
MOST = 8
"""Reports quoted at most where the question goes through all of them."""

_ACROSS = re.compile(
    r"\b(?:which|what|our|these|those|all|other|more\s+than\s+one)\s+(?:of\s+)?(?:the\s+|our\s+)?(?:reviews?|reports|inspections)\b"
    r"|\bacross\s+(?:the\s+|our\s+|all\s+)?(?:reviews|reports|forces|areas)\b|\breports\s+(?:say|seem|differ|pick|mention)"
    r"|\bhas\s+any(?:one|body)\b|\bexamples?\s+(?:from|in|across)\b|^\W*evidence\b|\bwho\s+else\b",
    re.IGNORECASE,
)


def sides(question: Question, scope: Scope, found: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Return the best sentence of each side that the question names; empty where it has one side. `found`: best first.

    Sides are names joined by "and", "or", "versus", the years of a comparison, or all reports.
    """
    if not found:
        return ()
    strong = [item for item in found if item.score >= EACH * found[0].score]
    chosen: list[Evidence | None] = []
    for group in scope.groups:
        if len(group) > 1:
            chosen += [_first(item for item in strong if _speaks_of(name, item)) for name in group]
    if len(question.years) > 1:
        chosen += [_first(item for item in strong if _dated(year, item)) for year in question.years]
    if _ACROSS.search(question.text):
        chosen += _one_a_report(strong)
    return tuple(dict.fromkeys(item for item in chosen if item is not None))


def _one_a_report(strong: Iterable[Evidence]) -> list[Evidence]:
    best: dict[ReportId, Evidence] = {}
    for item in strong:
        best.setdefault(item.hit.report.id, item)
    return list(best.values())[:MOST]


def _first(items: Iterable[Evidence]) -> Evidence | None:
    return next(iter(items), None)


def _speaks_of(name: Name, item: Evidence) -> bool:
    return mentions(item.text, name.text) or (item.hit.report.id in name.about and mentions(_head(item), name.text))


def _head(item: Evidence) -> str:
    return f"{item.hit.report.title} {item.hit.passage.section}"


def _dated(year: str, item: Evidence) -> bool:
    facts = item.hit.report.facts
    return year[:4] in f"{item.text} {_head(item)} {facts.published.value} {facts.version.value}"
