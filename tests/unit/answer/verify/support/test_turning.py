"""Parity, and how words lean."""

from __future__ import annotations

import numpy as np
import pytest

from dvrag.answer.verify.support.compared import Compared
from dvrag.answer.verify.support.features import features
from dvrag.answer.verify.support.turning import examples, leaning, turned
from dvrag.answer.verify.support.words import read_words
from dvrag.testing.fakes import HashingEmbedder

EMBEDDER = HashingEmbedder(64)


def parity(claim: str, cited: str) -> float:
    one, other = read_words(EMBEDDER, [claim, cited])
    return turned(Compared(one, [other]))["parity_like"]


@pytest.mark.parametrize(
    ("claim", "cited", "same"),
    [
        ("The plan increased calls", "The plan increased calls", True),
        ("The plan reduced calls", "The plan reduced calls", True),
        ("The plan did not reduce calls", "The plan increased calls", True),
        ("The plan reduced calls", "The plan increased calls", False),
        ("The plan did not increase calls", "The plan increased calls", False),
    ],
)
def test_parity_tells_whether_both_go_the_same_way(claim: str, cited: str, same: bool) -> None:
    assert (parity(claim, cited) > 0.9) if same else (parity(claim, cited) < -0.9)


def test_words_that_the_claim_is_not_of_do_not_count() -> None:
    assert parity("The plan increased calls", "The plan increased calls but records were never shared") > 0.9


def test_vectors_of_another_length_lean_by_the_lexicon() -> None:
    words = read_words(EMBEDDER, ["The plan never increased calls"])[0]
    assert leaning(words).tolist() == [0, 0, 1, -1, 0]


def test_examples_are_words_of_the_lexicon() -> None:
    vectors, labels = examples(read_words(EMBEDDER, ["The plan increased calls", "Records were not shared"]))
    assert vectors.shape == (3, 64)
    assert labels.tolist() == [0, 1, 0]


def test_a_claim_is_nearer_to_itself_in_every_measure() -> None:
    claim, other = read_words(EMBEDDER, ["The plan increased calls", "A harbour opened in spring"])
    own, far = features(claim, [claim]), features(claim, [other])
    for name in ("near", "aligned", "first", "said", "said_all", "rare_first", "runs", "lean_alike"):
        assert own[name] > far[name], name
    assert own["unlike"] == own["rare_missing"] == 0
    assert np.isfinite(list(own.values())).all()
