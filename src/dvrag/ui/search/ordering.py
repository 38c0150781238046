"""The order in which passages are shown, and one of each report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from dvrag.model.ids import ReportId
from dvrag.model.results import Hit
from dvrag.ui.search.request import Sort


def ordered(hits: Sequence[Hit], sort: Sort) -> list[Hit]:
    """Return the hits by relevance or by date of publication; of one date by relevance, those without a date last.

    A date of which only the year or month is stated counts as its beginning.
    """
    by_rank = sorted(hits, key=lambda hit: hit.rank)
    if sort is Sort.RELEVANCE:
        return by_rank
    dated = [hit for hit in by_rank if published(hit)]
    return [
        *sorted(dated, key=published, reverse=sort is Sort.NEWEST),
        *(hit for hit in by_rank if not published(hit)),
    ]


def published(hit: Hit) -> str:
    """Return the ISO date of the hit's report, empty where none is stated."""
    return hit.report.facts.published.value or ""


def one_per_report(hits: Sequence[Hit]) -> list[Hit]:
    """Return the best hit of each report, in the order given."""
    best: dict[ReportId, Hit] = {}
    for hit in hits:
        kept = best.get(hit.report.id)
        if kept is None or hit.rank < kept.rank:
            best[hit.report.id] = hit
    chosen = {hit.rank for hit in best.values()}
    return [hit for hit in hits if hit.rank in chosen]


def others(hits: Sequence[Hit]) -> Mapping[ReportId, int]:
    """Return, for each report, how many of the hits stand in it beside the best one."""
    return {report: n - 1 for report, n in Counter(hit.report.id for hit in hits).items()}
