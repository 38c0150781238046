"""What a claim may say in numbers that the cited text does not give, and acts that were wanted and not done."""

from __future__ import annotations

import pytest

from dvrag.answer.verify.carried.check import compare
from dvrag.model.writing import Stated


def _found(claim: str, cited: str, around: str = "") -> list[str]:
    return [finding.why for finding in compare(Stated(claim, (cited,), (around,))) if finding.grave]


LESSONS = "Lesson 6: records must be shared. Lesson 7: porters must be trained every year."


def test_a_number_that_names_the_passage_need_not_stand_in_it() -> None:
    cited, heading = "The college must share its records.", "Lessons > Lesson 7 – Records."
    assert not _found("Lesson 7 says that records must be shared.", cited, heading)
    assert _found("Lesson 8 says that records must be shared.", cited, heading)


def test_what_one_label_names_is_not_said_of_another() -> None:
    assert not _found("Lesson 7 says that porters must be trained.", LESSONS)
    assert _found("Lesson 7 says that records must be shared.", LESSONS)


@pytest.mark.parametrize(
    ("true", "false", "cited"),
    [
        ("The project came fifth.", "The project came second.", "In the vote the project came fifth."),
        (
            "There were three more calls than letters.",
            "There were seven more calls than letters.",
            "There were three more calls than letters. The list has 16 rows, and 9 are blue.",
        ),
        (
            "Ten of the 30 wards were not inspected.",
            "Eighteen of the 30 wards were not inspected.",
            "There are 30 wards. Inspectors saw 12 early and 8 late. Ten wards were not inspected.",
        ),
        (
            "The college gave two reasons: cost and noise.",
            "The college gave three reasons: cost, noise and the roof.",
            "The college gave two reasons, cost and noise.",
        ),
        ("It rose by 3 percentage points.", "It rose by 9 percentage points.", "It rose by 3 percentage points."),
    ],
)
def test_numbers_must_stand_in_the_text(true: str, false: str, cited: str) -> None:
    assert not _found(true, cited)
    assert _found(false, cited)


def test_what_somebody_was_invited_to_do_is_not_done() -> None:
    cited = "The tenant was invited to speak at the hearing by letter."
    assert _found("The tenant spoke at the hearing.", cited)
    assert not _found("The tenant was invited to speak at the hearing.", cited)


@pytest.mark.parametrize(
    ("claim", "cited"),
    [
        ("Porters are required to wear a badge at work.", "Porters are encouraged to wear a badge at work."),
        ("The band was altered after the second visit.", "The band stayed the same after the second visit."),
    ],
)
def test_bound_is_not_free_and_altered_is_not_stayed(claim: str, cited: str) -> None:
    assert _found(claim, cited)


def test_who_raises_the_alarm_changes_nothing_that_remained() -> None:
    assert not _found("Neighbours raised the alarm.", "Neighbours raised the alarm. They remained outside.")
    assert not _found("Neighbours raised the alarm.", "The alarm was raised; the grade remained the same.")


def test_a_row_of_recommendations_says_what_should_be_done() -> None:
    row = "4 | Train every porter who has been in post for a month. | Harbour Trust"
    headed = "Recommendations.\n\n# | Recommendation | Addressed to."
    assert _found("Harbour Trust has trained every porter.", row, headed)
