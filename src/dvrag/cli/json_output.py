"""The JSON contracts of the commands (`docs/contracts.md`), as pure functions from frozen values to plain dicts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from dvrag.model.answers import Answer, Claim, Source
from dvrag.model.building import Damage, FileResult, Outcome
from dvrag.model.documents import Fact, Facts, Report
from dvrag.model.results import Hit, ReportSummary, SearchResult
from dvrag.model.writing import Draft

Json = dict[str, Any]


def search_json(result: SearchResult) -> Json:
    """Return the document of `dvrag search --json`."""
    return {
        "query": result.query,
        "hits": [hit_json(hit) for hit in result.hits],
        "timings_ms": _rounded(result.timings_ms),
        "expansions": list(result.expansions),
        "corrected": result.corrected or result.query,
    }


def hit_json(hit: Hit) -> Json:
    """Return one hit; `page` is physical, from 1, null where the format has none; `start`, `end` are text offsets."""
    passage, report = hit.passage, hit.report
    return {
        "rank": hit.rank,
        "score": hit.score,
        "passage_id": passage.id,
        "report_id": report.id,
        "source": report.source,
        "title": report.title,
        "family": report.family.value,
        "authority": report.authority.value,
        "published": report.facts.published.value,
        "page": passage.page,
        "page_label": passage.page_label,
        "paragraph": passage.paragraph,
        "paragraph_index": passage.paragraph_index,
        "section": passage.section,
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
    }


def answer_json(answer: Answer) -> Json:
    """Return the document of `dvrag ask --json`."""
    return {
        "question": answer.question,
        "status": answer.status.value,
        "answer": [_claim(claim) for claim in answer.claims],
        "sources": [source_json(source) for source in answer.sources],
        "confidence": round(answer.confidence, 4),
        "reason": answer.reason,
        "missing": list(answer.missing),
        "disagreements": [
            {"about": item.about, "values": [{"value": side.value, "n": side.n} for side in item.values]}
            for item in answer.disagreements
        ],
        "support": list(answer.support),
        "count": {"n": answer.count.n, "finding_ids": list(answer.count.finding_ids)} if answer.count else None,
        "resolved_question": answer.resolved_question,
        "timings_ms": _rounded(answer.timings_ms),
        "library": answer.library,
        "models": dict(answer.models),
        **_written(answer),
    }


def _written(answer: Answer) -> Json:
    """Return what a written or compared answer holds beside its sentences; null and empty for one that quotes."""
    return {
        "understood": answer.understood,
        "doubts": [{"n": n, "why": claim.why} for n, claim in enumerate(answer.claims) if claim.why],
        "comparison": _comparison(answer),
        "note": answer.note,
        "dropped": [{**_claim(claim), "why": claim.why} for claim in answer.dropped],
        "draft": _draft(answer.draft) if answer.draft else None,
    }


def _claim(claim: Claim) -> Json:
    return {"text": claim.text, "citations": list(claim.citations), "verdict": claim.verdict.value}


def _comparison(answer: Answer) -> Json | None:
    if answer.comparison is None:
        return None
    rows = [
        {"about": row.about, "cells": [[_claim(claim) for claim in cell] for cell in row.cells]}
        for row in answer.comparison.rows
    ]
    return {"sides": list(answer.comparison.sides), "rows": rows}


def _draft(draft: Draft) -> Json:
    return {
        "text": draft.text,
        "model": draft.model,
        "prompt": draft.prompt,
        "hosted": draft.hosted,
        "passages": list(draft.passages),
        "usage": asdict(draft.usage),
    }


def source_json(source: Source) -> Json:
    """Return a citation: page and paragraph are the quote's, `start`, `end`, `text` the passage's around it."""
    return {
        "n": source.n,
        **hit_json(source.hit),
        "page": source.page,
        "page_label": source.page_label,
        "paragraph": source.paragraph,
        "paragraph_index": source.paragraph_index,
        "quote": source.quote,
        "quote_start": source.start,
        "quote_end": source.end,
    }


def ingest_json(library: str, results: Sequence[FileResult], notices: Sequence[str]) -> Json:
    """Return the document of `dvrag ingest --json` and of `dvrag library rebuild --json`."""
    return {
        "library": library,
        "files": [{**asdict(r), "outcome": r.outcome.value, "warnings": list(r.warnings)} for r in results],
        "counts": {outcome.value: sum(r.outcome is outcome for r in results) for outcome in Outcome},
        "notices": list(notices),
    }


def remove_json(library: str, removed: Sequence[ReportSummary], notices: Sequence[str]) -> Json:
    """Return the document of `dvrag library remove --json`."""
    return {
        "library": library,
        "removed": [{"report_id": report.id, "source": report.source} for report in removed],
        "notices": list(notices),
    }


def list_json(library: str, reports: Sequence[ReportSummary]) -> Json:
    """Return the document of `dvrag library list --json`."""
    return {"library": library, "reports": [summary_json(report) for report in reports]}


def summary_json(report: ReportSummary) -> Json:
    """Return a report as the library lists it."""
    return {
        "report_id": report.id,
        "source": report.source,
        "title": report.title,
        "format": report.format,
        "family": report.family.value,
        "authority": report.authority.value,
        "facts": facts_json(report.facts),
        "pages": report.pages,
        "passages": report.passages,
        "characters": report.characters,
        "added": report.added,
        "near_duplicates": list(report.near_duplicates),
        "warnings": list(report.warnings),
    }


def report_json(report: Report) -> Json:
    """Return the document of `dvrag library show --json`."""
    return {
        "report_id": report.id,
        "source": report.source,
        "title": report.facts.title.value or report.source,
        "format": report.format,
        "family": report.family.value,
        "authority": report.authority.value,
        "facts": facts_json(report.facts),
        "pages": [
            {"page": p.number or None, "page_label": p.label, "start": p.start, "end": p.end, "read_by": p.source.value}
            for p in report.pages
        ],
        "sections": [{"level": s.level, "path": list(s.path), "start": s.start, "end": s.end} for s in report.sections],
        "blocks": len(report.blocks),
        "characters": len(report.text),
        "glossary": dict(report.glossary),
        "warnings": list(report.warnings),
    }


def facts_json(facts: Facts) -> Json:
    """Return every fact with its span `[start, end)`; value and span are null where nothing is stated."""
    fields: dict[str, Fact] = {name: getattr(facts, name) for name in Facts.__slots__}
    return {
        name: {
            "value": fact.value,
            "span": [fact.span.start, fact.span.end] if fact.span else None,
            "origin": fact.origin,
        }
        for name, fact in fields.items()
    }


def verify_json(library: str, damage: Sequence[Damage]) -> Json:
    """Return the document of `dvrag library verify --json`."""
    return {"library": library, "ok": not damage, "damage": [asdict(item) for item in damage]}


def _rounded(timings: dict[str, float]) -> dict[str, float]:
    return {name: round(value, 2) for name, value in timings.items()}
