"""How near findings are to the examples of themes, in numbers that mean the same for every theme."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from dvrag.lessons.themes.patterns import read_words
from dvrag.model.findings import Theme
from dvrag.ports import Embedder, Vectors

_LEAST_SPREAD = 0.05
_RARE, _COMMON = 1, 4
"""Examples of other themes, at most, that hold a word which is a theme's own: a single one, one it says twice."""


class Nearness:
    """The encoded examples of themes. Each theme's cosines are measured against what other themes' examples reach."""

    def __init__(self, themes: Sequence[Theme], embedder: Embedder) -> None:
        """Encode the examples; `examples` holds them in order, `words` each theme's shared and rare words."""
        self.examples = [text for theme in themes for text in theme.examples]
        self._owners = np.array([i for i, theme in enumerate(themes) for _ in theme.examples], dtype=np.int64)
        self._count = len(themes)
        self._own = np.array([theme.own for theme in themes])
        self._vectors = embedder.encode(self.examples)
        self._mean, self._spread = self._usual()
        self.words = _own_words(themes)

    def of(self, vectors: Vectors) -> tuple[Vectors, Vectors, npt.NDArray[np.int64]]:
        """Return three arrays of a row a finding and a column a theme.

        They hold the cosine with the nearest example in standard deviations above what is usual for the theme, its lead
        over the best of the other themes that dvrag brings, and the number of that example.
        """
        likeness = vectors @ self._vectors.T
        near = np.full((len(vectors), self._count), -1.0, dtype=np.float32)
        best = np.zeros((len(vectors), self._count), dtype=np.int64)
        for theme in range(self._count):
            columns = np.flatnonzero(self._owners == theme)
            if len(columns):
                best[:, theme] = columns[np.argmax(likeness[:, columns], axis=1)]
                near[:, theme] = likeness[np.arange(len(vectors)), best[:, theme]]
        return (near - self._mean) / self._spread, near - self._rivals(near), best

    def _rivals(self, near: Vectors) -> Vectors:
        """Return, by theme, the greatest cosine among the other themes that dvrag brings."""
        rivals = np.where(self._own, -1.0, near)
        top = rivals.max(axis=1, keepdims=True)
        first = rivals.argmax(axis=1)
        rest = rivals.copy()
        rest[np.arange(len(near)), first] = -1.0
        second = rest.max(axis=1)
        found = np.repeat(top, self._count, axis=1)
        found[np.arange(len(near)), first] = second
        return np.where(found < 0, 0.0, found)

    def _usual(self) -> tuple[Vectors, Vectors]:
        """Return, by theme, mean and spread of the greatest cosine that other themes' examples have with its own."""
        mean = np.full(self._count, 0.25, dtype=np.float32)
        spread = np.full(self._count, 0.1, dtype=np.float32)
        likeness = self._vectors @ self._vectors.T
        for theme in range(self._count):
            mine = self._owners == theme
            others = ~mine & ~self._own[self._owners]
            if mine.any() and others.sum() > 1:
                usual = likeness[others][:, mine].max(axis=1)
                mean[theme], spread[theme] = usual.mean(), max(_LEAST_SPREAD, usual.std())
        return mean, spread


def _own_words(themes: Sequence[Theme]) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """Return, by theme, the stems that its examples share and those that hardly any other theme's example holds.

    Only users' themes need them; the others have terms.
    """
    held = [[_stems(text) for text in theme.examples] for theme in themes]
    total = Counter(word for texts in held for text in texts for word in text)
    found = []
    for theme, texts in zip(themes, held, strict=True):
        own = Counter(word for text in texts for word in text) if theme.own else Counter[str]()
        shared = frozenset(word for word, n in own.items() if n > 1 and total[word] - n <= _COMMON)
        rare = frozenset(word for word, n in own.items() if n == 1 and total[word] - n <= _RARE)
        found.append((shared, rare))
    return tuple(found)


def _stems(text: str) -> frozenset[str]:
    return frozenset(word for word in read_words(text).places if word.islower() and word.isalpha())
