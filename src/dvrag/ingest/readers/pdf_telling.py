"""What tells aligned text to be a table: grades or figures in its columns, lines that go on inside them, no prose."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dvrag.ingest.readers.pdf_lines import Piece
from dvrag.ingest.readers.pdf_words import Word

LEAST_ROWS = 3
LEAST_COLUMNS = 3
"""Rows and columns from which aligned text without any line is a table; two columns do if the last holds figures or
grades.
"""
FIGURE = re.compile(r"[£$€(]?[\d.,]+\)?\s*(?:%|m|bn|k|percent)?|n/?a|[-–—]")
LEADER = re.compile(r"[.…·_]{3,}")
GRADE = re.compile(
    r"(?:outstanding|excellent|good|adequate|inadequate|(?:requires|needs)\b.*|improvement|not graded)\W*", re.I
)


def is_ladder(row: Sequence[Piece]) -> bool:
    """Say whether a line names a grade for each of three columns or more."""
    return len(row) >= LEAST_COLUMNS and all(GRADE.fullmatch(" ".join(w.text for w in each.words)) for each in row)


def rests(row: Sequence[Piece], below: Sequence[Sequence[Piece]]) -> int:
    """Return how many lines of one piece below a row's first line go on with its cells: close below each other, inside
    one of its columns, in the first of them only in small letters.
    """
    low = max(each.y1 for each in row)
    for count, (each, *_) in enumerate(below):
        column = next((at for at, cell in enumerate(row) if abs(cell.x0 - each.x0) < 2), None)
        inside = column is not None and (column + 1 == len(row) or each.x1 < row[column + 1].x0)
        small = each.words[0].text[:1].islower()
        if not inside or each.y0 - low > 0.6 * each.size or not (column or small):
            return count
        low = each.y1
    return len(below)


def valued(run: Sequence[Sequence[Piece]], gutter: float) -> bool:
    """Say whether the column right of the gutter holds grades, or figures that are no page numbers of a contents."""
    texts = [" ".join(w.text for each in row if each.x0 >= gutter for w in each.words) for row in run if len(row) > 1]
    graded = sum(GRADE.fullmatch(text) is not None for text in texts)
    if graded >= LEAST_ROWS and graded >= 0.7 * len(texts):
        return True
    figures = [text for text in texts if FIGURE.fullmatch(text)]
    if len(figures) < LEAST_ROWS or len(figures) < 0.7 * len(texts) or len(texts) < 0.7 * len(run):
        return False
    if any(LEADER.search(word.text) for row in run for each in row for word in each.words):
        return False
    numbers = [int(text) for text in figures if text.isdigit()]
    return len(numbers) < len(figures) or numbers != sorted(numbers)


def prose(parts: Sequence[dict[int, list[Word]]], edges: Sequence[float]) -> bool:
    """Say whether cells mostly fill their columns, as lines of text in several columns do."""
    filled = total = 0
    for part in parts:
        for column, words in part.items():
            if column < len(edges) - 2:
                total += 1
                filled += max(word.x1 for word in words) - edges[column] >= 0.8 * (edges[column + 1] - edges[column])
    return filled >= 0.6 * max(total, 1)
