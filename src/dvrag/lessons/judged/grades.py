"""Words of grades: a grade alone on its line, at the end of a line, in the cell of a table."""

from __future__ import annotations

import re

WORDS = (
    r"(?:outstanding|good|adequate|inadequate"
    r"|(?:requir(?:es?|ed|ing)|needs?|needing)\s+(?:further\s+)?improvement(?:\s+[(]?to\s+(?:be(?:come)?|get\s+to)\s+good[)]?)?)"
)
"""A pattern for one grade, in small letters; `tidy` gives its one name."""
OVERALL = re.compile(r"(?:the\s+)?overall\b", re.I)
EARLIER = re.compile(
    r"\b(?:previous(?:ly)?|last|prior|earlier|former|before|then)\b(?!\s+(?:but\s+not|inspected))", re.I
)
"""What says that a grade is one of an earlier inspection."""
_LABEL = (
    r"(?:(?:the\s+)?(?:(?:overall|final|current|key|pillar|our)\s+)?(?:judge?ments?|grades?|gradings?|ratings?)"
    r"(?:\s+(?:grade|is))?)"
)
_NOTE = r"[\s\d¹²³⁴-⁹*†.,;)\]’”\"']*"
_LONE = re.compile(rf"[\W_]*(?:(?P<label>{_LABEL})\s*\d?\s*[:–—-]?\s+)?(?P<grade>{WORDS}){_NOTE}", re.I)
_ENDING = re.compile(rf"(?P<grade>\b{WORDS}){_NOTE}$", re.I)
_NOT_GRADED = re.compile(
    r"\W*(?:this (?:area|question) (?:is|was) )?(?:not (?:yet )?(?:graded|judged|rated|inspected)|ungraded)\W*", re.I
)


def grade_in(text: str) -> str:
    """Return the grade that a short text consists of, a label ("Overall judgment:") or note mark aside, else ""."""
    found = _LONE.fullmatch(text) if len(text) < 60 else None
    return tidy(found.group("grade")) if found else ""


def label_in(text: str) -> str:
    """Return the label before a lone grade as printed ("Overall judgement"), "" without one."""
    found = _LONE.fullmatch(text) if len(text) < 60 else None
    return (found.group("label") or "") if found else ""


def ending_grade(text: str) -> tuple[str, int]:
    """Return the grade at the end of a text and where it starts; ("", 0) where there is none."""
    tail = max(0, len(text) - 48)
    found = _ENDING.search(text, tail)
    return (tidy(found.group("grade")), found.start("grade")) if found else ("", 0)


def is_ungraded(text: str) -> bool:
    """Return whether a text consists of the words "not graded" or the like."""
    return len(text) < 48 and _NOT_GRADED.fullmatch(text) is not None


def tidy(printed: str) -> str:
    """Return a grade in lower case with single spaces, by one name in whichever form it is printed.

    "requires improvement" for "Require  Improvement", "Requires improvement to be good" and "Needs improvement".
    """
    words = " ".join(printed.lower().split())
    return "requires improvement" if "improvement" in words else words
