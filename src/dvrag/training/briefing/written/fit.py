"""Whether a briefing of one page fits on it: an estimate of its lines, on the safe side."""

from __future__ import annotations

from dvrag.model.learning.briefing import Briefing, Point
from dvrag.training.briefing.written.cites import Cites

LINES = 62.0
"""Lines of the page, headings and notes among them. Of pages of the sample library those of 64 to 70 just fit."""
ACROSS, ACROSS_NOTE = 112, 134
"""Characters on a line of text and of a note."""
_CAPITAL = 0.25
"""How much wider than an ordinary letter a capital or digit is."""
_TITLE, _HEADING, _POINT, _NOTE = 1.9, 1.5, 0.1, 0.8


def fits(briefing: Briefing) -> bool:
    """Return whether the briefing's document is one page long."""
    return lines(briefing) <= LINES


def lines(briefing: Briefing) -> float:
    """Return how many lines the briefing takes on a page of its own."""
    cites = Cites(briefing)
    last = _across(" ".join(briefing.limits)) + _across(" ".join(briefing.support)) + _POINT
    head = _TITLE * _wrapped(briefing.title, 66) + _across(f"{briefing.note} {briefing.basis}")
    headings = _HEADING * (len(briefing.parts) + 1)
    return head + headings + last + sum(_point(p, cites) for part in briefing.parts for p in part.points)


def _point(point: Point, cites: Cites) -> float:
    said = " ".join((point.text, *(f"“{cited.quote}”" for cited in point.cited)))
    cited = (*point.cited, *point.also)
    note = "; ".join(cites.short(each) for each in cited)
    return _across(said, 6) + _POINT + (_NOTE * _wrapped(note, ACROSS_NOTE) if cited else 0)


def _across(text: str, indent: int = 0) -> int:
    return _wrapped(text, ACROSS - indent)


def _wrapped(text: str, across: int) -> int:
    """Return how many lines words take where a line holds `across` ordinary letters."""
    rows, used = 1, 0.0
    for word in text.split():
        width = len(word) + _CAPITAL * sum(letter.isupper() or letter.isdigit() for letter in word)
        used += width + 1
        if used > across + 1:
            rows, used = rows + 1, width + 1
    return rows
