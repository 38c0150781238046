"""What is seen of a grade in one place of a report."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

_WORDS = re.compile(r"[^\W_]+")
_SMALL = frozenset(
    "a an and at for from how in is it its of on our so that the their this to well with who what are does do question"
    " pillar core overall force service".split()
)
_PILLARS = {"effectively": "effectiveness", "efficiently": "efficiency", "legitimately": "legitimacy"}
_PILLAR = re.compile(rf"\W*how\s+({'|'.join(_PILLARS)})\b", re.I)
_ASIDE = re.compile(r"\([^()]*\)")
_SHORT = re.compile(r"\b[A-Z]{3,8}\b")
_PARTS = re.compile(
    r"^\W*(?:(?:effectiveness|efficiency|legitimacy|leadership)\s*[:–—-]\s+|\d+(?:\.\d+)*[.)]?\s+|question \d+\W+)",
    re.I,
)


class Sign(IntEnum):
    """How a grade is printed, the most telling first."""

    SECTION = 0
    ROW = 1
    HEADING = 2
    PHRASE = 3
    CLOSING = 4


@dataclass(frozen=True, slots=True)
class Seen:
    """A grade with its question and the span of the words that carry it.

    `who` is the judged body where the words name it. `section` indexes the report's sections.
    """

    sign: Sign
    question: str
    grade: str
    start: int
    end: int
    section: int = 0
    who: str = ""
    confidence: float = 0.9
    doubts: tuple[str, ...] = ()


@lru_cache(maxsize=4096)
def key(question: str) -> frozenset[str]:
    """Return the telling words of a question, without numbers and the name of a pillar before it."""
    asked = _PILLAR.match(question)
    name = _PILLARS[asked.group(1).lower()] if asked else _ASIDE.sub("", _PARTS.sub("", question))
    words = [word.lower() for word in _WORDS.findall(name)]
    return frozenset(_root(word) for word in words if word not in _SMALL) or frozenset(words)


def alike(one: str, other: str) -> bool:
    """Return whether two wordings name the same judged question: the same telling words, or nearly.

    All words of the shorter must stand in the longer, and be at least two and half of it.
    """
    first, second = key(one), key(other)
    if first != second and (_shorts(one) or _shorts(other)):
        first, second = key(_spelt(one, other)), key(_spelt(other, one))
    if first == second:
        return True
    small, large = sorted((first, second), key=len)
    return small <= large and len(small) >= 2 and 2 * len(small) >= len(large)


def _root(word: str) -> str:
    for ending in ("ing", "ment", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def _spelt(text: str, other: str) -> str:
    """Return the text with its acronyms spelt out where the other text has words of those initials."""
    words = _ASIDE.sub("", other).split()
    initials = "".join(word[:1].upper() for word in words)
    for short in _shorts(text):
        at = initials.find(short)
        if at >= 0:
            text = text.replace(short, " ".join(words[at : at + len(short)]))
    return text


@lru_cache(maxsize=4096)
def _shorts(text: str) -> tuple[str, ...]:
    """Return the acronyms of a text."""
    return tuple(_SHORT.findall(_ASIDE.sub("", text)))
