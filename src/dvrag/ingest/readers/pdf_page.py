"""One page of a PDF → its lines in reading order, tables as rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from dvrag.ingest.readers.pdf_aligned import aligned_tables, banded_tables, headed_tables
from dvrag.ingest.readers.pdf_cells import Row, Table
from dvrag.ingest.readers.pdf_columns import reading_order
from dvrag.ingest.readers.pdf_frame import displayed, page_frame, upright
from dvrag.ingest.readers.pdf_lines import Piece, line, piece, pieces, rows
from dvrag.ingest.readers.pdf_rules import Drawing, Rule, Shade, page_drawing
from dvrag.ingest.readers.pdf_tables import ruled_tables
from dvrag.ingest.readers.pdf_words import Word, page_words, turn_back
from dvrag.model.raw import Box, Markup, RawLine


@dataclass(frozen=True, slots=True)
class PageText:
    """The lines of a page; `garbage`: its text layer cannot be read; `blank`: nothing at all is drawn on it."""

    lines: tuple[RawLine, ...]
    width: float
    height: float
    garbage: bool
    blank: bool


@dataclass(frozen=True, slots=True)
class TableHead:
    """The header and column borders of the last table read, to know it again on the next page."""

    cells: tuple[tuple[str, ...], ...] = ()
    edges: tuple[float, ...] = ()


class PageReader:
    """Reads the pages of one document in order; remembers the last table across pages."""

    def __init__(self) -> None:
        self.head = TableHead()

    def read(self, page: Any) -> PageText:
        """Return the lines of a pypdfium2 page."""
        width, height = page.get_size()
        frame = page_frame(page.raw, width, height)
        textpage = page.get_textpage()
        try:
            found = page_words(textpage.raw, frame, (width, height))
        finally:
            textpage.close()
        drawing = page_drawing(page.raw, frame, (width, height))
        if found.garbage or not found.words:
            return PageText((), width, height, found.garbage, not found.garbage and drawing.objects == 0)
        turn = Counter(word.turn for word in found.words).most_common(1)[0][0]
        if turn <= 0:
            lines = self._lines(found.words, drawing, height)
            return PageText(tuple(lines), width, height, False, False)
        words = [turn_back(word, width, height, turn) for word in found.words]
        lines = self._lines(words, _turned(drawing, (width, height, turn)), width if turn in (1, 3) else height)
        back = tuple(_shown(each, (width, height, turn)) for each in lines)
        return PageText(back, width, height, False, False)

    def _lines(self, words: Sequence[Word], drawing: Drawing, height: float) -> list[RawLine]:
        level = [word for word in words if word.turn == 0]
        asides = _asides(words)
        if not level:
            return [line([piece([word])]) for word in asides or words]
        tables = ruled_tables([*level, *asides], drawing, height)
        level, asides = _without(level, tables), _without(asides, tables)
        tables += headed_tables(level, tables)
        level = _without(level, tables)
        tables += banded_tables(level, drawing, height, tables)
        level = _without(level, tables)
        tables += aligned_tables(level)
        level = _without(level, tables)
        tables = [_lone(table, tables, height) for table in tables]
        items: list[Piece | Table] = [*pieces(level), *tables]
        lines: list[RawLine] = []
        for group in reading_order(items):
            lines.extend(self._group(group))
        lines.extend(line([piece([word])]) for word in asides)
        return lines

    def _group(self, group: Sequence[Piece | Table]) -> list[RawLine]:
        texts = rows([item for item in group if isinstance(item, Piece)])
        entries: list[tuple[float, Table | list[Piece]]] = [(min(each.y0 for each in row), row) for row in texts]
        entries.extend((item.y0, item) for item in group if isinstance(item, Table))
        lines: list[RawLine] = []
        for _, entry in sorted(entries, key=lambda each: each[0]):
            if isinstance(entry, Table):
                lines.extend(self._table(entry))
            else:
                lines.append(line(entry))
        return lines

    def _table(self, table: Table) -> list[RawLine]:
        found = table.rows
        again = _same_edges(table.edges, self.head.edges)
        if again and not any(row.header and row.bold for row in found):
            found = tuple(replace(row, header=False) for row in found)
        if self.head.cells and tuple(row.cells for row in found[: len(self.head.cells)]) == self.head.cells:
            found = tuple(
                replace(row, header=place < len(self.head.cells) or row.header) for place, row in enumerate(found)
            )
        heads = tuple(row.cells for row in found if row.header)
        self.head = TableHead(heads or (self.head.cells if again else ()), table.edges)
        return [_row_line(row) for row in found if any(row.cells)]


def _lone(table: Table, tables: Sequence[Table], height: float) -> Table:
    """Return a table of one row as a row, not a header, unless rows stand below it or may follow on the next page."""
    if len(table.rows) != 1 or not table.rows[0].header or table.y1 > 0.8 * height:
        return table
    below = (-3 <= other.y0 - table.y1 <= 15 and other.x0 < table.x1 and other.x1 > table.x0 for other in tables)
    return table if any(below) else replace(table, rows=(replace(table.rows[0], header=False),))


def _row_line(row: Row) -> RawLine:
    box = Box(*(round(edge, 2) for edge in row.box))
    markup = Markup.TABLE_HEADER if row.header else Markup.TABLE_ROW
    return RawLine(" | ".join(row.cells), box, bold=row.bold, markup=markup, cells=row.cells)


def _same_edges(one: Sequence[float], other: Sequence[float]) -> bool:
    return len(one) == len(other) and all(abs(a - b) <= 6 for a, b in zip(one, other, strict=True))


def _asides(words: Sequence[Word]) -> list[Word]:
    """Return the sideways texts of a page, each as one word; slanted ones (watermarks) are left out."""
    found: list[Word] = []
    for word in words:
        if word.turn <= 0:
            continue
        last = found[-1] if found else None
        if last and last.turn == word.turn and _close_by(last, word):
            box = (min(last.x0, word.x0), min(last.y0, word.y0), max(last.x1, word.x1), max(last.y1, word.y1))
            text = f"{last.text} {word.text}"
            found[-1] = replace(last, text=text, x0=box[0], y0=box[1], x1=box[2], y1=box[3], base=box[3])
        else:
            found.append(word)
    return found


def _close_by(one: Word, other: Word) -> bool:
    reach = 1.5 * max(one.size, other.size)
    apart_x = max(one.x0, other.x0) - min(one.x1, other.x1)
    apart_y = max(one.y0, other.y0) - min(one.y1, other.y1)
    return apart_x <= reach and apart_y <= reach


def _without(words: Sequence[Word], tables: Sequence[Table]) -> list[Word]:
    taken = {id(word) for table in tables for word in table.words}
    return [word for word in words if id(word) not in taken]


def _turned(drawing: Drawing, page: tuple[float, float, int]) -> Drawing:
    rules = []
    for rule in drawing.rules:
        if rule.across:
            x0, y0, x1, y1 = upright(rule.start, rule.place, rule.end, rule.place, page)
        else:
            x0, y0, x1, y1 = upright(rule.place, rule.start, rule.place, rule.end, page)
        across = x1 - x0 >= y1 - y0
        rules.append(Rule(across, y0 if across else x0, x0 if across else y0, x1 if across else y1))
    shades = [Shade(*upright(shade.x0, shade.y0, shade.x1, shade.y1, page), shade.color) for shade in drawing.shades]
    return replace(drawing, rules=tuple(rules), shades=tuple(shades))


def _shown(each: RawLine, page: tuple[float, float, int]) -> RawLine:
    if each.box is None:
        return each
    box = displayed(each.box.x0, each.box.y0, each.box.x1, each.box.y1, page)
    return replace(each, box=Box(*(round(edge, 2) for edge in box)))
