"""Each fusion equals values computed by hand."""

from __future__ import annotations

import pytest

from dvrag.model.ids import Row
from dvrag.model.results import Ranked
from dvrag.retrieve.fusion import convex, from_zero, min_max, ranked, reciprocal_rank, z_scores

A, B, C, D = (Row(n) for n in (1, 2, 3, 4))


def values(found: list[Ranked]) -> dict[Row, float]:
    return {item.row: item.score for item in found}


def test_min_max_maps_the_lowest_to_0_and_the_highest_to_1() -> None:
    assert min_max({A: 2.0, B: 6.0, C: 3.0}) == {A: 0.0, B: 1.0, C: 0.25}


def test_min_max_of_equal_scores_is_1() -> None:
    assert min_max({A: 5.0, B: 5.0}) == {A: 1.0, B: 1.0}


def test_from_zero_divides_by_the_highest_and_clips_below_0() -> None:
    assert from_zero({A: 4.0, B: 1.0, C: -2.0}) == {A: 1.0, B: 0.25, C: 0.0}


def test_from_zero_without_a_positive_score_is_0() -> None:
    assert from_zero({A: -1.0, B: 0.0}) == {A: 0.0, B: 0.0}


def test_z_scores_use_the_deviation_of_the_population() -> None:
    # mean 3, deviation sqrt((4 + 4 + 0) / 3) = 1.632993
    assert z_scores({A: 1.0, B: 5.0, C: 3.0}) == pytest.approx({A: -1.224745, B: 1.224745, C: 0.0}, abs=1e-6)
    assert z_scores({A: 2.0, B: 2.0}) == {A: 0.0, B: 0.0}


@pytest.mark.parametrize("normalise", [min_max, from_zero, z_scores])
def test_nothing_normalised_is_nothing(normalise: type) -> None:
    assert normalise({}) == {}


def test_convex_combination_by_hand() -> None:
    lexical, dense = {A: 8.0, B: 4.0}, {A: 0.2, B: 0.8, C: 0.4}
    found = values(convex(lexical, dense, dense_weight=0.25))
    assert found == pytest.approx({A: 0.75 * 1 + 0.25 * 0.25, B: 0.75 * 0.5 + 0.25 * 1, C: 0.25 * 0.5})


def test_convex_combination_of_z_scores_gives_a_missing_row_the_lowest() -> None:
    found = values(convex({A: 3.0, B: 1.0}, {C: 1.0, A: 0.0}, 0.5, z_scores))
    assert found == pytest.approx({A: 0.5 * 1 - 0.5 * 1, B: -0.5 - 0.5, C: -0.5 + 0.5})


def test_convex_combination_of_one_list_keeps_its_order() -> None:
    assert [item.row for item in convex({}, {A: 0.1, B: 0.9}, 0.5)] == [B, A]
    assert [item.row for item in convex({A: 1.0, B: 2.0}, {}, 0.5)] == [B, A]
    assert convex({}, {}, 0.5) == []


def test_reciprocal_rank_counts_from_1() -> None:
    lists = [[Ranked(A, 9.0), Ranked(B, 8.0)], [Ranked(B, 0.9), Ranked(C, 0.8)]]
    assert values(reciprocal_rank(lists)) == pytest.approx({A: 1 / 61, B: 1 / 62 + 1 / 61, C: 1 / 62})
    assert values(reciprocal_rank(lists, weights=(2.0, 1.0), k=0)) == pytest.approx({A: 2.0, B: 2.0, C: 0.5})


def test_ties_come_in_order_of_rows() -> None:
    assert [item.row for item in ranked({D: 1.0, A: 1.0, C: 2.0, B: 1.0})] == [C, A, B, D]
