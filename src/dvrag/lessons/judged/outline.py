"""A report as the pieces that judgments are read from: every block with its heading and its place under it.

A line that consists of a grade is a piece of its own, wherever the layout has put it: alone, as a heading, as the
first line of a paragraph or as the last line of a heading.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dvrag.lessons.judged.grades import OVERALL, grade_in, label_in
from dvrag.lessons.judged.headings import LONGEST_NAME, is_question
from dvrag.model.documents import Block, BlockKind, Report

_LEGEND = re.compile(
    r"(?:judge?ments?|grades?|gradings?|ratings?)\s+(?:descriptors?|mean|are defined|definitions?)\b", re.I
)

SHORT = 40
"""Characters up to which a paragraph may be a name or a label."""
_OPEN = re.compile(r"(?:[:–—-]|\b(?:is|are|it|that|and|of|the|to|for|at))\s*$", re.I)
"""The end of a line after which its heading goes on."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a report.

    `heading` is the text of the heading above it, `place` counts the pieces under that heading from 1 (a heading
    has 0), `final` marks the last one before the next heading. `grade` is set where the piece is a grade and no more.
    `path` and `context` are those of its section and block.
    """

    index: int
    start: int
    end: int
    text: str
    kind: BlockKind
    section: int
    heading: str = ""
    place: int = 0
    final: bool = False
    grade: str = ""
    context: str = ""
    path: tuple[str, ...] = ()


def outline(report: Report) -> tuple[Piece, ...]:
    """Return the report's pieces in order of text, without footnotes and without explanations of what grades mean."""
    placed: list[Piece] = []
    heading, place = "", 0
    for piece in _promoted(list(_cut(report))):
        if piece.kind is BlockKind.HEADING and not piece.grade:
            heading, place = piece.text, 0
            placed = _closed(placed)
            placed.append(replace(piece, index=len(placed), heading=heading))
        elif not _LEGEND.search(heading):
            place += 1
            placed.append(replace(piece, index=len(placed), heading=heading, place=place))
    return tuple(_closed(placed))


def _promoted(pieces: list[Piece]) -> Iterator[Piece]:
    """Yield the pieces, as headings those names of areas that only a grade and then prose below tell to be headings."""
    for at, piece in enumerate(pieces):
        before, grade, prose = (pieces[i] if 0 <= i < len(pieces) else None for i in (at - 1, at + 1, at + 2))
        if grade and prose and grade.grade and _is_prose(prose) and not (before and before.grade) and _is_name(piece):
            yield replace(piece, kind=BlockKind.HEADING)
        else:
            yield piece


def _is_prose(piece: Piece) -> bool:
    return piece.kind is BlockKind.PARAGRAPH and len(piece.text) > SHORT and piece.text.endswith(".")


def _is_name(piece: Piece) -> bool:
    is_short = len(piece.text) <= LONGEST_NAME and piece.text[-1:] not in ".;,:"
    return piece.kind is BlockKind.PARAGRAPH and not piece.grade and is_short and is_question(piece.text)


def _closed(placed: list[Piece]) -> list[Piece]:
    if placed and placed[-1].place:
        placed[-1] = replace(placed[-1], final=True)
    return placed


def _cut(report: Report) -> Iterator[Piece]:
    starts = [line.start for line in report.lines]
    for block in report.blocks:
        if block.kind is BlockKind.FOOTNOTE:
            continue
        first = bisect_left(starts, block.start)
        last = bisect_left(starts, block.end)
        spans = [(line.start, line.end) for line in report.lines[first:last]]
        cut = _cut_at(report.text, block, spans)
        for start, end in ((block.start, cut), (cut, block.end)) if cut else ((block.start, block.end),):
            yield from _piece(report, block, start, end)


def _cut_at(text: str, block: Block, spans: list[tuple[int, int]]) -> int:
    """Return where a block of several lines is cut behind a first, or before a last line that is a grade; else 0."""
    if len(spans) < 2 or block.kind is BlockKind.TABLE_ROW:
        return 0
    if block.kind is BlockKind.HEADING:
        open_end = _OPEN.search(text[block.start : spans[-1][0]])
        return spans[-1][0] if grade_in(text[spans[-1][0] : spans[-1][1]]) and not open_end else 0
    following = text[spans[1][0] : spans[1][0] + 1]
    return spans[1][0] if grade_in(text[spans[0][0] : spans[0][1]]) and following.isupper() else 0


def _piece(report: Report, block: Block, start: int, end: int) -> Iterator[Piece]:
    raw = report.text[start:end]
    start += len(raw) - len(raw.lstrip())
    end = start + len(raw.strip())
    if start < end:
        text = report.text[start:end]
        kind = block.kind
        named = kind is BlockKind.HEADING and OVERALL.match(label_in(text))
        grade = "" if kind is BlockKind.TABLE_ROW or named else grade_in(text)
        if grade and kind is BlockKind.HEADING:
            kind = BlockKind.PARAGRAPH
        path = report.sections[block.section].path if block.section < len(report.sections) else ()
        yield Piece(0, start, end, text, kind, block.section, grade=grade, context=block.context, path=path)
