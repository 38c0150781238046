"""What speaks against a claim: table-driven, without any model, each case beside the true claim it is made of."""

from __future__ import annotations

import pytest

from dvrag.answer.verify.carried.check import compare
from dvrag.model.writing import Stated

CALLS = (
    "Police were called to the house eleven times in three years. "
    "Officers completed a DASH form at seven of the calls. "
    "None of the forms was graded high. In March 2017 Keith killed Marian at her home. "
    "He was sentenced in court that October."
)
GRADES = "Requires improvement\n\nNorthmoor Police requires improvement at responding to the public."
ADVICE = "By 31 March 2023, the council must publish its policy. The trust may ask for more time."
SHARED = "The GP told the police about the threat. The police did not share the report with the school."
COUNTS = (
    "There were 12 recommendations after 30 incidents. The force spent £4.1 million, and 64 per cent of calls were met."
)


@pytest.mark.parametrize(
    ("claim", "cited"),
    [
        ("Police attended the house 11 times.", CALLS),
        ("A DASH form was completed at seven calls.", CALLS),
        ("No form was graded high.", CALLS),
        ("Marian was killed by Keith in March 2017.", CALLS),
        ("Northmoor Police requires improvement at responding to the public.", GRADES),
        ("The council must publish its policy by 31 March 2023.", ADVICE),
        ("The police were told of the threat by the GP.", SHARED),
        ("The police failed to share the report with the school.", SHARED),
        ("The incidents led to twelve recommendations.", COUNTS),
        ("More than £4 million was spent by the force.", COUNTS),
        ("About 60 percent of calls were met.", COUNTS),
    ],
)
def test_nothing_speaks_against_a_true_claim_in_other_words(claim: str, cited: str) -> None:
    assert compare(Stated(claim, (cited,), ("A report on Northmoor.",))) == ()


@pytest.mark.parametrize(
    ("claim", "cited", "why"),
    [
        ("Police were called to the house twelve times.", CALLS, "twelve"),
        ("Police were called to the house seven times.", CALLS, "eleven"),
        ("All of the forms were graded high.", CALLS, "opposite"),
        ("The forms were graded high.", CALLS, "opposite"),
        ("Keith was killed by Marian at her home.", CALLS, "other way round"),
        ("Keith was sentenced in court in March 2017.", CALLS, "October"),
        ("Northmoor Police is good at responding to the public.", GRADES, "good"),
        ("Northmoor Police requires improvement at investigating crime.", GRADES, "question"),
        ("Castlebury Police requires improvement at responding to the public.", GRADES, "Castlebury"),
        ("The council published its policy.", ADVICE, "should be done"),
        ("The council may publish its policy.", ADVICE, "may"),
        ("The police told the GP about the threat.", SHARED, "other way round"),
        ("The police shared the report with the school.", SHARED, "opposite"),
        ("There were 30 recommendations.", COUNTS, "12"),
        ("64 calls were met.", COUNTS, "64"),
        ("The force spent £4.2 million.", COUNTS, "4.2"),
    ],
)
def test_what_is_false_is_named(claim: str, cited: str, why: str) -> None:
    found = compare(Stated(claim, (cited,), ("A report on Northmoor.",)))
    assert found
    assert found[0].grave
    assert why.lower() in " ".join(finding.why for finding in found).lower()


def test_a_bound_that_is_left_out_counts_only_against_part_of_the_claim() -> None:
    found = compare(Stated("The trust saw 40 patients.", ("The trust saw about 40 patients.",)))
    assert [finding.grave for finding in found] == [False]


def test_what_stands_around_a_text_may_name_its_body_and_date() -> None:
    stated = Stated(
        "Northmoor Police was slow in May 2021.", ("The force was slow.",), ("Northmoor Police. May 2021.",)
    )
    assert compare(stated) == ()
    assert compare(Stated(stated.text, stated.cited, ("Castlebury Police. May 2020.",))) != ()


def test_cells_of_a_table_are_read_with_their_columns() -> None:
    table = "Service | Contacts | Interpreters\n\nGP practice | 14 | 1\n\nHospital | 6 | 2"
    assert compare(Stated("The hospital had two interpreters.", (table,))) == ()
    assert compare(Stated("The hospital had 14 contacts.", (table,))) != ()
