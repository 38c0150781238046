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


def pages(*rows: tuple[RawLine, ...]) -> RawDocument:
    return RawDocument("plan.pdf", "pdf", tuple(RawPage(i, one, height=800) for i, one in enumerate(rows, 1)))


CUT = "Read files of the last year and tell each other what was found in them by"


def test_a_row_whose_first_cell_is_cut_by_the_page_is_made_whole() -> None:
    first = (row(40, *HEADER, header=True), row(700, "Train staff in each surgery to ask", "Write it. Test it.", "GPs"))
    second = (row(40, "and to write the answer down.", "Then tell all.", ""), row(90, "Audit.", "Read files.", "GP"))
    assert texts(report_of(pages(first, second)))[1:] == [
        "Train staff in each surgery to ask and to write the answer down. | Write it. Test it. Then tell all. | GPs",
        "Audit. | Read files. | GP",
    ]


def test_the_first_row_of_a_page_that_begins_anew_stays_a_row() -> None:
    first = (row(40, "Term", "Meaning", header=True), row(700, "GP", "A doctor to whom people of one area go first"))
    second = (row(40, "DASH", "A list of questions about risk"), row(90, "IMR", "A review of one agency’s work"))
    assert len(texts(report_of(pages(first, second)))) == 4
    spans = (row(40, *HEADER, header=True), row(700, "All agencies", "Train staff.", "GP"))
    again = (row(40, "", "Audit the files of each month.", "Police"), row(90, "Schools", "Read it.", "Head"))
    assert texts(report_of(pages(spans, again)))[2:] == [
        "Audit the files of each month. | Police",
        "Schools | Read it. | Head",
    ]


def test_what_is_left_of_a_row_alone_on_the_next_page_belongs_to_it() -> None:
    box = Box(120, 40, 300, 52)
    rest = (RawLine("the end of each month, in", box, 10.0), RawLine("writing.", Box(120, 54, 180, 66), 10.0))
    after = RawLine("The panel met four times and heard all agencies of the county.", Box(50, 90, 480, 102), 10.0)
    first = (row(40, *HEADER, header=True), row(700, "9.1 a Audit.", CUT, "GP"))
    assert texts(report_of(pages(first, (*rest, after))))[1:] == [
        f"9.1 a Audit. | {CUT} the end of each month, in writing. | GP",
        "The panel met four times and heard all agencies of the county.",
    ]
    ended = (row(40, *HEADER, header=True), row(700, "9.1 a Audit.", f"{CUT} May.", "GP"))
    assert texts(report_of(pages(ended, rest)))[1] == f"9.1 a Audit. | {CUT} May. | GP"


def test_a_row_with_an_empty_cell_keeps_the_names_of_its_columns() -> None:
    rows = (row(40, *HEADER, header=True), row(60, "9.1 a Train.", "", "GP"), row(80, "9.1 b Audit.", "Read.", "GP"))
    report = report_of(pages(rows))
    assert texts(report)[1] == "9.1 a Train. | GP"
    assert [block.context for block in report.blocks[1:]] == ["Recommendation | Lead", "Recommendation | Action | Lead"]
    named = report_of(pages((row(40, "", "Action", "Lead", header=True), row(60, "1", "Train.", ""))))
    assert named.blocks[1].context == "– | Action"
