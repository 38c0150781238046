"""The retrieval pipeline: expand, search words and meaning, fuse, favour named reports, re-score, collapse copies."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from time import perf_counter

from dvrag.config.settings import RetrieveSettings
from dvrag.errors import DamagedError
from dvrag.model.documents import Passage
from dvrag.model.ids import ReportId, Row
from dvrag.model.results import Filters, Hit, Ranked, SearchResult
from dvrag.retrieve.candidates import Candidates, Engines, query_vector
from dvrag.retrieve.duplicates import collapse
from dvrag.retrieve.expansion import plan
from dvrag.retrieve.fusion import convex, ranked
from dvrag.retrieve.knowledge import Knowledge, PassageSource, learn
from dvrag.retrieve.maxsim import MaxSim

__all__ = ["Engines", "Retriever"]

_SURFACE = 10
"""Passages looked at to see how a word is written."""


class Retriever:
    """Finds passages by words and meaning. Safe to share between threads if the library and the engines are."""

    def __init__(
        self,
        library: PassageSource,
        engines: Engines,
        settings: RetrieveSettings,
        timer: Callable[[], float] = perf_counter,
    ) -> None:
        """`timer` returns seconds."""
        self._library = library
        self._engines = engines
        self._settings = settings
        self._timer = timer
        self._known: Knowledge | None = None

    def search(self, query: str, k: int = 10, filters: Filters | None = None) -> SearchResult:
        """Return at most k hits, best first, ties by row; scores lie in [0, 1 + name_weight].

        Only passages that the filters allow are searched. `timings_ms` holds the steps expand, embed, lexical, vector,
        fusion and total; `expansions` says what was searched beside the query's own words. A query without a word, or
        filters that nothing meets, give no hits.
        """
        try:
            return self._search(query, k, filters)
        except DamagedError:
            known = self._known
            if known is None or known.transaction == self._library.transaction():
                raise
            # A report was removed between the search and the reading of its passages.
            return self._search(query, k, filters)

    def _search(self, query: str, k: int, filters: Filters | None) -> SearchResult:
        clock = _Clock(self._timer)
        with clock.step("expand"):
            known = self._knowledge()
            planned = plan(query, known.acronyms if self._settings.expand_acronyms else None, known.speller)
            allowed = self._library.rows_matching(filters) if filters else None
        if k < 1 or not planned.terms or (allowed is not None and not len(allowed)):
            return SearchResult(query, (), clock.timings())
        found = Candidates(self._library, self._engines, allowed, max(self._settings.candidates, 2 * k))
        with clock.step("embed"):
            vector = query_vector(self._engines.embedder, planned.texts)
        with clock.step("lexical"):
            found.find_words(planned)
        with clock.step("vector"):
            found.find_meaning(vector)
        with clock.step("fusion"):
            passages = self._library.passages(found.complete(planned, vector).tolist())
            hits = self._hits(self._fused(found, passages, known.names.named(planned.corrected)), passages, known)
            if self._settings.maxsim_weight > 0:
                hits = MaxSim(self._engines.embedder, self._settings.maxsim_weight).rerank(planned.corrected, hits)
            kept = collapse(hits, k) if self._settings.collapse_duplicates else hits[:k]
        return SearchResult(query, tuple(kept), clock.timings(), planned.announced, planned.corrected)

    def _fused(
        self, found: Candidates, passages: Mapping[Row, Passage], named: Mapping[ReportId, float]
    ) -> list[Ranked]:
        lexical = found.lexical_with_expansions(passages, self._settings.expansion_weight)
        fused = {item.row: item.score for item in convex(lexical, found.dense, self._settings.dense_weight)}
        for row in fused:
            fused[row] += self._settings.name_weight * named.get(passages[row].report_id, 0.0)
        return ranked(fused)

    def _hits(self, found: list[Ranked], passages: Mapping[Row, Passage], known: Knowledge) -> list[Hit]:
        """Return hits of the reports known at the start; one that was added since is found by the next search."""
        return [
            Hit(rank, item.score, passages[item.row], known.reports[passages[item.row].report_id])
            for rank, item in enumerate(found, start=1)
            if passages[item.row].report_id in known.reports
        ]

    def _knowledge(self) -> Knowledge:
        known = self._known
        if known is None or known.transaction != self._library.transaction():
            known = self._known = learn(self._library, lambda word: self._engines.lexical.search((word,), _SURFACE))
        return known


class _Clock:
    """Milliseconds by step, and since it was made."""

    def __init__(self, timer: Callable[[], float]) -> None:
        self._timer = timer
        self._start = timer()
        self._steps: dict[str, float] = {}

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time what happens inside."""
        start = self._timer()
        yield
        self._steps[name] = 1000 * (self._timer() - start)

    def timings(self) -> dict[str, float]:
        """Return the steps so far and `total`."""
        return {**self._steps, "total": 1000 * (self._timer() - self._start)}
