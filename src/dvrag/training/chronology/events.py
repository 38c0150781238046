"""Dated events of a report that can be told in a few words, without their dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dvrag.model.documents import Block, BlockKind, Report
from dvrag.text.dates import MONTHS, dates
from dvrag.text.sentences import sentence_spans
from dvrag.training.prose.clauses import has_clause
from dvrag.training.terms.leaning import leans_at_its_start, too_much, unclear

SHORTEST, LONGEST = 5, 26
"""Words of an event."""
MOST_CHARACTERS = 160
"""Characters of an event."""

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_SHORT_DATE = re.compile(rf"^\d{{1,2}} (?:{_MONTH})$", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_WHEN = re.compile(
    rf"\b(?:{_MONTH})\b|\b(?:19|20)\d\d\b|\b(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|christmas|easter"
    r"|spring|summer|autumn|winter|lockdown|pandemic|virus|restrictions)\b",
    re.IGNORECASE,
)
_SEQUENCE = re.compile(
    r"\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|again|last|latest|next|later|earlier"
    r"|previous|previously|following|since|then|already|another|still|final|finally|further|same|new|newly|continued"
    r"|remained|repeat|repeated|returned|resumed|reopened|no longer|ended|began|anniversary|once more|by now|the other"
    r"|meanwhile|ago|also|former|separated|separation|ex-partner"
    r"|(?:days?|weeks?|months?|years?) (?:after|before|earlier|later|to the day))\b",
    re.IGNORECASE,
)
_END = re.compile(
    r"\b(?:died|dead|death|dying|die|funeral|inquest|coroner|post-mortem|convicted|sentenced|manslaughter|trial)\b",
    re.I,
)
_BOTH = re.compile(r"\b(?:to both|both (?:at|in|of|were|had))\b")
_CLAUSES = re.compile(r"; |, (?:and|but|which|who|although|because|where|while)\b| because | although ")


@dataclass(frozen=True, slots=True)
class Event:
    """What happened on a day, in the report's words; `[start, end)` holds the date and the words."""

    on: date
    written: str
    text: str
    start: int
    end: int


def events(report: Report) -> tuple[Event, ...]:
    """Return the events that begin with their day and can be told alone, by day; days with several are left out."""
    found = [event for block in report.blocks for event in _of_block(report, block)]
    days = [event.on for event in found]
    return tuple(sorted((each for each in found if days.count(each.on) == 1), key=lambda event: event.on))


def _of_block(report: Report, block: Block) -> Iterator[Event]:
    text = report.text[block.start : block.end]
    if block.kind in {BlockKind.CHRONOLOGY, BlockKind.PARAGRAPH} and not _END.search(text):
        if " | " in text:
            yield from _of_row(report, block, text)
        else:
            yield from _of_entry(block, text)


def _of_entry(block: Block, text: str) -> Iterator[Event]:
    """Yield the event of an entry that begins "27 June 2020. …"."""
    spans = sentence_spans(text)
    day = _day(text[spans[0][0] : spans[0][1]].rstrip(".:")) if spans else None
    if day and len(spans) > 1:
        when = (day, text[: spans[0][1]].rstrip(".: "))
        yield from _event(when, text, spans[1], (block.start, 0))


def _of_row(report: Report, block: Block, text: str) -> Iterator[Event]:
    """Yield the event of a row that has a day in one of its first cells; its year may stand in the heading above."""
    year = _only_year(report.sections[block.section].path[-1:])
    at = 0
    for number, cell in enumerate(cells := text.split(" | ")):
        written = f"{cell} {year}" if year and _SHORT_DATE.match(cell) else cell
        day = _day(written) if number < 2 else None
        if day:
            yield from _of_cells(cells[number + 1 :], (day, written), (block.start, at, text))
            return
        at += len(cell) + len(" | ")


def _of_cells(cells: list[str], when: tuple[date, str], place: tuple[int, int, str]) -> Iterator[Event]:
    """Yield the first event that a cell behind the date tells in a whole sentence."""
    start, dated, text = place
    at = dated + text[dated:].index(" | ") + len(" | ")
    for cell in cells:
        spans = sentence_spans(cell)
        told = list(_event(when, text, (at + spans[0][0], at + spans[0][1]), (start, dated))) if spans else []
        if told:
            yield told[0]
            return
        at += len(cell) + len(" | ")


def _event(when: tuple[date, str], text: str, span: tuple[int, int], offsets: tuple[int, int]) -> Iterator[Event]:
    sentence = text[span[0] : span[1]]
    told = _told(sentence)
    if told and sentence.endswith("."):
        offset, dated = offsets
        yield Event(when[0], when[1], " ".join(told.split()), offset + dated, offset + span[1])


def _told(sentence: str) -> str:
    """Return a sentence as an event, cut before a clause if it is too long whole; "" where it is no good."""
    whole = sentence.rstrip(".")
    ends = [len(whole), *(found.start() for found in _CLAUSES.finditer(whole))]
    for end in sorted(ends, reverse=True):
        told = whole[:end]
        if _is_good(told):
            return told
    return ""


def _is_good(told: str) -> bool:
    if not SHORTEST <= len(told.split()) <= LONGEST or len(told) > MOST_CHARACTERS or not told[0].isupper():
        return False
    if leans_at_its_start(told) or unclear(told) or too_much(told) or "“" in told or '"' in told or ":" in told:
        return False
    if not has_clause(told) or _BOTH.search(told):
        return False
    return not any(pattern.search(told) for pattern in (_WHEN, _SEQUENCE, _END))


def _day(text: str) -> date | None:
    """Return the day that a text names and nothing else; None where it does not."""
    found = dates(text)
    if len(found) != 1 or (found[0].start, found[0].end) != (0, len(text.strip())) or len(found[0].iso) != 10:
        return None
    try:
        return date.fromisoformat(found[0].iso)
    except ValueError:  # "31 June"
        return None


def _only_year(titles: tuple[str, ...]) -> str:
    years = set(_YEAR.findall(" ".join(titles)))
    return years.pop() if len(years) == 1 else ""
