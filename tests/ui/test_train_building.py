"""The page Train: building briefings and quizzes, and reviewing questions."""

from __future__ import annotations

from pathlib import Path

import pytest

from dvrag.config.settings import TrainSettings
from dvrag.model.learning.items import Decision, ItemFilters, ItemId
from dvrag.text.plain.persons import LONGEST_NAME
from dvrag.trainer import LONGEST_NOTE, Trainer
from dvrag.training import quiz
from dvrag.training.reviews import edited as edits
from ui.fake_registrar import called
from ui.page import PageUnderTest
from ui.questions import CHOICE, ITEMS
from ui.trained import OpenTrain, kept, opener, show


@pytest.fixture
def open_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> OpenTrain:
    """Return a function that opens the page in a view over a trainer."""
    return opener(tmp_path, monkeypatch)


def test_a_briefing_is_built_and_numbered(open_page: OpenTrain) -> None:
    page, _ = open_page("Build a briefing")
    page.press("Build the briefing")
    assert "Content note" in page.text
    assert "What this does not show" in page.text
    chosen = next(box for box in page.app.selectbox if box.label.startswith("Read one of these"))
    numbers = [f"[{n}]" for n in range(1, len(chosen.options) + 1)]
    assert len(numbers) > 2
    assert [option[:3] for option in chosen.options] == numbers
    assert all(
        f"{number} {option[4:].split(',')[0]}" in page.text
        for number, option in zip(numbers, chosen.options, strict=True)
    )
    labels = [element.proto.label for element in page.app.get("download_button")]
    names = ("Word", "PDF", "Markdown", "slides (PowerPoint)")
    assert labels == [f"Download {name}" for name in names]


def test_a_briefing_about_nothing_says_what_to_do(open_page: OpenTrain) -> None:
    page, _ = open_page("Build a briefing")
    page.app.multiselect(key="train_briefing_theme").set_value(["stalking"])
    page.run().press("Build the briefing")
    assert "Nothing to build it from" in page.text
    assert "theme" in page.text.split("Nothing to build it from")[1]


def test_a_period_that_ends_before_it_begins_is_not_built(open_page: OpenTrain) -> None:
    page, _ = open_page("Build a briefing")
    page.app.selectbox(key="train_briefing_since").set_value(2023)
    page.app.selectbox(key="train_briefing_until").set_value(2021)
    page.run()
    assert "The period ends before it begins." in page.text
    assert "Build the briefing" not in page.buttons


def identity(trainer: Trainer) -> ItemId:
    return kept(trainer, CHOICE).item.id


def test_a_quiz_shows_its_answers_on_request_and_another_draw_another_quiz(open_page: OpenTrain) -> None:
    page, trainer = open_page("Build a quiz")
    page.app.number_input(key="train_quiz_count").set_value(2)
    first = trainer.quiz(ItemFilters(), 2).items[0]
    assert f"1. {first.stem}" in page.run().text
    assert "Answer: " not in page.text
    page.app.checkbox(key="train_quiz_answers").check()
    assert "Answer: " in " ".join(page.run().text.split())
    assert f"“{first.cited[0].quote}”" in page.text
    other = next(seed for seed in range(1, 50) if trainer.quiz(ItemFilters(), 2, seed).items[0] != first)
    page.app.number_input(key="train_quiz_seed").set_value(other)
    assert f"1. {first.stem}" not in page.run().text
    assert len(page.app.get("download_button")) == 7


def test_a_quiz_can_keep_to_what_was_reviewed(open_page: OpenTrain) -> None:
    page, trainer = open_page("Build a quiz")
    page.app.checkbox(key="train_quiz_only").check()
    page.run()
    assert "review some questions first" in page.text
    trainer.review(identity(trainer), Decision.ACCEPTED, "Kim")
    assert "1 question, drawn from 1 that fit." in page.run().text


def test_where_only_accepted_questions_are_asked_others_are_neither_counted_nor_offered(open_page: OpenTrain) -> None:
    page, trainer = open_page(settings=TrainSettings(only_accepted=True))
    assert "No question was accepted yet" in page.text
    assert "Open Review questions" in page.text
    assert "Begin" not in page.buttons
    assert "No question was accepted yet" in show(page, "Build a quiz").text
    assert f"{len(ITEMS)} questions: not reviewed" in show(page, "Review questions").text
    trainer.review(identity(trainer), Decision.ACCEPTED, "Kim")
    assert "1 question, drawn from 1 that fit." in show(page, "Build a quiz").text
    assert "1 question to choose from." in show(page, "Practise").text
    assert page.app.multiselect(key="train_practise_theme").options == ["Risk assessment (1)"]


def test_accepting_goes_on_to_the_next_and_needs_a_name(open_page: OpenTrain) -> None:
    page, trainer = open_page("Review questions")
    page.press("Begin with the first that nobody reviewed")
    assert CHOICE.stem in page.text
    page.press("Accept")
    assert "Nobody is named as the one who makes the change." in page.text
    called(page).press("Accept")
    assert kept(trainer, CHOICE).decision is Decision.ACCEPTED
    assert page.app.selectbox(key="train_review_item").value == kept(trainer, ITEMS[1]).item.id
    page.press("Reject")
    assert kept(trainer, ITEMS[1]).decision is Decision.REJECTED
    assert f"{len(ITEMS) - 1} questions: not reviewed {len(ITEMS) - 2}, accepted 1." in page.text


def test_a_rejected_question_is_found_and_brought_back(open_page: OpenTrain) -> None:
    page, trainer = open_page("Review questions")
    trainer.review(identity(trainer), Decision.REJECTED, "Kim", note="Wooden.")
    page.run()
    page.app.multiselect(key="train_review_decision").set_value(["rejected"])
    page.run()
    page.app.selectbox(key="train_review_item").set_value(identity(trainer))
    page.run()
    assert "Rejected by Kim on 2 March 2026. Why: Wooden." in page.text
    called(page).press("Take the decision back")
    assert kept(trainer, CHOICE).decision is Decision.UNSEEN


def edited(page: PageUnderTest, trainer: Trainer, **texts: str) -> PageUnderTest:
    page.app.selectbox(key="train_review_item").set_value(identity(trainer))
    page.run()
    boxes = (*page.app.text_area, *page.app.text_input)
    for label, text in texts.items():
        next(each for each in boxes if each.label == label.replace("_", " ")).set_value(text)
    return page.press("Save it in these words")


def test_an_edit_is_saved_or_refused_with_the_reason(open_page: OpenTrain) -> None:
    page, trainer = open_page("Review questions")
    called(page)
    edited(page, trainer, Option_A="true too")
    assert "An option is true too." in page.text
    assert kept(trainer, CHOICE).item.options == CHOICE.options
    edited(page, trainer, Option_A="GPs", Question="Who had to complete the form?")
    assert kept(trainer, CHOICE).item.stem == "Who had to complete the form?"
    assert "Saved in your words" in page.text


def test_what_the_boxes_take_is_what_the_trainer_takes(open_page: OpenTrain) -> None:
    page, trainer = open_page("Build a quiz")
    assert page.app.number_input(key="train_quiz_count").max == quiz.LONGEST
    show(page, "Review questions").app.selectbox(key="train_review_item").set_value(identity(trainer))
    page.run()
    takes = {box.label.split(" (")[0]: box.proto.max_chars for box in (*page.app.text_area, *page.app.text_input)}
    assert takes["Question"] == edits.LONGEST["stem"]
    assert takes["Why it is right"] == edits.LONGEST["rationale"]
    assert takes["Option A"] == takes["Option B"] == edits.LONGEST["options"]
    assert takes["Why you change it"] == LONGEST_NOTE
    assert show(page, "Practise").app.text_input(key="train_name").proto.max_chars == LONGEST_NAME


def test_an_edit_that_changes_nothing_says_so(open_page: OpenTrain) -> None:
    page, trainer = open_page("Review questions")
    edited(called(page), trainer, Question=CHOICE.stem)
    assert "Nothing was changed." in page.text
    assert trainer.history(identity(trainer)) == ()
