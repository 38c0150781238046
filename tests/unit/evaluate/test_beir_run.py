"""A run ingests the corpus through a builder, searches every query and measures documents, not passages."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from dvrag.builder import Builder
from dvrag.config.settings import RetrieveSettings
from dvrag.evaluate.beir_run import by_document, run_beir
from dvrag.index.combined import CombinedIndex
from dvrag.index.faiss_index import FaissIndex
from dvrag.index.lexical import FullTextIndex
from dvrag.ports import Finder
from dvrag.retrieve.pipeline import Engines, Retriever
from dvrag.store.library import Library
from dvrag.testing.fakes import HashingEmbedder, Listener
from dvrag.testing.small import small_parts

DOCUMENTS = {"d1": "Cells divide.\nThey divide in two.", "d2": "Mice sleep at night.", "d3": "Bridges carry trains."}
QUERIES = {"q1": "do cells divide in two", "q2": "when do mice sleep", "q3": "unjudged"}


@contextmanager
def small(corpus: Path, folder: Path) -> Iterator[Finder]:
    embedder = HashingEmbedder()
    Builder(folder, small_parts(embedder)).build([corpus], Listener())
    with Library.open(folder, read_only=True) as library:
        engines = Engines(FullTextIndex(library), CombinedIndex(library, FaissIndex), embedder)
        yield Retriever(library, engines, RetrieveSettings())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "tiny"
    (made / "qrels").mkdir(parents=True)
    documents = [json.dumps({"_id": key, "title": key, "text": text}) for key, text in DOCUMENTS.items()]
    queries = [json.dumps({"_id": key, "text": text}) for key, text in QUERIES.items()]
    (made / "corpus.jsonl").write_text("\n".join(documents))
    (made / "queries.jsonl").write_text("\n".join(queries))
    (made / "qrels" / "test.tsv").write_text("q\td\ts\nq1\td1\t1\nq2\td2\t1\n")
    return made


def test_a_tiny_set_is_ingested_searched_and_measured(folder: Path) -> None:
    heard = Listener()
    found = run_beir(folder, "test", small, heard)
    assert (found.name, found.split, found.queries) == ("tiny", "test", 2)
    assert found.measures == {"nDCG@10": 1.0, "R@100": 1.0, "RR@10": 1.0}
    assert found.milliseconds > 0


def test_a_document_counts_with_its_best_passage(folder: Path, tmp_path: Path) -> None:
    with small(folder / "corpus.jsonl", tmp_path / "library") as finder:
        hits = finder.search("cells divide", 10).hits
    of_first = [hit.score for hit in hits if hit.report.source == "d1"]
    assert len(of_first) > 1
    assert by_document(hits, "corpus.jsonl")["d1"] == max(of_first)
    assert set(by_document(hits, "corpus.jsonl")) <= DOCUMENTS.keys()


def test_a_number_sign_inside_an_id_belongs_to_it(folder: Path, tmp_path: Path) -> None:
    with small(folder / "corpus.jsonl", tmp_path / "library") as finder:
        hit = finder.search("mice", 1).hits[0]
    named = replace(hit, report=replace(hit.report, source="corpus.jsonl#a#2"))
    assert by_document((named,), "corpus.jsonl") == {"a#2": hit.score}
