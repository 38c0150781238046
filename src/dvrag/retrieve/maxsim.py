"""Token-level re-scoring of the best hits with the same encoder (late interaction). Off by default.

Passages are encoded again for each query, which costs seconds; whether it earns its place is measured by
`dvrag evaluate ablate` and written in docs/decisions/0006-fusion.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from dvrag.model.results import Hit
from dvrag.ports import TokenEmbedder, Vectors

DEPTH = 30
"""Hits that are re-scored; the rest keep their order behind them."""


class MaxSim:
    """Mixes the retriever's score with the token-level one; `weight` in [0, 1] is the share of the latter."""

    def __init__(self, embedder: TokenEmbedder, weight: float, depth: int = DEPTH) -> None:
        self._embedder = embedder
        self._weight = weight
        self._depth = depth

    def rerank(self, query: str, hits: Sequence[Hit]) -> list[Hit]:
        """Return the hits in their new order, ties in the old one; ranks from 1, scores those of the mixture."""
        head, tail = list(hits[: self._depth]), list(hits[self._depth :])
        if not head:
            return []
        asked, *passages = self._embedder.encode_tokens(
            [query, *(f"{hit.passage.section}\n{hit.passage.text}" for hit in head)]
        )
        sims = np.array([maxsim(asked, tokens) for tokens in passages])
        low, high = float(sims.min()), float(sims.max())
        shares = (sims - low) / (high - low) if high > low else np.ones(len(head))
        best = max(hit.score for hit in head) or 1.0
        mixed = [
            (1 - self._weight) * hit.score + self._weight * best * float(share)
            for hit, share in zip(head, shares, strict=True)
        ]
        order = sorted(range(len(head)), key=lambda i: (-mixed[i], i))
        ranked = [replace(head[i], score=mixed[i]) for i in order] + tail
        return [replace(hit, rank=rank) for rank, hit in enumerate(ranked, start=1)]


def maxsim(query: Vectors, passage: Vectors) -> float:
    """Return the mean, over the query's tokens, of the highest cosine to a token of the passage.

    Both of shape (tokens, d) with rows of unit length.
    Source: Khattab and Zaharia, "ColBERT: efficient and effective passage search", SIGIR 2020, equation 3.
    """
    return float((query @ passage.T).max(axis=1).mean())
