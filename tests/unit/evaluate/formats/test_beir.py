"""Reading test sets in BEIR layout, and what is said about broken ones."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dvrag.errors import MismatchError, NotFoundError, UnreadableError, UsageError
from dvrag.evaluate.formats.beir import read_beir


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "qrels").mkdir()
    (tmp_path / "corpus.jsonl").write_text('{"_id": "d1", "title": "T", "text": "one"}\n')
    queries = [{"_id": "q1", "text": "first"}, {"_id": "q2", "text": "second"}, {"_id": "q3", "text": "third"}]
    (tmp_path / "queries.jsonl").write_text("\n\n".join(map(json.dumps, queries)))
    (tmp_path / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\nq2\td1\t1\nq2\td2\t2\nq1\td3\t0\n")
    return tmp_path


def test_judged_queries_come_with_their_grades(folder: Path) -> None:
    found = read_beir(folder, "test")
    assert found.queries == {"q2": "second"}
    assert found.qrels == {"q2": {"d1": 1, "d2": 2}}
    assert found.corpus == folder / "corpus.jsonl"


def test_a_first_line_with_a_grade_is_no_header(folder: Path) -> None:
    (folder / "qrels" / "dev.tsv").write_text("q1\td1\t1\n")
    assert read_beir(folder, "dev").qrels == {"q1": {"d1": 1}}


def test_a_missing_split_is_named_with_those_there(folder: Path) -> None:
    with pytest.raises(NotFoundError, match=r"no split 'train'.*Splits there: test\."):
        read_beir(folder, "train")


@pytest.mark.parametrize("name", ["corpus.jsonl", "queries.jsonl"])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(NotFoundError, match=name):
        read_beir(folder, "test")


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("qrels/test.tsv", "h\nq1 d1 1\n", "line 2"),
        ("qrels/test.tsv", "q\td\ts\nq1\td1\tmuch\n", "line 2"),
        ("queries.jsonl", '{"_id": "q1", "text": "x"}\n{broken', "line 2: not JSON"),
        ("queries.jsonl", '{"_id": "q1"}\n', 'line 1: needs the keys "_id" and "text"'),
        ("queries.jsonl", '{"_id": "q1", "text": "x"}\n', "lacks the query 'q2'"),
        ("queries.jsonl", '{"_id": "q2", "text": "?"}\n', "the query 'q2' has no text"),
        ("queries.jsonl", '{"_id": "q2", "text": "x"}\n{"_id": "q2", "text": "y"}', "line 2: .*'q2' stands in line 1"),
        ("corpus.jsonl", '{"_id": 1, "text": "x"}\n{"_id": "1", "text": "y"}', "line 2: .*'1' stands in line 1"),
        ("qrels/test.tsv", "q2\td1\t1\nq2\td1\t2\n", "line 2: 'd1' is judged 2 for the query 'q2', and 1 before"),
    ],
)
def test_a_broken_line_is_named(folder: Path, name: str, content: str, message: str) -> None:
    (folder / name).write_text(content)
    with pytest.raises(UnreadableError, match=message):
        read_beir(folder, "test")


@pytest.mark.parametrize("name", ["qrels/test.tsv", "queries.jsonl", "corpus.jsonl"])
def test_another_coding_than_utf8_is_refused(folder: Path, name: str) -> None:
    (folder / name).write_bytes((folder / name).read_bytes() + "\nq\xe9".encode("latin-1"))
    with pytest.raises(UnreadableError, match=rf"{name} is not UTF-8 text"):
        read_beir(folder, "test")


def test_a_corpus_without_a_judged_document_is_refused_before_it_is_read_in(folder: Path) -> None:
    (folder / "corpus.jsonl").write_text('{"_id": "other", "text": "one"}\n')
    with pytest.raises(MismatchError, match="holds none of the documents"):
        read_beir(folder, "test")


def test_a_judgment_may_stand_twice_with_one_grade(folder: Path) -> None:
    (folder / "qrels" / "dev.tsv").write_text("q1\td1\t1\r\nq1\td1\t1\r\n\n")
    assert read_beir(folder, "dev").qrels == {"q1": {"d1": 1}}


def test_a_split_without_relevant_documents_is_refused(folder: Path) -> None:
    (folder / "qrels" / "none.tsv").write_text("q\td\ts\nq1\td1\t0\n")
    with pytest.raises(UsageError, match="judges no query"):
        read_beir(folder, "none")


@pytest.mark.shared
def test_the_real_set_has_its_published_size(shared: Path) -> None:
    found = read_beir(shared / "data" / "scifact", "test")
    assert len(found.queries) == 300
    assert sum(map(len, found.qrels.values())) == 339
