"""Every vector index against the exact oracle."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from dvrag.index.combined import CombinedIndex
from dvrag.index.exact import ExactIndex
from dvrag.index.faiss_index import FaissIndex, Sizes, build
from dvrag.index.published import Bases, Published
from dvrag.ports import Rows, VectorIndex, Vectors
from dvrag.testing.contracts import VectorIndexContract

FLAT, SHORT, CLUSTERED = Sizes(10**6, 10**6), Sizes(0, 10**6), Sizes(0, 0)
ALL = 1.0


class Memory:
    """A source: a published index of the first rows, two of them removed since, and later rows."""

    def __init__(self, folder: Path, rows: Rows, vectors: Vectors, published: int, sizes: Sizes) -> None:
        self._gone = np.array([1_000_001, 1_000_002], dtype=np.int64)[: 2 if len(rows) else 0]
        gone = np.repeat(vectors[:1], len(self._gone), axis=0)
        base_rows = np.concatenate([rows[:published], self._gone])
        write(folder, base_rows, np.concatenate([vectors[:published], gone]), sizes)
        self._folder, self._rows, self._vectors, self._published = folder, rows, vectors, published

    def transaction(self) -> int:
        return 2

    def published_name(self) -> str:
        return "gen-1"

    def published(self) -> tuple[str, int, Path]:
        return "gen-1", 1, self._folder

    def vectors_after(self, transaction: int) -> tuple[Rows, Vectors]:
        start = self._published if transaction else 0
        return self._rows[start:], self._vectors[start:]

    def removed_since(self, transaction: int) -> Rows:
        return self._gone


def write(folder: Path, rows: Rows, vectors: Vectors, sizes: Sizes) -> None:
    """Write an index in blocks of 100."""

    def blocks() -> Iterator[tuple[Rows, Vectors]]:
        for start in range(0, len(rows), 100):
            yield rows[start : start + 100], vectors[start : start + 100]

    for old in folder.iterdir():
        old.unlink()
    build(blocks, len(rows), folder, sizes)


class InFolder(VectorIndexContract):
    sizes = FLAT

    @pytest.fixture(autouse=True)
    def _folder(self, tmp_path: Path) -> None:
        self.folder = tmp_path

    def make(self, rows: Rows, vectors: Vectors) -> VectorIndex:
        write(self.folder, rows, vectors, self.sizes)
        return FaissIndex(self.folder, ALL)


class TestExact(VectorIndexContract):
    def make(self, rows: Rows, vectors: Vectors) -> VectorIndex:
        return ExactIndex(rows, vectors)


class TestFaissFlat(InFolder):
    pass


class TestFaissEightBits(InFolder):
    tolerance = 3e-2
    sizes = SHORT


@pytest.mark.filterwarnings("ignore")
class TestFaissClusters(InFolder):
    tolerance = 3e-2
    sizes = CLUSTERED


class Combined(InFolder):
    tolerance = 0.0
    share = 0.5

    def make(self, rows: Rows, vectors: Vectors) -> VectorIndex:
        source = Memory(self.folder, rows, vectors, int(len(rows) * self.share), self.sizes)
        return CombinedIndex(Published(source, lambda folder: Bases(FaissIndex(folder, ALL))))


class TestCombinedFlat(Combined):
    pass


class TestCombinedEightBits(Combined):
    sizes = SHORT


class TestCombinedClusters(Combined):
    sizes = CLUSTERED


class TestCombinedWithoutRecentRows(Combined):
    sizes = SHORT
    share = 1.0
