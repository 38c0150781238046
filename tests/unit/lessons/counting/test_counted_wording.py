"""How a counted answer is worded: the number with the thing counted, names, scales and what nobody recorded."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dvrag.model.findings import Scale
from unit.lessons.counting.register_values import ENTRIES
from unit.lessons.counting.test_counting_questions import ask


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("how many recommendations were addressed to GPs since 2014?", "2 recommendations"),
        ("how many reports have recommendations to the police?", "2 reports"),
        ("which forces were inadequate at protecting vulnerable people?", "2 forces or authorities"),
    ],
)
def test_the_number_is_said_with_the_thing_counted(question: str, said: str) -> None:
    answer = ask(question)
    assert answer is not None
    assert answer.said == said


def test_the_kind_of_report_and_its_name_are_one_phrase() -> None:
    answer = ask("how many recommendations are in reviews about “Marian”?")
    assert answer is not None
    assert "in reviews whose title or publisher names “Marian”" in answer.sentence


def test_grades_of_no_known_scale_are_said_to_stand_as_printed() -> None:
    judged = [e for e in ENTRIES if e.finding.judgment]
    other = tuple(
        replace(e, finding=replace(e.finding, judgment=replace(e.finding.judgment, scale=Scale.OTHER))) for e in judged
    )
    answer = ask("which grades were given?", other) or ask("how many graded judgments are there?", other)
    assert answer is not None
    assert "another scale" not in answer.sentence
    assert "The grades stand as the reports print them" in answer.sentence
    assert answer.said == f"{answer.number} graded judgments"


def test_what_nobody_recorded_is_not_said_to_be_not_started() -> None:
    untouched = tuple(replace(e, action=type(e.action)()) for e in ENTRIES)
    some = (*untouched[1:], replace(ENTRIES[0], action=replace(ENTRIES[0].action, owner="Ada", version=3)))
    answer = ask("how many recommendations are not started?", some)
    assert answer is not None
    assert "as not started or not recorded" in answer.sentence
    assert "of them nobody has recorded anything." in answer.sentence
