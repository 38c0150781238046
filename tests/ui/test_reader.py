"""Which text the reader shows around a quote."""

from __future__ import annotations

import pytest

from dvrag.model.documents import Block, BlockKind, Report
from dvrag.ui.reading.reader import AFTER, BEFORE, Window, context, window
from ui.fake_library import FakeLibrary, sample_reports, source

LIBRARY = FakeLibrary(sample_reports())
QUOTE = "A DASH risk assessment was started at the address."


def overview() -> Report:
    return next(report for report in LIBRARY.by_id.values() if report.source == "marian-overview.pdf")


def texts(report: Report, shown: Window) -> list[str]:
    return [report.text[b.start : b.end] for b in report.blocks[shown.first : shown.last]]


def around(before: int = 0, after: int = 0) -> Window:
    start = overview().text.index(QUOTE)
    return window(overview(), start, start + len(QUOTE), before, after)


def test_at_first_the_neighbours_in_the_same_section_are_shown() -> None:
    shown = texts(overview(), around())
    assert len(shown) == BEFORE + 1 + AFTER
    assert shown[BEFORE].startswith(QUOTE)
    assert around().earlier
    assert around().later


def test_at_first_no_other_section_is_shown() -> None:
    report = overview()
    start = report.text.index("Officers attended twice")
    shown = report.blocks[window(report, start, start + 5).first : window(report, start, start + 5).last]
    assert {block.section for block in shown} == {1}


def test_more_text_crosses_into_the_next_section() -> None:
    shown = texts(overview(), around(after=2))
    assert shown[-2:] == ["Lessons", shown[-1]]
    assert not around(after=2).later


def test_the_window_ends_where_the_report_does() -> None:
    whole = around(before=99, after=99)
    assert whole == Window(0, len(overview().blocks), earlier=False, later=False)


def test_a_quote_over_several_blocks_shows_all_of_them() -> None:
    report = overview()
    first, last = report.text.index("It was not completed"), report.text.index("Training at the time")
    shown = texts(report, window(report, first, last + 5))
    assert shown[BEFORE].startswith(QUOTE)
    assert shown[-1].startswith("Training")


@pytest.mark.parametrize("blocks", [(), (Block(0, 3, BlockKind.PARAGRAPH, 0),)])
def test_a_report_with_one_block_or_none_is_shown_whole(blocks: tuple[Block, ...]) -> None:
    import dataclasses

    report = dataclasses.replace(overview(), blocks=blocks)
    assert window(report, 500, 510) == Window(0, len(blocks), earlier=False, later=False)


def test_a_new_page_is_announced_with_both_numbers() -> None:
    quoted = source(LIBRARY, 1, "marian-overview.pdf", QUOTE)
    shown = around(after=2)
    html = context(overview(), overview().blocks[shown.first : shown.last], quoted)
    assert html.count("dv-page") == 1
    assert "Page 2 (PDF page 3)" in html
    assert html.index("Training at the time") < html.index("Page 2 (PDF page 3)") < html.index("<h4")


def test_the_printed_number_is_shown_once_even_where_the_text_begins_with_it() -> None:
    import dataclasses

    quoted = source(LIBRARY, 1, "marian-overview.pdf", QUOTE)
    report = overview()
    block = next(b for b in report.blocks if b.paragraph == "5.14")
    assert context(report, (block,), quoted).count("5.14") == 1
    renumbered = dataclasses.replace(block, paragraph="A DASH")
    assert context(report, (renumbered,), quoted).count("A DASH") == 1


def table_row(text: str, header: str) -> str:
    import dataclasses

    start = len(overview().text)
    report = dataclasses.replace(overview(), text=overview().text + text)
    quoted = source(LIBRARY, 1, "marian-overview.pdf", QUOTE)
    at = start + text.index("3")
    row = Block(start, start + len(text), BlockKind.TABLE_ROW, 2, context=header)
    return context(report, (row,), dataclasses.replace(quoted, start=at, end=at + 1))


def test_the_cells_of_a_table_row_stand_under_the_names_of_their_columns() -> None:
    html = table_row("Overdue | 3 | 9.1 a", "Status | Number | Recommendations")
    cells = [cell.split("</li>")[0] for cell in html.split("<li>")[1:]]
    assert [cell.split("</span>")[0].split(">")[1] for cell in cells] == ["Status:", "Number:", "Recommendations:"]
    assert ["<mark>" in cell for cell in cells] == [False, True, False]


@pytest.mark.parametrize("header", ["", "Status | Recommendations"])
def test_a_row_whose_columns_are_not_sure_is_shown_as_it_stands(header: str) -> None:
    html = table_row("Overdue | 3 | 9.1 a", header)
    assert "<li>" not in html
    assert "Overdue | <mark>" in html
