"""Sides that are documents of one kind: "the action plans of A and B", "the joint inspections of A and B"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dvrag.answer.compare.side import Side
from dvrag.model.documents import Family
from dvrag.model.results import ReportSummary

_KINDS = (
    (r"\baction\s+plans?\b", (Family.ACTION_PLAN,)),
    (
        r"\bjoint\s+(?:targeted\s+area\s+)?inspections?\b|\bJTAIs?\b|\binspection\s+letters?\b",
        (Family.JOINT_INSPECTION,),
    ),
    (r"\bservice\s+reviews?\b|\breviews?\s+of\s+(?:specialist\s+)?services\b", (Family.SERVICE_REVIEW,)),
    (r"\bexecutive\s+summar(?:y|ies)\b", (Family.DHR_SUMMARY,)),
    (r"\bPEEL\b", (Family.INSPECTION,)),
    (r"\breviews?\b|\bDHRs?\b|\bDARDRs?\b", (Family.DHR_OVERVIEW, Family.DHR_SUMMARY, Family.CASE_REVIEW)),
    (r"\binspections?\b", (Family.INSPECTION, Family.JOINT_INSPECTION, Family.THEMATIC_INSPECTION)),
)
"""What a question may call its sides, the narrower names first; the first that it holds counts."""


def of_kind(sides: tuple[Side, ...], text: str, reports: Sequence[ReportSummary]) -> tuple[Side, ...]:
    """Return the sides with the reports of the kind that a question names, where each has one; else as they are."""
    named = next((families for words, families in _KINDS if re.search(words, text, re.IGNORECASE)), ())
    fitting = frozenset(report.id for report in reports if report.family in named)
    narrowed = tuple(
        replace(side, reports=side.reports & fitting, only=True) if side.reports & fitting else side for side in sides
    )
    return narrowed if all(side.only or not side.held for side in narrowed) else sides
