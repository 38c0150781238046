"""A question's kind and the words that carry its topic."""

from __future__ import annotations

import pytest

from dvrag.answer.question.form import has_form
from dvrag.answer.question.parse import Kind, parse


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("How many times were police called?", Kind.COUNT),
        ("how often was a DASH done", Kind.COUNT),
        ("What percentage of crimes were recorded?", Kind.COUNT),
        ("How much would it cost?", Kind.AMOUNT),
        ("When was the report published?", Kind.WHEN),
        ("the transfer request - when did it close", Kind.WHEN),
        ("What do reports say about risk when she leaves him?", Kind.OTHER),
        ("When should a worker assess risk afresh?", Kind.OTHER),
        ("What does MARAC stand for?", Kind.DEFINITION),
        ("What is coercive control?", Kind.DEFINITION),
        ("What recommendations did the review make to the police?", Kind.LIST),
        ("Which agency was told to train staff?", Kind.WHO),
        ("Did the GP ask about abuse?", Kind.YES_NO),
        ("Why was she not referred?", Kind.OTHER),
    ],
)
def test_kind(question: str, kind: Kind) -> None:
    assert parse(question).kind is kind


def test_topic_words_leave_out_function_words_and_weigh_words_about_reports_less() -> None:
    words = {
        word.text: word.weight for word in parse("What did the review say about housing and housing officers?").words
    }
    assert words == {"review": 0.25, "say": 0.25, "housing": 1.0, "officers": 1.0}


def test_years_are_read_as_written() -> None:
    assert parse("the 2021/22 inspection and the one of 2018").years == ("2021/22", "2018")


@pytest.mark.parametrize(
    "question", ["What's a carer's assessment?", "I've read about a carer’s assessment", "whats a carers assessment"]
)
def test_a_contraction_is_no_topic(question: str) -> None:
    assert not {"what's", "i've", "whats"} & {word.text.lower() for word in parse(question).words}


@pytest.mark.parametrize(
    ("text", "is_age"),
    [
        ("It concerns Hazel, a cook aged 71, who died at home.", True),
        ("Hazel was a 71-year-old cook.", True),
        ("Hazel died at the age of 71.", True),
        ("Hazel was 71 when she died.", True),
        ("She was 71.", True),
        ("Hazel was seen 71 times.", False),
        ("Hazel was 71 miles away.", False),
        ("Hazel lived with her son Rowan, who was 44.", False),
        ("The average time was 16 working days.", False),
        ("Hazel was one of nine.", False),
    ],
)
@pytest.mark.parametrize("question", ["How old was Hazel when she died?", "What was Hazel's age?"])
def test_an_age_is_the_form_that_how_old_asks_for(question: str, text: str, is_age: bool) -> None:
    assert has_form(parse(question), text) is is_age
