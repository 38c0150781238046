"""The published indexes and what was committed or removed since: the state that every search starts from."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

from dvrag.errors import DamagedError
from dvrag.index.exact import ExactIndex
from dvrag.model.results import Ranked
from dvrag.ports import Rows, Vectors

T = TypeVar("T")


class Source(Protocol):
    """Where the truth is: the library."""

    def transaction(self) -> int:
        """Return the number of the last transaction."""
        ...

    def published_name(self) -> str:
        """Return the name of the published index, "" for none. Raises DamagedError."""
        ...

    def published(self) -> tuple[str, int, Path] | None:
        """Return name, last transaction and folder, verified, of the published index. Raises DamagedError."""
        ...

    def vectors_after(self, transaction: int) -> tuple[Rows, Vectors]:
        """Return rows, ascending, and vectors committed after a transaction."""
        ...

    def removed_since(self, transaction: int) -> Rows:
        """Return the rows removed after a transaction."""
        ...


class VectorBase(Protocol):
    """A vector index of the rows up to some transaction."""

    def search(self, query: Vectors, k: int, allowed: Rows | None = None, hidden: Rows | None = None) -> list[Ranked]:
        """Return at most k rows that are allowed and not hidden, best first."""
        ...

    def vectors_of(self, rows: Rows) -> tuple[Rows, Vectors]:
        """Return those of the rows that are here, ascending, with their whole vectors."""
        ...


class LexicalBase(Protocol):
    """A lexical index of the rows up to some transaction."""

    def search(
        self, terms: Sequence[str], k: int, allowed: Rows | None = None, hidden: Rows | None = None
    ) -> list[Ranked]:
        """Return at most k rows that are allowed and not hidden, best first."""
        ...


@dataclass(frozen=True, slots=True)
class Bases:
    """The indexes in a published folder. No lexical one: the library is small enough to search itself."""

    vectors: VectorBase
    lexical: LexicalBase | None = None


@dataclass(frozen=True, slots=True)
class State:
    """The library as of one transaction. Without `bases`, `recent` holds every row."""

    transaction: int
    name: str | None
    bases: Bases | None
    since: int
    hidden: Rows
    recent_rows: Rows
    recent: ExactIndex


class Published:
    """Keeps the state up to date; safe to share between threads."""

    def __init__(self, source: Source, load: Callable[[Path], Bases]) -> None:
        """Take the library and what opens the indexes in a published folder."""
        self.source = source
        self._load = load
        self._lock = threading.Lock()
        self._state: State | None = None
        self._notices: tuple[str, ...] = ()

    @property
    def notices(self) -> tuple[str, ...]:
        """Plain lines to show: a damaged index, and what is done instead."""
        return self._notices

    def search(self, find: Callable[[State], T]) -> T:
        """Return what `find` finds in the present state.

        Files of an index that is not published any more may have been overwritten while they were read: then it is
        asked again.
        """
        while True:
            state = self._refreshed()
            try:
                found = find(state)
            except DamagedError:
                if self._name() == state.name:
                    raise
                continue
            if state.bases is None or self._name() == state.name:
                return found

    def _refreshed(self) -> State:
        with self._lock:
            transaction = self.source.transaction()
            name = self._name()
            state = self._state
            if state is None or state.transaction != transaction or state.name != name:
                self._state = state = self._next(state, transaction, name)
            return state

    def _name(self) -> str | None:
        try:
            return self.source.published_name()
        except DamagedError as error:
            self._warn(error)
            return None

    def _next(self, old: State | None, transaction: int, name: str | None) -> State:
        if old is not None and old.name == name:
            bases, since = old.bases, old.since
        else:
            bases, since = self._opened() if name else (None, 0)
        rows, vectors = self.source.vectors_after(since)
        hidden = self.source.removed_since(since)
        return State(transaction, name, bases, since, hidden, rows, ExactIndex(rows, vectors))

    def _opened(self) -> tuple[Bases | None, int]:
        try:
            found = self.source.published()
            return (self._load(found[2]), found[1]) if found else (None, 0)
        except DamagedError as error:
            self._warn(error)
            return None, 0

    def _warn(self, error: DamagedError) -> None:
        line = f"{error.message} The library itself is searched instead. {error.hint}".strip()
        if line not in self._notices:
            self._notices = (*self._notices, line)
