"""The record of answers on the page Evaluate, and what the page Ask records."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dvrag.audit import AuditBook
from dvrag.errors import DvragError
from dvrag.feedback import FeedbackBook
from dvrag.model.answers import Answer, Status
from dvrag.model.results import Filters
from dvrag.model.writing import Draft, Usage
from dvrag.store.library import Library
from dvrag.testing.fakes import FixedClock
from dvrag.ui import session
from dvrag.ui.evaluating.records import SHOWN, table
from ui.fake_evaluator import fake_evaluator
from ui.fake_library import HOSTILE
from ui.fake_writer import writing_assistant
from ui.page import PageUnderTest, Start, evaluate_page

DRAFT = Draft("raw", "openai:some", "7", True, (), Usage(10, 2))
WRITTEN = Answer("Did GPs ask?", Status.ANSWERED, confidence=0.8, draft=DRAFT)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    Library.open(tmp_path / "library", create=True).close()
    return tmp_path / "library"


@pytest.fixture
def book(root: Path) -> AuditBook:
    return AuditBook(root, FixedClock(), "9.9")


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, root: Path, book: AuditBook) -> PageUnderTest:
    monkeypatch.chdir(tmp_path)
    evaluator = fake_evaluator()
    monkeypatch.setattr(session, "evaluator", lambda: evaluator)
    monkeypatch.setattr(session, "feedback", lambda: FeedbackBook(root, FixedClock(), "9.9"))
    monkeypatch.setattr(session, "audit", lambda: book)
    return PageUnderTest(AppTest.from_function(evaluate_page))


def test_it_says_what_is_recorded_while_nothing_is(opened: PageUnderTest) -> None:
    assert ">Record of answers</h2>" in opened.html
    assert "Nothing is recorded yet." in opened.text


def test_it_lists_who_wrote_and_that_text_left_the_machine(opened: PageUnderTest, book: AuditBook) -> None:
    book.append(WRITTEN, Filters())
    shown = opened.run()
    assert "1 row, all as they were written." in shown.text
    rows = shown.html.split("Record of answers")[1]
    for said in ("Did GPs ask?", "openai:some, instructions 7", ">yes<"):
        assert said in rows


def test_a_changed_record_is_a_problem(opened: PageUnderTest, book: AuditBook, monkeypatch: pytest.MonkeyPatch) -> None:
    book.append(WRITTEN, Filters())
    faulty = replace(book.verify(), faults=(type("Fault", (), {"n": 1, "what": "Row 1 was changed."})(),))
    monkeypatch.setattr(book, "verify", lambda: faulty)
    shown = opened.run()
    assert "The record was changed" in shown.text
    assert "Row 1 was changed." in shown.text
    assert "all as they were written" not in shown.text


def test_hostile_words_in_the_record_are_escaped(opened: PageUnderTest, book: AuditBook) -> None:
    book.append(replace(WRITTEN, question=HOSTILE), Filters())
    assert HOSTILE not in opened.run().html


def test_a_long_record_says_how_many_rows_are_not_shown(book: AuditBook) -> None:
    book.append(WRITTEN, Filters())
    many = list(book.entries()) * (SHOWN + 2)
    made = table(many)
    assert len(made.rows) == SHOWN
    assert "2 older rows not shown" in made.note


def test_asking_records_the_answer_once(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[session.Asked] = []
    page = start(assistant=writing_assistant()[0])
    monkeypatch.setattr(session, "record", lambda asked: kept.append(asked) or "")
    page.ask("Was a DASH completed?").run()
    assert [asked.question for asked in kept] == ["Was a DASH completed?"]


def test_an_answer_that_could_not_be_recorded_says_so(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    page = start(assistant=writing_assistant()[0])
    monkeypatch.setattr(session, "record", lambda asked: "This answer was not recorded.")
    assert "This answer was not recorded." in page.ask("Was a DASH completed?").text


def test_a_declined_question_shows_help_and_is_counted_once(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[session.Asked] = []
    page = start(assistant=writing_assistant()[0])
    monkeypatch.setattr(session, "record", lambda asked: kept.append(asked) or "Not recorded.")
    shown = page.ask("my partner hits me").run()
    assert len(kept) == 1
    assert "Not recorded." not in shown.text


def test_recording_goes_to_the_library_of_the_app(root: Path, monkeypatch: pytest.MonkeyPatch, book: AuditBook) -> None:
    monkeypatch.setenv("DVRAG_LIBRARY", str(root))
    assert session.record(session.Asked("Did GPs ask?", Filters(), WRITTEN)) == ""
    assert [entry.record["question"] for entry in book.entries()] == ["Did GPs ask?"]


def test_what_the_record_raises_is_not_hidden(opened: PageUnderTest, book: AuditBook, monkeypatch) -> None:
    def broken() -> None:
        raise DvragError("The record cannot be read.")

    monkeypatch.setattr(book, "entries", broken)
    assert "The record cannot be read." in opened.run().text
