"""The page Library: what it shows of a library."""

from __future__ import annotations

from dvrag.model.building import FileRecord, Outcome, Records
from dvrag.model.ids import report_id
from ui.page import PageUnderTest, Start

OVERVIEW = "Domestic Homicide Review: Marian, overview report"
MARIAN = report_id(b"marian-overview.pdf")


def failed(name: str, reason: str) -> FileRecord:
    return FileRecord(f"/somewhere/{name}", Outcome.FAILED, reason, "2026-01-02T10:00:00+00:00")


def choose(page: PageUnderTest, title: str) -> PageUnderTest:
    box = page.app.selectbox(key="library_report")
    box.set_value(next(option for option in box.options if option == title))
    return page.run()


def test_every_report_stands_in_the_table(start: Start) -> None:
    table = start("library").app.dataframe[0].value
    assert list(table.columns) == [
        "Report",
        "Kind",
        "Authority",
        "Area",
        "Published",
        "Pages",
        "Passages",
        "State",
    ]
    row = table[table["Report"] == OVERVIEW].iloc[0]
    assert list(row) == [
        OVERVIEW,
        "Domestic homicide review",
        "Statutory review",
        "Brackenford",
        "14 March 2021",
        3,
        11,
        "ready",
    ]


def test_what_is_not_stated_is_said(start: Start) -> None:
    table = start("library").app.dataframe[0].value
    row = table[table["Kind"] == "News article"].iloc[0]
    assert (row["Area"], row["Published"]) == ("not stated", "not stated")


def test_the_size_of_the_library_is_told(start: Start) -> None:
    assert "4 reports with 5 pages, searchable as 18 passages." in start("library").text


def test_words_narrow_the_table(start: Start) -> None:
    page = start("library")
    page.app.text_input(key="library_search").set_value("brackenford 2021 overview")
    page.run()
    assert list(page.app.dataframe[0].value["Report"]) == [OVERVIEW]
    assert "1 report of 4 found." in page.text


def test_a_search_without_a_match_says_what_to_do(start: Start) -> None:
    page = start("library")
    page.app.text_input(key="library_search").set_value("zzz")
    page.run()
    assert "Try fewer or other words." in page.text
    assert page.app.dataframe.len == 0


def test_details_show_facts_near_duplicates_and_outline(start: Start) -> None:
    page = choose(start("library"), OVERVIEW)
    assert '<th scope="row">Year of death</th><td>2019</td>' in page.html
    assert '<th scope="row">Police force</th><td>not stated</td>' in page.html
    assert "Domestic Homicide Review: Marian, executive summary" in page.text.split("Nearly the same text as")[1]
    outline = page.text.split("Sections")[1]
    assert outline.index("Chronology") < outline.index("Assessing risk") < outline.index("Lessons")


def test_a_fact_that_is_not_from_the_text_says_where_it_is_from(start: Start) -> None:
    page = choose(start("library"), "Review finds calls were missed")
    assert '<th scope="row">Version</th><td>2 (from the file name)</td>' in page.html


def test_warnings_of_a_report_are_shown(start: Start) -> None:
    page = choose(start("library"), "Marlshire Police: PEEL 2021/22")
    assert "Page 2 gave no text" in page.text.split("To know about it")[1]


def test_a_chosen_report_is_dropped_when_the_search_hides_it(start: Start) -> None:
    page = choose(start("library"), OVERVIEW)
    page.app.text_input(key="library_search").set_value("marlshire")
    page.run()
    assert page.app.selectbox(key="library_report").value is None
    assert "What is known about it" not in page.text


def test_an_empty_library_teaches_how_to_fill_it(start: Start) -> None:
    page = start("library", empty=True)
    assert "dvrag ingest PATH" in page.text
    assert page.app.dataframe.len == 0


def test_notices_of_the_library_are_shown(start: Start) -> None:
    assert "The index was rebuilt." in start("library", notices=("The index was rebuilt.",)).text


def test_states_are_words(start: Start) -> None:
    records = Records(unread=frozenset({MARIAN}), problems={report_id(b"courier.html"): "It is odd."})
    page = start("library", records=records)
    table = page.app.dataframe[0].value
    states = dict(zip(table["Report"], table["State"], strict=True))
    assert states[OVERVIEW] == "findings not read yet"
    assert states["Review finds calls were missed"] == "findings could not be read"
    assert states["Marlshire Police: PEEL 2021/22"] == "1 warning"
    assert "Read the findings" in page.buttons
    assert "1 report has not been read for its findings yet" in page.text
    assert "is not under Lessons" in choose(page, OVERVIEW).text


def test_versions_and_files_that_failed_are_told(start: Start) -> None:
    newer = FileRecord("/x/marian-overview.pdf", Outcome.REPLACED, "", "2026-03-04T10:00:00+00:00", (MARIAN,))
    records = Records(files=(newer, failed("scan.pdf", "No text. Is OCR on?")))
    page = choose(start("library", records=records), OVERVIEW)
    assert "It replaced an earlier version of the file marian-overview.pdf on 4 March 2026." in page.text
    assert "Files that could not be read (1)" in [expander.label for expander in page.app.expander]
    assert "No text. Is OCR on?" in page.text.split("Files that could not be read")[1]


def test_the_collection_is_told_in_words_too(start: Start) -> None:
    text = start("library").text
    assert "Most: 2021 2, 2022 1, not stated 1." in text
    assert "Most: Brackenford 2, Marlshire Police 1, not stated 1." in text or "Most: Brackenford 2" in text
