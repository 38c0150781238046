"""The frozen questions, and how often a right page is among those that a system finds."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

from benchmarks.speed.errors import BenchError

COLUMNS = ("id", "question", "file", "pages")


@dataclass(frozen=True)
class Question:
    """A question with the pages of one file, physical and from 1, that answer it: each alone is enough."""

    id: str
    question: str
    file: str
    pages: frozenset[int]


@dataclass(frozen=True)
class QuestionSet:
    """Questions with the sha256 of the file they come from."""

    questions: tuple[Question, ...]
    sha256: str


def read_questions(path: Path) -> QuestionSet:
    """Return the questions of a CSV file. Raises BenchError where it is missing or a row is wrong."""
    if not path.is_file():
        raise BenchError(f"There is no file of questions {path}.")
    content = path.read_bytes()
    rows = csv.DictReader(content.decode("utf-8").splitlines())
    if tuple(rows.fieldnames or ()) != COLUMNS:
        raise BenchError(f"{path}: the columns must be {', '.join(COLUMNS)}.")
    questions = tuple(_question(row, f"{path}, row {number}") for number, row in enumerate(rows, start=2))
    if len({question.id for question in questions}) < len(questions):
        raise BenchError(f"{path}: an id stands twice.")
    return QuestionSet(questions, hashlib.sha256(content).hexdigest())


def about(questions: Sequence[Question], files: AbstractSet[str]) -> tuple[Question, ...]:
    """Return the questions about these files. Raises BenchError where there is none."""
    kept = tuple(question for question in questions if question.file in files)
    if not kept:
        raise BenchError("No question is about one of these PDFs.")
    return kept


def page_recall(questions: Sequence[Question], found: Mapping[str, Sequence[Sequence[object]]]) -> float:
    """Return the share of questions for which an acceptable page is among those found (id → [file, page] pairs)."""
    right = [
        any(file == question.file and page in question.pages for file, page in found.get(question.id, ()))
        for question in questions
    ]
    return sum(right) / len(right)


def _question(row: Mapping[str, str], where: str) -> Question:
    if not all(row.get(name) for name in COLUMNS):
        raise BenchError(f"{where}: a value is missing.")
    try:
        pages = frozenset(int(page) for page in row["pages"].split(";"))
    except ValueError:
        raise BenchError(f"{where}: pages are numbers with a semicolon between them, not {row['pages']!r}.") from None
    return Question(row["id"], row["question"], row["file"], pages)
