"""Counting questions on a small register: the exact entries behind each number, refusals, and ordinary questions."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dvrag.lessons.counting.answer import counted
from dvrag.lessons.counting.values import Counted, Unit
from dvrag.model.actions import Entry
from dvrag.model.findings import Theme
from unit.lessons.counting.register_values import CHILD, ELM, ENTRIES, REPORTS, entry

ALL = "o1 o2 o3 e1 e2 e3 e4 u1"
COUNTED = [
    # all
    ("how many recommendations are there?", ALL),
    ("Please list all the recommendations.", ALL),
    ("What is the total number of recommendations in the register?", ALL),
    # addressees
    ("how many recommendations were addressed to GPs since 2015?", "e1"),
    ("how many recommendations were addressed to GPs?", "o2 e1 u1"),
    ("HOW MANY RECOMMENDATIONS TO GPS?", "o2 e1 u1"),
    ("how many recomendations to general practitioners", "o2 e1 u1"),
    ("How many recommendations do GPs have?", "o2 e1 u1"),
    ("list all recommendations to the Home Office", "o3"),
    ("number of recommendations to CCGs", "e1"),
    ("how many recommendations to health since 2015", "e1"),
    ("how many police recommendations", "o1 e3"),
    ("how many recommendations to the police and health are there", "o1 o2 e1 e3 u1"),
    ("What is the number of recommendations to Elmbridge Borough Council?", "e3"),
    ("how many recommendations to the councils and landlords", "e3"),
    ("How many recommendations in the Oakfield review are for the police alone?", "o1"),
    ("Which recommendations were made to GPs?", "o2 e1 u1"),
    ("what recommendations have been made to GPs since 2015?", "e1"),
    ("how many recommendations to Kent Police", ""),
    # years
    ("How many recommendations were there in 2019?", "e1 e2 e3 e4"),
    ("How many recommendations from 2014 to 2019?", "o1 o2 o3 e1 e2 e3 e4"),
    ("How many recommendations between 2019 and 2014?", "o1 o2 o3 e1 e2 e3 e4"),
    ("how many recommendations were published before 2015", "o1 o2 o3"),
    ("how many recommendations after 2014", "e1 e2 e3 e4"),
    ("How many recommendations in 2014 or 2022?", "o1 o2 o3"),
    # places, titles, kinds of publication
    ("how many recommendations on information sharing between 2016 and 2020 in Elmbridge?", "e2"),
    ("How many recommendations does the Oakfield review make?", "o1 o2 o3"),
    ("How many recommendations did the Marian review make?", "o1 o2 o3"),
    ("how many recommendations to GPs in Oakfield or Elmbridge", "o2 e1"),
    ("list all recommendations in inspections", "u1"),
    ("How many lessons are in the Elmbridge DHR?", "l1 l2"),
    ("how many AFIs in Tolley and Arnshire", "a1 a2 a3"),
    ("List all areas for improvement in Elmbridge", "a4"),
    ("how many recommendations are in “Waiting for help”?", "u1"),
    ("how many recommendations does waiting for help make", "u1"),
    # inspections
    ("how many areas for improvement does Arnshire Police have?", "a1 a2"),
    ("How many AFIs does Arnshire Police have about call handling?", "a1"),
    ("list every cause of concern about call handling", "c1"),
    ("how many causes of concern and areas for improvement does Arnshire Police have", "c1 c2 a1 a2"),
    # topics
    ("how many lessons mention interpreters?", "l1"),
    ("list recommendations with the word interpreters", "e3"),
    ("list every recommendation to use interpreters", "e3"),
    ("how many AFIs mention independent domestic violence advisers", "a3"),
    ("how many recommendations about repeat victimization", "o1"),
    ("how many recommendations about repeat incidents are addressed to Arnshire Police?", "o1"),
    ("how many lessons about the sharing of information", "l2"),
    ("list lessons on interpreters or information sharing", "l1 l2"),
    ("how many training recommendations", "e1"),
    ("how many recommendations about training to GPs", "e1"),
    ("how many recommendations about coercive control and training in DHRs", "e1"),
    ("how many recommendations, causes of concern and lessons are there about information sharing", "e2 l2"),
    # status, scope, made before
    ("how many recommendations are overdue?", "e2"),
    ("which recommendations are overdue", "e2"),
    ("how many overdue recommendations are there, and which ones?", "e2"),
    ("how many recommendations are complete?", "e1"),
    ("how many recommendations are in progress?", "e2"),
    ("how many recommendations are not started?", "o1 o2 o3 e3 e4 u1"),
    ("how many recommendations haven't been started yet?", "o1 o2 o3 e3 e4 u1"),
    ("how many open recommendations to the police are there?", "o1 e3"),
    ("how many national recommendations", "o3"),
    ("how many recommendations had been made before?", "e2"),
    # grades
    ("which forces were inadequate at protecting vulnerable people?", "j1 j4"),
    ("which forces require improvement at protecting vulnerable people", "j2"),
    ("which authorities require improvement", "j6"),
    ("Which inspections were rated outstanding for preventing crime?", "j5"),
    ("how many forces are good at managing offenders?", "j3"),
    ("what grades did Tolley get in 2024?", "j4 j5"),
    ("what grades did Arnshire Police get in 2021/22?", "j2 j3"),
    ("What grade did Arnshire Police get for protecting vulnerable people?", "j1 j2"),
    ("list all judgments of Tolley Constabulary", "j4 j5"),
    ("how many inadequate judgments are there", "j1 j4"),
    ("How many grades are there in PEEL?", "j1 j2 j3 j4 j5"),
    # reports and agencies
    ("how many reports recommend training on coercive control?", "e1"),
    ("how many reviews have recommendations about training", "e1"),
    ("which reviews say it had been recommended before?", "e2"),
    ("which agencies were told to share information?", "e2"),
    ("which councils were told to use interpreters", "e3"),
]

REFUSED = [
    ("How many recommendations are there to the police in Wexmoor?", ["Wexmoor"]),
    ("How many recommendations were made by male chairs?", ["male", "chairs"]),
    ("how many recommendations were made since January 2015?", ["January", "2015"]),
    ("how many recommendations not addressed to the police", ["not"]),
    ("how many recommendations to anyone except the police", ["except", "anyone", "police"]),
    ("how many recommendations in Reading", ["Reading"]),
    ("how many forces were graded good or better at managing offenders", ["good or better"]),
    (
        "how many recommendations about how officers should speak to each child alone in their own words at home",
        ["officers", "speak", "child", "alone", "words", "home"],
    ),
]

ORDINARY = """How many times were the police called before Marian was killed?
how many children were in the house?
What did the review recommend about housing?
How many of the recommendations were accepted by the force according to the inspection?
How many of the recommendations had been carried out?
how many of the Oakfield recommendations were done by the third update
Which of the twelve Marian recommendations were past their date at the January 2025 update?
How many recommendations did the review make?
How many recommendations did the force accept?
how many recommendations to the force
how many areas for improvement did the Arnshire inspection of 2016 find?
How many recommendations did the inspectorate make in its 2016 report?
How many recommendations were made in the Thornby review?
What are the recommendations in the Thornby review into the death of Priya?
what recommendations did the panel make about housing?
what lessons were learned about information sharing?
What lessons were there for GPs?
which lessons are the most important?
List the steps a GP should take after a disclosure
list the warning signs in the Marian review
What is an area for improvement?
What does cause of concern mean?
How many areas did inspectors look at?
How many officers were graded inadequate?
which forces are good at listening
Which forces were not inadequate at protecting vulnerable people?
what grade did Eastfold Constabulary get for protecting vulnerable people
Which agencies were told about the assault?
Which agencies were told to attend the meeting with Marian?
How many agencies had contact with Marian?
Which reports say that Marian was frightened?
How many MARAC referrals were made after the recommendations?
how many people read the recommendations?
is it true that nobody acts on recommendations?
Has anyone recommended a searchable place for all recommendations? who to
""".splitlines()


def ask(question: str, entries: tuple[Entry, ...] = ENTRIES) -> Counted | None:
    return counted(question, entries, REPORTS, overdue=lambda e: bool(e.action.due))


@pytest.mark.parametrize(("question", "expected"), COUNTED)
def test_the_complete_list_behind_the_number(question: str, expected: str) -> None:
    answer = ask(question)
    assert answer is not None
    assert answer.refused == ""
    assert sorted(e.finding.id for e in answer.entries) == sorted(expected.split())


@pytest.mark.parametrize(("question", "unread"), REFUSED)
def test_no_number_where_a_restriction_is_not_understood(question: str, unread: list[str]) -> None:
    answer = ask(question)
    assert answer is not None
    assert list(answer.unread) == unread
    assert answer.entries == ()
    assert all(f"“{word}”" in answer.sentence for word in unread)


@pytest.mark.parametrize("question", [line for line in ORDINARY if line])
def test_ordinary_questions_are_left_alone(question: str) -> None:
    assert ask(question) is None


def test_the_sentence_says_what_was_counted_and_what_was_left_out() -> None:
    answer = ask("how many recommendations were addressed to GPs since 2014?")
    assert answer is not None
    assert answer.sentence == (
        "The register holds 2 recommendations addressed to “General practice”, in reports published in 2014 or later,"
        " from “Review of the death of Marian” and “Review of the death of Ilona”."
        " What a summary or an action plan repeats counts once (1 copy left out)."
        " 1 other stands in reports without a date, so cannot be counted here."
        " 1 other names no addressee, so cannot be counted here."
    )
    assert (answer.number, answer.copies, answer.reports) == (2, 1, 2)


def test_entries_come_by_date_of_the_report_and_place() -> None:
    answer = ask("how many recommendations are there?")
    assert answer is not None
    assert [e.finding.id for e in answer.entries] == ALL.split()


def test_grades_of_two_scales_are_listed_apart() -> None:
    answer = ask("which forces were inadequate at protecting vulnerable people?")
    assert answer is not None
    assert answer.unit is Unit.BODIES
    assert answer.number == 2
    assert "Grades of different scales cannot be compared" in answer.sentence
    assert [group.label for group in answer.groups] == ["Arnshire Police", "Tolley Constabulary"]


def test_agencies_told_are_listed_with_what_they_were_told() -> None:
    answer = ask("which agencies were told to use interpreters?")
    assert answer is not None
    assert [group.label for group in answer.groups] == ["Elmbridge Borough Council", "Arnshire Police"]
    assert answer.number == 2


def test_reports_are_counted_once_each() -> None:
    answer = ask("how many reports have recommendations to the police?")
    assert answer is not None
    assert (answer.unit, answer.number) == (Unit.REPORTS, 2)


def test_a_copy_counts_where_its_original_is_not_in_the_register() -> None:
    left = tuple(e for e in ENTRIES if e.finding.id != "o2")
    answer = ask("how many recommendations to GPs in Oakfield?", left)
    assert answer is not None
    assert [e.finding.id for e in answer.entries] == ["p2"]


def test_a_status_says_when_nobody_has_entered_one() -> None:
    untouched = tuple(replace(e, action=type(e.action)()) for e in ENTRIES)
    answer = ask("how many recommendations are complete?", untouched)
    assert answer is not None
    assert answer.number == 0
    assert "Nobody has entered anything in the action tracker yet" in answer.sentence


def test_without_a_date_nothing_is_counted_as_overdue() -> None:
    answer = counted("how many recommendations are overdue?", ENTRIES, REPORTS)
    assert answer is not None
    assert answer.unread == ("overdue",)


def test_no_number_by_addressee_where_no_finding_of_the_kind_names_one() -> None:
    answer = ask("how many lessons for the police")
    assert answer is not None
    assert "no finding of this kind names an addressee" in answer.refused


def test_a_theme_may_be_named_by_its_label() -> None:
    themes = (Theme("gp_health", "General practice and health", (), ()),)
    answer = counted("how many recommendations about general practice?", ENTRIES, REPORTS, themes=themes)
    assert answer is not None
    assert [e.finding.id for e in answer.entries] == ["o2", "e1"]


def test_what_should_be_checked_is_said() -> None:
    odd = entry("x1", ELM, "Perhaps one.", "Home Office", start=90, doubts=("It may be none.",))
    answer = ask("how many recommendations to the Home Office", (*ENTRIES, odd))
    assert answer is not None
    assert "1 of them should still be checked by a person." in answer.sentence


def test_the_only_report_is_the_report() -> None:
    answer = counted("How many areas for improvement does the letter name?", ENTRIES, (CHILD,))
    assert answer is not None


WORDS = "how many list which recommendations lessons to for GPs the police about in 2015 and or since grades are not “"


@given(st.lists(st.sampled_from(WORDS.split()), max_size=30).map(" ".join) | st.text(max_size=80))
@settings(deadline=None)
def test_any_question_is_answered_or_left_alone(question: str) -> None:
    answer = ask(question)
    assert answer is None or answer.sentence.endswith(".")
