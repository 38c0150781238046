"""Where a span of a report stands: physical page, printed label, paragraph number, place in its section."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from dvrag.model.documents import Block, Report

LABEL = 12
"""Characters of a printed label before its block, at most."""


@dataclass(frozen=True, slots=True)
class Location:
    """The place of the first character of a span. `page` counts from 1; None where the format has no pages."""

    page: int | None
    page_label: str | None
    paragraph: str | None
    paragraph_index: int


def locate(report: Report, start: int) -> Location:
    """Return where the character at offset `start` of the report's text stands."""
    number = _page(report, start)
    page = next((p for p in report.pages if p.number == number), None)
    block = block_at(report, start)
    return Location(
        page=number or None,
        page_label=page.label if page and number else None,
        paragraph=block.paragraph if block else None,
        paragraph_index=block.index if block else 0,
    )


def block_at(report: Report, start: int) -> Block | None:
    """Return the block that holds the offset, or whose printed label ("5.14", "(a)", "•") does; else None."""
    index = bisect_right(report.blocks, start, key=lambda block: block.start) - 1
    if index >= 0 and start < report.blocks[index].end:
        return report.blocks[index]
    following = report.blocks[index + 1] if index + 1 < len(report.blocks) else None
    return following if following and following.start - start <= LABEL else None


def _page(report: Report, start: int) -> int:
    index = bisect_right(report.lines, start, key=lambda line: line.start) - 1
    if index >= 0 and start < report.lines[index].end:
        return report.lines[index].page
    return next((p.number for p in reversed(report.pages) if p.start <= start), 0)
