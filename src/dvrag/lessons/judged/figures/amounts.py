"""The parts of a figure in a sentence: its value, its confidence interval and its period, each as printed."""

from __future__ import annotations

import re

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_TENS = "ten|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_ONES = "one|two|three|four|five|six|seven|eight|nine"
_WORDED = rf"(?:{_TENS})(?:[- ](?:{_ONES}))?|(?:{_ONES})"
_PERCENT = r"(?:\s?%|\s+per\s?cent\b(?!age))"
SHARE = re.compile(rf"(?<![\d.,/–-])(?:(?:{_NUMBER})|\b(?:{_WORDED}))(?:{_PERCENT})", re.I)
"""A percentage."""
MONEY = re.compile(
    rf"£\s?(?:{_NUMBER})(?:\s?(?:m|bn|k|million|billion|thousand))?\b(?:\s+(?:a|per|each)\s+(?:year|month|week|day|night|case|person|family|place))?",
    re.I,
)
"""A sum of money."""
RATE = re.compile(
    rf"(?<![\d.,/£])(?:{_NUMBER})(?:\s+[\w-]+){{0,4}}\s+(?:per|for\s+each|for\s+every|in\s+every)\s+(?:1,?000|10,?000|100,?000|100|million)\b",
    re.I,
)
"""A number for each thousand or the like."""
INTERVAL = re.compile(
    r"(?P<all>[(,]?\s*(?:with\s+)?(?:an?\s+|the\s+)?(?:95\s?(?:%|per\s?cent)\s+)?(?:confidence\s+intervals?|margin\s+of\s+error|CI)\b"
    r"\s*(?:\([^()]{0,20}\)\s*)?(?:of\s+|is\s+|was\s+|:\s*|=\s*)?(?P<range>(?:\+\s?/\s?[-–−]|±|plus\s+or\s+minus|between|from)?\s*"
    r"[-–−]?\d[\d.,]*(?:\s?%|\s+per\s?cent(?:age\s+points?)?)?(?:\s*(?:to|and|[-–−])\s*[-–−]?\d[\d.,]*(?:\s?%|\s+per\s?cent(?:age\s+points?)?)?)?)\s*\)?)"
    r"|(?P<short>\(\s*(?P<plus>(?:\+\s?/\s?[-–−]|±)\s*\d[\d.,]*(?:\s?%|\s+per\s?cent(?:age\s+points?)?)?)\s*\))",
    re.I,
)
"""A confidence interval; `interval_of` returns its range."""
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DATE = rf"(?:\d{{1,2}}\s+)?{_MONTH}(?:\s+(?:19|20)\d\d)?"
_PERIODS = (
    re.compile(
        rf"\b(?:the\s+)?(?:year|(?:\w+\s+)?months?|quarter|financial\s+year)\s+(?:ending|ended|to|up\s+to)\s+(?:the\s+end\s+of\s+)?{_DATE}",
        re.I,
    ),
    re.compile(rf"\b(?:between|from)\s+{_DATE}\s+(?:and|to)\s+{_DATE}", re.I),
    re.compile(r"\b(?:between|from)\s+(?:19|20)\d\d(?:/\d\d)?\s+(?:and|to)\s+(?:19|20)\d\d(?:/\d\d)?", re.I),
    re.compile(rf"\b{_DATE}\s*(?:to|–|-)\s*{_MONTH}\s+(?:19|20)\d\d", re.I),
    re.compile(rf"\b(?:as\s+(?:at|of)|on|at)\s+\d{{1,2}}\s+{_MONTH}\s+(?:19|20)\d\d", re.I),
    re.compile(r"\b(?:19|20)\d\d\s?/\s?(?:\d\d)?\d\d\b"),
    re.compile(rf"\b(?:in|during|by|since)\s+(?:{_MONTH}\s+)?(?:19|20)\d\d\b", re.I),
    re.compile(
        r"\b(?:in|over|during|within)\s+the\s+(?:last|past|previous)\s+(?:\w+\s+)?(?:years?|months?|weeks?|quarter)\b",
        re.I,
    ),
)


def interval_of(found: re.Match[str]) -> str:
    """Return the range of a confidence interval as printed ("+/- 2.8 percent")."""
    return " ".join((found.group("range") or found.group("plus") or "").split())


def period_in(text: str) -> str | None:
    """Return the period that a text names first in the most telling form, as printed; None without one."""
    for pattern in _PERIODS:
        found = pattern.search(text)
        if found:
            return " ".join(found.group().split())
    return None
