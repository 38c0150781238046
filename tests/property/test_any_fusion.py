"""What holds for every fusion of any two lists."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from dvrag.model.ids import Row
from dvrag.model.results import Ranked
from dvrag.retrieve.fusion import convex, from_zero, min_max, reciprocal_rank

rows = st.integers(1, 60).map(Row)
scores = st.dictionaries(rows, st.floats(0, 50, allow_subnormal=False), max_size=20)
weights = st.floats(0, 1)


@given(scores, scores, weights)
def test_scores_lie_between_0_and_1_and_every_row_comes_once(words: dict, meaning: dict, weight: float) -> None:
    found = convex(words, meaning, weight)
    assert {item.row for item in found} == words.keys() | meaning.keys()
    assert len({item.row for item in found}) == len(found)
    assert all(-1e-9 <= item.score <= 1 + 1e-9 for item in found)
    assert found == sorted(found, key=lambda item: (-item.score, item.row))


@given(scores, st.floats(0.1, 100))
def test_the_unit_of_a_score_does_not_matter(words: dict, factor: float) -> None:
    scaled = {row: score * factor for row, score in words.items()}
    for normalise in (from_zero, min_max):
        first, second = normalise(words), normalise(scaled)
        assert all(abs(first[row] - second[row]) < 1e-6 for row in first)


@given(scores, scores)
def test_a_row_better_in_both_lists_is_never_below(words: dict, meaning: dict) -> None:
    found = {item.row: item.score for item in convex(words, meaning, 0.5)}
    for a in words.keys() & meaning.keys():
        for b in words.keys() & meaning.keys():
            if words[a] >= words[b] and meaning[a] >= meaning[b]:
                assert found[a] >= found[b] - 1e-12


@given(st.lists(st.lists(rows, unique=True, max_size=8), min_size=1, max_size=3))
def test_reciprocal_rank_equals_exact_fractions(lists: list[list[Row]]) -> None:
    exact: dict[Row, Fraction] = {}
    for found in lists:
        for position, row in enumerate(found):
            exact[row] = exact.get(row, Fraction(0)) + Fraction(1, 60 + position + 1)
    fused = reciprocal_rank([[Ranked(row, 0.0) for row in found] for found in lists])
    assert {item.row for item in fused} == exact.keys()
    assert all(abs(item.score - float(exact[item.row])) < 1e-12 for item in fused)
