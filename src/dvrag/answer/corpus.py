"""What answering needs to know of a library besides its hits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from dvrag.model.documents import Passage, Report
from dvrag.model.ids import ReportId
from dvrag.model.results import Filters, ReportSummary


class Corpus(Protocol):
    """A library as the answer pipeline reads it."""

    def reports(self) -> tuple[ReportSummary, ...]:
        """Return every report."""
        ...

    def reports_matching(self, filters: Filters) -> tuple[ReportSummary, ...]:
        """Return the reports that meet the filters."""
        ...

    def report(self, report_id: ReportId) -> Report:
        """Return one report in full."""
        ...

    def passages_of(self, report_id: ReportId) -> tuple[Passage, ...]:
        """Return the passages of one report in the order of its text."""
        ...

    def mentions(self, words: Sequence[str]) -> dict[ReportId, int]:
        """Return, per report, how many of its passages hold all `words` as a phrase (stemmed, any case)."""
        ...

    def sample(self, words: Sequence[str], limit: int) -> tuple[Passage, ...]:
        """Return at most `limit` passages that hold all `words` as a phrase."""
        ...

    def passage_count(self) -> int:
        """Return the number of passages."""
        ...

    def glossary(self) -> dict[ReportId, dict[str, str]]:
        """Return the acronyms of each report that explains any."""
        ...

    def fingerprint(self) -> str:
        """Name the library's state; another state has another fingerprint."""
        ...
