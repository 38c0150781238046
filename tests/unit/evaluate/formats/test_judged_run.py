"""A run ingests the corpus through a builder, searches every query and measures documents, not passages."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from dvrag.builder import Builder
from dvrag.config.settings import RetrieveSettings
from dvrag.errors import MismatchError, UsageError
from dvrag.evaluate.formats.beir import read_beir
from dvrag.evaluate.formats.judged import JudgedSet
from dvrag.evaluate.formats.judged_run import Collection, by_document, run_judged, thrown_away
from dvrag.evaluate.formats.trec import read_trec
from dvrag.index.lexical import FullTextIndex
from dvrag.model.results import Filters, ReportSummary, SearchResult
from dvrag.retrieve.pipeline import Engines, Retriever
from dvrag.store.library import Library
from dvrag.testing.fakes import HashingEmbedder, Listener
from dvrag.testing.small import small_parts, small_vectors

DOCUMENTS = {"d1": "Cells divide.\nThey divide in two.", "d2": "Mice sleep at night.", "d3": "Bridges carry trains."}
QUERIES = {"q1": "do cells divide in two", "q2": "when do mice sleep", "q3": "unjudged"}


@dataclass
class Searched:
    """A retriever with the reports it searches; `depths` are those asked for."""

    retriever: Retriever
    library: Library
    depths: list[int] = field(default_factory=list)

    def search(self, query: str, k: int = 10, filters: Filters | None = None) -> SearchResult:
        self.depths.append(k)
        return self.retriever.search(query, k, filters)

    def reports(self) -> tuple[ReportSummary, ...]:
        return self.library.reports()


@contextmanager
def small(documents: Path, folder: Path) -> Iterator[Searched]:
    embedder = HashingEmbedder()
    Builder(folder, small_parts(embedder)).build([documents], Listener())
    with Library.open(folder, read_only=True) as library:
        engines = Engines(FullTextIndex(library), small_vectors(library), embedder)
        yield Searched(Retriever(library, engines, RetrieveSettings()), library)


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


@pytest.fixture
def reviews(tmp_path: Path) -> Path:
    """Three reports as files of their own."""
    made = tmp_path / "reviews"
    made.mkdir()
    (made / "cells.txt").write_text("Cells divide.\nThey divide in two.")
    (made / "night mice.md").write_text("Mice sleep at night.")
    (made / "bridges.txt").write_text("Bridges carry trains.")
    return made


@pytest.fixture
def trec(tmp_path: Path) -> JudgedSet:
    (tmp_path / "topics.tsv").write_text("q1\tdo cells divide in two\nq2\twhen do mice sleep\n")
    (tmp_path / "qrels.txt").write_text("q1 0 cells 2\nq2 0 night%20mice.md 1\nq2 0 gone 1\nq2 0 bridges.txt 0\n")
    return read_trec(tmp_path / "topics.tsv", tmp_path / "qrels.txt")


def test_a_tiny_set_is_ingested_searched_and_measured(folder: Path) -> None:
    heard = Listener()
    judged = read_beir(folder, "test")
    with thrown_away(judged.corpus, small) as collection:
        found = run_judged(judged, collection, heard)
    assert (found.name, found.split, found.queries, found.judged, found.missing) == ("tiny", "test", 2, 2, 0)
    assert found.measures == {"nDCG@10": 1.0, "R@100": 1.0, "RR@10": 1.0}
    assert found.milliseconds > 0
    assert heard.phases == [("Searching tiny", 2)]


def test_the_library_of_a_run_is_thrown_away(folder: Path) -> None:
    with thrown_away(folder / "corpus.jsonl", small) as collection:
        assert isinstance(collection, Searched)
        root = collection.library.root
        assert root.is_dir()
    assert not root.exists()


def test_files_are_documents_by_their_names_with_or_without_ending(trec: JudgedSet, reviews: Path) -> None:
    with thrown_away(reviews, small) as collection:
        found = run_judged(trec, collection)
    assert (found.name, found.split, found.judged, found.missing) == ("topics.tsv", "qrels.txt", 3, 1)
    assert {query: max(scores, key=scores.__getitem__) for query, scores in found.run.items()} == {
        "q1": "cells",
        "q2": "night%20mice.md",
    }
    assert set(found.run["q1"]) <= {"cells", "night%20mice.md", "bridges.txt"}
    assert found.measures["R@100"] == (1 + 1 / 2) / 2
    assert found.measures["RR@10"] == 1.0
    # q2: gain 1 at rank 1, of 1 + 1 / log2(3) possible.
    assert found.measures["nDCG@10"] == pytest.approx((1 + 1 / (1 + 0.6309298)) / 2, abs=1e-6)


def test_a_library_without_a_judged_document_is_refused(trec: JudgedSet, reviews: Path) -> None:
    for name in ("cells.txt", "night mice.md"):
        (reviews / name).unlink()
    with thrown_away(reviews, small) as collection, pytest.raises(MismatchError, match="none of the judged documents"):
        run_judged(trec, collection)


def test_an_id_that_fits_two_files_is_refused(trec: JudgedSet, reviews: Path) -> None:
    (reviews / "cells.md").write_text("Other cells.")
    with (
        thrown_away(reviews, small) as collection,
        pytest.raises(UsageError, match=r"'cells' fits cells.md and cells.t"),
    ):
        run_judged(trec, collection)


def test_search_goes_deeper_until_there_are_enough_documents(tmp_path: Path) -> None:
    documents = [{"_id": f"d{n}", "text": "\n".join(f"cell {n} {i}" for i in range(3))} for n in range(110)]
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text("\n".join(map(json.dumps, documents)))
    judged = JudgedSet("deep", "test", {"q": "cell"}, {"q": {"d1": 1}})
    with thrown_away(corpus, small) as collection:
        found = run_judged(judged, collection)
        assert isinstance(collection, Searched)
        assert collection.depths[:2] == [100, 200]
    assert len(found.run["q"]) >= 100


def test_a_query_longer_than_an_assistant_takes_is_cut(trec: JudgedSet, reviews: Path) -> None:
    long = replace(trec, queries={query: f"{text} {'x ' * 2000}" for query, text in trec.queries.items()})
    asked: list[str] = []
    with thrown_away(reviews, small) as collection:

        class Strict:
            def search(self, query: str, k: int = 10, filters: Filters | None = None) -> SearchResult:
                asked.append(query)
                return collection.search(query, k, filters)

            def reports(self) -> tuple[ReportSummary, ...]:
                return collection.reports()

        strict: Collection = Strict()
        run_judged(long, strict)
    assert {len(query) for query in asked} == {2000}


def test_a_document_counts_with_its_best_passage(folder: Path, tmp_path: Path) -> None:
    with small(folder / "corpus.jsonl", tmp_path / "library") as collection:
        hits = collection.search("cells divide", 10).hits
        names = {report.source: report.source for report in collection.reports()}
    of_first = [hit.score for hit in hits if hit.report.source == "d1"]
    assert len(of_first) > 1
    assert by_document(hits, names)["d1"] == max(of_first)
    assert set(by_document(hits, names)) <= DOCUMENTS.keys()
