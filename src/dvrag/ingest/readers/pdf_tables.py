"""Tables whose cells the page rules: grids of lines and shaded boxes."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dvrag.ingest.readers.pdf_cells import Row, Table, cell_text, mark_headers, split_rows
from dvrag.ingest.readers.pdf_lines import pieces
from dvrag.ingest.readers.pdf_lines import rows as text_rows
from dvrag.ingest.readers.pdf_rules import Drawing, Rule, Shade
from dvrag.ingest.readers.pdf_words import Word

SNAP = 3.0
"""Lines this close, in points, are one line: double rules and edges drawn by both of two cells."""

REACH = 4.0
"""A line may end this short of the line it meets, in points."""

MOST_CELLS = 20_000
LONGEST_SPANNING = 3
"""Lines up to which a cell across all columns is a row of the table (a section title); a longer one is body text."""

LEAST_SHADE = (15.0, 8.0)
"""Width and height in points from which a shaded area may be a cell."""


NEARLY_WHITE = 250
HIGHLIGHT = 1.35
"""A shaded area up to this many font sizes high hugs its line of text: a highlight, and no cell, which has padding."""


@dataclass(frozen=True, slots=True)
class _Grid:
    """Positions of the lines of one connected figure, and the rules that draw it."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    across: tuple[Rule, ...]
    down: tuple[Rule, ...]


def ruled_tables(words: Sequence[Word], drawing: Drawing, height: float) -> list[Table]:
    """Return the tables that lines draw: at least two columns with text. A single box is a callout, no table."""
    rules = [*drawing.rules, *_shade_edges(drawing.shades, words)]
    across = _merged(rule for rule in rules if rule.across)
    down = _merged(rule for rule in rules if not rule.across)
    found: list[Table] = []
    for grid in _grids(across, down):
        found.extend(
            table for table in _tables(grid, words, drawing.shades) if not _two_columns_of_prose(table, height)
        )
    return _outermost(found)


def plain_rules(drawing: Drawing, words: Sequence[Word]) -> list[Rule]:
    """Return the merged horizontal lines of a page that meet no vertical line, from the top."""
    edges = [*drawing.rules, *_shade_edges(drawing.shades, words, only_across=True)]
    across = _merged(rule for rule in edges if rule.across)
    down = _merged(rule for rule in drawing.rules if not rule.across)
    return sorted(
        (rule for rule in across if not any(_meet(rule, other) for other in down)), key=lambda rule: rule.place
    )


def _shade_edges(shades: Sequence[Shade], words: Sequence[Word], only_across: bool = False) -> Iterable[Rule]:
    for shade in shades:
        if not _cell_like(shade, words):
            continue
        yield Rule(True, shade.y0, shade.x0, shade.x1)
        yield Rule(True, shade.y1, shade.x0, shade.x1)
        if not only_across:
            yield Rule(False, shade.x0, shade.y0, shade.y1)
            yield Rule(False, shade.x1, shade.y0, shade.y1)


def _cell_like(shade: Shade, words: Sequence[Word]) -> bool:
    """Say whether a shaded area may be a cell: coloured, large enough, and no mere highlight behind a line of text."""
    width, height = shade.x1 - shade.x0, shade.y1 - shade.y0
    if width < LEAST_SHADE[0] or height < LEAST_SHADE[1] or min(shade.color) > NEARLY_WHITE:
        return False
    if height > 30:
        return True
    sizes = [
        word.size
        for word in words
        if shade.x0 - 1 <= (word.x0 + word.x1) / 2 <= shade.x1 + 1 and shade.y0 <= (word.y0 + word.y1) / 2 <= shade.y1
    ]
    return not sizes or height >= HIGHLIGHT * max(sizes)


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """Return the rules with close ones snapped to one place and pieces of one line joined."""
    merged: list[Rule] = []
    ordered = sorted(rules, key=lambda rule: rule.place)
    for group in _close(ordered):
        place = sum(rule.place for rule in group) / len(group)
        group.sort(key=lambda rule: rule.start)
        start, end = group[0].start, group[0].end
        for rule in group[1:]:
            if rule.start <= end + REACH:
                end = max(end, rule.end)
            else:
                merged.append(Rule(rule.across, place, start, end))
                start, end = rule.start, rule.end
        merged.append(Rule(group[0].across, place, start, end))
    return merged


def _close(ordered: Sequence[Rule]) -> list[list[Rule]]:
    groups: list[list[Rule]] = []
    for rule in ordered:
        if groups and rule.place - groups[-1][0].place <= SNAP:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    return groups


def _meet(across: Rule, down: Rule) -> bool:
    return (
        across.start - REACH <= down.place <= across.end + REACH
        and down.start - REACH <= across.place <= down.end + REACH
    )


def _grids(across: Sequence[Rule], down: Sequence[Rule]) -> list[_Grid]:
    """Return one grid for each connected figure of horizontal and vertical lines."""
    parent = list(range(len(across) + len(down)))

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for i, j in itertools.product(range(len(across)), range(len(down))):
        if _meet(across[i], down[j]):
            parent[root(i)] = root(len(across) + j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for index, rule in enumerate([*across, *down]):
        groups.setdefault(root(index), ([], []))[not rule.across].append(rule)
    return [_grid(lines, columns) for lines, columns in groups.values() if lines and columns]


def _grid(across: Sequence[Rule], down: Sequence[Rule]) -> _Grid:
    xs = [rule.place for rule in down] + [min(rule.start for rule in across), max(rule.end for rule in across)]
    ys = [rule.place for rule in across] + [min(rule.start for rule in down), max(rule.end for rule in down)]
    return _Grid(_distinct(xs), _distinct(ys), tuple(across), tuple(down))


def _distinct(places: Sequence[float]) -> tuple[float, ...]:
    kept: list[float] = []
    for place in sorted(places):
        if not kept or place - kept[-1] > 2 * SNAP:
            kept.append(place)
    return tuple(kept)


def _tables(grid: _Grid, words: Sequence[Word], shades: Sequence[Shade]) -> list[Table]:
    """Return the tables of a grid: one, or several where boxes of body text stand between its rows."""
    columns, lines = len(grid.xs) - 1, len(grid.ys) - 1
    if columns < 2 or lines < 1 or columns * lines > MOST_CELLS:
        return []
    cells = _cells(grid)
    content: dict[tuple[int, int], list[Word]] = {}
    for word in words:
        place = _place(word, grid)
        if place is not None:
            content.setdefault(cells[place], []).append(word)
    used = sorted({column for column, _ in content})
    if len(used) < 2:
        return []
    found: list[Table] = []
    run: list[tuple[Row, list[Word]]] = []
    for line in range(lines):
        here = {column: content[column, line] for column in used if (column, line) in content}
        spanning = len({cells[column, line] for column in used}) == 1
        if spanning and here and _text_lines(next(iter(here.values()))) > LONGEST_SPANNING:
            found.extend(_closed(run, grid, shades))
            run = []
        elif here:
            run.extend(_row(grid, (line, used), here, spanning))
    return [*found, *_closed(run, grid, shades)]


def _closed(run: Sequence[tuple[Row, list[Word]]], grid: _Grid, shades: Sequence[Shade]) -> list[Table]:
    made = [row for row, _ in run]
    if not any(sum(map(bool, row.cells)) > 1 for row in made):
        return []
    box = (grid.xs[0], made[0].box[1], grid.xs[-1], made[-1].box[3])
    inside = tuple(word for _, group in run for word in group)
    return [Table(box, mark_headers(made, shades), grid.xs, inside)]


def _text_lines(words: Sequence[Word]) -> int:
    return len(text_rows(pieces(words)))


def _cells(grid: _Grid) -> dict[tuple[int, int], tuple[int, int]]:
    """Map each (column, line) of the grid to the top left place of the cell it belongs to."""
    columns, lines = len(grid.xs) - 1, len(grid.ys) - 1
    parent = {place: place for place in itertools.product(range(columns), range(lines))}

    def root(place: tuple[int, int]) -> tuple[int, int]:
        while parent[place] != place:
            place = parent[place]
        return place

    for column, line in itertools.product(range(columns), range(lines)):
        here = root((column, line))
        if column + 1 < columns and not _drawn(grid.down, grid.xs[column + 1], grid.ys[line], grid.ys[line + 1]):
            other = root((column + 1, line))
            parent[max(here, other)] = min(here, other)
            here = min(here, other)
        if line + 1 < lines and not _drawn(grid.across, grid.ys[line + 1], grid.xs[column], grid.xs[column + 1]):
            other = root((column, line + 1))
            parent[max(here, other)] = min(here, other)
    return {place: root(place) for place in parent}


def _drawn(rules: Sequence[Rule], place: float, start: float, end: float) -> bool:
    covered = sum(
        max(0.0, min(rule.end, end) - max(rule.start, start)) for rule in rules if abs(rule.place - place) <= 2 * SNAP
    )
    return covered >= 0.5 * (end - start)


def _place(word: Word, grid: _Grid) -> tuple[int, int] | None:
    x, y = (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2
    if not (grid.xs[0] <= x <= grid.xs[-1] and grid.ys[0] <= y <= grid.ys[-1]):
        return None
    column = sum(x > edge for edge in grid.xs[1:-1])
    line = sum(y > edge for edge in grid.ys[1:-1])
    return column, line


def _row(
    grid: _Grid, at: tuple[int, Sequence[int]], here: dict[int, list[Word]], spanning: bool
) -> list[tuple[Row, list[Word]]]:
    line, used = at
    box = (grid.xs[0], grid.ys[line], grid.xs[-1], grid.ys[line + 1])
    everything = [word for group in here.values() for word in group]
    if spanning:
        return [(Row((cell_text(everything),), box, _bold(everything)), everything)]
    parts = split_rows(here, list(itertools.pairwise(grid.xs))) if len(grid.ys) <= 3 else [here]
    made = []
    for part in parts:
        group = [word for words in part.values() for word in words]
        cells = tuple(cell_text(part.get(column, ())) for column in used)
        bold = all(_bold(words) for words in part.values())
        made.append((Row(cells, box if len(parts) == 1 else _around(group), bold), group))
    return made


def _around(words: Sequence[Word]) -> tuple[float, float, float, float]:
    return (
        min(word.x0 for word in words),
        min(word.y0 for word in words),
        max(word.x1 for word in words),
        max(word.y1 for word in words),
    )


def _bold(words: Sequence[Word]) -> bool:
    return sum(len(word.text) for word in words if word.bold) >= 0.8 * sum(len(word.text) for word in words)


def _two_columns_of_prose(table: Table, height: float) -> bool:
    """Say whether the page draws a line between two columns of body text, rather than a table."""
    if len(table.rows) != 1 or len(table.rows[0].cells) != 2:
        return False
    return table.box[3] - table.box[1] > 0.5 * height and min(len(cell) for cell in table.rows[0].cells) > 600


def _outermost(tables: Sequence[Table]) -> list[Table]:
    """Return the tables without those that stand inside another."""
    kept: list[Table] = []
    for table in sorted(tables, key=lambda each: -(each.box[2] - each.box[0]) * (each.box[3] - each.box[1])):
        x, y = (table.box[0] + table.box[2]) / 2, (table.box[1] + table.box[3]) / 2
        if not any(other.box[0] <= x <= other.box[2] and other.box[1] <= y <= other.box[3] for other in kept):
            kept.append(table)
    return sorted(kept, key=lambda each: each.box[1])
