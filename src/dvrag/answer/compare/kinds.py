"""Sides that are documents of one kind: "the action plans of A and B", "the joint inspections of A and B"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dvrag.model.documents import Family
from dvrag.model.results import ReportSummary

if TYPE_CHECKING:
    from dvrag.answer.compare.sides import Side

_KINDS = (
    (re.compile(r"\baction\s+plans?\b", re.I), Family.ACTION_PLAN),
    (
        re.compile(r"\bjoint\s+(?:targeted\s+area\s+)?inspections?\b|\bJTAIs?\b|\binspection\s+letters?\b", re.I),
        Family.JOINT_INSPECTION,
    ),
    (re.compile(r"\bservice\s+reviews?\b|\breviews?\s+of\s+(?:specialist\s+)?services\b", re.I), Family.SERVICE_REVIEW),
    (re.compile(r"\bexecutive\s+summar(?:y|ies)\b", re.I), Family.DHR_SUMMARY),
    (re.compile(r"\bPEEL\b", re.I), Family.INSPECTION),
)


def of_kind(sides: tuple[Side, ...], text: str, reports: Sequence[ReportSummary]) -> tuple[Side, ...]:
    """Return the sides with the reports of the kind that a question names, where each has one; else as they are."""
    named = {family for pattern, family in _KINDS if pattern.search(text)}
    if not named:
        return sides
    fitting = frozenset(report.id for report in reports if report.family in named)
    narrowed = tuple(
        replace(side, reports=side.reports & fitting, only=True) if side.reports & fitting else side for side in sides
    )
    return narrowed if all(side.only or not side.held for side in narrowed) else sides
