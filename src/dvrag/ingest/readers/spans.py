"""Cells of tables that stand for several rows."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Any

SHORT = 60
"""Characters of a cell that names a group of rows (an agency), at most; a longer one is what rows are about."""
MOST = 60
"""Columns or rows that a cell may span; a file that says more is not believed."""
_NAMES = re.compile(r"[^\W\d_]{2}")


def gone_on(above: Sequence[str], spanned: Collection[int], cells: Sequence[str]) -> tuple[str, ...]:
    """Return the cells of a row, those that go on from the row `above` (`spanned`) filled with its words.

    They stay empty where one of them is no short name: then the rows are parts of one, and what they share stands once.
    """
    shared = {place: above[place] for place in spanned if place < min(len(above), len(cells))}
    if not all(len(text) <= SHORT for text in shared.values()) or not any(map(_NAMES.search, shared.values())):
        return tuple(cells)
    named = {place: text for place, text in shared.items() if _NAMES.search(text)}
    return tuple(named.get(place, text) for place, text in enumerate(cells))


def spread(tree: Any) -> bool:
    """Give every row of a web page's tables as many cells as it has columns; return whether a table was changed."""
    changed = False
    for table in tree.iter("table"):
        if table.find(".//table") is None and table.xpath(".//@rowspan | .//@colspan"):
            _spread(table)
            changed = True
    return changed


def _spread(table: Any) -> None:
    left: dict[int, int] = {}
    above: tuple[str, ...] = ()
    for row in table.iter("tr"):
        own = [cell for cell in row if cell.tag in {"td", "th"}]
        cells, spanned = _laid_out(row, own, left)
        texts = [" ".join("".join(cell.itertext()).split()) for cell in cells]
        filled = gone_on(above, spanned, texts)
        for place in spanned:
            cells[place].text = filled[place]
        for cell in own:
            row.remove(cell)
        row.extend(cells)
        above = filled


def _laid_out(row: Any, own: Sequence[Any], left: dict[int, int]) -> tuple[list[Any], list[int]]:
    """Return the cells of a row, one a column, and the places of those that go on from the row above.

    `left` holds for how many more rows a column goes on; it is brought up to date. A cell alone in its row is kept so.
    """
    alone = len(own) == 1 and not any(left.values())
    cells: list[Any] = []
    spanned: list[int] = []
    queue = list(own)
    while queue or left.get(len(cells), 0):
        place = len(cells)
        if left.get(place, 0):
            left[place] -= 1
            spanned.append(place)
            cells.append(row.makeelement("td", {}))
            continue
        cell = queue.pop(0)
        wide, tall = (1 if alone else _span(cell, "colspan")), _span(cell, "rowspan")
        cells += [cell, *(row.makeelement("td", {}) for _ in range(wide - 1))]
        left.update(dict.fromkeys(range(place, place + wide), tall - 1))
    return cells, spanned


def _span(cell: Any, name: str) -> int:
    value = cell.attrib.pop(name, "1").strip()
    return max(1, min(int(value), MOST)) if value.isascii() and value.isdigit() else 1
