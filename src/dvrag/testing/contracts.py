"""What every vector index and every lexical index must do: subclass, give `make`, and pytest runs the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from dvrag.index.exact import ExactIndex
from dvrag.model.results import Ranked
from dvrag.ports import LexicalIndex, Rows, VectorIndex, Vectors

_TOLERANCE = 1e-6


class VectorIndexContract:
    """Compares an index with the exact oracle, in rows and in values."""

    tolerance = _TOLERANCE
    """Largest difference of a score from the exact one."""

    def make(self, rows: Rows, vectors: Vectors) -> VectorIndex:
        """Return the index under test; rows ascend, with gaps."""
        raise NotImplementedError

    def test_it_finds_what_the_oracle_finds(self) -> None:
        """The same rows with the same scores, for several k."""
        rows, vectors = _data(500, 24)
        index, oracle = self.make(rows, vectors), ExactIndex(rows, vectors)
        for query in _data(5, 24, seed=1)[1]:
            for k in (1, 10, 499, 600):
                self.same(index.search(query, k), oracle.search(query, k))

    def test_only_allowed_rows_are_found(self) -> None:
        """A filter limits the rows, and unknown rows in it are ignored."""
        rows, vectors = _data(300, 16)
        index, oracle = self.make(rows, vectors), ExactIndex(rows, vectors)
        allowed = np.concatenate([rows[::7], np.array([10**9], dtype=np.int64)])
        found = index.search(vectors[0], 20, allowed)
        self.same(found, oracle.search(vectors[0], 20, allowed))
        assert {ranked.row for ranked in found} <= set(allowed.tolist())

    def test_nothing_allowed_finds_nothing(self) -> None:
        """An empty filter is not the same as no filter."""
        rows, vectors = _data(30, 8)
        assert self.make(rows, vectors).search(vectors[0], 5, rows[:0]) == []

    def test_equal_vectors_come_in_order_of_rows(self) -> None:
        """Ties are broken by row, at the cut too."""
        rows, _ = _data(200, 8)
        vectors = np.tile(_data(1, 8)[1], (200, 1))
        found = self.make(rows, vectors).search(vectors[0], 7)
        assert [ranked.row for ranked in found] == rows[:7].tolist()

    def test_no_results_are_asked_for(self) -> None:
        """K = 0 is an empty list."""
        rows, vectors = _data(10, 8)
        assert self.make(rows, vectors).search(vectors[0], 0) == []

    def test_an_empty_index_finds_nothing(self) -> None:
        """An index without rows can be made and asked."""
        rows, vectors = np.zeros(0, dtype=np.int64), np.zeros((0, 8), dtype=np.float32)
        assert self.make(rows, vectors).search(_data(1, 8)[1][0], 3) == []

    def same(self, found: Sequence[Ranked], expected: Sequence[Ranked]) -> None:
        """Assert equal length and scores, and equal rows but where scores differ less than the tolerance."""
        assert len(found) == len(expected)
        exact = {int(ranked.row): ranked.score for ranked in expected}
        for mine, theirs in zip(found, expected, strict=True):
            assert abs(mine.score - theirs.score) <= self.tolerance
            assert mine.row == theirs.row or abs(exact.get(int(mine.row), mine.score) - theirs.score) <= self.tolerance


class LexicalIndexContract:
    """What a search by words promises, whatever ranks it."""

    texts: Mapping[int, str] = {
        3: "The panel found that risk assessments were not shared.",
        5: "Sharing information between agencies saves lives.",
        8: "A risk assessment was completed and shared with the MARAC; the assessment of risk was high.",
        9: "Nothing of note.",
        12: "Nothing of note.",
    }

    def make(self, texts: Mapping[int, str]) -> LexicalIndex:
        """Return an index of passages by row."""
        raise NotImplementedError

    def test_rows_with_any_of_the_words_are_found(self) -> None:
        """Terms are alternatives; word stems match."""
        found = self.make(self.texts).search(["assessments", "agency"], 10)
        assert {ranked.row for ranked in found} == {3, 5, 8}

    def test_scores_fall_and_are_positive(self) -> None:
        """Best first, higher is better; more matches of rare words score higher."""
        found = self.make(self.texts).search(["marac", "risk"], 10)
        scores = [ranked.score for ranked in found]
        assert found[0].row == 8
        assert scores == sorted(scores, reverse=True)
        assert min(scores) > 0

    def test_equal_passages_come_in_order_of_rows(self) -> None:
        """Ties are broken by row, at the cut too."""
        index = self.make(self.texts)
        assert [ranked.row for ranked in index.search(["nothing"], 10)] == [9, 12]
        assert [ranked.row for ranked in index.search(["nothing"], 1)] == [9]

    def test_only_allowed_rows_are_found(self) -> None:
        """A filter limits the rows without changing scores; an empty one allows none."""
        index = self.make(self.texts)
        everywhere = {int(ranked.row): ranked.score for ranked in index.search(["risk"], 10)}
        found = index.search(["risk"], 10, np.array([3, 9], dtype=np.int64))
        assert [(ranked.row, ranked.score) for ranked in found] == [(3, everywhere[3])]
        assert index.search(["risk"], 10, np.zeros(0, dtype=np.int64)) == []

    def test_several_words_in_one_term_are_a_phrase(self) -> None:
        """They stand side by side, in that order."""
        found = self.make(self.texts).search(["risk assessment"], 10)
        assert {ranked.row for ranked in found} == {3, 8}
        assert self.make(self.texts).search(["assessment panel"], 10) == []

    def test_no_character_is_an_operator(self) -> None:
        """Quotes, stars and operators in a term are text."""
        index = self.make(self.texts)
        for term in ('"', "*", "NOT", 'risk" OR "nothing', "-", "text:", "(", "\0", ""):
            index.search([term], 5)
        assert {ranked.row for ranked in index.search(["risk*"], 5)} == {3, 8}

    def test_no_words_find_nothing(self) -> None:
        """Neither does k = 0."""
        index = self.make(self.texts)
        assert index.search([], 5) == []
        assert index.search(["risk"], 0) == []


def _data(n: int, dimension: int, seed: int = 0) -> tuple[Rows, Vectors]:
    generator = np.random.default_rng(seed)
    vectors = generator.standard_normal((n, dimension), dtype=np.float32)
    rows = np.cumsum(generator.integers(1, 4, size=n)).astype(np.int64)
    return rows, vectors / np.linalg.norm(vectors, axis=1, keepdims=True).astype(np.float32)
