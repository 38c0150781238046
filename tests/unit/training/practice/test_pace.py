"""How long an answer takes, and what is no answer."""

from __future__ import annotations

import pytest

from dvrag.errors import UsageError
from dvrag.model.ids import ReportId
from dvrag.model.learning.items import Cited, Item, ItemId, ItemKind
from dvrag.training.practice.answering import check_given
from dvrag.training.practice.pace import LEAST, LONGEST, SECONDS, SHORTEST, Pace
from unit.trained import answered


def item(kind: ItemKind, options: int = 4, prompts: int = 0, answer: tuple[int, ...] = (0,)) -> Item:
    cited = Cited(ReportId("r"), "r.txt", "R", 0, 3, "abc", 1, None, None, "")
    named = tuple(map(str, range(options)))
    return Item(ItemId("a"), kind, "told_to", "Who?", named, answer, "Because.", (cited,), prompts=named[:prompts])


def test_every_kind_has_its_time() -> None:
    assert set(SECONDS) == set(ItemKind)
    assert Pace([]).of(item(ItemKind.SCENARIO)) > Pace([]).of(item(ItemKind.TRUE_FALSE))


def test_a_learner_s_own_times_are_used_when_enough_are_known() -> None:
    few = [answered(n, seconds=20.0) for n in range(LEAST - 1)]
    assert Pace(few).of(item(ItemKind.CHOICE)) == SECONDS[ItemKind.CHOICE]
    enough = [*few, answered(9, seconds=10_000.0), answered(10)]
    assert Pace(enough).of(item(ItemKind.CHOICE)) == 20.0
    assert Pace(enough).of(item(ItemKind.CLOZE)) == SECONDS[ItemKind.CLOZE]


@pytest.mark.parametrize(("taken", "counted"), [(0.01, SHORTEST), (9999.0, LONGEST)])
def test_times_of_who_was_not_answering_are_bounded(taken: float, counted: float) -> None:
    assert Pace([answered(n, seconds=taken) for n in range(LEAST)]).of(item(ItemKind.CHOICE)) == counted


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        (item(ItemKind.CHOICE), (3,)),
        (item(ItemKind.MATCH, 4, 3, (0, 1, 2)), (2, 2, 0)),
        (item(ItemKind.ORDER, 3, 0, (0, 1, 2)), (2, 0, 1)),
    ],
)
def test_an_answer_may_be_wrong_but_has_its_form(asked: Item, given: tuple[int, ...]) -> None:
    check_given(asked, given)
    for other in ((), given[:-1], (*given, 0), (9,) * len(given)):
        with pytest.raises(UsageError):
            check_given(asked, other)


def test_an_order_names_each_option_once() -> None:
    with pytest.raises(UsageError, match="not complete"):
        check_given(item(ItemKind.ORDER, 3, 0, (0, 1, 2)), (0, 0, 1))
