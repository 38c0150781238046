"""The findings on display as a CSV file."""

from __future__ import annotations

from collections.abc import Sequence

from dvrag.lessons.actions.csv_file import csv_bytes
from dvrag.model.actions import Entry
from dvrag.ui.lessons import named


def csv_of(entries: Sequence[Entry]) -> bytes:
    """Return the entries as CSV (UTF-8 with a mark for spreadsheets), one a row; no cell can become a formula."""
    rows = [_row(entry) for entry in entries]
    return csv_bytes(rows, list(rows[0]) if rows else ["finding_id"])


def _row(entry: Entry) -> dict[str, str]:
    finding = entry.finding
    return {
        "finding_id": finding.id,
        "kind": finding.kind.value,
        "number": finding.number or "",
        "text": finding.text,
        "addressee": finding.addressee or "",
        "agencies": "; ".join(agency.name for agency in finding.agencies),
        "themes": "; ".join(mark.theme for mark in finding.themes),
        "scope": finding.plan.scope.value if finding.plan.scope else "",
        "deadline": finding.plan.deadline or "",
        "area": named.area(entry),
        "published": entry.report.facts.published.value or "",
        "report": entry.report.title,
        "source": entry.report.source,
        "page": str(finding.page or ""),
        "page_label": finding.page_label or "",
        "paragraph": finding.paragraph or "",
        "to_check": "yes" if entry.to_check else "",
    }
