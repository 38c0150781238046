"""Rows of tables: header rows become the context of the rows below, rows cut by a page end are made whole."""

from __future__ import annotations

import re

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
            header = self._header.text if self._header else ""
            context = " ".join(part for part in (self._caption, self._group, header) if part)
            drafts.append(Draft(BlockKind.TABLE_ROW, [line], paragraph=self._number(line), context=context))
            self._rows += 1

    def _add_header(self, drafts: list[Draft], line: SourceLine) -> None:
        if self._is_header(line):
            return
        self._header, self._group = line, ""
        drafts.append(Draft(BlockKind.TABLE_ROW, [line], header=True))
        self._rows = 0

    def _is_header(self, line: SourceLine) -> bool:
        return self._header is not None and self._header.text.lower() == line.text.lower()

    def _rests(self, drafts: list[Draft], line: SourceLine) -> bool:
        """Return whether `line` is the rest of the last row, cut by the end of a page: its first cell is empty."""
        if not self._rows or not drafts or len(line.cells) < 2 or line.cells[0]:
            return False
        before = drafts[-1].lines[-1]
        return before.page != line.page and len(before.cells) == len(line.cells)

    def _number(self, line: SourceLine) -> str | None:
        if len(line.cells) < 2:
            return None
        first = line.cells[0]
        code = _CODE.match(first)
        if code:
            return code.group()
        headed = self._header is not None and self._header.cells and _NUMBER_HEADERS.fullmatch(self._header.cells[0])
        return first.rstrip(".") if headed and _PLAIN.fullmatch(first) else None


def _caption(drafts: list[Draft]) -> str:
    """Return the caption that stands directly above a table, "" where none does."""
    if not drafts or drafts[-1].kind is not BlockKind.PARAGRAPH:
        return ""
    text = " ".join(line.text for line in drafts[-1].lines)
    return text if CAPTION.match(text) and len(text) <= 160 else ""
