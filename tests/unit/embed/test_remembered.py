"""Vectors are the embedder's own, each text encoded once while it is remembered."""

from __future__ import annotations

import numpy as np

from dvrag.embed.remembered import RememberingEmbedder
from dvrag.testing.fakes import HashingEmbedder


def test_vectors_equal_the_embedders_in_order_and_number() -> None:
    inner = HashingEmbedder()
    texts = ["a b", "c", "a b", "", "d e f"]
    np.testing.assert_array_equal(RememberingEmbedder(inner).encode(texts), HashingEmbedder().encode(texts))
    assert RememberingEmbedder(inner).encode([]).shape == (0, inner.dimension)
    assert RememberingEmbedder(inner).fingerprint == inner.fingerprint


def test_a_text_is_encoded_once_until_it_is_forgotten() -> None:
    inner = HashingEmbedder()
    remembering = RememberingEmbedder(inner, kept=2)
    remembering.encode(["a", "a", "b"])
    assert inner.encoded == 2
    remembering.encode(["a"])
    remembering.encode(["c"])
    assert inner.encoded == 3
    remembering.encode(["a"])
    assert inner.encoded == 3
    remembering.encode(["b"])
    assert inner.encoded == 4
