"""Dates of a text, also those without a day or a year, and whether one date states what another does."""

from __future__ import annotations

import re

from dvrag.answer.verify.facts.items import Item, ItemKind, item
from dvrag.answer.verify.facts.words import Words
from dvrag.text.dates import MONTHS, dates, years

_NAMES = "|".join(sorted((name for name in MONTHS if len(name) > 3 or name == "may"), key=len, reverse=True))
_PARTIAL = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?P<month>{_NAMES})\b(?:\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b)?",
    re.I,
)
_SPAN = re.compile(r"\b(20\d{2}|19\d{2})\s*[/–-]\s*(\d{2,4})\b")


def found_dates(words: Words) -> list[Item]:
    """Return the dates of a text as "YYYY-MM-DD", with "?" for what is not said ("?-05-?")."""
    text = words.text
    full = [(d.start, d.end, _padded(d.iso)) for d in dates(text)]
    spans = [(m.start(), m.end(), f"{m[1]}/{m[2][-2:]}") for m in _SPAN.finditer(text) if _two_years(m)]
    taken = [(start, end) for start, end, _ in (*full, *spans)]
    partial = [
        (m.start(), m.end(), f"?-{MONTHS[m['month'].lower()]:02d}-{_day(m)}")
        for m in _PARTIAL.finditer(text)
        if m["month"][0].isupper() and (m["month"].lower() != "may" or _is_month(text, m))
    ]
    partial = [p for p in partial if not _inside(p[0], taken)]
    alone = [(y.start, y.end, f"{y.iso}-?-?") for y in years(text) if not _inside(y.start, taken)]
    every = sorted([*full, *spans, *partial, *alone])
    return [item(ItemKind.DATE, value, words, (start, end)) for start, end, value in every]


def same_date(claimed: Item, cited: Item) -> bool:
    """Return whether two dates agree in what the claimed one says; a year that is not cited is left open."""
    if "/" in claimed.value or "/" in cited.value:
        both = "/" in claimed.value and "/" in cited.value
        return claimed.value == cited.value or (not both and claimed.value[:4] == cited.value[:4])
    mine, theirs = _parts(claimed.value), _parts(cited.value)
    return all(
        a in {"?", b} or (b == "?" and (place == 0)) for place, (a, b) in enumerate(zip(mine, theirs, strict=True))
    )


def _parts(value: str) -> list[str]:
    return value.split("-")


def _padded(iso: str) -> str:
    return "-".join([*iso.split("-"), "?", "?"][:3])


def _inside(start: int, taken: list[tuple[int, int]]) -> bool:
    return any(a <= start < b for a, b in taken)


def _two_years(found: re.Match[str]) -> bool:
    """Return whether two numbers are years ("2018/19", "2018-2021") and not a year and its month ("2022-03")."""
    return "/" in found[0] or len(found[2]) == 4 or (int(found[1]) + 1) % 100 == int(found[2]) % 100


def _day(found: re.Match[str]) -> str:
    day = found["day"] or found["day2"]
    return f"{int(day):02d}" if day else "?"


def _is_month(text: str, found: re.Match[str]) -> bool:
    """Return whether "May" is the month: a day stands beside it or a preposition before it."""
    before = text[: found.start()].rstrip().lower().rsplit(" ", 1)[-1]
    return bool(found["day"] or found["day2"]) or before in {
        "in",
        "since",
        "by",
        "of",
        "until",
        "from",
        "to",
        "and",
        "that",
    }
