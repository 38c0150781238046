"""What a vector index finds of the true nearest ten, and how fast: FAISS's kinds on real vectors, at several sizes.

Run: `.venv/bin/python benchmarks/index_recall.py [--pdfs FOLDER] [--beir FOLDER] [--sizes 5000,10000,20000]`

Vectors are those of `index_recall_vectors.py`. Recall@10 is the share of the ten found whose inner product with the
query is at least that of the true tenth, less 1e-6: of equal vectors any will do. Truth: every inner product in double
precision. Each kind is measured as it is and "rescored": 42 candidates (32 more than asked for, as the product fetches)
are ordered anew by their whole vectors, here from memory. One query at a time on --threads threads; the kinds take
turns over --rounds rounds; times are those of all rounds together. Bytes a vector are those of the whole index file.
"""

from __future__ import annotations

import json
import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Any

import faiss
import numpy as np
import numpy.typing as npt
from index_recall_vectors import encoded, read_texts

from dvrag.assembly import model_for
from dvrag.config.settings import EmbedSettings
from dvrag.ports import Vectors

K = 10
FETCHED = 42
LINKS = 32
"""Neighbours of a vector in HNSW (M)."""
BUILD_DEPTH = 200
"""Candidates while HNSW is built (efConstruction)."""
TOLERANCE = 1e-6
TYPES = {"fp16": faiss.ScalarQuantizer.QT_fp16, "8 bit": faiss.ScalarQuantizer.QT_8bit}

Ids = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Kind:
    """A built index and one way to search it."""

    name: str
    index: Any
    parameters: Any
    build_s: float
    bytes_each: float

    def search(self, query: Vectors, k: int) -> Ids:
        """Return the k nearest positions of one query, shape (1, d)."""
        found: Ids = self.index.search(query, k, params=self.parameters)[1][0]
        return found


@dataclass
class Measured:
    """Milliseconds of each search, and recall by kind of query."""

    times: list[float] = field(default_factory=list)
    recall: dict[str, float] = field(default_factory=dict)


def kinds(vectors: Vectors) -> Iterator[Kind]:
    """Build every candidate and yield each way to search it."""
    size, d = vectors.shape
    yield from _searched("flat", faiss.IndexFlatIP(d), vectors, {"": None})
    for name, kind in TYPES.items():
        scan = faiss.IndexScalarQuantizer(d, kind, faiss.METRIC_INNER_PRODUCT)
        yield from _searched(f"scan {name}", scan, vectors, {"": None})
    for name, kind in TYPES.items():
        graph = faiss.IndexHNSWSQ(d, kind, LINKS, faiss.METRIC_INNER_PRODUCT)
        graph.hnsw.efConstruction = BUILD_DEPTH
        depths = {f", ef {ef}": faiss.SearchParametersHNSW(efSearch=ef) for ef in (64, 128, 256)}
        yield from _searched(f"HNSW {name}", graph, vectors, depths)
    for times in (1, 4):
        lists = int(times * size**0.5)
        probes = {f", {p} probes": faiss.SearchParametersIVF(nprobe=p) for p in (8, 16, 32, 64, 128) if p < lists}
        for name, kind in TYPES.items():
            coarse = faiss.IndexFlatIP(d)
            clustered = faiss.IndexIVFScalarQuantizer(coarse, d, lists, kind, faiss.METRIC_INNER_PRODUCT)
            yield from _searched(f"IVF {lists} {name}", clustered, vectors, probes)


def measure(vectors: Vectors, queries: dict[str, Vectors], rounds: int) -> list[dict[str, Any]]:
    """Return the figures of every candidate over these vectors."""
    built = list(kinds(vectors))
    lowest = {name: tenth_best(vectors, asked) for name, asked in queries.items()}
    ways = [(kind, again) for kind in built for again in (False, True) if not (again and kind.name == "flat")]
    found = [Measured() for _ in ways]
    for turn in range(rounds):
        for (kind, again), figures in zip(ways, found, strict=True):
            find = _rescored(kind, vectors) if again else kind.search
            for name, asked in queries.items():
                positions, times = run(find, asked)
                figures.times += times
                if not turn:
                    figures.recall[name] = recall(vectors, asked, positions, lowest[name])
    return [_row(kind, again, figures) for (kind, again), figures in zip(ways, found, strict=True)]


def run(find: Callable[[Vectors, int], Ids], queries: Vectors) -> tuple[Ids, list[float]]:
    """Return what is found for each query, shape (n, K), and the milliseconds that each took."""
    find(queries[:1], K)
    found, times = [], []
    for at in range(len(queries)):
        start = perf_counter()
        positions = find(queries[at : at + 1], K)
        times.append(1000 * (perf_counter() - start))
        found.append(positions)
    return np.array(found), times


def tenth_best(vectors: Vectors, queries: Vectors) -> npt.NDArray[np.float64]:
    """Return the inner product of each query with its K-th nearest vector."""
    precise = vectors.astype(np.float64)
    return np.array([np.partition(precise @ query, -K)[-K] for query in queries.astype(np.float64)])


def recall(vectors: Vectors, queries: Vectors, found: Ids, lowest: npt.NDArray[np.float64]) -> float:
    """Return the mean share of found positions (-1: none) that are as near as the true K-th nearest."""
    near = vectors[found].astype(np.float64)
    scores = np.einsum("qkd,qd->qk", near, queries.astype(np.float64))
    return float(((scores >= lowest[:, None] - TOLERANCE) & (found >= 0)).mean())


def table(rows: Sequence[dict[str, Any]]) -> str:
    """Return the figures of one size as a Markdown table."""
    asked = list(rows[0]["recall"])
    head = ["index", "rescored", *(f"recall@10, {name}" for name in asked), "median ms", "p95 ms", "build s", "bytes"]
    lines = [head, ["---"] * len(head)]
    for row in rows:
        recalls = [f"{row['recall'][name]:.4f}" for name in asked]
        times = [f"{row['median_ms']:.3f}", f"{row['p95_ms']:.3f}", f"{row['build_s']:.1f}"]
        lines.append([row["index"], "yes" if row["rescored"] else "no", *recalls, *times, f"{row['bytes']:.0f}"])
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def results(asked: Namespace) -> list[dict[str, Any]]:
    """Encode what is not encoded, measure every size, print each table."""
    faiss.omp_set_num_threads(asked.threads)
    texts = read_texts(asked.pdfs, asked.beir, asked.queries)
    sizes = sorted({min(int(size), len(texts.windows)) for size in asked.sizes.split(",")})
    print(f"{len(texts.windows)} windows; sizes {sizes}", file=sys.stderr)
    model = model_for(EmbedSettings())
    vectors = encoded(texts.windows[: sizes[-1]], asked.work, model)
    queries = {name: encoded(listed, asked.work, model) for name, listed in texts.queries.items()}
    found = []
    for size in sizes:
        load = os.getloadavg()[0]
        rows = measure(np.ascontiguousarray(vectors[:size]), queries, asked.rounds)
        print(f"\n{size} vectors, {asked.threads} threads, load {load:.1f} before\n\n{table(rows)}", flush=True)
        found.append({"vectors": size, "load": load, "rows": rows})
    return found


def main(arguments: Sequence[str] | None = None) -> None:
    """Compare and print."""
    parser = ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pdfs", type=Path, default=Path("../shared/data/inspection-reports/pdfs"))
    parser.add_argument("--beir", type=Path, help="a folder with corpus.jsonl and queries.jsonl, to have more windows")
    parser.add_argument("--sizes", default="5000,10000,20000")
    parser.add_argument("--queries", type=int, default=300, help="of each kind")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--work", type=Path, default=Path(".cache/index-recall"))
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args(arguments)
    found = results(asked)
    if asked.json:
        asked.json.parent.mkdir(parents=True, exist_ok=True)
        asked.json.write_text(json.dumps({"faiss": faiss.__version__, "sizes": found}, indent=1) + "\n", "utf-8")


def _searched(name: str, index: Any, vectors: Vectors, ways: dict[str, Any]) -> Iterator[Kind]:
    """Fill an index, and yield it once for each way to search it."""
    start = perf_counter()
    if not index.is_trained:
        index.train(vectors)
    index.add(vectors)
    seconds = perf_counter() - start
    each = len(faiss.serialize_index(index)) / len(vectors)
    for ending, parameters in ways.items():
        yield Kind(name + ending, index, parameters, seconds, each)


def _rescored(kind: Kind, vectors: Vectors) -> Callable[[Vectors, int], Ids]:
    def find(query: Vectors, k: int) -> Ids:
        candidates = kind.search(query, FETCHED)
        candidates = candidates[candidates >= 0]
        best = np.argsort(-(vectors[candidates] @ query[0]))[:k]
        padded = np.full(k, -1, dtype=np.int64)
        padded[: len(best)] = candidates[best]
        return padded

    return find


def _row(kind: Kind, again: bool, figures: Measured) -> dict[str, Any]:
    middle, high = (float(value) for value in np.percentile(figures.times, (50, 95)))
    return {
        "index": kind.name,
        "rescored": again,
        "recall": figures.recall,
        "median_ms": middle,
        "p95_ms": high,
        "build_s": kind.build_s,
        "bytes": kind.bytes_each,
    }


if __name__ == "__main__":
    main()
