"""GoldSet × System → Run: ask every question, judge what comes back."""

from __future__ import annotations

import time
from collections.abc import Sequence

from dvrag.evaluate.gold.place import Place, Placed
from dvrag.evaluate.measures import answers, citations
from dvrag.evaluate.measures.ranking import ranking_scores, ranks
from dvrag.evaluate.run import Record, Said
from dvrag.model.answers import Answer, Status
from dvrag.model.ids import ReportId
from dvrag.model.results import ReportSummary, SearchResult
from dvrag.ports import Progress, System

DEPTH = 20
"""Passages searched for each question."""


def run_questions(
    placed: Sequence[Placed], system: System, reports: Sequence[ReportSummary], progress: Progress, label: str
) -> tuple[Record, ...]:
    """Return a record for each question, in order. One search and one answer each; nothing is asked twice."""
    families = {report.id: report.family.value for report in reports}
    records = []
    progress.start(label, len(placed))
    for item in placed:
        records.append(_record(item, system, families))
        progress.advance(item.gold.id)
    progress.stop()
    return tuple(records)


def _record(placed: Placed, system: System, families: dict[ReportId, str]) -> Record:
    gold = placed.gold
    began = time.perf_counter()
    result = system.search(gold.question, DEPTH) if gold.answerable else SearchResult(gold.question, ())
    searched = time.perf_counter()
    answer = system.ask(gold.question)
    asked = time.perf_counter()
    found = ranks(placed.places, result.hits)
    return Record(
        id=gold.id,
        question=gold.question,
        type=gold.type.value,
        subtype=gold.subtype,
        split=gold.split,
        expected=gold.expected.value,
        status=answer.status.value,
        gated=gold.gated,
        confidence=answer.confidence,
        scores=_scores(placed, result, found, answer),
        reason=answer.why if answer.status is not Status.ANSWERED else "",
        answer=tuple(
            Said(s.quote, s.hit.report.source, s.page, s.paragraph, citations.is_right(s, placed.places))
            for s in answer.sources
        ),
        ranks=found,
        families=tuple(sorted({families[place.report] for place in placed.places})),
        missed=answers.missed(gold, answer),
        wanted=tuple(_named(place) for place in placed.places),
        ranking=tuple(f"{hit.report.source}#{hit.passage.start}-{hit.passage.end}" for hit in result.hits),
        search_ms=round(1000 * (searched - began), 2) if gold.answerable else 0.0,
        ask_ms=round(1000 * (asked - searched), 2),
    )


def _named(place: Place) -> str:
    return f"{place.source}, page {place.page}" if place.page else place.source


def _scores(placed: Placed, result: SearchResult, found: tuple[int, ...], answer: Answer) -> dict[str, float]:
    gold, places = placed.gold, placed.places
    scores: dict[str, float | None] = {"decided": answers.decided(gold, answer)}
    if gold.subtype and gold.expected is Status.DECLINED:
        scores["safe"] = answers.safe(gold, answer)
    if gold.answerable:
        text = answers.said(answer)
        precision, recall = citations.gold_citation(answer.sources, places)
        needed, carried = citations.alce(answer)
        vital = answers.nugget_recall([p for p in gold.points if p.vital], text)
        scores |= ranking_scores(found, len(result.hits))
        scores |= {
            "answered": float(answer.status is Status.ANSWERED),
            "vital": vital,
            "points": answers.nugget_recall(gold.points, text),
            "figures": answers.figure_share(gold.figures, text),
            "citation_precision": needed,
            "citation_recall": carried,
            "verbatim": citations.verbatim(answer),
            "gold_precision": precision,
            "gold_recall": recall,
            "right_page": citations.right_page(answer.sources, places),
            "right_paragraph": citations.right_paragraph(answer.sources, places),
            "page_as_printed": citations.page_as_printed(answer.sources, places),
        }
    scores["right"] = right(gold.answerable, answer, scores)
    return {name: round(value, 6) for name, value in scores.items() if value is not None}


def right(answerable: bool, answer: Answer, scores: dict[str, float | None]) -> float:
    """Return 1 where the outcome helps: at least half of the vital points with a right page, or rightly no answer."""
    if not answerable:
        return float(answer.status is not Status.ANSWERED)
    return float((scores["vital"] or 0.0) >= 0.5 and scores["right_page"] == 1.0)
