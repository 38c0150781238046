"""Example questions that fit what the library holds."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dvrag.model.documents import Family
from dvrag.model.results import ReportSummary

MOST = 4
_PLAIN_NAME = re.compile(r"[^\W\d_]+(?:[ '-][^\W\d_]+){0,4}")
_REVIEWS = {Family.DHR_OVERVIEW, Family.DHR_SUMMARY}
_INSPECTIONS = {Family.INSPECTION, Family.JOINT_INSPECTION}


def examples(reports: Sequence[ReportSummary]) -> tuple[str, ...]:
    """Return at most four questions, the same for the same library.

    A name from a report is used only where it consists of letters, spaces, hyphens and apostrophes: the questions
    are labels of buttons, in which other characters could be read as formatting.
    """
    families = {report.family for report in reports}
    found = []
    if families & _REVIEWS:
        found.append("Was a DASH risk assessment completed?")
        found.append("What did the reviews say about sharing information between agencies?")
        found.append("What should GPs do differently?")
    force = _name_of(reports)
    if force:
        found.append(f"What must {force} improve?")
    if Family.THEMATIC_INSPECTION in families:
        found.append("What did inspectors find about repeat victims?")
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
