"""Retrieval test sets in BEIR layout: `corpus.jsonl`, `queries.jsonl`, `qrels/<split>.tsv`.

Source: Thakur et al., "BEIR: a heterogeneous benchmark for zero-shot evaluation of information retrieval models", 2021.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dvrag.errors import MismatchError, NotFoundError
from dvrag.evaluate.formats.judged import JudgedSet, Judgments, texts_of_judged
from dvrag.evaluate.formats.lines import numbered, whole_number, wrong

LAYOUT = "a folder in BEIR layout"


@dataclass(frozen=True, slots=True)
class BeirSet(JudgedSet):
    """A test set with the file of its documents."""

    corpus: Path


def read_beir(directory: Path, split: str) -> BeirSet:
    """Return the queries of one split with their judgments.

    Raises NotFoundError where a file or the split is missing; UnreadableError where a line is not in its format, an id
    stands twice or a judged query has no text; UsageError where the split has no judged query; MismatchError where the
    corpus holds no judged document.
    """
    corpus, queries = directory / "corpus.jsonl", directory / "queries.jsonl"
    for path in (corpus, queries):
        if not path.is_file():
            raise NotFoundError(f"{directory} has no {path.name}.", hint="Name a folder in BEIR layout.")
    judgments = _split_file(directory, split)
    qrels = _qrels(judgments)
    texts = texts_of_judged(dict(_records(queries)), qrels, queries, judgments)
    made = BeirSet(directory.name, split, texts, qrels, corpus)
    if made.documents.isdisjoint({identity for identity, _ in _records(corpus)}):
        raise MismatchError(f"{corpus} holds none of the documents that {judgments} judges.")
    return made


def _split_file(directory: Path, split: str) -> Path:
    path = directory / "qrels" / f"{split}.tsv"
    if not path.is_file():
        known = ", ".join(sorted(p.stem for p in (directory / "qrels").glob("*.tsv"))) or "none"
        raise NotFoundError(f"{directory} has no split {split!r}.", hint=f"Splits there: {known}.")
    return path


def _qrels(path: Path) -> dict[str, dict[str, int]]:
    """Return the positive judgments; a first line that does not end in a number is a header."""
    found = Judgments(path)
    for number, line in numbered(path, LAYOUT):
        fields = [field.strip() for field in line.split("\t")]
        grade = whole_number(fields[-1])
        if grade is None and number == 1:
            continue
        if len(fields) != 3 or grade is None:
            raise wrong(path, number, "not `query, document, grade` with tabs between them.")
        found.add(number, fields[0], fields[1], grade)
    return found.relevant()


def _records(path: Path) -> Iterator[tuple[str, str]]:
    """Yield id and text of each line. Raises UnreadableError where a line is no record or an id stands twice."""
    seen: dict[str, int] = {}
    for number, line in numbered(path, LAYOUT):
        try:
            record = json.loads(line)
        except ValueError as error:
            raise wrong(path, number, "not JSON.") from error
        if not isinstance(record, dict) or not {"_id", "text"} <= record.keys():
            raise wrong(path, number, 'needs the keys "_id" and "text".')
        identity = str(record["_id"])
        if identity in seen:
            raise wrong(path, number, f"the _id {identity!r} stands in line {seen[identity]} already.")
        seen[identity] = number
        yield identity, str(record["text"])
