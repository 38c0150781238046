"""Plain words for dates, places in a report, and counts."""

from __future__ import annotations

import calendar
import re

from dvrag.model.results import ReportSummary


def count_of(n: int, one: str, many: str = "") -> str:
    """Return "1 report", "2 reports"; `many` where an s is not enough."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"


def date_in_words(iso: str) -> str:
    """Return "14 November 2019", "November 2019" or "2019" for an ISO date of that precision, else the text itself."""
    parts = iso.split("-")
    if not all(part.isdigit() for part in parts) or len(parts) > 3 or len(parts[0]) != 4:
        return iso
    if len(parts) == 1:
        return iso
    month = int(parts[1])
    if not 1 <= month <= 12:
        return iso
    words = f"{calendar.month_name[month]} {parts[0]}"
    return f"{int(parts[2])} {words}" if len(parts) == 3 else words


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
        return number if re.match(r"[A-Z][a-z]{2}", number) else f"paragraph {number}"
    return f"{ordinal(index)} paragraph of the section" if index > 0 else ""


def joined(*parts: str) -> str:
    """Return the parts that are not empty with " · " between them."""
    return " · ".join(part for part in parts if part)


def ordinal(n: int) -> str:
    """Return "1st", "2nd", "11th"."""
    ending = "th" if n % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{ending}"
