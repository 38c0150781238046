"""Every vector index against the exact oracle."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from dvrag.index.combined import CombinedIndex
from dvrag.index.exact import ExactIndex
from dvrag.index.faiss_index import FaissIndex, build
from dvrag.ports import Rows, VectorIndex, Vectors
from dvrag.testing.contracts import VectorIndexContract


class Memory:
    """A vector source: a published index of the first rows, two of them removed since, and later rows."""

    def __init__(self, rows: Rows, vectors: Vectors, published: int, flat_below: int) -> None:
        gone_rows = np.array([1_000_001, 1_000_002], dtype=np.int64)[: 2 if len(rows) else 0]
        gone = np.repeat(vectors[:1], len(gone_rows), axis=0)
        base_rows = np.concatenate([rows[:published], gone_rows])
        base = build(base_rows, np.concatenate([vectors[:published], gone]), flat_below)
        self._rows, self._vectors, self._published = rows, vectors, published
        self._base, self._gone = base, gone_rows

    def transaction(self) -> int:
        return 2

    def published_name(self) -> str:
        return "gen-1"

    def published(self) -> tuple[str, int, Mapping[str, bytes]]:
        return "gen-1", 1, self._base

    def vectors_after(self, transaction: int) -> tuple[Rows, Vectors]:
        start = self._published if transaction else 0
        return self._rows[start:], self._vectors[start:]

    def vectors_of(self, rows: Rows) -> tuple[Rows, Vectors]:
        there = np.isin(self._rows, rows)
        return self._rows[there], self._vectors[there]

    def removed_since(self, transaction: int) -> Rows:
        return self._gone


class TestExact(VectorIndexContract):
    def make(self, rows: Rows, vectors: Vectors) -> VectorIndex:
        return ExactIndex(rows, vectors)


class TestFaissFlat(VectorIndexContract):
    def make(self, rows: Rows, vectors: Vectors) -> VectorIndex:
        return FaissIndex(build(rows, vectors))


class TestFaissSixteenBits(VectorIndexContract):
    tolerance = 2e-3

    def make(self, rows: Rows, vectors: Vectors) -> VectorIndex:
        return FaissIndex(build(rows, vectors, flat_below=0))


class TestCombinedFlat(VectorIndexContract):
    tolerance = 0.0

    def make(self, rows: Rows, vectors: Vectors) -> VectorIndex:
        return CombinedIndex(Memory(rows, vectors, len(rows) // 2, 10**6), FaissIndex)


class TestCombinedSixteenBits(VectorIndexContract):
    tolerance = 0.0

    def make(self, rows: Rows, vectors: Vectors) -> VectorIndex:
        return CombinedIndex(Memory(rows, vectors, len(rows) // 2, 0), FaissIndex)


class TestCombinedWithoutRecentRows(VectorIndexContract):
    tolerance = 0.0

    def make(self, rows: Rows, vectors: Vectors) -> VectorIndex:
        return CombinedIndex(Memory(rows, vectors, len(rows), 0), FaissIndex)
