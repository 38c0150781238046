"""The page as it is printed, with the quote and found words marked on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from dvrag.assistant import Assistant
from dvrag.errors import DvragError
from dvrag.model.documents import Page, Report, Span
from dvrag.model.page_images import MarkedLine, MarkKind, PageImage
from dvrag.text.marking import marked_lines
from dvrag.ui import words
from dvrag.ui.markup import element, escaped, show
from dvrag.ui.reading.annotated import Notes

MOST_FOUND = 100
"""Found places that are marked on one page image."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A page image, or why there is none. `lost`: the quote stands on the page and could not be found on it."""

    image: PageImage | None = None
    reason: str = ""
    lost: bool = False


def draw(assistant: Assistant, report: Report, page: Page, notes: Notes) -> Picture:
    """Return a page of a PDF as it looks; for other files, and where it cannot be drawn, the reason in a sentence."""
    if report.format != "pdf":
        return Picture(reason="Page images are made of PDF files only; this report is another kind of file.")
    marks = _marks(report, page, notes)
    try:
        image = assistant.page_image(report.id, page.number, marks)
    except DvragError as error:
        return Picture(reason=f"The image of this page cannot be shown. {error.message}")
    return Picture(image, lost=_stands_on(report, notes.quote, page) and not image.quoted)


def show_picture(picture: Picture, page: Page, label: str) -> None:
    """Show the image with what it shows in words, for those who do not see it."""
    if picture.image is None:
        show(element("p", escaped(picture.reason), "dv-soft"))
        return
    st.image(picture.image.png, width="stretch", alt=told(picture.image, page, label))


def told(image: PageImage, page: Page, label: str) -> str:
    """Return what a page image shows, as a sentence."""
    parts = ["the quote is marked" if image.quoted else ""]
    parts.append(f"{words.count(len(image.found), 'found place')} marked" if image.found else "")
    marks = " and ".join(part for part in parts if part)
    return f"Image of {label}{f': {marks}' if marks else ''}. The same text stands beside it."


def _marks(report: Report, page: Page, notes: Notes) -> tuple[MarkedLine, ...]:
    """Return the lines of the quote, on whatever page, and those of found words on this page."""
    quoted = marked_lines(report, notes.quote.start, notes.quote.end) if notes.quote else ()
    spans = _touching(report, page, notes.found)
    lines = (line for span in spans for line in marked_lines(report, span.start, span.end, MarkKind.FOUND))
    return (*quoted, *[line for line in lines if line.page == page.number][:MOST_FOUND])


def _touching(report: Report, page: Page, spans: Sequence[Span]) -> list[Span]:
    """Return the spans in blocks of which some text stands on the page."""
    blocks = [block for block in report.blocks if block.start < page.end and page.start < block.end]
    low, high = min((b.start for b in blocks), default=page.start), max((b.end for b in blocks), default=page.end)
    return [span for span in spans if span.start < max(high, page.end) and span.end > min(low, page.start)]


def _stands_on(report: Report, quote: Span | None, page: Page) -> bool:
    """Return whether the quote has text on the page, as far as the lines or else the page's own span tell."""
    if quote is None:
        return False
    numbers = {line.page for line in report.lines if line.start < quote.end and quote.start < line.end}
    return page.number in numbers if numbers else quote.start < page.end and page.start < quote.end
