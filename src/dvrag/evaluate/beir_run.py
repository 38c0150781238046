"""A BEIR set through the product's own path: ingest its corpus, search its queries, measure."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TypeAlias

from dvrag.evaluate.beir import read_beir
from dvrag.evaluate.measures import measure
from dvrag.model.results import Hit
from dvrag.ports import Finder, Progress

Build: TypeAlias = Callable[[Path, Path], AbstractContextManager[Finder]]
"""From a corpus file and an empty folder: ingest the file into a library there and open it for searching."""

DEPTH = 100
"""Passages searched for each query, so that R@100 can be measured."""


@dataclass(frozen=True, slots=True)
class BeirReport:
    """What a run measured. `measures` are means over `queries` queries; `milliseconds` is the median of a search.

    `run` maps query id → document id → score; a higher score is better.
    """

    name: str
    split: str
    queries: int
    measures: dict[str, float]
    milliseconds: float
    run: dict[str, dict[str, float]]


def run_beir(directory: Path, split: str, build: Build, progress: Progress | None = None) -> BeirReport:
    """Return the measures of one split, through a throw-away library. Raises what `read_beir` and `build` raise."""
    test_set = read_beir(directory, split)
    run: dict[str, dict[str, float]] = {}
    times: list[float] = []
    with tempfile.TemporaryDirectory(prefix="dvrag-beir-") as folder, build(test_set.corpus, Path(folder)) as finder:
        if progress:
            progress.start(f"Searching {test_set.name}", len(test_set.queries))
        for query, text in test_set.queries.items():
            result = finder.search(text, DEPTH)
            run[query] = by_document(result.hits, test_set.corpus.name)
            times.append(result.timings_ms.get("total", 0.0))
            if progress:
                progress.advance()
        if progress:
            progress.stop()
    means = measure(test_set.qrels, run).means
    return BeirReport(test_set.name, split, len(run), means, median(times), run)


def by_document(hits: tuple[Hit, ...], corpus: str) -> dict[str, float]:
    """Return each document's best score; a document of a file `corpus` is the report named `corpus#id`."""
    best: dict[str, float] = {}
    for hit in hits:
        document = hit.report.source.removeprefix(f"{corpus}#")
        best[document] = max(hit.score, best.get(document, hit.score))
    return best
