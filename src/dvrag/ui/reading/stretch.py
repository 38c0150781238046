"""Which blocks of a report the reader shows: those of a page, or those around a place where there are no pages."""

from __future__ import annotations

from dataclasses import dataclass

from dvrag.model.documents import Block, BlockKind, Page, Report

BEFORE, AFTER = 1, 6
"""Blocks shown before and after a place at first: few before, so that it stands in view on a phone."""

MORE = 10
"""Blocks that each press on "Earlier text" or "Later text" adds."""


@dataclass(frozen=True, slots=True)
class Window:
    """The blocks `[first, last)` of a report, and whether there is text before and after them."""

    first: int
    last: int
    earlier: bool
    later: bool


def paged(report: Report) -> tuple[Page, ...]:
    """Return the report's pages, none where its format has none."""
    return tuple(page for page in report.pages if page.number > 0)


def page_at(report: Report, at: int) -> Page | None:
    """Return the page on which the text at an offset begins, None where there are no pages."""
    return next((page for page in reversed(report.pages) if page.start <= at and page.number > 0), None)


def on_page(report: Report, page: Page) -> Window:
    """Return the blocks of which some text stands on a page; none for a page without text."""
    inside = [i for i, block in enumerate(report.blocks) if block.start < page.end and page.start < block.end]
    if not inside:
        return Window(0, 0, earlier=False, later=False)
    first, last = inside[0], inside[-1] + 1
    return Window(first, last, report.blocks[first].start < page.start, report.blocks[last - 1].end > page.end)


def around(report: Report, start: int, end: int, before: int = 0, after: int = 0) -> Window:
    """Return the blocks around the span `[start, end)`, `before` and `after` of them more than at first."""
    blocks = report.blocks
    inside = [i for i, block in enumerate(blocks) if block.start < end and start < block.end]
    first, last = (inside[0], inside[-1] + 1) if inside else (_nearest(blocks, start), _nearest(blocks, start) + 1)
    low, high = max(0, first - BEFORE - before), min(len(blocks), last + AFTER + after)
    return Window(low, high, low > 0, high < len(blocks))


def is_chronology(report: Report, window: Window) -> bool:
    """Return whether a chronology is among the blocks."""
    return any(block.kind is BlockKind.CHRONOLOGY for block in report.blocks[window.first : window.last])


def _nearest(blocks: tuple[Block, ...], start: int) -> int:
    return max((i for i, block in enumerate(blocks) if block.start <= start), default=0)
