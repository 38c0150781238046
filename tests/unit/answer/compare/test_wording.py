"""What a comparison compares, and what is asked of each side."""

from __future__ import annotations

import pytest

from dvrag.answer.compare.wording import (
    asked_of_one,
    asks_of_each,
    counted_noun,
    may_compare,
    named_by_its_question,
    question_for,
    sets_apart,
    topic_of_comparison,
    without_grade,
)

A, B = "Oakfield", "Elmford"


def spans(text: str) -> tuple[tuple[int, int], ...]:
    return tuple((text.index(name), text.index(name) + len(name)) for name in (A, B))


def topic(text: str) -> str:
    return topic_of_comparison(text, spans(text))


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
        ("contrast Oakfield and Elmford re: arrears", "arrears"),
        ("Did both the Oakfield and Elmford reviews find that calls went unanswered?", "calls went unanswered"),
        ("Compare what was said about stalking in the deaths of Oakfield and Elmford", "stalking"),
        ("How do the Oakfield and Elmford reviews on stalking compare?", "stalking"),
        ("Which force was better at answering calls, Oakfield or Elmford?", "answering calls"),
        ("Is the wait longer in Oakfield or Elmford?", "wait"),
        ("Set Oakfield and Elmford side by side on housing", "housing"),
    ],
)
def test_the_topic_stands_in_the_questions_own_words(text: str, wanted: str) -> None:
    assert topic(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "How do Oakfield and Elmford differ?",
        "Which has more recommendations, Oakfield or Elmford?",
        "Oakfield vs Elmford",
        "Oakfield v Elmford",
        "Put Oakfield and Elmford side by side",
        "Has Oakfield improved as much as Elmford since 2019?",
        "Was Oakfield better in its records than Elmford?",
        "Which of Oakfield and Elmford was better at answering calls?",
        "Of Oakfield and Elmford, which had the longer wait?",
        "What was worse at the time, Oakfield or Elmford?",
        "Did Oakfield and Elmford treat her differently?",
        "Do the reviews of Oakfield and Elmford agree on housing?",
    ],
)
def test_the_wording_of_a_comparison_sets_sides_apart(text: str) -> None:
    assert may_compare(text)
    assert sets_apart(text, spans(text))


@pytest.mark.parametrize(
    "text",
    [
        "What would help Oakfield and Elmford to work better together?",
        "Which agencies, such as Oakfield and Elmford, should respond better?",
        "Were there more than ten calls to Oakfield and Elmford?",
        "Did Oakfield attend more than ten times, and did Elmford?",
        "Did Oakfield not consider the best interests of the children, and did Elmford?",
        "Did Oakfield or Elmford consider the best interests of the children?",
        "What is best practice for Oakfield or Elmford?",
        "How could Oakfield or Elmford have responded better?",
        "What could Oakfield and Elmford have done differently?",
        "What better ways of asking do the reviews suggest for Oakfield or Elmford?",
        "Were risks higher because Oakfield or Elmford did not act?",
        "Were Oakfield or Elmford told that things had got worse?",
        "Were there more calls than Oakfield or Elmford recorded?",
        "What should change between Oakfield and Elmford?",
        "How can Oakfield improve what it learns from Elmford?",
        "What did the reviews say Oakfield and Elmford agreed on?",
        "Did the review find that Oakfield and Elmford agreed on a plan?",
        "Was a risk assessment completed in Oakfield and in Elmford?",
    ],
)
def test_other_wordings_do_not_whatever_words_they_share_with_one(text: str) -> None:
    assert not sets_apart(text, spans(text))
    assert not asks_of_each(text)


@pytest.mark.parametrize(
    "text",
    [
        "How did different agencies work together?",
        "Was a risk assessment completed in Oakfield?",
        "How did Oakfield and Elmford work with each other?",
        "What did Oakfield say about housing and health?",
    ],
)
def test_without_its_wording_no_side_is_looked_for(text: str) -> None:
    assert not may_compare(text)


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
    assert question_for(A, "housing", "", "Compare") == "Housing in Oakfield"
    assert question_for(A, "", "recommendations", "Compare") == "How many recommendations are there in Oakfield?"
    assert question_for(A, "", "", "Compare") == "What are the main findings about Oakfield?"
    graded = question_for(A, "recording crime", "", "Which grades differ?")
    assert graded == "What grade was Oakfield given for recording crime?"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Did Oakfield and Elmford both refer the case?", True),
        ("How were Oakfield and Elmford graded for recording crime?", True),
        ("What share of callers gave up in Oakfield and what share in Elmford?", True),
        ("What did Oakfield and Elmford say about housing?", False),
    ],
)
def test_the_same_asked_of_two_names_is_a_comparison(text: str, wanted: bool) -> None:
    assert asks_of_each(text) is wanted
    assert not sets_apart(text, spans(text))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("How many visits did Oakfield and Elmford have, respectively?", "How many visits did Oakfield have?"),
        ("Did Oakfield and Elmford both refer the case?", "Did Oakfield refer the case?"),
        ("How often was Oakfield compared with Elmford visited?", "How often was Oakfield visited?"),
        ("What share gave up in Oakfield and what share in Elmford?", "What share gave up in Oakfield?"),
        ("How do Oakfield and Elmford differ?", ""),
        ("Was Oakfield quicker, given its staff, and was Elmford?", ""),
        ("Oakfield and Elmford on housing", ""),
    ],
)
def test_a_question_is_put_to_one_side_in_its_own_words(text: str, wanted: str) -> None:
    assert asked_of_one(text, spans(text), A) == wanted


def test_a_row_of_numbers_is_called_as_its_question() -> None:
    text = "How many times were police called to Oakfield compared with Elmford?"
    assert named_by_its_question(text, spans(text)) == "How many times were police called"
    text = "How many visits did Oakfield and Elmford have, respectively?"
    assert named_by_its_question(text, spans(text)) == "How many visits"


@pytest.mark.parametrize("text", ["the grade for recording crime", "graded for recording crime", "recording crime"])
def test_a_grade_is_for_what_was_graded(text: str) -> None:
    assert without_grade(text) == "recording crime"
