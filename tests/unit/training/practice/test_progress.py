"""Progress by theme, weak themes, and a team view from which nobody without a name can be told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta, timezone

from dvrag.model.learning.items import ItemId
from dvrag.model.learning.learners import Card, Given, Learner, LearnerId, TeamView
from dvrag.training.practice.progress import LEAST, progress, team
from dvrag.training.practice.sitting import Known
from unit.trained import NOON, THEMES, answered


def known(answers: Sequence[Given], name: str = "", cards: tuple[Card, ...] = ()) -> Known:
    return Known(Learner(LearnerId(1), name, NOON.isoformat()), tuple(answers), cards)


def went(rights: str, theme: str = "asking") -> list[Given]:
    """Return answers, oldest first: "x" right, "-" wrong."""
    return [answered(n, themes=(theme,), right=mark == "x") for n, mark in enumerate(rights, 1)]


def seen(*members: Known, at_least: int = 3) -> TeamView:
    return team(members, {}, THEMES, NOON, at_least)


def test_answers_are_counted_by_theme_and_the_last_ten_tell_how_it_goes_now() -> None:
    found = progress(known(went("--" + "x" * 10)), {}, THEMES, NOON)
    assert (found.answered, found.right) == (12, 10)
    (asking,) = found.themes
    assert (asking.label, asking.answered, asking.right, asking.recent, asking.recent_right) == (
        *("Asking", 12, 10),
        *(10, 10),
    )
    assert found.weak == ()


def test_an_answer_counts_for_each_of_its_themes_and_for_none_that_is_not_known_any_more() -> None:
    one = answered(1, themes=("housing", "asking", "gone"))
    found = progress(known([one]), {}, THEMES, NOON)
    assert [row.theme for row in found.themes] == ["asking", "housing"]


def test_weak_themes_come_weakest_first_and_few_answers_say_nothing_yet() -> None:
    assert progress(known(went("-" * (LEAST - 1))), {}, THEMES, NOON).weak == ()
    answers = [*went("xxx--", "asking"), *went("xx---", "housing")]
    assert progress(known(answers), {}, THEMES, NOON).weak == ("housing", "asking")
    assert progress(known(went("xxxx-")), {}, THEMES, NOON).weak == ()  # four in five


def test_days_are_those_of_the_clock() -> None:
    late = answered(1, at=(NOON.replace(hour=23, minute=30)).isoformat())
    here = progress(known([late, answered(2, right=False)]), {}, THEMES, NOON)
    assert here.days == ((NOON.date().isoformat(), 2, 1),)
    east = progress(known([late]), {}, THEMES, NOON.astimezone(timezone(timedelta(hours=2))))
    assert east.days == (((NOON.date() + timedelta(days=1)).isoformat(), 1, 1),)


def test_a_card_whose_item_is_not_issued_any_more_is_not_due() -> None:
    card = Card(LearnerId(1), ItemId("a"), 2, None, 1.0, 5.0, NOON.isoformat(), NOON.isoformat())
    assert progress(known([], cards=(card,)), {}, THEMES, NOON).due == 0


def test_a_theme_is_shown_for_a_team_from_three_learners_on() -> None:
    two = seen(known(went("x")), known(went("-")), known([]))
    assert (two.learners, two.themes, two.held_back, two.weak) == (2, (), 1, ())
    three = seen(known(went("x")), known(went("-")), known(went("xx-")))
    (row,) = three.themes
    assert (three.learners, row.answered, row.right, three.held_back) == (3, 5, 3, 0)
    assert three.members == ()


def test_one_without_a_name_among_those_with_one_cannot_be_worked_out() -> None:
    named = [known(went("xx"), name) for name in ("Kim", "Lee", "Mo")]
    view = seen(*named, known(went("---")))
    assert (view.themes, view.held_back) == ((), 1)
    assert [member.learner.name for member in view.members] == ["Kim", "Lee", "Mo"]
    assert len(seen(*named).themes) == 1
    assert len(seen(*named, *[known(went("-"))] * 3).themes) == 1


def test_weak_themes_of_a_team_are_those_that_are_shown() -> None:
    everyone = [known([*went("x--"), *went("---", "housing")]), known(went("x--")), known(went("--x"))]
    view = seen(*everyone)
    assert ([row.theme for row in view.themes], view.weak, view.held_back) == (["asking"], ("asking",), 1)
