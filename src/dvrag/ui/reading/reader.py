"""The reader: a quote in its place in the report, with the text before and after it."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from dvrag.assistant import Assistant
from dvrag.model.answers import Source
from dvrag.model.documents import Block, BlockKind, Page, Report
from dvrag.ui import session, words
from dvrag.ui.ask.source_cards import place_line, report_line
from dvrag.ui.markup import Markup, Tone, element, escaped, joined, marked, notice, show

BEFORE, AFTER = 1, 2
"""Blocks shown before and after the quote at first: few before, so that it stands in view on a phone."""

MORE = 4
"""Blocks that each press on "Earlier text" or "Later text" adds."""

_CELL = " | "
_BEFORE, _AFTER = "reader_before", "reader_after"


@dataclass(frozen=True, slots=True)
class Window:
    """The blocks `[first, last)` of a report, and whether there is text before and after them."""

    first: int
    last: int
    earlier: bool
    later: bool


def open_source(assistant: Assistant, source: Source) -> None:
    """Open the reader over the page, at a source."""
    st.session_state[_BEFORE] = st.session_state[_AFTER] = 0

    @st.dialog(f"Source {source.n} in its report", width="medium", position="right")
    def reader() -> None:
        with session.plain_errors():
            _show(assistant.report(source.hit.report.id), source)

    reader()


def window(report: Report, start: int, end: int, before: int = 0, after: int = 0) -> Window:
    """Return the blocks around the span `[start, end)`: at first within its section, then as many more as asked for."""
    blocks = report.blocks
    inside = [i for i, block in enumerate(blocks) if block.start < end and start < block.end]
    first, last = (inside[0], inside[-1] + 1) if inside else (_nearest(blocks, start), _nearest(blocks, start) + 1)
    section = blocks[first].section if blocks else 0
    low = first
    while low > 0 and first - low < BEFORE and blocks[low - 1].section == section:
        low -= 1
    high = last
    while high < len(blocks) and high - last < AFTER and blocks[high].section == blocks[last - 1].section:
        high += 1
    low, high = max(0, low - before), min(len(blocks), high + after)
    return Window(low, high, low > 0, high < len(blocks))


def _nearest(blocks: tuple[Block, ...], start: int) -> int:
    return max((i for i, block in enumerate(blocks) if block.start <= start), default=0)


def _show(report: Report, source: Source) -> None:
    shown = window(report, source.start, source.end, st.session_state[_BEFORE], st.session_state[_AFTER])
    show(
        element("h3", escaped(source.hit.report.title)),
        element("p", report_line(source), "dv-soft"),
        element("p", place_line(source), "dv-soft"),
    )
    blocks = report.blocks[shown.first : shown.last]
    if any(block.kind is BlockKind.CHRONOLOGY for block in blocks):
        line = "This part is a chronology: it describes abuse and the events before a death."
        show(notice(Tone.CAUTION, "Please note", element("p", escaped(line))))
    # A button that is disabled under the reader's finger takes the keyboard's focus with it; so they stay enabled.
    st.button("Earlier text", key="earlier", on_click=_extend, args=(_BEFORE,))
    edges = [Markup("") if more else element("p", escaped(line), "dv-soft") for more, line in _edges(shown)]
    show(element("div", joined((edges[0], context(report, blocks, source), edges[1])), "dv-context"))
    st.button("Later text", key="later", on_click=_extend, args=(_AFTER,))


def _edges(shown: Window) -> tuple[tuple[bool, str], tuple[bool, str]]:
    return (shown.earlier, "The report begins here."), (shown.later, "The report ends here.")


def _extend(key: str) -> None:
    st.session_state[key] += MORE


def context(report: Report, blocks: tuple[Block, ...], source: Source) -> Markup:
    """Return the blocks with the quote marked, and where a new page or section begins."""
    parts: list[Markup] = []
    page = _page_of(report, blocks[0].start) if blocks else None
    section: int | None = None
    for block in blocks:
        standing = _page_of(report, block.start)
        if standing is not None and standing != page:
            page = standing
            parts.append(
                element("p", escaped(words.sentence(words.page(page.number, page.label, report.format))), "dv-page")
            )
        if section is not None and block.section != section and block.kind is not BlockKind.HEADING:
            parts.append(element("h4", escaped(report.sections[block.section].path[-1:][0])))
        section = block.section
        parts.append(_block(report, block, source))
    return joined(parts)


def _page_of(report: Report, at: int) -> Page | None:
    return next((page for page in reversed(report.pages) if page.start <= at and page.number > 0), None)


def _cells(report: Report, block: Block, source: Source) -> list[Markup]:
    """Return the cells of a table row under the names of their columns; nothing where names and cells do not match."""
    names = block.context.split(_CELL)
    cells = report.text[block.start : block.end].split(_CELL)
    if len(names) < 2 or len(names) != len(cells):
        return []
    shown, start = [], block.start
    for name, cell in zip(names, cells, strict=True):
        text = marked(cell, source.start - start, source.end - start)
        shown.append(element("li", joined((element("span", escaped(f"{name}:"), "dv-number"), text), " ")))
        start += len(cell) + len(_CELL)
    return shown


def _block(report: Report, block: Block, source: Source) -> Markup:
    text = marked(report.text[block.start : block.end], source.start - block.start, source.end - block.start)
    if block.kind is BlockKind.HEADING:
        return element("h4", text, "dv-block")
    cells = _cells(report, block, source)
    if cells:
        return element("ul", joined(cells), "dv-block dv-row")
    if block.paragraph is None or report.text.startswith(block.paragraph, block.start):
        return element("p", text, "dv-block")
    number = element("span", escaped(block.paragraph), "dv-number")
    return element("p", joined((number, text), " "), "dv-block")
