"""Words → pieces → lines: what stands on one visual line, joined as printed."""

from __future__ import annotations

import statistics
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from dvrag.ingest.readers.pdf_words import Word
from dvrag.model.raw import Box, RawLine

SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
SPACED_LETTERS = 0.8
"""Share of one-letter words from which a line of four or more is taken for letter-spaced."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Neighbouring words of one line, in stream order, without a gap that could divide columns."""

    words: tuple[Word, ...]
    x0: float
    y0: float
    x1: float
    y1: float
    size: float

    @property
    def width(self) -> float:
        """Horizontal extent in points."""
        return self.x1 - self.x0


def piece(words: Sequence[Word]) -> Piece:
    """Return the words as one piece with the box around them."""
    return Piece(
        tuple(words),
        min(word.x0 for word in words),
        min(word.y0 for word in words),
        max(word.x1 for word in words),
        max(word.y1 for word in words),
        max(word.size for word in words),
    )


def pieces(words: Sequence[Word], widest: float = 1.0) -> list[Piece]:
    """Return the words grouped into pieces: neighbours in the stream, on one line, at most `widest` ems apart."""
    found: list[Piece] = []
    current: list[Word] = []
    for word in words:
        if current and not _neighbours(current[-1], word, widest):
            found.append(piece(current))
            current = []
        current.append(word)
    if current:
        found.append(piece(current))
    return found


def _neighbours(left: Word, right: Word, widest: float) -> bool:
    em = max(left.size, right.size)
    gap = right.x0 - left.x1
    if unicodedata.bidirectional(left.text[-1]) in ("R", "AL"):
        gap = max(gap, left.x0 - right.x1)
    return overlap(left, right) >= 0.5 and -0.5 * em <= gap <= widest * em


def overlap(one: Word | Piece, other: Word | Piece) -> float:
    """Return how much of the flatter of two boxes stands beside the other, from 0 to 1."""
    shared = min(one.y1, other.y1) - max(one.y0, other.y0)
    return shared / max(min(one.y1 - one.y0, other.y1 - other.y0), 0.1)


def rows(items: Sequence[Piece]) -> list[list[Piece]]:
    """Return the pieces grouped into visual lines, from the top; a line's pieces from the left."""
    found: list[list[Piece]] = []
    for item in sorted(items, key=lambda each: ((each.y0 + each.y1) / 2, each.x0)):
        for row in reversed(found[-3:]):
            if _one_line(max(row, key=lambda each: each.size), item):
                row.append(item)
                break
        else:
            found.append([item])
    return [sorted(row, key=lambda each: each.x0) for row in found]


def _one_line(tall: Piece, item: Piece) -> bool:
    """Say whether two pieces share a line; one much taller and far off (a large page number) does not."""
    if overlap(tall, item) < 0.5:
        return False
    shared = min(tall.y1, item.y1) - max(tall.y0, item.y0)
    gap = max(item.x0 - tall.x1, tall.x0 - item.x1)
    return shared >= 0.45 * max(tall.y1 - tall.y0, item.y1 - item.y0) or gap <= max(tall.size, item.size)


def line(row: Sequence[Piece]) -> RawLine:
    """Return one visual line as printed: words in reading direction, raised digits as superscripts."""
    words = [word for each in row for word in each.words]
    if _right_to_left(words):
        words = sorted(words, key=lambda word: -word.x1)
    elif len(row) > 1:
        words = _by_position(row)
    size = _common_size(words)
    base = statistics.median([word.base for word in words if abs(word.size - size) < 0.5] or [words[0].base])
    text = _joined(words, size, base)
    whole = piece(words)
    letters = sum(len(word.text) for word in words)
    bold = sum(len(word.text) for word in words if word.bold) >= 0.6 * letters
    return RawLine(text, Box(*(round(edge, 2) for edge in (whole.x0, whole.y0, whole.x1, whole.y1))), size, bold)


def _by_position(row: Sequence[Piece]) -> list[Word]:
    """Return the words of a row from the left; a raised mark keeps its place after the word it follows."""
    return [word for each in sorted(row, key=lambda each: each.x0) for word in each.words]


def _right_to_left(words: Sequence[Word]) -> bool:
    turned = sum(unicodedata.bidirectional(word.text[0]) in ("R", "AL") for word in words)
    return turned > len(words) / 2


def _common_size(words: Sequence[Word]) -> float:
    weights: dict[float, int] = {}
    for word in words:
        weights[word.size] = weights.get(word.size, 0) + len(word.text)
    return max(weights, key=lambda size: (weights[size], size))


def _joined(words: Sequence[Word], size: float, base: float) -> str:
    singles = sum(len(word.text) == 1 and word.text.isalpha() for word in words)
    if len(words) >= 4 and singles >= SPACED_LETTERS * len(words):
        return _close_up(words)
    parts = [_printed(words[0], size, base)]
    for left, word in pairwise(words):
        parts.append((" " if _apart(left, word) else "") + _printed(word, size, base))
    if parts[0] != words[0].text and len(parts) > 1:  # a footnote's own mark stands before its text
        parts[0] = f"{parts[0]} "
        parts[1] = parts[1].lstrip()
    return "".join(parts)


def _apart(left: Word, right: Word) -> bool:
    gap = max(right.x0 - left.x1, left.x0 - right.x1)
    return gap > 0.08 * min(left.size, right.size) if right.spaced else gap > 0.2 * max(left.size, right.size)


def _printed(word: Word, size: float, base: float) -> str:
    raised = word.size <= 0.8 * size and base - word.base >= 0.15 * size
    if raised and word.text.strip(",").isdigit():
        return word.text.translate(SUPERSCRIPTS)
    return word.text


def _close_up(words: Sequence[Word]) -> str:
    """Return letter-spaced words without their inner gaps: a gap well above the usual one parts two words."""
    gaps = [right.x0 - left.x1 for left, right in pairwise(words)]
    usual = statistics.median_low(gaps)
    limit = max(1.6 * usual, usual + 0.25 * words[0].size)
    parts = [words[0].text]
    parts.extend((" " if gap > limit else "") + word.text for gap, word in zip(gaps, words[1:], strict=True))
    return "".join(parts)
