"""Years in a question: the years of publication that it allows."""

from __future__ import annotations

import re
from collections.abc import Callable

from dvrag.lessons.counting.values import Read, Restriction, without
from dvrag.model.actions import Entry

_Y = r"((?:19|20)\d\d)(?![\d/])"
_MADE = r"(?:(?:that\s+(?:were|was)\s+|which\s+were\s+)?(?:made|published|issued|given|released|dated)\s+)?"
_ALL = 9999
_PERIODS: tuple[tuple[str, Callable[[list[int]], tuple[int, int]]], ...] = (
    (rf"between\s+{_Y}\s+(?:and|to|-|–)\s+{_Y}", lambda y: (min(y), max(y))),
    (rf"(?:from|in|during)?\s*{_Y}\s*(?:-|–|to|until|till|through)\s*{_Y}", lambda y: (min(y), max(y))),
    (rf"(?:since|from)\s+{_Y}(?:\s+(?:on|onwards?))?", lambda y: (y[0], _ALL)),
    (rf"in\s+or\s+after\s+{_Y}", lambda y: (y[0], _ALL)),
    (rf"(?:in\s+)?{_Y}\s+(?:or\s+later|onwards)", lambda y: (y[0], _ALL)),
    (rf"(?:after|later\s+than)\s+{_Y}", lambda y: (y[0] + 1, _ALL)),
    (rf"(?:before|earlier\s+than|prior\s+to)\s+{_Y}", lambda y: (0, y[0] - 1)),
    (rf"(?:until|till|up\s+to|by)\s+(?:the\s+end\s+of\s+)?{_Y}", lambda y: (0, y[0])),
)
_LISTED = re.compile(
    rf"\b{_MADE}(?:(?:in|during|for|of|throughout)\s+)?(?:the\s+years?\s+)?(?:either\s+)?{_Y}(?:\s*(?:,|and|or|&)\s*(?:in\s+)?{_Y})*",
    re.IGNORECASE,
)


def read_years(text: str) -> Read:
    """Return the years of publication that a question allows. A month, or a second period, stays unread."""
    for pattern, bounds in _PERIODS:
        match = re.search(rf"\b{_MADE}{pattern}", text, re.IGNORECASE)
        if match and not _after_month(text, match):
            low, high = bounds([int(year) for year in match.groups()])
            found = _published(_said(low, high), lambda year, low=low, high=high: low <= year <= high)  # type: ignore[misc]
            return Read((found,), without(text, *match.span()))
    match = _LISTED.search(text)
    if match is None or _after_month(text, match):
        return Read((), text)
    years = sorted({int(year) for year in re.findall(r"(?:19|20)\d\d", match.group())})
    said = f"in reports published in {' or '.join(map(str, years))}"
    return Read((_published(said, lambda year: year in years),), without(text, *match.span()))


def _after_month(text: str, match: re.Match[str]) -> bool:
    """Return whether a month stands before the (first) year: reports are counted by year alone."""
    return re.search(_MONTH + r"\W*$", text[: match.start(1)], re.IGNORECASE) is not None


def _published(said: str, within: Callable[[int], bool]) -> Restriction:
    def meets(entry: Entry) -> bool:
        year = entry.report.facts.year
        return year is not None and within(year)

    return Restriction(
        said, meets, lambda entry: entry.report.facts.year is not None, "stand in reports without a date"
    )


def _said(low: int, high: int) -> str:
    if high == _ALL:
        return f"in reports published in {low} or later"
    if low == 0:
        return f"in reports published in {high} or earlier"
    return f"in reports published from {low} to {high}"


_MONTH = (
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|spring|summer|autumn|winter)"
)
