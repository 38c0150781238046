"""Retrieval measures, by `ir_measures` (MacAvaney, Macdonald and Ounis, ECIR 2022). The only file that imports it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from dvrag.errors import MissingPartError

Run: TypeAlias = Mapping[str, Mapping[str, float]]
"""Query → document → score; higher is better."""

Qrels: TypeAlias = Mapping[str, Mapping[str, int]]
"""Query → document → grade."""

MEASURES = ("nDCG@10", "R@100", "RR@10")
"""Gain discounted by rank (Järvelin and Kekäläinen 2002), share of the relevant found, 1 / first relevant rank."""


@dataclass(frozen=True, slots=True)
class Scores:
    """`means` over all judged queries, by measure; `by_query` holds measure → query → value."""

    means: dict[str, float]
    by_query: dict[str, dict[str, float]]


def measure(qrels: Qrels, run: Run, measures: tuple[str, ...] = MEASURES) -> Scores:
    """Return each measure for each judged query; a query without results scores 0.

    Raises MissingPartError where ir_measures is not installed.
    """
    try:
        import ir_measures  # noqa: PLC0415 - for evaluation only
    except ImportError as error:
        raise MissingPartError(
            "Evaluation needs the package ir_measures.", hint="Run `pip install ir_measures`."
        ) from error
    parsed = {ir_measures.parse_measure(name): name for name in measures}
    by_query: dict[str, dict[str, float]] = {name: dict.fromkeys(qrels, 0.0) for name in measures}
    for value in ir_measures.iter_calc(list(parsed), qrels, run):
        by_query[parsed[value.measure]][value.query_id] = float(value.value)
    means = {name: sum(values.values()) / max(1, len(values)) for name, values in by_query.items()}
    return Scores(means, by_query)
