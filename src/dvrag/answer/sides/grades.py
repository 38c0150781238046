"""Grades that an inspectorate states; praise in any other report is none."""

from __future__ import annotations

import re

from dvrag.lessons.judged.grades import WORDS, tidy
from dvrag.model.answers import Source
from dvrag.model.documents import Authority

_STATED = (
    rf"(?:(?:\b(?:is|was|were|are|force|it|them|as)|\|)\s+(?P<grade>{WORDS})"
    r"|\b(?P<verb>requires\s+improvement)(?=\s+(?:at|in)\b))"
)
_GRADE = re.compile(rf"{_STATED}\b", re.IGNORECASE)
_AREA = re.compile(rf"{_STATED}\s+(?:at|in)\s+(?P<area>[^.;]{{4,80}})", re.IGNORECASE)


def grade_in(text: str) -> str:
    """Return the grade that a sentence states, by its one name in lower case; empty where it states none."""
    found = _GRADE.search(text)
    return tidy(found["grade"] or found["verb"]) if found else ""


def area_in(text: str) -> str:
    """Return what a sentence grades ("recording crime"), in lower case; empty where it grades nothing."""
    found = _AREA.search(text)
    return " ".join(found["area"].lower().split()) if found else ""


def grade_of(source: Source) -> str:
    """Return the grade that a quote of an inspectorate states; empty for any other report, which only praises."""
    return grade_in(source.quote) if source.hit.report.authority is Authority.INSPECTORATE else ""
