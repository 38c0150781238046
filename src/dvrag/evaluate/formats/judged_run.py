"""A judged set through the product's own path: search a collection for every query, measure the documents found."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Protocol, TypeAlias

from dvrag.evaluate.formats.judged import JudgedSet, documents_of
from dvrag.evaluate.measures.retrieval import measure
from dvrag.model.results import Hit, ReportSummary
from dvrag.ports import Finder, Progress

DEPTH = 100
"""Documents wanted for each query, so that R@100 can be measured."""
DEEPEST = 16 * DEPTH
"""Passages searched at most for them: long reports hold many passages each."""
LONGEST = 2000
"""Characters of a query that are searched: an assistant refuses longer ones, and no model here sees more."""

ALIASES = {"Recall@100": "R@100", "MRR@10": "RR@10"}
"""Names that other evaluators use → the measures' own."""


class Collection(Finder, Protocol):
    """Reports that can be searched."""

    def reports(self) -> tuple[ReportSummary, ...]:
        """Return every report."""
        ...


Build: TypeAlias = Callable[[Path, Path], AbstractContextManager[Collection]]
"""From a file or folder of documents and an empty folder: read them into a library there and open it for searching."""


@dataclass(frozen=True, slots=True)
class JudgedReport:
    """What a run measured. `measures` are means over `queries` queries; `milliseconds` is the median of a search.

    `run` maps query id → document id → score; a higher score is better. `missing` of the `judged` documents are not
    in the collection: their queries cannot score 1.
    """

    name: str
    split: str
    queries: int
    judged: int
    missing: int
    measures: dict[str, float]
    milliseconds: float
    run: dict[str, dict[str, float]]


@contextmanager
def thrown_away(documents: Path, build: Build) -> Iterator[Collection]:
    """Yield a collection of the documents in a library that is gone afterwards. Raises what `build` raises."""
    with tempfile.TemporaryDirectory(prefix="dvrag-test-set-") as folder, build(documents, Path(folder)) as collection:
        yield collection


def run_judged(judged: JudgedSet, collection: Collection, progress: Progress | None = None) -> JudgedReport:
    """Return the measures of a set over a collection.

    Raises MismatchError where the collection holds none of the judged documents, UsageError where an id fits several.
    """
    wanted = judged.documents
    names = documents_of(sorted(wanted), collection.reports())
    run: dict[str, dict[str, float]] = {}
    times: list[float] = []
    if progress:
        progress.start(f"Searching {judged.name}", len(judged.queries))
    for query, text in judged.queries.items():
        run[query], spent = _documents(collection, text, names)
        times.append(spent)
        if progress:
            progress.advance()
    if progress:
        progress.stop()
    means = measure(judged.qrels, run).means
    missing = len(wanted - set(names.values()))
    return JudgedReport(judged.name, judged.split, len(run), len(wanted), missing, means, median(times), run)


def by_document(hits: tuple[Hit, ...], names: Mapping[str, str]) -> dict[str, float]:
    """Return each document's best score; `names` maps a report's file name to its document."""
    best: dict[str, float] = {}
    for hit in hits:
        document = names[hit.report.source]
        best[document] = max(hit.score, best.get(document, hit.score))
    return best


def _documents(collection: Collection, query: str, names: Mapping[str, str]) -> tuple[dict[str, float], float]:
    """Return the documents found and the milliseconds of one search; search deeper until there are enough documents."""
    depth, query = DEPTH, query[:LONGEST]
    result = collection.search(query, depth)
    spent = result.timings_ms.get("total", 0.0)
    found = by_document(result.hits, names)
    while len(found) < min(DEPTH, len(set(names.values()))) and len(result.hits) >= depth < DEEPEST:
        depth *= 2
        result = collection.search(query, depth)
        found = by_document(result.hits, names)
    return found, spent
