"""What retrieval needs of a library, and what it keeps in memory about it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from dvrag.model.documents import Passage
from dvrag.model.ids import ReportId, Row
from dvrag.model.results import Filters, Ranked, ReportSummary
from dvrag.ports import Rows
from dvrag.retrieve.expansion import Speller
from dvrag.retrieve.naming import ReportNames
from dvrag.text.acronyms import Acronyms, listed_senses
from dvrag.text.spelling import Vocabulary


class PassageSource(Protocol):
    """The library, as far as retrieval reads it."""

    def transaction(self) -> int:
        """Return a number that grows with every change."""
        ...

    def reports(self) -> tuple[ReportSummary, ...]:
        """Return every report."""
        ...

    def passages(self, rows: Iterable[int]) -> Mapping[Row, Passage]:
        """Return the passages of `rows`."""
        ...

    def rows_matching(self, filters: Filters) -> Rows | None:
        """Return the rows that the filters allow, ascending; None for no restriction."""
        ...

    def rows_of(self, reports: Sequence[ReportId]) -> Rows:
        """Return the rows of some reports, ascending."""
        ...

    def row_ranges(self) -> Sequence[tuple[int, int, ReportId]]:
        """Return (first row, last row, report) for each report, ascending: a report's rows stand together."""
        ...

    def glossary(self) -> Mapping[ReportId, Mapping[str, str]]:
        """Return the acronyms that each report explains."""
        ...

    def vocabulary(self) -> Mapping[str, int]:
        """Return the Porter stems of the words in all passages with the number of passages that hold them."""
        ...


class Owners:
    """Which report each row belongs to."""

    def __init__(self, ranges: Sequence[tuple[int, int, ReportId]]) -> None:
        """Take (first row, last row, report), ascending."""
        self._first = [first for first, _, _ in ranges]
        self._ranges = ranges

    def of(self, rows: Iterable[Row]) -> dict[Row, ReportId]:
        """Return the report of each row that is in one."""
        found = {}
        for row in rows:
            place = bisect_right(self._first, row) - 1
            if place >= 0 and row <= self._ranges[place][1]:
                found[row] = self._ranges[place][2]
        return found


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What is known about a library as of one transaction."""

    transaction: int
    reports: Mapping[ReportId, ReportSummary]
    owners: Owners
    names: ReportNames
    acronyms: Acronyms
    speller: Speller


def learn(library: PassageSource, lexical: Callable[[str], list[Ranked]]) -> Knowledge:
    """Read the library's reports, glossaries and vocabulary. `lexical` finds the best passages for one word."""
    transaction = library.transaction()
    reports = library.reports()

    def texts(word: str) -> list[str]:
        rows = [item.row for item in lexical(word)]
        return [passage.text for passage in library.passages(rows).values()]

    return Knowledge(
        transaction=transaction,
        reports={report.id: report for report in reports},
        owners=Owners(library.row_ranges()),
        names=ReportNames(reports, texts),
        acronyms=Acronyms(listed_senses(), library.glossary()),
        speller=Speller(Vocabulary(library.vocabulary()), texts),
    )
