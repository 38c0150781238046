"""Tables of contents: they repeat headings and are no body text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dvrag.ingest.structure.lines import SourceLine

_HEADING = re.compile(r"(?:table of )?contents(?: page)?:?|in this (?:report|document|publication):?", re.IGNORECASE)
_LEADERS = re.compile(r"(?:\.\s?){4,}|…{2,}|(?:_\s?){5,}|(?:·\s?){4,}")
_PAGE = re.compile(r"[\s|.…]+(\d{1,4}|[ivxl]{1,6})$")
_ENTRY = 200
"""Characters of an entry besides its leaders, at most."""
_WORD = re.compile(r"[^\W_]+")


def without_contents(lines: Sequence[SourceLine]) -> list[SourceLine]:
    """Return the lines without tables of contents: dotted leaders, and entries under a heading "Contents"."""
    later = _places(lines)
    gone: set[int] = {index for index, line in enumerate(lines) if _leads(line.text)}
    for index, line in enumerate(lines):
        if _HEADING.fullmatch(line.text):
            gone |= _entries(lines, index, later)
    gone |= _wrapped(lines, gone)
    return [line for index, line in enumerate(lines) if index not in gone]


def _leads(text: str) -> bool:
    """Return whether a line ends in leaders; a whole paragraph that trails off in dots is no entry."""
    found = _LEADERS.search(text)
    return found is not None and found.end() >= len(text) - 8 and len(text) - (found.end() - found.start()) <= _ENTRY


def _entries(lines: Sequence[SourceLine], heading: int, later: dict[str, int]) -> set[int]:
    """Return the heading and the entries that follow it; nothing where fewer than two entries follow.

    Entries end where the first of them comes again, as a heading; in contents with page numbers every entry has one.
    """
    last, shown, first = heading, 0, ""
    paged: list[bool] = []
    pages = lines[-1].page + 1
    for index in range(heading + 1, len(lines)):
        line = lines[index]
        key = _key(_PAGE.sub("", line.text))
        number = _page_number(line.text)
        in_order = number > 0 and shown <= number <= pages + 2 and len(line.text) <= 120
        counts_on = in_order or _leads(line.text)
        if (key == first and not counts_on) or index - last > 2 or line.page > lines[last].page + 1:
            break
        if counts_on or (sum(paged) < 2 and _is_entry(line, key, index, later)):
            last, shown, first = index, max(shown, number if counts_on else 0), first or key
            paged.append(counts_on)
    return {heading, *range(heading + 1, last + 1)} if len(paged) >= 2 else set()


def _page_number(text: str) -> int:
    found = _PAGE.search(text)
    return int(found.group(1)) if found and found.group(1).isdigit() else 0


def _is_entry(line: SourceLine, key: str, index: int, later: dict[str, int]) -> bool:
    return line.text.isdigit() or (len(line.text) <= 160 and later.get(key, -1) > index)


def _places(lines: Sequence[SourceLine]) -> dict[str, int]:
    """Return where each short line stands last."""
    return {_key(line.text): index for index, line in enumerate(lines) if len(line.text) <= 160}


def _key(text: str) -> str:
    return " ".join(_WORD.findall(text.lower()))


def _wrapped(lines: Sequence[SourceLine], gone: set[int]) -> set[int]:
    """Return lines between two entries of one page: the first halves of entries that run over two lines."""
    return {
        index
        for index, line in enumerate(lines)
        if index - 1 in gone and index + 1 in gone and index not in gone
        and lines[index - 1].page == line.page == lines[index + 1].page
        and _leads(lines[index + 1].text)
    }  # fmt: skip
