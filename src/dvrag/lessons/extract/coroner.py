"""A coroner's report to prevent future deaths: its concerns, and those it is sent to, whom it names once for all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dvrag.lessons.extract.asking.bodies import is_body
from dvrag.lessons.extract.asking.words import agency_named
from dvrag.model.documents import Block, BlockKind, Report
from dvrag.model.findings import Draft, FindingKind

_SENT = re.compile(
    r"\b(?:report|notice)\s+is\s+(?:being\s+)?(?:sent|addressed|made)\s+to\b\W*|^\W*(?:recipients?|addressees?)\b\W*",
    re.I,
)
_BEGINS = re.compile(r"\bcoroner['’`]?s['’]?\s+concerns?\b|\bmatters?\s+of\s+concern\b", re.IGNORECASE)
_FOLLOW = re.compile(r"\bmatters?\s+of\s+concern\s+(?:is|are)(?:\s+as\s+follows?)?\s*[.:–—-]*\s*", re.IGNORECASE)
_ENDS = re.compile(
    r"\bACTION\s+SHOULD\s+BE\s+TAKEN\b|\bin\s+my\s+opinion\s+(?:urgent\s+)?action\s+should\b|\bYOUR\s+RESPONSE\b|\bIn\s+my\s+opinion\s+(?:urgent\s+)?action\s+should\b|^\W*\d?\W*[Aa]ction\s+should\s+be\s+taken\b"
)
_CORONER = re.compile(r"^\W*\d?\W*\|?\s*coroner\b|\bI\s+am\b", re.IGNORECASE)
_INTRODUCES = re.compile(
    r"\b(?:during\s+the\s+course\s+of|evidence\s+(?:has\s+)?revealed|giv(?:e|ing)\s+rise\s+to\s+(?:a\s+)?concern|risk\s+that\s+future\s+deaths|"
    r"my\s+statutory\s+duty|brief\s+summary)\b",
    re.IGNORECASE,
)
_INSIDE = re.compile(r"(?:^|(?<=\s))\(?(?P<n>\d{1,2})[.)]\s+(?=[A-Z“\"‘(])")
_IN_BRACKETS = re.compile(r"\((?P<who>[^()]{3,120})\)")
_ADDRESS = re.compile(
    r"\d|\b(?:road|street|avenue|lane|house|way|square|floor|headquarters|building|drive|hill)\b", re.IGNORECASE
)
_SURE, _LIKELY = 0.95, 0.75
_FEWEST = 4
_MOST = 12
UNNUMBERED = "The concerns are not numbered: it may be part of another."


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int
    number: str | None


def concerns(report: Report) -> list[Draft]:
    """Return the matters of concern of a coroner's report, each with whom it names or the report is sent to."""
    sent = "; ".join(_receivers(report)) or None
    pieces = [piece for start, end, block in _region(report) for piece in _pieces(report, start, end, block)]
    numbered = any(piece.number for piece in pieces)
    return [_draft(report, piece, sent, numbered=numbered) for piece in (_merged(pieces) if numbered else pieces)]


def _draft(report: Report, piece: _Piece, sent: str | None, *, numbered: bool) -> Draft:
    found = _IN_BRACKETS.search(report.text[piece.start : piece.end][:200])
    own = found["who"] if found and agency_named(found["who"]) else None
    return Draft(
        kind=FindingKind.CAUSE_OF_CONCERN,
        start=piece.start,
        end=piece.end,
        number=piece.number,
        addressee=own or sent,
        confidence=_SURE if numbered else _LIKELY,
        doubts=() if numbered else (UNNUMBERED,),
    )


def _region(report: Report) -> Iterator[tuple[int, int, Block]]:
    """Yield the stretches of blocks between the announcement of the concerns and the call for action."""
    inside = False
    for block in report.blocks:
        text = report.text[block.start : block.end]
        start, end = block.start, block.end
        begun = _BEGINS.search(text)
        if inside and _ENDS.search(text) and block.kind is BlockKind.HEADING:
            return
        if begun and (not inside or _FOLLOW.search(text)):
            follow = _FOLLOW.search(text)
            start += follow.end() if follow else len(text) if block.kind is BlockKind.HEADING else begun.end()
            inside = True
        ended = _ENDS.search(text, start - block.start) if inside else None
        if ended:
            end = block.start + ended.start()
        if inside and block.kind is not BlockKind.HEADING and start < end:
            yield start, end, block
        if ended:
            return


def _pieces(report: Report, start: int, end: int, block: Block) -> Iterator[_Piece]:
    """Yield the concerns in a stretch of one block: several where it numbers them, none if it introduces."""
    text = report.text[start:end]
    marks, count = [], 0
    for mark in _INSIDE.finditer(text):
        if int(mark["n"]) == count + 1:
            marks.append(mark)
            count += 1
    if len(marks) > 1 or (marks and not marks[0].start()):
        ends = [*(mark.start() for mark in marks[1:]), len(text)]
        for mark, last in zip(marks, ends, strict=True):
            yield _Piece(start + mark.end(), start + len(text[:last].rstrip()), mark["n"])
        return
    plain = text.strip()
    if len(plain.split()) < _FEWEST or (_INTRODUCES.search(plain[:300]) and not block.paragraph):
        return
    left = start + len(text) - len(text.lstrip())
    number = (block.paragraph or "").strip("()[]. ") or None
    yield _Piece(left, left + len(plain), number)


def _merged(pieces: Sequence[_Piece]) -> list[_Piece]:
    """Return the numbered concerns, each with the paragraphs without a number that follow it."""
    found: list[_Piece] = []
    for piece in pieces:
        if piece.number:
            found.append(piece)
        elif found:
            found[-1] = _Piece(found[-1].start, piece.end, found[-1].number)
    return found


def _receivers(report: Report) -> list[str]:
    """Return those a report is sent to, as printed, without their addresses."""
    found: list[str] = []
    after = 0
    for block in report.blocks:
        text = report.text[block.start : block.end]
        sent = _SENT.search(text) if not after else None
        if sent:
            after, text = 1, text[sent.end() :]
        elif after and (_CORONER.search(text) or after > _MOST):
            return found
        if after:
            after += 1
            found += [who for line in _lines(text) if (who := _receiver(line))]
    return found


def _lines(text: str) -> list[str]:
    return re.split(r"(?:^|\s+)\(?\d{1,2}[.)]\s+", text)


def _receiver(line: str) -> str | None:
    pieces = re.split(r",\s+", line.strip(" .;|"))
    kept = [pieces[0]] if pieces[0] else []
    for piece in pieces[1:]:
        if _ADDRESS.search(piece):
            break
        kept.append(piece)
    name = ", ".join(kept)
    return name if 0 < len(name) < 160 and (is_body(name) or agency_named(name)) else None
