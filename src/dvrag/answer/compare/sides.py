"""The sides of a comparison: places, forces, people and reviews that a question names, years, or agencies."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dvrag.answer.compare import wording
from dvrag.answer.corpus import Corpus
from dvrag.answer.question.names import Name, names_in
from dvrag.answer.question.parse import parse

MOST = 4
"""Sides of one comparison."""

_YEAR = re.compile(r"\b(?:19|20)\d{2}(?:[/–-]\d{2,4})?\b")
_AGENCIES = re.compile(
    r"\b(?:the\s+)?(police|gps?|general\s+practices?|health(?:\s+services?)?|probation(?:\s+service)?|housing(?:\s+\w+)?"
    r"|schools?|children['’]?s\s+services|adult\s+social\s+care|social\s+services|ambulance(?:\s+\w+)?|hospitals?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Side:
    """One side: its name as the question writes it, where it stands there, and the question that is put to it.

    `year`: the reports that may answer were published in it.
    """

    name: str
    start: int
    end: int
    question: str
    held: bool = True
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """A comparison that a question asks for. `topic` is empty where only the sides are named."""

    sides: tuple[Side, ...]
    topic: str


def comparison_in(text: str, corpus: Corpus) -> Wanted | None:
    """Return the comparison that a question asks for, or None: it needs the wording, and two sides at least."""
    if not wording.speaks_of_comparison(text):
        return None
    names = _apart(names_in(parse(text), corpus))
    if len(names) > 1:
        return _wanted(text, [(name.text, name.start, name.end, bool(name.held)) for name in names], "")
    named = names[0].text if names else ""
    for pattern in (_YEAR, _AGENCIES):
        found = _different(pattern, text, names)
        if len(found) > 1:
            return _wanted(text, found, named)
    return None


def _wanted(text: str, found: Sequence[tuple[str, int, int, bool]], named: str) -> Wanted | None:
    """Return the comparison of these sides; `named`: the one name that belongs to each of them."""
    if len(found) > MOST:
        return None
    counted = wording.counted_noun(text)
    topic = wording.topic_of_comparison(text, tuple((start, end) for _, start, end, _ in found))
    about = re.sub(rf"^{re.escape(named)}(?:['’]s)?(?:\s+|$)", "", topic, flags=re.IGNORECASE) if named else topic
    about = wording.without_grade(about)
    sides = tuple(
        Side(name, start, end, wording.question_for(_placed(name, named), about, counted, text), held, _year(name))
        for name, start, end, held in found
    )
    return Wanted(sides, counted or about)


def _placed(side: str, named: str) -> str:
    """Return the name that a question is put about: the named one, where the sides are its years or agencies."""
    if not named:
        return side
    return named if _year(side) else f"{side} in {named}"


def _year(name: str) -> int | None:
    return int(name[:4]) if _YEAR.fullmatch(name) else None


def _apart(names: Sequence[Name]) -> list[Name]:
    """Return the names that are sides of their own: each text once, none of which qualifies another.

    Two names of one report ("Adult A in Northmoor") name one side: the first.
    """
    kept: list[Name] = []
    for name in names:
        same = any(name.text.lower() == other.text.lower() for other in kept)
        if not same and not any(name.about & other.about for other in kept):
            kept.append(name)
    return kept


def _different(pattern: re.Pattern[str], text: str, names: Sequence[Name]) -> list[tuple[str, int, int, bool]]:
    """Return what a pattern finds outside the names, each text once."""
    found: dict[str, tuple[str, int, int, bool]] = {}
    for match in pattern.finditer(text):
        inside = any(name.start < match.end() and match.start() < name.end + len(" police") for name in names)
        if not inside:
            found.setdefault(match[0].lower(), (match[0], match.start(), match.end(), True))
    return list(found.values())
