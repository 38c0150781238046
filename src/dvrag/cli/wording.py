"""Plain words for dates and places in a report."""

from __future__ import annotations

from dvrag.model.results import ReportSummary
from dvrag.text.plain import date_in_words, named_or_numbered, ordinal


def published(report: ReportSummary) -> str:
    """Return when the report was published, in words, or "date not stated"."""
    value = report.facts.published.value
    return date_in_words(value) if value else "date not stated"


def page_in_words(page: int | None, label: str | None) -> str:
    """Return "page iii (5th in the file)", "page 5", or an empty text where the format has no pages."""
    if page is None:
        return ""
    if label is None or label == str(page):
        return f"page {page}"
    return f"page {label} ({ordinal(page)} in the file)"


def paragraph_in_words(number: str | None, index: int) -> str:
    """Return "paragraph 5.14" or "Recommendation 4" as printed, or "3rd paragraph of the section"; else nothing."""
    if number:
        return named_or_numbered(number, "paragraph")
    return f"{ordinal(index)} paragraph of the section" if index > 0 else ""


def joined(*parts: str) -> str:
    """Return the parts that are not empty with " · " between them."""
    return " · ".join(part for part in parts if part)
