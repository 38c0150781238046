"""The tantivy index against FTS5: quality on SciFact's train and the gold questions' dev split, then time and memory.

Run: `.venv/bin/python benchmarks/lexical_trial.py SCIFACT [--library index] [--passages 100000]`
Both sides get the same texts and terms; FTS5 stands in memory, made with the library's own statements. The passages
timed are the library's own, a third of their words exchanged, in reports of 300 rows.
"""

from __future__ import annotations

import argparse
import csv
import random
import resource
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import apsw
import numpy as np

from dvrag.evaluate.formats.beir import read_beir
from dvrag.evaluate.formats.lines import numbered
from dvrag.evaluate.measures.retrieval import measure
from dvrag.index.tantivy_index import LexicalEntry, TantivyIndex, build
from dvrag.model.results import Ranked
from dvrag.ports import Rows
from dvrag.store.search import WEIGHTS, search_text
from dvrag.store.tables import CREATE_FULL_TEXT
from dvrag.text.terms import terms

MEASURE = "nDCG@10"
EQUAL = (1.0, 1.0, 1.0)
PER_REPORT = 300
EXCHANGED = 0.3
GOLD = Path("eval/gold/questions.csv")

Qrels = dict[str, dict[str, int]]
Search = Callable[[str, int], list[Ranked]]


def full_text(entries: Sequence[LexicalEntry], weights: tuple[float, float, float]) -> Search:
    """Return a search of FTS5."""
    connection = apsw.Connection(":memory:")
    connection.execute(CREATE_FULL_TEXT)
    with connection:
        connection.executemany("INSERT INTO passages_fts(rowid, text, context, title) VALUES(?, ?, ?, ?)", entries)
    return lambda query, k: search_text(connection, terms(query), k, None, weights)


def tantivy(entries: Sequence[LexicalEntry]) -> Search:
    """Return a search of tantivy; its files are gone, since an open index needs them no more."""
    with TemporaryDirectory() as folder:
        build(entries, Path(folder))
        index = TantivyIndex(Path(folder))
    return lambda query, k: index.search(terms(query), k)


def of_scifact(directory: Path) -> tuple[list[LexicalEntry], Mapping[str, str], Qrels]:
    """Return SciFact's abstracts, the train queries and the rows relevant to them."""
    import json  # noqa: PLC0415

    test_set = read_beir(directory, "train")
    records = [json.loads(line) for _, line in numbered(test_set.corpus, "corpus")]
    row = {record["_id"]: str(at) for at, record in enumerate(records, 1)}
    entries = [LexicalEntry(at, record["text"], "", record["title"]) for at, record in enumerate(records, 1)]
    qrels = {query: {row[d]: grade for d, grade in judged.items()} for query, judged in test_set.qrels.items()}
    return entries, test_set.queries, qrels


def of_library(root: Path) -> tuple[list[LexicalEntry], Mapping[str, str], Qrels]:
    """Return a library's passages, the dev questions that name evidence, and the rows that hold its first words."""
    connection = apsw.Connection(str(root / "library.sqlite"), flags=apsw.SQLITE_OPEN_READONLY)
    found = connection.execute("SELECT rowid, text, context, title FROM passages_fts ORDER BY rowid")
    entries = [LexicalEntry(*row) for row in found]
    plain = {str(entry.row): " ".join(entry.text.split()) for entry in entries}
    queries, qrels = {}, {}
    with GOLD.open(encoding="utf-8-sig", newline="") as file:
        for record in csv.DictReader(file):
            if record["split"] == "dev":
                queries[record["id"]] = record["question"]
                quotes = [" ".join(line.split(" | ", 3)[-1].split())[:60] for line in record["relevant"].splitlines()]
                rows = {row: 1 for row, text in plain.items() if any(quote and quote in text for quote in quotes)}
                qrels |= {record["id"]: rows} if rows else {}
    return entries, queries, qrels


def compare(name: str, entries: Sequence[LexicalEntry], queries: Mapping[str, str], qrels: Qrels) -> None:
    """Print one line for each search: its measure, and how far its lists are those of FTS5 with each set of weights."""
    searches = {"FTS5": full_text(entries, WEIGHTS), "FTS5, equal weights": full_text(entries, EQUAL)}
    searches["tantivy"] = tantivy(entries)
    lists = {search: {q: find(text, 10) for q, text in queries.items()} for search, find in searches.items()}
    print(f"\n{name}: {len(entries)} passages, {len(queries)} queries\n")
    print(
        f"| search | {MEASURE} | top 10 shared with FTS5 | … with equal weights | same first |\n|---|---|---|---|---|"
    )
    for search, found in lists.items():
        run = {q: {str(item.row): item.score for item in found[q]} for q in qrels}
        mean = measure(qrels, run, (MEASURE,)).means[MEASURE]
        cells = [f"{shared(found, lists[other], 10):.3f}" for other in ("FTS5", "FTS5, equal weights")]
        first = shared(found, lists["FTS5, equal weights"], 1)
        print(f"| {search} | {mean:.4f} | {cells[0]} | {cells[1]} | {first:.3f} |", flush=True)


def shared(found: Mapping[str, list[Ranked]], other: Mapping[str, list[Ranked]], k: int) -> float:
    """Return the mean share of the other's first k rows that are among the first k."""
    rows = [({item.row for item in found[q][:k]}, {item.row for item in other[q][:k]}) for q in found]
    return float(np.mean([len(mine & theirs) / len(theirs) for mine, theirs in rows if theirs]))


def many(entries: Sequence[LexicalEntry], count: int) -> Iterator[LexicalEntry]:
    """Yield passages made of the library's: each with a third of its words exchanged for others of the library."""
    generator = random.Random(0)  # noqa: S311 - the same passages each time
    words = [word for entry in entries for word in entry.text.split()]
    for row in range(1, count + 1):
        like = entries[(row // PER_REPORT) * 97 % len(entries)]
        base = generator.choice(entries)
        text = [w if generator.random() > EXCHANGED else generator.choice(words) for w in base.text.split()]
        yield LexicalEntry(row, " ".join(text), base.context, f"{like.title} {row // PER_REPORT}")


def filters(count: int) -> Iterator[tuple[str, dict[str, Rows]]]:
    """Yield the filters to time."""
    generator = np.random.default_rng(0)
    every = np.arange(1, count + 1)
    report = every // PER_REPORT
    some = generator.permutation(count // PER_REPORT)
    yield "no filter", {}
    yield "150 scattered rows", {"allowed": np.sort(generator.choice(every, 150, replace=False))}
    yield "100 reports", {"allowed": every[np.isin(report, some[:100])]}
    yield "100 runs of 300 rows across reports", {"allowed": every[np.isin((every + 150) // PER_REPORT, some[:100])]}
    yield "first half", {"allowed": every[: count // 2]}
    yield "half of the reports, scattered", {"allowed": every[np.isin(report, some[: len(some) // 2])]}
    yield "half of the rows, scattered", {"allowed": np.sort(generator.choice(every, count // 2, replace=False))}
    yield "all but one report", {"allowed": every[report != 7]}
    yield "one report hidden", {"hidden": every[report == 7]}
    yield "20 reports hidden", {"hidden": every[np.isin(report, some[:20])]}


def speed(entries: Sequence[LexicalEntry], questions: Sequence[str], count: int) -> None:
    """Print build, open and search times."""
    asked = [terms(question) for question in questions]
    with TemporaryDirectory() as folder:
        before, start = peak(), time.perf_counter()
        build(many(entries, count), Path(folder))
        built, grown = time.perf_counter() - start, peak() - before
        size = sum(file.stat().st_size for file in Path(folder).iterdir()) / 1e6
        start = time.perf_counter()
        index = TantivyIndex(Path(folder))
        opened = (time.perf_counter() - start) * 1e3
    print(f"\n{count} passages: built in {built:.1f} s, {grown:.0f} MB more, {size:.1f} MB, opened in {opened:.1f} ms")
    print("\n| rows | median ms | p95 ms | worst ms |\n|---|---|---|---|")
    for name, chosen in filters(count):
        index.search(asked[0], 100, **chosen)
        cells = [f"{value:.2f}" for value in np.quantile([timed(index, q, chosen) for q in asked], (0.5, 0.95, 1.0))]
        print(f"| {name} | {' | '.join(cells)} |", flush=True)


def timed(index: TantivyIndex, words: Sequence[str], chosen: dict[str, Rows]) -> float:
    """Return the milliseconds of one search for 100 rows, the best of three."""
    taken = []
    for _ in range(3):
        start = time.perf_counter()
        index.search(words, 100, **chosen)
        taken.append((time.perf_counter() - start) * 1e3)
    return min(taken)


def peak() -> float:
    """Return the most memory that this process has used, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Print all tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scifact", type=Path)
    parser.add_argument("--library", type=Path, default=Path("index"))
    parser.add_argument("--passages", type=int, default=100_000)
    asked = parser.parse_args()
    entries, questions, qrels = of_library(asked.library)
    speed(entries, list(questions.values()), asked.passages)
    compare("dev questions", entries, questions, qrels)
    compare("SciFact, train", *of_scifact(asked.scifact))


if __name__ == "__main__":
    main()
