"""Who is named in a report: pseudonyms and labels of people, which never enter a wrong answer."""

from __future__ import annotations

import re
from collections import Counter

from dvrag.answer.question.names import GENERIC
from dvrag.lessons.repeats.reviews import ORDER, people
from dvrag.model.documents import Family, Report
from dvrag.model.results import ReportSummary
from dvrag.training.prose.alone import SUBJECTS

_LABEL = re.compile(
    r"\b(?:Child|Adult|Baby|Mr|Mrs|Ms|Miss|Mx|Dr|Officer|Son|Daughter|Family|Victim|Perpetrator|Person|Worker|Sibling|"
    r"Mother|Father|Friend|Neighbour|Partner|GP|PC|DC|DS) (?:[A-Z]{1,2}|\d{1,2})\b|\b(?:Mr|Mrs|Ms|Miss|Mx|Dr) [A-Z]\w+"
)
_ACTS = (
    "was|had|has|is|said|told|did|went|came|lived|died|asked|left|called|rang|moved|attended|wanted|felt|disclosed|"
    "reported|described|stayed|began|could|would|made|took|gave|found|answered|spoke|wrote"
)
_ACTOR = re.compile(rf"(?<!the )(?<!The )\b([A-Z][a-z]{{2,}})(?: (?:{_ACTS})\b|[’']s\b(?! (?:Law|Act|Aid)))")
_CAPITAL = re.compile(r"\b[A-Z][a-z]{2,}\b")
_SMALL = re.compile(r"\b[a-z]{3,}\b")
_OFTEN = 2
"""Times that a word does what people do before it counts as a name."""
_NAMED = frozenset((*ORDER, Family.CASE_REVIEW))
"""Families whose titles name the case."""


def titled_people(summary: ReportSummary) -> frozenset[str]:
    """Return the pseudonyms in the title of a review, in lower case; none for other publications."""
    return people(summary) if summary.family in _NAMED else frozenset()


def people_in(report: Report, known: frozenset[str]) -> frozenset[str]:
    """Return the pseudonyms of a report, in lower case: capitalised words that act as people do.

    `known` are words, in lower case, that are no names of people: those of bodies and places, and common words.
    """
    often = Counter(found.lower() for found in _ACTOR.findall(report.text))
    return frozenset(
        word for word, count in often.items() if count >= _OFTEN and word not in known | GENERIC | SUBJECTS
    )


def common_words(text: str) -> frozenset[str]:
    """Return the words that a text writes without a capital: none of them is the name of a person."""
    return frozenset(_SMALL.findall(text))


def labelled(text: str) -> bool:
    """Return whether a text speaks of somebody by a label or with a title ("Child A", "Mrs R")."""
    return _LABEL.search(text) is not None


def names(text: str, people: frozenset[str]) -> bool:
    """Return whether a text names one of these people, or somebody by a label."""
    return labelled(text) or any(word.lower() in people for word in _CAPITAL.findall(text))
