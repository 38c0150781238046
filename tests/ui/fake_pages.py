"""Page images drawn by hand: a blank page of the right shape, on which every mark is found, or none."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace

from PIL import Image

from dvrag.answer.write.events import Quoting
from dvrag.assistant import Assistant
from dvrag.errors import UnreadableError
from dvrag.model.documents import Line, Report
from dvrag.model.ids import ReportId
from dvrag.model.page_images import MarkedLine, MarkKind, PageImage
from dvrag.model.raw import Box
from ui.fake_assistant import answers
from ui.fake_finder import FakeFinder
from ui.fake_library import FakeLibrary, hostile_report, sample_reports

BAD = 3
"""The page that cannot be drawn."""


class FakePages:
    """Draws blank pages and notes what was asked for."""

    def __init__(self, *, finds: bool = True) -> None:
        self.finds = finds
        self.asked: list[tuple[int, tuple[MarkedLine, ...]]] = []

    def prepare(self) -> None:
        """Nothing has to be made ready."""

    def image(self, report: ReportId, page: int, marks: Sequence[MarkedLine] = ()) -> PageImage:
        marks = tuple(mark for mark in marks if mark.page == page)
        self.asked.append((page, marks))
        if page == BAD:
            raise UnreadableError(f"Page {page} is damaged and cannot be drawn.")
        buffer = io.BytesIO()
        Image.new("RGB", (298, 421), "white").save(buffer, "PNG")
        boxes = {kind: tuple(m.box for m in marks if m.kind is kind and self.finds) for kind in MarkKind}
        return PageImage(buffer.getvalue(), 298, 421, 595, 842, boxes[MarkKind.QUOTE], boxes[MarkKind.FOUND])


def lined(report: Report) -> Report:
    """The report with a line for each block, where its format has pages."""
    lines = tuple(
        Line(block.start, block.end, page.number, Box(50, 20 * n, 500, 20 * n + 15))
        for page in report.pages
        for n, block in enumerate(report.blocks)
        if page.start <= block.start < page.end
    )
    return replace(report, lines=lines, glossary={"DASH": "the risk checklist of this force", "XQZ": "made up"})


def reading_assistant(pages: FakePages | None = None, *, hostile: bool = False) -> Assistant:
    """An assistant over the sample with lines, whose pages are drawn by hand."""
    library = FakeLibrary([lined(report) for report in (*sample_reports(), *([hostile_report()] if hostile else []))])
    drawn = pages or FakePages()
    return Assistant(library, FakeFinder(library), Quoting(lambda q, f, _: answers(library, q, f)), lambda: (), drawn)
