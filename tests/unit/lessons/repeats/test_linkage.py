"""Groups from scored pairs."""

from __future__ import annotations

import itertools
import random

from hypothesis import given
from hypothesis import strategies as st

from dvrag.lessons.repeats.linkage import WORST, joined


def test_members_that_agree_are_joined() -> None:
    assert joined([(0, 1, 2.0), (1, 2, 1.5), (0, 2, 1.0)], 4) == [[0, 1, 2]]


def test_a_chain_is_not_enough() -> None:
    assert joined([(0, 1, 2.0), (1, 2, 1.0)], 3) == [[0, 1]]


def test_one_pair_that_clearly_differs_keeps_groups_apart() -> None:
    scored = [(0, 1, 5.0), (2, 3, 5.0), (0, 2, 4.0), (1, 3, 4.0), (0, 3, 4.0), (1, 2, WORST - 0.1)]
    assert joined(scored, 4) == [[0, 1], [2, 3]]


def test_nothing_to_join() -> None:
    assert joined([], 0) == []
    assert joined([(0, 1, -1.0)], 2) == []


@given(st.integers(2, 9), st.integers(0, 10_000))
def test_groups_are_disjoint_and_hold_to_the_least_mean(count: int, seed: int) -> None:
    generator = random.Random(seed)
    scores = {pair: generator.uniform(-3, 3) for pair in itertools.combinations(range(count), 2)}
    found = joined([(*pair, score) for pair, score in scores.items()], count)
    members = [member for group in found for member in group]
    assert len(members) == len(set(members))
    for group in found:
        inside = [scores[pair] for pair in itertools.combinations(group, 2)]
        assert sum(inside) / len(inside) >= -1e-9
        assert min(inside) >= WORST
    order = list(scores.items())
    generator.shuffle(order)
    assert joined([(*pair, score) for pair, score in order], count) == found
