"""Which headings can name a judged area, and how they read as its name."""

from __future__ import annotations

import re

from dvrag.lessons.judged.grades import ending_grade, grade_in, is_ungraded

LONGEST_NAME = 140
"""Characters of the name of a judged area, at most."""
GENERAL = re.compile(
    r"\W*(?:\d+[.)]?\s*)?(?:our |the |main |key |summary of |force |overall )*(?:findings?|summary|overview|"
    r"judge?ments?|grades?|grading|ratings?|areas? (?:for|of) improvement|causes? of concern|recommendations?|"
    r"introduction|contents|what we found|inspection|report|conclusions?|at a glance|area grade|observations)"
    r"(?: at a glance| table)?\W*",
    re.I,
)
"""Headings that name no judged area."""
STATES = re.compile(
    r"^(?:the (?:force|constabulary)\b(?![’'])|(?:the (?:service|county|partnership|leadership|workforce)|it|they|"
    r"there|officers|staff|we|this|some|most|many|police|victims|leaders|managers|supervisors|call handlers|"
    r"investigations)\b.*"
    r"\b(?:is|are|has|have|needs?|must|should|can|cannot|isn.t|doesn.t|aren.t|don.t|does|do|could)\b)",
    re.I,
)
"""How a heading begins that states a finding and names no area."""
OPEN_END = re.compile(r"\s*(?:\b(?:is|are)|[:–—-])\s*$", re.I)


def is_question(heading: str) -> bool:
    """Return whether a heading can name a judged area: it is no general one, no grade and no finding in a sentence."""
    text = heading.strip()
    if not text or len(text) > 2 * LONGEST_NAME or GENERAL.fullmatch(text) or is_ungraded(text) or grade_in(text):
        return False
    return not STATES.match(text) or text.endswith("?")


def printed(heading: str) -> str:
    """Return a heading as the question it names: on one line, without its grade or an open end ("… is", ":")."""
    text = " ".join(heading.split())
    grade, at = ending_grade(text)
    if grade and at and (text[at].isupper() or OPEN_END.search(text[:at])):
        text = text[:at].rstrip(" ([")
    return OPEN_END.sub("", text)
