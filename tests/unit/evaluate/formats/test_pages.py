"""Tables of pages: read, placed on a library, and what is said about broken ones."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dvrag.errors import NotFoundError, UnreadableError, UsageError
from dvrag.evaluate.formats.pages import Evidence, PageQuestion, place_pages, read_pages
from dvrag.testing.memory_corpus import MemoryCorpus, facts_of, report_of
from unit.evaluate.conftest import REVIEW

HEAD = "question,doc,page\n"
Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(content: str | bytes, name: str = "pages.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return written


def test_rows_of_one_question_belong_together(write: Write) -> None:
    found = read_pages(write(HEAD + 'Why?,a.pdf,3\n"How many, in all?",b,"2;5"\nWhy?,b,7\n'))
    assert found == (
        PageQuestion("row-2", "Why?", (Evidence(2, "a.pdf", 3), Evidence(4, "b", 7))),
        PageQuestion("row-3", "How many, in all?", (Evidence(3, "b", 2), Evidence(3, "b", 5))),
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("t.csv", "\ufeffID;Question;Doc;Page;note\r\nq1;Why?;a;3;x\r\n;;;;\r\nq1;Why?;a;4\r\n"),
        ("t.csv", "page\tdoc\tid\tquestion\n3\ta\tq1\tWhy?\n4\ta\t\tWhy?\n"),
        (
            "t.jsonl",
            '{"id": "q1", "question": "Why?", "doc": "a", "page": 3}\n\n{"question": "Why? ", "doc": "a", "page": "4"}',
        ),
        ("t.jsonl", '{"id": "q1", "question": "Why?", "doc": "a", "page": [3, 4]}\n'),
    ],
)
def test_any_usual_way_of_keeping_a_table_is_read(write: Write, name: str, content: str) -> None:
    (found,) = read_pages(write(content, name))
    assert (found.id, found.question) == ("q1", "Why?")
    assert [(e.doc, e.page) for e in found.evidence] == [("a", 3), ("a", 4)]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("question,page\nWhy?,3\n", "pages.csv, row 1: lacks the column 'doc'."),
        ("", "pages.csv, row 1: lacks the column 'question'."),
        (HEAD + "Why?,,3\n", "row 2: the cell 'doc' is empty."),
        (HEAD + "Why?,a\n", "row 2: the cell 'page' is empty."),
        (HEAD + "Why, then?,a,3\n", "row 2: has 4 cells, but there are 3 columns."),
        (HEAD + "Why?,a,three\n", "row 2: the page must be a whole number from 1, not 'three'."),
        (HEAD + "Why?,a,0\n", "row 2: the page must be a whole number from 1, not '0'."),
        (HEAD + "Why?,a,3;\n", "row 2: the page must be a whole number from 1, not ''."),
        (HEAD + "Why?,a,3\nWhy?,b,1\nWhy?,a,3\n", "row 4: page 3 of a stands in row 2 already."),
        (HEAD + "Why?,a,3;3\n", "row 2: page 3 of a stands in row 2 already."),
        ("id," + HEAD + "q1,Why?,a,3\nq2,Why?,a,4\n", "row 3: the question has the id 'q1' already, not 'q2'."),
        ("id," + HEAD + "q1,Why?,a,3\nq1,How?,a,4\n", "row 3: the id 'q1' is another question's already."),
        (HEAD + 'Why?,"a,3\n', "line 2: not CSV"),
        (HEAD.encode() + b"Why\xff?,a,3\n", "pages.csv is not UTF-8 text."),
    ],
)
def test_what_is_wrong_in_a_table_is_said_with_its_row(write: Write, content: str | bytes, said: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_pages(write(content))
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{broken\n", "row 1: not JSON."),
        ("[1]\n", "row 1: not a JSON object."),
        ('{"question": "Why?", "doc": "a"}\n', "row 1: lacks the column 'page'."),
        ('{"question": null, "doc": "a", "page": 1}\n', "row 1: the cell 'question' is empty."),
    ],
)
def test_what_is_wrong_in_jsonl_is_said_with_its_row(write: Write, content: str, said: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_pages(write(content, "pages.jsonl"))
    assert said in str(caught.value)


def test_a_table_without_rows_is_refused(write: Write) -> None:
    with pytest.raises(UsageError, match="holds no question"):
        read_pages(write(HEAD + ",,\n"))


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="There is no file"):
        read_pages(tmp_path / "none.csv")


def test_reports_are_found_with_or_without_ending(write: Write, memory: MemoryCorpus) -> None:
    path = write(HEAD + "Why?,oakfield.pdf,1\nWhy?,Oakfield,2\n")
    (placed,) = place_pages(path, read_pages(path), memory)
    assert placed.pages == ((REVIEW.id, 1), (REVIEW.id, 2))


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("Why?,other.pdf,1\n", "row 2: the library holds no report 'other.pdf'."),
        ("Why?,oakfield,2\nWhy?,summary,2\n", "row 3: summary.pdf ends with page 1; it has no page 2."),
        ("Why?,oakfield,2\nWhy?,oakfield.pdf,2\n", "row 3: page 2 of oakfield.pdf stands in row 2 already."),
    ],
)
def test_what_does_not_fit_the_library_is_said_with_its_row(
    write: Write, memory: MemoryCorpus, rows: str, said: str
) -> None:
    path = write(HEAD + rows)
    with pytest.raises(UnreadableError) as caught:
        place_pages(path, read_pages(path), memory)
    assert said in str(caught.value)


def test_a_name_of_two_reports_is_refused(write: Write) -> None:
    twins = MemoryCorpus([report_of(name, facts_of(), {"A": [name]}) for name in ("a.pdf", "a.html")])
    path = write(HEAD + "Why?,a,1\n")
    with pytest.raises(UnreadableError, match=r"row 2: 'a' fits 2 reports: a\.pdf, a\.html"):
        place_pages(path, read_pages(path), twins)


def test_a_report_without_pages_has_none_to_name(write: Write) -> None:
    article = report_of("article.html", facts_of(), {})
    path = write(HEAD + "Why?,article,1\n")
    with pytest.raises(UnreadableError, match=r"row 2: article\.html has no pages"):
        place_pages(path, read_pages(path), MemoryCorpus([article]))
