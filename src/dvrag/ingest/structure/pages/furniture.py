"""Running headers, footers and page numbers: found by their return at the edges of pages, and taken out."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from dvrag.ingest.structure.lines import SourceLine
from dvrag.model.raw import Markup, RawPage

EDGE = 0.13
"""Share of a page's height, at its top and at its foot, where running lines are looked for."""

SHORTEST_PART = 8
"""Letters that a piece of a running line has at least, so that a word of the text is not taken for one."""

_DIGITS = re.compile(r"\d+")
_ROMAN = r"[ivxl]{1,7}"
_NUMBER_ALONE = re.compile(
    rf"[\[(|–—-]*\s*(?:page\s*)?(\d{{1,4}}|{_ROMAN})(?:\s*(?:of|/)\s*\d{{1,4}})?\s*[\])|–—-]*", re.IGNORECASE
)
_LABELS = (
    re.compile(rf"\bpage\s+(\d{{1,4}}|{_ROMAN})\b", re.IGNORECASE),
    re.compile(rf"(?:^|[\s|–-])(\d{{1,4}}|{_ROMAN})$"),
    re.compile(rf"^(\d{{1,4}}|{_ROMAN})(?=[\s|–-])"),
)
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50}


def without_furniture(
    lines: Sequence[SourceLine], pages: Sequence[RawPage], body_size: float
) -> tuple[list[SourceLine], dict[int, str]]:
    """Return the lines without running ones, and the page labels that stood in them by page index.

    A line is taken out when it stands at a page's edge and returns, digits aside, on three pages (on two of a
    document of two or three), or is a page number that counts on with its neighbours'.
    """
    edges = {index: side for index, line in enumerate(lines) if (side := _edge(line, pages))}
    running = _running(lines, edges, len(pages), body_size)
    found = {index: label for index in edges if (label := _label(lines[index], index in running))}
    labels = _consistent({index: lines[index].page for index in found}, found)
    gone = running | {index for index in labels if _NUMBER_ALONE.fullmatch(lines[index].text)}
    by_page: dict[int, str] = {}
    for index, label in labels.items():
        by_page.setdefault(lines[index].page, label)
    return [line for index, line in enumerate(lines) if index not in gone], by_page


def _edge(line: SourceLine, pages: Sequence[RawPage]) -> str:
    page = pages[line.page]
    if line.box is None or not page.height or (line.markup is Markup.TABLE_HEADER or len(line.cells) > 3):
        return ""
    middle = (line.box.y0 + line.box.y1) / 2 / page.height
    return "top" if middle < EDGE else "foot" if middle > 1 - EDGE else ""


def _running(lines: Sequence[SourceLine], edges: dict[int, str], pages: int, body_size: float) -> set[int]:
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, side in edges.items():
        places[(side, _key(lines[index].text))].append(index)
    running: set[int] = set()
    for (_, key), indexes in places.items():
        level = _level_indexes(lines, indexes)
        count = len({lines[index].page for index in level})
        large = body_size and lines[indexes[0]].size > 1.15 * body_size
        needed = max(3, pages // 2) if large else 3 if pages > 3 else 2
        if count >= needed and re.search(r"[^\W\d_]", key):
            running.update(indexes)
    return running | _parts(lines, edges, running)


def _parts(lines: Sequence[SourceLine], edges: dict[int, str], running: set[int]) -> set[int]:
    """Return the pieces of running lines: on a page of two columns, what stands left and right is read as two lines.

    The first page keeps them: they state the version and date of the document, which are read as facts.
    """
    whole = {(side, _height(lines[i]), _key(lines[i].text)) for i, side in edges.items() if i in running}
    return {
        index
        for index, side in edges.items()
        if index not in running
        and lines[index].page > 0
        and len(key := _key(lines[index].text)) >= SHORTEST_PART
        and any(
            side == place
            and abs(height - _height(lines[index])) <= 1
            and (f"{text} ".startswith(f"{key} ") or f" {text}".endswith(f" {key}"))
            for place, height, text in whole
        )
    }


def _height(line: SourceLine) -> int:
    """Return a line's top in steps of 6 points."""
    return round((line.box.y0 if line.box else 0) / 6)


def _key(text: str) -> str:
    """Return a line's words with its figures as "#" and without a page number at its end or start."""
    key = _DIGITS.sub("#", text.lower())
    return re.sub(rf"(?<=.)[\s|–-]+(?:#|{_ROMAN})$|^#\s+(?=\S)", "", key)


def _level_indexes(lines: Sequence[SourceLine], indexes: Sequence[int]) -> list[int]:
    """Return the indexes of the lines that stand at the height where most of them stand."""
    usual = Counter(_height(lines[index]) for index in indexes).most_common(1)[0][0]
    return [i for i in indexes if lines[i].box and abs(_height(lines[i]) - usual) <= 1]


def _label(line: SourceLine, running: bool) -> str:
    alone = _NUMBER_ALONE.fullmatch(line.text)
    if alone:
        return alone.group(1)
    if not running:
        return ""
    found = next((match for pattern in _LABELS if (match := pattern.search(line.text))), None)
    return found.group(1) if found else ""


def _consistent(pages: dict[int, int], labels: dict[int, str]) -> dict[int, str]:
    """Return the labels whose distance to the physical page is shared by another page's of the same kind."""
    offsets = {index: (_is_roman(label), value(label) - pages[index]) for index, label in labels.items()}
    shared = Counter({key: len({pages[i] for i in _having(offsets, key)}) for key in set(offsets.values())})
    single = len(set(pages.values())) == 1
    return {
        index: labels[index]
        for index, key in offsets.items()
        if shared[key] > 1 or (single and key[1] == 1) or (key[0] and pages[index] < 12)
    }


def _having(offsets: dict[int, tuple[bool, int]], key: tuple[bool, int]) -> Iterable[int]:
    return (index for index, other in offsets.items() if other == key)


def _is_roman(label: str) -> bool:
    return not label.isdigit()


def value(label: str) -> int:
    """Return the number that a page label states, in arabic or roman figures."""
    if label.isdigit():
        return int(label)
    figures = [_ROMAN_VALUES.get(letter, 0) for letter in label.lower()]
    return sum(-a if a < b else a for a, b in zip(figures, [*figures[1:], 0], strict=True))
