"""Where a span stands: which lines, which part of each."""

from __future__ import annotations

import pytest

from dvrag.model.documents import Authority, Family, Line, Report
from dvrag.model.ids import ReportId
from dvrag.model.page_images import MarkedLine, MarkKind
from dvrag.model.raw import Box
from dvrag.text.marking import boxes, estimated, marked_lines

LINES = ("The form was begun at the", "door. It was not completed,", "because nobody asked for it.")
TEXT = " ".join(LINES)
BOX = Box(100, 10, 300, 20)


def report(page_of_last: int = 1, *, boxed: bool = True) -> Report:
    lines, start = [], 0
    for n, text in enumerate(LINES):
        box = Box(100, 20 * n, 100 + 8 * len(text), 20 * n + 10) if boxed else None
        lines.append(Line(start, start + len(text), page_of_last if n == 2 else 1, box))
        start += len(text) + 1
    return Report(ReportId("a" * 64), "a.pdf", "pdf", Family.OTHER, Authority.UNKNOWN, TEXT, (), tuple(lines), (), ())


def span(quote: str) -> tuple[int, int]:
    return TEXT.index(quote), TEXT.index(quote) + len(quote)


def test_each_line_of_a_quote_comes_with_its_own_part() -> None:
    found = marked_lines(report(), *span("at the door. It was not completed, because"))
    assert [line.text[line.start : line.end] for line in found] == ["at the", LINES[1], "because"]
    assert {line.kind for line in found} == {MarkKind.QUOTE}


def test_a_quote_over_a_page_break_has_boxes_on_both_pages() -> None:
    found = boxes(report(page_of_last=2), *span("not completed, because nobody"))
    assert [(each.page, len(each.boxes)) for each in found] == [(1, 1), (2, 1)]


def test_lines_without_a_place_give_nothing() -> None:
    assert marked_lines(report(boxed=False), *span("begun")) == ()
    assert boxes(report(boxed=False), *span("begun")) == ()


@pytest.mark.parametrize(("start", "end"), [(0, 0), (5, 3), (3, 4), (10_000, 10_010)])
def test_an_empty_span_or_one_outside_gives_nothing(start: int, end: int) -> None:
    assert marked_lines(report(), start, end) == ()


def line(quote: str, text: str = LINES[0], box: Box = BOX) -> MarkedLine:
    return MarkedLine(1, box, text, text.index(quote), text.index(quote) + len(quote))


def test_a_whole_line_keeps_its_whole_box() -> None:
    assert estimated(line(LINES[0])) == BOX


def test_a_part_is_cut_near_its_letters_and_never_inside_its_words() -> None:
    found = estimated(line("was begun"))
    assert (found.y0, found.y1) == (BOX.y0, BOX.y1)
    share = 200 / len(LINES[0])
    assert 100 + 5 * share < found.x0 < 100 + 9 * share
    assert 100 + 18 * share < found.x1 < 100 + 21 * share
    assert estimated(line("as beg")) == found


@pytest.mark.parametrize(
    "cut", [line("begun", text="begun | not done"), line("begun", box=Box(10, 100, 20, 300)), line(" ", text=" ")]
)
def test_rows_of_cells_and_upright_lines_are_not_cut(cut: MarkedLine) -> None:
    assert estimated(cut) == cut.box
