"""Repeated lessons for spreadsheets: a finding a row, or the matrix of lessons and reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dvrag.cli.lessons.rows import Row, finding_row
from dvrag.cli.wording import page_in_words
from dvrag.lessons.repeats.groups import RepeatGroup
from dvrag.lessons.repeats.matrix import Matrix, matrix
from dvrag.model.actions import Entry

HEAD = ("lesson", "first", "last", "told")
GROUP = ("lesson_id", "lesson", "reviews", "first", "last", "told", "loose", "said_before")
"""What each row says of its repeated lesson."""
OWN = (
    *("finding_id", "kind", "number", "text", "addressee", "area", "published", "report_id", "source", "title"),
    *("page", "page_label", "paragraph"),
)
"""What each row says of its finding."""


def listed(groups: Sequence[RepeatGroup]) -> list[Row]:
    """Return a row for each finding of each repeated lesson, with the columns GROUP and OWN."""
    return [_row(group, entry) for group in groups for entry in group.entries]


def of(groups: Sequence[RepeatGroup]) -> tuple[list[Row], list[str]]:
    """Return the matrix, a lesson a row, and its columns: HEAD, then a report each; quotes with places in the cells.

    A report whose file has the same name as another's stands with the first digits of its id.
    """
    made = matrix(groups)
    titles = _titles(made)
    rows = []
    for group in made.groups:
        row = {"lesson": group.label, "first": group.first, "last": group.last, "told": list(group.agencies)}
        cells = ("\n".join(_quote(entry) for entry in made.cell(group, report)) for report in made.reports)
        rows.append({**row, **dict(zip(titles, cells, strict=True))})
    return rows, [*HEAD, *titles]


def _titles(made: Matrix) -> list[str]:
    seen = Counter([*HEAD, *(report.source for report in made.reports)])
    return [r.source if seen[r.source] == 1 else f"{r.source} ({r.id[:12]})" for r in made.reports]


def _row(group: RepeatGroup, entry: Entry) -> Row:
    row = finding_row(entry)
    return {
        "lesson_id": group.id,
        "lesson": group.label,
        "reviews": group.reviews,
        "first": group.first,
        "last": group.last,
        "told": list(group.agencies),
        "loose": group.loose,
        "said_before": bool(entry.finding.earlier),
        **{name: row[name] for name in OWN},
    }


def _quote(entry: Entry) -> str:
    finding = entry.finding
    place = ", ".join(filter(None, (page_in_words(finding.page, finding.page_label), finding.paragraph or "")))
    return f"“{finding.text}”{f' ({place})' if place else ''}"
