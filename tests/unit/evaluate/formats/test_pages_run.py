"""Pages are ranked by the best passage on them and measured against a table; the values are worked out by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import log2
from pathlib import Path

import pytest

from dvrag.evaluate.formats.pages_run import Wanted, pages_of, run_pages
from dvrag.model.documents import Passage, Report
from dvrag.model.ids import ReportId
from dvrag.model.results import Filters, Hit, ReportSummary, SearchResult
from dvrag.testing.fakes import Listener
from dvrag.testing.memory_corpus import MemoryCorpus, facts_of, report_of

LONG = report_of(
    "long.pdf", facts_of(), {f"Part {n}": [f"Words of part {n}, first.", "And more."] for n in range(1, 7)}
)
SHORT = report_of("short.pdf", facts_of(), {"Only": ["A single paragraph."]})
ARTICLE = replace(report_of("article.html", facts_of(), {"News": ["It was reported."]}), pages=(), lines=())


class Scripted:
    """Finds for each question the passages that it was told to: (report, page), or those of two pages at once."""

    def __init__(self, found: dict[str, Sequence[tuple[Report, int] | tuple[Report, int, int]]]) -> None:
        self._memory = MemoryCorpus([LONG, SHORT, ARTICLE])
        self._found = found
        self.asked: list[tuple[str, int]] = []

    def reports(self) -> tuple[ReportSummary, ...]:
        return self._memory.reports()

    def report(self, identity: ReportId) -> Report:
        return self._memory.report(identity)

    def search(self, query: str, k: int = 10, filters: Filters | None = None) -> SearchResult:
        self.asked.append((query, k))
        summaries = {summary.id: summary for summary in self.reports()}
        hits = [
            Hit(rank, 1 / rank, self._passage(*where), summaries[where[0].id])
            for rank, where in enumerate(self._found[query], start=1)
        ]
        return SearchResult(query, tuple(hits), {"total": 5.0})

    def _passage(self, report: Report, first: int, last: int = 0) -> Passage:
        passages = [p for p in self._memory.passages_of(report.id) if p.page in {first, last or first}]
        return replace(passages[0], end=passages[-1].end)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "pages.csv"
    path.write_text("id,question,doc,page\na,First?,long,2;5\nb,Second?,short.pdf,1\nc,Third?,long.pdf,6\n")
    return path


def test_pages_are_measured_by_hand(table: Path) -> None:
    found = {
        # Page 2 comes third, after page 1 (twice) and the article; page 5 is the later page of the fourth passage.
        "First?": [(LONG, 1), (ARTICLE, 1), (LONG, 1), (LONG, 2), (LONG, 4, 5)],
        "Second?": [(SHORT, 1), (LONG, 3)],
        "Third?": [(LONG, 1), (SHORT, 1)],
    }
    scripted, heard = Scripted(found), Listener()
    report = run_pages(table, scripted, heard)
    assert scripted.asked == [("First?", 20), ("Second?", 20), ("Third?", 20)]
    assert [result.wanted for result in report.results] == [
        (Wanted("long.pdf", 2, 3), Wanted("long.pdf", 5, 5)),
        (Wanted("short.pdf", 1, 1),),
        (Wanted("long.pdf", 6, None),),
    ]
    gain = (1 / log2(4) + 1 / log2(6)) / (1 + 1 / log2(3))
    assert report.measures == pytest.approx(
        {
            "Recall@1": 1 / 3,
            "Recall@5": 2 / 3,
            "Recall@10": 2 / 3,
            "Recall@20": 2 / 3,
            "nDCG@10": (gain + 1) / 3,
            "MRR": (1 / 3 + 1) / 3,
            "Success@1": 1 / 3,
            "Success@2": 1 / 3,
            "Success@3": 2 / 3,
        }
    )
    assert (report.name, report.milliseconds) == ("pages.csv", 5.0)
    assert heard.phases == [("Searching for pages.csv", 3)]


def test_a_search_that_finds_nothing_scores_0(table: Path) -> None:
    report = run_pages(table, Scripted(dict.fromkeys(("First?", "Second?", "Third?"), ())))
    assert set(report.measures.values()) == {0.0}


def test_a_passage_over_page_breaks_stands_on_each_of_its_pages() -> None:
    starts = [page.start for page in LONG.pages]
    assert pages_of(LONG, starts[1], starts[1] + 5) == (2,)
    assert pages_of(LONG, starts[1], starts[2] + 1) == (2, 3)
    assert pages_of(LONG, starts[1], starts[4] + 1) == (2, 3, 4, 5)
    assert pages_of(LONG, starts[1], starts[2]) == (2,)


def test_a_report_without_pages_is_one_page() -> None:
    assert pages_of(ARTICLE, 0, 10) == (0,)
