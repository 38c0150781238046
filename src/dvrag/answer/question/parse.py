"""What a question asks for: its kind, the words that carry its topic, its names and years."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from dvrag.text.stems import WORD, stem
from dvrag.text.terms import STOP_WORDS

META_WORDS = frozenset(
    stem(word)
    for word in """answer ask author describe detail document explain finding find found identify identified information
    inspection inspector list main mention name note page panel paragraph passage point publish question quote reason
    recommend recommended report reports review reviews section show state suggest summarise summary kind sort type
    happen happened happens example examples come came concern different many much long often number total times
    percentage proportion year date case cases people person anyone someone key overall main important also always ever
    get give given go know let make made put quite said say says see seem tell thing
    things use used whatever please like just according regarding""".split()
)
"""Stems of words that speak of reports rather than of their subject: their absence from a passage says little."""


class Kind(StrEnum):
    """The form of the answer that is asked for."""

    COUNT = "count"
    AMOUNT = "amount"
    WHEN = "when"
    WHO = "who"
    DEFINITION = "definition"
    LIST = "list"
    YES_NO = "yes_no"
    OTHER = "other"


_LISTED = (
    r"(?:recommendations|lessons|areas|causes|concerns|themes|agencies|strengths|actions|reasons|steps|factors|findings|"
    r"failings|failures|changes|signs|opportunities|organisations|forces|questions|roles|points)"
)
_DATE_ASKED = (
    r"(?:^\W*|[,;:?–-]\s*|\b(?:and|but|exactly|since|from|until)\s+)when\s+"
    r"(?:was|were|is|are|did|does|has|have|had|will)\b(?!\s+(?:an?\s|anyone|someone|people|you\b))|^\W*when\W*$"
    r"|\b(?:what|which)\s+(?:date|year|month|day)\b"
)
"""A date is asked for by "when did it close", not by "when she leaves", nor by "when should it be done"."""
_KINDS = (
    (
        Kind.COUNT,
        r"\bhow\s+(?:many|often|frequently)\b|\bnumber\s+of\b|\bwhat\s+(?:percentage|proportion|percent|share)\b",
    ),
    (
        Kind.AMOUNT,
        r"\bhow\s+(?:much|long|old|far|large|big)\b|\bwhat\s+(?:was|is|were)\s+the\s+(?:cost|age|price|budget)\b"
        r"|\b(?:cost|costs|costing)\b|\b(?:what|which)\s+age\b|\bwhat\s+(?:was|is|were)\s+(?:[\w'’-]+\s+){1,4}ages?\b",
    ),
    (
        Kind.DEFINITION,
        r"\bwhat\s+(?:does|do|did)\s+.{1,60}\b(?:mean|stand\s+for)\b|\bmeaning\s+of\b|\bdefin(?:e|ition)\b"
        r"|^\W*(?:what|who)(?:'s|\s+is|\s+are)\s+(?:an?\s+|the\s+)?[\w'’-]+(?:\s+[\w'’-]+){0,3}\W*$",
    ),
    (Kind.WHEN, _DATE_ASKED),
    (Kind.LIST, rf"\blist\b|\b(?:what|which)\s+(?:\w+\s+){{0,4}}{_LISTED}\b"),
    (
        Kind.WHO,
        r"\b(?:who|whom|whose)\b|\b(?:which|what)\s+(?:agency|agencies|force|organisation|body|service|team)\b",
    ),
    (Kind.YES_NO, r"^\W*(?:did|does|do|was|were|is|are|has|have|had|can|could|should|would|will)\b"),
)

AGES = re.compile(
    r"\bhow\s+old\b|\b(?:what|which)\s+age\b|\bwhat\s+(?:was|is|were)\s+(?:[\w'’-]+\s+){1,4}ages?\b", re.I
)
"""An age is asked for: its own words need not be there ("Edith was 79"), nor those of a death ("when she died")."""
_OF_AGES = frozenset(stem(word) for word in ("old", "age", "ages", "died", "die", "death", "killed", "time"))

_CONTRACTED = frozenset("whats whos hows wheres whens theyve ive im dont didnt doesnt isnt wasnt wat".split())
"""Function words as they are typed in haste, without their mark."""

_YEAR = re.compile(r"\b(?:19|20)\d{2}(?:[/–-]\d{2,4})?\b")


@dataclass(frozen=True, slots=True)
class Word:
    """A content word of the question. `weight` is below 1 for words that speak of reports themselves."""

    text: str
    stem: str
    start: int
    end: int
    weight: float


@dataclass(frozen=True, slots=True)
class Question:
    """A question taken apart. `words` are in order, one per stem; `years` as written."""

    text: str
    kind: Kind
    words: tuple[Word, ...]
    years: tuple[str, ...]


def parse(text: str) -> Question:
    """Return the parts of a question."""
    seen: dict[str, Word] = {}
    light = META_WORDS | _OF_AGES if AGES.search(text) else META_WORDS
    years = tuple(dict.fromkeys(_YEAR.findall(text)))
    for match in WORD.finditer(text):
        written = match.group()
        root = stem(written)
        if _is_function_word(written) or root in seen or not root or written in years:
            continue
        weight = 0.25 if root in light else 1.0
        seen[root] = Word(written, root, match.start(), match.end(), weight)
    return Question(text, _kind(text), tuple(seen.values()), years)


def _is_function_word(word: str) -> bool:
    """Return whether a word carries no topic: a stop word, also with a contracted verb ("what's", "I've")."""
    plain = word.lower().replace("’", "'")
    return plain in STOP_WORDS or re.sub(r"'(?:s|ve|m|re|ll|d)$", "", plain) in STOP_WORDS or plain in _CONTRACTED


def _kind(text: str) -> Kind:
    return next((kind for kind, pattern in _KINDS if re.search(pattern, text, re.IGNORECASE)), Kind.OTHER)
