"""Questions with the pages that answer them: rows `question, doc, page`, with an `id` if wanted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeAlias

from dvrag.errors import UsageError
from dvrag.evaluate.formats.judged import ReportNames
from dvrag.evaluate.formats.lines import whole_number
from dvrag.evaluate.formats.rows import mistake, rows_of
from dvrag.model.documents import Report
from dvrag.model.ids import ReportId
from dvrag.model.results import ReportSummary

COLUMNS = ("question", "doc", "page")
TABLE = "a table of pages: CSV or JSONL with the columns question, doc, page"

PageKey: TypeAlias = tuple[ReportId, int]
"""A page of a report, from 1 in the file; 0 for a report without pages as a whole."""


class Reports(Protocol):
    """A library's reports."""

    def reports(self) -> tuple[ReportSummary, ...]:
        """Return every report."""
        ...

    def report(self, identity: ReportId, /) -> Report:
        """Return one report in full."""
        ...


@dataclass(frozen=True, slots=True)
class Evidence:
    """A page that answers, as a row names it. `page` counts from 1 in the file, whatever is printed on it."""

    row: int
    doc: str
    page: int


@dataclass(frozen=True, slots=True)
class PageQuestion:
    """A question with its evidence pages, in order of the file."""

    id: str
    question: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class PlacedPages:
    """A question with its evidence pages in the library, in order of the file."""

    id: str
    question: str
    pages: tuple[PageKey, ...]


def read_pages(path: Path) -> tuple[PageQuestion, ...]:
    """Return the questions of a table, in order. Rows with the same question belong together.

    A cell `page` may name several, as in "3;5". Raises NotFoundError; UnreadableError naming the row of a missing
    column or cell, a page that is no number, a row that stands twice, or an id of two questions; UsageError where there
    is no row.
    """
    ids = _Ids(path)
    found: dict[str, list[Evidence]] = {}
    seen: dict[tuple[str, str, int], int] = {}
    for number, row in rows_of(path, COLUMNS, TABLE):
        empty = next((name for name in COLUMNS if not row[name]), None)
        if empty is not None:
            raise mistake(path, number, f"the cell {empty!r} is empty.")
        question = " ".join(row["question"].split())
        ids.add(number, question, row.get("id", ""))
        for page in _pages(path, number, row["page"]):
            key = (question, row["doc"], page)
            if key in seen:
                raise mistake(path, number, f"page {page} of {row['doc']} stands in row {seen[key]} already.")
            seen[key] = number
            found.setdefault(question, []).append(Evidence(number, row["doc"], page))
    if not found:
        raise UsageError(f"{path} holds no question.", hint=f"Name {TABLE}.")
    return tuple(PageQuestion(ids.of[question], question, tuple(pages)) for question, pages in found.items())


class _Ids:
    """Ids of questions, each of one question: `of` maps question → id. One without an id is named by its first row."""

    def __init__(self, path: Path) -> None:
        self.of: dict[str, str] = {}
        self._questions: dict[str, str] = {}
        self._path = path

    def add(self, row: int, question: str, given: str) -> None:
        """Take a row's id, "" for none. Raises UnreadableError where it is another question's, or not the only one."""
        identity = self.of.setdefault(question, given or f"row-{row}")
        if given not in {"", identity}:
            raise mistake(self._path, row, f"the question has the id {identity!r} already, not {given!r}.")
        if self._questions.setdefault(identity, question) != question:
            raise mistake(self._path, row, f"the id {identity!r} is another question's already.")


def place_pages(path: Path, questions: Sequence[PageQuestion], library: Reports) -> tuple[PlacedPages, ...]:
    """Return the questions with their pages in the library.

    A report is named by its file name, with or without the ending. Raises UnreadableError naming the row of a report
    that is not there or not the only one of its name, of a page that it does not have, or of a page named before by
    another name of its report.
    """
    names = ReportNames(library.reports())
    known: dict[ReportId, frozenset[int]] = {}

    def placed(evidence: Evidence) -> PageKey:
        report = _only(path, evidence, names)
        if report.id not in known:
            known[report.id] = frozenset(page.number for page in library.report(report.id).pages if page.number)
        numbers = known[report.id]
        if not numbers:
            raise mistake(path, evidence.row, f"{report.source} has no pages.")
        if evidence.page > max(numbers):
            message = f"{report.source} ends with page {max(numbers)}; it has no page {evidence.page}."
            raise mistake(path, evidence.row, message)
        return report.id, evidence.page

    return tuple(PlacedPages(q.id, q.question, tuple(_once(path, q, map(placed, q.evidence)))) for q in questions)


def _once(path: Path, question: PageQuestion, keys: Iterator[PageKey]) -> Iterator[PageKey]:
    seen: dict[PageKey, Evidence] = {}
    for evidence, key in zip(question.evidence, keys, strict=True):
        if key in seen:
            message = f"page {evidence.page} of {evidence.doc} stands in row {seen[key].row} already."
            raise mistake(path, evidence.row, message)
        seen[key] = evidence
        yield key


def _only(path: Path, evidence: Evidence, names: ReportNames) -> ReportSummary:
    found = names.find(evidence.doc)
    if not found:
        raise mistake(path, evidence.row, f"the library holds no report {evidence.doc!r}.", "See `dvrag library list`.")
    if len(found) > 1:
        files = ", ".join(report.source for report in found[:3])
        raise mistake(path, evidence.row, f"{evidence.doc!r} fits {len(found)} reports: {files}.")
    return found[0]


def _pages(path: Path, row: int, cell: str) -> Iterator[int]:
    for part in cell.split(";"):
        page = whole_number(part)
        if page is None or page < 1:
            raise mistake(path, row, f"the page must be a whole number from 1, not {part.strip()!r}.")
        yield page
