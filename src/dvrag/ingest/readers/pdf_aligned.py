"""Tables without vertical lines: columns that only white space parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from dvrag.ingest.readers.pdf_cells import Row, Table, cell_text, line_rows, mark_headers, split_rows
from dvrag.ingest.readers.pdf_lines import Piece, pieces, rows
from dvrag.ingest.readers.pdf_rules import Drawing, Rule
from dvrag.ingest.readers.pdf_tables import plain_rules
from dvrag.ingest.readers.pdf_telling import LEAST_COLUMNS, LEAST_ROWS, is_ladder, prose, rests, valued
from dvrag.ingest.readers.pdf_words import Word

LEAST_GAP = 5.0
"""Points of white space that part two columns at least."""

CROSSING = 0.1
"""Share of text lines that may cross a gap between columns (section rows, titles)."""

WIDE = 0.65
"""A piece this wide, as a share of all text on the page, is running text and no cell."""


def banded_tables(words: Sequence[Word], drawing: Drawing, height: float, ruled: Sequence[Table]) -> list[Table]:
    """Return the tables whose rows horizontal lines part and whose columns white space parts.

    Lines of the `ruled` tables are left to these.
    """
    found = []
    free = [rule for rule in plain_rules(drawing, words) if not any(t.y0 - 4 <= rule.place <= t.y1 + 4 for t in ruled)]
    for rules in _stacks(free, height):
        table = _banded(words, rules, drawing)
        if table is not None:
            found.append(table)
    return found


def aligned_tables(words: Sequence[Word]) -> list[Table]:
    """Return the tables that no line draws: three rows or more of short, aligned cells."""
    found = []
    for run in _runs(rows(pieces(words))):
        table = _aligned(run)
        if table is not None:
            found.append(table)
    return found


def headed_tables(words: Sequence[Word], heads: Sequence[Table]) -> list[Table]:
    """Return, for each header that stands alone as a shaded bar does, the rows that keep to its columns below it."""
    found = []
    for head in heads:
        if len(head.rows) == 1 and head.rows[0].header:
            table = _below(words, head)
            if table is not None:
                found.append(table)
    return found


def _below(words: Sequence[Word], head: Table) -> Table | None:
    inside = [w for w in words if w.y0 >= head.y1 - 2 and head.x0 - 3 <= (w.x0 + w.x1) / 2 <= head.x1 + 3]
    gutters, low = [edge - 1 for edge in head.edges[1:-1]], head.y1
    run: list[list[Piece]] = []
    for row in rows(pieces(inside, 0.7)):
        if min(each.y0 for each in row) - low > 2 * row[0].size or _crosses(row, gutters):
            break
        run.append(row)
        low = max(each.y1 for each in row)
    if not run:
        return None
    parts = line_rows(run, gutters)
    while parts and len(parts[-1]) < 2:  # a heading or a note below the table
        parts = parts[:-1]
    if not parts:
        return None
    made = tuple(_row(part, len(gutters) + 1) for part in parts)
    used = tuple(word for part in parts for group in part.values() for word in group)
    return Table((head.x0, made[0].box[1], head.x1, _bottom(used)), made, head.edges, used)


def _stacks(rules: Sequence[Rule], height: float) -> Iterator[list[Rule]]:
    """Yield groups of three or more lines of the same extent, one below the other."""
    left = list(rules)
    while left:
        stack: list[Rule] = [left[0]]
        rest: list[Rule] = []
        for rule in left[1:]:
            same = abs(rule.start - stack[-1].start) <= 6 and abs(rule.end - stack[-1].end) <= 6
            (stack if same and rule.place - stack[-1].place <= 0.5 * height else rest).append(rule)
        if len(stack) >= LEAST_ROWS:
            yield stack
        left = rest


def _banded(words: Sequence[Word], rules: Sequence[Rule], drawing: Drawing) -> Table | None:
    x0, x1 = rules[0].start - 3, rules[0].end + 3
    inside = [word for word in words if x0 <= (word.x0 + word.x1) / 2 <= x1]
    bands = [_between(inside, above.place, below.place) for above, below in pairwise(rules)]
    gutters = _gutters([row for band in bands for row in rows(pieces(band, 0.7))])
    above = _header_above(inside, rules[0].place, gutters)
    if above:
        bands.insert(0, above)
    bands = _without_titles([band for band in bands if band], gutters)
    if not gutters or len(bands) < 2 or not _mostly_several(bands, gutters):
        return None
    edges = (rules[0].start, *gutters, rules[0].end)
    made = [row for band in bands for row in _band_rows(band, edges, len(bands) <= 3)]
    if len(made) < LEAST_ROWS and not any(row.bold for row in made):
        return None
    used = tuple(word for band in bands for word in band)
    return Table((edges[0], made[0].box[1], edges[-1], _bottom(used)), mark_headers(made, drawing.shades), edges, used)


def _without_titles(bands: list[list[Word]], gutters: Sequence[float]) -> list[list[Word]]:
    """Return the bands without the first and last ones that run across all columns."""
    while bands and _crosses(pieces(bands[0], 0.7), gutters):
        bands = bands[1:]
    while bands and _crosses(pieces(bands[-1], 0.7), gutters):
        bands = bands[:-1]
    return bands


def _crosses(row: Sequence[Piece], gutters: Sequence[float]) -> bool:
    return any(each.x0 < gutter < each.x1 for each in row for gutter in gutters)


def _between(words: Sequence[Word], top: float, bottom: float) -> list[Word]:
    return [word for word in words if top <= (word.y0 + word.y1) / 2 < bottom]


def _header_above(words: Sequence[Word], top: float, gutters: Sequence[float]) -> list[Word]:
    """Return the line right above the first rule if it fills at least two of the columns."""
    near = [word for word in words if top - 3 * word.size < (word.y0 + word.y1) / 2 < top]
    if not near or not gutters:
        return []
    last = rows(pieces(near, 0.7))[-1]
    if _crosses(last, gutters):
        return []
    taken = {sum(each.x0 > gutter for gutter in gutters) for each in last}
    return [word for each in last for word in each.words] if len(taken) >= 2 else []


def _gutters(lines: Sequence[Sequence[Piece]]) -> tuple[float, ...]:
    """Return the x of the gaps that hardly a line crosses, with text on both sides."""
    several = [row for row in lines if len(row) > 1]
    if not several:
        return ()
    places = sorted(
        ((left.x1 + right.x0) / 2, left.x1, right.x0)
        for row in several
        for left, right in pairwise(row)
        if right.x0 - left.x1 >= LEAST_GAP
    )
    found: list[tuple[float, float]] = []
    for _, start, end in places:
        if found and start < found[-1][1] and end > found[-1][0]:
            found[-1] = (max(found[-1][0], start), min(found[-1][1], end))
        elif not found or start >= found[-1][1]:
            found.append((start, end))
    gaps = (_narrowed(start, end, lines) for start, end in found)
    middles = [(start + end) / 2 for start, end in gaps if end - start >= LEAST_GAP - 1]
    return tuple(x for x in middles if _parts(x, lines) and not _only_marks(x, middles, lines))


def _narrowed(start: float, end: float, lines: Sequence[Sequence[Piece]]) -> tuple[float, float]:
    """Return a gap without what lines of one piece take of it from either side."""
    for each in (each for row in lines for each in row):
        if each.x0 <= start < each.x1 <= end - LEAST_GAP + 1:
            start = each.x1
        elif start + LEAST_GAP - 1 <= each.x0 < end <= each.x1:
            end = each.x0
    return start, end


def _parts(x: float, lines: Sequence[Sequence[Piece]]) -> bool:
    crossing = sum(any(each.x0 < x < each.x1 for each in row) for row in lines)
    both = sum(row[0].x1 <= x <= row[-1].x0 for row in lines)
    return crossing <= max(CROSSING * len(lines), len(lines) >= 4) and both >= 2


def _only_marks(x: float, gutters: Sequence[float], lines: Sequence[Sequence[Piece]]) -> bool:
    """Say whether the column left of x holds nothing but bullets."""
    before = max((gutter for gutter in gutters if gutter < x), default=float("-inf"))
    texts = [
        "".join(word.text for word in each.words) for row in lines for each in row if each.x1 <= x and each.x0 >= before
    ]
    return all(len(text) <= 1 and not text.isdigit() for text in texts)


def _mostly_several(bands: Sequence[Sequence[Word]], gutters: Sequence[float]) -> bool:
    several = sum(len({sum(word.x0 > gutter for gutter in gutters) for word in band}) > 1 for band in bands)
    return several >= 0.6 * len(bands)


def _band_rows(band: Sequence[Word], edges: Sequence[float], split: bool) -> list[Row]:
    gutters = edges[1:-1]
    if _crosses(pieces(band, 0.7), gutters):
        return [_row({0: list(band)}, 1)]
    columns: dict[int, list[Word]] = {}
    for word in band:
        columns.setdefault(sum(word.x0 > gutter for gutter in gutters), []).append(word)
    spans = list(pairwise(edges))
    parts = split_rows(columns, spans) if split else [columns]
    return [_row(part, len(spans)) for part in parts]


def _row(part: dict[int, list[Word]], count: int) -> Row:
    words = [word for group in part.values() for word in group]
    box = (min(w.x0 for w in words), min(w.y0 for w in words), max(w.x1 for w in words), _bottom(words))
    cells = tuple(cell_text(part.get(column, ())) for column in range(count))
    return Row(cells, box, all(word.bold for word in words))


def _bottom(words: Sequence[Word]) -> float:
    return max(word.y1 for word in words)


def _runs(lines: Sequence[Sequence[Piece]]) -> Iterator[list[Sequence[Piece]]]:
    """Yield runs of neighbouring lines that several pieces make; a wrapped cell's line may stand between."""
    span = max((row[-1].x1 for row in lines), default=0.0) - min((row[0].x0 for row in lines), default=0.0)
    run: list[Sequence[Piece]] = []
    for row in lines:
        apart = bool(run) and min(each.y0 for each in row) - max(each.y1 for each in run[-1]) > 2.5 * row[0].size
        wide = any(each.width > WIDE * span for each in row)
        if run and (apart or wide):
            yield from _closed(run)
            run = []
        if not wide and (run or len(row) > 1):
            run.append(row)
    yield from _closed(run)


def _closed(run: list[Sequence[Piece]]) -> Iterator[list[Sequence[Piece]]]:
    if run and is_ladder(run[0]) and len(run) > 1:
        yield run
        return
    several = [place for place, row in enumerate(run) if len(row) > 1]
    wrapped = [rests(run[place], run[place + 1 : end]) for place, end in pairwise([*several, len(run)])]
    if several:
        run = run[: several[-1] + 1 + wrapped[-1]]
    if len(several) >= max(LEAST_ROWS, (len(run) - sum(wrapped)) / 2):
        yield run


def _aligned(run: Sequence[Sequence[Piece]]) -> Table | None:
    if is_ladder(run[0]):
        return _below_grades(run)
    gutters = _gutters(run)
    while run and _crosses(run[0], gutters):  # a title above
        run = run[1:]
    while run and _crosses(run[-1], gutters):  # a source note below
        run = run[:-1]
    if len(run) < LEAST_ROWS or not gutters or (len(gutters) < LEAST_COLUMNS - 1 and not valued(run, gutters[-1])):
        return None
    left, right = min(row[0].x0 for row in run), max(row[-1].x1 for row in run)
    parts = line_rows(run, gutters)
    if len(parts) < LEAST_ROWS or prose(parts, (left, *gutters, right)):
        return None
    return _made(run, parts, gutters)


def _below_grades(run: Sequence[Sequence[Piece]]) -> Table:
    """Return a table with a grade a column: a line of names that all begin small goes on with the names above it."""
    starts = [each.x0 - 2 for each in run[0][1:]]
    parts: list[dict[int, list[Word]]] = []
    for (entry,) in (line_rows([row], starts) for row in run):
        if parts and all(words[0].text[:1].islower() for words in entry.values()):
            for column, words in entry.items():
                parts[-1].setdefault(column, []).extend(words)
        else:
            parts.append(entry)
    table = _made(run, parts, starts)
    return replace(table, rows=tuple(replace(row, header=not at) for at, row in enumerate(table.rows)))


def _made(run: Sequence[Sequence[Piece]], parts: Sequence[dict[int, list[Word]]], gutters: Sequence[float]) -> Table:
    edges = (min(row[0].x0 for row in run), *gutters, max(row[-1].x1 for row in run))
    made = [_row(part, len(edges) - 1) for part in parts]
    used = tuple(word for row in run for each in row for word in each.words)
    return Table((edges[0], made[0].box[1], edges[-1], _bottom(used)), mark_headers(made, ()), edges, used)
