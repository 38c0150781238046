"""Rows of tables, forms and chronologies."""

from __future__ import annotations

from pathlib import Path

from dvrag.model.documents import BlockKind
from dvrag.model.raw import Box, Markup, RawDocument, RawLine, RawPage
from unit.ingest.typesetting import marked, numbered, plain, report_of, text_of, texts, typeset


def row(y: float, *cells: str, header: bool = False) -> RawLine:
    markup = Markup.TABLE_HEADER if header else Markup.TABLE_ROW
    return RawLine(" | ".join(cells), Box(50, y, 500, y + 20), markup=markup, cells=cells)


HEADER = ("Recommendation", "Action", "Lead")


def test_a_row_is_a_block_under_its_header(tmp_path: Path) -> None:
    report = report_of(
        typeset(tmp_path, "#table(columns: 2, table.header[*Agency*][*Role*], [Police], [Attended], [GP], [Advised])")
    )
    assert texts(report) == ["Agency | Role", "Police | Attended", "GP | Advised"]
    assert [block.context for block in report.blocks] == ["", "Agency | Role", "Agency | Role"]


def test_a_repeated_header_and_a_row_cut_by_the_page_are_made_whole() -> None:
    first = RawPage(
        1, (row(40, *HEADER, header=True), row(700, "9.1 a Train staff.", "Write a course and", "Police")), height=800
    )
    second = RawPage(
        2,
        (row(40, *HEADER, header=True), row(60, "", "test it.", ""), row(90, "9.1 b Audit.", "Read files.", "GP")),
        height=800,
    )
    report = report_of(RawDocument("plan.pdf", "pdf", (first, second)))
    assert texts(report) == [
        "Recommendation | Action | Lead",
        "9.1 a Train staff. | Write a course and test it. | Police",
        "9.1 b Audit. | Read files. | GP",
    ]
    assert [block.paragraph for block in report.blocks] == [None, "9.1 a", "9.1 b"]
    cut = report.text.index("test it.")
    assert next(line.page for line in report.lines if line.start <= cut < line.end) == 2


def test_rows_are_numbered_only_below_a_header_that_says_so() -> None:
    listed = [(Markup.TABLE_HEADER, "No. | What"), (Markup.TABLE_ROW, "1 | Train"), (Markup.TABLE_ROW, "2 | Audit")]
    counted = [(Markup.TABLE_HEADER, "Visits | Who"), (Markup.TABLE_ROW, "1 | GP")]
    assert list(numbered(report_of(marked(*listed)))) == ["1", "2"]
    assert numbered(report_of(marked(*counted))) == {}


def test_rows_written_with_pipes_are_rows() -> None:
    report = report_of(plain("Recommendations", "| # | Recommendation |", "|---|---|", "| 9.1 a | Train all staff. |"))
    assert texts(report, BlockKind.TABLE_ROW) == ["# | Recommendation", "9.1 a | Train all staff."]
    assert report.blocks[-1].context == "# | Recommendation"


def test_dated_entries_under_a_chronology_are_chronology() -> None:
    lines = [
        (Markup.HEADING, "Chronology"), (Markup.PARAGRAPH, "3 May 2019. Police attended."),
        (Markup.TABLE_ROW, "1 | 4 June 2019 | Neighbour rang"), (Markup.PARAGRAPH, "The panel noted both."),
        (Markup.HEADING, "Analysis"), (Markup.PARAGRAPH, "3 May 2019 was the first call."),
    ]  # fmt: skip
    kinds = [block.kind for block in report_of(marked(*lines)).blocks if block.kind is not BlockKind.HEADING]
    assert kinds == [BlockKind.CHRONOLOGY, BlockKind.CHRONOLOGY, BlockKind.PARAGRAPH, BlockKind.PARAGRAPH]


def test_a_form_in_numbered_boxes_has_sections_and_numbered_concerns() -> None:
    concern = (
        "CORONER'S CONCERNS The MATTERS OF CONCERN are as follows: (1) Calls were closed unread. (2) Nobody rang back."
    )
    boxes = [row(100, "4", "CIRCUMSTANCES OF THE DEATH She died in May and had rung before."), row(200, "5", concern)]
    report = report_of(RawDocument("form.pdf", "pdf", (RawPage(1, tuple(boxes), height=800),)))
    assert texts(report, BlockKind.HEADING) == ["CIRCUMSTANCES OF THE DEATH", "CORONER'S CONCERNS"]
    found = numbered(report)
    assert found == {"(1)": "Calls were closed unread.", "(2)": "Nobody rang back."}
    assert text_of(report, report.blocks[1]) == "She died in May and had rung before."
