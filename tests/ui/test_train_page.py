"""The page Train: practising, progress, and text of documents, over a small library and questions written by hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from dvrag.config.settings import TrainSettings
from dvrag.model.learning.briefing import Briefing, BriefingRequest, Point
from dvrag.model.learning.items import Cited, Decision
from dvrag.model.learning.learners import LearnerId
from dvrag.trainer import Trainer
from dvrag.ui import session
from dvrag.ui.training.sitting.question import comes_again
from ui.fake_library import HOSTILE
from ui.fake_registrar import assert_harmless
from ui.page import PageUnderTest
from ui.questions import CHOICE, HOSTILE_ITEM, ITEMS, MATCH, NOTE, ORDER, SCENARIO
from ui.trained import OpenTrain, answer, choose, kept, on_display, opener, show, train_page
from unit.trained import NOON


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
    first = on_display(page)
    assert first.stem in page.text
    answer(page, *((0,) if first.pattern == CHOICE.pattern else (0, 1, 2)))
    assert "Not right" in page.text
    assert "You answered:" in page.text
    assert f"“{first.cited[0].quote}”" in page.text
    assert f"paragraph {first.cited[0].paragraph}" in page.text
    page.press("Next question")
    assert "Question 2 of 2. 0 of 1 right so far." in page.text
    answer(page, *on_display(page).answer)
    page.press("See how it went")
    assert "1 of 2 answers right" in page.text
    assert first.stem in page.text.split("To look at again")[1]
    progress = trainer.progress(trainer.learners()[0].id)
    assert (progress.answered, progress.right) == (2, 1)
    page.press("Practise again")
    assert "0 questions" not in page.text
    page.press("Begin")
    assert "none is due again today" in page.text


def answered(trainer: Trainer) -> int:
    """Return how many answers are stored."""
    return sum(trainer.progress(one.id).answered for one in trainer.learners())


def test_the_length_of_a_session_is_that_of_the_settings_until_another_is_chosen(open_page: OpenTrain) -> None:
    page, _ = open_page(settings=TrainSettings(minutes=1.5))
    assert page.app.radio(key="train_minutes").options == ["1.5", "5", "10", "20", "30"]
    assert page.app.radio(key="train_minutes").value == 1.5
    assert len(page.press("Begin").app.session_state["train_sitting"].session.items) < 4
    page.press("End here").press("Practise again")
    page.app.radio(key="train_minutes").set_value(10.0)
    assert len(page.run().press("Begin").app.session_state["train_sitting"].session.items) == len(ITEMS)


def test_an_answer_that_is_not_whole_is_not_recorded(open_page: OpenTrain) -> None:
    page, trainer = open_page(made=(MATCH,))
    page.press("Begin").press("Answer")
    assert "Choose something in every box" in page.text
    assert answered(trainer) == 0
    answer(page, 1, 0)
    assert answered(trainer) == 1
    assert "Right" in page.text
    assert "DHR: Domestic homicide review" in page.text


def test_an_event_in_two_places_is_no_order(open_page: OpenTrain) -> None:
    page, trainer = open_page(made=(ORDER,))
    answer(page.press("Begin"), 1, 1, 0)
    assert "stands in two places" in page.text
    assert answered(trainer) == 0


def test_a_content_note_comes_first_and_lets_skip(open_page: OpenTrain) -> None:
    page, trainer = open_page(made=(SCENARIO,))
    page.press("Begin")
    assert NOTE in page.text
    assert SCENARIO.stem not in page.text
    page.press("Skip this question")
    assert "No question was answered, and nothing was recorded." in page.text
    assert answered(trainer) == 0
    page.press("Practise again").press("Begin").press("Show the question")
    assert SCENARIO.stem in page.text
    page.press("End here")
    assert "No question was answered" in page.text


def test_what_went_wrong_again_and_again_is_to_work_on_next(open_page: OpenTrain) -> None:
    page, trainer = open_page(made=(CHOICE,))
    who, asked = trainer.add_learner("").id, kept(trainer, CHOICE).item.id
    practises(page.run(), who).press("Begin")
    for _ in range(4):
        trainer.answer(who, asked, (0,))
    answer(page, 0).press("See how it went")
    assert "Right: Marlshire Police" in page.text.split("To look at again")[1]
    assert "Risk assessment" in page.text.split("To work on next")[1]


def test_restrictions_leave_fewer_questions_and_none_gives_a_way_out(open_page: OpenTrain) -> None:
    page, _ = open_page()
    assert f"{len(ITEMS)} questions to choose from." in page.text
    assert "1 question to choose from." in choose(page, "theme", "housing").text
    assert "0 questions to choose from." in choose(page, "role", "supervisor").text
    page.press("Take all restrictions away")
    assert f"{len(ITEMS)} questions to choose from." in page.text


def practises(page: PageUnderTest, who: LearnerId) -> PageUnderTest:
    """Say who practises."""
    page.app.selectbox(key="train_learner").set_value(who)
    return page.run()


def test_a_profile_is_renamed_and_removed_only_when_sure(open_page: OpenTrain) -> None:
    page, trainer = open_page()
    trainer.add_learner("")
    practises(page.run(), LearnerId(1))
    assert page.app.selectbox(key="train_learner").options == ["Learner 1", "A new profile"]
    page.app.text_input(key="train_renamed_1").set_value("Sam")
    page.run().press("Save the name")
    assert trainer.learners()[0].name == "Sam"
    assert next(b for b in page.app.button if b.label == "Remove this profile").disabled
    page.app.checkbox(key="train_sure_1").check()
    page.run().press("Remove this profile")
    assert trainer.learners() == ()
    assert "Sam was removed, with all answers." in page.text


def test_being_sure_of_one_profile_is_not_being_sure_of_another(open_page: OpenTrain) -> None:
    page, trainer = open_page()
    one, other = trainer.add_learner("Robin").id, trainer.add_learner("Sam").id
    practises(page.run(), one)
    next(box for box in page.app.checkbox if box.label.startswith("Remove it")).check()
    assert not next(b for b in page.run().app.button if b.label == "Remove this profile").disabled
    practises(page, other)
    assert next(b for b in page.app.button if b.label == "Remove this profile").disabled


def test_nobody_elses_profile_is_preselected(open_page: OpenTrain) -> None:
    page, trainer = open_page()
    trainer.add_learner("Robin")
    assert page.run().app.selectbox(key="train_learner").value == 0
    assert "Change or remove this profile" not in [box.label for box in page.app.expander]
    page.press("Begin")
    assert [one.shown for one in trainer.learners()] == ["Robin", "Learner 2"]
    assert show(page, "Progress").app.selectbox(key="train_progress_who").value == 2


def test_no_profile_is_made_where_the_questions_went_meanwhile(open_page: OpenTrain) -> None:
    page, trainer = open_page(made=(CHOICE,))
    trainer.review(kept(trainer, CHOICE).item.id, Decision.REJECTED, "Kim")
    page.press("Begin")
    assert "No question matches." in page.text
    assert trainer.learners() == ()


def test_progress_before_anyone_practised_says_where_to_begin(open_page: OpenTrain) -> None:
    page, trainer = open_page("Progress")
    assert "Nobody has practised yet." in page.text
    trainer.add_learner("Robin")
    assert page.run().app.selectbox(key="train_progress_who").value == -1
    assert "0 learners together." in page.text
    assert "No question answered yet." in whose(page, LearnerId(1)).text


def whose(page: PageUnderTest, who: LearnerId) -> PageUnderTest:
    """Look at somebody's progress."""
    page.app.selectbox(key="train_progress_who").set_value(who)
    return page.run()


def test_progress_stands_in_a_table_and_leads_to_practising(open_page: OpenTrain) -> None:
    page, trainer = open_page("Progress")
    who = trainer.add_learner("Robin").id
    choice = kept(trainer, CHOICE).item.id
    trainer.answer(who, choice, (0,))
    trainer.answer(who, kept(trainer, ORDER).item.id, ORDER.answer)
    whose(page.run(), who)
    assert "2 answers, 1 right." in page.text
    assert "1 (50%)" not in page.text  # two answers are too few for a share
    assert "1 of 2" in page.text
    assert "Practise Risk assessment" not in page.buttons
    for _ in range(3):
        trainer.answer(who, choice, (0,))
    assert "1 (20%)" in page.run().text
    page.press("Practise Risk assessment")
    assert page.app.multiselect(key="train_practise_theme").value == ["risk_assessment"]


def test_answers_without_a_theme_are_not_compared(open_page: OpenTrain) -> None:
    page, trainer = open_page("Progress", made=(replace(CHOICE, themes=()),))
    trainer.answer(trainer.add_learner("").id, kept(trainer, CHOICE).item.id, (1,))
    whose(page.run(), LearnerId(1))
    assert "1 answer, 1 right. No question is due again." in page.text
    assert "belong to no theme" in page.text
    assert "The same figures" not in page.text


def test_the_team_view_names_only_who_entered_a_name(open_page: OpenTrain) -> None:
    page, trainer = open_page("Progress")
    for name in ("Robin", ""):
        trainer.answer(trainer.add_learner(name).id, kept(trainer, CHOICE).item.id, (0,))
    page.run()
    assert "2 learners together." in page.text
    assert "1 theme is left out." in page.text
    named = page.text.split("People who entered a name")[1]
    assert "Robin" in named
    assert "Learner 2" not in named


def hostile(made: Briefing, cited: tuple[Cited, ...]) -> Briefing:
    """Return a briefing in which each text is hostile: the rules quote no such sentence."""
    point = Point(HOSTILE, cited, cited)
    parts = tuple(replace(part, heading=HOSTILE, lead=HOSTILE, points=(point,)) for part in made.parts)
    return replace(made, title=HOSTILE, basis=HOSTILE, limits=(HOSTILE,), parts=parts)


@pytest.mark.parametrize("view", ["Practise", "Build a briefing", "Build a quiz", "Review questions"])
def test_hostile_text_is_shown_as_it_stands(open_page: OpenTrain, monkeypatch: pytest.MonkeyPatch, view: str) -> None:
    page, trainer = open_page(view, made=(HOSTILE_ITEM,), hostile=True)
    if view == "Practise":
        page.press("Begin").press("Show the question")
        assert_harmless(page)
        answer(page, 1)
    elif view == "Build a briefing":
        made = hostile(trainer.briefing(BriefingRequest()), kept(trainer, HOSTILE_ITEM).item.cited)
        monkeypatch.setattr(trainer, "briefing", lambda _: made)
        page.press("Build the briefing")
    elif view == "Build a quiz":
        page.app.checkbox(key="train_quiz_answers").check()
        page.run()
    else:
        page.press("Begin with the first that nobody reviewed")
    assert "onerror=hurt()&gt;" in page.html
    assert_harmless(page)


def test_when_a_question_comes_again() -> None:
    assert comes_again("", NOON) == ""
    assert comes_again("2026-03-02T12:10:00+00:00", NOON) == (
        "This question comes again in a session that begins 10 minutes from now or later."
    )
    assert comes_again("2026-03-05T12:00:00+00:00", NOON) == "This question comes again on 5 March 2026."
