"""Documents of test sets are matched with a library's reports by their names."""

from __future__ import annotations

import pytest

from dvrag.errors import MismatchError, UsageError
from dvrag.evaluate.formats.judged import ReportNames, documents_of, short_name, trec_word
from dvrag.model.results import ReportSummary
from dvrag.testing.memory_corpus import MemoryCorpus, facts_of, report_of


def reports(*sources: str) -> tuple[ReportSummary, ...]:
    return MemoryCorpus([report_of(source, facts_of(), {"A": [f"In {source}."]}) for source in sources]).reports()


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("review.pdf", "review"),
        ("v1.2 review.pdf", "v1.2 review"),
        ("docs.jsonl#42", "42"),
        ("docs.jsonl#a#2.x", "a#2.x"),
        ("case #2.pdf", "case #2"),
        ("no ending", "no ending"),
    ],
)
def test_a_short_name_is_without_ending_or_the_id_in_a_jsonl_file(source: str, name: str) -> None:
    assert short_name(source) == name


@pytest.mark.parametrize(
    ("judged", "source"),
    [
        ("review.pdf", "review.pdf"),
        ("review", "review.pdf"),
        ("REVIEW.PDF", "review.pdf"),
        ("Review", "review.pdf"),
        ("docs.jsonl#42", "docs.jsonl#42"),
        ("42", "docs.jsonl#42"),
        ("my%20notes", "my notes.txt"),
    ],
)
def test_a_document_is_found_by_its_name_in_any_writing(judged: str, source: str) -> None:
    found = ReportNames(reports("review.pdf", "docs.jsonl#42", "my notes.txt")).find(judged)
    assert [report.source for report in found] == [source]


def test_a_name_as_written_goes_before_one_in_another_case() -> None:
    names = documents_of(["A", "a"], reports("d.jsonl#a", "d.jsonl#A"))
    assert names == {"d.jsonl#a": "a", "d.jsonl#A": "A"}


def test_a_whole_name_goes_before_one_without_ending() -> None:
    assert documents_of(["review"], reports("review", "review.pdf")) == {"review": "review", "review.pdf": "review.pdf"}


def test_documents_that_nobody_judged_keep_their_own_ids() -> None:
    names = documents_of(["1"], reports("d.jsonl#1", "d.jsonl#2", "other.pdf"))
    assert names == {"d.jsonl#1": "1", "d.jsonl#2": "2", "other.pdf": "other.pdf"}


@pytest.mark.parametrize(
    ("judged", "error", "said"),
    [
        (["x"], MismatchError, "The library holds none of the judged documents."),
        (["review"], UsageError, "The judged document 'review' fits review.html and review.pdf. Write its ending."),
        (["one", "one.txt"], UsageError, "The judged documents 'one' and 'one.txt' are both one.txt."),
    ],
)
def test_what_cannot_be_matched_is_said(judged: list[str], error: type[Exception], said: str) -> None:
    with pytest.raises(error) as caught:
        documents_of(judged, reports("review.pdf", "review.html", "one.txt"))
    assert said in str(caught.value)


def test_white_space_is_written_so_that_columns_stay_apart() -> None:
    assert trec_word("a b\u2028c%20") == "a%20b%E2%80%A8c%20"
