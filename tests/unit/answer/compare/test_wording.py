"""What a comparison compares, and what is asked of each side."""

from __future__ import annotations

import pytest

from dvrag.answer.compare.wording import counted_noun, question_for, speaks_of_comparison, topic_of_comparison

A, B = "Oakfield", "Elmford"


def topic(text: str) -> str:
    return topic_of_comparison(text, tuple((text.index(name), text.index(name) + len(name)) for name in (A, B)))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("How do Oakfield and Elmford differ on risk assessment?", "risk assessment"),
        ("Compare Oakfield with Elmford on the role of the GP", "role of the GP"),
        ("Compare call handling in Oakfield and Elmford", "call handling"),
        ("What is the difference between Oakfield and Elmford in how they handle stalking?", "handle stalking"),
        ("Oakfield versus Elmford: information sharing", "information sharing"),
        ("How does the police response in Oakfield compare with that in Elmford?", "police response"),
        ("How does Oakfield police differ from Elmford police?", ""),
        ("Compare Oakfield and Elmford", ""),
        ("Did Oakfield or Elmford do better at recording crime?", "recording crime"),
        ("What do the reviews of Oakfield and Elmford have in common about housing?", "housing"),
    ],
)
def test_the_topic_stands_in_the_questions_own_words(text: str, wanted: str) -> None:
    assert topic(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("How do they differ?", True),
        ("Which has more recommendations, Oakfield or Elmford?", True),
        ("Oakfield vs Elmford", True),
        ("Was a risk assessment completed in Oakfield?", False),
        ("Who was told more training was needed?", False),
        ("What did Oakfield say about housing and health?", False),
    ],
)
def test_only_the_wording_of_a_comparison_counts(text: str, wanted: bool) -> None:
    assert speaks_of_comparison(text) is wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Compare the number of recommendations in Oakfield and Elmford", "recommendations"),
        ("Which has more causes of concern, Oakfield or Elmford?", "causes"),
        ("How do Oakfield and Elmford differ on training?", ""),
    ],
)
def test_what_is_counted(text: str, wanted: str) -> None:
    assert counted_noun(text) == wanted


def test_each_side_is_asked_for_itself() -> None:
    assert question_for(A, "housing", "", "Compare") == "What is said about housing in Oakfield?"
    assert question_for(A, "", "recommendations", "Compare") == "How many recommendations are there in Oakfield?"
    assert question_for(A, "", "", "Compare") == "What are the main findings about Oakfield?"
    graded = question_for(A, "recording crime", "", "Which grades differ?")
    assert graded == "What grade was Oakfield given for recording crime?"
