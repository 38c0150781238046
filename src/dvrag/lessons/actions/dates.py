"""Dates of actions: as a person types a due date, and as a report prints a deadline."""

from __future__ import annotations

import calendar
import re
from datetime import date

from dvrag.errors import UsageError
from dvrag.text.dates import MONTHS, dates, years

FIRST_YEAR, LAST_YEAR = 1990, 2199
HINT = "Write it as 2026-03-31, 31/03/2026 or 31 March 2026."

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_MIDNIGHT = re.compile(r"(?<=[0-9])[T ]00:00(?::00(?:\.0+)?)?$")
_TYPED = (
    re.compile(r"(?P<y>[0-9]{4})-(?P<m>[0-9]{2})-(?P<d>[0-9]{2})"),
    re.compile(r"(?P<d>[0-9]{1,2})(?P<sep>[/.-])(?P<m>[0-9]{1,2})(?P=sep)(?P<y>[0-9]{4})"),
    re.compile(
        rf"(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+(?P<name>{_MONTH})\.?,?[\s-]+(?P<y>[0-9]{{4}})",
        re.IGNORECASE,
    ),
)
_SHORT_YEAR = re.compile(rf"\b(?P<name>{_MONTH})\b\.?\s?[-–'’]\s?(?P<y>[0-9]{{2}})(?![\w/–-])", re.IGNORECASE)
_NO_END = re.compile(
    r"\b(?:on-?\s?going|continu(?:ous(?:ly)?|ing|al)|rolling|annual(?:ly)?|every|monthly|quarterly|from|since|started)\b",
    re.IGNORECASE,
)
LONGEST_READ = 300
"""Characters of a printed deadline that are looked at."""


def typed_date(text: str) -> date:
    """Return the date that a person typed, the day before the month.

    Raises UsageError where it is no whole date of the calendar, or could be read in two ways (a year of two digits).
    """
    plain = _MIDNIGHT.sub("", " ".join(text.split()))
    found = next((match for match in (pattern.fullmatch(plain) for pattern in _TYPED) if match), None)
    if found is None:
        raise UsageError(f"{_shown(text)} is not a date that can be read.", hint=HINT)
    parts = found.groupdict()
    month = MONTHS[parts["name"].casefold()] if parts.get("name") else int(parts["m"])
    made = _date(int(parts["y"]), month, int(parts["d"]))
    if made is None:
        raise UsageError(f"{_shown(text)} is not a day of the calendar (day first, then month).", hint=HINT)
    if not FIRST_YEAR <= made.year <= LAST_YEAR:
        raise UsageError(f"The year of {_shown(text)} is not between {FIRST_YEAR} and {LAST_YEAR}.", hint=HINT)
    return made


def printed_date(text: str | None) -> date | None:
    """Return the last day that a printed deadline allows, None where it names none.

    A month means its last day, a year alone its last day; of several dates the latest counts, so that nothing is
    called overdue too early. "Ongoing", "from March 2020" and the like set no end.
    """
    head = (text or "")[:LONGEST_READ]
    if not head or _NO_END.search(head):
        return None
    found = [_last_day(span.iso) for span in dates(head)]
    found += [_last_day(f"20{m['y']}-{MONTHS[m['name'].casefold()]:02d}") for m in _SHORT_YEAR.finditer(head)]
    if not found:
        found = [_last_day(span.iso) for span in years(head)]
    return max((day for day in found if day), default=None)


def _last_day(iso: str) -> date | None:
    parts = [int(part) for part in iso.split("-")]
    if len(parts) == 1:
        return date(parts[0], 12, 31)
    if len(parts) == 2:
        return date(parts[0], parts[1], calendar.monthrange(parts[0], parts[1])[1])
    return _date(parts[0], parts[1], parts[2])


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _shown(text: str) -> str:
    flat = " ".join(text.split())
    return f"“{flat[:40]}{'…' if len(flat) > 40 else ''}”"
