"""A span of a report → where it stands on its pages: line by line, never one box over several lines or columns."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

from dvrag.model.documents import Report
from dvrag.model.page_images import MarkedLine, MarkKind
from dvrag.model.raw import Box

_NARROW, _WIDE = frozenset("fijlrtI.,;:!'’‘|()[]-1 "), frozenset("mwMW—%@…")
_NARROW_WIDTH, _WIDE_WIDTH, _CAPITAL_WIDTH = 0.55, 1.6, 1.3
"""Widths of letters as shares of the usual one in text fonts: only to estimate where in a line a word stands."""

_SLACK = 1.0
"""Widths of a letter by which an estimated cut is moved outwards, so that it does not run through a word."""


@dataclass(frozen=True, slots=True)
class PageBoxes:
    """The boxes of a span on one page, top to bottom as the text runs, in points of the displayed page."""

    page: int
    boxes: tuple[Box, ...]


def marked_lines(report: Report, start: int, end: int, kind: MarkKind = MarkKind.QUOTE) -> tuple[MarkedLine, ...]:
    """Return the lines that the span `[start, end)` runs through, each with its part of it, in order.

    A line without a place on a page is left out: a report without pages gives nothing.
    """
    first = max(0, bisect_right(report.lines, start, key=lambda line: line.start) - 1)
    found = []
    for line in report.lines[first:]:
        if line.start >= end:
            break
        if line.box is None or line.page < 1 or line.end <= start:
            continue
        text = report.text[line.start : line.end]
        low, high = _trimmed(text, max(start - line.start, 0), min(end, line.end) - line.start)
        if low < high:
            found.append(MarkedLine(line.page, line.box, text, low, high, kind))
    return tuple(found)


def boxes(report: Report, start: int, end: int) -> tuple[PageBoxes, ...]:
    """Return the boxes of a span by page, as far as the lines of the report tell: see `estimated`."""
    by_page: dict[int, list[Box]] = {}
    for line in marked_lines(report, start, end):
        by_page.setdefault(line.page, []).append(estimated(line))
    return tuple(PageBoxes(page, tuple(found)) for page, found in by_page.items())


def estimated(line: MarkedLine) -> Box:
    """Return the box of a part of a line, cut in proportion of its letters, at words, never less than the words.

    A line that stands upright on the page and a row of cells are not cut: their letters do not run across the box.
    """
    box = line.box
    if " | " in line.text or box.x1 - box.x0 < box.y1 - box.y0:
        return box
    start, end = _word_start(line.text, line.start), _word_end(line.text, line.end)
    total = _width(line.text)
    if total <= 0:
        return box
    scale = (box.x1 - box.x0) / total
    left = box.x0 if start == 0 else box.x0 + (_width(line.text[:start]) - _SLACK) * scale
    right = box.x1 if end >= len(line.text) else box.x0 + (_width(line.text[:end]) + _SLACK) * scale
    return Box(max(box.x0, left), box.y0, min(box.x1, right), box.y1)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the stretch without blanks at its ends."""
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), start + len(part.rstrip())


def _word_start(text: str, at: int) -> int:
    return text.rfind(" ", 0, at + 1) + 1


def _word_end(text: str, at: int) -> int:
    space = text.find(" ", max(at - 1, 0))
    return len(text) if space < 0 else max(space, at)


def _width(text: str) -> float:
    return sum(map(_letter_width, text))


def _letter_width(letter: str) -> float:
    if letter in _NARROW:
        return _NARROW_WIDTH
    if letter in _WIDE:
        return _WIDE_WIDTH
    if unicodedata.combining(letter):
        return 0.0
    return _CAPITAL_WIDTH if letter.isupper() else 1.0
