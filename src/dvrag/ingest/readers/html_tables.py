"""Tables of web pages: their rows as lines, and those that an extractor of articles dropped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from dvrag.model.raw import Markup, RawLine

ASIDE = frozenset({"nav", "header", "footer", "aside", "form", "noscript", "script", "style"})


def cells_of(row: Any) -> tuple[str, ...]:
    """Return the texts of a row's cells."""
    return tuple(_clean(" ".join(cell.itertext())) for cell in row.iter("cell", "td", "th"))


def heads_of(table: Any) -> int:
    """Return how many rows at the top of a table are made of header cells."""
    count = 0
    for row in table.iter("row", "tr"):
        cells = [cell for cell in row.iter("cell", "td", "th") if _clean(" ".join(cell.itertext()))]
        if not cells or not all(cell.get("role") == "head" or cell.tag == "th" for cell in cells):
            return count
        count += 1
    return count


def table_lines(rows: Sequence[tuple[str, ...]], heads: int) -> Iterator[RawLine]:
    """Yield one line a row; a row of one filled cell above the header is the table's caption, a paragraph.

    A table of one row lays out a page: its cells are paragraphs.
    """
    if len(rows) == 1:
        yield from (RawLine(cell, markup=Markup.PARAGRAPH) for cell in rows[0] if cell)
        return
    heads = min(heads, max(len(rows) - 1, 0))
    for place, cells in enumerate(rows):
        filled = [cell for cell in cells if cell]
        if not filled:
            continue
        if len(filled) == 1 and (place < heads or len(cells) == 1):
            yield RawLine(filled[0], markup=Markup.PARAGRAPH)
            continue
        markup = Markup.TABLE_HEADER if place < heads else Markup.TABLE_ROW
        yield RawLine(" | ".join(cells), markup=markup, cells=cells)


def with_tables(lines: tuple[RawLine, ...], tree: Any) -> tuple[RawLine, ...]:
    """Return the lines with the data tables that the extractor dropped, after the text that stands above them."""
    kept = list(lines)
    known = " ".join(line.text for line in lines)
    for table in tree.iter("table"):
        rows = [cells_of(row) for row in table.iter("tr")]
        if not _is_data(table, rows) or _mostly_in(rows, known):
            continue
        place = _place_above(table, kept)
        if place is not None:
            kept[place + 1 : place + 1] = table_lines(rows, heads_of(table))
    return tuple(kept)


def _is_data(table: Any, rows: Sequence[tuple[str, ...]]) -> bool:
    """Say whether a table holds data and not the page's layout: header cells, columns, no table inside, main text."""
    several = sum(sum(map(bool, cells)) > 1 for cells in rows)
    if several < 2 or table.find(".//table") is not None or table.find(".//th") is None:
        return False
    return not any(parent.tag in ASIDE for parent in table.iterancestors())


def _mostly_in(rows: Sequence[tuple[str, ...]], known: str) -> bool:
    cells = [cell for row in rows for cell in row if cell]
    return sum(cell in known for cell in cells) >= 0.8 * len(cells)


def _place_above(table: Any, lines: Sequence[RawLine]) -> int | None:
    """Return the place of the line that the nearest text above the table has, None where it was left out too."""
    texts = {line.text: place for place, line in enumerate(lines)}
    steps = 0
    for element in table.xpath("preceding::*[self::p or self::li or self::h1 or self::h2 or self::h3 or self::h4]")[
        ::-1
    ]:
        text = _clean("".join(element.itertext()))
        steps += bool(text)
        if text in texts:
            return texts[text]
        if steps >= 3:
            return None
    return None


def _clean(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
