"""The evidence matrix: lessons down, reports across, in each cell the quotes with their places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dvrag.lessons.repeats.groups import RepeatGroup
from dvrag.model.actions import Entry
from dvrag.model.ids import ReportId
from dvrag.model.results import ReportSummary


@dataclass(frozen=True, slots=True)
class Matrix:
    """`groups` are the rows, in the order given; `reports` the columns, by date, those without a date last.

    `cells` holds the entries of a group's id and a report's id, in order of text; a pair that is not in it is empty.
    """

    groups: tuple[RepeatGroup, ...]
    reports: tuple[ReportSummary, ...]
    cells: Mapping[tuple[str, ReportId], tuple[Entry, ...]]

    def cell(self, group: RepeatGroup, report: ReportSummary) -> tuple[Entry, ...]:
        """Return the entries of one cell, empty where the report does not repeat the lesson."""
        return self.cells.get((group.id, report.id), ())


def matrix(groups: Sequence[RepeatGroup]) -> Matrix:
    """Return the matrix of the groups; only reports that stand in one of them have a column."""
    reports = {entry.report.id: entry.report for group in groups for entry in group.entries}
    cells: dict[tuple[str, ReportId], list[Entry]] = defaultdict(list)
    for group in groups:
        for entry in group.entries:
            cells[group.id, entry.report.id].append(entry)
    return Matrix(
        groups=tuple(groups),
        reports=tuple(sorted(reports.values(), key=_date)),
        cells={place: tuple(sorted(found, key=lambda entry: entry.finding.start)) for place, found in cells.items()},
    )


def _date(report: ReportSummary) -> tuple[str, str, str]:
    return report.facts.published.value or "9999", report.source.casefold(), report.id
