"""The page Library in each of its states."""

from __future__ import annotations

from ui.page import PageUnderTest, Start

OVERVIEW = "Domestic Homicide Review: Marian, overview report"


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
        "Warnings",
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
        0,
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
    assert "Page 2 gave no text" in page.text.split("Noted while reading the file")[1]


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
