"""Rows and cells of a table: their text, their header, and rows that only their text lines part."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from dvrag.ingest.readers.pdf_lines import Piece, line, pieces, rows
from dvrag.ingest.readers.pdf_rules import Color, Shade
from dvrag.ingest.readers.pdf_words import Word

BoxEdges = tuple[float, float, float, float]

ROW_NUMBER = re.compile(r"\(?\d{1,4}(?:\.\d{1,3})?[.)a-z]?\)?")
ROW_STEP = 1.5
"""Points that the space between two rows exceeds the space between two lines of one cell, at least."""

COMPOUND = re.compile(
    r"\b(?:anti|co|cross|decision|ex|face|follow|front|full|half|high|inter|long|low|mid|multi|non|on|part|post|pre|"
    r"problem|re|safe|self|semi|short|single|so|sub|trauma|under|well|whole|year)-$",
    re.IGNORECASE,
)
"""A hyphen after one of these at a line's end is likely to belong to the word."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the texts of its cells, or of the one cell that spans all columns. `bold`: all of it is."""

    cells: tuple[str, ...]
    box: BoxEdges
    bold: bool = False
    header: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table on one page. `edges` are the x of its column borders; `words` all that stands in it."""

    box: BoxEdges
    rows: tuple[Row, ...]
    edges: tuple[float, ...]
    words: tuple[Word, ...]

    @property
    def x0(self) -> float:
        """Left edge."""
        return self.box[0]

    @property
    def y0(self) -> float:
        """Top edge."""
        return self.box[1]

    @property
    def x1(self) -> float:
        """Right edge."""
        return self.box[2]

    @property
    def y1(self) -> float:
        """Bottom edge."""
        return self.box[3]


def cell_text(words: Sequence[Word]) -> str:
    """Return the text of a cell: its lines joined by a space, words divided at a line's end made whole."""
    level = [word for word in words if word.turn == 0]
    turned = [word.text for word in words if word.turn != 0]
    text = ""
    for row in rows(pieces(level)):
        part = line(row).text
        if re.search(r"[^\W\d]-$", text) and part[:1].islower():
            text = text + part if COMPOUND.search(text) else text[:-1] + part
        else:
            text = f"{text} {part}" if text else part
    return " ".join([text, *turned]).strip()


def mark_headers(found: Sequence[Row], shades: Sequence[Shade]) -> tuple[Row, ...]:
    """Return the rows with `header` set on the first row, or the first two, where bold type or shade sets them off."""
    if len(found) < 2:  # a bar of labels alone: its rows stand below it or on the next page
        return tuple(replace(row, header=row.bold and len(row.cells) > 1) for row in found)
    colors = [_color(row, shades) for row in found[:3]]
    count = 0
    for place in range(min(2, len(found) - 1)):
        if not _set_off(found, colors, place):
            break
        count = place + 1
    if count == 2 and len(found) == 2:
        count = 1
    if count == 0 and _labels(found):
        count = 1
    return tuple(replace(row, header=place < count) for place, row in enumerate(found))


def _set_off(found: Sequence[Row], colors: Sequence[Color | None], place: int) -> bool:
    row, body = found[place], found[place + 1 :]
    if len(row.cells) < 2 and place == 0 and len(found) > 2:  # a title row: the header may follow
        return found[0].bold and len(found[1].cells) > 1 and _set_off(found, colors, 1)
    if place and len(row.cells) < 2:
        return False
    if row.bold and not all(other.bold for other in body):
        return place == 0 or (all(row.cells) and not any(other.bold for other in body))  # bold again: a group's row
    color, below = colors[place], colors[place + 1] if place + 1 < len(colors) else None
    if color is None or color in (below, (255, 255, 255)):
        return False
    return place == 0 or color == colors[0]


def _labels(found: Sequence[Row]) -> bool:
    """Say whether the first row reads like column names: all filled, short, without figures, shorter than the rest."""
    first, body = found[0], found[1:]
    if len(first.cells) < 3 or not all(first.cells) or len(body) < 2:
        return False
    if any(len(cell) > 45 or re.search(r"\d", cell) for cell in first.cells):
        return False
    longest = max(len(cell) for row in body for cell in row.cells)
    return longest > 2 * max(len(cell) for cell in first.cells) or any(
        re.fullmatch(r"[\d.,%£ –-]+", cell) for row in body for cell in row.cells if cell
    )


def _color(row: Row, shades: Sequence[Shade]) -> Color | None:
    """Return the colour of the topmost shade behind most of a row, or of its cells where each has one."""
    x0, y0, x1, y1 = row.box
    covered: dict[Color, float] = {}
    for shade in shades:
        width, height = min(x1, shade.x1) - max(x0, shade.x0), min(y1, shade.y1) - max(y0, shade.y0)
        if width > 0 and height > 0:
            covered[shade.color] = covered.get(shade.color, 0.0) + width * height
    best = max(covered, key=lambda color: covered[color], default=None)
    return best if best is not None and covered[best] >= 0.5 * (x1 - x0) * (y1 - y0) else None


def line_rows(lines: Sequence[Sequence[Piece]], gutters: Sequence[float]) -> list[dict[int, list[Word]]]:
    """Return text lines as table rows, each a map from column to words.

    Where some lines stand farther apart than others, the wider spaces part the rows; where all are evenly spaced, the
    numbers in the first column do, or else lines that do not go on with the cells above them.
    """
    entries = []
    for row in lines:
        entry: dict[int, list[Word]] = {}
        for each in row:
            entry.setdefault(sum((each.x0 + each.x1) / 2 > gutter for gutter in gutters), []).extend(each.words)
        entries.append(entry)
    gaps = [min(each.y0 for each in below) - max(each.y1 for each in above) for above, below in pairwise(lines)]
    limit = _row_gap(gaps)
    if limit is not None and _all_rows(entries, gaps, limit, gutters):
        limit = None
    counted = sum(_is_number(entry.get(0, ())) for entry in entries) >= 2
    parts = entries[:1]
    for gap, entry in zip(gaps, entries[1:], strict=True):
        starts = gap > limit if limit is not None else _starts(entry, counted)
        if starts:
            parts.append(entry)
        else:
            for column, words in entry.items():
                parts[-1].setdefault(column, []).extend(words)
    return parts


def _starts(entry: Mapping[int, Sequence[Word]], counted: bool) -> bool:
    """Say whether a line among evenly spaced ones begins a row: it has something in the first column that does not go
    on with a small letter, or, where rows are not `counted` there, in several others.
    """
    first = entry.get(0, ())
    if first:
        return not first[0].text[:1].islower()
    return not counted and len(entry) > 1 and not all(words[0].text[:1].islower() for words in entry.values())


def _is_number(words: Sequence[Word]) -> bool:
    return len(words) == 1 and ROW_NUMBER.fullmatch(words[0].text) is not None


def _all_rows(
    entries: Sequence[Mapping[int, Sequence[Word]]], gaps: Sequence[float], limit: float, gutters: Sequence[float]
) -> bool:
    """Say whether lines that stand close are rows all the same: they fill the columns of the line above, unwrapped."""
    close = [
        (above, entry)
        for gap, above, entry in zip(gaps, entries, entries[1:], strict=False)
        if gap <= limit and len(entry) > 1
    ]
    same = sum(entry.keys() >= above.keys() for above, entry in close)
    if not close or same < 0.5 * sum(gap <= limit for gap in gaps):
        return False
    words = [word for entry in entries for group in entry.values() for word in group]
    borders = [min(word.x0 for word in words), *gutters, max(word.x1 for word in words)]
    return not _wrapped(entries, list(pairwise(borders)))


def _row_gap(gaps: Sequence[float]) -> float | None:
    """Return a space between that of wrapped lines and that of rows; None where all spaces are alike."""
    ordered = sorted(gaps)
    for low, high in pairwise(ordered):
        if high - low >= ROW_STEP:
            return (low + high) / 2
    return None


def split_rows(
    columns: Mapping[int, Sequence[Word]], edges: Sequence[tuple[float, float]]
) -> list[dict[int, list[Word]]]:
    """Return a tall row as the rows its text lines make, or as one row where its cells are wrapped text.

    `columns` maps a column to its words; `edges` are the columns' left and right borders.
    """
    whole = {column: list(words) for column, words in columns.items()}
    lines = _text_lines(whole)
    numbered = _numbered(lines, min(whole))
    if numbered:
        return numbered
    full = [entry for entry in lines if len(entry) >= max(2, (len(whole) + 1) // 2)]
    if len(full) < 3 or len(full) < 0.6 * len(lines) or _wrapped(lines, edges):
        return [whole]
    parts: list[dict[int, list[Word]]] = []
    for entry in lines:
        if parts and len(entry) < max(2, (len(whole) + 1) // 2):
            for column, words in entry.items():
                parts[-1].setdefault(column, []).extend(words)
        else:
            parts.append(entry)
    return parts


def _numbered(lines: Sequence[dict[int, list[Word]]], first: int) -> list[dict[int, list[Word]]]:
    """Return the rows that begin at the numbers of the first column; none where it holds anything else."""
    marks = ["".join(word.text for word in entry[first]) for entry in lines if first in entry]
    if len(marks) < 3 or first not in lines[0] or not all(ROW_NUMBER.fullmatch(mark) for mark in marks):
        return []
    parts: list[dict[int, list[Word]]] = []
    for entry in lines:
        if first in entry:
            parts.append(entry)
            continue
        for column, words in entry.items():
            parts[-1].setdefault(column, []).extend(words)
    return parts


def _text_lines(columns: Mapping[int, Sequence[Word]]) -> list[dict[int, list[Word]]]:
    owner = {id(word): column for column, words in columns.items() for word in words}
    everything = [word for words in columns.values() for word in words]
    found = []
    for row in rows(pieces(everything, widest=0.5)):
        entry: dict[int, list[Word]] = {}
        for each in row:
            for word in each.words:
                entry.setdefault(owner[id(word)], []).append(word)
        found.append(entry)
    return found


def _wrapped(lines: Sequence[Mapping[int, Sequence[Word]]], edges: Sequence[tuple[float, float]]) -> bool:
    """Say whether cell lines mostly run to their column's right border, as wrapped text does."""
    filled = total = 0
    for entry, following in pairwise(lines):
        for column, words in entry.items():
            if column in following:
                left, right = edges[column]
                total += 1
                filled += max(word.x1 for word in words) - left >= 0.75 * (right - left)
    return total > 0 and filled >= 0.3 * total
