"""Who a whole report is addressed to: a coroner's report names it once, for all its concerns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dvrag.lessons.extract.words import agency_named
from dvrag.model.documents import BlockKind, Family, Report
from dvrag.model.findings import Draft, FindingKind

_SENT = re.compile(r"\bthis\s+report\s+is\s+(?:being\s+)?sent\s+to\b|^(?:recipients?|addressees?)\b", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\((?P<who>[^()]{3,120})\)")
_SURE = 0.95


def with_receivers(report: Report, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts; concerns of a coroner's report without an addressee get those of the report."""
    if report.family is not Family.PREVENTION_REPORT:
        return list(drafts)
    sent = "; ".join(_receivers(report)) or None
    return [
        replace(draft, addressee=_named(report, draft) or draft.addressee or sent, confidence=_SURE)
        if draft.kind is FindingKind.CAUSE_OF_CONCERN
        else draft
        for draft in drafts
    ]


def _named(report: Report, draft: Draft) -> str | None:
    """Return the body in brackets in the first words of a concern ("Stalking (Eastfold Constabulary). …")."""
    found = _IN_BRACKETS.search(report.text[draft.start : draft.end][:200])
    return found["who"] if found and agency_named(found["who"]) else None


def _receivers(report: Report) -> list[str]:
    found = []
    for block in report.blocks:
        path = report.sections[block.section].path if block.section < len(report.sections) else ()
        if path and _SENT.search(path[-1]) and block.kind is not BlockKind.HEADING:
            name = re.sub(r"^\W*\d*[.)]?\s*", "", report.text[block.start : block.end]).strip()
            found += [name.rstrip(".")] if len(name) < 160 and agency_named(name) else []
    return found
