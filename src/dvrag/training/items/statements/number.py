"""A number of a sentence, and another in its place."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dvrag.text.quantities import Quantity, QuantityKind, in_words, quantities
from dvrag.text.terms import STOP_WORDS
from dvrag.training.items.build import drawn_key

_OPEN = re.compile(
    r"(?:at least|at most|more than|less than|fewer than|over|under|up to|nearly|almost|about|around|approximately|"
    r"some|only|just|within|no more than|as many as|as few as|the first|last|next|every|each|aged?|of|or|to|the|"
    r"and|between|per)[\s(]*$",
    re.IGNORECASE,
)
_LABELS = re.compile(
    r"\b(?:outcome|section|sections|schedule|regulations?|paragraph|part|form|table|figure|page|child|adult|line|annex|"
    r"level|stage|tier|year|rule|article|version|phase|room|grade|recommendation|lesson|chapter|band|key|question|"
    r"number|no\.?|operation|appendix|unit|act|order|class)\s*$",
    re.IGNORECASE,
)
_FIXED = frozenset({"999", "101", "111", "112", "0", "1", "24", "100"})
_KINDS = frozenset({QuantityKind.NUMBER, QuantityKind.PERCENT})
_FACTORS = (0.5, 2.0, 0.65, 1.5, 1.75, 0.35)
_OLD = re.compile(r"^[-–\s]*(?:year|month|week|day)s?[- ]old\b")
_NOUN = re.compile(r"^ ([a-z][a-z’'-]+)\b")
_SHARE = re.compile(r"^ (?:of|more|fewer|less|higher|lower) ")
_SUM = re.compile(r", or \d|\b(?:respectively|in total|altogether|each \d)\b")
_MOST = 3
"""Numbers of a sentence, at most."""


@dataclass(frozen=True, slots=True)
class Swap:
    """A number at `[start, end)` of a sentence, and what stands in its place when the sentence is made false."""

    start: int
    end: int
    wrong: str


def swap(text: str, seed: str, near: str) -> Swap | None:
    """Return how a number of a sentence is changed so that the sentence is false; None where that is not sure.

    `near` is what stands around the sentence: no number of it is taken. A number that is part of a name, of a range or
    of a limit ("at least two", "outcome 16", "six of the ten") is left alone.
    """
    found = [q for q in quantities(text) if q.kind in _KINDS]
    stating = [q for q in found if _is_plain(text, q)]
    summed = any(q.kind is QuantityKind.PERCENT for q in found) and len(found) > 1
    if not stating or len(found) > _MOST or summed or _SUM.search(text):
        return None
    taken = {q.value for q in quantities(near)}
    for number in sorted(stating, key=lambda q: drawn_key(seed, text, str(q.start))):
        wrong = _another(text, number, found, taken | {number.value})
        if wrong:
            return Swap(number.start, number.end, wrong)
    return None


def _another(text: str, number: Quantity, beside: list[Quantity], taken: set[str]) -> str:
    """Return another number in the form of the first that is not taken and fits those beside it; "" for none."""
    written = text[number.start : number.end]
    for factor in sorted(_FACTORS, key=lambda each: drawn_key(text, str(each))):
        wrong = _written(written, float(number.value) * factor)
        value = next((q.value for q in quantities(wrong)), "") if wrong else ""
        twice = value == "2" and text[number.end :].startswith(" times")
        if value and value not in taken and not twice and _in_step(number, float(value), beside):
            return wrong
    return ""


def asked_for(text: str, seed: str, near: str) -> tuple[int, int, tuple[str, ...]] | None:
    """Return a number of a sentence that can be asked for: its span, and three others of its form; None for none.

    `near` is what stands around the sentence: no number of it is taken.
    """
    found = [q for q in quantities(text) if q.kind in _KINDS]
    plain = [q for q in found if q.kind is QuantityKind.NUMBER and float(q.value) > 2 and _is_plain(text, q)]
    if not plain or len(found) > _MOST or _SUM.search(text):
        return None
    taken = {q.value for q in quantities(near)}
    for number in sorted(plain, key=lambda q: drawn_key(seed, text, str(q.start))):
        wrong = _three(text, number, found, taken | {number.value})
        if len(wrong) == 3:
            return number.start, number.end, tuple(wrong)
    return None


def _three(text: str, number: Quantity, beside: list[Quantity], taken: set[str]) -> list[str]:
    """Return three other numbers, no two the same, or fewer."""
    wrong: list[str] = []
    for _ in range(3):
        another = _another(text, number, beside, taken)
        if another:
            wrong.append(another)
            taken = taken | {q.value for q in quantities(another)}
    return wrong


def in_its_place(text: str, made: Swap) -> str:
    """Return the sentence with the wrong number."""
    return text[: made.start] + made.wrong + text[made.end :]


def _is_plain(text: str, number: Quantity) -> bool:
    before, after = text[: number.start], text[number.end :]
    written = text[number.start : number.end]
    return (
        number.value not in _FIXED
        and number.start > 0
        and not _OPEN.search(before)
        and not _LABELS.search(before)
        and not _OLD.match(after)
        and _counts(number, after)
        and not re.search(r"[\w£$(‘“\"'–-]$", before)
        and not re.match(r"[–-]\d", after)
        and written.lower() not in {"once", "twice", "thrice"}
    )


def _in_step(number: Quantity, value: float, beside: list[Quantity]) -> bool:
    """Return whether another value is larger and smaller than the same numbers of the sentence as the right one is."""
    own, others = float(number.value), [float(q.value) for q in beside if q is not number]
    return all((own < other) == (value < other) for other in others)


def _counts(number: Quantity, after: str) -> bool:
    """Return whether a number says of what it is the number: a noun follows, or a percentage "of" something."""
    if number.kind is QuantityKind.PERCENT:
        return _SHARE.match(after) is not None or _NOUN.match(after) is not None
    noun = _NOUN.match(after)
    return noun is not None and noun[1] not in STOP_WORDS and not noun[1].endswith("ly")


def _written(as_written: str, value: float) -> str:
    """Return another number in the form of the first: in words, or with its decimals and its sign."""
    if as_written.replace("-", "").isalpha():
        return in_words(max(2, round(value)))
    digits = re.search(r"[\d,]+(?:\.\d+)?", as_written)
    if digits is None or re.search(r"[A-Za-z]", as_written[: digits.start()]):
        return ""
    percent = as_written[digits.end() :].strip() != ""
    if percent and value > 95:
        return ""
    places = len(digits.group().partition(".")[2])
    number = f"{value:,.{places}f}" if "," in digits.group() or value >= 10_000 else f"{value:.{places}f}"
    return as_written[: digits.start()] + number + as_written[digits.end() :] if float(value) >= 2 else ""
