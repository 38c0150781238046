"""Whether two words mean nearly the same ("kids", "children"), by the embedding model itself."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock

import numpy as np

from dvrag.ports import Embedder, Vectors

SAME_FROM = 0.58
"""Cosine of two single words from which they begin to count as the same; at SAME_AT they fully do."""
SAME_AT = 0.78
"""On word pairs of the domain: kids/children 0.88, dads/fathers 0.75, documents/passport 0.48, weather/risk 0.16."""
KEPT = 20_000
"""Word vectors kept in memory (30 MB at 384 dimensions)."""


class WordMeanings:
    """Vectors of single words, kept between questions. Safe to share between threads."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._vectors: dict[str, Vectors] = {}
        self._lock = Lock()

    def sameness(self, words: Sequence[str], others: Sequence[str]) -> Vectors:
        """Return shape (len(words), len(others)), in [0, 1]: 0 below SAME_FROM, 1 from SAME_AT, linear between."""
        if not words or not others:
            return np.zeros((len(words), len(others)), dtype=np.float32)
        table = self._looked_up([*words, *others])
        cosines = table[: len(words)] @ table[len(words) :].T
        share: Vectors = np.clip((cosines - SAME_FROM) / (SAME_AT - SAME_FROM), 0, 1).astype(np.float32)
        return share

    def _looked_up(self, words: Sequence[str]) -> Vectors:
        plain = [word.lower() for word in words]
        with self._lock:
            if len(self._vectors) > KEPT:
                self._vectors.clear()
            new = [word for word in dict.fromkeys(plain) if word not in self._vectors]
            if new:
                self._vectors.update(zip(new, self._embedder.encode(new), strict=True))
            return np.stack([self._vectors[word] for word in plain])
