"""How near two texts are, by the words they share and by what they mean."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from typing import TypeAlias

import numpy as np

from dvrag.ports import Vectors
from dvrag.text.stems import stems

Encode: TypeAlias = Callable[[Sequence[str]], Vectors]
"""Texts → one vector each, shape (n, d)."""

_WIDTH = 4096


def by_words(texts: Sequence[str]) -> Vectors:
    """Return vectors of the stems that texts hold: their cosine tells shared words alone. Shape (n, 4096)."""
    found = np.zeros((len(texts), _WIDTH), np.float32)
    for row, text in enumerate(texts):
        for stem in set(stems(text)):
            found[row, zlib.crc32(stem.encode()) % _WIDTH] = 1.0
    return found


def unit(vectors: Vectors) -> Vectors:
    """Return vectors of length 1 in the same directions; a vector of zeros stays as it is."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.where(lengths > 0, lengths, 1.0), np.float32)


def shared(one: frozenset[str], two: frozenset[str]) -> float:
    """Return the share, in [0, 1], of the smaller set of stems that stands in the other too."""
    return len(one & two) / max(1, min(len(one), len(two)))


def farther(
    encode: Encode, pair: tuple[str, str], wrong: Sequence[str], *, ahead: float, far: float = -1.0
) -> tuple[str, ...]:
    """Return the wrong answers that are surely farther from what is told than the right one: `pair` holds the two.

    By `ahead`, a difference of cosines; one whose cosine is at most `far` is so in any case.
    """
    vectors = unit(encode([*pair, *wrong]))
    near = vectors[1:] @ vectors[0]
    return tuple(text for text, close in zip(wrong, near[1:], strict=True) if close <= max(near[0] - ahead, far))
