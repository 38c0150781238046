"""Which sentences of a report say something by themselves, without what stands around them."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass

from dvrag.text.terms import STOP_WORDS

SHORTEST, LONGEST = 45, 230
"""Characters of a sentence that can stand alone."""

_LEANING = re.compile(
    r"^(?:He|She|They|It|Its|His|Her|Their|This|These|That|Those|Such|Both|Neither|Either|Each|Another|Others|Some|"
    r"Most|One|None|All of|Few|Many of|But|And|So|Yet|Or|Nor|However|Instead|Here|Then|There|Also|Again|Thus|"
    r"Therefore|Hence|Consequently|Subsequently|Additionally|Accordingly|In addition|As a consequence|"
    r"Meanwhile|Moreover|Further|Furthermore|Nevertheless|Nonetheless|Otherwise|Similarly|Likewise|Indeed|Even|Only|"
    r"Still|Later|Earlier|Afterwards|Of these|Of those|In all|In none|In each|In both|In this|In that|In one|In some|"
    r"In most|At that|At this|On that|On this|After that|After this|Since then|Until then|For this|For that|"
    r"For example|By then|By that|By contrast|As a result|As such|To this|To that|From this|From that|With this|"
    r"Under this|"
    r"The (?:former|latter|same|other|others|second|third|fourth|rest|first|next|two|three|four|five|six|following|"
    r"above|last|call|caller|report|letter|email|message|note|meeting|visit|man|woman|boy|girl|couple|witness|"
    r"speaker|table|figure|answer|reason|result|difference|question|remaining|remainder)|"
    r"A (?:second|third|fourth|further|similar|few)|Seven of|\w+ of (?:them|these|those|which)|That is|What|Which|Who|"
    r"How|Why|When|Where|If|Whether)\b"
)
_POINTING = re.compile(
    r"\b(?:above|below|table|figure|appendix|annex|paragraph|chapter|section \d|page \d|herein|aforementioned|"
    r"such (?!as\b)\w+|did so|does so|do so|done so|in this report|this action plan|this letter|this review|"
    r"this guidance|this page|the same|the latter|the former|as described|e\.g|i\.e|"
    r"see (?:also|table|figure|page|part|annex))\b",
    re.IGNORECASE,
)
_SELF = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|[Uu]s|[Mm]y|me|[Yy]ou|[Yy]our)\b")
_SINGLE = re.compile(r"\b(?:he|she|him|his|her|hers|himself|herself)\b", re.IGNORECASE)
_COUNT = "two|three|four|five|six|seven|eight|nine|ten"
_THAT = re.compile(
    r"\b(?:this|these)\b|\bthose (?!who|with|whose|of|that|for)|\bthe (?:others?|rest|latter)\b|\bby then\b|"
    r"\bthat (?:year|day|time|month|night|date|week|period|meeting|call|case|point|evening|morning|house)\b|"
    r"\bthat (?:was|is) (?:so|why)|\b(?:it|them)[.;,]|\ball of them\b|"
    r"\bthe (?:younger|elder|second|third|fourth|previous|following|next|last|earlier|later|remaining)\b|"
    rf"\bthe (?:{_COUNT}|\d+)\b|\ball (?:{_COUNT})\b|"
    r"\b(?:on|of|among|for|to|with|about|from|by|in|into|at) (?:it|them|him|her)\b|"
    r"\b(?:designed|made|used|saw|read|sent|gave|took|had|kept|found|know|knew) (?:it|them)\b|"
    r"\bin the year\b(?! (?:to|ending|ended|before|\d))|^(?:In|From|At|By|On|Since|Between|During) [^,]*,? it\b|"
    r"^In the (?:\w+(?:th|st|nd|rd|ond)|case|cases|other)\b|\baccording to\b|"
    r"\b(?:concerned|too|also|again|there|then|instead|otherwise|however)\b",
    re.IGNORECASE,
)
_SAMPLED = re.compile(
    r"^In (?!(?:19|20)\d\d\b)(?:\w+teen|\w+ty|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d[\d,]*)\b"
)
_LABELLED = re.compile(r"^[A-Z]{1,2}\d|^[A-Z][\w ]{0,20}: ")
_THE = re.compile(r"^The ((?:[\w’'-]+ ){1,4})")
SUBJECTS = frozenset(
    """force police constabulary council trust practice practices surgery school schools nursery hospital college
    service services landlord partnership board inspectorate government office charity county district university
    programme checklist marac conference unit team teams hub room risk number gp gps officers staff supervisors victims
    children commissioner department agency agencies authority law definition act scheme order review victim perpetrator
    person family tenant patient child mother constable ambulance probation letter coroner""".split()
)
"""Words for bodies, people and things of this work that a reader knows without being told which is meant."""
_MARKS = re.compile(r"[|•\n¹²³⁴⁵⁶⁷⁸⁹⁰\[\]>#*_]|https?:|\w\d{1,2}$|\.\d{1,2}$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence at `[start, end)` of a report, under the headings `section`; `text` has single spaces."""

    text: str
    start: int
    end: int
    section: str


def stands_alone(text: str, shortest: int = SHORTEST, longest: int = LONGEST) -> bool:
    """Return whether a text is whole sentences that point at nothing outside them and speak for no "we"."""
    return (
        shortest <= len(text) <= longest
        and text[0].isupper()
        and text.endswith(".")
        and not _LEANING.match(text)
        and not any(pattern.search(text) for pattern in (_POINTING, _SELF, _SINGLE, _MARKS))
        and _balanced(text)
    )


def points(text: str) -> bool:
    """Return whether a text points at something outside it ("see Table 2", "in this report") or speaks for a "we"."""
    return any(pattern.search(text) for pattern in (_POINTING, _SELF, _MARKS))


def is_told_alone(text: str) -> bool:
    """Return whether a statement says whom and what it speaks of, stricter than `stands_alone`.

    "The log showed seven entries" does not: a reader asks which log.
    """
    if _THAT.search(text) or _SAMPLED.match(text) or _LABELLED.match(text) or ":" in text:
        return False
    subject = _THE.match(text)
    return subject is None or any(word.lower().removesuffix("’s") in SUBJECTS for word in subject[1].split())


def inside(text: str, common: Set[str]) -> str | None:
    """Return a sentence as it continues another ("police were called …"): its first word in lower case if it is common.

    `common` are words that reports write without a capital. A name or an acronym stays as it is; None where the first
    word is neither common nor plainly an acronym.
    """
    first = re.match(r"[\w’'-]+", text)
    if first is None or not text[0].isupper():
        return None
    word = first.group()
    if word.lower() in STOP_WORDS or word.lower() in common or word.lower() in SUBJECTS:
        return text if word.isupper() and len(word) > 1 else text[0].lower() + text[1:]
    return text if word.isupper() or re.search(r"[A-Z]", text.split()[1][:1]) else None


def _balanced(text: str) -> bool:
    pairs = (("“", "”"), ("(", ")"))
    return all(text.count(a) == text.count(b) for a, b in pairs) and text.count('"') % 2 == 0
