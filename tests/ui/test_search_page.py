"""The page Search: passages, narrowing down, order, address and file."""

from __future__ import annotations

import csv
import io

import pytest

from dvrag.model.answers import Source
from dvrag.ui.reading import reader
from dvrag.ui.search import csv_file
from dvrag.ui.search.results import MOST, PAGE
from ui.fake_finder import MANY
from ui.search_page import OpenSearch, opener

REVIEW = "Domestic Homicide Review: Marian, overview report"
NEWS = "Review finds calls were missed"


@pytest.fixture
def open_page(monkeypatch: pytest.MonkeyPatch) -> OpenSearch:
    """Return a function that opens the page at an address over the sample."""
    return opener(monkeypatch)


def test_before_a_search_it_teaches_and_offers_examples(open_page: OpenSearch) -> None:
    page = open_page()
    assert "passages of the 4 reports" in page.text
    assert "Or try one of these" in page.text
    assert page.finder.calls == []
    page.press("risk assessment not completed")
    assert page.address == {"q": ["risk assessment not completed"]}
    assert f"1. {REVIEW}" in page.titles
    assert page.app.text_input(key="search_box").value == "risk assessment not completed"


def test_a_passage_stands_with_its_place_its_report_and_the_words_marked(open_page: OpenSearch) -> None:
    page = open_page().search("DASH completed")
    card = page.html.split(f"<h3>1. {REVIEW}</h3>")[1].split("<h3>")[0]
    assert "Domestic homicide review · Statutory review · published 14 March 2021" in card
    assert "Brackenford · Page 1 (PDF page 2) · Paragraph 5.14 · Section: Assessing risk" in card
    assert "A <mark>DASH</mark> risk assessment was started" in card
    assert "It was not <mark>completed</mark>," in card
    assert "Your words in the passage: DASH, completed." in card


def test_it_asks_for_the_best_200_and_says_how_many_there_are(open_page: OpenSearch) -> None:
    page = open_page().search("DASH")
    assert page.finder.calls == [("DASH", MOST, None)]
    assert "2 passages found" in page.text


def test_a_passage_opens_in_its_report_and_the_results_stay(
    open_page: OpenSearch, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Source] = []
    monkeypatch.setattr(reader, "open_source", lambda assistant, source: opened.append(source))
    page = open_page().search("DASH completed")
    page.press("Read passage 1 in its report")
    (source,) = opened
    report = page.finder.library.report(source.hit.report.id)
    assert report.text[source.start : source.end] == source.quote == source.hit.passage.text
    assert (source.n, source.paragraph, source.page, source.page_label) == (1, "5.14", 2, "1")
    assert f"1. {REVIEW}" in page.titles
    assert len(page.finder.calls) == 1


def test_facets_count_and_pressing_one_adds_a_restriction_that_can_be_taken_away(open_page: OpenSearch) -> None:
    page = open_page().search("form officers")
    assert "Only Brackenford (7)" in page.buttons
    assert "Only 2021 (7)" in page.buttons
    page.press("Only Police inspection (1)")
    assert page.address == {"q": ["form officers"], "kind": ["inspection"]}
    assert page.titles == ["1. Marlshire Police: PEEL 2021/22"]
    assert page.app.multiselect(key="search_kind").value == ["inspection"]
    assert not any(label.startswith("Only Police") for label in page.buttons)
    page.press("✕ Take away kind of report: Police inspection")
    assert page.address == {"q": ["form officers"]}
    assert len(page.titles) == 8


def test_reports_without_a_year_are_counted_as_such(open_page: OpenSearch) -> None:
    assert "Not stated: 1." in open_page().search("police calls").text


def test_themes_are_shown_counted_and_restrict_what_is_found(open_page: OpenSearch) -> None:
    page = open_page().search("form officers")
    assert "Themes: Risk assessment, Training" in page.text
    every = len(page.titles)
    label = next(label for label in page.buttons if label.startswith("Only Risk assessment ("))
    assert label == "Only Risk assessment (5)"
    page.press(label)
    assert page.address == {"q": ["form officers"], "theme": ["risk_assessment"]}
    assert page.finder.calls[-1][2].theme == ("risk_assessment",)
    assert len(page.titles) == 5 < every
    assert not any(label.startswith("Only Training") for label in page.buttons)
    page.press("✕ Take away theme: Risk assessment")
    assert len(page.titles) == every


def test_a_theme_of_which_nothing_speaks_is_not_offered(open_page: OpenSearch) -> None:
    page = open_page({"q": "form", "theme": "housing"})
    assert "theme=housing" in page.text
    assert page.app.multiselect(key="search_theme").options == ["Risk assessment", "Training"]


def test_several_restrictions_can_be_taken_away_at_once(open_page: OpenSearch) -> None:
    page = open_page({"q": "form", "kind": "inspection", "year": "2022"})
    page.press("✕ Take all away")
    assert page.address == {"q": ["form"]}


def test_restrictions_of_the_form_take_effect_with_the_search(open_page: OpenSearch) -> None:
    page = open_page()
    page.app.multiselect(key="search_area").set_value(["Marlshire Police"])
    page.search("DASH")
    assert page.address == {"q": ["DASH"], "area": ["Marlshire Police"]}
    assert page.finder.calls[-1][2].area == ("Marlshire Police",)


def test_newest_and_oldest_first_leave_those_without_a_date_last(open_page: OpenSearch) -> None:
    page = open_page().search("officers police called form").order("newest")
    assert page.address["sort"] == ["newest"]
    reports = [title.split(". ", 1)[1] for title in page.titles]
    assert reports[0] == "Marlshire Police: PEEL 2021/22"
    assert reports[-1] == NEWS
    assert "1 passage of reports without a date stand last" in page.text
    reports = [title.split(". ", 1)[1] for title in page.order("oldest").titles]
    assert reports[0] == "Domestic Homicide Review: Marian, executive summary"
    assert reports[-1] == NEWS
    assert len(page.finder.calls) == 1


def test_one_passage_per_report_keeps_the_best_and_counts_the_others(open_page: OpenSearch) -> None:
    page = open_page().search("form officers")
    page.app.checkbox(key="search_group").check()
    page.run()
    assert page.address["group"] == ["report"]
    assert len(page.titles) == len({title.split(". ", 1)[1] for title in page.titles}) == 3
    assert "5 more passages of this report found." in page.text


def test_twenty_passages_are_shown_and_more_when_asked(open_page: OpenSearch) -> None:
    page = open_page(long=True).search("door")
    assert len(page.titles) == PAGE
    page.press(f"More results ({MANY - PAGE} left)")
    assert len(page.titles) == 2 * PAGE
    page.press(f"More results ({MANY - 2 * PAGE} left)")
    assert len(page.titles) == MANY
    assert not any(label.startswith("More results") for label in page.buttons)
    assert len(page.search("DASH").titles) == 2
    assert len(page.search("door").titles) == PAGE


def test_an_address_holds_the_whole_search(open_page: OpenSearch) -> None:
    address = {"q": "form officers", "kind": ["dhr_overview", "inspection"], "year": "2021", "sort": "oldest"}
    page = open_page(address)
    assert page.app.text_input(key="search_box").value == "form officers"
    assert page.app.multiselect(key="search_kind").value == ["dhr_overview", "inspection"]
    assert page.app.radio(key="search_sort").value == "oldest"
    (_, _, filters), *_ = page.finder.calls
    assert (filters.family, filters.year) == (("dhr_overview", "inspection"), (2021,))
    assert {title.split(". ", 1)[1] for title in page.titles} == {REVIEW}


def test_a_corrected_spelling_and_other_names_are_said(open_page: OpenSearch) -> None:
    page = open_page()
    page.finder.corrected = {"DASH compleated": "DASH completed"}
    page.finder.expansions = ("compleated → completed", "DASH → domestic abuse, stalking and harassment")
    page.search("DASH compleated")
    assert "Understood as “DASH completed”." in page.text
    assert "domestic abuse, stalking and harassment (for DASH)" in page.text
    assert "(for compleated)" not in page.text
    assert "<mark>completed</mark>" in page.html


def test_the_file_holds_all_that_was_found_in_the_order_shown(open_page: OpenSearch) -> None:
    page = open_page(long=True).search("door")
    assert [button.label for button in page.app.get("download_button")] == [f"Download {MANY} passages (CSV)"]
    hits = page.finder.search("=form officers", 200).hits
    table = list(csv.reader(io.StringIO(csv_file.csv_of(hits).decode("utf-8-sig"))))
    assert tuple(table[0]) == csv_file.COLUMNS
    assert len(table) == len(hits) + 1
    first = dict(zip(table[0], table[1], strict=True))
    report = page.finder.library.report(hits[0].report.id)
    assert report.text[int(first["start"]) : int(first["end"])] == first["text"]
    assert (first["report id"], first["file"]) == (report.id, report.source)


def test_coming_back_brings_the_last_search_back(open_page: OpenSearch) -> None:
    page = open_page().search("DASH")
    page.app.session_state["elsewhere"] = True
    page.run()
    page.app.session_state["elsewhere"] = False
    page.app.query_params.clear()
    page.run()
    assert page.address == {"q": ["DASH"]}
    assert len(page.titles) == 2
