"""The retrieval pipeline: expand, search words and meaning, fuse, favour named reports, re-score, collapse copies."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from time import perf_counter

from dvrag.config.settings import RetrieveSettings
from dvrag.errors import DamagedError
from dvrag.model.ids import ReportId, Row
from dvrag.model.results import Filters, Hit, Ranked, SearchResult
from dvrag.ports import Vectors
from dvrag.retrieve.candidates import Candidates, Engines
from dvrag.retrieve.duplicates import collapse
from dvrag.retrieve.expansion import Plan, plan
from dvrag.retrieve.fusion import convex, ranked
from dvrag.retrieve.knowledge import Knowledge, PassageSource, learn
from dvrag.retrieve.maxsim import MaxSim
from dvrag.retrieve.reading import HitList

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
        self._beside = ThreadPoolExecutor(thread_name_prefix="dvrag-words")

    def search(self, query: str, k: int = 10, filters: Filters | None = None) -> SearchResult:
        """Return at most k hits, best first, ties by row; scores lie in [0, 1 + name_weight].

        Only passages that the filters allow are searched. `timings_ms` holds the steps expand, embed, vector, lexical
        (where words are searched beside the two before it, what it took longer), fusion and total; `expansions`
        says what was searched beside the query's own words. A query without a word, or filters that nothing meets,
        give no hits.
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
        vector = self._found(found, planned, clock)
        with clock.step("fusion"):
            rows = found.complete(planned, vector).tolist()
            fused = self._fused(found, known.owners.of(rows), known.names.named(planned.corrected))
            kept = self._kept(fused, known, planned.corrected, k)
        return SearchResult(query, tuple(kept), clock.timings(), planned.announced, planned.corrected)

    def _found(self, found: Candidates, planned: Plan, clock: _Clock) -> Vectors:
        """Search by words and by meaning; return the query's vector.

        Words are searched while the query is encoded where they are many. A few are found sooner than the encoder is
        slowed down by sharing the processor.
        """
        words = self._beside.submit(found.find_words, planned) if planned.expansions else None
        if words is None:
            with clock.step("lexical"):
                found.find_words(planned)
        try:
            with clock.step("embed"):
                vector: Vectors = self._engines.embedder.encode([planned.text])[0]
            with clock.step("vector"):
                found.find_meaning(vector)
        finally:
            if words is not None:
                with clock.step("lexical"):
                    words.result()
        return vector

    def _fused(
        self, found: Candidates, owners: Mapping[Row, ReportId], named: Mapping[ReportId, float]
    ) -> list[tuple[Ranked, ReportId]]:
        """Return candidates with their reports, best first; one that was added since is found by the next search."""
        lexical = found.lexical_with_expansions(owners, self._settings.expansion_weight)
        fused = {item.row: item.score for item in convex(lexical, found.dense, self._settings.dense_weight)}
        for row, report in owners.items():
            fused[row] += self._settings.name_weight * named.get(report, 0.0)
        return [(item, owners[item.row]) for item in ranked(fused) if item.row in owners]

    def _kept(self, fused: list[tuple[Ranked, ReportId]], known: Knowledge, query: str, k: int) -> list[Hit]:
        hits = HitList([(item, known.reports[report]) for item, report in fused], self._library.passages)
        if self._settings.maxsim_weight > 0:
            rescored = MaxSim(self._engines.embedder, self._settings.maxsim_weight).rerank(query, list(hits))
            hits = HitList.of(rescored)
        if self._settings.collapse_duplicates:
            return collapse(hits, k)
        return [hits[place] for place in range(min(k, len(hits)))]

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
