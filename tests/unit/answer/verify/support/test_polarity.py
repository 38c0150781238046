"""Which way words point."""

from __future__ import annotations

import numpy as np
import pytest

from dvrag.answer.verify.support.polarity import directions, negations, signs
from dvrag.answer.verify.support.words import WORD, Words, read_words
from dvrag.testing.fakes import HashingEmbedder


def words(text: str) -> Words:
    return read_words(HashingEmbedder(8), [text])[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Calls rose", [0, 1]),
        ("Calls fell", [0, -1]),
        ("Calls did not rise", [0, 0, 0, -1]),
        ("Calls didn’t rise", [0, 0, -1]),
        ("not a single recorded increase", [0, 0, 0, -1, 1]),
        ("never without support", [0, 0, 1]),
        ("ledger goods mission enabled", [0, 0, 0, 1]),
        ("Stopped early", [-1, 0]),
    ],
)
def test_signs(text: str, expected: list[float]) -> None:
    np.testing.assert_array_equal(signs(words(text)), expected)


def test_directions_are_not_turned_round_by_negations() -> None:
    text = words("no increase")
    assert directions(text).tolist() == [0, 1]
    assert negations(text).tolist() == [1, 0]


def test_words_keep_inner_marks() -> None:
    assert WORD.findall("Risk-based (14.5%) officers’ can't: 1,200.") == [
        "Risk-based", "14.5%", "officers", "can't", "1,200",
    ]  # fmt: skip


def test_words_have_unit_vectors_and_stems_of_their_parts() -> None:
    text = words("The risk-based reviews")
    np.testing.assert_allclose(np.linalg.norm(text.vectors, axis=1), 1, rtol=1e-5)
    assert text.content == [1, 2]
    assert text.stems == ["risk", "base", "review"]


def test_words_beyond_the_models_limit_are_left_out() -> None:
    cut = read_words(HashingEmbedder(8, max_tokens=3), ["one two three four five"])[0]
    assert cut.words == ("one", "two", "three")
