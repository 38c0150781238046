"""When an item comes again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from dvrag.errors import SettingsError
from dvrag.model.learning.items import ItemId
from dvrag.model.learning.learners import Card, LearnerId, Rating
from dvrag.training.practice.schedule import LONGEST_DAYS, Schedule, is_due, rated
from unit.trained import NOON


def days(card: Card) -> float:
    return (datetime.fromisoformat(card.due) - datetime.fromisoformat(card.last)) / timedelta(days=1)


def first(rating: Rating, at: datetime = NOON, retention: float = 0.9) -> Card:
    return Schedule(retention).first(LearnerId(1), ItemId("a"), rating, at)


def test_the_better_it_is_known_the_later_it_comes_again() -> None:
    again, hard, good, easy = (days(first(rating)) for rating in Rating)
    assert again < hard < good < easy
    assert again == pytest.approx(10 / 24 / 60)


def test_each_right_answer_on_the_due_day_puts_it_off_further_up_to_a_year() -> None:
    schedule, card, spans = Schedule(), first(Rating.GOOD), [days(first(Rating.GOOD))]
    for _ in range(12):
        card = schedule.again(card, Rating.GOOD, datetime.fromisoformat(card.due))
        spans.append(days(card))
    assert spans == sorted(spans)
    assert spans[-1] == LONGEST_DAYS


def test_a_wrong_answer_brings_it_back_in_ten_minutes_and_makes_it_harder() -> None:
    known = first(Rating.GOOD)
    due = datetime.fromisoformat(known.due)
    lost = Schedule().again(known, Rating.AGAIN, due)
    assert datetime.fromisoformat(lost.due) - due == timedelta(minutes=10)
    assert (lost.stability < known.stability, lost.difficulty > known.difficulty) == (True, True)
    assert days(Schedule().again(lost, Rating.GOOD, due + timedelta(minutes=10))) < days(known) * 2


def test_who_wants_to_know_more_sees_items_sooner() -> None:
    assert days(first(Rating.EASY, retention=0.95)) < days(first(Rating.EASY, retention=0.8))


def test_a_clock_of_another_zone_and_one_that_was_put_back_are_understood() -> None:
    elsewhere = timezone(timedelta(hours=5))
    assert first(Rating.GOOD, NOON.astimezone(elsewhere)) == first(Rating.GOOD)
    earlier = Schedule().again(first(Rating.GOOD), Rating.GOOD, NOON - timedelta(days=3))
    assert datetime.fromisoformat(earlier.due) > NOON - timedelta(days=3)


def test_no_chance_is_in_it() -> None:
    card = first(Rating.EASY)
    later = datetime.fromisoformat(card.due) + timedelta(days=40)
    assert len({Schedule().again(card, Rating.EASY, later) for _ in range(20)}) == 1


def test_due_is_from_the_very_second() -> None:
    card = first(Rating.AGAIN)
    assert is_due(card, NOON + timedelta(minutes=10))
    assert not is_due(card, NOON + timedelta(minutes=9, seconds=59))
    assert datetime.fromisoformat(card.due).tzinfo == UTC


@pytest.mark.parametrize("retention", [0.69, 0.98, float("nan")])
def test_a_share_out_of_range_is_refused(retention: float) -> None:
    with pytest.raises(SettingsError, match="desired_retention"):
        Schedule(retention)


def test_right_and_wrong_become_ratings() -> None:
    assert (rated(True), rated(False)) == (Rating.GOOD, Rating.AGAIN)
