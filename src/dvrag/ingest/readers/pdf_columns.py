"""The order in which a page is read: bands from the top, and inside a band column by column."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from typing import Protocol, TypeVar

LEAST_GUTTER = 6.0
"""Points that a vertical gap needs at least to part two columns; printed gutters are 12 to 24."""

LEAST_LINES = 3
"""Lines that each of two columns needs."""

LEAST_SHARE = 0.2
"""Share of the region's width that the usual line of a column fills at least: numbers, bullets and labels do not."""

FAR = 1.5
"""Lines of white space that part a running header or footer from the columns."""

NARROW = 3.0
"""Width over height of a paragraph number or bullet at most: "10.12" is about 2.5 wide."""

HEADING = 1.1
"""Height over the usual one from which a line is set as a heading; sub-headings start at 11 point over 10."""

MOST_GUTTERS = 12
DEPTH = 6
BIN = 2.0


class Boxed(Protocol):
    """Anything with a box."""

    @property
    def x0(self) -> float:
        """Left edge."""
        ...

    @property
    def y0(self) -> float:
        """Top edge."""
        ...

    @property
    def x1(self) -> float:
        """Right edge."""
        ...

    @property
    def y1(self) -> float:
        """Bottom edge."""
        ...


Item = TypeVar("Item", bound=Boxed)


def reading_order(items: Sequence[Item], depth: int = DEPTH) -> list[list[Item]]:
    """Return the items in groups that are read one after the other; inside a group, lines run from the top.

    A vertical gutter with lines on both sides divides a band of the page into columns; an item that
    crosses the gutter (a heading, a table) ends the band above it.
    """
    if depth and len(items) >= 2 * LEAST_LINES:
        for gutter in _gutters(items):
            groups = _divided(items, _before_numbers(items, gutter), depth)
            if groups:
                return groups
    return [list(items)] if items else []


def _divided(items: Sequence[Item], gutter: float, depth: int) -> list[list[Item]]:
    """Return the groups that the gutter makes, none where it parts no columns."""
    groups: list[list[Item]] = []
    plain: list[Item] = []
    found = False
    for band in [part for whole in _bands(items, gutter) for part in _detached(whole)]:
        left = [item for item in band if item.x1 <= gutter + 1]
        right = [item for item in band if item.x0 >= gutter - 1]
        if len(left) + len(right) < len(band) or not _columns(left, right, _width(items)):
            plain.extend(band)
            continue
        found = True
        if plain:
            groups.append(plain)
            plain = []
        groups.extend(reading_order(left, depth - 1))
        groups.extend(reading_order(right, depth - 1))
    if plain:
        groups.append(plain)
    return groups if found else []


def _before_numbers(items: Sequence[Item], gutter: float) -> float:
    """Return the gutter moved in front of the numbers or bullets that hang in the margin of the column right of it."""
    left = [item for item in items if item.x1 <= gutter + 1]
    right = [item for item in items if item.x0 >= gutter - 1]
    narrow = [item for item in left if item.x1 - item.x0 <= NARROW * (item.y1 - item.y0)]
    edge = max((item.x0 for item in narrow if any(_level(item, other) for other in right)), default=0.0)
    hanging = [item for item in narrow if abs(item.x0 - edge) <= BIN]
    if not hanging:
        return gutter
    moved, top, bottom = min(item.x0 for item in hanging) - LEAST_GUTTER / 2, _top(right), _bottom(right)
    column = [item for item in left if item not in hanging and item.y1 > top and item.y0 < bottom]
    apart = all(item.x1 <= moved for item in column)
    return moved if apart and any(_level(item, other) for item in hanging for other in column) else gutter


def _level(item: Item, other: Item) -> bool:
    """Say whether two items share a line."""
    return min(item.y1, other.y1) - max(item.y0, other.y0) > 0.5 * min(item.y1 - item.y0, other.y1 - other.y0)


def _gutters(items: Sequence[Item]) -> list[float]:
    """Return the places where white space stands between neighbours, the highest white space first."""
    low = min(item.x0 for item in items)
    totals: dict[int, float] = {}
    ordered = sorted(items, key=lambda item: item.y0)
    for place, item in enumerate(ordered):
        right = _nearest_right(item, ordered, place)
        if right is None or right.x0 - item.x1 < LEAST_GUTTER:
            continue
        height = min(item.y1, right.y1) - max(item.y0, right.y0)
        for bin_ in range(int((item.x1 - low) // BIN) + 1, int((right.x0 - low) // BIN) + 1):
            totals[bin_] = totals.get(bin_, 0.0) + height
    found: list[float] = []
    while totals and len(found) < MOST_GUTTERS:
        best = max(totals.values())
        run = _longest_run(sorted(bin_ for bin_, total in totals.items() if total >= 0.98 * best))
        found.append(low + BIN * (run[0] + run[-1]) / 2)
        totals = {bin_: total for bin_, total in totals.items() if not run[0] - 6 <= bin_ <= run[-1] + 6}
    return found


def _nearest_right(item: Item, ordered: Sequence[Item], place: int) -> Item | None:
    best: Item | None = None
    for step in (-1, 1):
        index = place + step
        while 0 <= index < len(ordered) and abs(ordered[index].y0 - item.y0) < 60:
            other = ordered[index]
            beside = min(item.y1, other.y1) - max(item.y0, other.y0) > 0.2 * (item.y1 - item.y0)
            if beside and other.x0 >= item.x1 and (best is None or other.x0 < best.x0):
                best = other
            index += step
    return best


def _longest_run(bins: Sequence[int]) -> list[int]:
    runs: list[list[int]] = [[bins[0]]]
    for bin_ in bins[1:]:
        if bin_ == runs[-1][-1] + 1:
            runs[-1].append(bin_)
        else:
            runs.append([bin_])
    return max(runs, key=len)


def _bands(items: Sequence[Item], gutter: float) -> list[list[Item]]:
    """Return the items cut, from the top, at each item that crosses the gutter; a crossing item stands alone."""
    crossing = sorted(
        (item for item in items if item.x0 < gutter - 1 and item.x1 > gutter + 1), key=lambda item: item.y0
    )
    beside = sorted(
        (item for item in items if item.x1 <= gutter + 1 or item.x0 >= gutter - 1), key=lambda item: item.y0
    )
    bands: list[list[Item]] = []
    for cross in crossing:
        middle = (cross.y0 + cross.y1) / 2
        above = [item for item in beside if (item.y0 + item.y1) / 2 < middle]
        beside = beside[len(above) :] if beside[: len(above)] == above else [i for i in beside if i not in above]
        bands.extend(_headed(above, gutter))
        bands.append([cross])
    if beside:
        bands.append(beside)
    return bands


def _headed(band: Sequence[Item], gutter: float) -> list[list[Item]]:
    """Return the band above a crossing line without the heading of what follows, and that heading.

    A short heading of the whole page's width looks like the end of the left column: it stands below the right one.
    """
    right = [item for item in band if item.x0 >= gutter - 1]
    below = [item for item in band if right and item.y0 >= _bottom(right)]
    usual = statistics.median([item.y1 - item.y0 for item in band]) if band else 0.0
    tall = [item.y0 for item in below if item.y1 - item.y0 >= HEADING * usual]
    if not tall:
        return [list(band)] if band else []
    tail = [item for item in below if item.y0 >= min(tall)]
    if _lines(tail) > LEAST_LINES:
        return [list(band)]
    return [[item for item in band if item not in tail], tail]


def _detached(band: Sequence[Item]) -> list[list[Item]]:
    """Return the band without a first or last line far off from the rest (a running header or footer), and those."""
    ordered = sorted(band, key=lambda item: item.y0)
    start, end, low = 0, len(ordered), ordered[0].y1
    for place, item in enumerate(ordered[1:], 1):
        if item.y0 - low > FAR * (item.y1 - item.y0):
            if _lines(ordered[:place]) <= 2:
                start = place
            elif _lines(ordered[place:]) <= 2:
                end = place
                break
        low = max(low, item.y1)
    return [part for part in (ordered[:start], ordered[start:end], ordered[end:]) if part]


def _width(items: Sequence[Item]) -> float:
    return max(item.x1 for item in items) - min(item.x0 for item in items)


def _columns(left: Sequence[Item], right: Sequence[Item], width: float) -> bool:
    """Say whether both sides look like columns of text: enough lines, wide enough, side by side."""
    if min(len(left), len(right)) < LEAST_LINES:
        return False
    if min(_lines(left), _lines(right)) < LEAST_LINES:
        return False
    if min(_usual_width(left), _usual_width(right)) < LEAST_SHARE * width:
        return False
    top, bottom = max(_top(left), _top(right)), min(_bottom(left), _bottom(right))
    shorter = min(_bottom(left) - _top(left), _bottom(right) - _top(right))
    return bottom - top >= 0.5 * shorter


def _lines(items: Sequence[Item]) -> int:
    count, end = 0, float("-inf")
    for item in sorted(items, key=lambda each: each.y0):
        if (item.y0 + item.y1) / 2 > end:
            count, end = count + 1, item.y1
    return count


def _usual_width(items: Sequence[Item]) -> float:
    """Return the width that half of the side's lines reach."""
    spans: dict[int, tuple[float, float]] = {}
    for item in items:
        key = round((item.y0 + item.y1) / 8)
        low, high = spans.get(key, (item.x0, item.x1))
        spans[key] = min(low, item.x0), max(high, item.x1)
    widths = sorted(high - low for low, high in spans.values())
    return widths[len(widths) // 2]


def _top(items: Sequence[Item]) -> float:
    return min(item.y0 for item in items)


def _bottom(items: Sequence[Item]) -> float:
    return max(item.y1 for item in items)
