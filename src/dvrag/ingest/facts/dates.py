"""When a report was published, and when the person it is about died."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dvrag.ingest.structure.assemble import Body
from dvrag.model.documents import Block, Fact, Family, Span
from dvrag.text.dates import DateSpan, dates

OPENING = 3500
"""Characters at the start of a report in which its date of publication is looked for."""

_PUBLISHED = re.compile(
    r"\b(?:report |first |date )?(?:published|(?<!for )publication(?: date)?|date of publication|published on"
    r"|date published|issued(?: on)?"
    r"|posted(?: on)?)\b(?: on| in)?[\s:|–-]*$",
    re.IGNORECASE,
)
_DATED = re.compile(r"\b(?:date of (?:this )?(?:report|letter)|dated|date|report date)\b[\s:|–-]*$", re.IGNORECASE)
_FIELD = re.compile(r"\b(?:published|publication date|date published)\s*:\s*$", re.IGNORECASE)
_VERSIONED = re.compile(r"^version\s*\d[\d.]*\s*[,:–-]?\s*(?:dated\s*)?$", re.IGNORECASE)
_OTHER = re.compile(
    r"inspect(?:ion|ed)|\b(?:died|death|killed|murder|born|birth|completed|began|started|between|from|until"
    r"|since|updated"
    r"|meeting|period|incident|fieldwork|amended|review(?:ed)? (?:date|on|by)|next|due|sent|received|agreed"
    r"|approved)\b",
    re.IGNORECASE,
)
_THIS = re.compile(
    r"\b(?:this|the) (?:report|review|letter|document|summary|article|plan)\b|\bit (?:is|was)\b", re.IGNORECASE
)
_COPYRIGHT = re.compile(r"©\s*(?:Crown )?copyright\s*(?:\d{4}\s*[-–]\s*)?((?:19|20)\d{2})", re.IGNORECASE)
_NAME_DATE = re.compile(r"(?<!\d)((?:19|20)\d{2})[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")
_NAME_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
_DEATH = (
    re.compile(r"\b(?:year|date) of death\b[\s:|–-]*[^\n]{0,25}?\b((?:19|20)\d{2})\b", re.IGNORECASE),
    re.compile(
        r"\b(?:death|homicide|murder|killing|manslaughter) of [^.\n]{1,80}?\b(?:in|on) [^.\n]{0,24}?\b((?:19"
        r"|20)\d{2})\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:died|(?:was|were|been) (?:killed|murdered|found dead)|took (?:her|his|their) own life)\b[^.\n]{0,80}?"
        r"\b(?:in|on) [^.\n]{0,24}?\b((?:19|20)\d{2})\b",
        re.IGNORECASE,
    ),
)
_DEATH_FAMILIES = frozenset(
    {Family.DHR_OVERVIEW, Family.DHR_SUMMARY, Family.ACTION_PLAN, Family.LIBRARY_SUMMARY, Family.PREVENTION_REPORT,
     Family.QA_LETTER}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Candidate:
    score: float
    date: DateSpan


def published(body: Body, source: str, properties: dict[str, str]) -> Fact:
    """Return the date of publication: from the text, else from the file's name, else from its properties.

    A year alone, from the copyright line, gives way to a full date of that year or the next in the file's name.
    """
    candidates = sorted(_candidates(body), key=lambda c: (-c.score, c.date.start))
    if candidates:
        best = candidates[0].date
        return Fact(best.iso, Span(best.start, best.end), "text")
    named = _named_date(source)
    mark = _COPYRIGHT.search(body.text)
    if mark and not (named and len(named) == 10 and int(named[:4]) - int(mark.group(1)) in {0, 1}):
        return Fact(mark.group(1), Span(mark.start(), mark.end()), "text")
    if named and len(named) == 10:
        return Fact(named, None, "file name")
    stamped = properties.get("date", "")[:10]
    if re.fullmatch(r"(?:19|20)\d{2}(?:-\d{2}){0,2}", stamped):
        return Fact(stamped, None, "properties")
    return Fact(named, None, "file name") if named else Fact()


def year_of_death(body: Body, family: Family) -> Fact:
    """Return the year in which the person died whom a review is about; "not stated" for other families."""
    if family not in _DEATH_FAMILIES:
        return Fact()
    for pattern in _DEATH:
        found = pattern.search(body.text, 0, 20_000)
        if found:
            return Fact(found.group(1), Span(found.start(), found.end()), "text")
    return Fact()


def _candidates(body: Body) -> Iterator[_Candidate]:
    for block in _front_and_back(body):
        text = body.text[block.start : block.end]
        found = dates(text)
        for number, date in enumerate(found):
            score = _score(text, date, number, block.start)
            if score > 0:
                yield _Candidate(score, DateSpan(date.start + block.start, date.end + block.start, date.iso))


def _front_and_back(body: Body) -> Iterable[Block]:
    tail = max(OPENING, len(body.text) - 1500)
    return (block for block in body.blocks if block.start < OPENING or block.start >= tail)


def _score(text: str, date: DateSpan, number: int, start: int) -> float:
    """Return how likely the date is that of publication, from the words around it; 0 or less for not at all."""
    before = text[: date.start][-60:]
    short = len(text) <= 140
    if _FIELD.search(before):
        return 10
    if _PUBLISHED.search(before):
        return 10 if short else 6 if _THIS.search(text[: date.start]) else 0
    if start >= OPENING:
        return 0
    alone = text.strip(" .") == text[date.start : date.end]
    if alone:
        return 8
    if _VERSIONED.match(text[: date.start]) or (_DATED.search(before) and (short or start < 600)):
        return 7
    if not short or number or _OTHER.search(before) or _OTHER.search(text[date.end : date.end + 12]):
        return 0
    outside = len(text) - (date.end - date.start)
    ends = date.end >= len(text) - 2 or date.start == 0 or bool(re.match(r"\s*[|·,–-]|\s\d\d:\d\d", text[date.end :]))
    sentence = text.rstrip().endswith((".", ";", ":")) and len(text) > 60
    return 5 - outside / 60 if ends and start < 1500 and not sentence else 0


def _named_date(source: str) -> str | None:
    found = _NAME_DATE.search(source)
    if found:
        return "-".join(found.groups())
    year = _NAME_YEAR.search(source)
    return year.group(1) if year else None
