"""Counts, places in a row, dates and printed paragraph numbers as a sentence writes them."""

from __future__ import annotations

import calendar
import re

_NAMED = re.compile(r"[A-Z][a-z]{2}")


def counted(n: int, one: str, many: str = "") -> str:
    """Return "1 report", "2,000 reports"; `many` where an s is not enough."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"


def ordinal(n: int) -> str:
    """Return "1st", "2nd", "11th"."""
    ending = "th" if n % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{ending}"


def capitalised(text: str) -> str:
    """Return text with a capital at the start, nothing else changed."""
    return text[:1].upper() + text[1:]


def date_in_words(iso: str) -> str:
    """Return "14 November 2019", "November 2019" or "2019" for an ISO date of that precision, else the text itself."""
    parts = iso.split("-")
    if not 2 <= len(parts) <= 3 or len(parts[0]) != 4 or not all(part.isdigit() for part in parts):
        return iso
    month = int(parts[1])
    if not 1 <= month <= 12:
        return iso
    words = f"{calendar.month_name[month]} {parts[0]}"
    return f"{int(parts[2])} {words}" if len(parts) == 3 else words


def named_or_numbered(printed: str, before: str) -> str:
    """Return a paragraph as printed: "Recommendation 4" as it is, "5.14" after the word `before`."""
    return printed if _NAMED.match(printed) else f"{before} {printed}"
