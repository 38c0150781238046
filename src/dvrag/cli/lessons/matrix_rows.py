"""The evidence matrix as rows of a table: a lesson a row, a report a column, quotes with their places in the cells."""

from __future__ import annotations

from collections.abc import Sequence

from dvrag.cli.wording import page_in_words
from dvrag.lessons.repeats.groups import RepeatGroup
from dvrag.lessons.repeats.matrix import matrix
from dvrag.model.actions import Entry


def of(groups: Sequence[RepeatGroup]) -> list[dict[str, str]]:
    """Return the rows, with first and last date and who was told before the reports."""
    made = matrix(groups)
    rows = []
    for group in made.groups:
        row = {"lesson": group.label, "first": group.first, "last": group.last, "told": "; ".join(group.agencies)}
        for report in made.reports:
            row[report.source] = "\n".join(_quote(entry) for entry in made.cell(group, report))
        rows.append(row)
    return rows


def _quote(entry: Entry) -> str:
    finding = entry.finding
    place = ", ".join(filter(None, (page_in_words(finding.page, finding.page_label), finding.paragraph or "")))
    return f"“{finding.text}”{f' ({place})' if place else ''}"
