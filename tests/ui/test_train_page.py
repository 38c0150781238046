"""The page Train: practising, progress, and text of documents, over questions written by hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from dvrag.ui import session
from dvrag.ui.training.sitting.question import comes_again
from ui.fake_registrar import assert_harmless
from ui.fake_trainer import CHOICE, HOSTILE_ITEM, ITEMS, MATCH, NOTE, NOW, ORDER, SCENARIO
from ui.page import PageUnderTest
from ui.trained import OpenTrain, answer, opener, train_page


@pytest.fixture
def open_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> OpenTrain:
    """Return a function that opens the page in a view over a trainer."""
    return opener(tmp_path, monkeypatch)


def test_a_library_without_questions_says_what_to_do(open_page: OpenTrain) -> None:
    page, _ = open_page(made=())
    assert "No question could be made" in page.text
    assert "page Library" in page.text


def test_a_library_without_reports_teaches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "assistant", lambda: SimpleNamespace(reports=lambda: ()))
    assert "To fill it, open the page Library" in PageUnderTest(AppTest.from_function(train_page)).text


def test_a_session_from_a_name_to_the_summary(open_page: OpenTrain) -> None:
    page, trainer = open_page(made=(CHOICE, ORDER))
    page.app.text_input(key="train_name").set_value("Robin")
    page.run().press("Begin")
    assert trainer.learners()[0].name == "Robin"
    assert "Question 1 of 2." in page.text
    assert CHOICE.stem in page.text
    answer(page, 0)
    assert "Not right" in page.text
    assert "You answered: " in page.text
    assert "“Quote of told_to.”" in page.text
    assert "page 5 (PDF page 8)" in page.text
    page.press("Next question")
    assert "Question 2 of 2. 0 of 1 right so far." in page.text
    answer(page, 1, 2, 0)
    assert [given for _, _, given in trainer.answers] == [(0,), (1, 2, 0)]
    page.press("See how it went")
    assert "1 of 2 answers right" in page.text
    assert "Right: Marlshire Police" in page.text.split("To look at again")[1]
    assert "Risk assessment" in page.text.split("To work on next")[1]
    page.press("Practise again")
    assert "0 questions" not in page.text
    page.press("Begin")
    assert "none is due again today" in page.text


def test_an_answer_that_is_not_whole_is_not_recorded(open_page: OpenTrain) -> None:
    page, trainer = open_page(made=(MATCH,))
    page.press("Begin").press("Answer")
    assert "Choose something in every box" in page.text
    assert trainer.answers == []
    answer(page, 1, 0)
    assert trainer.answers[0][2] == (1, 0)
    assert "DHR: Domestic homicide review" in page.text


def test_an_event_in_two_places_is_no_order(open_page: OpenTrain) -> None:
    page, trainer = open_page(made=(ORDER,))
    answer(page.press("Begin"), 1, 1, 0)
    assert "stands in two places" in page.text
    assert trainer.answers == []


def test_a_content_note_comes_first_and_lets_skip(open_page: OpenTrain) -> None:
    page, trainer = open_page(made=(SCENARIO, CHOICE))
    page.press("Begin")
    assert NOTE in page.text
    assert SCENARIO.stem not in page.text
    page.press("Skip this question")
    assert CHOICE.stem in page.text
    page.press("End here")
    assert "No question was answered, and nothing was recorded." in page.text
    assert trainer.answers == []
    page.press("Practise again").press("Begin").press("Show the question")
    assert SCENARIO.stem in page.text


def test_restrictions_leave_fewer_questions_and_none_gives_a_way_out(open_page: OpenTrain) -> None:
    page, _ = open_page()
    assert f"{len(ITEMS)} questions to choose from." in page.text
    page.app.multiselect(key="train_practise_theme").set_value(["housing"])
    assert "1 question to choose from." in page.run().text
    page.app.multiselect(key="train_practise_role").set_value(["supervisor"])
    assert "0 questions to choose from." in page.run().text
    page.press("Take all restrictions away")
    assert f"{len(ITEMS)} questions to choose from." in page.text


def test_a_profile_is_renamed_and_removed_only_when_sure(open_page: OpenTrain) -> None:
    page, trainer = open_page()
    trainer.add_learner("")
    page.run()
    assert page.app.selectbox(key="train_learner").options == ["Learner 1", "Somebody else: a new profile"]
    page.app.text_input(key="train_renamed_1").set_value("Sam")
    page.run().press("Save the name")
    assert trainer.learners()[0].name == "Sam"
    assert next(b for b in page.app.button if b.label == "Remove this profile").disabled
    page.app.checkbox(key="train_sure").check()
    page.run().press("Remove this profile")
    assert trainer.learners() == ()
    assert "Sam was removed, with all answers." in page.text


def test_progress_before_anyone_practised_says_where_to_begin(open_page: OpenTrain) -> None:
    page, trainer = open_page("Progress")
    assert "Nobody has practised yet." in page.text
    trainer.add_learner("")
    assert "No question answered yet." in page.run().text


def test_progress_stands_in_a_table_and_leads_to_practising(open_page: OpenTrain) -> None:
    page, trainer = open_page("Progress")
    who = trainer.add_learner("Robin").id
    trainer.answer(who, CHOICE.id, (0,))
    trainer.answer(who, ORDER.id, ORDER.answer)
    page.run()
    assert "2 answers, 1 right." in page.text
    assert "1 (50%)" not in page.text  # two answers are too few for a share
    assert "1 of 2" in page.text
    page.press("Practise Risk assessment")
    assert page.app.multiselect(key="train_practise_theme").value == ["risk_assessment"]


def test_answers_without_a_theme_are_not_compared(open_page: OpenTrain) -> None:
    page, trainer = open_page("Progress", made=(replace(CHOICE, themes=()),))
    trainer.answer(trainer.add_learner("").id, CHOICE.id, (1,))
    page.run()
    assert "1 answer, 1 right. No question is due again." in page.text
    assert "belong to no theme" in page.text
    assert "The same figures" not in page.text


def test_the_team_view_names_only_who_entered_a_name(open_page: OpenTrain) -> None:
    page, trainer = open_page("Progress")
    for name in ("Robin", ""):
        trainer.answer(trainer.add_learner(name).id, CHOICE.id, (0,))
    page.run()
    page.app.selectbox(key="train_progress_who").set_value(-1)
    page.run()
    assert "2 learners together." in page.text
    assert "1 theme is left out." in page.text
    named = page.text.split("People who entered a name")[1]
    assert "Robin" in named
    assert "Learner 2" not in named


@pytest.mark.parametrize("view", ["Practise", "Build a briefing", "Build a quiz", "Review questions"])
def test_hostile_text_is_shown_as_it_stands(open_page: OpenTrain, view: str) -> None:
    page, _ = open_page(view, made=(HOSTILE_ITEM,))
    if view == "Practise":
        page.press("Begin").press("Show the question")
        assert_harmless(page)
        answer(page, 1)
    elif view == "Build a briefing":
        page.press("Build the briefing")
    elif view == "Build a quiz":
        page.app.checkbox(key="train_quiz_answers").check()
        page.run()
    else:
        page.press("Begin with the first that nobody reviewed")
    assert "onerror=hurt()&gt;" in page.html
    assert_harmless(page)


def test_when_a_question_comes_again() -> None:
    assert comes_again("", NOW) == ""
    assert comes_again("2026-03-02T10:10:00+00:00", NOW) == (
        "This question comes again in a session that begins 10 minutes from now or later."
    )
    assert comes_again("2026-03-05T10:00:00+00:00", NOW) == "This question comes again on 5 March 2026."
