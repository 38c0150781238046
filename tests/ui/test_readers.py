"""What readers said, on the page Evaluate."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dvrag.answer.decline import decline
from dvrag.evaluate.gold.read import parse_gold
from dvrag.feedback import FeedbackBook
from dvrag.model.answers import Answer, Status
from dvrag.model.results import Filters
from dvrag.store.library import Library
from dvrag.testing.fakes import FixedClock
from dvrag.ui import session
from dvrag.ui.evaluating.readers import csv_of, gold_lines
from ui.fake_evaluator import fake_evaluator
from ui.fake_library import HOSTILE
from ui.page import PageUnderTest, evaluate_page


@pytest.fixture
def book(tmp_path: Path) -> FeedbackBook:
    Library.open(tmp_path / "library", create=True).close()
    return FeedbackBook(tmp_path / "library", FixedClock(), "9.9")


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, book: FeedbackBook) -> PageUnderTest:
    monkeypatch.chdir(tmp_path)
    return page(monkeypatch, book)


def page(monkeypatch: pytest.MonkeyPatch, book: FeedbackBook, *, empty: bool = False) -> PageUnderTest:
    evaluator = fake_evaluator(empty=empty)
    monkeypatch.setattr(session, "evaluator", lambda: evaluator)
    monkeypatch.setattr(session, "feedback", lambda: book)
    return PageUnderTest(AppTest.from_function(evaluate_page))


def give(book: FeedbackBook, question: str, *, useful: bool, comment: str = "", library: str = "") -> None:
    answer = Answer(question, Status.ANSWERED, confidence=0.8, library=library or book.library_now())
    assert book.give(answer, Filters(), useful=useful, comment=comment) is not None


def test_it_says_where_readers_can_say_something(opened: PageUnderTest) -> None:
    assert ">What readers said</h2>" in opened.html
    assert "Nobody has said anything yet." in opened.text
    assert not opened.app.code


def test_it_counts_and_lists_what_was_said(opened: PageUnderTest, book: FeedbackBook) -> None:
    give(book, "Did GPs ask?", useful=True)
    give(book, "Who was told?", useful=False, comment="It named the wrong agency.", library="another")
    declined = decline("My husband is hitting me right now")
    assert declined is not None
    book.give(declined, Filters(), useful=False)
    opened.run()
    assert "1 found an answer useful, 1 did not. 1 more spoke of a person at risk" in opened.text
    rows = opened.html.split('role="row">')[2:]
    assert ["Who was told?" in rows[0], "It named the wrong agency." in rows[0], "changed since" in rows[0]] == [
        True
    ] * 3
    assert ["Did GPs ask?" in rows[1], "the same as now" in rows[1], "none" in rows[1]] == [True] * 3
    assert opened.app.code[0].value == "reader-2,dev,,,Who was told?,,,,,"
    assert "hitting" not in opened.html


def test_only_counts_are_shown_where_nothing_else_is_kept(opened: PageUnderTest, book: FeedbackBook) -> None:
    declined = decline("My husband is hitting me right now")
    assert declined is not None
    book.give(declined, Filters(), useful=True)
    opened.run()
    assert "0 found an answer useful, 0 did not. 1 more spoke" in opened.text
    assert "Nobody has said" not in opened.text
    assert "<table" not in opened.html


def test_it_stands_also_where_the_library_is_empty(monkeypatch: pytest.MonkeyPatch, book: FeedbackBook) -> None:
    give(book, "Did GPs ask?", useful=True)
    shown = page(monkeypatch, book, empty=True)
    assert "1 found an answer useful, 0 did not." in shown.text


def test_text_of_readers_is_only_text(opened: PageUnderTest, book: FeedbackBook) -> None:
    give(book, HOSTILE, useful=False, comment=HOSTILE)
    opened.run()
    assert "<script" not in opened.html
    assert "<img" not in opened.html
    assert "&lt;script&gt;" in opened.html
    assert not opened.app.markdown


def test_no_cell_of_the_file_can_be_run(book: FeedbackBook) -> None:
    give(book, "=1+1", useful=False, comment="@SUM(A1)\nnext line")
    (row,) = csv.DictReader(io.StringIO(csv_of(book.entries(), "now").decode("utf-8-sig")))
    assert (row["question"], row["comment"]) == ("'=1+1", "'@SUM(A1)\nnext line")
    assert (row["useful"], row["result"], row["confidence"], row["library"]) == (
        "no",
        "answered",
        "0.80",
        "changed since",
    )


def test_the_lines_fit_a_gold_file_and_lack_only_what_a_person_adds(book: FeedbackBook, tmp_path: Path) -> None:
    for question in ("Who was told, and when?", "Who  was told,\nand when?", 'What is "risk"?'):
        give(book, question, useful=False)
    give(book, "Was it useful?", useful=True)
    lines = gold_lines(book.entries())
    assert len(lines.splitlines()) == 2
    gold = tmp_path / "gold.csv"
    gold.write_text("id,split,type,subtype,question,expected,relevant,points,figures,note\n" + lines)
    _, mistakes = parse_gold(gold)
    assert {mistake.column for mistake in mistakes} <= {"type", "expected", "relevant", "points"}
    assert mistakes
    assert gold_lines(()) == ""
