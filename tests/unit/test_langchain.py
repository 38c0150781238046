"""The text of an answer in LangChain's chain."""

from __future__ import annotations

from cli.values import ANSWERED
from dvrag.langchain import answer_text
from dvrag.model.answers import Answer, Reason, Status


def test_quotes_disagreements_and_what_is_missing() -> None:
    assert answer_text(ANSWERED).splitlines() == [
        "Police were called eleven times. [1] Police were called 14 times in three years. [2]",
        "The sources disagree about number of calls: 11 [1], 14 [2].",
        "Not in these reports: Cornwall.",
    ]


def test_a_declined_question_is_worded_and_followed_by_support() -> None:
    answer = Answer("q", Status.DECLINED, reason=Reason.PERSON_AT_RISK, support=("Emergency: 999",))
    assert answer_text(answer).splitlines() == [Reason.PERSON_AT_RISK.sentence, "Emergency: 999"]


def test_a_question_that_is_not_answered_says_why() -> None:
    answer = Answer("q", Status.NOT_FOUND, reason="Nothing about Cornwall.", missing=("Cornwall", "GPs"))
    assert answer_text(answer).splitlines() == ["Nothing about Cornwall.", "Not in these reports: GPs."]
