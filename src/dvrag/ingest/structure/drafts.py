"""Drafts: blocks as lines, before the report's text is put together."""

from __future__ import annotations

from dataclasses import dataclass, field

from dvrag.ingest.structure.lines import SourceLine
from dvrag.model.documents import BlockKind


@dataclass(slots=True)
class Draft:
    """A block in the making.

    `cut` is the length of the label at the start of the first line: it stays in the report's text, in front of the
    block's span. `paragraph` is the number as printed. `level` is a heading's level, 0 for the document's title.
    `header` marks a table's header row, whose text is the `context` of the rows below it.
    """

    kind: BlockKind
    lines: list[SourceLine] = field(default_factory=list)
    cut: int = 0
    paragraph: str | None = None
    level: int = 0
    context: str = ""
    header: bool = False

    @property
    def page(self) -> int:
        """The index of the page on which the block begins."""
        return self.lines[0].page
