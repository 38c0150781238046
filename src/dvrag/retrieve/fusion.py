"""Two ranked lists → one. The default is the convex combination; the others stand beside it for comparison.

Decision and figures: `docs/decisions/0006-fusion.md`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from statistics import fmean, pstdev
from typing import TypeAlias

from dvrag.model.ids import Row
from dvrag.model.results import Ranked

Scores: TypeAlias = Mapping[Row, float]
"""A score for each row; higher is better."""

Normalise: TypeAlias = Callable[[Scores], dict[Row, float]]

RRF_K = 60
"""Source: Cormack, Clarke and Büttcher, "Reciprocal rank fusion outperforms Condorcet", SIGIR 2009."""


def min_max(scores: Scores, floor: float | None = None) -> dict[Row, float]:
    """Return (score - low) / (high - low), clipped at 0; `low` is `floor` or, without one, the lowest score.

    Where high = low every row gets 1 (it is as good as the best), or 0 if that is not above the floor.
    Source: Lee, "Analyses of multiple evidence combination", SIGIR 1997; with a floor that no score can fall below:
    Bruch, Gai and Ingber, "An analysis of fusion functions for hybrid retrieval", ACM TOIS 42 (2023), section 4.
    """
    if not scores:
        return {}
    high = max(scores.values())
    low = min(scores.values()) if floor is None else floor
    if high <= low:
        return dict.fromkeys(scores, 0.0 if floor is not None else 1.0)
    return {row: max(0.0, (score - low) / (high - low)) for row, score in scores.items()}


def from_zero(scores: Scores) -> dict[Row, float]:
    """Return score / highest score, in [0, 1]: `min_max` above 0, where neither words nor meaning agree."""
    return min_max(scores, floor=0.0)


def z_scores(scores: Scores) -> dict[Row, float]:
    """Return (score - mean) / standard deviation of the population; 0 where all are equal.

    Source: Montague and Aslam, "Relevance score normalization for metasearch", CIKM 2001.
    """
    if not scores:
        return {}
    mean, deviation = fmean(scores.values()), pstdev(scores.values())
    return {row: (score - mean) / deviation if deviation else 0.0 for row, score in scores.items()}


def convex(lexical: Scores, dense: Scores, dense_weight: float, normalise: Normalise = from_zero) -> list[Ranked]:
    """Return (1 - w) · lexical + w · dense of the normalised scores for every row, best first, ties by row.

    A row that one list lacks gets the lowest normalised score of that list (0 where the list is empty). The pipeline
    scores every candidate in both, so that this happens only to rows without any word of the query.
    Source: Bruch, Gai and Ingber 2023, equation 1.
    """
    words, meaning = normalise(lexical), normalise(dense)
    no_words, no_meaning = _lowest(words), _lowest(meaning)
    fused = {
        row: (1 - dense_weight) * words.get(row, no_words) + dense_weight * meaning.get(row, no_meaning)
        for row in {**words, **meaning}
    }
    return ranked(fused)


def reciprocal_rank(lists: Sequence[Sequence[Ranked]], weights: Sequence[float] = (), k: int = RRF_K) -> list[Ranked]:
    """Return sum of w / (k + rank) over the lists that hold a row (rank from 1), best first, ties by row.

    `weights` are all 1 if not given. Source: Cormack, Clarke and Büttcher 2009.
    """
    fused: dict[Row, float] = {}
    for position, found in enumerate(lists):
        weight = weights[position] if weights else 1.0
        for rank, item in enumerate(found, start=1):
            fused[item.row] = fused.get(item.row, 0.0) + weight / (k + rank)
    return ranked(fused)


def ranked(scores: Scores) -> list[Ranked]:
    """Return rows with their scores, best first, ties by row."""
    return [Ranked(row, score) for row, score in sorted(scores.items(), key=lambda item: (-item[1], item[0]))]


def _lowest(scores: Scores) -> float:
    return min(0.0, min(scores.values(), default=0.0))
