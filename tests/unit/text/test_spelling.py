"""Edit distances equal values known from the literature and a slow definition."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvrag.text.spelling import Vocabulary, allowed_edits, distance

letters = st.text("abc", max_size=7)
short_words = st.text("abcdé", min_size=1, max_size=4)


def slow(one: str, other: str) -> int:
    """The definition of optimal string alignment, by recursion."""

    @cache
    def d(i: int, j: int) -> int:
        if not i or not j:
            return i + j
        best = min(d(i - 1, j) + 1, d(i, j - 1) + 1, d(i - 1, j - 1) + (one[i - 1] != other[j - 1]))
        if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
            best = min(best, d(i - 2, j - 2) + 1)
        return best

    return d(len(one), len(other))


@pytest.mark.parametrize(
    ("one", "other", "edits"),
    [("kitten", "sitting", 3), ("recieve", "receive", 1), ("ca", "abc", 3), ("", "abc", 3), ("same", "same", 0)],
)
def test_known_distances(one: str, other: str, edits: int) -> None:
    assert distance(one, other) == edits


@given(letters, letters)
def test_distances_follow_the_definition(one: str, other: str) -> None:
    assert distance(one, other) == slow(one, other)


def test_the_nearest_word_wins_then_swapped_letters_then_the_more_frequent_word() -> None:
    words = Vocabulary({"receive": 3, "relieve": 9, "reprieve": 50, "recipe": 20})
    assert words.nearest("recieve", 2) == ["receive", "relieve"]
    assert words.nearest("reciepe", 1) == ["recipe"]
    assert words.nearest("zebra", 2) == []
    assert words.nearest("", 2) == []


@given(st.sets(short_words, max_size=40), short_words, st.integers(1, 2))
def test_no_word_within_reach_is_passed_over(words: set[str], word: str, most: int) -> None:
    """Words are compared only where they share enough letters: none that is near enough is left out by that."""
    near = {other: slow(word, other) for other in words if other[0] == word[0]}
    least = min(near.values(), default=most + 1)
    expected = {other for other, edits in near.items() if edits == least} if least <= most else set()
    assert set(Vocabulary(dict.fromkeys(words, 1)).nearest(word, most)) == expected


def test_an_empty_vocabulary_knows_nothing() -> None:
    assert Vocabulary({}).nearest("anything", 2) == []
    assert "anything" not in Vocabulary({})


def test_short_words_are_left_alone() -> None:
    assert [allowed_edits("x" * n) for n in (4, 5, 8, 9)] == [0, 1, 1, 2]
