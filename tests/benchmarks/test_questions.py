"""The frozen questions: well formed, about all reports, about pages that are there."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.speed.errors import BenchError
from benchmarks.speed.questions import QuestionSet, about, read_questions


@pytest.fixture(scope="module")
def frozen(repository: Path) -> QuestionSet:
    return read_questions(repository / "benchmarks" / "speed" / "questions.csv")


def test_the_frozen_set_is_about_all_reports(frozen: QuestionSet) -> None:
    assert len(frozen.questions) >= 80
    assert len({question.file for question in frozen.questions}) == 42
    assert len({question.question for question in frozen.questions}) == len(frozen.questions)
    assert all(question.question.endswith("?") for question in frozen.questions)


@pytest.mark.shared
def test_its_files_and_pages_are_there(frozen: QuestionSet, shared: Path) -> None:
    from pypdf import PdfReader

    folder = shared / "data" / "inspection-reports" / "pdfs"
    pages = {file: len(PdfReader(folder / file).pages) for file in {question.file for question in frozen.questions}}
    assert [q.id for q in frozen.questions if not q.pages <= set(range(1, pages[q.file] + 1))] == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("id,question\na,b\n", "the columns must be id, question, file, pages"),
        ("id,question,file,pages\na,What?,x.pdf,\n", "row 2: a value is missing"),
        ("id,question,file,pages\na,What?,x.pdf,one\n", "row 2: pages are numbers"),
        ("id,question,file,pages\na,What?,x.pdf,1\na,Who?,x.pdf,2\n", "an id stands twice"),
    ],
)
def test_a_mistake_in_a_file_is_named(tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "questions.csv"
    path.write_text(content)
    with pytest.raises(BenchError, match=said):
        read_questions(path)


def test_only_questions_about_the_pdfs_are_asked(tmp_path: Path) -> None:
    path = tmp_path / "questions.csv"
    path.write_text("id,question,file,pages\na,What?,x.pdf,1;2\nb,Who?,y.pdf,3\n")
    questions = read_questions(path).questions
    assert [(q.id, sorted(q.pages)) for q in about(questions, {"x.pdf"})] == [("a", [1, 2])]
    with pytest.raises(BenchError, match="No question is about"):
        about(questions, {"z.pdf"})
