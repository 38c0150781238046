"""Example questions that fit what the library holds."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dvrag.model.documents import Family
from dvrag.model.results import ReportSummary

MOST = 4
_PLAIN_NAME = re.compile(r"[^\W\d_]+(?:[ '-][^\W\d_]+){0,4}")
_REVIEWS = {Family.DHR_OVERVIEW, Family.DHR_SUMMARY}
_INSPECTIONS = {Family.INSPECTION}


def examples(reports: Sequence[ReportSummary]) -> tuple[str, ...]:
    """Return at most four questions, the same for the same library.

    A name from a report is used only where it consists of letters, spaces, hyphens and apostrophes: the questions
    are labels of buttons, in which other characters could be read as formatting.
    """
    families = {report.family for report in reports}
    found = []
    if families & _REVIEWS:
        found.append("What did the reviews say about separation?")
        found.append("Were the children spoken to?")
    force = _name_of(reports)
    if force:
        found.append(f"How good is {force} at protecting vulnerable people?")
    if families & (_REVIEWS | _INSPECTIONS | {Family.THEMATIC_INSPECTION}):
        found.append("What do the reports say about repeated calls to the police?")
    if not found:
        found.append("What are the main recommendations?")
    return tuple(found[:MOST])


def _name_of(reports: Sequence[ReportSummary]) -> str | None:
    """Return the force or area of the newest inspection whose name is plain."""
    newest = sorted(reports, key=lambda report: report.facts.published.value or "", reverse=True)
    for report in newest:
        name = report.facts.force.value or report.facts.area.value or ""
        if report.family in _INSPECTIONS and _PLAIN_NAME.fullmatch(name):
            return name
    return None
