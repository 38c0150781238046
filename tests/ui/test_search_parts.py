"""What the page Search is made of: the address, the words marked, the order, the file, the examples."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from dvrag.assistant import MAX_QUESTION
from dvrag.model.documents import Fact
from dvrag.model.results import Hit
from dvrag.ui.search.csv_file import csv_of
from dvrag.ui.search.examples import examples
from dvrag.ui.search.found import spans, wanted, why, with_marks
from dvrag.ui.search.ordering import one_per_report, ordered
from dvrag.ui.search.request import Request, Sort, read
from ui.fake_library import HOSTILE, FakeLibrary, sample_reports, source

OFFERED = {
    "kind": ["dhr_overview", "news"],
    "area": ["Brackenford", "Eastfold"],
    "year": ["2021"],
    "theme": ["housing"],
}


def marked(text: str, query: str) -> list[str]:
    return [text[start:end] for start, end in spans(text, wanted(query))]


def hit(rank: int, published: str | None = None, name: str = "marian-overview.pdf", text: str = "No supervisor") -> Hit:
    library = FakeLibrary(sample_reports())
    quoted = {"marian-overview.pdf": text, "courier.html": "Police were called"}[name]
    made = source(library, rank, name, quoted).hit
    facts = replace(made.report.facts, published=Fact(published))
    return replace(made, rank=rank, report=replace(made.report, facts=facts))


@pytest.mark.parametrize(
    "request_",
    [
        Request(),
        Request("a form & a sergeant=?#"),
        Request("x", ("news", "dhr_overview"), ("Eastfold",), ("2021",), ("housing",), Sort.OLDEST, True),
    ],
)
def test_an_address_gives_its_request_back(request_: Request) -> None:
    assert read(request_.address(), OFFERED) == (request_, [])


def test_upper_and_lower_case_of_an_address_do_not_matter_and_a_value_counts_once() -> None:
    request, unknown = read({"q": ["x"], "area": ["brackenford", "Brackenford"]}, OFFERED)
    assert request.area == ("Brackenford",)
    assert unknown == []


def test_a_search_that_is_too_long_is_left_out_and_long_values_are_shortened() -> None:
    request, unknown = read({"q": ["x" * (MAX_QUESTION + 1)], "area": ["y" * 500]}, OFFERED)
    assert request == Request()
    assert unknown[1] == "a search of more than 2,000 characters"
    assert len(unknown[0]) <= 81


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ("assessing risk", "Risk was assessed. Brisk assessors asterisk.", ["Risk", "assessed"]),
        ("officer's form", "The officer’s forms: an officer, in uniform", ["officer’s", "forms", "officer"]),
        ("paragraph 5.14", "See 5.14, not 5 or 14, in the paragraph.", ["5", "14", "paragraph"]),
        ("the of and", "the end of it", ["the", "of"]),
        ("café", "A CAFÉ and a cafe.", ["CAFÉ"]),
        ("multi-agency", "A multi-agency plan of agencies", ["multi", "agency", "agencies"]),
        ("<b>", "a <b>bold</b> b", ["b", "b", "b"]),
        ("??", "nothing", []),
    ],
)
def test_whole_words_and_their_other_forms_are_marked(query: str, text: str, found: list[str]) -> None:
    assert marked(text, query) == found


def test_marking_keeps_the_text_and_escapes_it() -> None:
    text = f"First {HOSTILE} last"
    shown = with_marks(text, spans(text, wanted("script bold last")))
    assert "<mark>script</mark>" in shown
    assert "<script" not in shown
    assert "<img" not in shown
    assert shown.endswith("<mark>last</mark>")


def test_why_a_passage_was_found_names_the_words_as_they_were_typed() -> None:
    found = hit(1)
    assert why(found, wanted("DASH Marian")) == (
        "Your words in the passage: DASH; in its headings or its report’s title: Marian."
    )
    assert why(found, wanted("xylophone")) == "Found by its meaning: none of your words stands in it."


def test_dates_sort_by_what_is_stated_and_equal_dates_by_relevance() -> None:
    hits = [hit(1, "2021"), hit(2, None), hit(3, "2021-03-14"), hit(4, "2024-01"), hit(5, "2021-03-14")]
    assert [h.rank for h in ordered(hits, Sort.NEWEST)] == [4, 3, 5, 1, 2]
    assert [h.rank for h in ordered(hits, Sort.OLDEST)] == [1, 3, 5, 4, 2]
    assert [h.rank for h in ordered(reversed(hits), Sort.RELEVANCE)] == [1, 2, 3, 4, 5]  # type: ignore[arg-type]


def test_one_per_report_is_the_best_of_each_in_the_order_shown() -> None:
    hits = [hit(3), hit(1), hit(2, name="courier.html"), hit(4, name="courier.html")]
    assert [h.rank for h in one_per_report(hits)] == [1, 2]


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "+44", "-1", "@name", "\t=1"])
def test_no_cell_of_the_file_is_a_formula(text: str) -> None:
    found = hit(1)
    found = replace(found, passage=replace(found.passage, text=text, section=text))
    row = next(csv.DictReader(io.StringIO(csv_of([found]).decode("utf-8-sig"))))
    assert row["text"] == row["section"] == f"'{text}"
    assert row["paragraph"] == "5.14"
    assert (row["page"], row["printed page"]) == ("2", "1")


def test_examples_fit_the_library() -> None:
    reports = FakeLibrary(sample_reports()).reports()
    assert examples(reports) == (
        "risk assessment not completed",
        "delay in answering calls for help",
        "sharing information between agencies in Brackenford",
    )
    assert examples(tuple(report for report in reports if report.source == "courier.html")) == ("sharing information",)
