"""What a report itself says was recommended before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dvrag.model.documents import Report
from dvrag.model.findings import Draft, FindingKind
from dvrag.text.sentences import sentence_spans

_BEFORE = re.compile(
    r"\b(?:previous|earlier|former|past|same|similar|existing)\s+recommendations?\b"
    r"|\brecommend(?:ation|ed|ations)\b[^.;]{0,80}\b(?:before|previously|earlier|in\s+(?:the\s+)?(?:\w+\s+){0,4}(?:19|20)\d\d|already)\b"
    r"|\b(?:previously|already|also|earlier|before)\b[^.;]{0,30}\brecommended\b"
    r"|\brepeats?\s+(?:one|a|the|an\s+earlier|that|those|what)\b[^.;]{0,60}\b(?:recommend\w+|review|made|19\d\d|20\d\d)\b"
    r"|\b(?:was|were|been)\s+(?:made|recommended)\s+(?:by|in|to)\b[^.;]{0,60}\b(?:review|report|inspection|19\d\d|20\d\d)\b",
    re.IGNORECASE,
)
_NUMBERS = re.compile(
    r"\brecommendations?\s+(?P<list>(?:[\dR][\w.]*(?:\s[a-z]\b)?)(?:(?:,\s*|\s+and\s+|\s+to\s+)[\dR][\w.]*(?:\s[a-z]\b)?)*)",
    re.IGNORECASE,
)
_RECOMMENDED = frozenset({FindingKind.RECOMMENDATION, FindingKind.AREA_FOR_IMPROVEMENT, FindingKind.CAUSE_OF_CONCERN})


def with_earlier(report: Report, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts, those with `earlier` of which the report says that they were recommended before.

    It says so in the finding's own text, or in a sentence elsewhere that names its number.
    """
    named = _named(report, drafts)
    return [
        replace(draft, earlier=_own(report, draft) or named.get(draft.number or "", "")) if _may(draft) else draft
        for draft in drafts
    ]


def _may(draft: Draft) -> bool:
    return draft.kind in _RECOMMENDED and not draft.earlier


def _own(report: Report, draft: Draft) -> str:
    text = report.text[draft.start : draft.end]
    if "recommend" not in text and "repeat" not in text:
        return ""
    return next((text[a:b] for a, b in sentence_spans(text) if _BEFORE.search(text[a:b])), "")


def _named(report: Report, drafts: Sequence[Draft]) -> dict[str, str]:
    """Return, by printed number, the sentence outside the findings that says it was recommended before."""
    inside = [(draft.start, draft.end) for draft in drafts]
    found: dict[str, str] = {}
    for block in report.blocks:
        text = report.text[block.start : block.end]
        if "ecommendation" not in text or any(start <= block.start < end for start, end in inside):
            continue
        for a, b in sentence_spans(text):
            sentence = text[a:b]
            if _BEFORE.search(sentence):
                for match in _NUMBERS.finditer(sentence):
                    found.update(dict.fromkeys(re.split(r",\s*|\s+and\s+|\s+to\s+", match["list"]), sentence))
    return found
