"""New words of a reviewer bring in no facts, turn nothing round and do not name another answer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dvrag.model.ids import ReportId
from dvrag.model.learning.items import Cited, Item, ItemId, ItemKind
from dvrag.training.reviews.kept import strangers

QUOTE = "Marlshire Police requires improvement at investigating crime."
CITED = Cited(ReportId("r"), "m.pdf", "Marlshire Police: inspection 2019", 0, 10, QUOTE, 1, None, None, "Grades")
GRADE = Item(
    ItemId("a"),
    ItemKind.CHOICE,
    "grade",
    "In the 2019 inspection of Marlshire Police, which grade was given for “Investigating crime”?",
    ("Good", "Requires improvement", "Inadequate"),
    (1,),
    "The inspection gave the grade “requires improvement”.",
    (CITED,),
)
SAID = replace(
    GRADE, kind=ItemKind.TRUE_FALSE, stem="Marlshire Police is good.", options=("True", "False"), answer=(1,)
)


@pytest.mark.parametrize(
    "changes",
    [
        {"stem": "How was Marlshire Police graded in 2019 for how it investigates crime?"},
        {"rationale": "Inspectors found that its investigating needs work: it requires improvement."},
        {"rationale": "It requires improvement, which is better than inadequate."},
    ],
)
def test_other_words_for_the_same_are_kept(changes: dict[str, str]) -> None:
    assert strangers(GRADE, replace(GRADE, **changes)) == ()  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"stem": GRADE.stem.replace("Marlshire", "Carrowdale")}, "question speaks of “Carrowdale”"),
        ({"stem": GRADE.stem.replace("2019", "2022")}, "question speaks of “2022”"),
        ({"stem": GRADE.stem.replace("was given", "was not given")}, "turns a “not” round"),
        ({"stem": f"Bradford failed to act. {GRADE.stem}"}, "question speaks of “Bradford”"),
        ({"stem": f"After twelve inquiries: {GRADE.stem}"}, "question speaks of “twelve”"),
        ({"stem": f"After a murder, {GRADE.stem}"}, "question speaks of “murder”"),
        ({"rationale": "The right answer is Good, as the inspection says."}, "names “Good”, which is not"),
        ({"rationale": "Because I say so."}, "says nothing of what the source says"),
        ({"rationale": "Inspectors of Carrowdale gave the grade."}, "reason speaks of “Carrowdale”"),
    ],
)
def test_what_would_mislead_is_refused(changes: dict[str, str], said: str) -> None:
    found = strangers(GRADE, replace(GRADE, **changes))  # type: ignore[arg-type]
    assert any(said in sentence for sentence in found)


def test_a_statement_may_be_denied_since_its_truth_is_checked_elsewhere() -> None:
    assert strangers(SAID, replace(SAID, stem="Marlshire Police is not good.")) == ()
