"""Baselines over the library's own passages: words only, meaning only, at random, or the product's search."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from typing import Protocol, TypeAlias

from dvrag.evaluate.baselines.quoting import quote_top
from dvrag.model.answers import Answer
from dvrag.model.documents import Passage
from dvrag.model.ids import Row
from dvrag.model.results import Filters, Hit, Ranked, ReportSummary, SearchResult
from dvrag.ports import Embedder, Finder, LexicalIndex, Rows, VectorIndex
from dvrag.text.terms import terms

Rank: TypeAlias = Callable[[str, int, Rows | None], list[Ranked]]
"""A query, how many, the rows to search (None: all) → rows, best first."""


class PassageStore(Protocol):
    """The library, as far as a baseline reads it."""

    def reports(self) -> tuple[ReportSummary, ...]:
        """Return every report."""
        ...

    def passages(self, rows: Iterable[int]) -> Mapping[Row, Passage]:
        """Return the passages of `rows`."""
        ...

    def rows_matching(self, filters: Filters) -> Rows | None:
        """Return the rows that the filters allow; None for no restriction."""
        ...


class RankedSystem:
    """A ranking of passages as a whole system: it searches by `rank` and answers with the top passage."""

    def __init__(self, store: PassageStore, rank: Rank) -> None:
        self._store = store
        self._rank = rank
        self._reports = {report.id: report for report in store.reports()}

    def search(self, query: str, k: int = 10, filters: Filters | None = None) -> SearchResult:
        """Return at most k hits, best first."""
        found = self._rank(query, k, self._store.rows_matching(filters) if filters else None)
        passages = self._store.passages([item.row for item in found])
        hits = (
            Hit(rank, item.score, passages[item.row], self._reports[passages[item.row].report_id])
            for rank, item in enumerate(found, start=1)
        )
        return SearchResult(query, tuple(hits))

    def ask(self, question: str, filters: Filters | None = None) -> Answer:
        """Return the top passage."""
        return quote_top(question, self, filters)


class TopPassage:
    """The product's own search, answered with the top passage: what choosing sentences and abstaining add to it."""

    def __init__(self, finder: Finder) -> None:
        self._finder = finder

    def search(self, query: str, k: int = 10, filters: Filters | None = None) -> SearchResult:
        """Return what the product finds."""
        return self._finder.search(query, k, filters)

    def ask(self, question: str, filters: Filters | None = None) -> Answer:
        """Return the top passage."""
        return quote_top(question, self._finder, filters)


def by_words(index: LexicalIndex) -> Rank:
    """Rank by BM25 over the query's own terms."""
    return lambda query, k, allowed: index.search(terms(query), k, allowed)


def by_meaning(index: VectorIndex, embedder: Embedder) -> Rank:
    """Rank by cosine to the query's vector."""
    return lambda query, k, allowed: index.search(embedder.encode([query])[0], k, allowed)


def at_random(rows: Rows, seed: int) -> Rank:
    """Rank by a hash of seed, query and row: the same query has the same order, on any machine."""

    def rank(query: str, k: int, allowed: Rows | None) -> list[Ranked]:
        drawn = [Ranked(Row(int(row)), _draw(seed, query, int(row))) for row in (rows if allowed is None else allowed)]
        return sorted(drawn, key=lambda item: (-item.score, item.row))[:k]

    return rank


def _draw(seed: int, query: str, row: int) -> float:
    digest = hashlib.blake2b(f"{seed}\0{query}\0{row}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") / 2**64
