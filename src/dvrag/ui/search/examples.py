"""Example searches that fit what the library holds."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dvrag.model.documents import Family
from dvrag.model.results import ReportSummary

MOST = 3
_PLAIN_NAME = re.compile(r"[^\W\d_]+(?:[ '-][^\W\d_]+){0,4}")
_REVIEWS = {Family.DHR_OVERVIEW, Family.DHR_SUMMARY, Family.CASE_REVIEW}
_INSPECTIONS = {Family.INSPECTION, Family.THEMATIC_INSPECTION}


def examples(reports: Sequence[ReportSummary]) -> tuple[str, ...]:
    """Return at most three searches, the same for the same library.

    The name of an area is used only where it consists of letters, spaces, hyphens and apostrophes.
    """
    families = {report.family for report in reports}
    found = []
    if families & _REVIEWS:
        found.append("risk assessment not completed")
    if families & _INSPECTIONS:
        found.append("delay in answering calls for help")
    areas = {report.facts.place or "" for report in reports}
    named = next((area for area in sorted(areas, key=str.casefold) if _PLAIN_NAME.fullmatch(area)), None)
    found.append(f"sharing information between agencies in {named}" if named else "sharing information")
    return tuple(found[:MOST])
