"""The form of what is asked for: a sum of money, a span of time, a share, a number of something, a date, a body."""

from __future__ import annotations

import re

from dvrag.answer.question.parse import AGES, Kind, Question
from dvrag.text.quantities import Quantity, QuantityKind, quantities
from dvrag.text.stems import stem, words
from dvrag.text.terms import STOP_WORDS

_WHO = re.compile(
    r"\b(?:police|constabulary|council|trust|gp|practice|service|partnership|officer|agency|home|school|team|board|panel|"
    r"commissioner|inspector|chair|manager|nurse|doctor|worker|adviser|group)\b",
    re.IGNORECASE,
)
_DEFINES = re.compile(
    r"\b(?:means?|is\s+an?\b|are\b|defined\s+as|stands?\s+for|refers?\s+to|known\s+as)|\(|\|", re.IGNORECASE
)
_COSTS = re.compile(
    r"\bhow\s+much\b.*\b(?:cost|money|spen[dt]|pa(?:y|id)|debts?|fund\w*|budget)|\b(?:cost|costs|price|budget)\b", re.I
)
_LASTS = re.compile(r"\bhow\s+long\b|\bhow\s+many\s+(?:minutes|hours|days|weeks|months|years|seconds)\b", re.I)
_SHARES = re.compile(r"\b(?:percentage|proportion|per\s?cent|share)\b", re.I)
_HOW_MANY = re.compile(r"\bhow\s+many\b|\bnumber\s+of\b", re.I)
_TIME_UNIT = re.compile(r"\b(?:seconds?|minutes?|hours?|days?|nights?|weeks?|months?|years?)\b", re.I)
_BEFORE_AGE = re.compile(
    r"\b(?:aged|ages?(?:\s+of)?|ages?\s+(?:was|is|were)|(?:was|were|is|she|he)(?:\s+(?:then|only|about|nearly|just|already))?)"
    r"\s+$",
    re.I,
)
_AFTER_AGE = re.compile(r"[\s-]*years?(?:[\s-]*olds?\b|\s+of\s+age\b)", re.I)
_BARE_AGE = re.compile(r"\s*(?:$|[.,;:)”\"'’]|(?:when|at\s+the\s+time|and|but|who|in|or)\b)", re.I)
"""What stands around an age: "aged 71", "at the age of 71", "was 71 when", "71-year-old"; not "was 71 miles"."""
_CAPITAL = re.compile(r"\b[A-Z][a-z]+")
_FIGURES = frozenset({QuantityKind.NUMBER, QuantityKind.MONEY, QuantityKind.PERCENT})
_DATES = frozenset({QuantityKind.DATE, QuantityKind.YEAR})
_NEAR = 5
"""Words between a number and what it counts, at most."""


def has_form(question: Question, text: str) -> bool:
    """Return whether a sentence states something of the form that is asked for; False where none is."""
    match question.kind:
        case Kind.COUNT | Kind.AMOUNT:
            return any(_is_asked(question, text, q) for q in quantities(text) if q.kind in _FIGURES)
        case Kind.WHEN:
            return any(q.kind in _DATES for q in quantities(text))
        case Kind.WHO:
            return _WHO.search(text) is not None
        case Kind.DEFINITION:
            return _DEFINES.search(text) is not None
        case _:
            return False


def asks_for_form(question: Question) -> bool:
    """Return whether an answer to the question must state a figure or a date."""
    return question.kind in {Kind.COUNT, Kind.AMOUNT, Kind.WHEN}


def counted(question: Question) -> frozenset[str]:
    """Return the stems of the words right after "how many" or "number of"; empty where nothing is counted."""
    match = _HOW_MANY.search(question.text)
    if not match:
        return frozenset()
    following = words(question.text[match.end() :])[:3]
    return frozenset(stem(word) for word in following if word.lower() not in STOP_WORDS)


def _is_age(question: Question, text: str, quantity: Quantity) -> bool:
    """Return whether a number is written as an age, and not as that of a person named right before it."""
    if quantity.kind is not QuantityKind.NUMBER:
        return False
    before, after = text[: quantity.start], text[quantity.end :]
    named = [name for name in _CAPITAL.findall(before) if name.lower() not in STOP_WORDS]
    if named and _CAPITAL.findall(question.text)[1:] and named[-1] not in question.text:
        return False
    if _AFTER_AGE.match(after):
        return True
    return _BEFORE_AGE.search(before) is not None and _BARE_AGE.match(after) is not None


def _is_asked(question: Question, text: str, quantity: Quantity) -> bool:
    if _COSTS.search(question.text):
        return quantity.kind is QuantityKind.MONEY
    if _SHARES.search(question.text):
        return quantity.kind is QuantityKind.PERCENT or " of " in text[quantity.end : quantity.end + 8]
    if AGES.search(question.text):
        return _is_age(question, text, quantity)
    if _LASTS.search(question.text):
        return _TIME_UNIT.match(text[quantity.end :].lstrip(" -")) is not None
    nouns = counted(question)
    if not nouns:
        return True
    around = words(text[: quantity.start])[-_NEAR:] + words(text[quantity.end :])[:_NEAR]
    return bool(nouns & {stem(word) for word in around})
