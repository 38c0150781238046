"""The page Train: building briefings and quizzes, and reviewing questions."""

from __future__ import annotations

from pathlib import Path

import pytest

from dvrag.model.learning.items import Decision
from ui.fake_registrar import called
from ui.fake_trainer import CHOICE, ITEMS, NOTE
from ui.page import PageUnderTest
from ui.trained import OpenTrain, opener


@pytest.fixture
def open_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> OpenTrain:
    """Return a function that opens the page in a view over a trainer."""
    return opener(tmp_path, monkeypatch)


def test_a_briefing_is_built_and_numbered(open_page: OpenTrain) -> None:
    page, _ = open_page("Build a briefing")
    page.press("Build the briefing")
    assert "Risk assessment" in page.text
    assert NOTE in page.text
    assert "[1] Domestic Homicide Review: Marian" in page.text
    chosen = next(box for box in page.app.selectbox if box.label.startswith("Read one of these"))
    assert [option[:3] for option in chosen.options] == ["[1]", "[2]", "[3]"]
    labels = [element.proto.label for element in page.app.get("download_button")]
    names = ("Word", "PDF", "Markdown", "slides (PowerPoint)")
    assert labels == [f"Download {name}" for name in names]


def test_a_briefing_about_nothing_says_what_to_do(open_page: OpenTrain) -> None:
    page, _ = open_page("Build a briefing", nothing="No finding fits.")
    page.press("Build the briefing")
    assert "No finding fits. Take a restriction away." in page.text


def test_a_period_that_ends_before_it_begins_is_not_built(open_page: OpenTrain) -> None:
    page, _ = open_page("Build a briefing")
    page.app.selectbox(key="train_briefing_since").set_value(2023)
    page.app.selectbox(key="train_briefing_until").set_value(2021)
    page.run()
    assert "The period ends before it begins." in page.text
    assert "Build the briefing" not in page.buttons


def test_a_quiz_shows_its_answers_on_request_and_another_draw_another_quiz(open_page: OpenTrain) -> None:
    page, _ = open_page("Build a quiz")
    assert f"1. {CHOICE.stem}" in page.text
    assert "Answer: Marlshire Police" not in page.text
    page.app.checkbox(key="train_quiz_answers").check()
    assert "Answer: Marlshire Police" in " ".join(page.run().text.split())
    page.app.number_input(key="train_quiz_seed").set_value(1)
    assert f"1. {CHOICE.stem}" not in page.run().text
    assert len(page.app.get("download_button")) == 7


def test_a_quiz_can_keep_to_what_was_reviewed(open_page: OpenTrain) -> None:
    page, trainer = open_page("Build a quiz")
    page.app.checkbox(key="train_quiz_only").check()
    page.run()
    assert "review some questions first" in page.text
    trainer.review(CHOICE.id, Decision.ACCEPTED, "Kim")
    assert "1 question, drawn from 1 that fit." in page.run().text


def test_accepting_goes_on_to_the_next_and_needs_a_name(open_page: OpenTrain) -> None:
    page, trainer = open_page("Review questions")
    page.press("Begin with the first that nobody reviewed")
    assert CHOICE.stem in page.text
    page.press("Accept")
    assert "Nobody is named as the one who makes the change." in page.text
    called(page).press("Accept")
    assert trainer.item(CHOICE.id).decision is Decision.ACCEPTED
    assert page.app.selectbox(key="train_review_item").value == ITEMS[1].id
    page.press("Reject")
    assert trainer.item(ITEMS[1].id).decision is Decision.REJECTED
    assert f"{len(ITEMS) - 1} questions: not reviewed {len(ITEMS) - 2}, accepted 1." in page.text


def test_a_rejected_question_is_found_and_brought_back(open_page: OpenTrain) -> None:
    page, trainer = open_page("Review questions")
    trainer.review(CHOICE.id, Decision.REJECTED, "Kim", note="Wooden.")
    page.run()
    page.app.multiselect(key="train_review_decision").set_value(["rejected"])
    page.run()
    page.app.selectbox(key="train_review_item").set_value(CHOICE.id)
    page.run()
    assert "Rejected by Kim on 2 March 2026. Why: Wooden." in page.text
    called(page).press("Take the decision back")
    assert trainer.item(CHOICE.id).decision is Decision.UNSEEN


def edited(page: PageUnderTest, stem: str) -> PageUnderTest:
    page.app.selectbox(key="train_review_item").set_value(CHOICE.id)
    page.run()
    next(box for box in page.app.text_area if box.label == "Question").set_value(stem)
    return page.press("Save it in these words")


def test_an_edit_is_saved_or_refused_with_the_reason(open_page: OpenTrain) -> None:
    page, trainer = open_page("Review questions")
    called(page)
    edited(page, "WRONG")
    assert "The question gives its answer away. Put it in other words." in page.text
    assert trainer.item(CHOICE.id).item.stem == CHOICE.stem
    edited(page, "Who had to complete the form?")
    assert trainer.item(CHOICE.id).item.stem == "Who had to complete the form?"
    assert "Saved in your words" in page.text


def test_an_edit_that_changes_nothing_says_so(open_page: OpenTrain) -> None:
    page, trainer = open_page("Review questions")
    edited(called(page), CHOICE.stem)
    assert "Nothing was changed." in page.text
    assert trainer.decided == {}
