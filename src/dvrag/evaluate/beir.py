"""Retrieval test sets in BEIR layout: `corpus.jsonl`, `queries.jsonl`, `qrels/<split>.tsv`.

Source: Thakur et al., "BEIR: a heterogeneous benchmark for zero-shot evaluation of information retrieval models", 2021.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dvrag.errors import NotFoundError, UnreadableError, UsageError


@dataclass(frozen=True, slots=True)
class BeirSet:
    """A test set. `queries` are those with judgments; `qrels` maps query id → document id → grade."""

    name: str
    split: str
    corpus: Path
    queries: dict[str, str]
    qrels: dict[str, dict[str, int]]


def read_beir(directory: Path, split: str) -> BeirSet:
    """Return the queries of one split with their judgments.

    Raises NotFoundError where a file or the split is missing, UnreadableError where a line is not in its format,
    UsageError where the split has no judged query.
    """
    corpus, queries = directory / "corpus.jsonl", directory / "queries.jsonl"
    for path in (corpus, queries):
        if not path.is_file():
            raise NotFoundError(f"{directory} has no {path.name}.", hint="Name a folder in BEIR layout.")
    qrels = _qrels(_split_file(directory, split))
    texts = {str(record["_id"]): str(record["text"]) for record in _records(queries)}
    unknown = sorted(qrels.keys() - texts.keys())
    if unknown:
        raise UnreadableError(f"{queries} lacks the query {unknown[0]!r} that {split}.tsv judges.")
    if not qrels:
        raise UsageError(f"The split {split!r} of {directory} judges no query.", hint="Choose another split.")
    return BeirSet(directory.name, split, corpus, {query: texts[query] for query in qrels}, qrels)


def _split_file(directory: Path, split: str) -> Path:
    path = directory / "qrels" / f"{split}.tsv"
    if not path.is_file():
        known = ", ".join(sorted(p.stem for p in (directory / "qrels").glob("*.tsv"))) or "none"
        raise NotFoundError(f"{directory} has no split {split!r}.", hint=f"Splits there: {known}.")
    return path


def _qrels(path: Path) -> dict[str, dict[str, int]]:
    """Return the positive judgments; a first line that does not end in a number is a header."""
    found: dict[str, dict[str, int]] = {}
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        fields = line.split("\t")
        grade = _grade(fields[-1])
        if grade is None and number == 1:
            continue
        if len(fields) != 3 or grade is None:
            raise UnreadableError(f"{path}, line {number}: not `query, document, grade` with tabs between them.")
        if grade > 0:
            found.setdefault(fields[0], {})[fields[1]] = grade
    return found


def _grade(text: str) -> int | None:
    try:
        return int(text)
    except ValueError:
        return None


def _records(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                record = json.loads(line)
            except ValueError as error:
                raise UnreadableError(f"{path}, line {number}: not JSON.") from error
            if not isinstance(record, dict) or not {"_id", "text"} <= record.keys():
                raise UnreadableError(f'{path}, line {number}: needs the keys "_id" and "text".')
            yield record
