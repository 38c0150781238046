"""Dates as British reports print them."""

from __future__ import annotations

import re
from dataclasses import dataclass

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"), ("february", "feb"), ("march", "mar"), ("april", "apr"), ("may",), ("june", "jun"),
            ("july", "jul"), ("august", "aug"), ("september", "sept", "sep"), ("october", "oct"),
            ("november", "nov"), ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}  # fmt: skip
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_YEAR = r"(?:19|20)\d{2}"
_PATTERN = re.compile(
    rf"\b(?P<d1>{_DAY})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+(?P<m1>{_MONTH})\b\.?,?[\s-]+(?P<y1>{_YEAR})\b"
    rf"|\b(?P<m2>{_MONTH})\.?\s+(?P<d2>{_DAY})(?:st|nd|rd|th)?,?\s+(?P<y2>{_YEAR})\b"
    rf"|\b(?P<m3>{_MONTH})\b\.?,?[\s-]+(?P<y3>{_YEAR})\b"
    rf"|\b(?P<y4>{_YEAR})-(?P<m4>0[1-9]|1[0-2])-(?P<d4>0[1-9]|[12]\d|3[01])\b"
    rf"|(?<![\d/.])(?P<d5>{_DAY})(?P<sep>[/.])(?P<m5>0?[1-9]|1[0-2])(?P=sep)(?P<y5>{_YEAR}|\d{{2}})(?![\d/.]\d)",
    re.IGNORECASE,
)
_DAY_MONTH = re.compile(rf"(?:{_DAY}(?:st|nd|rd|th)?\s+)?(?:{_MONTH})\b", re.IGNORECASE)
_YEAR_ONLY = re.compile(rf"(?<![\d/–-])\b{_YEAR}\b(?![/–-]\d)")


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date at `[start, end)`; `iso` is `YYYY-MM-DD` or, without a day, `YYYY-MM`, or `YYYY`."""

    start: int
    end: int
    iso: str


def dates(text: str) -> list[DateSpan]:
    """Return the dates of a text that name a month, in order. A two-digit year below 70 is of this century."""
    return [DateSpan(found.start(), found.end(), _iso(found)) for found in _PATTERN.finditer(text)]


def years(text: str) -> list[DateSpan]:
    """Return the four-digit years of a text, in order, those inside longer dates included."""
    return [DateSpan(found.start(), found.end(), found.group()) for found in _YEAR_ONLY.finditer(text)]


def starts_with_date(text: str) -> bool:
    """Return whether a line begins with a date, as entries of a chronology do."""
    found = _PATTERN.match(text)
    return found is not None or _DAY_MONTH.match(text) is not None


def _iso(found: re.Match[str]) -> str:
    parts = {key: value for key, value in found.groupdict().items() if value and key != "sep"}
    year = next(value for key, value in parts.items() if key[0] == "y")
    month = next(value for key, value in parts.items() if key[0] == "m")
    day = next((value for key, value in parts.items() if key[0] == "d"), "")
    if len(year) == 2:
        year = ("20" if int(year) < 70 else "19") + year
    number = MONTHS.get(month.lower()) or int(month)
    return f"{year}-{number:02d}" + (f"-{int(day):02d}" if day else "")
