"""What the reader is made of: which text is shown, what is found in it, what is noted on it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dvrag.model.documents import Block, BlockKind, Report, Span
from dvrag.ui.reading.annotated import Notes, annotated
from dvrag.ui.reading.finding import MOST, context, find
from dvrag.ui.reading.related import related
from dvrag.ui.reading.stretch import AFTER, BEFORE, Window, around, is_chronology, on_page
from dvrag.ui.reading.terms import Terms, terms_of
from dvrag.ui.reading.text import clean_text
from dvrag.ui.reading.way import Address, address
from ui.fake_library import HOSTILE, FakeLibrary, sample_reports
from ui.fake_pages import reading_assistant

LIBRARY = FakeLibrary(sample_reports())
QUOTE = "A DASH risk assessment was started at the address."


def overview() -> Report:
    return next(report for report in LIBRARY.by_id.values() if report.source == "marian-overview.pdf")


def texts(report: Report, shown: Window) -> list[str]:
    return [report.text[b.start : b.end] for b in report.blocks[shown.first : shown.last]]


def quoted(quote: str = QUOTE) -> Span:
    start = overview().text.index(quote)
    return Span(start, start + len(quote))


def test_around_a_place_its_neighbours_are_shown() -> None:
    shown = around(overview(), *span(quoted("The panel looked")))
    assert texts(overview(), shown)[BEFORE].startswith("The panel looked")
    assert shown.last - shown.first == BEFORE + 1 + AFTER
    assert (shown.earlier, shown.later) == (True, False)
    assert around(overview(), *span(quoted()), before=99, after=99) == Window(
        0, len(overview().blocks), earlier=False, later=False
    )


def span(of: Span) -> tuple[int, int]:
    return of.start, of.end


@pytest.mark.parametrize("blocks", [(), (Block(0, 3, BlockKind.PARAGRAPH, 0),)])
def test_a_report_with_one_block_or_none_is_shown_whole(blocks: tuple[Block, ...]) -> None:
    assert around(replace(overview(), blocks=blocks), 500, 510) == Window(0, len(blocks), earlier=False, later=False)


def test_a_page_shows_the_blocks_that_stand_on_it() -> None:
    report = overview()
    shown = [texts(report, on_page(report, page))[0] for page in report.pages]
    assert shown == ["Chronology", "Assessing risk", "Lessons"]
    assert [is_chronology(report, on_page(report, page)) for page in report.pages] == [True, False, False]


def test_a_block_over_a_page_break_is_shown_on_both_pages() -> None:
    report = overview()
    first, second = report.pages[:2]
    middle = report.blocks[2].start + 10
    cut = replace(report, pages=(replace(first, end=middle), replace(second, start=middle), report.pages[2]))
    assert on_page(cut, cut.pages[0]).later
    assert on_page(cut, cut.pages[1]).earlier
    assert texts(cut, on_page(cut, cut.pages[0]))[-1] == texts(cut, on_page(cut, cut.pages[1]))[0]


def test_a_page_without_text_shows_nothing() -> None:
    page = replace(overview().pages[0], start=0, end=0)
    assert on_page(overview(), page) == Window(0, 0, earlier=False, later=False)


def html(block: Block, report: Report | None = None, notes: Notes | None = None) -> str:
    return clean_text(replace(report or overview(), blocks=(block,)), Window(0, 1, False, False), notes or Notes())


def test_the_printed_number_is_shown_once_even_where_the_text_begins_with_it() -> None:
    block = next(b for b in overview().blocks if b.paragraph == "5.14")
    assert html(block).count("5.14") == 1
    assert html(replace(block, paragraph="A DASH")).count("A DASH") == 1


def table_row(text: str, header: str) -> str:
    start = len(overview().text)
    report = replace(overview(), text=overview().text + text)
    at = start + text.index("3")
    row = Block(start, start + len(text), BlockKind.TABLE_ROW, 2, context=header)
    return html(row, report, Notes(Span(at, at + 1)))


def test_the_cells_of_a_table_row_stand_under_the_names_of_their_columns() -> None:
    shown = table_row("Overdue | 3 | 9.1 a", "Status | Number | Recommendations")
    cells = [cell.split("</li>")[0] for cell in shown.split("<li>")[1:]]
    assert [cell.split("</span>")[0].split(">")[1] for cell in cells] == ["Status:", "Number:", "Recommendations:"]
    assert ["<mark" in cell for cell in cells] == [False, True, False]


@pytest.mark.parametrize("header", ["", "Status | Recommendations"])
def test_a_row_whose_columns_are_not_sure_is_shown_as_it_stands(header: str) -> None:
    shown = table_row("Overdue | 3 | 9.1 a", header)
    assert "<li>" not in shown
    assert "Overdue | <mark" in shown


def test_quote_found_words_and_acronyms_are_noted_each_in_its_way() -> None:
    text = "Was a DASH done? The DASH was not done."
    notes = Notes(Span(106, 116), (Span(111, 115), Span(134, 138)), Terms({"DASH": "a <checklist>"}))
    shown = annotated(text, 100, notes)
    assert shown.count('<mark id="quote">') == 1
    assert shown.count('class="dv-found"') == 2
    assert shown.count('class="dv-term" tabindex="0"') == 1, "the first use alone"
    assert " (a &lt;checklist&gt;)" in shown
    assert shown.index("<mark") < shown.index("dv-term") < shown.index("</mark>")


def test_only_the_first_piece_of_a_quote_is_the_place_to_go_to() -> None:
    notes = Notes(Span(5, 60))
    assert '<mark id="quote">' in annotated("begins here", 0, notes)
    assert "<mark>" in annotated("goes on here", 20, notes)
    assert "<mark" not in annotated("after it", 60, notes)


def test_a_hostile_text_is_escaped_in_every_note() -> None:
    notes = Notes(Span(0, 20), (Span(10, 40),), Terms({"x](": HOSTILE, "bold": HOSTILE}))
    shown = annotated(HOSTILE, 0, notes)
    assert "<script" not in shown
    assert "<img" not in shown
    assert shown.count("&lt;script&gt;") >= 1


def test_the_report_s_own_meaning_goes_before_the_list_s() -> None:
    text = "A DASH for the IDVA, two DASHs and a DASHboard; idva."
    own = terms_of(replace(overview(), glossary={"DASH": "their own list", "x": "no acronym"}))
    found = {text[use.start : use.end]: use.meaning for use in own.first_uses(text)}
    assert found["DASH"] == "their own list"
    assert found["IDVA"].startswith("independent domestic")
    assert set(found) == {"DASH", "IDVA"}
    listed = terms_of(overview()).first_uses("DASH")[0].meaning
    assert "stalking" in listed.casefold()


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("dash", ["DASH", "dash"]),
        ("GP's  form", ["GP’s\nform"]),
        ("a.", ["a."]),
        ("...", []),
        ("  ", []),
        ("nowhere", []),
    ],
)
def test_words_are_found_as_typed_in_capitals_or_not(wanted: str, found: list[str]) -> None:
    text = "The DASH was a. dash of the GP’s\nform, dashed."
    result = find(text, wanted)
    assert [text[s.start : s.end] for s in result.spans] == found
    assert not result.inside


def test_parts_of_words_are_found_where_there_is_no_such_word() -> None:
    result = find("assessment, assessments", "assess")
    assert len(result.spans) == 2
    assert result.inside


def test_more_places_than_are_counted_are_said_to_be_more() -> None:
    result = find("a " * (MOST + 5), "a")
    assert len(result.spans) == MOST
    assert result.more


def test_a_place_is_listed_with_whole_words_of_its_own_paragraph() -> None:
    text = f"Before.\n{'word ' * 30}here is the place {'word ' * 30}\nAfter."
    start = text.index("place")
    around_it = context(text, Span(start, start + 5))
    assert around_it.text[around_it.start : around_it.end] == "place"
    assert around_it.text.startswith("… word ")
    assert around_it.text.endswith(" word …")
    assert "Before" not in around_it.text
    whole = context("The place.", Span(4, 9))
    assert (whole.text, whole.start) == ("The place.", 4)


def test_related_passages_come_from_other_reports_and_each_report_once() -> None:
    assistant = reading_assistant()
    report = assistant.report("marian-overview.pdf")
    start = report.text.index(QUOTE)
    hits = related(assistant, report, Span(start, start + len(QUOTE)))
    sources = [hit.report.source for hit in hits]
    assert "marlshire.pdf" in sources
    assert "marian-overview.pdf" not in sources
    assert "marian-summary.pdf" not in sources, "a near-duplicate"
    assert len(set(sources)) == len(sources)


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({}, Address()),
        ({"report": "a", "start": "3", "end": "9", "page": "2"}, Address("a", 3, 9, 2)),
        ({"report": "a", "start": "9", "end": "3"}, Address("a", faulty=True)),
        ({"report": "a", "start": "9"}, Address("a", faulty=True)),
        ({"report": "a", "page": "two"}, Address("a", faulty=True)),
        ({"report": "a", "page": "-1"}, Address("a", faulty=True)),
        ({"report": "a", "at": "9" * 50}, Address("a", faulty=True)),
    ],
)
def test_an_address_is_read_or_said_to_be_faulty(parameters: dict[str, str], expected: Address) -> None:
    assert address(parameters) == expected
    if not expected.faulty and parameters:
        assert address(expected.parameters()) == expected
