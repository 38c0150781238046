"""What a reader returns: lines as they stand in the file, before any structure is inferred."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class PageSource(StrEnum):
    """Where a page's text came from."""

    TEXT = "text"
    OCR = "ocr"
    EMPTY = "empty"


class Markup(StrEnum):
    """What the file itself says about a line (HTML, DOCX, Markdown, PDF tables); NONE where it says nothing."""

    NONE = "none"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE_HEADER = "table_header"
    TABLE_ROW = "table_row"
    FOOTNOTE = "footnote"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points (1/72 inch), origin at the top left of the page as displayed (rotation applied)."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class RawLine:
    """One visual line (PDF, OCR) or one block (HTML, DOCX, text).

    `cells` is set for table rows: the texts of its cells, of which `text` is the join by " | ".
    `size` is the font size in points, 0 where unknown. `level` is the heading level from 1, or the list depth.
    """

    text: str
    box: Box | None = None
    size: float = 0.0
    bold: bool = False
    markup: Markup = Markup.NONE
    level: int = 0
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RawPage:
    """A physical page in reading order. `number` counts from 1; 0 where the format has no pages."""

    number: int
    lines: tuple[RawLine, ...]
    label: str | None = None
    width: float = 0.0
    height: float = 0.0
    source: PageSource = PageSource.TEXT


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """An entry of the file's own outline (bookmarks). `level` from 1; `page` physical, from 1, 0 if unknown."""

    title: str
    level: int
    page: int


@dataclass(frozen=True, slots=True)
class RawDocument:
    """A file as read. `properties` are the file's own metadata (title, author, date as ISO day) where it has any."""

    source: str
    format: str
    pages: tuple[RawPage, ...]
    outline: tuple[OutlineEntry, ...] = ()
    properties: dict[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
