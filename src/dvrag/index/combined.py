"""The vector index that is always up to date: a published index, and what was committed or removed since."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from dvrag.errors import DamagedError
from dvrag.index.exact import ExactIndex, best, inner_products
from dvrag.model.results import Ranked
from dvrag.ports import Rows, Vectors

_MARGIN = 32
"""Candidates beyond k that are scored exactly: 16-bit scores order neighbours a little differently."""


class VectorSource(Protocol):
    """Where the truth is: the library."""

    def transaction(self) -> int:
        """Return the number of the last transaction."""
        ...

    def published_name(self) -> str:
        """Return the name of the published index, "" for none. Raises DamagedError."""
        ...

    def published(self) -> tuple[str, int, Mapping[str, bytes]] | None:
        """Return name, last transaction and files of the published index. Raises DamagedError."""
        ...

    def vectors_after(self, transaction: int) -> tuple[Rows, Vectors]:
        """Return rows, ascending, and vectors committed after a transaction."""
        ...

    def vectors_of(self, rows: Rows) -> tuple[Rows, Vectors]:
        """Return rows, ascending, and vectors of those of `rows` that are there."""
        ...

    def removed_since(self, transaction: int) -> Rows:
        """Return the rows removed after a transaction."""
        ...


class BaseIndex(Protocol):
    """An index of the rows up to some transaction."""

    def search(self, query: Vectors, k: int, allowed: Rows | None = None, hidden: Rows | None = None) -> list[Ranked]:
        """Return at most k rows that are allowed and not hidden, best first."""
        ...


@dataclass(frozen=True, slots=True)
class _State:
    transaction: int
    name: str
    base: BaseIndex | None
    base_transaction: int
    hidden: Rows
    recent: ExactIndex


class CombinedIndex:
    """Searches the published index and adds what it does not know; equal in values to an exact search."""

    def __init__(self, source: VectorSource, load: Callable[[Mapping[str, bytes]], BaseIndex]) -> None:
        """Take the library and what makes an index of published files."""
        self._source = source
        self._load = load
        self._lock = threading.Lock()
        self._state: _State | None = None
        self._notices: tuple[str, ...] = ()

    @property
    def notices(self) -> tuple[str, ...]:
        """Plain lines to show: a damaged index, and what is done instead."""
        return self._notices

    def search(self, query: Vectors, k: int, allowed: Rows | None = None) -> list[Ranked]:
        """Return at most k rows, highest inner product first, ties by row; only `allowed` rows if given."""
        state = self._refreshed()
        found = state.recent.search(query, k, allowed)
        if state.base is not None and k > 0:
            candidates = state.base.search(query, k + _MARGIN, allowed, state.hidden)
            found += self._exactly(query, candidates)
        return sorted(found, key=lambda ranked: (-ranked.score, ranked.row))[: max(k, 0)]

    def _exactly(self, query: Vectors, candidates: list[Ranked]) -> list[Ranked]:
        if not candidates:
            return []
        rows = np.array([ranked.row for ranked in candidates], dtype=np.int64)
        found, vectors = self._source.vectors_of(rows)
        return best(found, inner_products(query, vectors), len(found))

    def _refreshed(self) -> _State:
        with self._lock:
            transaction = self._source.transaction()
            name = self._name()
            state = self._state
            if state is None or state.transaction != transaction or state.name != name:
                self._state = state = self._next(state, transaction, name)
            return state

    def _name(self) -> str | None:
        try:
            return self._source.published_name()
        except DamagedError as error:
            self._warn(error)
            return None

    def _next(self, old: _State | None, transaction: int, name: str | None) -> _State:
        if old is not None and old.name == name:
            base, since = old.base, old.base_transaction
        else:
            base, since = self._published() if name else (None, 0)
        rows, vectors = self._source.vectors_after(since)
        hidden = self._source.removed_since(since)
        return _State(transaction, name or "", base, since, hidden, ExactIndex(rows, vectors))

    def _published(self) -> tuple[BaseIndex | None, int]:
        try:
            found = self._source.published()
            return (self._load(found[2]), found[1]) if found else (None, 0)
        except DamagedError as error:
            self._warn(error)
            return None, 0

    def _warn(self, error: DamagedError) -> None:
        line = f"{error.message} The library itself is searched instead. {error.hint}".strip()
        if line not in self._notices:
            self._notices = (*self._notices, line)
