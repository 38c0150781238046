"""The passages found as a CSV file."""

from __future__ import annotations

from collections.abc import Sequence

from dvrag.lessons.actions.csv_file import csv_bytes
from dvrag.model.results import Hit
from dvrag.ui import words

COLUMNS = (
    "rank", "report", "file", "kind", "authority", "area", "published", "page", "printed page", "paragraph", "section",
    "text", "report id", "start", "end",
)  # fmt: skip


def csv_of(hits: Sequence[Hit]) -> bytes:
    """Return the hits as CSV (UTF-8 with a mark for spreadsheets), one a row; no cell can become a formula."""
    return csv_bytes([_row(hit) for hit in hits], COLUMNS)


def _row(hit: Hit) -> dict[str, str]:
    passage, report = hit.passage, hit.report
    return {
        "rank": str(hit.rank),
        "report": report.title,
        "file": report.source,
        "kind": words.family(report.family),
        "authority": report.authority.value,
        "area": report.facts.place or "",
        "published": report.facts.published.value or "",
        "page": str(passage.page or ""),
        "printed page": passage.page_label or "",
        "paragraph": passage.paragraph or "",
        "section": passage.section,
        "text": passage.text,
        "report id": report.id,
        "start": str(passage.start),
        "end": str(passage.end),
    }
