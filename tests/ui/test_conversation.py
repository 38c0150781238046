"""The page Ask: follow-ups, the turns before the newest, and starting afresh."""

from __future__ import annotations

from ui.fake_writer import FIRST, writing_assistant
from ui.page import PageUnderTest, Start

DASH = "Was a DASH completed?"


def follow(page: PageUnderTest, question: str) -> PageUnderTest:
    page.app.text_input(key="follow_up").set_value(question)
    return page.press("Ask the follow-up")


def test_without_an_answer_there_is_no_box_for_a_follow_up(start: Start) -> None:
    assert "Ask the follow-up" not in start().buttons


def test_a_follow_up_is_asked_after_the_answers_before_it(start: Start) -> None:
    assistant, responder = writing_assistant()
    page = start(assistant=assistant).ask(DASH)
    follow(page, "And in the second review?")
    follow(page, "What about health?")
    assert [[answer.question for answer in earlier] for earlier in responder.earlier] == [
        [],
        [DASH],
        [DASH, "And in the second review?"],
    ]


def test_how_a_follow_up_was_understood_is_said(start: Start) -> None:
    page = follow(start(assistant=writing_assistant()[0]).ask(DASH), "And then?")
    assert f"Understood as “And then? (in {DASH})”" in page.text
    assert "You asked: “And then?”" in page.text
    assert page.app.text_input(key="follow_up").value == ""


def test_earlier_turns_are_closed_above_the_newest(start: Start) -> None:
    page = follow(start(assistant=writing_assistant()[0]).ask(DASH), "And then?")
    labels = [expander.label for expander in page.app.expander]
    assert "1. Was a DASH completed?" in labels
    assert page.text.index("Earlier in this conversation") < page.text.index("You asked: “And then?”")
    assert page.text.split("You asked:")[0].count(FIRST) == 1


def test_a_citation_of_an_earlier_turn_opens_the_reader(start: Start) -> None:
    page = follow(start(assistant=writing_assistant()[0]).ask(DASH), "And then?")
    page.app.button(key="cite-turn-1-0-1").click()
    page.run()
    assert page.app.query_params["report"]


def test_a_new_question_from_the_top_starts_a_conversation_of_its_own(start: Start) -> None:
    assistant, responder = writing_assistant()
    page = follow(start(assistant=assistant).ask(DASH), "And then?").ask("Something else?")
    assert responder.earlier[-1] == ()
    assert "Earlier in this conversation" not in page.text


def test_start_afresh_forgets_the_conversation_and_keeps_the_history(start: Start) -> None:
    page = follow(start(assistant=writing_assistant()[0]).ask(DASH), "And then?").press("Start afresh")
    assert "Earlier in this conversation" not in page.text
    assert "Ask the follow-up" not in page.buttons
    assert page.app.text_input(key="question").value == ""
    assert [asked.question for asked in page.app.session_state["history"]] == ["And then?", DASH]


def test_an_earlier_answer_comes_back_with_its_conversation(start: Start) -> None:
    page = follow(start(assistant=writing_assistant()[0]).ask(DASH), "And then?").ask("Something else?")
    page.app.selectbox(key="history_choice").set_value(1)
    page.run()
    assert "You asked: “And then?”" in page.text
    assert "Earlier in this conversation" in page.text


def test_a_person_at_risk_in_a_follow_up_gets_help_first_and_no_model_is_asked(start: Start) -> None:
    assistant, responder = writing_assistant()
    page = follow(start(assistant=assistant).ask(DASH), "my partner hits me")
    assert len(responder.earlier) == 1
    assert page.text.index("0808 2000 247") < page.text.index("A language model")
    assert len(page.app.session_state["history"]) == 1


def test_an_empty_follow_up_asks_nothing(start: Start) -> None:
    assistant, responder = writing_assistant()
    page = follow(start(assistant=assistant).ask(DASH), "  ")
    assert len(responder.earlier) == 1
    assert FIRST in page.text


def test_a_restriction_that_is_taken_away_asks_the_follow_up_again(start: Start) -> None:
    assistant, responder = writing_assistant()
    page = start(assistant=assistant)
    page.app.multiselect(key="filter_kind").set_value(["dhr_overview"])
    follow(page.ask(DASH), "And then?")
    page.press("✕ Take away kind of report: Domestic homicide review")
    assert [answer.question for answer in responder.earlier[-1]] == [DASH]
    assert "You asked: “And then?”" in page.text
