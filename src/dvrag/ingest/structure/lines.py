"""The lines of a file, cleaned and with the measures that later steps compare them by."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from statistics import median

from dvrag.model.raw import Box, Markup, PageSource, RawDocument, RawLine, RawPage
from dvrag.text.characters import SOFT_HYPHEN, clean

TABLE = frozenset({Markup.TABLE_HEADER, Markup.TABLE_ROW})
_TALL = re.compile(r"[A-Zbdfhklt0-9‘’“”'\"(£ij]")


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A cleaned line. `page` indexes the document's pages from 0; `footnote` holds its mark where it is one."""

    text: str
    page: int
    box: Box | None = None
    size: float = 0.0
    bold: bool = False
    markup: Markup = Markup.NONE
    level: int = 0
    cells: tuple[str, ...] = ()

    @property
    def top(self) -> float:
        """The top of a capital letter in points, also for a line that has none; 0 without a box."""
        if self.box is None:
            return 0.0
        return self.box.y0 if _TALL.search(self.text) else self.box.y0 - 0.22 * self.size

    @property
    def is_table(self) -> bool:
        """Whether the file (or its reader) says that the line is a row of a table."""
        return self.markup in TABLE


@dataclass(frozen=True, slots=True)
class Measures:
    """What is usual in a document, in points. `pitch` is the distance of lines over their size; 0 where unknown."""

    body_size: float = 0.0
    body_bold: bool = False
    pitch: float = 0.0
    left: float = 0.0
    right: float = 0.0


def read_lines(raw: RawDocument) -> list[SourceLine]:
    """Return the document's lines in reading order, cleaned, the empty ones dropped, halves of one line joined."""
    lines: list[SourceLine] = []
    for index, page in enumerate(raw.pages):
        cleaned = [_cleaned(raw_line, index) for raw_line in page.lines]
        lines.extend(_rows_down(_join_halves([line for line in cleaned if line.text])))
        if page.source is PageSource.OCR:
            lines = [line if line.page != index else _steady(line, page) for line in lines]
    return lines


def measure(lines: Sequence[SourceLine]) -> Measures:
    """Return what is usual among the running lines, weighted by their length."""
    sizes: Counter[tuple[float, bool]] = Counter()
    for line in lines:
        if not line.is_table and line.size:
            sizes[(line.size, line.bold)] += len(line.text)
    if not sizes:
        return Measures()
    (size, bold), _ = sizes.most_common(1)[0]
    body = [line for line in lines if line.box and not line.is_table and abs(line.size - size) <= 0.3]
    boxes = [line.box for line in body if line.box]
    return Measures(
        body_size=size,
        body_bold=bold,
        pitch=_pitch(body, size),
        left=min((box.x0 for box in boxes), default=0.0),
        right=_quantile([box.x1 for box in boxes], 0.95),
    )


def _pitch(body: Sequence[SourceLine], size: float) -> float:
    steps = Counter(
        round((after.top - before.top) / size, 2)
        for before, after in pairwise(body)
        if before.page == after.page and 0.9 * size < after.top - before.top < 2.6 * size
    )
    if not steps:
        return 1.25
    most = max(steps.values())
    return min(step for step, count in steps.items() if count >= 0.4 * most)


def _quantile(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


def _cleaned(line: RawLine, page: int) -> SourceLine:
    cells = tuple(clean(cell).rstrip(SOFT_HYPHEN) for cell in line.cells)
    text = " | ".join(cell for cell in cells if cell) if cells else clean(line.text)
    return SourceLine(text, page, line.box, round(line.size, 1), line.bold, line.markup, line.level, cells)


def _steady(line: SourceLine, page: RawPage) -> SourceLine:
    """Return a recognised line with the page's usual size where its own, measured from the image, is near it."""
    usual = median(other.size for other in page.lines)
    return replace(line, size=round(usual, 1)) if usual and abs(line.size - usual) <= 0.2 * usual else line


def _join_halves(lines: Sequence[SourceLine]) -> list[SourceLine]:
    joined: list[SourceLine] = []
    for line in lines:
        if joined and _same_line(joined[-1], line):
            joined[-1] = _join(joined[-1], line)
        else:
            joined.append(line)
    return joined


def _rows_down(lines: Sequence[SourceLine]) -> list[SourceLine]:
    """Return the lines with the rows of each table in their order down the page."""
    ordered: list[SourceLine] = []
    for is_row, run in groupby(lines, key=lambda line: line.is_table and line.box is not None):
        rows = list(run)
        ordered.extend(sorted(rows, key=lambda line: line.box.y0 if line.box else 0.0) if is_row else rows)
    return ordered


def _same_line(left: SourceLine, right: SourceLine) -> bool:
    """Return whether `right` goes on where `left` ends, on one baseline: after a raised figure or a number apart."""
    if left.box is None or right.box is None or left.is_table or right.is_table:
        return False
    height = min(left.box.y1 - left.box.y0, right.box.y1 - right.box.y0)
    overlap = min(left.box.y1, right.box.y1) - max(left.box.y0, right.box.y0)
    gap = right.box.x0 - left.box.x1
    reach = 60.0 if len(left.text) <= 8 else max(left.size, right.size)
    return overlap > 0.5 * height and -2 <= gap <= reach


def _join(left: SourceLine, right: SourceLine) -> SourceLine:
    assert left.box is not None
    assert right.box is not None
    box = Box(
        min(left.box.x0, right.box.x0), min(left.box.y0, right.box.y0),
        max(left.box.x1, right.box.x1), max(left.box.y1, right.box.y1),
    )  # fmt: skip
    longer = left if len(left.text) >= len(right.text) else right
    space = "" if re.fullmatch(r"\d{1,3}", right.text) and right.size < left.size else " "
    return replace(longer, text=left.text + space + right.text, box=box)
