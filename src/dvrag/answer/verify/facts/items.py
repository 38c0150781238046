"""The pieces of a text that are checked one by one: numbers, dates, grades, names, agencies, words that exclude others.

Each is an `Item`; two texts state the same where items of one kind have the same value in the same role.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dvrag.answer.verify.facts.words import Words


class ItemKind(StrEnum):
    """What an item states. A claim's item is compared with items of the same kind only."""

    NUMBER = "number"
    PERCENT = "percentage"
    MONEY = "sum"
    SHARE = "fraction"
    ORDINAL = "position"
    DATE = "date"
    GRADE = "grade"
    NAME = "name"
    AGENCY = "agency"
    CONTRAST = "word"


class About(StrEnum):
    """How a number is bounded ("about 40", "more than 40")."""

    EXACT = ""
    NEAR = "about"
    ABOVE = "more than"
    BELOW = "less than"


@dataclass(frozen=True, slots=True)
class Item:
    """A piece of a text, made of its words `[first, last)`.

    `value` is what it states: a number, an ISO date with "?" for what is not given, a grade, a name. `unit` is the
    unit of time of a number ("day", "month"), the class of a contrast, else empty. `written`: as it stands there.
    """

    kind: ItemKind
    value: str
    first: int
    last: int
    written: str
    unit: str = ""
    about: About = About.EXACT


def span_words(words: Words, start: int, end: int) -> tuple[int, int]:
    """Return the indices `[first, last)` of the words that touch the characters `[start, end)`."""
    inside = [i for i, word in enumerate(words.words) if word.start < end and start < word.end]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)


def item(kind: ItemKind, value: str, words: Words, span: tuple[int, int], unit: str = "") -> Item:
    """Return the item that stands at the characters `[start, end)` of a text."""
    first, last = span_words(words, *span)
    return Item(kind, value, first, last, words.text[span[0] : span[1]].strip(), unit)
