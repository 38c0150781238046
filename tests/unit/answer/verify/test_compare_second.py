"""What a claim may say in numbers that the cited text does not give, and acts that were wanted and not done."""

from __future__ import annotations

import pytest

from dvrag.answer.verify.carried.check import compare
from dvrag.model.writing import Stated


def _found(claim: str, cited: str, around: str = "") -> list[str]:
    return [finding.why for finding in compare(Stated(claim, (cited,), (around,))) if finding.grave]


@pytest.mark.parametrize(
    ("claim", "cited", "around"),
    [
        (
            "Lesson 7 says that records must be shared.",
            "The college must share its records.",
            "Lessons > Lesson 7 – Records.",
        ),
        (
            "Seven of the 12 wards were not inspected.",
            "There are 12 wards, of which five were inspected in May.",
            "",
        ),
        (
            "The college gave two reasons for closing: cost and the state of the roof.",
            "The college closed because of cost, and because of the state of the roof.",
            "",
        ),
        ("The clerk first told a porter.", "The clerk told a porter before anyone else.", ""),
    ],
)
def test_a_number_that_follows_or_names_needs_no_other_to_stand_there(claim: str, cited: str, around: str) -> None:
    assert not [why for why in _found(claim, cited, around) if "give" in why]


def test_what_is_left_over_is_no_excuse_for_another_number() -> None:
    assert _found("Eight of the 12 wards were not inspected.", "There are 12 wards, of which five were inspected.")


def test_what_somebody_was_invited_to_do_is_not_done() -> None:
    cited = "The tenant was invited to speak at the hearing by letter."
    assert _found("The tenant spoke at the hearing.", cited)
    assert not _found("The tenant was invited to speak at the hearing.", cited)


@pytest.mark.parametrize(
    ("claim", "cited"),
    [
        ("Porters are required to wear a badge at work.", "Porters are encouraged to wear a badge at work."),
        ("The band was raised after the second visit.", "The band stayed the same after the second visit."),
    ],
)
def test_bound_is_not_free_and_raised_is_not_stayed(claim: str, cited: str) -> None:
    assert _found(claim, cited)


def test_a_row_of_recommendations_says_what_should_be_done() -> None:
    row = "4 | Train every porter who has been in post for a month. | Harbour Trust"
    headed = "Recommendations.\n\n# | Recommendation | Addressed to."
    assert _found("Harbour Trust has trained every porter.", row, headed)
