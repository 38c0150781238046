"""A finder over a library held in memory: every paragraph is a passage, ranked by how many words it shares."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from dvrag.answer.write.events import Quoting
from dvrag.assistant import Assistant
from dvrag.model.answers import Answer, Status
from dvrag.model.documents import Authority, BlockKind, Facts, Family, Report
from dvrag.model.results import Filters, Hit, ReportSummary, SearchResult
from dvrag.text.stems import stems
from ui.fake_library import FakeLibrary, hostile_report, report, sample_reports, source, stated

MANY = 45
"""Paragraphs of the long report, each of which is found by the word "door"."""

THEMES = {"risk_assessment": "form", "training": "Training"}
"""Themes with the word that a passage of them holds."""


@dataclass
class FakeFinder:
    """Finds what the library holds; `calls` are the searches in order. `corrected` and `expansions` are as told."""

    library: FakeLibrary
    corrected: dict[str, str] = field(default_factory=dict)
    expansions: tuple[str, ...] = ()
    calls: list[tuple[str, int, Filters | None]] = field(default_factory=list)

    def search(self, query: str, k: int = 10, filters: Filters | None = None) -> SearchResult:
        self.calls.append((query, k, filters))
        mended = self.corrected.get(query, query)
        sought = set(stems(mended))
        scored = [(len(sought & set(stems(hit.passage.text))), hit) for hit in _passages(self.library)]
        scored = [(n, hit) for n, hit in scored if _meets(hit.report, filters) and self._speaks(hit, filters)]
        found = [(n, hit) for n, hit in scored if n or "meaning" in query]
        found.sort(key=lambda pair: -pair[0])
        hits = tuple(replace(hit, rank=rank, score=1.0 / rank) for rank, (_, hit) in enumerate(found[:k], start=1))
        return SearchResult(query, hits, {"total": 1.0}, self.expansions, mended)

    def _speaks(self, hit: Hit, filters: Filters | None) -> bool:
        wanted = filters.theme if filters else ()
        return not wanted or any(theme in wanted for theme in self.library.themes.get(hit.passage.id, ()))


def searching(
    *, long: bool = False, hostile: bool = False, empty: bool = False, notices: tuple[str, ...] = ()
) -> tuple[Assistant, FakeFinder]:
    """Return an assistant that searches the sample, with a long report or hostile text where wanted."""
    reports = [] if empty else sample_reports()
    reports += [_long()] if long else []
    reports += [hostile_report()] if hostile else []
    finder = FakeFinder(FakeLibrary(reports))
    for hit in _passages(finder.library):
        found = tuple(theme for theme, word in THEMES.items() if word in hit.passage.text)
        finder.library.themes |= {hit.passage.id: found} if found else {}
    nothing = Answer("", Status.NOT_FOUND)
    return Assistant(finder.library, finder, Quoting(lambda *_: nothing), lambda: list(notices)), finder


def _long() -> Report:
    facts = Facts(title=stated("Review of doors"), area=stated("Eastfold"), published=stated("2018"))
    lines = [(f"The door number {n} was locked.", f"1.{n}", BlockKind.PARAGRAPH) for n in range(1, MANY + 1)]
    return report("doors.pdf", Family.DHR_OVERVIEW, Authority.STATUTORY_REVIEW, facts, [lines])


def _passages(library: FakeLibrary) -> list[Hit]:
    found: list[Hit] = []
    for of in library.by_id.values():
        for block in of.blocks:
            if block.kind is not BlockKind.HEADING:
                text = of.text[block.start : block.end]
                found.append(source(library, len(found) + 1, of.source, text).hit)
    return found


def _meets(of: ReportSummary, filters: Filters | None) -> bool:
    if filters is None:
        return True
    tests = (
        (filters.family, of.family.value),
        (filters.area, of.facts.place),
        (filters.year, of.facts.year),
    )
    return all(not wanted or stated_value in wanted for wanted, stated_value in tests)
