"""A document without a format: headings, paragraphs, quotes, lists and tables, whose runs of text may carry footnotes.

It is made once and written by `docx.py`, `pdf.py` and `markdown.py`. Its texts are texts: no writer reads markup in
them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from typing import TypeAlias

DEEPEST = 3
"""Levels of headings under the title."""


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note at the foot of the page; its runs carry no footnotes themselves."""

    runs: Runs


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one face, with the notes that stand after it. A line end in `text` stays one."""

    text: str
    bold: bool = False
    italic: bool = False
    notes: tuple[Footnote, ...] = ()


Runs: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading under the title; level 1 is the highest."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    runs: Runs


@dataclass(frozen=True, slots=True)
class Quote:
    """A paragraph of someone else's words, set apart. Quotation marks are part of its runs."""

    runs: Runs


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; `numbered` counts its items from 1."""

    items: tuple[Runs, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose header is repeated on each page.

    `about` says what it holds to people who do not see it. `shares` are the columns' parts of the width, empty for
    equal parts.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[Runs, ...], ...]
    about: str
    shares: tuple[int, ...] = ()


Block: TypeAlias = Heading | Paragraph | Quote | Bullets | Table


@dataclass(frozen=True, slots=True)
class Document:
    """A title and what stands under it. `created` has its zone; `language` is a BCP 47 tag.

    `dense` asks for smaller type and margins, for what should stand on one page.

    Raises ValueError where headings skip a level, a table's rows are not as wide as its header, a note carries a note,
    or `created` has no zone.
    """

    title: str
    blocks: tuple[Block, ...]
    created: datetime
    subject: str = ""
    author: str = "dvrag"
    language: str = "en-GB"
    keywords: tuple[str, ...] = field(default=())
    dense: bool = False

    def __post_init__(self) -> None:
        if self.created.tzinfo is None:
            raise ValueError("the date of a document needs its zone")
        levels = [0, *(block.level for block in self.blocks if isinstance(block, Heading))]
        if any(not 1 <= below <= min(above + 1, DEEPEST) for above, below in pairwise(levels)):
            raise ValueError("headings go down one level at a time")
        for block in self.blocks:
            _check(block)


def plain(text: str) -> Runs:
    """Return text as one run."""
    return (Run(text),)


def text_of(runs: Runs) -> str:
    """Return the text of the runs, without notes and faces."""
    return "".join(run.text for run in runs)


def runs_of(block: Block) -> Iterator[Run]:
    """Yield the runs of a block in reading order."""
    if isinstance(block, (Paragraph, Quote)):
        yield from block.runs
    elif isinstance(block, Bullets):
        for item in block.items:
            yield from item
    elif isinstance(block, Table):
        for row in block.rows:
            for cell in row:
                yield from cell


def footnotes(document: Document) -> tuple[Footnote, ...]:
    """Return the notes in reading order; the first has number 1."""
    return tuple(note for block in document.blocks for run in runs_of(block) for note in run.notes)


def _check(block: Block) -> None:
    if isinstance(block, Table):
        widths = {len(row) for row in block.rows} | ({len(block.shares)} if block.shares else set())
        if widths - {len(block.header)}:
            raise ValueError("a table's rows are as wide as its header")
    if any(inner.notes for run in runs_of(block) for note in run.notes for inner in note.runs):
        raise ValueError("a note carries no note")
