"""The clean text of a stretch of a report: headings, numbered paragraphs, rows of tables as lists."""

from __future__ import annotations

from dvrag.model.documents import Block, BlockKind, Report
from dvrag.ui.markup import Markup, element, escaped, joined
from dvrag.ui.reading.annotated import Notes, annotated
from dvrag.ui.reading.stretch import Window

_CELL = " | "


def clean_text(report: Report, window: Window, notes: Notes) -> Markup:
    """Return the blocks with their notes, and where a new section begins."""
    parts: list[Markup] = []
    blocks = report.blocks[window.first : window.last]
    section: int | None = None
    for block in blocks:
        if section is not None and block.section != section and block.kind is not BlockKind.HEADING:
            parts.append(element("h3", escaped(report.sections[block.section].path[-1:][0])))
        section = block.section
        parts.append(_block(report, block, notes))
    return element("div", joined(parts), "dv-context")


def _block(report: Report, block: Block, notes: Notes) -> Markup:
    text = report.text[block.start : block.end]
    if block.kind is BlockKind.HEADING:
        return element("h3", annotated(text, block.start, notes, acronyms=False), "dv-block")
    cells = _cells(block, text, notes)
    if cells:
        return element("ul", joined(cells), "dv-block dv-row")
    shown = annotated(text, block.start, notes)
    if block.paragraph is None or text.startswith(block.paragraph):
        return element("p", shown, "dv-block")
    number = element("span", escaped(block.paragraph), "dv-number")
    return element("p", joined((number, shown), " "), "dv-block")


def _cells(block: Block, text: str, notes: Notes) -> list[Markup]:
    """Return the cells of a table row under the names of their columns; nothing where names and cells do not match."""
    names, cells = block.context.split(_CELL), text.split(_CELL)
    if len(names) < 2 or len(names) != len(cells):
        return []
    shown, start = [], block.start
    for name, cell in zip(names, cells, strict=True):
        title = element("span", escaped(f"{name}:"), "dv-number")
        shown.append(element("li", joined((title, annotated(cell, start, notes)), " ")))
        start += len(cell) + len(_CELL)
    return shown
