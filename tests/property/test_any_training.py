"""Whatever is decided or answered: it comes back the same, and dates of repetition keep their order."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from math import isfinite

from hypothesis import given
from hypothesis import strategies as st

from dvrag.model.findings import Agency, AgencyClass
from dvrag.model.ids import ReportId
from dvrag.model.learning.items import Cited, Difficulty, Item, ItemId, ItemKind, Role
from dvrag.model.learning.learners import Card, Given, Learner, LearnerId, Rating
from dvrag.store.training.codec import (
    answer_from,
    answer_values,
    card_from,
    card_values,
    item_from_json,
    item_to_json,
)
from dvrag.training.practice.progress import team
from dvrag.training.practice.schedule import LONGEST_DAYS, Schedule
from dvrag.training.practice.sitting import Known
from unit.trained import NOON, THEMES, answered

texts = st.text(st.characters(codec="utf-8"), max_size=20)
words = st.lists(texts, max_size=3).map(tuple)
numbers = st.integers(0, 2**40)
maybe = st.none() | texts
cited = st.builds(
    Cited, texts.map(ReportId), texts, texts, numbers, numbers, texts, st.none() | numbers, maybe, maybe, texts, numbers
)
items = st.builds(
    Item,
    id=texts.map(ItemId),
    kind=st.sampled_from(ItemKind),
    pattern=texts,
    stem=texts,
    options=words,
    answer=st.lists(numbers, max_size=3).map(tuple),
    rationale=texts,
    cited=st.lists(cited, max_size=2).map(tuple),
    prompts=words,
    difficulty=st.sampled_from(Difficulty),
    roles=st.lists(st.sampled_from(Role), max_size=3).map(tuple),
    themes=words,
    agencies=st.lists(st.builds(Agency, texts, st.sampled_from(AgencyClass)), max_size=2).map(tuple),
    note=texts,
)
learner_ids = numbers.map(LearnerId)
seconds = st.floats(0, 1e6, allow_nan=False)
answers = st.builds(
    Given,
    n=numbers,
    learner=learner_ids,
    item=texts.map(ItemId),
    kind=st.sampled_from(ItemKind),
    themes=words,
    right=st.booleans(),
    rating=st.sampled_from(Rating),
    at=texts,
    seconds=st.none() | seconds,
)
cards = st.builds(
    Card, learner_ids, texts.map(ItemId), numbers, st.none() | numbers, seconds, seconds, last=texts, due=texts
)
steps = st.lists(st.tuples(st.sampled_from(Rating), st.integers(-3, 500), st.integers(0, 86_399)), max_size=15)


@given(items)
def test_items_come_back(item: Item) -> None:
    assert item_from_json(item_to_json(item)) == item


@given(answers)
def test_answers_come_back(given: Given) -> None:
    assert answer_from(answer_values(given)) == given


@given(cards)
def test_cards_come_back(card: Card) -> None:
    assert card_from(card_values(card)) == card


@given(st.sampled_from(Rating), steps)
def test_whatever_is_answered_when_the_card_stays_sound(start: Rating, later: list[tuple[Rating, int, int]]) -> None:
    schedule, at = Schedule(), datetime(2026, 3, 2, tzinfo=UTC)
    card = schedule.first(LearnerId(1), ItemId("a"), start, at)
    for rating, days, more in later:
        at = max(at + timedelta(days=days, seconds=more), datetime(2020, 1, 1, tzinfo=UTC))
        card = card_from(card_values(schedule.again(card, rating, at)))
        wait = datetime.fromisoformat(card.due) - at
        assert timedelta(0) < wait <= timedelta(days=LONGEST_DAYS)
        assert (isfinite(card.stability), card.stability > 0, 1 <= card.difficulty <= 10) == (True, True, True)
        better = [datetime.fromisoformat(schedule.again(card, other, at).due) for other in Rating]
        assert better == sorted(better)


@given(st.lists(st.tuples(st.booleans(), st.lists(st.sampled_from(["asking", "housing"]), max_size=4)), max_size=8))
def test_no_team_view_shows_fewer_than_three_nor_leaves_fewer_than_three_without_a_name(
    people: list[tuple[bool, list[str]]],
) -> None:
    members = [
        Known(
            Learner(LearnerId(number), f"Person {number}" if is_named else "", NOON.isoformat()),
            tuple(answered(n, themes=(theme,)) for n, theme in enumerate(themes)),
            (),
        )
        for number, (is_named, themes) in enumerate(people)
    ]
    view = team(members, {}, THEMES, NOON, 3)
    assert all(member.learner.name for member in view.members)
    for row in view.themes:
        nameless = [themes.count(row.theme) for is_named, themes in people if not is_named and row.theme in themes]
        named = [themes.count(row.theme) for is_named, themes in people if is_named and row.theme in themes]
        assert len(nameless) + len(named) >= 3
        assert len(nameless) != 1
        assert len(nameless) != 2
        assert row.answered == sum(nameless) + sum(named)
    told = {theme for _, themes in people for theme in themes}
    assert view.held_back == len(told) - len(view.themes)
