"""The indexes that are always up to date: a published one, and what was committed or removed since."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from dvrag.index.exact import best, inner_products
from dvrag.index.published import Published, State
from dvrag.model.results import Ranked
from dvrag.ports import LexicalIndex, Rows, Vectors

_MARGIN = 32
"""Candidates beyond k that are scored exactly: short vectors order neighbours a little differently."""

_FEW = 512
"""Allowed rows up to which each is compared with the query, without a search."""


class CombinedIndex:
    """Searches the published vectors and adds what they lack; scores are those of an exact search.

    With whole vectors it finds what an exact search finds; of 8-bit ones, on real text, 1.000 of its first ten, in
    clusters, without a filter, 0.99.
    """

    def __init__(self, published: Published) -> None:
        self._published = published

    @property
    def notices(self) -> tuple[str, ...]:
        """Plain lines to show: a damaged index, and what is done instead."""
        return self._published.notices

    def search(self, query: Vectors, k: int, allowed: Rows | None = None) -> list[Ranked]:
        """Return at most k rows, highest inner product first, ties by row; only `allowed` rows if given."""
        return self._published.search(lambda state: self._search(state, query, k, allowed))

    def _search(self, state: State, query: Vectors, k: int, allowed: Rows | None) -> list[Ranked]:
        found = state.recent.search(query, k, allowed) if len(state.recent_rows) else []
        if state.bases is not None and k > 0:
            if allowed is not None and len(allowed) <= _FEW:
                rows = np.setdiff1d(allowed, np.concatenate([state.hidden, state.recent_rows]))
            else:
                candidates = state.bases.vectors.search(query, k + _MARGIN, allowed, state.hidden)
                rows = np.array([ranked.row for ranked in candidates], dtype=np.int64)
            if len(rows):
                there, vectors = state.bases.vectors.vectors_of(rows)
                found = [*found, *best(there, inner_products(query, vectors), k)]
        return _best(found, k)


class CombinedLexical:
    """Searches the published words and adds what they lack from the library's own full text.

    A row that was committed since is scored by the full text's own statistics, those of the whole library.
    """

    def __init__(self, published: Published, full_text: LexicalIndex) -> None:
        self._published = published
        self._full_text = full_text

    def search(self, terms: Sequence[str], k: int, allowed: Rows | None = None) -> list[Ranked]:
        """Return at most k rows that hold any of the terms, best first, ties by row; only `allowed` rows if given."""
        return self._published.search(lambda state: self._search(state, terms, k, allowed))

    def _search(self, state: State, terms: Sequence[str], k: int, allowed: Rows | None) -> list[Ranked]:
        if state.bases is None or state.bases.lexical is None:
            return self._full_text.search(terms, k, allowed)
        found = state.bases.lexical.search(terms, k, allowed, state.hidden)
        recent = state.recent_rows if allowed is None else np.intersect1d(state.recent_rows, allowed)
        if len(recent):
            found = [*found, *self._full_text.search(terms, k, recent)]
        return _best(found, k)


def _best(found: Iterable[Ranked], k: int) -> list[Ranked]:
    return sorted(found, key=lambda ranked: (-ranked.score, ranked.row))[: max(k, 0)]
