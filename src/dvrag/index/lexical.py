"""The lexical index that is always up to date: the library's own full-text search (FTS5)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from dvrag.model.results import Ranked
from dvrag.ports import Rows


class TextSource(Protocol):
    """What can search text: the library."""

    def search_text(self, terms: Sequence[str], k: int, allowed: Rows | None = None) -> list[Ranked]:
        """Return at most k rows that hold any of the terms, best first, ties by row."""
        ...


class FullTextIndex:
    """Finds passages by their words, word stems and the words that name their report."""

    def __init__(self, source: TextSource) -> None:
        self._source = source

    def search(self, terms: Sequence[str], k: int, allowed: Rows | None = None) -> list[Ranked]:
        """Return at most k rows that hold any of the terms, best first, ties by row; only `allowed` rows if given."""
        return self._source.search_text(terms, k, allowed)
