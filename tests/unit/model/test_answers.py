"""Why there is no answer, and how a question was understood, in words."""

from __future__ import annotations

import pytest

from dvrag.model.answers import Answer, Reason, Status


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_to_decline_is_a_sentence(reason: Reason) -> None:
    why = Answer("q", Status.DECLINED, reason=reason.value).why
    assert why == reason.sentence
    assert why.endswith(".")
    assert "_" not in why


def test_another_reason_is_a_sentence_already() -> None:
    assert Answer("q", Status.NOT_FOUND, reason="Because of the moon.").why == "Because of the moon."
    assert Answer("q", Status.NOT_FOUND).why == "The reports in this library do not say."


@pytest.mark.parametrize(
    ("question", "resolved", "understood"),
    [("polise calls", "police calls", "police calls"), ("police\n calls ", "police calls", ""), ("q", "", "")],
)
def test_white_space_is_no_correction(question: str, resolved: str, understood: str) -> None:
    assert Answer(question, Status.ANSWERED, resolved_question=resolved).understood == understood


def test_what_the_reason_names_is_not_said_twice() -> None:
    answer = Answer("q", Status.NOT_FOUND, reason="Nothing about Cornwall.", missing=("Cornwall", "GPs"))
    assert answer.unanswered == ("GPs",)
