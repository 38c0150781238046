"""One query's candidates with their scores by words and by meaning."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from dvrag.model.ids import ReportId, Row
from dvrag.model.results import Ranked
from dvrag.ports import LexicalIndex, Rows, TokenEmbedder, VectorIndex, Vectors
from dvrag.retrieve.expansion import Plan
from dvrag.retrieve.knowledge import PassageSource
from dvrag.text.acronyms import Expansion


@dataclass(frozen=True, slots=True)
class Engines:
    """What finds passages: by words, by meaning, and what turns a query into a vector."""

    lexical: LexicalIndex
    vectors: VectorIndex
    embedder: TokenEmbedder


class Candidates:
    """Searches both indexes for one plan; `depth` is the length of each list, `allowed` the rows to search."""

    def __init__(self, library: PassageSource, engines: Engines, allowed: Rows | None, depth: int) -> None:
        self._library = library
        self._engines = engines
        self._allowed = allowed
        self._depth = depth
        self.lexical: dict[Row, float] = {}
        self.dense: dict[Row, float] = {}
        self.added: list[tuple[Expansion, dict[Row, float]]] = []

    def find_words(self, plan: Plan) -> None:
        """Fill `lexical` with the query's own terms and `added` with those of each expansion."""
        self.lexical = self._words(plan.terms, self._allowed)
        for expansion in plan.expansions:
            allowed = self._allowed_for(expansion)
            if allowed is None or len(allowed):
                self.added.append((expansion, self._words(expansion.terms, allowed)))

    def find_meaning(self, vector: Vectors) -> None:
        """Fill `dense` with cosines to the query's vector."""
        self.dense = _scores(self._engines.vectors.search(vector, self._depth, self._allowed))

    def complete(self, plan: Plan, vector: Vectors) -> Rows:
        """Give every candidate its true score in both lists, and return the candidates' rows, ascending.

        A row below a list's cut-off is scored by a second search among the candidates only; a row that does not
        hold any term has no lexical score.
        """
        rows = {*self.lexical, *self.dense}.union(*(found for _, found in self.added))
        unscored = _rows(rows - self.lexical.keys())
        if len(unscored) and len(self.lexical) >= self._depth:
            self.lexical.update(_scores(self._engines.lexical.search(plan.terms, len(unscored), unscored)))
        unscored = _rows(rows - self.dense.keys())
        if len(unscored):
            self.dense.update(_scores(self._engines.vectors.search(vector, len(unscored), unscored)))
        return _rows(rows)

    def lexical_with_expansions(self, owners: Mapping[Row, ReportId], weight: float) -> dict[Row, float]:
        """Return the lexical scores with those of the expansions added, where they hold for the passage's report.

        Each expansion adds at most `weight` times the best score of the query's own terms, so that it can lift a
        passage but not drown them. `owners` names the report of each row.
        """
        best = max(self.lexical.values(), default=0.0)
        total = dict(self.lexical)
        for expansion, found in self.added:
            top = max(found.values(), default=0.0)
            scale = weight * (min(1.0, best / top) if best and top else 1.0)
            for row, score in found.items():
                if owners.get(row) not in expansion.without:
                    total[row] = total.get(row, 0.0) + scale * score
        return total

    def _words(self, terms: tuple[str, ...], allowed: Rows | None) -> dict[Row, float]:
        return _scores(self._engines.lexical.search(terms, self._depth, allowed))

    def _allowed_for(self, expansion: Expansion) -> Rows | None:
        if expansion.only is None:
            return self._allowed
        rows = self._library.rows_of(sorted(expansion.only))
        return rows if self._allowed is None else np.intersect1d(rows, self._allowed)


def _scores(found: Iterable[Ranked]) -> dict[Row, float]:
    return {item.row: item.score for item in found}


def _rows(rows: Iterable[Row]) -> Rows:
    return np.array(sorted(rows), dtype=np.int64)
