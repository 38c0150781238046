"""Exact search: every inner product, the oracle that other indexes are measured against."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from dvrag.model.ids import Row
from dvrag.model.results import Ranked
from dvrag.ports import Rows, Vectors

_BLOCK = 4096


class ExactIndex:
    """Compares a query with every vector."""

    def __init__(self, rows: Rows, vectors: Vectors) -> None:
        """Take rows, ascending, shape (n,), and their vectors, shape (n, d)."""
        self._rows = rows
        self._vectors = vectors

    def search(self, query: Vectors, k: int, allowed: Rows | None = None) -> list[Ranked]:
        """Return at most k rows, highest inner product first, ties by row; only `allowed` rows if given."""
        rows, vectors = self._rows, self._vectors
        if allowed is not None:
            chosen = np.isin(rows, allowed)
            rows, vectors = rows[chosen], vectors[chosen]
        return best(rows, inner_products(query, vectors), k)


def inner_products(query: Vectors, vectors: Vectors) -> npt.NDArray[np.float32]:
    """Return the inner product of a query, shape (d,), with each vector, shape (n,).

    Summed in double precision and rounded once, so that equal vectors score equal wherever they stand.
    """
    scores = np.empty(len(vectors), dtype=np.float32)
    precise = query.astype(np.float64)
    for start in range(0, len(vectors), _BLOCK):
        scores[start : start + _BLOCK] = vectors[start : start + _BLOCK].astype(np.float64) @ precise
    return scores


def best(rows: Rows, scores: npt.NDArray[np.float32], k: int) -> list[Ranked]:
    """Return the k highest scores with their rows, ties by row."""
    order = np.lexsort((rows, -scores))[: max(k, 0)]
    return [Ranked(Row(int(rows[i])), float(scores[i])) for i in order]
