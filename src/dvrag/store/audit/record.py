"""An answer as the record keeps it: how it came about, redacted; and, apart, the words that repeat reports."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any, TypeAlias

from dvrag.model.answers import Answer, Claim
from dvrag.model.results import Filters
from dvrag.model.writing import Draft
from dvrag.store.library import Library
from dvrag.store.register.kept import cited, published_names, restrictions
from dvrag.store.tables import select_one
from dvrag.text.characters import without_controls
from dvrag.text.redaction import redacted

Facts: TypeAlias = dict[str, Any]


def record_of(answer: Answer, filters: Filters, library: Library) -> Facts:
    """Return how an answer came about, with the keys of docs/audit.md."""
    names = published_names(library.reports())
    return {
        "question": _told(answer.question, names),
        "resolved_question": _told(answer.resolved_question, names),
        "status": answer.status.value,
        "confidence": round(float(answer.confidence), 4),
        "reason": _told(answer.reason, names),
        "missing": [_told(part, names) for part in answer.missing],
        "note": _told(answer.note, names),
        "filters": {name: list(values) for name, values in restrictions(filters, library).items()},
        "library": answer.library,
        "models": dict(answer.models),
        "writer": _writer(answer.draft),
        "given": [_given(library, identity) for identity in answer.draft.passages] if answer.draft else [],
        "cited": [{"n": source.n, **asdict(cited(source))} for source in answer.sources],
        "claims": [_verdict(claim) for claim in answer.claims],
        "dropped": [_verdict(claim) for claim in answer.dropped],
        "timings_ms": {name: round(float(took), 1) for name, took in answer.timings_ms.items()},
    }


def words_of(answer: Answer, library: Library) -> Facts:
    """Return the words of an answer that repeat reports, redacted, and the reports (id → source) they may be of."""
    names = published_names(library.reports())
    found = {source.hit.report.id: source.hit.report.source for source in answer.sources}
    given = (_passage(library, identity) for identity in (answer.draft.passages if answer.draft else ()))
    sources = {report.id: report.source for report in library.reports()}
    found |= {row[2]: sources[row[2]] for row in given if row and row[2] in sources}
    compared = answer.comparison
    return {
        "raw": _told(answer.draft.text, names) if answer.draft else None,
        "claims": _said(answer.claims, names),
        "dropped": _said(answer.dropped, names),
        "sides": [_told(side, names) for side in compared.sides] if compared else [],
        "rows": [_told(row.about, names) for row in compared.rows] if compared else [],
        "reports": found,
    }


def _writer(draft: Draft | None) -> Facts | None:
    if draft is None:
        return None
    return {"model": draft.model, "prompt": draft.prompt, "hosted": draft.hosted, "usage": asdict(draft.usage)}


def _given(library: Library, identity: str) -> Facts:
    """Return which passage the language model was given: its report, and the SHA-256 of its words."""
    row = _passage(library, identity)
    if row is None:
        return {"passage": identity, "report": None, "sha256": None}
    return {"passage": identity, "report": row[2], "sha256": hashlib.sha256(row[5].encode()).hexdigest()}


def _passage(library: Library, identity: str) -> tuple[Any, ...] | None:
    return library.query(lambda connection: select_one(connection, "passages", "WHERE id = ?", (identity,)))


def _verdict(claim: Claim) -> Facts:
    return {"citations": list(claim.citations), "verdict": claim.verdict.value}


def _said(claims: Iterable[Claim], names: frozenset[str]) -> list[Mapping[str, str]]:
    return [{"text": _told(claim.text, names), "why": _told(claim.why, names)} for claim in claims]


def _told(text: str, names: frozenset[str]) -> str:
    return redacted(without_controls(text), names)
