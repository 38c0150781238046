"""Years in a question: the years of publication that it allows."""

from __future__ import annotations

import re
from collections.abc import Callable

from dvrag.lessons.counting.values import Read, Restriction, without
from dvrag.model.actions import Entry

_Y = r"((?:19|20)\d\d)(?![\d/])"
_MADE = r"(?:(?:that\s+(?:were|was)\s+|which\s+were\s+)?(?:made|published|issued|given|released|dated)\s+)?"
_LATE = r"(?:(?:the\s+)?(?:end|start|beginning)\s+of\s+)?"
_PERIODS: tuple[tuple[str, Callable[[list[int]], tuple[int, int]]], ...] = (
    (rf"between\s+{_Y}\s+(?:and|to|-|–)\s+{_Y}", lambda y: (min(y), max(y))),
    (rf"(?:from|in|during)?\s*{_Y}\s*(?:-|–|to|until|till|through)\s*{_Y}", lambda y: (min(y), max(y))),
    (rf"(?:since|from)\s+{_Y}(?:\s+(?:on|onwards?))?", lambda y: (y[0], 9999)),
    (rf"in\s+or\s+after\s+{_Y}", lambda y: (y[0], 9999)),
    (rf"{_Y}\s+(?:or\s+later|onwards)", lambda y: (y[0], 9999)),
    (rf"(?:after|later\s+than)\s+{_Y}", lambda y: (y[0] + 1, 9999)),
    (rf"(?:before|earlier\s+than|prior\s+to)\s+{_Y}", lambda y: (0, y[0] - 1)),
    (rf"(?:until|till|up\s+to|by)\s+(?:the\s+end\s+of\s+)?{_Y}", lambda y: (0, y[0])),
    (rf"(?:in|during|for|of|throughout)\s+(?:the\s+year\s+)?{_Y}\s*(?:and|or|,)\s*{_Y}", lambda y: (min(y), max(y))),
    (rf"(?:in|during|for|of|throughout)?\s*(?:the\s+year\s+)?\b{_Y}", lambda y: (y[0], y[0])),
)


def read_years(text: str) -> Read:
    """Return the years of publication that a question allows. A month, or a second period, stays unread."""
    for pattern, bounds in _PERIODS:
        match = re.search(rf"\b{_MADE}{pattern}", text, re.IGNORECASE)
        if match and not re.search(_MONTH + r"\W*$", text[: match.start(1)], re.IGNORECASE):
            years = [int(year) for year in match.groups()]
            listed = re.search(r"\b(?:and|or)\b|,", match.group()) and not match.group().lower().startswith("between")
            low, high = bounds(years)
            if listed and high - low > 1 and "between" not in match.group().lower():
                return Read((), text)
            return Read((_published(low, high),), without(text, *match.span()))
    return Read((), text)


def year_of(entry: Entry) -> int | None:
    """Return the year in which an entry's report was published, None where it is not stated."""
    written = (entry.report.facts.published.value or "")[:4]
    return int(written) if written.isdigit() else None


def _published(low: int, high: int) -> Restriction:
    def meets(entry: Entry) -> bool:
        year = year_of(entry)
        return year is not None and low <= year <= high

    return Restriction(
        _said(low, high), meets, lambda entry: year_of(entry) is not None, "stand in reports without a date"
    )


def _said(low: int, high: int) -> str:
    if low == high:
        return f"in reports published in {low}"
    if high == 9999:
        return f"in reports published in {low} or later"
    if low == 0:
        return f"in reports published in {high} or earlier"
    return f"in reports published from {low} to {high}"


_MONTH = (
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|spring|summer|autumn|winter)"
)
