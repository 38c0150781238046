"""Whether a briefing of one page fits on it: an estimate of its lines, on the safe side."""

from __future__ import annotations

from math import ceil

from dvrag.model.learning.briefing import Briefing, Point
from dvrag.training.briefing.written.cites import Cites

LINES = 66.0
"""Lines of text on the page, headings and notes counted in them. Measured on pages made of the sample library."""
ACROSS, ACROSS_NOTE = 108, 128
"""Characters on a line of text and of a note."""
_TITLE, _HEADING, _POINT, _NOTE = 1.9, 1.5, 0.1, 0.8


def fits(briefing: Briefing) -> bool:
    """Return whether the briefing's document is one page long."""
    return lines(briefing) <= LINES


def lines(briefing: Briefing) -> float:
    """Return how many lines the briefing takes on a page of its own."""
    cites = Cites(briefing)
    last = _across(" ".join(briefing.limits)) + _across(" ".join(briefing.support)) + _POINT
    head = _TITLE * ceil(len(briefing.title) / 62) + _across(f"{briefing.note} {briefing.basis}")
    headings = _HEADING * (len(briefing.parts) + 1)
    return head + headings + last + sum(_point(p, cites) for part in briefing.parts for p in part.points)


def _point(point: Point, cites: Cites) -> float:
    said = " ".join((point.text, *(f"“{cited.quote}”" for cited in point.cited)))
    cited = (*point.cited, *point.also)
    note = "; ".join(cites.short(each) for each in cited)
    return _across(said, 6) + _POINT + (_NOTE * ceil((len(note) + 4) / ACROSS_NOTE) if cited else 0)


def _across(text: str, indent: int = 0) -> int:
    return ceil(len(text) / (ACROSS - indent))
