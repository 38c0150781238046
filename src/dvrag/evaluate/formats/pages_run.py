"""Page-level gold through the product's own search: are the pages that answer among the first found?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Protocol

from dvrag.evaluate.formats.pages import PageKey, PlacedPages, Reports, place_pages, read_pages
from dvrag.evaluate.measures.retrieval import measure
from dvrag.model.documents import Report
from dvrag.model.ids import ReportId
from dvrag.model.results import Hit
from dvrag.ports import Finder, Progress
from dvrag.text.locate import locate

DEPTH = 20
"""Passages searched for each question."""

MEASURES = {
    "Recall@1": "R@1",
    "Recall@5": "R@5",
    "Recall@10": "R@10",
    "Recall@20": "R@20",
    "nDCG@10": "nDCG@10",
    "MRR": "RR",
    "Success@1": "Success@1",
    "Success@2": "Success@2",
    "Success@3": "Success@3",
}
"""Name in the report → the measure. Recall: share of the evidence pages found; Success: share of questions with one."""


class PagedLibrary(Finder, Reports, Protocol):
    """Reports that can be searched and read."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """An evidence page with the rank, from 1, at which it was found; None where it was not."""

    doc: str
    page: int
    rank: int | None


@dataclass(frozen=True, slots=True)
class PageResult:
    """One question with its evidence pages, in order of the file."""

    id: str
    question: str
    wanted: tuple[Wanted, ...]


@dataclass(frozen=True, slots=True)
class PagesReport:
    """What a run measured. `measures` are means over the questions; `milliseconds` is the median of a search."""

    name: str
    results: tuple[PageResult, ...]
    measures: dict[str, float]
    milliseconds: float


def run_pages(path: Path, library: PagedLibrary, progress: Progress | None = None) -> PagesReport:
    """Return the measures of a table of pages over a library. Raises what `read_pages` and `place_pages` raise."""
    questions = place_pages(path, read_pages(path), library)
    sources = {report.id: report.source for report in library.reports()}
    paging = _Paging(library)
    found: dict[str, list[PageKey]] = {}
    times: list[float] = []
    if progress:
        progress.start(f"Searching for {path.name}", len(questions))
    for question in questions:
        result = library.search(question.question, DEPTH)
        found[question.id] = paging.ranked(result.hits)
        times.append(result.timings_ms.get("total", 0.0))
        if progress:
            progress.advance()
    if progress:
        progress.stop()
    results = tuple(_result(question, found[question.id], sources) for question in questions)
    return PagesReport(path.name, results, _measured(questions, found), median(times))


def pages_of(report: Report, start: int, end: int) -> tuple[int, ...]:
    """Return the pages, from 1, that the characters `[start, end)` stand on; 0 alone where the report has none."""
    first = locate(report, start).page or 0
    last = locate(report, max(start, end - 1)).page or first
    return tuple(range(first, max(first, last) + 1))


class _Paging:
    def __init__(self, library: Reports) -> None:
        self._library = library
        self._reports: dict[ReportId, Report] = {}

    def ranked(self, hits: Sequence[Hit]) -> list[PageKey]:
        """Return the pages of the hits, each at the place of the best passage on it."""
        pages = (
            (hit.report.id, page)
            for hit in hits
            for page in pages_of(self._report(hit.report.id), hit.passage.start, hit.passage.end)
        )
        return list(dict.fromkeys(pages))

    def _report(self, identity: ReportId) -> Report:
        if identity not in self._reports:
            self._reports[identity] = self._library.report(identity)
        return self._reports[identity]


def _result(question: PlacedPages, found: list[PageKey], sources: dict[ReportId, str]) -> PageResult:
    ranks = {key: rank for rank, key in enumerate(found, start=1)}
    wanted = tuple(Wanted(sources[report], page, ranks.get((report, page))) for report, page in question.pages)
    return PageResult(question.id, question.question, wanted)


def _measured(questions: Sequence[PlacedPages], found: dict[str, list[PageKey]]) -> dict[str, float]:
    qrels = {q.id: {_name(key): 1 for key in q.pages} for q in questions}
    run = {i: {_name(key): float(len(keys) - place) for place, key in enumerate(keys)} for i, keys in found.items()}
    means = measure(qrels, run, tuple(MEASURES.values())).means
    return {name: means[measured] for name, measured in MEASURES.items()}


def _name(key: PageKey) -> str:
    return f"{key[0]}:{key[1]}"
