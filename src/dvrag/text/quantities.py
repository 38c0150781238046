"""Numbers, dates and percentages as they are written in English prose, with the value they state."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

_ONES = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen""".split()
UNITS = {word: value for value, word in enumerate(_ONES)}
TENS = {
    word: 10 * value for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_WORDS = {value: word for words in (UNITS, TENS) for word, value in words.items()}
TIMES = {"once": 1, "twice": 2, "thrice": 3}
MONTHS = tuple("january february march april may june july august september october november december".split())
SCALES = {
    "m": 1_000_000,
    "million": 1_000_000,
    "bn": 1_000_000_000,
    "billion": 1_000_000_000,
    "k": 1000,
    "thousand": 1000,
}

_MONTH = "|".join(MONTHS)
_SMALL = "|".join([*UNITS, *TENS])
_PATTERN = re.compile(
    rf"(?P<date>\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{_MONTH})\s+\d{{4}}\b|\b(?:{_MONTH})\s+\d{{4}}\b)"
    r"|(?P<year>\b(?:19|20)\d{2}(?:[/–-]\d{2,4})?\b(?![.,]?\d))"
    r"|(?P<money>£\s?\d[\d,]*(?:\.\d+)?(?:\s?(?:m|bn|k|million|billion|thousand)\b)?)"
    r"|(?P<percent>\b\d[\d,]*(?:\.\d+)?\s?(?:%|per\s?cent\b))"
    r"|(?P<number>\b\d[\d,]*(?:\.\d+)?\b)"
    rf"|(?P<word>\b(?:(?:{'|'.join(TENS)})[\s-](?:{'|'.join(list(UNITS)[1:10])})|{_SMALL}|once|twice|thrice)\b)",
    re.IGNORECASE,
)


class QuantityKind(StrEnum):
    """What a quantity states."""

    DATE = "date"
    YEAR = "year"
    MONEY = "money"
    PERCENT = "percent"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity at `[start, end)` of a text. `value` is canonical: two writings of one quantity share it."""

    kind: QuantityKind
    value: str
    start: int
    end: int


def quantities(text: str) -> list[Quantity]:
    """Return every number, date, year, percentage and sum of money of a text, in order, without overlap."""
    found = []
    for match in _PATTERN.finditer(text):
        kind = QuantityKind.NUMBER if match.lastgroup == "word" else QuantityKind(match.lastgroup or "number")
        value = _canonical(match.lastgroup or "number", match.group())
        found.append(Quantity(kind, value, match.start(), match.end()))
    return found


def in_words(value: int) -> str:
    """Return a number from 0 to 99 in words ("thirty-two"); "" for any other."""
    if not 0 <= value < 100:
        return ""
    return _WORDS.get(value) or f"{_WORDS[value // 10 * 10]}-{_WORDS[value % 10]}"


def _canonical(group: str, written: str) -> str:
    text = written.lower().strip()
    if group == "date":
        return " ".join(re.sub(r"(\d)(?:st|nd|rd|th)", r"\1", text).split())
    if group == "year":
        return text.replace("–", "-").replace("/", "-")
    if group == "word":
        return str(_word_value(text))
    digits = re.search(r"[\d,]+(?:\.\d+)?", text)
    number = float(digits.group().replace(",", "")) if digits else 0.0
    scale = re.search(r"[a-z]+$", text) if group == "money" else None
    return f"{number * SCALES.get(scale.group(), 1) if scale else number:g}"


def _word_value(text: str) -> int:
    if text in TIMES:
        return TIMES[text]
    parts = re.split(r"[\s-]+", text)
    return sum(TENS.get(part, UNITS.get(part, 0)) for part in parts)
