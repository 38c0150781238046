"""The page Ask: saying whether an answer was useful."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from dvrag.errors import LockedError
from dvrag.model.answers import Answer
from dvrag.model.results import Filters
from dvrag.ui import session
from dvrag.ui.ask.opinion import NOT, USEFUL
from ui.page import PageUnderTest, Start


class Book:
    """Notes what is given; `stored` is what it returns."""

    def __init__(self, stored: object = SimpleNamespace()) -> None:
        self.given: list[tuple[str, Filters, bool, str]] = []
        self.stored = stored

    def give(self, answer: Answer, filters: Filters, *, useful: bool, comment: str = "") -> object:
        if isinstance(self.stored, Exception):
            raise self.stored
        self.given.append((answer.question, filters, useful, comment))
        return self.stored


def sent(start: Start, monkeypatch: pytest.MonkeyPatch, book: Book, choice: str | None) -> PageUnderTest:
    monkeypatch.setattr(session, "feedback", lambda: book)
    page = start().ask("Was a DASH completed?")
    if choice:
        page.app.radio(key="opinion_choice").set_value(choice)
    page.app.text_area(key="opinion_comment").set_value("The second quote is beside the point.")
    return page.press("Send")


def test_it_is_stored_once_with_question_restrictions_and_comment(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = Book()
    page = sent(start, monkeypatch, book, NOT)
    assert book.given == [("Was a DASH completed?", Filters(), False, "The second quote is beside the point.")]
    assert "It is stored in this library, on this machine" in page.text
    assert "Send" not in page.buttons


def test_the_next_answer_is_asked_about_anew(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    page = sent(start, monkeypatch, Book(), USEFUL).ask("What about Cornwall?")
    assert "It is stored" not in page.text
    assert page.app.radio(key="opinion_choice").value is None
    assert page.app.text_area(key="opinion_comment").value == ""
    assert "Send" in page.buttons


def test_without_a_choice_nothing_is_stored_and_the_comment_stays(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = Book()
    page = sent(start, monkeypatch, book, None)
    assert book.given == []
    assert "Choose “Useful” or “Not useful” first." in page.text
    assert page.app.text_area(key="opinion_comment").value == "The second quote is beside the point."


def test_what_speaks_of_a_person_is_said_to_be_counted_only(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "none of its words were stored" in sent(start, monkeypatch, Book(None), USEFUL).text


def test_a_library_that_is_being_changed_is_one_line_and_nothing_is_lost(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    busy = LockedError("The library is being changed.", hint="Wait, then send it again.")
    page = sent(start, monkeypatch, Book(busy), USEFUL)
    assert "The library is being changed. Wait, then send it again." in page.text
    assert page.app.text_area(key="opinion_comment").value == "The second quote is beside the point."


def test_of_a_person_at_risk_no_opinion_is_asked(start: Start) -> None:
    assert "Send" not in start().ask("my partner hits me").buttons
