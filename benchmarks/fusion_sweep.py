"""nDCG@10 of each fusion over weights, on one split of a BEIR set; the default is chosen from the train split only.

Run: `.venv/bin/python benchmarks/fusion_sweep.py DIR [--split train] [--library FOLDER]`
The library is built there first where it is missing (minutes); both lists are searched once, then fused in many ways.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from dvrag.assembly import build_library, model_for, open_library
from dvrag.assembly.indexes import open_indexes
from dvrag.config.settings import Settings
from dvrag.evaluate.formats.beir import read_beir
from dvrag.evaluate.measures.retrieval import measure
from dvrag.index.combined import CombinedIndex
from dvrag.index.lexical import FullTextIndex
from dvrag.index.published import Published
from dvrag.model.ids import Row
from dvrag.model.results import Ranked
from dvrag.retrieve.candidates import Candidates, Engines
from dvrag.retrieve.expansion import plan
from dvrag.retrieve.fusion import convex, from_zero, min_max, ranked, reciprocal_rank, z_scores
from dvrag.store.library import Library

WEIGHTS = (0.0, 0.3, 0.4, 0.5, 0.55, 0.6, 0.7, 0.8, 1.0)
"""Shares of the vectors."""

MEASURE = "nDCG@10"


@dataclass(frozen=True)
class Lists:
    """A query's two lists as searched, and with every candidate scored in both."""

    cut: tuple[dict[Row, float], dict[Row, float]]
    full: tuple[dict[Row, float], dict[Row, float]]


Fuse = Callable[[Lists, float], list[Ranked]]


def lists_of(library: Library, engines: Engines, text: str, depth: int) -> Lists:
    """Search one query."""
    planned = plan(text, None, None)
    found = Candidates(library, engines, None, depth)
    vector = engines.embedder.encode([planned.text])[0]
    found.find_words(planned)
    found.find_meaning(vector)
    cut = dict(found.lexical), dict(found.dense)
    found.complete(planned, vector)
    return Lists(cut, (found.lexical, found.dense))


def rank_fusion(lists: Lists, weight: float, k: int) -> list[Ranked]:
    """Fuse by rank."""
    return reciprocal_rank([ranked(scores) for scores in lists.cut], (1 - weight, weight), k)


def fusions() -> Iterator[tuple[str, Fuse]]:
    """Yield each fusion with its name."""
    for k in (10, 60):
        yield f"RRF, k = {k}", partial(rank_fusion, k=k)
    for name, normalise in (("min-max", min_max), ("score / highest", from_zero), ("z-score", z_scores)):
        yield f"convex, {name}, lists as cut", lambda lists, w, n=normalise: convex(*lists.cut, w, n)
        yield f"convex, {name}, scored in both", lambda lists, w, n=normalise: convex(*lists.full, w, n)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("directory", type=Path)
    parser.add_argument("--split", default="train")
    parser.add_argument("--library", type=Path, default=Path(".cache/fusion-sweep"))
    parser.add_argument("--depth", type=int, default=Settings().retrieve.candidates)
    asked = parser.parse_args()
    test_set = read_beir(asked.directory, asked.split)
    if not asked.library.exists():
        build_library([test_set.corpus], asked.library)
    library = open_library(asked.library)
    engines = Engines(
        FullTextIndex(library), CombinedIndex(Published(library, open_indexes)), model_for(Settings().embed)
    )
    searched = {q: lists_of(library, engines, text, asked.depth) for q, text in test_set.queries.items()}
    sources = {report.id: report.source.removeprefix(f"{test_set.corpus.name}#") for report in library.reports()}
    rows = np.unique([row for lists in searched.values() for scores in lists.full for row in scores])
    document = {row: sources[p.report_id] for row, p in library.passages(rows.tolist()).items()}
    print(f"{test_set.name}, {asked.split}: {len(searched)} queries, lists of {asked.depth}, {MEASURE}\n")
    print(f"| fusion \\ share of vectors | {' | '.join(map(str, WEIGHTS))} |\n|---{'|---' * len(WEIGHTS)}|")
    for name, fuse in fusions():
        cells = []
        for weight in WEIGHTS:
            run: dict[str, dict[str, float]] = {}
            for query, lists in searched.items():
                best: dict[str, float] = {}
                for item in fuse(lists, weight):
                    best.setdefault(document[item.row], item.score)
                run[query] = best
            cells.append(f"{measure(test_set.qrels, run, (MEASURE,)).means[MEASURE]:.4f}")
        print(f"| {name} | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
