"""Rows of tables: header rows become the context of the rows below, rows cut by a page end are made whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dvrag.ingest.structure.drafts import Draft
from dvrag.ingest.structure.lines import SourceLine
from dvrag.model.documents import BlockKind
from dvrag.model.raw import Markup

CAPTION = re.compile(r"(?:table|figure|chart|exhibit)\s+\d+(?:\.\d+)?\b\s*[:.–—-]?\s", re.IGNORECASE)
_NUMBER_HEADERS = re.compile(
    r"(?:#|no\.?|nos\.?|n[uo]mber|ref\.?(?:erence)?|rec(?:ommendation)?s?(?: (?:no\.?|#|number))?"
    r"|item)",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,3}){1,2}\s?\(?[a-z]?\)?|\d{1,2}(?:\.\d{1,3})*\s?[a-z]|R(?:EC)?\s?\d{1,2}"
    r"|Recommendation \d{1,2})(?=[\s.:)\[]|$)"
)
UNNAMED = "–"
"""The name of a column without one, beside others."""
_ENDED = re.compile(r"[.!?;:][)”’\"']?$")
_COUNTED = re.compile(r"\W*(?:[A-Za-z]{0,3}\s?\d[\d.]*\s?[a-z]?|[a-z])\W*")
_LONG = 60
"""Characters of a cell that has no full stop and may be cut, at least."""
_SHORT = 20
"""Characters of a first cell that may be cut, at least."""
_PLAIN = re.compile(r"\d{1,3}\.?")


class Tables:
    """Follows the tables of one document as its rows come."""

    def __init__(self) -> None:
        self._header: SourceLine | None = None
        self._group = ""
        self._caption = ""
        self._rows = 0

    def end(self) -> None:
        """The table is over: a line that is no row has come, or a heading."""
        self._header, self._group, self._caption, self._rows = None, "", "", 0

    def add(self, drafts: list[Draft], line: SourceLine) -> None:
        """Add one row to `drafts`: a new block, the rest of the row before, or nothing for a repeated header."""
        if not self._rows and self._header is None:
            self._caption = _caption(drafts)
        unheaded = self._header is None and not self._rows
        if line.markup is Markup.TABLE_HEADER or (line.bold and (unheaded or self._is_header(line))):
            self._add_header(drafts, line)
        elif self._rests(drafts, line):
            drafts[-1].lines.append(line)
        elif self._header is not None and len(self._header.cells) > 2 and sum(map(bool, line.cells)) == 1 and line.bold:
            self._group = line.text
            drafts.append(Draft(BlockKind.TABLE_ROW, [line], header=True))
        else:
            context = " ".join(part for part in (self._caption, self._group, self._names(line)) if part)
            drafts.append(Draft(BlockKind.TABLE_ROW, [line], paragraph=self._number(line), context=context))
            self._rows += 1

    def takes(self, drafts: list[Draft], line: SourceLine) -> bool:
        """Add a line that is no row to the row before where it is all that the next page has of it; return whether it
        was added.

        Such a rest stands inside the table's width at the top of a page, in small letters, till its sentence ends.
        """
        if not self._rows or not drafts or drafts[-1].kind is not BlockKind.TABLE_ROW:
            return False
        before = drafts[-1].lines[-1]
        column = self._column(before, line)
        if column is None:
            return False
        cells = tuple(line.text if place == column else "" for place in range(len(before.cells)))
        drafts[-1].lines.append(replace(line, cells=cells))
        return True

    def _column(self, before: SourceLine, line: SourceLine) -> int | None:
        """Return the column of the cell that `line` goes on with, None for none."""
        if before.box is None or line.box is None or len(before.cells) < 2:
            return None
        longest = max(range(len(before.cells)), key=lambda place: len(before.cells[place]))
        cell = before.cells[longest]
        if before.is_table:
            inside = before.box.x0 - 2 <= line.box.x0 and line.box.x1 <= before.box.x1 + 2
            narrow = line.box.x1 - line.box.x0 < 0.85 * (before.box.x1 - before.box.x0)
            starts = line.page == before.page + 1 and line.text[:1].islower() and len(cell) >= _LONG
            return longest if inside and narrow and starts and not _ENDED.search(cell) else None
        close = before.page == line.page and 0 < line.top - before.top < 1.6 * max(line.size, 1.0)
        return longest if close and abs(line.box.x0 - before.box.x0) < 2 and not _ENDED.search(cell) else None

    def _add_header(self, drafts: list[Draft], line: SourceLine) -> None:
        if self._is_header(line):
            return
        self._header, self._group = line, ""
        drafts.append(Draft(BlockKind.TABLE_ROW, [line], header=True))
        self._rows = 0

    def _is_header(self, line: SourceLine) -> bool:
        return self._header is not None and self._header.text.lower() == line.text.lower()

    def _rests(self, drafts: list[Draft], line: SourceLine) -> bool:
        """Return whether `line` is the rest of the last row, cut by the end of a page."""
        if not self._rows or not drafts or len(line.cells) < 2:
            return False
        before = drafts[-1].lines[-1]
        return before.page != line.page and len(before.cells) == len(line.cells) and _goes_on(before.cells, line.cells)

    def _names(self, line: SourceLine) -> str:
        """Return the names of a row's columns: of the filled ones only where it leaves out a column that has a name."""
        header = self._header
        if header is None or len(header.cells) != len(line.cells):
            return header.text if header else ""
        filled = [place for place, cell in enumerate(line.cells) if cell]
        if filled == [place for place, name in enumerate(header.cells) if name]:
            return header.text
        return " | ".join(header.cells[place] or UNNAMED for place in filled)

    def _number(self, line: SourceLine) -> str | None:
        if len(line.cells) < 2:
            return None
        first = line.cells[0]
        code = _CODE.match(first)
        if code:
            return code.group()
        headed = self._header is not None and self._header.cells and _NUMBER_HEADERS.fullmatch(self._header.cells[0])
        return first.rstrip(".") if headed and _PLAIN.fullmatch(first) else None


def _goes_on(above: Sequence[str], below: Sequence[str]) -> bool:
    """Return whether the cells of a page's first row go on with those above them.

    With an empty first cell they do, unless all others begin anew: then that cell stands for several rows. With another
    they do where it goes on with the sentence above it, no column begins, and some column has ended.
    """
    pairs = [(one, other) for one, other in zip(above, below, strict=True) if other]
    cut = [_is_cut(one, other) for one, other in pairs]
    if not below[0]:
        return any(cut) or len(pairs) < len(below) - 1
    over = any(one and not other for one, other in zip(above, below, strict=True)) or all(cut)
    begins = any(not one for one, _ in pairs) or _COUNTED.fullmatch(below[0]) or len(above[0]) < _SHORT
    return cut[0] and over and not begins and (below[0][:1].islower() or len(pairs) == 1)


def _is_cut(above: str, below: str) -> bool:
    """Return whether a cell breaks off inside a sentence: the next goes on in small letters, or ends a long one."""
    if not above or _ENDED.search(above):
        return False
    return below[:1].islower() or len(above) >= _LONG


def _caption(drafts: list[Draft]) -> str:
    """Return the caption that stands directly above a table, "" where none does."""
    if not drafts or drafts[-1].kind is not BlockKind.PARAGRAPH:
        return ""
    text = " ".join(line.text for line in drafts[-1].lines)
    return text if CAPTION.match(text) and len(text) <= 160 else ""
