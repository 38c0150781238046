"""What a reviewer may change of an item."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dvrag.errors import UsageError
from dvrag.model.ids import ReportId
from dvrag.model.learning.items import GAP, Cited, Item, ItemId, ItemKind
from dvrag.training.reviews.edited import Changes, edited

CITED = Cited(ReportId("r"), "r.txt", "R", 0, 3, "abc", 1, None, None, "")
CHOICE = Item(ItemId("a"), ItemKind.CHOICE, "told_to", "Who?", ("A", "B", "C"), (1,), "Because.", (CITED,))
CLOZE = replace(CHOICE, kind=ItemKind.CLOZE, stem=f"The {GAP} met.")
TRUTH = replace(CHOICE, kind=ItemKind.TRUE_FALSE, options=("True", "False"))


def test_the_answer_stays_at_its_place_and_nothing_else_is_touched() -> None:
    changed = edited(
        CHOICE, {"stem": " Who  was\ntold? ", "options": ("X", "Y\u200b", "Z"), "rationale": "It says so."}
    )
    assert changed == replace(CHOICE, stem="Who was told?", options=("X", "Y", "Z"), rationale="It says so.")
    assert edited(CLOZE, {"stem": f"A {GAP} met."}).stem == f"A {GAP} met."
    assert edited(TRUTH, {"stem": "It met.", "options": ("True", "False")}).stem == "It met."


@pytest.mark.parametrize(
    ("item", "changes", "said"),
    [
        (CHOICE, {}, "Nothing was changed"),
        (CHOICE, {"stem": "Who?"}, "Nothing was changed"),
        (CHOICE, {"answer": "1"}, "'answer' of a question cannot be changed"),
        (CHOICE, {"stem": " \n "}, "question is empty"),
        (CHOICE, {"stem": ("Who", "else")}, "must be one text"),
        (CHOICE, {"stem": "x" * 1501}, "longer than 1500"),
        (CHOICE, {"options": ("A", "B")}, "has 3 options, not 2"),
        (CHOICE, {"options": "A"}, "has 3 options, not 1"),
        (CHOICE, {"options": ("A", "B", "")}, "option is empty"),
        (CHOICE, {"options": ("A", "B", "a")}, "Two options are the same"),
        (CLOZE, {"stem": "The board met."}, "must hold its gap"),
        (CLOZE, {"stem": f"The {GAP} met {GAP}."}, "must hold its gap"),
        (TRUTH, {"options": ("Yes", "No")}, "stay as they are"),
    ],
)
def test_other_changes_are_refused_in_plain_words(item: Item, changes: Changes, said: str) -> None:
    with pytest.raises(UsageError, match=said) as refused:
        edited(item, changes)
    assert refused.value.hint
