"""Drafts → the report's text with its blocks, lines, sections and pages, every span exact."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dvrag.ingest.structure.drafts import Draft
from dvrag.ingest.structure.hyphens import Lexicon
from dvrag.ingest.structure.lines import SourceLine
from dvrag.model.documents import Block, BlockKind, Line, Page, Section
from dvrag.model.raw import RawPage
from dvrag.text.characters import SOFT_HYPHEN
from dvrag.text.dates import starts_with_date

_CHRONOLOGY = re.compile(
    r"chronolog|timeline|time line|narrative|key events|sequence of events|summary of events", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Body:
    """A report's text and everything whose spans point into it."""

    text: str
    lines: tuple[Line, ...]
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]


def assemble(drafts: Sequence[Draft], words: Lexicon) -> Body:
    """Return the text of the drafts, separated by blank lines, with blocks, lines and sections.

    A paragraph's label ("5.14", "(a)", "•") stands in the text, directly in front of its block's span.
    """
    writer = _Writer(words)
    for draft in drafts:
        writer.add(draft)
    return writer.body()


def pages_of(body: Body, raw: Sequence[RawPage], labels: dict[int, str]) -> tuple[Page, ...]:
    """Return the report's pages with their printed labels and the spans of the text that begins on them."""
    starts: dict[int, int] = {}
    for line in body.lines:
        starts.setdefault(line.page, line.start)
    end = len(body.text)
    pages: list[Page] = []
    for index in range(len(raw) - 1, -1, -1):
        page = raw[index]
        start = min(starts.get(page.number, end), end)
        label = page.label or labels.get(index)
        pages.append(Page(page.number, label, start, end, page.width, page.height, page.source))
        end = start
    return tuple(reversed(pages))


class _Writer:
    def __init__(self, words: Lexicon) -> None:
        self._words = words
        self._parts: list[str] = []
        self._length = 0
        self._lines: list[Line] = []
        self._blocks: list[Block] = []
        self._sections = [Section(0, 0, (), 0, 0)]
        self._titles: list[tuple[int, str]] = []
        self._index = 0

    def add(self, draft: Draft) -> None:
        """Write one block."""
        if self._length:
            self._write("\n\n")
        start = self._length
        pieces = _rows(draft) if draft.lines[0].cells else draft.lines
        for number, line in enumerate(pieces):
            self._write_line(line, pieces[number - 1].cells != line.cells if number else False)
        if self._parts[-1].endswith(SOFT_HYPHEN):
            self._drop(1)
        written = self._since(start)
        body = written[draft.cut :].lstrip()
        if draft.kind is BlockKind.HEADING:
            self._open_section(draft, start)
        self._block(draft, self._length - len(body))

    def body(self) -> Body:
        """Return what was written."""
        text = "".join(self._parts)
        ends = [section.start for section in self._sections[1:]] + [len(text)]
        sections = tuple(replace(s, end=max(s.start, end)) for s, end in zip(self._sections, ends, strict=True))
        return Body(text, tuple(self._lines), tuple(self._blocks), sections)

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def _write_line(self, line: SourceLine, new_cell: bool) -> None:
        """Write a line behind the last one of its block: with a space, a cell mark, or the broken word made whole."""
        text = line.text
        if self._parts and self._parts[-1] != "\n\n":
            drop, between = self._words.joint(self._parts[-1], text)
            self._drop(drop)
            self._write(" | " if new_cell else between)
        start = self._length
        self._write(text)
        self._lines.append(Line(start, self._length, line.page, line.box))

    def _drop(self, count: int) -> None:
        if not count:
            return
        self._parts[-1] = self._parts[-1][:-count]
        self._length -= count
        last = self._lines[-1]
        self._lines[-1] = replace(last, end=last.end - count)

    def _open_section(self, draft: Draft, start: int) -> None:
        if draft.level == 0:
            return
        title = self._since(start)
        self._titles = [*[pair for pair in self._titles if pair[0] < draft.level], (draft.level, title)]
        path = tuple(name for _, name in self._titles)
        self._sections.append(Section(len(self._sections), draft.level, path, start, start))
        self._index = 0

    def _since(self, start: int) -> str:
        count, length = 0, self._length
        while length > start:
            count += 1
            length -= len(self._parts[-count])
        return "".join(self._parts[-count:]) if count else ""

    def _block(self, draft: Draft, start: int) -> None:
        section = self._sections[-1]
        heading = draft.kind is BlockKind.HEADING
        if not heading:
            self._index += 1
        kind = _kind(draft, section)
        index = 0 if heading else self._index
        block = Block(start, self._length, kind, section.index, draft.paragraph, index, draft.context)
        self._blocks.append(block)
        if self._length == start and not heading:
            self._blocks.pop()
            self._index -= 1


def _kind(draft: Draft, section: Section) -> BlockKind:
    if draft.kind is BlockKind.HEADING or draft.header:
        return draft.kind
    text = draft.lines[0].text[draft.cut :] or (draft.lines[1].text if len(draft.lines) > 1 else "")
    dated = starts_with_date(text) or any(starts_with_date(cell) for cell in draft.lines[0].cells[:2])
    return BlockKind.CHRONOLOGY if dated and _CHRONOLOGY.search(" ".join(section.path)) else draft.kind


def _rows(draft: Draft) -> list[SourceLine]:
    """Return the cells of a row that was cut by the end of a page, each cell's parts side by side."""
    if len(draft.lines) == 1:
        return draft.lines
    columns = zip(*(line.cells for line in draft.lines), strict=False)
    pieces = []
    for number, column in enumerate(columns):
        for line, cell in zip(draft.lines, column, strict=True):
            if cell:
                pieces.append(replace(line, text=cell, cells=(str(number),)))
    return pieces
