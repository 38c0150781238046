"""Items of the sample reports: enough of them, of every report and theme, each sound and asked once."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from dvrag.assembly.training import open_trainer
from dvrag.model.learning.items import Item, ItemFilters, ItemKind
from dvrag.store.library import Library
from dvrag.trainer import Trainer

pytestmark = pytest.mark.slow

AT_LEAST = 300
SHARE = 0.45
"""No pattern makes up more than this share of the items."""


@pytest.fixture(scope="module")
def trainer(sample_library: Path) -> Trainer:
    return open_trainer(sample_library)


@pytest.fixture(scope="module")
def items(trainer: Trainer) -> tuple[Item, ...]:
    return tuple(each.item for each in trainer.items())


def test_there_are_at_least_three_hundred_distinct_items(items: tuple[Item, ...]) -> None:
    asked = {(item.stem, tuple(item.options[place] for place in item.answer), item.prompts) for item in items}
    assert len(asked) == len({item.id for item in items}) == len(items) >= AT_LEAST


def test_every_report_and_every_theme_has_items(
    items: tuple[Item, ...], trainer: Trainer, sample_library: Path
) -> None:
    with Library.open(sample_library, read_only=True) as library:
        reports = {summary.source for summary in library.reports()}
    assert {item.cited[0].source for item in items} == reports
    assert {theme for item in items for theme in item.themes} == {theme.name for theme in trainer.themes()}


def test_every_form_is_there_and_none_is_all(items: tuple[Item, ...]) -> None:
    assert {item.kind for item in items} == set(ItemKind)
    assert max(Counter(item.pattern for item in items).values()) <= SHARE * len(items)


def test_true_and_false_are_both_right_often(items: tuple[Item, ...]) -> None:
    right = Counter(item.options[item.answer[0]] for item in items if item.kind is ItemKind.TRUE_FALSE)
    assert min(right.values()) >= sum(right.values()) / 3


def test_the_right_answer_stands_at_every_place(items: tuple[Item, ...]) -> None:
    four = [item for item in items if item.kind in {ItemKind.CHOICE, ItemKind.CLOZE} and len(item.options) == 4]
    places = Counter(item.answer[0] for item in four)
    assert min(places[place] for place in range(4)) >= len(four) / 6


def test_scenarios_warn_before_they_ask(items: tuple[Item, ...]) -> None:
    scenarios = [item for item in items if item.kind is ItemKind.SCENARIO]
    assert scenarios
    assert all(item.note for item in scenarios)


def test_a_quiz_of_twenty_asks_of_many_reports_and_forms(trainer: Trainer) -> None:
    quiz = trainer.quiz(ItemFilters(), count=20, seed=4)
    assert quiz == trainer.quiz(ItemFilters(), count=20, seed=4)
    assert len({item.cited[0].report_id for item in quiz.items}) >= 15
    assert {item.kind for item in quiz.items} >= {ItemKind.CHOICE, ItemKind.CLOZE, ItemKind.TRUE_FALSE}
