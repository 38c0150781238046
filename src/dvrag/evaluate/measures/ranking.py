"""A ranking of passages held against gold passages: which rank finds which."""

from __future__ import annotations

from collections.abc import Sequence

from dvrag.evaluate.gold.place import Place, Span
from dvrag.evaluate.measures.retrieval import measure
from dvrag.model.ids import ReportId
from dvrag.model.results import Hit

SHARED = 0.5
"""Share of the shorter of two spans that both must hold to be about the same words."""

MEASURES = ("nDCG@10", "R@10", "RR@10", "Success@3")


def overlaps(one: Span, other: Span) -> bool:
    """Return whether two spans share at least half of the shorter one."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared > 0 and shared >= SHARED * min(one[1] - one[0], other[1] - other[0])


def holds(place: Place, report: ReportId, span: Span) -> bool:
    """Return whether a span of a report holds a gold passage: each of its parts, or lies within one of them."""
    if report != place.report:
        return False
    touched = [overlaps(span, part) for part in place.spans]
    return all(touched) or (any(touched) and len(place.spans) > 1)


def ranks(places: Sequence[Place], hits: Sequence[Hit]) -> tuple[int, ...]:
    """Return, per unit of gold passages, the rank (from 1) of the first hit that holds one of them; 0 for none."""
    found = [0] * len({place.unit for place in places})
    for hit in hits:
        span = (hit.passage.start, hit.passage.end)
        for place in places:
            if not found[place.unit] and holds(place, hit.report.id, span):
                found[place.unit] = hit.rank
    return tuple(found)


def ranking_scores(found: Sequence[int], hits: int) -> dict[str, float]:
    """Return the retrieval measures of one question from the ranks that found its gold passages.

    A hit that holds several passages counts once for each, in places that follow each other; one that holds none, or
    only passages found before, counts as not relevant.
    """
    order: list[str] = []
    for rank in range(1, hits + 1):
        order += [f"gold-{unit}" for unit, at in enumerate(found) if at == rank] or [f"hit-{rank}"]
    qrels = {"q": {f"gold-{unit}": 1 for unit in range(len(found))}}
    run = {"q": {document: float(len(order) - place) for place, document in enumerate(order)}}
    return measure(qrels, run, MEASURES).means
