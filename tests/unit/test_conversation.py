"""A conversation with the assistant over the sample reports: follow-ups, changes of topic, what is declined."""

from __future__ import annotations

import pytest

from dvrag.answer.decline import decline
from dvrag.assistant import Assistant
from dvrag.model.answers import Answer, Reason, Status

pytestmark = pytest.mark.slow

CALLS = "How many times were the police called to Marian's home?"


@pytest.fixture(scope="module")
def first(assistant: Assistant) -> Answer:
    return assistant.ask(CALLS)


def test_a_follow_up_is_answered_as_the_question_that_it_means(assistant: Assistant, first: Answer) -> None:
    follow = assistant.ask("and to Jodie's?", earlier=(first,))
    alone = assistant.ask("How many times were the police called to Jodie's home?")
    assert follow.question == "and to Jodie's?"
    assert follow.understood == follow.resolved_question == alone.question
    assert follow.status is Status.ANSWERED
    assert [source.quote for source in follow.sources] == [source.quote for source in alone.sources]
    assert follow.claims == alone.claims


def test_a_question_that_stands_alone_is_answered_as_if_nothing_went_before(
    assistant: Assistant, first: Answer
) -> None:
    question = "What does outcome 16 mean?"
    after, alone = assistant.ask(question, earlier=(first,)), assistant.ask(question)
    assert after.understood == ""
    assert (after.claims, after.sources, after.status) == (alone.claims, alone.sources, alone.status)


def test_a_place_that_no_report_is_about_is_not_answered(assistant: Assistant) -> None:
    before = assistant.ask("What did the Brackenford review say about the GP practice?")
    answer = assistant.ask("what about Northmoor?", earlier=(before,))
    assert answer.status is Status.NOT_FOUND
    assert answer.missing == ("Northmoor",)


def test_the_words_typed_and_the_question_meant_are_both_looked_at_for_someone_at_risk(
    assistant: Assistant, first: Answer
) -> None:
    typed = assistant.ask("and what if my husband hits me?", earlier=(first,))
    assert (typed.status, typed.reason) == (Status.DECLINED, Reason.PERSON_AT_RISK)
    identity = "What was the victim called in the Brackenford review?"
    before = assistant.ask(identity)
    follow = "and what was she really called?"
    assert decline(identity) is None
    declined = assistant.ask(follow, earlier=(before,))
    assert (declined.status, declined.reason, declined.question) == (Status.DECLINED, Reason.IDENTITY, follow)


def test_what_only_the_resolved_question_asks_is_declined(assistant: Assistant) -> None:
    before = assistant.ask("What was the name of the charity in Brackenford?")
    follow = "and of the victim?"
    assert before.status is not Status.DECLINED
    assert decline(follow) is None
    answer = assistant.ask(follow, earlier=(before,))
    assert (answer.status, answer.reason, answer.question) == (Status.DECLINED, Reason.IDENTITY, follow)
    assert (answer.claims, answer.sources) == ((), ())
    assert answer.support
