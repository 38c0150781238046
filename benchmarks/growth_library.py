"""Makes a library of a given number of passages out of copies of real reports, and publishes its index.

Written as the product writes a file of many documents: `Library.add_documents`, a transaction for some thousand
passages, each with a small file as its kept original, then `complete`. Sketches of the copies are stored as if they had
been compared (copies of one report are near-duplicates of each other; in real libraries few reports are), so that one
more report costs what it costs in a library that has been linked. The index is published by an empty build.
"""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import shutil
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any, TypeAlias

from growth_copies import ADDED, CHUNKER, Copies, Source, read_source

from dvrag.assembly import build_library, open_library
from dvrag.index.similar import sketch
from dvrag.model.building import Outcome
from dvrag.model.ids import ReportId
from dvrag.store import generations
from dvrag.store.library import Attempt, Entry, Library, Original

VERSION = 1
"""Of the way the copies are made: libraries of another version are made anew."""
SEED = 2026
BATCH = 4000
"""Passages in a transaction, about."""
AHEAD = 3
"""Transactions that are prepared while one is written."""
RECORD = "made.json"

Batch: TypeAlias = "tuple[list[Entry], list[tuple[ReportId, bytes, bytes]]]"
"""Reports, and their ids with their sketches."""


@dataclass(frozen=True)
class Made:
    """A finished library: its folder and how it was made (see `_record`)."""

    root: Path
    record: dict[str, Any]


def library_of(size: int, work: Path, source: Path, *, republish: bool = False) -> Made:
    """Return the library of `size` passages in `work`, made now unless it is there with vectors of the same model.

    `republish` builds the index of one that is there anew, for another version of the product.
    """
    folder = work / f"library-{size}"
    record = folder / RECORD
    found = json.loads(record.read_text("utf-8")) if record.is_file() else {}
    with open_library(source) as opened:
        as_now = {"version": VERSION, "embedder": opened.meta()["embedder"]}.items() <= found.items()
    if not as_now:
        shutil.rmtree(folder, ignore_errors=True)
        found = _made(size, folder / "library", source)
    elif republish:
        generations.drop(folder / "library")
        found["publish_s"] = publish(folder / "library")
    record.write_text(json.dumps(found, indent=1), "utf-8")
    return Made(folder / "library", found)


def fill(library: Library, batches: Iterable[Batch]) -> int:
    """Write batches into a library; return the number of reports."""
    reports = 0
    for number, (entries, sketches) in enumerate(batches):
        original, content = _original(f"growth/batch-{number:05}.jsonl", entries)
        library.add_documents(entries, original, content)
        done = Attempt(original.path, original.sha256, Outcome.ADDED, "", ADDED)
        library.complete(original, [entry.report.id for entry in entries], CHUNKER, done)
        library.link((), sketches)
        reports += len(entries)
    return reports


def batch(copies: Copies, numbers: range, size: int) -> Batch:
    """Return some reports of a library of `size` passages, with their sketches."""
    entries = list(copies.entries(numbers, size))
    return entries, [(entry.report.id, *sketch(entry.report.text).to_bytes()) for entry in entries]


def publish(root: Path) -> float:
    """Publish the index of a library that has none; return the seconds it took."""
    start = perf_counter()
    build_library([], root)
    return perf_counter() - start


def sizes_on_disk(root: Path) -> dict[str, int]:
    """Return bytes by part of a library: SQLite (with its log), published index, kept originals."""
    database = sum(path.stat().st_size for path in root.glob("library.sqlite*"))
    index = sum(path.stat().st_size for path in root.glob("gen-*/*"))
    originals = sum(path.stat().st_size for path in (root / "files").glob("*"))
    return {"library.sqlite": database, "index": index, "originals": originals}


def sizes_of_tables(root: Path) -> dict[str, int]:
    """Return bytes by table or index inside SQLite, as its own statistics (dbstat) count whole pages."""
    with open_library(root) as library:
        statement = "SELECT name, sum(pgsize) FROM dbstat GROUP BY name ORDER BY 2 DESC"
        return library.query(lambda connection: dict(connection.execute(statement).fetchall()))


def _made(size: int, root: Path, source: Path) -> dict[str, Any]:
    with open_library(source) as opened:
        read, meta = read_source(opened), opened.meta()
    start = perf_counter()
    with Library.open(root, create=True) as library:
        library.use_embedder(meta["embedder"], int(meta["dimension"]))
        reports = fill(library, _ahead(read, size))
        words = len(library.vocabulary())
        library.checkpoint()
    inserted = perf_counter() - start
    published = publish(root)
    return {
        "version": VERSION,
        "embedder": meta["embedder"],
        "seed": SEED,
        "passages": size,
        "reports": reports,
        "source_reports": len(read.reports),
        "stems": words,
        "insert_s": inserted,
        "passages_per_s": size / inserted,
        "publish_s": published,
        "tables": sizes_of_tables(root),
    }


def _ahead(source: Source, size: int) -> Iterator[Batch]:
    """Yield all batches in order; another process makes them while this one writes."""
    context = multiprocessing.get_context("spawn")
    copies = Copies(source, SEED)
    with ProcessPoolExecutor(1, context, _prepare, (copies,)) as pool:
        waiting: deque[Future[Batch]] = deque()
        for numbers in copies.batches(size, BATCH):
            waiting.append(pool.submit(_prepared, numbers, size))
            if len(waiting) > AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


_copies: list[Copies] = []
"""In the process that makes batches: what it makes them with."""


def _prepare(copies: Copies) -> None:
    _copies.append(copies)


def _prepared(numbers: range, size: int) -> Batch:
    return batch(_copies[0], numbers, size)


def _original(path: str, entries: Iterable[Entry]) -> tuple[Original, bytes]:
    """Return a small file that stands for the batch's original: the ids of its documents."""
    ids: list[ReportId] = [entry.report.id for entry in entries]
    content = "\n".join(json.dumps({"_id": identity}) for identity in ids).encode()
    return Original(hashlib.sha256(content).hexdigest(), "jsonl", len(content), path), content
