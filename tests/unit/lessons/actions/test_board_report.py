"""The report for a board: opened again as Word opens it, with what it must say and how it is built."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from dvrag.errors import UsageError
from dvrag.lessons.actions.board_report import Board, board_report, write_board_report
from dvrag.model.actions import Action, ActionStatus, Entry
from dvrag.model.findings import Agency, AgencyClass, FindingKind
from unit.lessons.actions.action_values import acted, edit, entry

TODAY = date(2026, 4, 1)
BOARD = Board(TODAY, "Progress on recommendations, spring 2026", ("Ring the helpline.",), since=date(2026, 2, 4))
HISTORY = (
    edit(3, "owner", "Ada"),
    edit(4, "due", "2026-03-01"),
    edit(5, "status", "in_progress"),
    edit(6, "evidence", "Held in May.\nList kept. \x0b=1"),
    edit(7, "number", "9.1 b"),
)


def entries() -> list[Entry]:
    both = (Agency("Arnshire Police", AgencyClass.POLICE), Agency("General practice", AgencyClass.HEALTH))
    return [
        acted(*HISTORY)[0],
        entry(2, Action(status=ActionStatus.COMPLETE, due="2026-01-01"), agencies=both, addressee="Police and GPs"),
        entry(3, agencies=(), addressee=None, number=None, deadline="By July 2021", page=None, paragraph=None),
        entry(4, kind=FindingKind.LESSON, text="A lesson is no action."),
    ]


def opened(board: Board = BOARD, told: list[Entry] | None = None) -> Any:
    return Document(io.BytesIO(board_report(entries() if told is None else told, acted(*HISTORY)[1], board)))


def texts(document: Any) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def cells(table: Any) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_it_says_what_it_covers_and_where_help_is() -> None:
    said = texts(opened())
    assert said[:2] == ["Progress on recommendations, spring 2026", "Date: 1 April 2026"]
    assert "3 recommendations from 1 report." in said
    assert "Areas: Oakfield" in said
    assert "Changes listed: from 4 February 2026 to 1 April 2026" in said
    assert any(line.startswith("Content note:") for line in said)
    assert "Ring the helpline." in said
    assert not any("A lesson is no action." in line for line in said)


def test_headings_are_headings_in_order() -> None:
    styles = [(p.style.name, p.text) for p in opened().paragraphs if p.style.name.startswith(("Title", "Heading"))]
    assert styles == [
        ("Title", BOARD.title),
        ("Heading 1", "What this report covers"),
        ("Heading 2", "Where to find help"),
        ("Heading 1", "Summary"),
        ("Heading 2", "By status"),
        ("Heading 2", "By agency"),
        ("Heading 1", "Overdue"),
        ("Heading 1", "Printed date has passed, no due date or status recorded"),
        ("Heading 1", "Each recommendation"),
        ("Heading 2", "Review of the death of Marian (Oakfield)"),
        ("Heading 3", "Recommendation 9.1"),
        ("Heading 3", "Recommendation 9.2"),
        ("Heading 3", "Recommendation without a number"),
    ]


def test_counts_by_status_and_by_agency_add_up() -> None:
    by_status, by_agency, *_ = opened().tables
    assert dict(cells(by_status)) == {
        "Status": "Recommendations",
        "Not recorded": "1",
        "Not started": "0",
        "In progress": "1",
        "Complete": "1",
        "Not accepted": "0",
        "Superseded": "0",
        "All": "3",
        "Overdue (of the open ones)": "1",
        "Printed date has passed, no due date or status recorded": "1",
    }
    assert cells(by_agency)[1:] == [
        ["Arnshire Police", "0", "0", "1", "1", "0", "0", "2", "1"],
        ["General practice", "0", "0", "0", "1", "0", "0", "1", "0"],
        ["Not stated", "1", "0", "0", "0", "0", "0", "1", "0"],
    ]


def test_the_longest_overdue_comes_first() -> None:
    late = entry(5, Action(due="2026-02-01", version=9))
    overdue, passed = (cells(table) for table in opened(told=[*entries(), late]).tables[2:4])
    assert [row[0] for row in overdue] == ["Due", "1 February 2026", "1 March 2026"]
    assert [(row[0], row[5]) for row in passed[1:]] == [("31 July 2021 (as printed: By July 2021)", "Not recorded")]
    assert overdue[2][1:5] == ["9.1", "The force should review its training, part 1.", "Arnshire Police", "Ada"]


def test_each_recommendation_has_its_state_its_source_and_its_changes_in_the_period() -> None:
    document = opened()
    said = texts(document)
    start = said.index("Recommendation 9.1")
    assert said[start : start + 9] == [
        "Recommendation 9.1",
        "The force should review its training, part 1.",
        "Addressed to: Arnshire Police",
        "Owner: Ada",
        "Due: 1 March 2026 – overdue",
        "Status: In progress",
        "Evidence: Held in May.\nList kept. =1",
        "Source: Review of the death of Marian · oak.pdf · page 10 (page 12 of the file) · paragraph 9.1",
        "Changes: 3 changes",
    ]
    assert cells(document.tables[4]) == [
        ["When", "Who", "What", "From", "To"],
        ["2026-02-04 09:00", "Ada", "Due date", "nothing", "1 March 2026"],
        ["2026-02-05 09:00", "Ada", "Status", "Not started", "In progress"],
        ["2026-02-06 09:00", "Ada", "Evidence", "nothing", "Held in May.\nList kept. =1"],
    ]
    assert said.count("Changes: none in this period") == 2
    assert "Source: Review of the death of Marian · oak.pdf · under “Recommendations”" in said


def test_it_is_accessible_as_a_document() -> None:
    document = opened()
    core = document.core_properties
    assert (core.title, core.language, core.author) == (BOARD.title, "en-GB", "dvrag")
    assert core.created == core.modified == datetime(2026, 4, 1, tzinfo=UTC)
    assert {lang.get(qn("w:val")) for lang in document.styles.element.iter(qn("w:lang"))} == {"en-GB"}
    for table in document.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:tblHeader")) is None for row in table.rows[1:])
    assert not document.inline_shapes
    assert "page" in document.sections[0].footer.paragraphs[0].text


def test_wide_tables_stand_on_landscape_pages() -> None:
    turned = [(s.orientation, s.page_width > s.page_height) for s in opened().sections]
    assert turned == [(WD_ORIENT.PORTRAIT, False), (WD_ORIENT.LANDSCAPE, True), (WD_ORIENT.PORTRAIT, False)]


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    told, edits = entries(), acted(*HISTORY)[1]
    write_board_report(tmp_path / "a.docx", told, edits, BOARD)
    assert (tmp_path / "a.docx").read_bytes() == board_report(told, edits, BOARD)
    with zipfile.ZipFile(tmp_path / "a.docx") as archive:
        assert {info.date_time for info in archive.infolist()} == {(2026, 4, 1, 0, 0, 0)}


def test_an_existing_report_is_kept_unless_it_may_be_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_text("mine")
    with pytest.raises(UsageError, match="exists already"):
        write_board_report(path, [], {}, BOARD)
    assert path.read_text() == "mine"
    write_board_report(path, [], {}, BOARD, replace=True)
    assert [each.name for each in tmp_path.iterdir()] == ["a.docx"]
    said = texts(Document(str(path)))
    assert "There is no recommendation to report on." in said
    assert "No recommendation is overdue." in said


def test_hostile_texts_do_not_break_it() -> None:
    odd = "\x00<w:p>&\ud800\uffff“x”\t\r\n" + "y" * 9_000
    told = entry(
        1, Action(owner=odd, evidence=odd, due="not a date"), text=odd, addressee=odd, number=odd, deadline=odd
    )
    document = opened(Board(TODAY, odd), [told])
    assert any("<w:p>&“x”" in line for line in texts(document))
    assert "Changes listed: all that were recorded" in texts(document)
