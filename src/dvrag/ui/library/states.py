"""The state of a report in words: ready, or what is to be known before it is relied on."""

from __future__ import annotations

from dvrag.model.building import Records
from dvrag.model.results import ReportSummary
from dvrag.ui import words

READY = "ready"


def state(report: ReportSummary, records: Records) -> str:
    """Return the state of a report in a few words."""
    parts = []
    if report.id in records.unread:
        parts.append("findings not read yet")
    if report.id in records.problems:
        parts.append("findings could not be read")
    if report.warnings:
        parts.append(words.count(len(report.warnings), "warning"))
    return ", ".join(parts) or READY


def explained(report: ReportSummary, records: Records) -> tuple[str, ...]:
    """Return what the state of a report means, with the next step; empty for one that is ready."""
    lines = []
    if report.id in records.unread:
        lines.append(
            "Its findings are not read yet: it can be searched and asked, but is not under Lessons. Press Read the "
            "findings under Health of this library."
        )
    if report.id in records.problems:
        lines.append(f"{records.problems[report.id]} It can be searched and asked all the same.")
    return (*lines, *report.warnings)
